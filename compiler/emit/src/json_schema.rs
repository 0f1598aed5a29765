//! What may be written, as JSON Schema 2020-12: the profile `input`, which takes what an
//! operator may hand to the modules.
//!
//! The schema never refuses what the modules take. Where it takes more than they do, it says
//! so: `"x-nix": { "coverage": "wider" }`. Objects are closed unless the model opens them,
//! and properties stand in the order in which the model declares them. Every submodule and
//! every choice of tags is a definition with a name of its own, once for each type, so that a
//! type which contains itself is a reference to itself. It is not a form: widgets, groups and
//! what is hidden from people belong to other formats.

mod alternatives;
mod definitions;
mod object;
mod types;

use definitions::{Definitions, Key};
use fedic_diagnostics::Place;
use fedic_model::{Interface, TypeId, TypeKind};
use serde_json::{Map, Value as Json, json};

/// A schema under construction: none means that no JSON passes.
type Schema = Option<Map<String, Json>>;

/// How a place is written: `application.nix:12:5`, relative to the model; none if it is not
/// in the project.
pub type Locate<'a> = &'a dyn Fn(Place) -> Option<String>;

/// The schema of one type of an interface, with this title.
#[must_use]
pub fn json_schema(interface: &Interface, ty: TypeId, title: &str, locate: Locate<'_>) -> Json {
    let definitions = Definitions::collect(interface, ty, title);
    let writer = Writer { interface, definitions, locate };
    let mut schema = Map::new();
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".into(), title.into());
    match writer.top(ty) {
        Some(top) => schema.extend(top),
        None => {
            schema.insert("not".into(), json!({}));
        }
    }
    let definitions = writer.definitions();
    if !definitions.is_empty() {
        schema.insert("$defs".into(), Json::Object(definitions));
    }
    Json::Object(schema)
}

/// What every part of the schema is made from.
struct Writer<'a> {
    interface: &'a Interface,
    definitions: Definitions,
    locate: Locate<'a>,
}

impl Writer<'_> {
    /// The top is written in place, unless something below refers to it.
    fn top(&self, ty: TypeId) -> Schema {
        let kind = &self.interface.types[ty.0 as usize].kind;
        match kind {
            TypeKind::Submodule(tree) if !self.definitions.is_named(Key::Tree(*tree)) => {
                Some(self.object(*tree, None))
            }
            _ => self.schema(ty),
        }
    }

    /// All definitions, by name.
    fn definitions(&self) -> Map<String, Json> {
        let mut written = Map::new();
        for (key, name) in self.definitions.in_order() {
            let body = match key {
                Key::Tree(tree) => Some(self.object(tree, None)),
                Key::Type(ty) => self.body(ty),
            };
            let mut definition = Map::new();
            definition.insert("title".into(), crate::title::title(name).into());
            definition.extend(body.unwrap_or_else(nothing));
            written.insert(name.to_owned(), Json::Object(definition));
        }
        written
    }
}

/// The schema that nothing passes, where one has to stand.
fn nothing() -> Map<String, Json> {
    members([("not", json!({}))])
}

/// A schema as it is written: `true` where everything passes, `false` where nothing does.
fn written(schema: Schema) -> Json {
    match schema {
        Some(schema) if schema.is_empty() => Json::Bool(true),
        Some(schema) => Json::Object(schema),
        None => Json::Bool(false),
    }
}

fn members<const N: usize>(members: [(&str, Json); N]) -> Map<String, Json> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Adds members to `x-nix`, what only Nix knows of a schema.
fn note<const N: usize>(schema: &mut Map<String, Json>, notes: [(&str, Json); N]) {
    let entry = schema.entry("x-nix").or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(known) = entry {
        known.extend(members(notes));
    }
}
