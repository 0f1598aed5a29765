//! The gate that a configuration in JSON passes before anything is evaluated.
//!
//! The module system reads meaning into data: a set with `_type` replaces what a provider has
//! fixed, a string in place of a module is imported as a file. A configuration comes from a
//! form, so nothing in it may act. The gate goes through the data along the types that it is
//! for, refuses what would act, and makes numbers what the types want. Whether the data fits
//! the types otherwise is not decided here: evaluation does that.

mod heads;
mod number;
mod shape;

use fedic_diagnostics::{FileId, NodeId, Place, problem::data::DataProblem};
use fedic_eval::Patterns;
use fedic_model::{Interface, TypeId, TypeKind};
use fedic_syntax::json::{Json, JsonFlaw, JsonId, JsonMember, JsonText, JsonTree};
use heads::{Head, candidates, is_module};
use shape::Shape;
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
    let mut gate = Gate { tree, file, interface, patterns: Patterns::default(), problems: Vec::new() };
    let types: Vec<TypeId> = ty.into_iter().collect();
    let gated = gate.value(tree.root(), &types, true);
    (gated, gate.problems)
}

struct Gate<'t> {
    tree: &'t JsonTree,
    file: FileId,
    interface: &'t Interface,
    patterns: Patterns,
    problems: Vec<DataProblem>,
}

impl Gate<'_> {
    /// `alone` says that the model defines nothing there, which this would be merged with.
    fn value(&mut self, id: JsonId, types: &[TypeId], alone: bool) -> Gated {
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
                if self.would_import(&text.text, types, alone) {
                    self.problems.push(DataProblem::CodeInData { at, what: "a string" });
                }
                Gated::String(text.text.clone())
            }
            Json::Array(items) => {
                let element = self.elements(types, alone);
                Gated::List(items.iter().map(|&item| self.value(item, &element, alone)).collect())
            }
            Json::Object(members) => {
                let names: Vec<&str> = members.iter().map(|member| &*member.key.text).collect();
                let types = self.candidates(types, &Head::Set(&names), alone);
                if types.iter().any(|&ty| matches!(self.kind(ty), TypeKind::DeferredModule(_))) {
                    self.problems.push(DataProblem::CodeInData { at, what: "an object" });
                    return Gated::Null;
                }
                self.object(members, &Shape::of_types(self.interface, &types), alone)
            }
        }
    }

    fn object(&mut self, members: &[JsonMember], shape: &Shape<'_>, alone: bool) -> Gated {
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
            if shape.acts(&key.text, self.tree.get(*value)) {
                self.problems.push(DataProblem::RefusedMember { at: place, name: key.text.to_string() });
                continue;
            }
            let found = shape.member(&key.text);
            let alone = alone && !found.shared;
            let gated = match self.tree.get(*value) {
                Json::Object(members) if !found.groups.is_empty() => {
                    self.object(members, &Shape::of_group(self.interface, &found), alone)
                }
                _ => self.value(*value, &found.types, alone),
            };
            passed.push((key.text.clone(), *at, gated));
        }
        Gated::Set(passed)
    }

    /// Whether a string would be taken for the file of a module, or could be nothing else.
    fn would_import(&self, text: &str, types: &[TypeId], alone: bool) -> bool {
        let is_module = |ty: &TypeId| is_module(self.interface, *ty);
        let all = self.alternatives(types);
        let mut modules = all.iter().filter(|ty| is_module(ty)).peekable();
        modules.peek().is_some()
            && (modules.count() == all.len()
                || self.candidates(types, &Head::Text(text), alone).iter().any(is_module))
    }

    fn candidates(&self, types: &[TypeId], head: &Head<'_>, alone: bool) -> Vec<TypeId> {
        candidates(self.interface, &self.patterns, types, head, alone)
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

    fn wanted(&self, types: &[TypeId]) -> number::Wanted {
        let mut wanted = number::Wanted::default();
        for ty in self.alternatives(types) {
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

    fn elements(&self, types: &[TypeId], alone: bool) -> Vec<TypeId> {
        let element = |ty: TypeId| match self.kind(ty) {
            TypeKind::List { element, .. } | TypeKind::AttrList { item: element, .. } => Some(*element),
            _ => None,
        };
        self.candidates(types, &Head::List, alone).into_iter().filter_map(element).collect()
    }

    /// Types without their choices: what a value may be for.
    fn alternatives(&self, types: &[TypeId]) -> Vec<TypeId> {
        types.iter().flat_map(|&ty| self.interface.alternatives(ty)).collect()
    }

    fn kind(&self, ty: TypeId) -> &TypeKind {
        &self.interface.types[ty.0 as usize].kind
    }

    fn place(&self, node: NodeId) -> Place {
        Place { file: self.file, node }
    }
}
