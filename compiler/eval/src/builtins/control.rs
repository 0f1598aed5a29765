//! Builtins that steer evaluation, end it, or tell of it.

use super::{Arguments, BuiltinDef, function};
use crate::show::Brief;
use crate::{Coercion, During, Error, ErrorKind, Evaluator, Position, Res, Slot, State, Value, known};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("abort", 1, abort),
    function("addErrorContext", 2, add_error_context),
    function("break", 1, |cx, arguments| cx.force(&arguments[0])),
    function("deepSeq", 2, deep_seq),
    function("seq", 2, seq),
    function("throw", 1, throw),
    function("trace", 2, trace),
    function("traceVerbose", 2, trace_verbose),
    function("tryEval", 1, try_eval),
    function("warn", 2, warn),
    function(LAZY_CALL, 3, lazy_call),
];

fn seq<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.force(&arguments[0])?;
    cx.force(&arguments[1])
}

fn deep_seq<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.deep_force(cx.force(&arguments[0])?)?;
    cx.force(&arguments[1])
}

fn abort<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let message = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the error message passed to builtins.abort")?;
    let message = format!("evaluation aborted with the following error message: '{}'", message.text());
    Err(Error::new(ErrorKind::Abort, message))
}

fn throw<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let message = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the error message passed to builtin.throw")?;
    Err(Error::new(ErrorKind::Thrown, message.text()))
}

fn try_eval<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (success, value) = match cx.strictly(|| cx.force(&arguments[0])) {
        Ok(value) => (true, value),
        Err(error) if error.is_catchable() => (false, Value::Bool(false)),
        Err(error) => return Err(error),
    };
    let entry = |name, value| (name, State::Ready(value), Position::NONE);
    Ok(Value::Attrs(cx.attrs(&mut [entry(known::SUCCESS, Value::Bool(success)), entry(known::VALUE, value)])))
}

/// The context is evaluated only if there is an error to be explained.
fn add_error_context<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.force(&arguments[1]).or_else(|error| {
        let text = cx
            .coerced(&arguments[0], Coercion::PLAIN)
            .during("while evaluating the error message passed to builtins.addErrorContext")?;
        Err(error.during(None, text.text()))
    })
}

fn trace<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let shown = match cx.force(&arguments[0])? {
        Value::Str(text) => text.text().into_owned(),
        other => cx.brief(other, Brief::WHOLE),
    };
    cx.loader().print(&format!("trace: {shown}"));
    cx.force(&arguments[1])
}

fn trace_verbose<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    if cx.options().trace_verbose { trace(cx, arguments) } else { cx.force(&arguments[1]) }
}

fn warn<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let message = cx
        .string_of(&arguments[0])
        .during("while evaluating the first argument; the message passed to builtins.warn")?;
    cx.loader().print(&format!("evaluation warning: {}", message.text()));
    if cx.options().abort_on_warn {
        let message = "aborting to reveal stack trace of warning, as abort-on-warn is set";
        return Err(Error::new(ErrorKind::Abort, message));
    }
    cx.force(&arguments[1])
}

/// The hidden builtin that applies a function which is not evaluated yet to two arguments.
const LAZY_CALL: &str = "call";

fn lazy_call<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    cx.apply(cx.force(&arguments[0])?, &arguments[1..])
}

impl<'a> Evaluator<'a> {
    /// A function of two arguments that evaluates the slot only when it is applied.
    pub(crate) fn lazy_function(&'a self, slot: &'a Slot<'a>) -> Value<'a> {
        match slot.state() {
            State::Ready(function) => function,
            _ => self.partial(self.builtins.named(LAZY_CALL), &[self.share(slot)]),
        }
    }

    /// A slot's value as a string.
    pub(crate) fn coerced(
        &'a self,
        slot: &'a Slot<'a>,
        how: Coercion,
    ) -> Result<&'a crate::Str<'a>, crate::Failure> {
        self.coerce_to_string(self.force(slot)?, how)
    }
}
