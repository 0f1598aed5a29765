//! `either`: the module system takes the first type whose *head* fits, and stays with it.
//!
//! `either (listOf int) (listOf str)` refuses `[ "a" ]`: the list is already the first type's.
//! Where the heads exclude each other, that is `anyOf`. Where they do not, it is a condition.

use super::{Profile, Schema, Writer, members, wider, written};
use fedic_model::{Below, Heads, TypeId, TypeKind};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Why a schema is wider where a text could be taken for a module.
pub(super) const NAMES_FILES: &str = "a text that could name a file is refused where a module could stand";

/// Alternatives that nest deeper are not written by hand.
const DEPTH: usize = 64;

/// How two alternatives are written.
#[derive(PartialEq)]
enum Choice {
    /// The first stands for both.
    First,
    /// Side by side.
    Either,
    /// Side by side, and no more than that is known.
    Unknown,
    /// The schema of the first's head decides.
    ByHead(Map<String, Json>),
}

impl Writer<'_> {
    pub(super) fn either(&self, left: TypeId, right: TypeId) -> Schema {
        let mut schema = self.first_that_fits(left, right)?;
        if self.profile == Profile::Input {
            if self.is_module(left) && self.may_name_a_file(right) {
                wider(&mut schema, NAMES_FILES);
            } else if self.takes_code(left) && self.part.interface.heads(right).meets(Heads::OBJECT) {
                wider(&mut schema, "an object is refused where a module could stand");
            }
        }
        Some(schema)
    }

    /// Whether a text in a value, which one of its types would keep, could be the file of a module
    /// for another.
    pub(super) fn may_import(&self, ty: TypeId) -> bool {
        let (mut seen, mut rest) = (BTreeSet::new(), vec![ty]);
        while let Some(ty) = rest.pop() {
            if !seen.insert(ty) {
                continue;
            }
            if self.is_module(ty) && self.may_name_a_file(ty) {
                return true;
            }
            match self.part.ty(ty).kind.below() {
                Below::Same(inner) | Below::Each(inner, _) => rest.push(inner),
                Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
                    rest.extend([one, other]);
                }
                // These have options of their own.
                Below::Nothing | Below::Tags(_) | Below::Options(_) => {}
            }
        }
        false
    }

    /// Whether an object could be a value of a type.
    pub(super) fn takes_objects(&self, ty: TypeId) -> bool {
        self.part.interface.heads(ty).meets(Heads::OBJECT)
    }

    /// Whether a text could be taken for the file of a module.
    fn is_module(&self, ty: TypeId) -> bool {
        let is_one = |ty: &TypeId| {
            matches!(self.part.ty(*ty).kind, TypeKind::Submodule(_) | TypeKind::DeferredModule(_))
        };
        self.part.interface.alternatives(ty).iter().any(is_one)
    }

    /// Whether an object could be taken for a module of which nobody knows the options.
    fn takes_code(&self, ty: TypeId) -> bool {
        let is_one = |ty: &TypeId| matches!(self.part.ty(*ty).kind, TypeKind::DeferredModule(_));
        self.part.interface.alternatives(ty).iter().any(is_one)
    }

    /// Whether among its texts may be one that names a file.
    fn may_name_a_file(&self, ty: TypeId) -> bool {
        self.part.interface.alternatives(ty).iter().any(|&ty| match &self.part.ty(ty).kind {
            TypeKind::Enum(values) => {
                let texts = values.iter().filter_map(|value| value.data());
                texts.into_iter().any(|it| it.as_str().is_some_and(|it| it.starts_with('/')))
            }
            TypeKind::Path { absolute: Some(false), .. } => false,
            _ => self.part.interface.heads(ty).meets(Heads::STRING),
        })
    }

    fn first_that_fits(&self, left: TypeId, right: TypeId) -> Schema {
        let (Some(first), Some(second)) = (self.schema(left), self.schema(right)) else {
            return self.schema(left).or_else(|| self.schema(right));
        };
        match self.choice(left, right, &first) {
            Choice::First => Some(first),
            Choice::Either => Some(members([("anyOf", Json::Array(flat(first, second)))])),
            Choice::Unknown => {
                let mut schema = members([("anyOf", Json::Array(flat(first, second)))]);
                wider(&mut schema, "which alternative takes a value, only evaluation knows");
                Some(schema)
            }
            Choice::ByHead(head) => {
                let [head, then, other] = [head, first, second].map(|schema| written(Some(schema)));
                Some(members([("if", head), ("then", then), ("else", other)]))
            }
        }
    }

    /// Whether of two alternatives the first alone is written, though the second takes more.
    pub(super) fn shows_first_alone(&self, left: TypeId, right: TypeId) -> bool {
        self.profile == Profile::Form
            && self.schema(right).is_some()
            && self.schema(left).is_some_and(|first| self.choice(left, right, &first) == Choice::First)
    }

    /// How two alternatives are written, of which the first has this schema.
    fn choice(&self, left: TypeId, right: TypeId, first: &Map<String, Json>) -> Choice {
        let interface = self.part.interface;
        let other = interface.heads(right);
        // Nothing of the second is left over by the first.
        if interface.whole_heads(left).holds(other) {
            return Choice::First;
        }
        if !interface.heads(left).meets(other) {
            return Choice::Either;
        }
        let head = self.head_of(left);
        // Where the head is the whole type, nothing that fits it can fail behind it.
        if head == *first {
            return Choice::Either;
        }
        if !self.head_is_known(left, DEPTH) {
            return Choice::Unknown;
        }
        match self.profile {
            // What the second takes may look like the first's when it is evaluated.
            Profile::Output if self.is_reshaped(right) => Choice::Either,
            Profile::Input | Profile::Output => Choice::ByHead(head),
            // A form shows one alternative; a generator of code knows no conditions.
            Profile::Form => Choice::First,
            Profile::Codegen => Choice::Either,
        }
    }

    /// Whether a value of a type may be of another kind once it is evaluated: a list of names and
    /// values that was written as a set, what is coerced.
    fn is_reshaped(&self, ty: TypeId) -> bool {
        let (mut seen, mut rest) = (BTreeSet::new(), vec![ty]);
        while let Some(ty) = rest.pop() {
            if !seen.insert(ty) {
                continue;
            }
            match self.part.ty(ty).kind {
                TypeKind::AttrList { .. } | TypeKind::CoercedTo { .. } => return true,
                TypeKind::NullOr(inner) => rest.push(inner),
                TypeKind::Either(one, other) => rest.extend([one, other]),
                _ => {}
            }
        }
        false
    }

    /// Whether the head's schema is all that Nix asks of the head: a function may ask more.
    fn head_is_known(&self, ty: TypeId, depth: usize) -> bool {
        let ty = self.part.ty(ty);
        depth > 0
            && !ty.checked
            && match &ty.kind {
                TypeKind::CoercedTo { .. } | TypeKind::Opaque => false,
                TypeKind::NullOr(inner) => self.head_is_known(*inner, depth - 1),
                TypeKind::Either(left, right) => {
                    self.head_is_known(*left, depth - 1) && self.head_is_known(*right, depth - 1)
                }
                _ => true,
            }
    }

    /// The schema of a type's head alone: what decides that a value is its business.
    pub(super) fn head_of(&self, ty: TypeId) -> Map<String, Json> {
        self.head(ty, DEPTH)
    }

    fn head(&self, ty: TypeId, depth: usize) -> Map<String, Json> {
        if depth == 0 {
            return Map::new();
        }
        let any_of = |left: Map<String, Json>, right: Map<String, Json>| {
            members([("anyOf", Json::Array(vec![written(Some(left)), written(Some(right))]))])
        };
        match &self.part.ty(ty).kind {
            TypeKind::List { non_empty: false, .. } => members([("type", "array".into())]),
            TypeKind::List { non_empty: true, .. } => {
                members([("type", "array".into()), ("minItems", 1.into())])
            }
            TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::Submodule(_) => {
                members([("type", "object".into())])
            }
            TypeKind::AttrList { .. } => {
                any_of(members([("type", "array".into())]), members([("type", "object".into())]))
            }
            TypeKind::AttrTag(tags) => {
                let names: Vec<&str> = tags
                    .iter()
                    .map(|tag| self.part.interface.options[tag.0 as usize].name.as_str())
                    .collect();
                members([
                    ("type", "object".into()),
                    ("minProperties", 1.into()),
                    ("maxProperties", 1.into()),
                    ("propertyNames", json!({ "enum": names })),
                ])
            }
            TypeKind::NullOr(inner) => {
                any_of(members([("type", "null".into())]), self.head(*inner, depth - 1))
            }
            TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
                any_of(self.head(*left, depth - 1), self.head(*right, depth - 1))
            }
            TypeKind::Any
            | TypeKind::Bool
            | TypeKind::Int { .. }
            | TypeKind::Float
            | TypeKind::Number { .. }
            | TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Entry(_)
            | TypeKind::Path { .. }
            | TypeKind::Package
            | TypeKind::Enum(_)
            | TypeKind::FunctionTo(_)
            | TypeKind::DeferredModule(_)
            | TypeKind::OptionType
            | TypeKind::Code
            | TypeKind::Opaque => self.schema(ty).unwrap_or_else(super::nothing),
        }
    }
}

/// The alternatives side by side: `oneOf [ a b c ]` is two `either`s to the module system.
fn flat(first: Map<String, Json>, second: Map<String, Json>) -> Vec<Json> {
    let mut all = Vec::new();
    for mut schema in [first, second] {
        let alone = schema.len() == 1;
        match schema.get_mut("anyOf") {
            Some(Json::Array(inner)) if alone => all.append(inner),
            _ => all.push(Json::Object(schema)),
        }
    }
    all
}
