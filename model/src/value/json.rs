//! Values as JSON and back.

use super::Value;
use crate::At;
use schemars::JsonSchema;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

const PATH: &str = "$path";
const FUNCTION: &str = "$function";
const PACKAGE: &str = "$package";
const NIX: &str = "$nix";
const SECRET: &str = "$secret";
const FLOAT: &str = "$float";

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => to.serialize_unit(),
            Value::Bool(truth) => to.serialize_bool(*truth),
            Value::Int(number) => to.serialize_i64(*number),
            Value::Float(number) if number.is_finite() => to.serialize_f64(*number),
            // Not numbers of JSON, but Nix has them.
            Value::Float(number) => marked(to, FLOAT, &number.to_string()),
            Value::String(text) => to.serialize_str(text),
            Value::Path(path) => marked(to, PATH, path),
            Value::List(items) => to.collect_seq(items),
            Value::Set(members) => to.collect_map(members.iter().map(|(name, value)| (doubled(name), value))),
            Value::Function => marked(to, FUNCTION, &true),
            Value::Package(name) => marked(to, PACKAGE, name),
            Value::Source { text, at } => {
                let mut map = to.serialize_map(None)?;
                map.serialize_entry(NIX, text)?;
                if let Some(at) = at {
                    map.serialize_entry("at", at)?;
                }
                map.end()
            }
            Value::Secret => marked(to, SECRET, &true),
        }
    }
}

fn marked<S: Serializer>(to: S, mark: &str, what: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(1))?;
    map.serialize_entry(mark, what)?;
    map.end()
}

fn doubled(name: &str) -> std::borrow::Cow<'_, str> {
    if name.starts_with('$') { format!("${name}").into() } else { name.into() }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        from.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number).map(Value::Int).map_err(|_| E::custom("the integer is out of range"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.strip_prefix('$') {
                None => members.insert(key, map.next_value()?),
                Some(name) if name.starts_with('$') => members.insert(name.to_owned(), map.next_value()?),
                Some(_) => return special(&key, map),
            };
        }
        Ok(Value::Set(members))
    }
}

/// What is no data, by its first key.
fn special<'de, A: MapAccess<'de>>(mark: &str, mut map: A) -> Result<Value, A::Error> {
    let truth = |map: &mut A| map.next_value::<bool>();
    Ok(match mark {
        PATH => Value::Path(map.next_value()?),
        PACKAGE => Value::Package(map.next_value()?),
        FUNCTION => truth(&mut map).map(|_| Value::Function)?,
        SECRET => truth(&mut map).map(|_| Value::Secret)?,
        FLOAT => Value::Float(map.next_value::<String>()?.parse().map_err(de::Error::custom)?),
        NIX => {
            let text = map.next_value()?;
            let at = match map.next_key::<String>()? {
                Some(_) => Some(map.next_value::<At>()?),
                None => None,
            };
            Value::Source { text, at }
        }
        other => return Err(de::Error::custom(format!("unknown mark `{other}`"))),
    })
}

impl JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<Value>();
        schemars::json_schema!({
            "description": "A value as data. What is no data is an object whose first key begins with `$`: \
                `$package` (a package, by its attribute path), `$nix` (what could not be evaluated here, as source \
                text; `at` says where it stands), `$secret`, `$path`, `$function`, `$float` (a float that is no number \
                of JSON). Keys of data that begin with `$` have a second one in front.",
            "anyOf": [
                {
                    "type": "object",
                    "properties": {
                        "$package": { "type": "string" },
                        "$nix": { "type": "string" },
                        "$secret": { "const": true },
                        "$path": { "type": "string" },
                        "$function": { "const": true },
                        "$float": { "type": "string" }
                    },
                    "additionalProperties": value
                },
                { "type": "array", "items": value },
                { "type": "string" },
                { "type": "number" },
                { "type": "boolean" },
                { "type": "null" }
            ]
        })
    }
}
