//! What a value is: `typeOf`, `isString` and their kind, and the arguments of functions.

use super::{Arguments, BuiltinDef, function};
use crate::{Error, ErrorKind, Evaluator, Position, Res, State, Value};
use fedic_diagnostics::Place;
use fedic_hir::Params;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("functionArgs", 1, function_args),
    function("isAttrs", 1, |cx, it| is(cx, it, "set")),
    function("isBool", 1, |cx, it| is(cx, it, "bool")),
    function("isFloat", 1, |cx, it| is(cx, it, "float")),
    function("isFunction", 1, |cx, it| is(cx, it, "lambda")),
    function("isInt", 1, |cx, it| is(cx, it, "int")),
    function("isList", 1, |cx, it| is(cx, it, "list")),
    function("isNull", 1, |cx, it| is(cx, it, "null")),
    function("isPath", 1, |cx, it| is(cx, it, "path")),
    function("isString", 1, |cx, it| is(cx, it, "string")),
    function("typeOf", 1, |cx, it| Ok(cx.shared_text(cx.force(&it[0])?.type_name()))),
];

fn is<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>, name: &str) -> Res<'a> {
    Ok(Value::Bool(cx.force(&arguments[0])?.type_name() == name))
}

fn function_args<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let function = cx.force(&arguments[0])?;
    if !function.is_function() {
        return Err(Error::new(ErrorKind::Type, "'functionArgs' requires a function"));
    }
    let entry = |name, default, position| (name, State::Ready(Value::Bool(default)), position);
    let mut entries = Vec::new();
    if let Value::Lambda(id, frame) = function {
        let code = frame.code();
        if let Params::Pattern { formals, .. } = &code.body.lambdas[id.0 as usize].params {
            entries.extend(formals.iter().map(|formal| {
                let place = Place { file: code.file, node: formal.at };
                entry(code.symbols[formal.name.0 as usize], formal.default.is_some(), Position::at(place))
            }));
        }
    }
    Ok(Value::Attrs(cx.attrs(&mut entries)))
}
