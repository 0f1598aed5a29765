//! The data model's own parts, where an evaluation has them: resources, applications,
//! environments, the types of configurations.

use super::{Extent, Extractor};
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Evaluator, Slot, State, Value};
use fedic_model::{Application, Environment, NAME_STAND_IN, Offer, Resource, TreeId, TypeId, TypeKind};

impl<'a> Extractor<'a> {
    /// Reads the parts of the data model from the values of an evaluation's options.
    pub(super) fn model(&mut self, evaluation: &'a Attrs<'a>) {
        let (Some(config), Some(options)) =
            (self.attrs(evaluation, "config"), self.attrs(evaluation, "options"))
        else {
            return;
        };
        if matches!(self.extent, Extent::Whole | Extent::Declared | Extent::Front) {
            self.configuration_types(config, options);
        }
        for (name, attrs, defined) in self.entries(config, options, "resources") {
            let resource = self.resource(name, attrs, defined);
            self.out.interface.resources.push(resource);
        }
        for (name, attrs, defined) in self.entries(config, options, "applications") {
            let application = self.application(name, attrs, defined);
            self.out.interface.applications.push(application);
        }
        for (name, attrs, defined) in self.entries(config, options, "environments") {
            let offered = self.offered(options, &name);
            let environment = self.environment(name, attrs, defined, offered);
            self.out.interface.environments.push(environment);
        }
    }

    /// The types of what operators write: they take all applications together. In a tree of
    /// modules that is not the data model, operators write one more module.
    pub(super) fn configuration_types(&mut self, config: &'a Attrs<'a>, options: &'a Attrs<'a>) {
        if !is_data_model(self.ev, options) {
            let interface = &mut self.out.interface;
            interface.configuration = interface.root.map(|root| interface.add_submodule(root));
            return;
        }
        self.out.interface.configuration = self.type_value(config, "configuration");
        if self.slot(config, "operator").is_some()
            && let Some(operator) = self.attrs(config, "operator")
        {
            self.out.interface.operator = self.type_value(operator, "type");
        }
    }

    /// The members of a set of submodules, with the places of the keys that define them.
    fn entries(
        &mut self,
        config: &'a Attrs<'a>,
        options: &'a Attrs<'a>,
        name: &'static str,
    ) -> Vec<(String, &'a Attrs<'a>, Vec<Place>)> {
        let is_option = |this: &mut Self| {
            let option = this.slot(options, name)?;
            this.set_in(option).filter(|attrs| this.is(attrs, "option"))
        };
        let Some(option) = is_option(self) else { return Vec::new() };
        let Some(set) = self.attrs(config, name) else { return Vec::new() };
        let mut entries = Vec::new();
        for (entry, slot) in self.ev.sorted(set) {
            let entry = self.ev.name(entry).to_owned();
            if !self.extent.has_member(name, &entry) {
                continue;
            }
            if let Some(attrs) = self.set_in(slot) {
                let keys = self.keys(option, &entry);
                entries.push((entry, attrs, keys));
            }
        }
        entries
    }

    /// Where definitions of an option have a key.
    fn keys(&mut self, option: &'a Attrs<'a>, name: &str) -> Vec<Place> {
        let Some(definitions) = self.definitions(option) else { return Vec::new() };
        let name = self.ev.sym(name);
        let mut places = Vec::new();
        for definition in definitions.items {
            if let Some(value) = self.set_in(definition).and_then(|attrs| self.attrs(attrs, "value")) {
                places.extend(value.place(name));
            }
        }
        places
    }

