//! `coercedTo`: where the values that are coerced are few, each is tried, so that it is known which
//! of them the final type takes.

use super::Extractor;
use super::types::made;
use fedic_eval::{Attrs, State, Value};
use fedic_model::{Below, TypeId, TypeKind};

impl<'a> Extractor<'a> {
    /// What is coerced, and to what. Values of which nothing comes are left out, where all are known.
    pub(super) fn coerced(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let from = self.nested(attrs, "coercedType");
        let to = self.nested(attrs, "finalType");
        let Some(values) = self.all_values(attrs, from).filter(|_| self.is_decided_by_head(to)) else {
            return TypeKind::CoercedTo { from, to, total: false };
        };
        let Some(check) = self.value(attrs, "check") else {
            return TypeKind::CoercedTo { from, to, total: false };
        };
        let before = values.len();
        let taken = |(state, data): (State<'a>, fedic_model::Value)| {
            let verdict = self.ev.strictly(|| self.ev.call(check, &[state]));
            matches!(verdict, Ok(Value::Bool(true))).then_some(data)
        };
        let taken: Vec<_> = values.into_iter().filter_map(taken).collect();
        if taken.len() == before {
            return TypeKind::CoercedTo { from, to, total: true };
        }
        let words = self.out.interface.types[from.0 as usize].description.clone();
        let from = self.add(made("enum", &words, TypeKind::Enum(taken)));
        TypeKind::CoercedTo { from, to, total: true }
    }

    /// All values of a type, if they are few.
    fn all_values(
        &mut self,
        attrs: &'a Attrs<'a>,
        ty: TypeId,
    ) -> Option<Vec<(State<'a>, fedic_model::Value)>> {
        let ty = &self.out.interface.types[ty.0 as usize];
        match &ty.kind {
            _ if ty.checked => None,
            TypeKind::Bool => {
                let value = |truth| (State::Ready(Value::Bool(truth)), fedic_model::Value::Bool(truth));
                Some(vec![value(false), value(true)])
            }
            TypeKind::Enum(data) => {
                let data = data.clone();
                let path = ["nestedTypes", "coercedType", "functor", "payload"];
                let values = self.attrs_at(attrs, &path).and_then(|payload| self.list(payload, "values"))?;
                Some(values.items.iter().map(|slot| slot.share()).zip(data).collect())
            }
            _ => None,
        }
    }

    /// Whether a type takes what its check takes: nothing is left for merging to refuse.
    fn is_decided_by_head(&self, ty: TypeId) -> bool {
        let interface = &self.out.interface;
        interface.alternatives(ty).iter().all(|ty| {
            let kind = &interface.types[ty.0 as usize].kind;
            kind.below() == Below::Nothing && *kind != TypeKind::Package
        })
    }
}
