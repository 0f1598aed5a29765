//! The interpreter's loop.

use crate::{Evaluator, Frame, Res, Value};
use fedic_hir::ExprId;

impl<'a> Evaluator<'a> {
    /// The value of an expression in its frame.
    pub(crate) fn eval(&'a self, expr: ExprId, frame: &'a Frame<'a>) -> Res<'a> {
        let _ = (expr, frame);
        Ok(Value::Null)
    }
}
