//! Heads: the JSON types of values, by which an alternative takes a value for its own.

use crate::{Below, Interface, TypeId, TypeKind};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The JSON types that a type may take, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads(u8);

impl Heads {
    pub const NULL: Heads = Heads(1);
    pub const BOOLEAN: Heads = Heads(2);
    pub const NUMBER: Heads = Heads(4);
    pub const STRING: Heads = Heads(8);
    pub const ARRAY: Heads = Heads(16);
    pub const OBJECT: Heads = Heads(32);
    pub const ALL: Heads = Heads(63);
    pub const NONE: Heads = Heads(0);

    #[must_use]
    pub const fn or(self, other: Heads) -> Heads {
        Heads(self.0 | other.0)
    }

    /// Whether all of the other are among these.
    #[must_use]
    pub const fn holds(self, other: Heads) -> bool {
        other.0 & !self.0 == 0
    }

    #[must_use]
    pub const fn meets(self, other: Heads) -> bool {
        self.0 & other.0 != 0
    }
}

/// Alternatives that nest deeper may take anything.
const DEPTH: usize = 64;

impl Interface {
    /// What the head of a value of a type may be.
    #[must_use]
    pub fn heads(&self, ty: TypeId) -> Heads {
        self.heads_within(ty, DEPTH)
    }

    /// The JSON types of which a type's head takes every value.
    #[must_use]
    pub fn whole_heads(&self, ty: TypeId) -> Heads {
        self.whole_within(ty, DEPTH)
    }

    /// The alternatives in a type, below no option of its own, that nothing reaches: each behind the
    /// one that takes all of its values.
    #[must_use]
    pub fn unreachable(&self, ty: TypeId) -> Vec<(TypeId, TypeId)> {
        let (mut found, mut seen, mut rest) = (Vec::new(), BTreeSet::new(), vec![ty]);
        while let Some(ty) = rest.pop() {
            if !seen.insert(ty) {
                continue;
            }
            match self.types[ty.0 as usize].kind.below() {
                Below::Same(inner) | Below::Each(inner, _) => rest.push(inner),
                Below::Coerced { to, .. } => rest.push(to),
                Below::Either(one, other) => {
                    rest.extend([other, one]);
                    if self.types[ty.0 as usize].checked {
                        continue;
                    }
                    let behind = self.alternatives(other).into_iter();
                    found.extend(behind.filter(|it| self.is_behind(one, *it)).map(|it| (one, it)));
                }
                Below::Nothing | Below::Tags(_) | Below::Options(_) => {}
            }
        }
        found
    }

    /// Whether a type's head takes whatever another one's does. What only code makes has other heads
    /// beside those of data: paths, packages, functions.
    fn is_behind(&self, one: TypeId, other: TypeId) -> bool {
        let is_data = match self.types[other.0 as usize].kind {
            TypeKind::Path { .. } | TypeKind::Package | TypeKind::Any | TypeKind::Opaque => false,
            // It takes modules in files and functions, which no other type but a submodule does.
            TypeKind::Submodule(_) => self
                .alternatives(one)
                .into_iter()
                .any(|it| matches!(self.types[it.0 as usize].kind, TypeKind::Submodule(_))),
            _ => self.heads(other) != Heads::NONE,
        };
        is_data && self.whole_heads(one).holds(self.heads(other))
    }

    fn heads_within(&self, ty: TypeId, depth: usize) -> Heads {
        if depth == 0 {
            return Heads::ALL;
        }
        match &self.types[ty.0 as usize].kind {
            TypeKind::Any | TypeKind::Opaque => Heads::ALL,
            TypeKind::Bool => Heads::BOOLEAN,
            TypeKind::Int { .. } | TypeKind::Float | TypeKind::Number { .. } => Heads::NUMBER,
            TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString
            | TypeKind::Entry(_)
            | TypeKind::Path { .. }
            | TypeKind::Package => Heads::STRING,
            TypeKind::Enum(values) => values.iter().fold(Heads::NONE, |heads, value| {
                heads.or(match value.data() {
                    Some(Json::Null) => Heads::NULL,
                    Some(Json::Bool(_)) => Heads::BOOLEAN,
                    Some(Json::Number(_)) => Heads::NUMBER,
                    Some(Json::String(_)) => Heads::STRING,
                    Some(Json::Array(_)) => Heads::ARRAY,
                    Some(Json::Object(_)) => Heads::OBJECT,
                    None => Heads::NONE,
                })
            }),
            TypeKind::NullOr(inner) => Heads::NULL.or(self.heads_within(*inner, depth - 1)),
            TypeKind::List { .. } => Heads::ARRAY,
            TypeKind::AttrList { .. } => Heads::ARRAY.or(Heads::OBJECT),
            TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::AttrTag(_) | TypeKind::Submodule(_) => {
                Heads::OBJECT
            }
            TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
                self.heads_within(*left, depth - 1).or(self.heads_within(*right, depth - 1))
            }
            TypeKind::FunctionTo(_) | TypeKind::DeferredModule(_) | TypeKind::OptionType | TypeKind::Code => {
                Heads::NONE
            }
        }
    }

    fn whole_within(&self, ty: TypeId, depth: usize) -> Heads {
        let ty = &self.types[ty.0 as usize];
        if depth == 0 || ty.checked {
            return Heads::NONE;
        }
        match &ty.kind {
            TypeKind::Any => Heads::ALL,
            TypeKind::Bool => Heads::BOOLEAN,
            TypeKind::Number { min: None, max: None, .. } => Heads::NUMBER,
            TypeKind::String { .. } => Heads::STRING,
            TypeKind::List { non_empty: false, .. } => Heads::ARRAY,
            TypeKind::AttrList { .. } => Heads::ARRAY.or(Heads::OBJECT),
            TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::Submodule(_) => Heads::OBJECT,
            TypeKind::NullOr(inner) => Heads::NULL.or(self.whole_within(*inner, depth - 1)),
            TypeKind::Either(left, right) => {
                self.whole_within(*left, depth - 1).or(self.whole_within(*right, depth - 1))
            }
            _ => Heads::NONE,
        }
    }
}
