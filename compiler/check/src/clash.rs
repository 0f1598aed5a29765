//! Whether a value of one type can certainly not stand where another is wanted.

use crate::{
    model::Model,
    ty::{SetTy, Ty},
};

/// How far into lists, sets and functions types are compared.
const DEPTH: usize = 4;

impl Model<'_> {
    /// Whether no value of the type `actual` is one of `wanted`.
    pub(crate) fn clash(self, actual: &Ty, wanted: &Ty) -> bool {
        self.clash_within(actual, wanted, DEPTH)
    }

    fn clash_within(self, actual: &Ty, wanted: &Ty, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let (actual, wanted) = (self.expand(actual), self.expand(wanted));
        match (&actual, &wanted) {
            (Ty::Unknown | Ty::Never | Ty::Variable(_), _)
            | (_, Ty::Unknown | Ty::Never | Ty::Variable(_)) => false,
            (Ty::Union(parts), _) => parts.iter().all(|part| self.clash_within(part, &wanted, depth)),
            (_, Ty::Union(parts)) => parts.iter().all(|part| self.clash_within(&actual, part, depth)),
            (Ty::Int | Ty::Float | Ty::Number, Ty::Float | Ty::Number) => false,
            (Ty::Int | Ty::Number, Ty::Int) => false,
            (Ty::String | Ty::Path, Ty::String | Ty::Path) => false,
            (Ty::Null, Ty::Null) | (Ty::Bool, Ty::Bool) | (Ty::OptionType, Ty::OptionType) => false,
            // Either may be empty.
            (Ty::List(_), Ty::List(_)) => false,
            (Ty::Set(set), Ty::String | Ty::Path) => !(set.may_have("outPath") || set.may_have("__toString")),
            (Ty::Set(set), Ty::Function(_)) => !set.may_have("__functor"),
            (Ty::Set(actual), Ty::Set(wanted)) => lacks(actual, wanted),
            (Ty::Set(_) | Ty::Options(_) | Ty::OptionType, Ty::Set(_) | Ty::Options(_) | Ty::OptionType) => {
                false
            }
            (Ty::Options(_), Ty::String | Ty::Path | Ty::Function(_)) => false,
            (Ty::Function(_), Ty::Function(_)) => false,
            _ => true,
        }
    }
}

/// Whether a set certainly lacks a member that is wanted.
fn lacks(actual: &SetTy, wanted: &SetTy) -> bool {
    wanted.members.iter().any(|member| !member.optional && !actual.may_have(&member.name))
}
