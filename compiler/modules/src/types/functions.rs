//! Functions as definitions: merged, they are a function that merges their results.

use super::{Kind, Type, TypeRef};
use crate::Session;
use crate::def::Def;
use crate::loc::Step;
use crate::op::Op;
use crate::session::function;
use crate::site::Site;
use fedic_eval::{Failure, Position, Res, Slot, State, Sym, Value, known};

impl<'a> Session<'a> {
    /// Each definition, a function, applied to the argument.
    pub(super) fn applied(
        &'a self,
        site: &'a Site<'a>,
        argument: &'a Slot<'a>,
    ) -> Result<&'a [Def<'a>], Failure> {
        let mut results = Vec::new();
        for def in self.site_defs(site)? {
            let call = self.ev.suspend_call(self.ev.force(def.value)?, &[self.ev.share(argument)]);
            results.push(def.part(self.ev.slot(call), def.at));
        }
        Ok(self.ev.arena().alloc_slice_copy(&results))
    }

    /// A function that merges the results, with the formals that all definitions agree on.
    pub(super) fn merge_functions(&'a self, site: &'a Site<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let mut formals: Vec<(Sym, bool)> = Vec::new();
        for def in defs {
            for (name, default) in self.formals_of(self.ev.force(def.value)?)?.unwrap_or_default() {
                match formals.iter_mut().find(|formal| formal.0 == name) {
                    Some(formal) => formal.1 &= default,
                    None => formals.push((name, default)),
                }
            }
        }
        let mut formals: Vec<_> = formals
            .into_iter()
            .map(|(name, default)| (name, State::Ready(Value::Bool(default)), Position::NONE))
            .collect();
        let formals = Value::Attrs(self.ev.attrs(&mut formals));
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (known::FUNCTION_ARGS, State::Ready(formals), Position::NONE),
            (known::FUNCTOR, State::Ready(function(Op::FunctionBody, site.id)), Position::NONE),
        ])))
    }

    /// The result of merged functions.
    pub(crate) fn function_body(&'a self, site: &'a Site<'a>, argument: &'a Slot<'a>) -> Res<'a> {
        let TypeRef::Native(Type { kind: Kind::FunctionTo(element), .. }) = self.type_in(site.ty)? else {
            unreachable!("only function types make such functions");
        };
        let defs = self.applied(site, argument)?;
        let inner = self.site(self.below(site.loc, Step::Body), element, defs, site.option);
        self.merged_value(inner)
    }

    /// The formals of a function, or of a set that stands for one.
    pub(crate) fn formals_of(&'a self, value: Value<'a>) -> Result<Option<Vec<(Sym, bool)>>, Failure> {
        if let Value::Attrs(attrs) = value
            && let Some(formals) = attrs.get(known::FUNCTION_ARGS)
        {
            let formals = self.ev.attrs_of(formals)?;
            let mut out = Vec::with_capacity(formals.len());
            for (name, slot) in formals.iter() {
                out.push((name, self.ev.bool_of(slot)?));
            }
            return Ok(Some(out));
        }
        Ok(self.ev.formals(value))
    }
}
