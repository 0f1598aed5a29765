//! Values as JSON, with Nix's rules.

use crate::{Attrs, Coercion, Error, ErrorKind, Evaluator, Failure, Value, known};
use std::collections::BTreeSet;
use std::fmt::Write;

impl<'a> Evaluator<'a> {
    /// The value as JSON text, and the store paths that it speaks of (sorted). Paths are
    /// copied to the store if asked for.
    ///
    /// # Errors
    /// `cannot convert … to JSON`, or what evaluating a part of it gives.
    pub fn to_json(&'a self, value: Value<'a>, copy: bool) -> Result<(String, Vec<&'a str>), Failure> {
        let mut writer = Writer { cx: self, copy, out: String::new(), context: BTreeSet::new() };
        writer.value(value)?;
        Ok((writer.out, writer.context.into_iter().collect()))
    }
}

struct Writer<'a> {
    cx: &'a Evaluator<'a>,
    copy: bool,
    out: String,
    context: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn value(&mut self, value: Value<'a>) -> Result<(), Failure> {
        self.cx.tick()?;
        self.cx.reserve_large(self.out.len())?;
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(truth) => self.out.push_str(if truth { "true" } else { "false" }),
            Value::Int(number) => self.out.push_str(&number.to_string()),
            Value::Float(number) => self.out.push_str(&float(number)),
            Value::Str(text) => self.text(text)?,
            Value::Path(_) => {
                let path = self.cx.coerce_to_string(value, Coercion { more: false, copy: self.copy })?;
                self.text(path)?;
            }
            Value::List(list) => {
                self.out.push('[');
                for (index, item) in list.items.iter().enumerate() {
                    self.comma(index);
                    let cx = self.cx;
                    cx.deeper(|| self.value(cx.force(item)?)).map_err(|error| {
                        error.during(None, format!("while evaluating list element at index {index}"))
                    })?;
                }
                self.out.push(']');
            }
            Value::Attrs(attrs) => self.attrs(value, attrs)?,
            Value::Native(native) if native.is_open() => {
                let text = self.cx.coerce_to_string(value, Coercion::PLAIN)?;
                self.text(text)?;
            }
            Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => {
                let message = format!("cannot convert {} to JSON", self.cx.kind_of(value));
                return Err(Error::new(ErrorKind::Type, message));
            }
        }
        Ok(())
    }

    /// A set that can be a string is one; so a derivation is its path.
    fn attrs(&mut self, value: Value<'a>, attrs: &'a Attrs<'a>) -> Result<(), Failure> {
        if attrs.get(known::TO_STRING).is_some() {
            let text = self.cx.coerce_to_string(value, Coercion { more: false, copy: self.copy })?;
            return self.text(text);
        }
        if let Some(path) = attrs.get(known::OUT_PATH) {
            let path = self.cx.force(path)?;
            let cx = self.cx;
            return cx.deeper(|| self.value(path));
        }
        self.out.push('{');
        for (index, (name, slot)) in self.cx.sorted(attrs).into_iter().enumerate() {
            self.comma(index);
            self.out.push_str(&json_string(self.cx.name(name)));
            self.out.push(':');
            let cx = self.cx;
            cx.deeper(|| self.value(cx.force(slot)?)).map_err(|error| {
                let during = format!("while evaluating attribute '{}'", cx.name(name));
                error.during(attrs.place(name), during)
            })?;
        }
        self.out.push('}');
        Ok(())
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &'a crate::Str<'a>) -> Result<(), Failure> {
        self.context.extend(text.context);
        match std::str::from_utf8(text.bytes) {
            Ok(text) => {
                self.out.push_str(&json_string(text));
                Ok(())
            }
            Err(wrong) => {
                let at = wrong.valid_up_to();
                let message = format!(
                    "JSON serialization error: [json.exception.type_error.316] invalid UTF-8 byte at index {at}: 0x{:02X}",
                    text.bytes.get(at).copied().unwrap_or(0)
                );
                Err(Error::new(ErrorKind::Evaluation, message))
            }
        }
    }
}

/// A string as JSON: only what must be escaped is.
#[must_use]
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if (control as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", control as u32);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// The shortest digits that give the float again; an exponent from 1e15 on and below 1e-4.
fn float(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..15).contains(&exponent) {
        let plain = number.to_string();
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}
