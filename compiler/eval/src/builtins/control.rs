//! Builtins that steer evaluation: `seq`, `throw` and their kind.

use super::BuiltinDef;
use crate::{Evaluator, Res, Slot};

pub(crate) const BUILTINS: &[BuiltinDef] = &[BuiltinDef { name: "seq", arity: 2, run: seq, global: false }];

fn seq<'a>(cx: &'a Evaluator<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
    cx.force(&arguments[0])?;
    cx.force(&arguments[1])
}
