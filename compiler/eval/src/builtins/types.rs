//! What a value is: `typeOf`, `isString` and their kind, and the arguments of functions.

use super::{BuiltinDef, function};
use crate::{Error, ErrorKind, Evaluator, Position, Res, Slot, State, Value};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("functionArgs", 1, function_args),
    function("isAttrs", 1, |cx, it| is(cx, it, "set")),
    function("isBool", 1, |cx, it| is(cx, it, "bool")),
    function("isFloat", 1, |cx, it| is(cx, it, "float")),
    function("isFunction", 1, |cx, it| is(cx, it, "lambda")),
    function("isInt", 1, |cx, it| is(cx, it, "int")),
    function("isList", 1, |cx, it| is(cx, it, "list")),
    function("isNull", 1, |cx, it| is(cx, it, "null")).global(),
    function("isPath", 1, |cx, it| is(cx, it, "path")),
    function("isString", 1, |cx, it| is(cx, it, "string")),
    function("typeOf", 1, |cx, it| Ok(cx.name_value(cx.force(&it[0])?.type_name()))),
];

fn is<'a>(cx: &'a Evaluator<'a>, arguments: &'a [Slot<'a>], name: &str) -> Res<'a> {
    Ok(Value::Bool(cx.force(&arguments[0])?.type_name() == name))
}

fn function_args<'a>(cx: &'a Evaluator<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
    let function = cx.force(&arguments[0])?;
    if !function.is_function() {
        return Err(Error::new(ErrorKind::Type, "'functionArgs' requires a function"));
    }
    let mut formals = cx.formals(function).unwrap_or_default();
    // In Nix `derivation` is written in Nix, with a pattern.
    if matches!(function, Value::Builtin(index) if cx.builtin(index).name == "derivation") {
        formals.push((cx.sym("outputs"), true));
    }
    let entry = |(name, default)| (name, State::Ready(Value::Bool(default)), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut formals.into_iter().map(entry).collect::<Vec<_>>())))
}
