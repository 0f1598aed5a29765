//! How much of an option's type its schema says.

use super::{Profile, Schema, Writer};
use crate::part::Part;
use fedic_model::{OptionId, TypeId};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// What the schema of an option takes, beside what the modules take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The same.
    Exact,
    /// More, for this reason.
    Wider(String),
    /// No JSON is a value of it: a module sets it.
    NotJson,
}

/// The reach of options, without those that are no operator's.
pub(crate) fn reaches(part: &Part<'_>, options: &[OptionId]) -> Vec<(OptionId, Reach)> {
    let writer = Writer::new(part, Profile::Input);
    let shown = options.iter().filter(|option| writer.shows(writer.option(**option)));
    // Most options have a type that others have, too.
    let mut known: BTreeMap<TypeId, Reach> = BTreeMap::new();
    let mut reach = |option: OptionId| {
        if writer.says_more(option) {
            return of_schema(writer.marked(option));
        }
        let ty = writer.option(option).ty;
        known.entry(ty).or_insert_with(|| of_schema(writer.schema(ty))).clone()
    };
    shown.map(|&option| (option, reach(option))).collect()
}

fn of_schema(schema: Schema) -> Reach {
    match schema {
        None => Reach::NotJson,
        Some(schema) => why(&schema).map_or(Reach::Exact, |why| Reach::Wider(why.to_owned())),
    }
}

/// Whether a form has an option or tag: no JSON is the value of others.
pub(crate) fn is_property<'a>(part: &Part<'a>) -> impl Fn(OptionId) -> bool + use<'a> {
    let writer = Writer::new(part, Profile::Form);
    move |option| writer.property(option).0.is_some()
}

/// Why a schema is wider, or one in it that is not another option's.
fn why(schema: &Map<String, Json>) -> Option<&str> {
    if let Some(why) = schema.get("x-nix").and_then(|known| known.get("why")) {
        return why.as_str();
    }
    let mut below = schema.iter().flat_map(|(keyword, value)| match (keyword.as_str(), value) {
        ("anyOf" | "oneOf" | "allOf", Json::Array(items)) => items.iter().collect(),
        ("items" | "additionalProperties" | "if" | "then" | "else", value) => vec![value],
        _ => Vec::new(),
    });
    below.find_map(|schema| why(schema.as_object()?))
}
