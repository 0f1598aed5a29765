//! References to flakes as values.

use super::{Arguments, BuiltinDef, fault, function};
use crate::flake_ref::{self, Attribute, Attributes};
use crate::{During, Evaluator, Feature, Position, Res, State, Value};
use fedic_model::nix::attribute_name;

pub(crate) const BUILTINS: &[BuiltinDef] =
    &[function("flakeRefToString", 1, to_string), function("parseFlakeRef", 1, parse)];

fn parse<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text =
        cx.text_of(&arguments[0]).during("while evaluating the argument passed to builtins.parseFlakeRef")?;
    let reference = flake_ref::parse(text, cx.options().features.has(Feature::Flakes)).map_err(fault)?;
    let entry = |(name, attribute): (&String, &Attribute)| {
        let value = match attribute {
            Attribute::Text(text) => cx.string(text),
            Attribute::Int(number) => Value::Int(*number),
            Attribute::Bool(truth) => Value::Bool(*truth),
        };
        (cx.sym(name), State::Ready(value), Position::NONE)
    };
    Ok(Value::Attrs(cx.attrs(&mut reference.iter().map(entry).collect::<Vec<_>>())))
}

fn to_string<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the argument passed to builtins.flakeRefToString")?;
    let mut reference = Attributes::new();
    for (name, slot) in attrs.iter() {
        let name = cx.name(name);
        let attribute = match cx.force(slot)? {
            Value::Str(text) => Attribute::Text(text.text().into_owned()),
            Value::Int(number) => Attribute::Int(number),
            Value::Bool(truth) => Attribute::Bool(truth),
            other => {
                return Err(fault(format!(
                    "flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '{name}' is {}",
                    other.kind(),
                    name = attribute_name(name),
                )));
            }
        };
        reference.insert(name.to_owned(), attribute);
    }
    Ok(cx.string(&flake_ref::show(&reference, cx.options().features.has(Feature::Flakes)).map_err(fault)?))
}
