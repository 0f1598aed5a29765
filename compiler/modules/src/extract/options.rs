//! Declared options: trees of them, and what each carries.

use super::{Extractor, MOST_DEPTH};
use crate::def::DEFAULT_PRIORITY;
use crate::loc::show_part;
use crate::option::Opt;
use crate::problems::found;
use crate::tree::MemberKind;
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::{Place, Problem, similar};
use fedic_eval::{Attrs, Error, ErrorKind, List, Slot, State, Sym, Value};
use fedic_model::{Below, Beside, Member, OptionDecl, OptionId, OptionTree, TreeId, TypeId, TypeKind, Ui};

/// Types around a type, at most, through which is looked for one that code decides.
const MOST_WRAPPERS: usize = 8;

/// The priority of a definition that says nothing of it.
const PLAIN: i64 = 100;

/// How a member of a tree is read.
enum Read<'a> {
    Whole(&'a Attrs<'a>),
    /// Nobody asks for it.
    Passed(MemberKind<'a>),
}

impl<'a> Extractor<'a> {
    /// A tree of declared options, as `options` of an evaluation or as `getSubOptions` gives it.
    pub(super) fn tree(&mut self, options: &'a Attrs<'a>, path: &[String]) -> TreeId {
        let id = self.new_tree();
        if self.depth < MOST_DEPTH {
            self.depth += 1;
            self.fill_tree(id, options, path);
            self.depth -= 1;
        } else {
            self.out.interface.trees[id.0 as usize].closed = false;
        }
        id
    }

    /// A tree that is filled later: what is inside may lead back to it.
    pub(super) fn new_tree(&mut self) -> TreeId {
        let trees = &mut self.out.interface.trees;
        let id =
            TreeId(u32::try_from(trees.len()).unwrap_or_else(|_| unreachable!("fewer trees than memory")));
        trees.push(OptionTree { closed: true, ..OptionTree::default() });
        id
    }

    /// Fills a tree, its members in the order of their names. A tree of which a member cannot
    /// be read is not closed: there may be more than is known of.
    pub(super) fn fill_tree(&mut self, id: TreeId, options: &'a Attrs<'a>, path: &[String]) {
        let (mut members, mut complete) = (Vec::with_capacity(options.len()), true);
        for (symbol, slot) in self.ev.sorted(options) {
            let name = self.ev.name(symbol);
            if name == "_module" {
                self.read_module_options(id, slot);
            } else if name != "_freeformOptions" {
                match self.passed_over(symbol, slot) {
                    Some(kind) => members.push((name.to_owned(), Read::Passed(kind))),
                    None => match self.set_in(slot) {
                        Some(attrs) => members.push((name.to_owned(), Read::Whole(attrs))),
                        None => complete = false,
                    },
                }
            }
        }
        self.out.interface.trees[id.0 as usize].closed &= complete;
        let members = members
            .into_iter()
            .map(|(name, read)| {
                let mut path = path.to_vec();
                path.push(name.clone());
                let member = match read {
                    Read::Whole(attrs) if self.is(attrs, "option") => {
                        Member::Option(self.option(&name, attrs, path))
                    }
                    Read::Whole(attrs) => Member::Group(self.tree(attrs, &path)),
                    Read::Passed(MemberKind::Option(option)) => {
                        Member::Option(self.passed_option(&name, option, path))
                    }
                    Read::Passed(MemberKind::Group(_)) => Member::Group(self.open()),
                };
                (name, member)
            })
            .collect();
        let tree = &mut self.out.interface.trees[id.0 as usize];
        tree.members = members;
        if tree.takes_free_names() {
            self.open_groups(id);
        }
    }

