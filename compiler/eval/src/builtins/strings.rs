//! Builtins over strings and over paths as text. Lengths and offsets count bytes.

use super::{Arguments, BuiltinDef, fault, function};
use crate::{Coercion, During, Evaluator, Failure, Res, Value};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("baseNameOf", 1, base_name),
    function("concatStringsSep", 2, concat_strings_sep),
    function("dirOf", 1, dir),
    function("replaceStrings", 3, replace_strings),
    function("stringLength", 1, string_length),
    function("substring", 3, substring),
    function("toString", 1, to_string),
];

fn to_string<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::SHOWN)
        .during("while evaluating the first argument passed to builtins.toString")?;
    Ok(Value::Str(text))
}

fn string_length<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::INTERPOLATED)
        .during("while evaluating the argument passed to builtins.stringLength")?;
    Ok(Value::Int(text.bytes.len() as i64))
}

/// `substring start length text`: a negative length means to the end.
fn substring<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let start = cx
        .int_of(&arguments[0])
        .during("while evaluating the first argument (the start offset) passed to builtins.substring")?;
    let Ok(start) = usize::try_from(start) else {
        return Err(fault("negative start position in 'substring'"));
    };
    let length = cx
        .int_of(&arguments[1])
        .during("while evaluating the second argument (the substring length) passed to builtins.substring")?;
    let text = cx
        .coerced(&arguments[2], Coercion::INTERPOLATED)
        .during("while evaluating the third argument (the string) passed to builtins.substring")?;
    let rest = text.bytes.get(start..).unwrap_or_default();
    let length = usize::try_from(length).map_or(rest.len(), |length| length.min(rest.len()));
    Ok(cx.shared_bytes(&rest[..length], text.context()))
}

fn concat_strings_sep<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let separator = cx.string_of(&arguments[0]).during(
        "while evaluating the first argument (the separator string) passed to builtins.concatStringsSep",
    )?;
    let list = cx.list_of(&arguments[1]).during(
        "while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep",
    )?;
    let mut context = separator.context();
    let mut parts = Vec::with_capacity(list.items.len());
    for item in list.items {
        let part = cx.coerced(item, Coercion::INTERPOLATED).during(
            "while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep",
        )?;
        context = cx.join_contexts(context, part.context());
        parts.push(part.bytes);
    }
    let bytes = match parts.as_slice() {
        [] => &[],
        [only] => *only,
        parts => cx.joined(parts, separator.bytes)?,
    };
    Ok(cx.shared_bytes(bytes, context))
}

impl<'a> Evaluator<'a> {
    fn joined(&self, parts: &[&[u8]], separator: &[u8]) -> Result<&'a [u8], Failure> {
        let length = parts.iter().map(|part| part.len()).sum::<usize>() + (parts.len() - 1) * separator.len();
        self.reserve(length)?;
        let bytes = self.arena().alloc_slice_fill_copy(length, 0);
        let mut at = 0;
        for (index, part) in parts.iter().enumerate() {
            for piece in [if index > 0 { separator } else { &[] }, part] {
                bytes[at..at + piece.len()].copy_from_slice(piece);
                at += piece.len();
            }
        }
        Ok(bytes)
    }
}

/// At each place the first pattern that fits counts; a replacement is evaluated once it is
/// used. An empty pattern fits everywhere, and lets the next byte pass.
fn replace_strings<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let from = cx
        .list_of(&arguments[0])
        .during("while evaluating the first argument passed to builtins.replaceStrings")?;
    let to = cx
        .list_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.replaceStrings")?;
    if from.items.len() != to.items.len() {
        let message = "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths";
        return Err(fault(message));
    }
    let mut patterns = Vec::with_capacity(from.items.len());
    for item in from.items {
        let pattern = cx
            .string_of(item)
            .during("while evaluating one of the strings to replace passed to builtins.replaceStrings")?;
        patterns.push(pattern.bytes);
    }
    let text = cx
        .string_of(&arguments[2])
        .during("while evaluating the third argument passed to builtins.replaceStrings")?;
    let starts = Starts::of(&patterns);
    let mut context = text.context();
    let mut result = Vec::with_capacity(text.bytes.len());
    let mut replaced = false;
    let mut at = 0;
    while at <= text.bytes.len() {
        let rest = &text.bytes[at..];
        let found =
            if starts.may_fit(rest) { patterns.iter().position(|it| rest.starts_with(it)) } else { None };
        let mut step = 1;
        if let Some(index) = found {
            replaced = true;
            let replacement = cx.string_of(&to.items[index]).during(
                "while evaluating one of the replacement strings passed to builtins.replaceStrings",
            )?;
            context = cx.join_contexts(context, replacement.context());
            cx.reserve_large(result.len() + replacement.bytes.len())?;
            result.extend_from_slice(replacement.bytes);
            step = patterns[index].len().max(1);
        }
        if found.is_none_or(|index| patterns[index].is_empty()) {
            result.extend(rest.first());
        }
        at += step;
    }
    if replaced { Ok(cx.bytes(&result, context)) } else { Ok(Value::Str(text)) }
}

/// The bytes with which patterns begin: most places of a text fit none.
struct Starts {
    bytes: [bool; 256],
    everywhere: bool,
}

impl Starts {
    fn of(patterns: &[&[u8]]) -> Starts {
        let mut starts = Starts { bytes: [false; 256], everywhere: false };
        for pattern in patterns {
            match pattern.first() {
                Some(&byte) => starts.bytes[usize::from(byte)] = true,
                None => starts.everywhere = true,
            }
        }
        starts
    }

    fn may_fit(&self, rest: &[u8]) -> bool {
        self.everywhere || rest.first().is_some_and(|&byte| self.bytes[usize::from(byte)])
    }
}

/// The part after the last slash; one slash at the end is overlooked.
fn base_name<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text = cx
        .coerced(&arguments[0], Coercion::PLAIN)
        .during("while evaluating the first argument passed to builtins.baseNameOf")?;
    let path = text.bytes.strip_suffix(b"/").unwrap_or(text.bytes);
    let start = path.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    Ok(cx.shared_bytes(&path[start..], text.context()))
}

/// The part before the last slash: a path for a path, text for anything else.
fn dir<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let value = cx.force(&arguments[0])?;
    let text = cx
        .coerce_to_string(value, Coercion::PLAIN)
        .during("while evaluating the first argument passed to 'builtins.dirOf'")?;
    let slash = text.bytes.iter().rposition(|&byte| byte == b'/');
    let folder: &'a [u8] = match slash {
        None => b".",
        Some(0) => b"/",
        Some(slash) => &text.bytes[..slash],
    };
    Ok(match value {
        Value::Path(_) => Value::Path(cx.str(folder, &[])),
        _ => cx.shared_bytes(folder, text.context()),
    })
}
