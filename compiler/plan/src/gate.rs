//! The gate that a configuration in JSON passes before anything is evaluated.
//!
//! The module system reads meaning into data: a set with `_type` replaces what a provider has
//! fixed, a string in place of a module is imported as a file. A configuration comes from a
//! form, so nothing in it may act. The gate goes through the data along the types that it is
//! for, refuses what would act, and makes numbers what the types want. Whether the data fits
//! the types otherwise is not decided here: evaluation does that.

mod number;

use fedic_diagnostics::{FileId, NodeId, Place, problem::data::DataProblem};
use fedic_model::{Interface, Member, OptionId, OptionTree, TreeId, TypeId, TypeKind};
use fedic_syntax::json::{Json, JsonFlaw, JsonId, JsonMember, JsonText, JsonTree};
use std::collections::HashMap;

/// Data that has passed: nothing in it acts.
#[derive(Clone, Debug, PartialEq)]
pub enum Gated {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(Box<str>),
    List(Vec<Gated>),
    /// Each name once, in the order of the text, with the node of its key.
    Set(Vec<(Box<str>, NodeId, Gated)>),
}

/// Passes data that is meant for a type. What was refused is left out of the data.
#[must_use]
pub fn gate(
    tree: &JsonTree,
    file: FileId,
    interface: &Interface,
    ty: Option<TypeId>,
) -> (Gated, Vec<DataProblem>) {
    let mut gate = Gate { tree, file, interface, problems: Vec::new() };
    let gated = gate.value(tree.root(), &gate.alternatives(ty));
    (gated, gate.problems)
}

/// Names that act in any set.
const ACTING: [&str; 7] =
    ["_type", "_module", "__functor", "__toString", "__functionArgs", "outPath", "drvPath"];

/// Names that act in a set that is taken for a module.
const SYNTAX: [&str; 9] =
    ["imports", "options", "config", "disabledModules", "freeformType", "require", "_file", "_class", "key"];

struct Gate<'t> {
    tree: &'t JsonTree,
    file: FileId,
    interface: &'t Interface,
    problems: Vec<DataProblem>,
}

/// The types that a value may be for, none of them a choice itself. Of unknown type if empty.
type Alternatives = Vec<TypeId>;

impl Gate<'_> {
    fn value(&mut self, id: JsonId, types: &Alternatives) -> Gated {
        let at = self.place(id.node());
        match self.tree.get(id) {
            Json::Null => Gated::Null,
            Json::Bool(truth) => Gated::Bool(*truth),
            Json::Number(text) => match number::read(text, &self.wanted(types)) {
                Some(number) => number,
                None => {
                    self.problems.push(DataProblem::NumberOutOfRange { at, number: text.to_string() });
                    Gated::Null
                }
            },
            Json::String(text) => {
                self.text(text, at);
                if self.would_import(&text.text, types) {
                    self.problems.push(DataProblem::CodeInData { at, what: "a string" });
                }
                Gated::String(text.text.clone())
            }
            Json::Array(items) => {
                let element = self.elements(types);
                Gated::List(items.iter().map(|&item| self.value(item, &element)).collect())
            }
            Json::Object(members) => {
                if types.iter().any(|&ty| matches!(self.kind(ty), TypeKind::DeferredModule(_))) {
                    self.problems.push(DataProblem::CodeInData { at, what: "an object" });
                    return Gated::Null;
                }
                self.object(members, &Shape::of_types(self.interface, types))
            }
        }
    }

    fn object(&mut self, members: &[JsonMember], shape: &Shape<'_>) -> Gated {
        let mut first: HashMap<&str, NodeId> = HashMap::new();
        let mut passed = Vec::with_capacity(members.len());
        for JsonMember { key, at, value } in members {
            let place = self.place(*at);
            self.text(key, place);
            if let Some(&earlier) = first.get(&*key.text) {
                let problem = DataProblem::DuplicateMember {
                    at: place,
                    first: self.place(earlier),
                    name: key.text.to_string(),
                };
                self.problems.push(problem);
                continue;
            }
            first.insert(&key.text, *at);
            if self.acts(&key.text, *value, shape) {
                self.problems.push(DataProblem::RefusedMember { at: place, name: key.text.to_string() });
                continue;
            }
            let gated = match shape.member(&key.text) {
                Found::Group(groups) => self.group(*value, groups),
                Found::Types(types) => {
                    let types = types.iter().flat_map(|&ty| self.alternatives(Some(ty))).collect();
                    self.value(*value, &types)
                }
            };
            passed.push((key.text.clone(), *at, gated));
        }
        Gated::Set(passed)
    }

    /// A value where the model has a group of options.
    fn group(&mut self, id: JsonId, groups: Vec<&OptionTree>) -> Gated {
        match self.tree.get(id) {
            Json::Object(members) => self.object(members, &Shape::of_trees(self.interface, groups)),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
                self.value(id, &Vec::new())
            }
        }
    }

    /// Whether a member would be more than data to the module system.
    fn acts(&self, name: &str, value: JsonId, shape: &Shape<'_>) -> bool {
        if SYNTAX.contains(&name) && shape.takes_modules {
            return true;
        }
        if shape.declares(name) {
            return false;
        }
        if SYNTAX.contains(&name) {
            return shape.is_module;
        }
        if name == "type" {
            return shape.is_package;
        }
        if name == "_type" && shape.has_free_names {
            return self.is_property(value);
        }
        ACTING.contains(&name) && !shape.has_free_names
    }

    /// Whether a `_type` is one that merging looks for, whatever the set is for.
    fn is_property(&self, value: JsonId) -> bool {
        match self.tree.get(value) {
            Json::String(text) => {
                matches!(&*text.text, "if" | "merge" | "override" | "order" | "definition")
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => false,
        }
    }

    /// Whether a string would be taken for the file of a module.
    fn would_import(&self, text: &str, types: &Alternatives) -> bool {
        let is_module =
            |&ty: &TypeId| matches!(self.kind(ty), TypeKind::Submodule(_) | TypeKind::DeferredModule(_));
        types.iter().any(is_module) && (text.starts_with('/') || types.iter().all(is_module))
    }

    fn text(&mut self, text: &JsonText, at: Place) {
        match text.flaw {
            None => {}
            Some(JsonFlaw::Nul) => {
                self.problems.push(DataProblem::NotText { at, what: "a character of code zero" });
            }
            Some(JsonFlaw::LoneSurrogate) => {
                self.problems.push(DataProblem::NotText { at, what: "half of a surrogate pair" });
            }
        }
    }

    fn wanted(&self, types: &Alternatives) -> number::Wanted {
        let mut wanted = number::Wanted::default();
        for &ty in types {
            match self.kind(ty) {
                TypeKind::Int { .. } => wanted.int = true,
                TypeKind::Float => wanted.float = true,
                TypeKind::Enum(values) => {
                    wanted.int |= values.iter().any(|value| matches!(value, fedic_model::Value::Int(_)));
                }
                _ => {}
            }
        }
        wanted
    }

    fn elements(&self, types: &Alternatives) -> Alternatives {
        let element = |&ty: &TypeId| match self.kind(ty) {
            TypeKind::List { element, .. } => Some(*element),
            _ => None,
        };
        types.iter().filter_map(element).flat_map(|ty| self.alternatives(Some(ty))).collect()
    }

    /// A type without its choices: what a value may be for.
    fn alternatives(&self, ty: Option<TypeId>) -> Alternatives {
        ty.map_or_else(Vec::new, |ty| self.interface.alternatives(ty))
    }

    fn kind(&self, ty: TypeId) -> &TypeKind {
        &self.interface.types[ty.0 as usize].kind
    }

    fn place(&self, node: NodeId) -> Place {
        Place { file: self.file, node }
    }
}

