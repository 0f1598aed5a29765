//! Values from and to JSON, TOML and XML.

use super::{Arguments, BuiltinDef, fault, function};
use crate::json_text::{Event, Reader};
use crate::toml_text::{self, Toml};
use crate::{During, Evaluator, Failure, Position, Res, State, Sym, Value};

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("fromJSON", 1, from_json),
    function("fromTOML", 1, from_toml).global(),
    function("toJSON", 1, to_json),
    function("toXML", 1, to_xml),
];

fn to_json<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (text, context) = cx.to_json(cx.force(&arguments[0])?, true)?;
    Ok(cx.bytes(text.as_bytes(), cx.arena().alloc_slice_copy(&context)))
}

fn to_xml<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (text, context) = cx.to_xml(cx.force(&arguments[0])?, false, true)?;
    Ok(cx.bytes(text.as_bytes(), cx.arena().alloc_slice_copy(&context)))
}

fn from_json<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let during = "while evaluating the first argument passed to builtins.fromJSON";
    let text = cx.string_of(&arguments[0]).during(during)?;
    if let Some(refusal) = cx.speaks_of_store(text) {
        return Err(refusal).during(during);
    }
    cx.read_json(text.bytes)
}

/// An array or object that is being read.
enum Open<'a> {
    Array(Vec<State<'a>>),
    Object { entries: Vec<(Sym, State<'a>, Position)>, key: Sym },
}

impl<'a> Evaluator<'a> {
    fn read_json(&'a self, text: &[u8]) -> Res<'a> {
        let mut reader = Reader::new(text);
        let mut open: Vec<Open<'a>> = Vec::new();
        let mut root = Value::Null;
        let broken = |message| fault(message).during(None, "while decoding a JSON string");
        while let Some(event) = reader.next().map_err(broken)? {
            let value = match event {
                Event::Null => Value::Null,
                Event::Bool(truth) => Value::Bool(truth),
                Event::Int(number) => Value::Int(number),
                Event::Unsigned(number) => {
                    let message = format!("unsigned json number {number} outside of Nix integer range");
                    return Err(fault(message));
                }
                Event::Float(number) => Value::Float(number),
                Event::String(text) => self.without_null(&text)?,
                Event::Key(name) => {
                    self.without_null(&name)?;
                    if let Some(Open::Object { key, .. }) = open.last_mut() {
                        *key = self.sym(&name);
                    }
                    continue;
                }
                Event::BeginArray => {
                    open.push(Open::Array(Vec::new()));
                    continue;
                }
                Event::BeginObject => {
                    open.push(Open::Object { entries: Vec::new(), key: crate::known::NAME });
                    continue;
                }
                Event::EndArray | Event::EndObject => match open.pop() {
                    Some(Open::Array(items)) => self.list(&items),
                    Some(Open::Object { entries, .. }) => Value::Attrs(self.last_of_each(entries)),
                    None => unreachable!("the reader closes only what was opened"),
                },
            };
            match open.last_mut() {
                Some(Open::Array(items)) => items.push(State::Ready(value)),
                Some(Open::Object { entries, key }) => {
                    entries.push((*key, State::Ready(value), Position::NONE))
                }
                None => root = value,
            }
        }
        Ok(root)
    }

    /// A set of entries; of equal names the last counts.
    fn last_of_each(&self, mut entries: Vec<(Sym, State<'a>, Position)>) -> &'a crate::Attrs<'a> {
        entries.reverse();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        self.attrs(&mut entries)
    }

    /// A string of another format, which unlike Nix's may hold NUL.
    fn without_null(&self, text: &str) -> Res<'a> {
        if !text.contains('\0') {
            return Ok(self.string(text));
        }
        let text = text.replace('\0', "␀");
        let message = format!(
            "input string '{text}' cannot be represented as Nix string because it contains null bytes"
        );
        Err(fault(message))
    }
}

fn from_toml<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let text =
        cx.text_of(&arguments[0]).during("while evaluating the argument passed to builtins.fromTOML")?;
    let table = toml_text::parse(text).map_err(|message| fault(format!("while parsing TOML: {message}")))?;
    cx.toml_value(table).map_err(|mut error| {
        error.message = format!("while parsing TOML: error: {}", error.message);
        error
    })
}

impl<'a> Evaluator<'a> {
    fn toml_value(&'a self, value: Toml) -> Result<Value<'a>, Failure> {
        Ok(match value {
            Toml::Bool(truth) => Value::Bool(truth),
            Toml::Int(number) => Value::Int(number),
            Toml::Float(number) => Value::Float(number),
            Toml::String(text) => self.without_null(&text)?,
            Toml::Array(items) => {
                let items =
                    items.into_iter().map(|item| Ok(State::Ready(self.deeper(|| self.toml_value(item))?)));
                self.list(&items.collect::<Result<Vec<_>, Failure>>()?)
            }
            Toml::Table(members) => {
                let entry = |(name, value): (String, Toml)| {
                    self.without_null(&name)?;
                    let value = self.deeper(|| self.toml_value(value))?;
                    Ok((self.sym(&name), State::Ready(value), Position::NONE))
                };
                let mut entries = members.into_iter().map(entry).collect::<Result<Vec<_>, Failure>>()?;
                Value::Attrs(self.attrs(&mut entries))
            }
        })
    }
}