    /// What a name stands for that nobody asks for, if it need not be read to know that.
    fn passed_over(&self, name: Sym, slot: &'a Slot<'a>) -> Option<MemberKind<'a>> {
        let (session, asked) = self.asked.as_ref()?;
        let member = session.unread_member(slot).filter(|_| asked.binary_search(&name).is_err())?;
        session.member_kind(member).ok()
    }

    /// An option of which nobody asks more than where it is.
    fn passed_option(&mut self, name: &str, option: &'a Opt<'a>, path: Vec<String>) -> OptionId {
        let ty = self.any();
        let places = self.asked.as_ref().map(|(session, _)| session.option_places(option));
        let declared = places.and_then(|places| places.first().copied());
        let declared = declared.into_iter().collect();
        self.add_option(OptionDecl { declared, ..OptionDecl::new(name, path, ty) }, None)
    }

    /// What is taken beside the options of a tree is taken in its groups too.
    fn open_groups(&mut self, id: TreeId) {
        let trees = &mut self.out.interface.trees;
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let groups = trees[id.0 as usize].members.iter().filter_map(|(_, member)| match *member {
                Member::Group(group) => Some(group),
                Member::Option(_) => None,
            });
            for group in groups.collect::<Vec<_>>() {
                trees[group.0 as usize].closed = false;
                open.push(group);
            }
        }
    }

    /// `_module.check` and `_module.freeformType` of the evaluation that a tree belongs to.
    fn read_module_options(&mut self, id: TreeId, slot: &'a Slot<'a>) {
        let Some(module) = self.set_in(slot) else {
            self.out.interface.trees[id.0 as usize].closed = false;
            return;
        };
        if let Some(check) = self.attrs(module, "check") {
            // For documentation the library itself forces the check off, over what the model says.
            let forced = self.list(check, "files").is_some_and(|files| {
                files.items.iter().any(|file| {
                    matches!(self.ev.force(file), Ok(Value::Str(file)) if file.bytes == b"lib/modules.nix")
                })
            });
            let closed = self.truth(check, "value").unwrap_or(true) || forced;
            self.out.interface.trees[id.0 as usize].closed &= closed;
        }
        if let Some(freeform) = self.attrs(module, "freeformType")
            && let (Some(Value::Attrs(_)), Some(slot)) =
                (self.value(freeform, "value"), self.slot(freeform, "value"))
        {
            let ty = self.ty(slot);
            self.out.interface.trees[id.0 as usize].freeform = Some(ty);
        }
    }

    /// The key of the first declaration of an option: positions have it as their origin.
    fn key(&mut self, option: &'a Attrs<'a>) -> Option<Place> {
        let position = self.list(option, "declarationPositions")?.items.last()?;
        let position = self.set_in(position)?;
        self.ev.origin(self.slot(position, "line")?)
    }

    /// An evaluated option.
    pub(super) fn option(&mut self, name: &str, attrs: &'a Attrs<'a>, path: Vec<String>) -> OptionId {
        let ty = self.type_of_option(attrs);
        let default = self.shown(attrs, "defaultText", "default");
        let visible = match self.value(attrs, "visible") {
            Some(Value::Bool(visible)) => visible,
            Some(Value::Str(how)) => how.bytes == b"shallow",
            _ => true,
        };
        let beside = self.beside(attrs);
        let (ty, required) = self.left_over(attrs, ty, beside);
        self.examine_default(attrs, ty, &path);
        let option = OptionDecl {
            name: name.to_owned(),
            path,
            ty,
            description: self.description(attrs),
            default,
            example: self.shown(attrs, "example", "example"),
            required,
            beside,
            relaxed: self.has_failing_default(attrs),
            read_only: self.truth(attrs, "readOnly").unwrap_or(false),
            internal: self.truth(attrs, "internal").unwrap_or(false),
            visible,
            applied: self.slot(attrs, "apply").is_some(),
            removed: if visible { None } else { self.removed(attrs) },
            code: self.said_by_code(attrs, ty),
            ui: self.ui(attrs),
            declared: self.declared(attrs),
            defined: self.defined(attrs),
        };
        let key = self.key(attrs);
        self.add_option(option, key)
    }

    /// Adds an option that this key declares.
    pub(super) fn add_option(&mut self, option: OptionDecl, key: Option<Place>) -> OptionId {
        self.out.keys.push(key);
        let options = &mut self.out.interface.options;
        options.push(option);
        OptionId(
            u32::try_from(options.len() - 1).unwrap_or_else(|_| unreachable!("fewer options than memory")),
        )
    }

    /// Reports a default that the option's own type refuses, though nobody may have read it.
    /// Only data is looked at, and only what is no stand-in: a default may be made of the name
    /// of an entry that there is not yet.
    fn examine_default(&mut self, option: &'a Attrs<'a>, id: TypeId, path: &[String]) {
        if self.slot(option, "defaultText").is_some() {
            return;
        }
        let Some(default) = self.slot(option, "default") else { return };
        let is_data = match self.ev.force(default) {
            Ok(Value::Str(text)) => !text.bytes.contains(&b'<') && !text.text().contains('‹'),
            Ok(Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::List(_)) => true,
            Ok(Value::Attrs(attrs)) => self.slot(attrs, "_type").is_none(),
            Ok(_) | Err(_) => false,
        };
        let (true, Some(at)) = (is_data, self.ev.origin(default)) else { return };
        let Some(ty) = self.attrs(option, "type") else { return };
        let check = self.slot(ty, "check").and_then(|check| self.ev.force(check).ok());
        let taken = check.and_then(|check| self.ev.call(check, &[default.share()]).ok());
        if !matches!(taken, Some(Value::Bool(false))) {
            return;
        }
        let secret = self.ui(option).secret;
        let problem = OptionsProblem::WrongType {
            at: vec![at],
            path: path.iter().map(|name| show_part(name)).collect::<Vec<_>>().join("."),
            expected: self.text(ty, "description").unwrap_or_default(),
            found: found(self.ev, default, secret),
            similar: self.similar_choices(default, id),
            declared: self.declared(option).first().copied(),
        };
        let message = problem.diagnostic().message;
        let mut failure = Error::new(ErrorKind::Thrown, message).at(at);
        failure.problem = Some(Problem::Options(problem));
        self.probe::<()>(Err(failure));
    }

    /// The choices that a text may have been meant for.
    fn similar_choices(&self, slot: &'a Slot<'a>, ty: TypeId) -> Vec<String> {
        let types = &self.out.interface.types;
        let kind = match &types[ty.0 as usize].kind {
            TypeKind::NullOr(inner) => &types[inner.0 as usize].kind,
            kind => kind,
        };
        let (TypeKind::Enum(values), Ok(Value::Str(text))) = (kind, self.ev.force(slot)) else {
            return Vec::new();
        };
        let texts = values.iter().filter_map(|value| match value {
            fedic_model::Value::String(text) => Some(text.as_str()),
            _ => None,
        });
        similar(&text.text(), texts)
    }

    /// The type of an option; `unspecified` where none is declared.
    pub(super) fn type_of_option(&mut self, option: &'a Attrs<'a>) -> TypeId {
        match self.slot(option, "type") {
            Some(slot) => self.ty(slot),
            None => self.any(),
        }
    }

    /// A description; one that cannot be made (upstream's own model has one) is none.
    fn description(&self, option: &'a Attrs<'a>) -> Option<String> {
        match self.ev.force(self.slot(option, "description")?).ok()? {
            Value::Str(text) => Some(text.text().trim_end().to_owned()),
            Value::Attrs(attrs) => match self.ev.force(self.slot(attrs, "text")?).ok()? {
                Value::Str(text) => Some(text.text().trim_end().to_owned()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What becomes of an operator's definitions beside those of the model.
    fn beside(&mut self, option: &'a Attrs<'a>) -> Beside {
        if self.has_failing_default(option) {
            return Beside::Alone;
        }
        match self.value(option, "highestPrio") {
            Some(Value::Int(PLAIN)) => Beside::Merged,
            Some(Value::Int(priority)) if priority < PLAIN => Beside::Dropped,
            _ => Beside::Alone,
        }
    }

    /// Whether a default that throws is all that is said of an option: `throw "name it"`. That is no
    /// fault of the model's, but asks for a value, perhaps under some circumstances alone.
    fn has_failing_default(&self, option: &'a Attrs<'a>) -> bool {
        let Some(default) = self.slot(option, "default") else { return false };
        let throws = matches!(self.ev.force(default), Err(failure) if failure.kind == ErrorKind::Thrown && failure.problem.is_none());
        let strongest = self.slot(option, "highestPrio").map(|slot| self.ev.force(slot));
        throws && !matches!(strongest, Some(Ok(Value::Int(priority))) if priority < DEFAULT_PRIORITY)
    }

    /// The expressions that say of an option what its data does not: what is made of the value,
    /// and the declaration, where a function has a say in the type.
    fn said_by_code(&mut self, option: &'a Attrs<'a>, ty: TypeId) -> Vec<Place> {
        let apply = self.slot(option, "apply").and_then(|apply| self.ev.origin(apply));
        let declared = if self.is_by_code(ty, MOST_WRAPPERS) { self.declared(option) } else { Vec::new() };
        apply.into_iter().chain(declared).collect()
    }

    /// Whether a coercion, or a type of the model's own, is among those that a type is made of.
    fn is_by_code(&self, ty: TypeId, depth: usize) -> bool {
        let kind = &self.out.interface.types[ty.0 as usize].kind;
        let Some(depth) = depth.checked_sub(1) else { return false };
        kind.is_by_code()
            || match kind.below() {
                Below::Same(inner) | Below::Each(inner, _) => self.is_by_code(inner, depth),
                Below::Either(one, other) => self.is_by_code(one, depth) || self.is_by_code(other, depth),
                Below::Nothing | Below::Coerced { .. } | Below::Tags(_) | Below::Options(_) => false,
            }
    }

    /// Whether an option says that it is another name of one.
    pub(super) fn is_alias(&self, option: &'a Attrs<'a>) -> bool {
        self.description(option).is_some_and(|text| fedic_model::alias_in(&text).is_some())
    }

    /// Why an option cannot be set any more: `mkRemovedOptionModule` leaves one behind of no
    /// type, which throws whatever it is set to.
    pub(super) fn removed(&mut self, option: &'a Attrs<'a>) -> Option<String> {
        let apply = self.ev.force(self.slot(option, "apply")?).ok()?;
        let untyped = match self.attrs(option, "type") {
            Some(ty) => self.text(ty, "name").as_deref() == Some("unspecified"),
            None => true,
        };
        if !untyped || self.slot(option, "description").is_some() {
            return None;
        }
        let refusal = self.ev.strictly(|| self.ev.call(apply, &[State::Ready(Value::Null)])).err()?;
        (refusal.kind == ErrorKind::Thrown).then_some(refusal.message)
    }

    /// `meta.ui` of the declaration.
    fn ui(&mut self, option: &'a Attrs<'a>) -> Ui {
        let Some(ui) = self.slot(option, "meta").and_then(|_| self.attrs_at(option, &["meta", "ui"])) else {
            return Ui::default();
        };
        Ui {
            title: self.text(ui, "title"),
            help: self.text(ui, "help"),
            placeholder: self.text(ui, "placeholder"),
            widget: self.text(ui, "widget"),
            group: self.text(ui, "group"),
            order: match self.value(ui, "order") {
                Some(Value::Int(order)) => Some(order),
                _ => None,
            },
            secret: self.truth(ui, "secret").unwrap_or(false),
            unit: self.text(ui, "unit"),
            enum_titles: self.enum_titles(ui),
            unknown: self.unknown(ui),
        }
    }

    fn unknown(&mut self, ui: &'a Attrs<'a>) -> Vec<(String, Option<Place>)> {
        let names = self.ev.sorted(ui).into_iter().map(|(name, _)| name);
        let unknown = names.filter(|name| !Ui::NAMES.contains(&self.ev.name(*name)));
        unknown.map(|name| (self.ev.name(name).to_owned(), ui.place(name))).collect()
    }

    fn enum_titles(&mut self, ui: &'a Attrs<'a>) -> Vec<(String, String)> {
        let Some(titles) = self.attrs(ui, "enumTitles") else { return Vec::new() };
        self.ev
            .sorted(titles)
            .into_iter()
            .filter_map(|(name, slot): (Sym, _)| match self.ev.force(slot).ok()? {
                Value::Str(text) => Some((self.ev.name(name).to_owned(), text.text().into_owned())),
                _ => None,
            })
            .collect()
    }

    /// The definitions that the model itself gives an option.
    pub(super) fn definitions(&mut self, option: &'a Attrs<'a>) -> Option<&'a List<'a>> {
        self.list(option, "definitionsWithLocations")
    }

    /// Where an option is declared: its key, else what its declaration says of it.
    fn declared(&mut self, option: &'a Attrs<'a>) -> Vec<Place> {
        if let Some(slot) = self.slot(option, "declarationPositions")
            && self.ev.force(slot).is_ok()
            && let Some(place) = self.ev.origin(slot)
        {
            return vec![place];
        }
        ["type", "description", "default", "example"]
            .into_iter()
            .find_map(|name| option.place(self.ev.sym(name)))
            .into_iter()
            .collect()
    }

    fn defined(&mut self, option: &'a Attrs<'a>) -> Vec<Place> {
        // All that is there is no value.
        if self.has_failing_default(option) {
            return Vec::new();
        }
        let Some(definitions) = self.definitions(option) else { return Vec::new() };
        let mut places = Vec::new();
        for definition in definitions.items {
            if let Some(value) = self.set_in(definition).and_then(|attrs| self.slot(attrs, "value")) {
                places.extend(self.ev.origin(value));
            }
        }
        places
    }
}
