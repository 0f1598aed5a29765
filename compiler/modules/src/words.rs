//! Values and definitions as messages show them: the same text that nixpkgs prints, to the
//! byte. Whole messages stand where they are thrown.

use crate::loc::identifier;
use crate::{Def, Session};
use fedic_eval::{Coercion, Error, ErrorKind, Failure, Slot, State, Value, known};
use std::fmt::Write as _;

/// How deep values are looked into for a message.
const DEPTH: usize = 10;
/// How many lines of a value a message shows.
const LINES: usize = 5;

impl<'a> Session<'a> {
    /// The error of `lib.head` where there is nothing.
    pub(crate) fn no_head(&self) -> Failure {
        self.thrown("lib.lists.head: list must not be empty!")
    }

    /// An error that `tryEval` catches.
    pub(crate) fn thrown(&self, message: impl Into<String>) -> Failure {
        Error::new(ErrorKind::Thrown, message)
    }

    /// A file name as text.
    pub(crate) fn file_text(&'a self, file: &'a Slot<'a>) -> Result<String, Failure> {
        let value = self.ev.force(file)?;
        Ok(self.ev.coerce_to_string(value, Coercion::PLAIN)?.text().into_owned())
    }

    /// Definitions with their files, one a line, each value in at most five lines. A value
    /// that fails is left out.
    pub(crate) fn show_defs(&'a self, defs: &[Def<'a>]) -> Result<String, Failure> {
        let mut out = String::new();
        for def in defs {
            let _ = write!(out, "\n- In `{}'", self.file_text(def.file)?);
            let shown = match self.pretty_slot(def.value) {
                Ok(shown) => shown,
                Err(error) if error.is_catchable() => continue,
                Err(error) => return Err(error),
            };
            let lines: Vec<&str> = shown.split('\n').collect();
            if let [line] = lines[..] {
                let _ = write!(out, ": {line}");
                continue;
            }
            out.push(':');
            for line in lines.iter().take(LINES) {
                let _ = write!(out, "\n    {line}");
            }
            if lines.len() > LINES {
                out.push_str("\n    ...");
            }
        }
        Ok(out)
    }

    /// File names in backticks, joined by "and".
    pub(crate) fn show_files(&'a self, files: &[&'a Slot<'a>]) -> Result<String, Failure> {
        let mut shown = Vec::with_capacity(files.len());
        for file in files {
            shown.push(format!("`{}'", self.file_text(file)?));
        }
        Ok(shown.join(" and "))
    }

    /// A value over several lines, as messages show it.
    pub(crate) fn pretty_slot(&'a self, slot: &'a Slot<'a>) -> Result<String, Failure> {
        let mut out = String::new();
        self.pretty(self.ev.force(slot)?, 0, &mut out)?;
        Ok(out)
    }

    fn pretty(&'a self, value: Value<'a>, depth: usize, out: &mut String) -> Result<(), Failure> {
        let structured = matches!(value, Value::List(_) | Value::Attrs(_));
        if depth > DEPTH || (!structured && depth >= DEPTH) {
            out.push_str("\"<unevaluated>\"");
            return Ok(());
        }
        match value {
            Value::Null => out.push_str("null"),
            Value::Bool(truth) => out.push_str(if truth { "true" } else { "false" }),
            Value::Int(number) => {
                let _ = write!(out, "{number}");
            }
            Value::Float(_) => out.push_str(&self.ev.to_json(value, false)?.0),
            Value::Str(text) => pretty_string(&text.text(), depth, out),
            Value::Path(path) => out.push_str(&path.text()),
            Value::List(list) if list.items.is_empty() => out.push_str("[ ]"),
            Value::List(list) => {
                out.push('[');
                for item in list.items {
                    indent(depth + 1, out);
                    let item = self.ev.force(item)?;
                    self.ev.deeper(|| self.pretty(item, depth + 1, out))?;
                }
                indent(depth, out);
                out.push(']');
            }
            Value::Attrs(attrs) if attrs.is_empty() => out.push_str("{ }"),
            Value::Attrs(attrs) if attrs.get(known::FUNCTOR).is_none() => {
                if self.ev.is_derivation(attrs)? {
                    let name = match attrs.get(known::NAME) {
                        Some(name) => self.ev.string_of(name)?.text().into_owned(),
                        None => "???".to_owned(),
                    };
                    let _ = write!(out, "<derivation {name}>");
                    return Ok(());
                }
                out.push('{');
                for (name, slot) in self.ev.sorted(attrs) {
                    indent(depth + 1, out);
                    let _ = write!(out, "{} = ", identifier(self.ev.name(name)));
                    let item = self.ev.force(slot)?;
                    self.ev.deeper(|| self.pretty(item, depth + 1, out))?;
                    out.push(';');
                }
                indent(depth, out);
                out.push('}');
            }
            Value::Attrs(_)
            | Value::Lambda(..)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Native(_) => {
                self.pretty_function(value, out);
            }
        }
        Ok(())
    }

    fn pretty_function(&'a self, function: Value<'a>, out: &mut String) {
        let Some(mut formals) = self.ev.formals(function).filter(|formals| !formals.is_empty()) else {
            out.push_str("<function>");
            return;
        };
        formals.sort_unstable_by_key(|formal| self.ev.name(formal.0));
        let formals: Vec<String> = formals
            .into_iter()
            .map(|(name, default)| format!("{}{}", self.ev.name(name), if default { "?" } else { "" }))
            .collect();
        let _ = write!(out, "<function, args: {{{}}}>", formals.join(", "));
    }

    /// A string value of a text made here, not yet in a slot.
    pub(crate) fn text(&self, text: &str) -> State<'a> {
        State::Ready(self.ev.string(text))
    }
}

fn indent(depth: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn pretty_string(text: &str, depth: usize, out: &mut String) {
    // Nix leaves carriage returns out of the errors that it prints.
    let text = text.replace('\r', "");
    let lines: Vec<&str> = text.split('\n').collect();
    if let [line] = lines[..] {
        let escaped = line.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "\\${");
        let _ = write!(out, "\"{escaped}\"");
        return;
    }
    out.push_str("''");
    for (index, line) in lines.iter().enumerate() {
        if index + 1 == lines.len() && line.is_empty() {
            indent(depth, out);
        } else {
            indent(depth + 1, out);
            out.push_str(&line.replace("''", "'''").replace("${", "''${"));
        }
    }
    out.push_str("''");
}
