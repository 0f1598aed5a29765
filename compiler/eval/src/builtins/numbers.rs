//! Arithmetic, bits, rounding, order. Integers never wrap: what does not fit is an error.

use super::{BuiltinDef, function};
use crate::show::Brief;
use crate::{During, Error, ErrorKind, Evaluator, Failure, Res, Slot, Value};
use std::cmp::Ordering;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("add", 2, |cx, it| {
        arithmetic(cx, it, ["first argument of the addition", "second argument of the addition"], &ADD)
    }),
    function("bitAnd", 2, |cx, it| bits(cx, it, "bitAnd", |left, right| left & right)),
    function("bitOr", 2, |cx, it| bits(cx, it, "bitOr", |left, right| left | right)),
    function("bitXor", 2, |cx, it| bits(cx, it, "bitXor", |left, right| left ^ right)),
    function("ceil", 1, |cx, it| rounded(cx, it, "ceil", f64::ceil)),
    function("div", 2, div),
    function("floor", 1, |cx, it| rounded(cx, it, "floor", f64::floor)),
    function("lessThan", 2, less_than),
    function("mul", 2, |cx, it| {
        arithmetic(
            cx,
            it,
            ["first argument of the multiplication", "second argument of the multiplication"],
            &MUL,
        )
    }),
    function("sub", 2, |cx, it| {
        arithmetic(cx, it, ["first argument of the subtraction", "second argument of the subtraction"], &SUB)
    }),
];

type Arguments<'a> = &'a [Slot<'a>];

/// An operation on two numbers.
struct Operation {
    integers: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
    doing: &'static str,
    sign: char,
}

const ADD: Operation =
    Operation { integers: i64::checked_add, floats: |left, right| left + right, doing: "adding", sign: '+' };
const SUB: Operation = Operation {
    integers: i64::checked_sub,
    floats: |left, right| left - right,
    doing: "subtracting",
    sign: '-',
};
const MUL: Operation = Operation {
    integers: i64::checked_mul,
    floats: |left, right| left * right,
    doing: "multiplying",
    sign: '*',
};
const DIV: Operation = Operation {
    integers: i64::checked_div,
    floats: |left, right| left / right,
    doing: "dividing",
    sign: '/',
};

fn arithmetic<'a>(
    cx: &'a Evaluator<'a>,
    arguments: Arguments<'a>,
    names: [&str; 2],
    operation: &Operation,
) -> Res<'a> {
    let (left, right) = (cx.force(&arguments[0])?, cx.force(&arguments[1])?);
    let during = |name| move |error: Failure| error.during(None, format!("while evaluating the {name}"));
    if matches!((left, right), (Value::Float(_), _) | (_, Value::Float(_))) {
        let left = cx.float_of(&arguments[0]).map_err(during(names[0]))?;
        let right = cx.float_of(&arguments[1]).map_err(during(names[1]))?;
        return Ok(Value::Float((operation.floats)(left, right)));
    }
    let left = cx.int_of(&arguments[0]).map_err(during(names[0]))?;
    let right = cx.int_of(&arguments[1]).map_err(during(names[1]))?;
    (operation.integers)(left, right).map(Value::Int).ok_or_else(|| {
        let Operation { doing, sign, .. } = operation;
        Error::new(ErrorKind::Evaluation, format!("integer overflow in {doing} {left} {sign} {right}"))
    })
}

fn div<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.force(&arguments[0])?;
    let divisor = cx.float_of(&arguments[1]).during("while evaluating the second operand of the division")?;
    if divisor == 0.0 {
        return Err(Error::new(ErrorKind::Evaluation, "division by zero"));
    }
    arithmetic(cx, arguments, ["first operand of the division", "second operand of the division"], &DIV)
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
    Err(Error::new(ErrorKind::Evaluation, message))
}

/// The first float above the integers.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

fn less_than<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (left, right) = (cx.force(&arguments[0])?, cx.force(&arguments[1])?);
    Ok(Value::Bool(cx.compare(left, right)? == Ordering::Less))
}
