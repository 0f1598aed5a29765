//! Values as JSON, with Nix's rules.

use crate::json_float::float;
use crate::{Attrs, Coercion, Error, ErrorKind, Evaluator, Failure, Slot, State, Value, known};
use fedic_model::nix::attribute_name;
use std::collections::BTreeSet;
use std::fmt::Write;

impl<'a> Evaluator<'a> {
    /// The value as JSON text, and the store paths that it speaks of (sorted). Paths are
    /// copied to the store if asked for.
    ///
    /// # Errors
    /// `cannot convert … to JSON`, or what evaluating a part of it gives.
    pub fn to_json(&'a self, value: Value<'a>, copy: bool) -> Result<(String, Vec<&'a str>), Failure> {
        let mut writer =
            Writer { cx: self, copy, strict: true, out: String::new(), context: BTreeSet::new() };
        writer.value(value)?;
        Ok((writer.out, writer.context.into_iter().collect()))
    }

    /// The value as `nix-instantiate --eval --json` prints it: what is not evaluated yet has no
    /// form in JSON.
    ///
    /// # Errors
    /// As [`Evaluator::to_json`].
    pub fn show_json(&'a self, value: Value<'a>) -> Result<String, Failure> {
        let mut writer =
            Writer { cx: self, copy: true, strict: false, out: String::new(), context: BTreeSet::new() };
        writer.value(value)?;
        Ok(writer.out)
    }
}

struct Writer<'a> {
    cx: &'a Evaluator<'a>,
    copy: bool,
    /// Whether parts are evaluated.
    strict: bool,
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
            Value::Int(number) => {
                let _ = write!(self.out, "{number}");
            }
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
                    cx.deeper(|| self.part(item)).map_err(|error| {
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
            let text = self.cx.coerce_to_string(value, Coercion { more: false, copy: false })?;
            return self.text(text);
        }
        if let Some(path) = attrs.get(known::OUT_PATH) {
            let cx = self.cx;
            return cx.deeper(|| self.part(path));
        }
        self.out.push('{');
        for (index, &at) in self.cx.by_text(attrs).iter().enumerate() {
            let (name, slot) = (attrs.names()[at as usize], &attrs.slots()[at as usize]);
            self.comma(index);
            put_string(&mut self.out, utf8(self.cx.name_bytes(name))?);
            self.out.push(':');
            let cx = self.cx;
            cx.deeper(|| self.part(slot)).map_err(|error| {
                let during = format!("while evaluating attribute '{}'", attribute_name(cx.name(name)));
                error.during(attrs.place(name), during)
            })?;
        }
        self.out.push('}');
        Ok(())
    }

    fn part(&mut self, slot: &'a Slot<'a>) -> Result<(), Failure> {
        let value = match slot.settled() {
            State::Ready(value) => value,
            _ if self.strict => self.cx.force(slot)?,
            _ => return Err(Error::new(ErrorKind::Type, "cannot convert a thunk to JSON")),
        };
        self.value(value)
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &'a crate::Str<'a>) -> Result<(), Failure> {
        self.context.extend(text.context());
        put_string(&mut self.out, utf8(text.bytes)?);
        Ok(())
    }
}

/// What JSON must be able to say.
fn utf8(bytes: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(bytes).map_err(|wrong| Error::new(ErrorKind::Evaluation, not_utf8(bytes, wrong)))
}

/// A string as JSON: only what must be escaped is.
#[must_use]
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    put_string(&mut out, text);
    out
}

fn put_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x8 => out.push_str("\\b"),
            0xc => out.push_str("\\f"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => {
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// Nix's words for bytes that are no text: which of them cannot stand there, or that the last
/// character is cut off.
#[cold]
fn not_utf8(bytes: &[u8], wrong: std::str::Utf8Error) -> String {
    let (start, byte) = (wrong.valid_up_to(), |at: usize| bytes.get(at).copied().unwrap_or(0));
    let what = match wrong.error_len() {
        None => format!("incomplete UTF-8 string; last byte: 0x{:02X}", byte(bytes.len() - 1)),
        Some(length) => {
            let at = if length > 1 || is_lead(byte(start)) { start + length } else { start };
            format!("invalid UTF-8 byte at index {at}: 0x{:02X}", byte(at))
        }
    };
    format!("JSON serialization error: [json.exception.type_error.316] {what}")
}

/// Whether a character of several bytes can begin with this one.
fn is_lead(byte: u8) -> bool {
    (0xC2..=0xF4).contains(&byte)
}
