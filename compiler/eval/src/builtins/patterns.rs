//! `match` and `split`: POSIX extended regular expressions.

use super::{Arguments, BuiltinDef, fault, function};
use crate::regex::{Regex, RegexError, Span};
use crate::{During, Evaluator, Failure, Res, Slot, State, Str, Value};

pub(crate) const BUILTINS: &[BuiltinDef] = &[function("match", 2, matches), function("split", 2, split)];

impl<'a> Evaluator<'a> {
    /// The pattern in a slot, compiled once for the whole evaluation.
    fn pattern(&'a self, slot: &'a Slot<'a>) -> Result<&'a Regex, Failure> {
        let pattern = self.text_of(slot)?;
        if let Some(regex) = self.patterns.get(pattern) {
            return Ok(regex);
        }
        let regex = Regex::new(pattern.as_bytes()).map_err(|error| {
            let message = match error {
                RegexError::Invalid => format!("invalid regular expression '{pattern}'"),
                RegexError::TooBig => format!("memory limit exceeded by regular expression '{pattern}'"),
            };
            fault(message)
        })?;
        let regex = self.store.patterns.push(regex);
        self.patterns.insert(pattern, regex);
        Ok(regex)
    }

    fn groups(&self, text: &'a Str<'a>, groups: &[Option<Span>]) -> Value<'a> {
        let value = |group: &Option<Span>| match *group {
            Some((start, end)) => self.shared_bytes(&text.bytes[start..end], &[]),
            None => Value::Null,
        };
        self.list(&groups.iter().map(|group| State::Ready(value(group))).collect::<Vec<_>>())
    }
}

fn matches<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let regex =
        cx.pattern(&arguments[0]).during("while evaluating the first argument passed to builtins.match")?;
    let text = cx
        .string_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.match")?;
    Ok(regex.matches(text.bytes).map_or(Value::Null, |found| cx.groups(text, &found.groups)))
}

/// Texts between matches, and between those the groups of each match.
fn split<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let regex =
        cx.pattern(&arguments[0]).during("while evaluating the first argument passed to builtins.split")?;
    let text = cx
        .string_of(&arguments[1])
        .during("while evaluating the second argument passed to builtins.split")?;
    let found = regex.find_all(text.bytes);
    if found.is_empty() {
        return Ok(cx.list(&[State::Ready(Value::Str(text))]));
    }
    let mut parts = Vec::with_capacity(found.len() * 2 + 1);
    let mut before = 0;
    for it in &found {
        let (start, end) = it.whole;
        parts.push(State::Ready(cx.shared_bytes(&text.bytes[before..start], &[])));
        parts.push(State::Ready(cx.groups(text, &it.groups)));
        before = end;
    }
    parts.push(State::Ready(cx.shared_bytes(&text.bytes[before..], &[])));
    Ok(cx.list(&parts))
}
