//! Values from and to JSON, TOML and XML.

use super::{Arguments, BuiltinDef, fault, function};
use crate::attrs::Shape;
use crate::json_text::{Event, Reader};
use crate::toml_text::{self, Toml};
use crate::{Attrs, During, Evaluator, Failure, Feature, Position, Res, Slot, State, Sym, Value};
use std::borrow::Cow;

pub(crate) const BUILTINS: &[BuiltinDef] = &[
    function("fromJSON", 1, from_json),
    function("fromTOML", 1, from_toml),
    function("toJSON", 1, to_json),
    function("toXML", 1, to_xml),
];

fn to_json<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (text, context) = cx.to_json(cx.force(&arguments[0])?, true)?;
    Ok(cx.bytes(text.as_bytes(), cx.arena().alloc_slice_copy(&context)))
}

fn to_xml<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let (text, context) = cx.to_xml(cx.force(&arguments[0])?, false, true)?;
    Ok(cx.bytes(&text, cx.arena().alloc_slice_copy(&context)))
}

fn from_json<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let during = "while evaluating the first argument passed to builtins.fromJSON";
    let text = cx.string_of(&arguments[0]).during(during)?;
    if let Some(refusal) = cx.speaks_of_store(text) {
        return Err(refusal).during(during);
    }
    cx.read_json(text.bytes)
}

/// Arrays and objects that are being read, and what they hold so far.
#[derive(Default)]
struct Reading<'a> {
    open: Vec<Open>,
    /// The elements and members of all that are open, those of the innermost last.
    entries: Vec<(Sym, Value<'a>)>,
    /// Shapes of objects that were read: in one text they are much alike.
    shapes: Vec<&'a Shape<'a>>,
}

/// An array or object that is being read.
struct Open {
    /// Where its entries begin.
    start: usize,
    /// The key of the member at hand; what an array has there means nothing.
    key: Sym,
}

/// How many shapes of objects are remembered while a text is read.
const SHAPES: usize = 16;

impl<'a> Evaluator<'a> {
    fn read_json(&'a self, text: &'a [u8]) -> Res<'a> {
        let mut reader = Reader::new(text);
        let mut reading = Reading::default();
        let mut root = Value::Null;
        let broken = |message| fault(message).during(None, "while decoding a JSON string");
        while let Some(event) = reader.next().map_err(broken)? {
            self.tick()?;
            let value = match event {
                Event::Null => Value::Null,
                Event::Bool(truth) => Value::Bool(truth),
                Event::Int(number) => Value::Int(number),
                Event::Unsigned(number) => {
                    let message = format!("unsigned json number {number} outside of Nix integer range");
                    return Err(fault(message));
                }
                Event::Float(number) => Value::Float(number),
                Event::String(Cow::Borrowed(text)) => self.shared_text(text),
                Event::String(Cow::Owned(text)) => self.without_null(&text)?,
                Event::Key(name) => {
                    if let Cow::Owned(name) = &name {
                        self.without_null(name)?;
                    }
                    if let Some(open) = reading.open.last_mut() {
                        open.key = self.sym(&name);
                    }
                    continue;
                }
                Event::BeginArray | Event::BeginObject => {
                    reading.open.push(Open { start: reading.entries.len(), key: crate::known::NAME });
                    continue;
                }
                Event::EndArray => self.array_read(&mut reading),
                Event::EndObject => self.object_read(&mut reading),
            };
            match reading.open.last() {
                Some(open) => reading.entries.push((open.key, value)),
                None => root = value,
            }
        }
        Ok(root)
    }

    fn array_read(&self, reading: &mut Reading<'a>) -> Value<'a> {
        let entries = reading.entries.drain(reading.open.pop().map_or(0, |open| open.start)..);
        let items = entries.map(|(_, value)| Slot::ready(value));
        self.list_of_slots(self.arena().alloc_slice_fill_iter(items))
    }

    /// The object that has ended; of equal names the last counts.
    fn object_read(&self, reading: &mut Reading<'a>) -> Value<'a> {
        let start = reading.open.pop().map_or(0, |open| open.start);
        let entries = &mut reading.entries[start..];
        if !entries.is_sorted_by(|a, b| a.0 < b.0) {
            entries.reverse();
            entries.sort_by_key(|entry| entry.0);
            let mut kept = 1;
            for at in 1..entries.len() {
                if entries[at].0 != entries[kept - 1].0 {
                    entries[kept] = entries[at];
                    kept += 1;
                }
            }
            reading.entries.truncate(start + kept);
        }
        let arena = self.arena();
        let entries = &reading.entries[start..];
        let names = || entries.iter().map(|entry| entry.0);
        let alike = reading.shapes.iter().find(|shape| shape.names().iter().copied().eq(names()));
        let shape = alike.copied().unwrap_or_else(|| {
            let shape = &*arena.alloc(Shape::new(arena.alloc_slice_fill_iter(names()), &[]));
            if reading.shapes.len() < SHAPES {
                reading.shapes.push(shape);
            }
            shape
        });
        let slots = arena.alloc_slice_fill_iter(entries.iter().map(|&(_, value)| Slot::ready(value)));
        reading.entries.truncate(start);
        Value::Attrs(arena.alloc(Attrs::new(shape, slots)))
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
    let timestamps = cx.options().features.has(Feature::TomlTimestamps);
    let table = toml_text::parse(text, timestamps)
        .map_err(|message| fault(format!("while parsing TOML: {message}")))?;
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
            Toml::Timestamp(text) => {
                let mut entries = [("_type", self.string("timestamp")), ("value", self.string(&text))]
                    .map(|(name, value)| (self.sym(name), State::Ready(value), Position::NONE));
                Value::Attrs(self.attrs(&mut entries))
            }
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