    /// An option whose value is a type.
    fn type_value(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> Option<TypeId> {
        let ty = self.attrs(attrs, name).filter(|ty| self.is(ty, "option-type"))?;
        let slot = self.ev.slot(State::Ready(Value::Attrs(ty)));
        Some(self.ty(slot))
    }

    fn resource(&mut self, kind: String, attrs: &'a Attrs<'a>, defined: Vec<Place>) -> Resource {
        Resource {
            description: self.text(attrs, "description"),
            request: self.deferred(attrs, "request", "fediversity-resource-request"),
            policy: self.deferred(attrs, "policy", "fediversity-resource-policy"),
            kind,
            defined,
        }
    }

    fn application(&mut self, name: String, attrs: &'a Attrs<'a>, defined: Vec<Place>) -> Application {
        let settings =
            self.attrs(attrs, "config-mapping").and_then(|mapping| self.type_value(mapping, "input-type"));
        let settings = settings.and_then(|ty| match self.out.interface.types[ty.0 as usize].kind {
            TypeKind::Submodule(tree) => Some(tree),
            _ => None,
        });
        Application { description: self.text(attrs, "description"), settings, name, defined }
    }

    /// The option of an environment whose value is what it offers.
    fn offered(&mut self, options: &'a Attrs<'a>, environment: &str) -> Option<&'a Attrs<'a>> {
        let all = self.attrs_at(options, &["environments", "valueMeta", "attrs"])?;
        let name = self.ev.sym(environment);
        let meta = all.get(name).and_then(|slot| self.set_in(slot))?;
        self.attrs_at(meta, &["configuration", "options", "resources"])
    }

    fn environment(
        &mut self,
        name: String,
        attrs: &'a Attrs<'a>,
        defined: Vec<Place>,
        offered: Option<&'a Attrs<'a>>,
    ) -> Environment {
        let mut offers = Vec::new();
        if let Some(resources) = self.attrs(attrs, "resources") {
            for (offer, slot) in self.ev.sorted(resources) {
                let kind =
                    self.set_in(slot).and_then(|tagged| tagged.names().first().map(|&tag| self.ev.name(tag)));
                if let Some(kind) = kind {
                    let (name, kind) = (self.ev.name(offer).to_owned(), kind.to_owned());
                    let defined = offered.map(|option| self.keys(option, &name)).unwrap_or_default();
                    offers.push(Offer { name, kind, defined });
                }
            }
        }
        Environment { name, offers, defined }
    }

    /// The options that a deferred module declares, as far as it can be evaluated alone.
    fn deferred(&mut self, attrs: &'a Attrs<'a>, name: &'static str, class: &str) -> Option<TreeId> {
        let slot = self.slot(attrs, name)?;
        let modules = self.ev.list(&[slot.share()]);
        let modules = self.ev.slot(State::Ready(modules));
        self.probe_modules(modules, Some(class.to_owned()))
    }

    /// The options of an evaluation of these modules, alone; those of a submodule, if one was found
    /// that is made of them.
    pub(super) fn probe_modules(&mut self, modules: &'a Slot<'a>, class: Option<String>) -> Option<TreeId> {
        let parts = self.identities.of_modules(modules);
        if let Some(&known) = self.modules.get(&parts)
            && (class.is_none() || self.out.interface.trees[known.0 as usize].class == class)
        {
            return Some(known);
        }
        let options = self.probe_options(modules, class.as_deref())?;
        let declaring = std::mem::replace(&mut self.declaring, true);
        let tree = self.tree(options, &[]);
        self.declaring = declaring;
        self.out.interface.trees[tree.0 as usize].class = class;
        self.modules.insert(parts, tree);
        Some(tree)
    }

    fn probe_options(&mut self, modules: &'a Slot<'a>, class: Option<&str>) -> Option<&'a Attrs<'a>> {
        let ev = self.ev;
        let none = fedic_eval::Position::NONE;
        let mut arguments = vec![(ev.sym("modules"), modules.share(), none)];
        if let Some(class) = class {
            arguments.push((ev.sym("class"), State::Ready(ev.string(class)), none));
        }
        let special = ev.attrs(&mut [(ev.sym("name"), State::Ready(ev.string(NAME_STAND_IN)), none)]);
        arguments.push((ev.sym("specialArgs"), State::Ready(Value::Attrs(special)), none));
        let arguments = ev.attrs(&mut arguments);
        // What a module asks for beyond this, nobody gave: such a failure is no fault.
        ev.strictly(|| {
            let evaluation = ev.call(self.eval_modules, &[State::Ready(Value::Attrs(arguments))]).ok()?;
            let Value::Attrs(evaluation) = evaluation else { return None };
            let options = self.slot(evaluation, "options")?;
            match ev.force(options).ok()? {
                Value::Attrs(options) => Some(options),
                _ => None,
            }
        })
    }

    /// The `_class` that the modules of a deferred type's static part have, in the wrappers
    /// that say which file they are from.
    pub(super) fn class_of(&mut self, modules: &'a Slot<'a>) -> Option<String> {
        let Ok(Value::List(modules)) = self.ev.force(modules) else { return None };
        modules.items.iter().find_map(|module| {
            let attrs = self.set_in(module)?;
            match self.slot(attrs, "_class") {
                Some(_) => self.text(attrs, "_class"),
                None => {
                    let wrapped = self.slot(attrs, "imports").filter(|_| attrs.len() <= 2)?;
                    self.class_of(wrapped)
                }
            }
        })
    }
}

/// Whether the options of an evaluation are those of the data model: only it has an option
/// `configuration` whose values are types.
pub fn is_data_model<'a>(ev: &'a Evaluator<'a>, options: &'a Attrs<'a>) -> bool {
    let member = |attrs: &'a Attrs<'a>, name: &str| attrs.get(ev.sym(name)).map(|slot| ev.force(slot));
    let Some(Ok(Value::Attrs(option))) = member(options, "configuration") else { return false };
    let Some(Ok(Value::Attrs(ty))) = member(option, "type") else { return false };
    matches!(member(ty, "name"), Some(Ok(Value::Str(name))) if name.bytes == b"optionType")
}
