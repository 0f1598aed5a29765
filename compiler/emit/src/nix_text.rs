//! Values as Nix would write them, for people to read.

use fedic_model::{Value, nix};
use std::fmt::Write as _;

/// A value on one line, as Nix would write it for people to read.
#[must_use]
pub fn inline(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// A set as lines `a.b.c = value`, in the order of its names; anything else as one line
/// without a name.
pub(crate) fn lines(value: &Value) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    flatten(value, &mut Vec::new(), &mut lines);
    lines
}

fn flatten(value: &Value, path: &mut Vec<String>, lines: &mut Vec<(String, String)>) {
    match value {
        Value::Set(members) if !members.is_empty() => {
            for (key, member) in members {
                path.push(nix::attribute_name(key).into_owned());
                flatten(member, path, lines);
                path.pop();
            }
        }
        other => lines.push((path.join("."), inline(other))),
    }
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => append(text, number),
        Value::Float(number) => append(text, format_args!("{number:?}")),
        Value::String(string) => text.push_str(&quoted(string)),
        Value::Path(path) => text.push_str(path),
        Value::List(items) if items.is_empty() => text.push_str("[ ]"),
        Value::List(items) => {
            text.push_str("[ ");
            for item in items {
                write(item, text);
                text.push(' ');
            }
            text.push(']');
        }
        Value::Set(members) if members.is_empty() => text.push_str("{ }"),
        Value::Set(members) => {
            text.push_str("{ ");
            for (key, member) in members {
                append(text, format_args!("{} = ", nix::attribute_name(key)));
                write(member, text);
                text.push_str("; ");
            }
            text.push('}');
        }
        Value::Function => text.push_str("«function»"),
        Value::Package(name) => append(text, format_args!("pkgs.{name}")),
        Value::Source { text: source, .. } => {
            let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
            append(text, format_args!("«{source}»"));
        }
        Value::Secret => text.push_str("«secret»"),
    }
}

/// A string in quotes, control characters escaped so that a terminal shows and does not obey them.
fn quoted(string: &str) -> String {
    let mut text = String::new();
    for c in nix::quoted(string).chars() {
        if c.is_control() {
            append(&mut text, format_args!("\\u{{{:x}}}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    // A package in a string is what `${…}` says of it; anything else was text before.
    text.replace("\\${pkgs.", "${pkgs.")
}

fn append(text: &mut String, what: impl std::fmt::Display) {
    write!(text, "{what}").unwrap_or_else(|_| unreachable!("strings take every text"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(inline(&Value::String("a\u{1b}[31m\"${b}\n".to_owned())), r#""a\u{1b}[31m\"\${b}\n""#);
    }

    #[test]
    fn sets_become_paths_with_names_quoted_where_needed() {
        let leaf = |name: &str, value: Value| Value::Set([(name.to_owned(), value)].into());
        let value = leaf("a.b", leaf("c", Value::List(vec![Value::Int(1), Value::Set([].into())])));
        assert_eq!(lines(&value), [("\"a.b\".c".to_owned(), "[ 1 { } ]".to_owned())]);
    }
}