/// What sets there may be at a place.
struct Shape<'t> {
    interface: &'t Interface,
    trees: Vec<&'t OptionTree>,
    tags: Vec<&'t [OptionId]>,
    /// Types of the values of free names.
    free: Vec<TypeId>,
    is_module: bool,
    /// Whether some of the modules may be written in full: then not even a declared option
    /// makes its name data.
    takes_modules: bool,
    is_package: bool,
    has_free_names: bool,
}

/// What a member of a set is for.
enum Found<'t> {
    Types(Vec<TypeId>),
    Group(Vec<&'t OptionTree>),
}

impl<'t> Shape<'t> {
    fn of_types(interface: &'t Interface, types: &Alternatives) -> Shape<'t> {
        let tree = |id: TreeId| &interface.trees[id.0 as usize];
        let mut shape = Shape::of_trees(interface, Vec::new());
        for &ty in types {
            match &interface.types[ty.0 as usize].kind {
                TypeKind::Submodule(id) => shape.trees.push(tree(*id)),
                TypeKind::AttrTag(tags) => shape.tags.push(tags),
                TypeKind::AttrsOf { element, .. } => shape.free.push(*element),
                TypeKind::Package => shape.is_package = true,
                _ => {}
            }
        }
        shape.has_free_names = !shape.free.is_empty();
        shape.is_module = !shape.trees.is_empty();
        shape.takes_modules = shape.trees.iter().any(|tree| tree.takes_modules);
        shape
    }

    fn of_trees(interface: &'t Interface, trees: Vec<&'t OptionTree>) -> Shape<'t> {
        let (tags, free) = (Vec::new(), Vec::new());
        Shape {
            interface,
            trees,
            tags,
            free,
            is_module: false,
            takes_modules: false,
            is_package: false,
            has_free_names: false,
        }
    }

    fn declares(&self, name: &str) -> bool {
        self.trees.iter().any(|tree| tree.members.iter().any(|(it, _)| it == name))
            || self.tags.iter().any(|tags| tags.iter().any(|&tag| self.option(tag).name == name))
    }

    fn member(&self, name: &str) -> Found<'t> {
        let (mut types, mut groups) = (self.free.clone(), Vec::new());
        for tree in &self.trees {
            match tree.members.iter().find(|(it, _)| it == name) {
                Some((_, Member::Option(option))) => types.push(self.option(*option).ty),
                Some((_, Member::Group(group))) => groups.push(&self.interface.trees[group.0 as usize]),
                None => types.extend(tree.freeform.and_then(|ty| self.free_element(ty))),
            }
        }
        let tags = self.tags.iter().flat_map(|tags| tags.iter());
        types.extend(tags.map(|&tag| self.option(tag)).filter(|tag| tag.name == name).map(|tag| tag.ty));
        if types.is_empty() && !groups.is_empty() { Found::Group(groups) } else { Found::Types(types) }
    }

    /// The type of a value below a freeform type.
    fn free_element(&self, freeform: TypeId) -> Option<TypeId> {
        match &self.interface.types[freeform.0 as usize].kind {
            TypeKind::AttrsOf { element, .. } => Some(*element),
            _ => None,
        }
    }

    fn option(&self, id: OptionId) -> &'t fedic_model::OptionDecl {
        &self.interface.options[id.0 as usize]
    }
}
