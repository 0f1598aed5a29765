//! What is expected of places: the definitions of a model, under the types of the very
//! options they define. An option's type may differ from instance to instance (an
//! application's `implementation` takes its own settings), so instances are walked too.

use super::{Extractor, MOST_DEPTH};
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Slot, State};
use fedic_model::{Expectation, TreeId, TypeId, TypeKind};

impl<'a> Extractor<'a> {
    /// Adds the expectations of all definitions in a tree of evaluated options, and forces
    /// their values.
    pub(super) fn expectations(&mut self, options: &'a Attrs<'a>, path: &[String]) {
        self.walk(options, path, true);
    }

    /// Adds what is expected of the function of the operator's front: it takes the values of its module.
    /// Both stand in an option that may be null, and the options inside of such are not to be seen.
    pub(super) fn front(&mut self, options: &'a Attrs<'a>) {
        let (Some(argument), Some(result)) = (self.out.interface.operator, self.out.interface.configuration)
        else {
            return;
        };
        let Some(option) = self.attrs(options, "operator") else { return };
        let Some(definitions) = self.definitions(option) else { return };
        let path = ["operator", "configure"].map(str::to_owned).to_vec();
        for definition in definitions.items {
            let value = self.set_in(definition).and_then(|attrs| self.attrs(attrs, "value"));
            let Some(function) = value.and_then(|value| self.slot(value, "configure")) else { continue };
            if self.ev.force(function).is_ok()
                && let Some(place) = self.ev.origin(function)
            {
                let path = path.clone();
                self.expect(
                    place,
                    Expectation::Function { argument: Some(argument), result: Some(result), path },
                );
            }
        }
    }

    fn walk(&mut self, options: &'a Attrs<'a>, path: &[String], outermost: bool) {
        if path.len() > MOST_DEPTH {
            return;
        }
        for (name, slot) in self.ev.sorted(options) {
            let name = self.ev.name(name);
            if name == "_module" {
                continue;
            }
            let Some(attrs) = self.set_in(slot) else { continue };
            let mut path = path.to_vec();
            path.push(name.to_owned());
            if !self.extent.has(&path) {
                continue;
            }
            if self.is(attrs, "option") {
                self.walk_option(attrs, &path, outermost);
            } else {
                self.walk(attrs, &path, outermost);
            }
        }
    }

    fn walk_option(&mut self, option: &'a Attrs<'a>, path: &[String], outermost: bool) {
        let ty = self.type_of_option(option);
        if outermost && self.is_followed(option, ty) {
            return self.examine_option(option, ty, path);
        }
        if self.extent.expects(path)
            && let Some(definitions) = self.definitions(option)
        {
            let expectation = self.expectation(option, ty, path);
            for definition in definitions.items {
                let value = self.set_in(definition).and_then(|attrs| self.slot(attrs, "value"));
                if let Some(place) = value.and_then(|value| self.ev.origin(value)) {
                    self.expect(place, expectation.clone());
                }
            }
        }
        if outermost {
            self.examine_option(option, ty, path);
        }
        if let Some(meta) = self.attrs(option, "valueMeta") {
            self.walk_meta(meta, path);
        }
    }

    /// Whether examining an option finds all that is wrong, and no more is asked. One that is hidden may
    /// have no value of its own, and code may leave nothing of a value.
    fn is_followed(&mut self, option: &'a Attrs<'a>, ty: TypeId) -> bool {
        let followed = self.followed.get(ty.0 as usize).copied().unwrap_or(false);
        followed && self.truth(option, "visible") != Some(false) && self.slot(option, "apply").is_none()
    }

    /// The instances inside a value: submodules, and those in sets and lists of them.
    fn walk_meta(&mut self, meta: &'a Attrs<'a>, path: &[String]) {
        if self.slot(meta, "configuration").is_some()
            && let Some(options) = self.attrs_at(meta, &["configuration", "options"])
        {
            self.walk(options, path, false);
        }
        if let Some(entries) = self.slot(meta, "attrs").and_then(|slot| self.set_in(slot)) {
            for (name, slot) in self.ev.sorted(entries) {
                let mut path = path.to_vec();
                path.push(self.ev.name(name).to_owned());
                if !self.extent.has(&path) {
                    continue;
                }
                if let Some(meta) = self.set_in(slot) {
                    self.walk_meta(meta, &path);
                }
            }
        }
        if self.slot(meta, "list").is_some()
            && let Some(list) = self.list(meta, "list")
        {
            for slot in list.items {
                if let Some(meta) = self.set_in(slot) {
                    self.walk_meta(meta, path);
                }
            }
        }
    }

    fn expectation(&mut self, option: &'a Attrs<'a>, ty: TypeId, path: &[String]) -> Expectation {
        let kind = self.out.interface.types[ty.0 as usize].kind.clone();
        match kind {
            TypeKind::DeferredModule(known) => {
                let options = match known {
                    Some(tree) if self.is_nixos(tree) => known,
                    Some(_) | None => self.deferred_options(option).or(known),
                };
                Expectation::Module { options: options.unwrap_or_else(|| self.open()) }
            }
            TypeKind::FunctionTo(result) => self.function(option, result, path),
            _ => Expectation::Value { ty, path: path.to_vec() },
        }
    }

    /// A function type that says more than its result has `nestedTypes.input` and `.output`.
    fn function(&mut self, option: &'a Attrs<'a>, result: TypeId, path: &[String]) -> Expectation {
        let nested = self.attrs_at(option, &["type", "nestedTypes"]);
        let part = |this: &mut Self, name| {
            let slot = nested.and_then(|nested| this.slot(nested, name))?;
            Some(this.ty(slot))
        };
        let argument = part(self, "input");
        let output = part(self, "output");
        Expectation::Function { argument, result: Some(output.unwrap_or(result)), path: path.to_vec() }
    }

    /// The options that a deferred module declares, all its definitions together.
    fn deferred_options(&mut self, option: &'a Attrs<'a>) -> Option<TreeId> {
        let value: &'a Slot<'a> = self.slot(option, "value")?;
        self.set_in(value)?;
        let modules = self.ev.list(&[value.share()]);
        let modules = self.ev.slot(State::Ready(modules));
        let tree = self.probe_modules(modules, None)?;
        (!self.out.interface.trees[tree.0 as usize].members.is_empty()).then_some(tree)
    }

    pub(super) fn open(&mut self) -> TreeId {
        let tree = self.new_tree();
        self.out.interface.trees[tree.0 as usize] = super::types::open_tree();
        tree
    }

    fn expect(&mut self, place: Place, expectation: Expectation) {
        let all = self.out.facts.at.entry(place).or_default();
        if !all.contains(&expectation) {
            all.push(expectation);
        }
    }
}
