//! Arithmetic, bits, rounding, order. Integers never wrap: what does not fit is an error.

use super::{Arguments, BuiltinDef, fault, function};
use crate::show::Brief;
use crate::{Evaluator, Res, Value};
use std::cmp::Ordering;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("add", 2, |cx, it| on_numbers(cx, it, Evaluator::add_numbers)),
    function("bitAnd", 2, |cx, it| bits(cx, it, "bitAnd", |left, right| left & right)),
    function("bitOr", 2, |cx, it| bits(cx, it, "bitOr", |left, right| left | right)),
    function("bitXor", 2, |cx, it| bits(cx, it, "bitXor", |left, right| left ^ right)),
    function("ceil", 1, |cx, it| rounded(cx, it, "ceil", f64::ceil)),
    function("div", 2, |cx, it| on_numbers(cx, it, Evaluator::divide)),
    function("floor", 1, |cx, it| rounded(cx, it, "floor", f64::floor)),
    function("lessThan", 2, less_than),
    function("mul", 2, |cx, it| on_numbers(cx, it, Evaluator::multiply)),
    function("sub", 2, |cx, it| on_numbers(cx, it, Evaluator::subtract)),
];

fn on_numbers<'a>(
    cx: &'a Evaluator<'a>,
    arguments: Arguments<'a>,
    operation: fn(&'a Evaluator<'a>, Value<'a>, Value<'a>) -> Res<'a>,
) -> Res<'a> {
    operation(cx, cx.force(&arguments[0])?, cx.force(&arguments[1])?)
}

fn bits<'a>(
    cx: &'a Evaluator<'a>,
    arguments: Arguments<'a>,
    name: &str,
    operation: fn(i64, i64) -> i64,
) -> Res<'a> {
    let operand = |index: usize, ordinal: &str| {
        cx.int_of(&arguments[index]).map_err(|error| {
            error.during(None, format!("while evaluating the {ordinal} argument passed to builtins.{name}"))
        })
    };
    Ok(Value::Int(operation(operand(0, "first")?, operand(1, "second")?)))
}

/// Rounding goes through floats also for integers: one that a float cannot hold is refused.
fn rounded<'a>(
    cx: &'a Evaluator<'a>,
    arguments: Arguments<'a>,
    name: &str,
    round: fn(f64) -> f64,
) -> Res<'a> {
    let number = cx.float_of(&arguments[0]).map_err(|error| {
        error.during(None, format!("while evaluating the first argument passed to builtins.{name}"))
    })?;
    let given = cx.force(&arguments[0])?;
    let result = round(number);
    let fits = (-TOO_LARGE..TOO_LARGE).contains(&result);
    let message = match given {
        Value::Int(given) if fits && given == result as i64 => return Ok(Value::Int(given)),
        Value::Int(given) => {
            format!("builtins.{name} takes no integer that a float cannot hold exactly, such as {given}")
        }
        _ if fits => return Ok(Value::Int(result as i64)),
        _ => format!("NixFloat argument {} is not in the range of NixInt", cx.brief(given, Brief::ERROR)),
    };
    Err(fault(message))
}

/// The first float above the integers.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

fn less_than<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (left, right) = (cx.force(&arguments[0])?, cx.force(&arguments[1])?);
    Ok(Value::Bool(cx.compare(left, right)? == Ordering::Less))
}
