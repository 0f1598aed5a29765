//! Where two values differ, for people.

use fedic_model::Value;
use std::collections::BTreeSet;

/// Lines that are told at most.
const LINES: usize = 40;
/// Characters of a value in a line.
const WIDTH: usize = 120;

/// The differences of what was expected and what was found, one line each.
pub(crate) fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = vec![(String::new(), expected, found)];
    while let Some((path, expected, found)) = rest.pop() {
        match (expected, found) {
            (Value::Set(left), Value::Set(right)) => {
                let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
                for name in names.into_iter().rev() {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    match (left.get(name), right.get(name)) {
                        (Some(left), Some(right)) => rest.push((path, left, right)),
                        (Some(left), None) => lines.push(format!("{path}: {} is missing", shown(left))),
                        (None, Some(right)) => {
                            lines.push(format!("{path}: {} is not expected", shown(right)))
                        }
                        (None, None) => unreachable!("the name is of one of them"),
                    }
                }
            }
            (Value::List(left), Value::List(right)) if left.len() == right.len() => {
                let items = left.iter().zip(right).enumerate().rev();
                rest.extend(items.map(|(index, (left, right))| (format!("{path}[{index}]"), left, right)));
            }
            (Value::Function, Value::Function) => {
                lines.push(format!("{}functions are never equal", prefix(&path)));
            }
            (expected, found) if expected == found => {}
            (expected, found) => {
                lines.push(format!("{}expected {}, found {}", prefix(&path), shown(expected), shown(found)));
            }
        }
    }
    if lines.is_empty() {
        lines.push("the values print alike, but are not equal".to_owned());
    }
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    if more > 0 {
        lines.push(format!("… and {more} more"));
    }
    lines
}

fn prefix(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}

/// The value on one line.
fn shown(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Writes as much of a value as one line shows.
fn write(value: &Value, text: &mut String) {
    if text.len() > 4 * WIDTH {
        return;
    }
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => text.push_str(&number.to_string()),
        Value::Float(number) => text.push_str(&number.to_string()),
        Value::String(string) => text.push_str(&format!("{string:?}")),
        Value::Path(path) | Value::Source { text: path, .. } => text.push_str(path),
        Value::List(items) => {
            text.push('[');
            for item in items {
                text.push(' ');
                write(item, text);
            }
            text.push_str(" ]");
        }
        Value::Set(members) => {
            text.push('{');
            for (name, member) in members {
                text.push_str(&format!(" {name} = "));
                write(member, text);
                text.push(';');
            }
            text.push_str(" }");
        }
        Value::Function => text.push_str("a function"),
        Value::Package(name) => text.push_str(&format!("the package {name}")),
        Value::Secret => text.push_str("a secret"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_at_their_paths() {
        let set = |members: &[(&str, Value)]| {
            Value::Set(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
        };
        let expected = set(&[("a", set(&[("b", Value::Int(1))])), ("c", Value::Null)]);
        let found = set(&[("a", set(&[("b", Value::Int(2))])), ("d", Value::Bool(true))]);
        let mut lines = differences(&expected, &found);
        lines.sort();
        assert_eq!(lines, ["a.b: expected 1, found 2", "c: null is missing", "d: true is not expected"]);
    }
}
