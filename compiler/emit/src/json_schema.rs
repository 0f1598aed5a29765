//! A part of an interface as JSON Schema 2020-12, in one of the profiles.
//!
//! The schema never refuses what the modules take. Where it takes more than they do, it says
//! so: `"x-nix": { "coverage": "wider" }`. Objects are closed unless the model opens them,
//! and properties stand in the order in which the model declares them. Every submodule and
//! every choice of tags is a definition with a name of its own, once for each type, so that a
//! type which contains itself is a reference to itself. It is not a form: widgets, groups and
//! what is hidden from people belong to other formats.

mod alternatives;
mod definitions;
mod dialect;
mod object;
mod profile;
mod reach;
mod types;
pub(crate) mod walk;

pub(crate) use definitions::RESERVED;
pub(crate) use dialect::components;
pub use dialect::draft_07;
pub use profile::Profile;
pub use reach::Reach;
pub(crate) use reach::{is_property, reaches};

use crate::part::{Part, Top};
use definitions::{Definitions, Key};
use fedic_model::{OptionId, TreeId, TypeKind, Ui};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::slice::SliceIndex;

/// A schema under construction: none means that no JSON passes.
type Schema = Option<Map<String, Json>>;

/// The schema of a part of an interface.
#[must_use]
pub fn json_schema(part: &Part<'_>, profile: Profile) -> Json {
    json_schema_with(part, profile, || None)
}

/// The definitions of a schema with their names, half of them: who has two threads makes them on the
/// other one.
#[must_use]
pub fn later_definitions(part: &Part<'_>, profile: Profile) -> Map<String, Json> {
    Writer::new(part, profile).later_definitions()
}

/// The schema of a part of an interface, given its later definitions, if somebody made them.
#[must_use]
pub fn json_schema_with(
    part: &Part<'_>,
    profile: Profile,
    later: impl FnOnce() -> Option<Map<String, Json>>,
) -> Json {
    let writer = Writer::new(part, profile);
    let mut schema = Map::new();
    // Stock validators of forms refuse the name of a dialect that they do not know.
    if profile != Profile::Form {
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    }
    schema.insert("title".into(), part.title.into());
    match writer.top() {
        Some(top) => schema.extend(top),
        None => {
            schema.insert("not".into(), json!({}));
        }
    }
    let mut definitions = writer.definitions(..writer.definitions.len() / 2);
    definitions.extend(later().unwrap_or_else(|| writer.later_definitions()));
    if !definitions.is_empty() {
        schema.insert("$defs".into(), Json::Object(definitions));
    }
    let mut schema = Json::Object(schema);
    match profile {
        Profile::Input | Profile::Output => {}
        Profile::Form => dialect::without_our_keywords(&mut schema),
        Profile::Codegen => {
            dialect::without_our_keywords(&mut schema);
            dialect::without_inner_titles(&mut schema);
        }
    }
    schema
}

/// What every part of the schema is made from.
#[derive(Clone)]
struct Writer<'a> {
    part: Part<'a>,
    profile: Profile,
    definitions: Rc<Definitions>,
    /// The options that have another name too.
    aliased: Rc<BTreeSet<OptionId>>,
    /// What the option that is written calls the values of the enumerations in its type, where they
    /// have titles.
    titles: Option<&'a Ui>,
}

impl<'a> Writer<'a> {
    fn new(part: &Part<'a>, profile: Profile) -> Writer<'a> {
        let trees = (0_u32..).map(TreeId).take(part.interface.trees.len());
        let aliased = Rc::new(trees.flat_map(|tree| part.interface.aliased(tree)).collect());
        let definitions = Rc::new(Definitions::collect(part, profile));
        Writer { part: *part, profile, definitions, aliased, titles: None }
    }
}

impl Writer<'_> {
    /// The top is written in place, unless something below refers to it.
    fn top(&self) -> Schema {
        let in_place = |tree: TreeId| !self.definitions.is_named(Key::Tree(tree));
        match self.part.top {
            Top::Tree(tree) if in_place(tree) => Some(self.object(tree)),
            Top::Tree(tree) => self.reference(Key::Tree(tree)),
            Top::Type(ty) => match self.part.ty(ty).kind {
                TypeKind::Submodule(tree) if in_place(tree) => Some(self.object(tree)),
                _ => self.schema(ty),
            },
        }
    }

    fn reference(&self, key: Key) -> Schema {
        self.definitions.reference(key).map(|reference| members([("$ref", reference.into())]))
    }

    /// What [`later_definitions`] gives.
    fn later_definitions(&self) -> Map<String, Json> {
        self.definitions(self.definitions.len() / 2..)
    }

    /// Definitions, by name.
    fn definitions(&self, which: impl SliceIndex<[Key], Output = [Key]>) -> Map<String, Json> {
        let mut written = Map::new();
        for (key, name) in self.definitions.in_order(which) {
            let body = match key {
                Key::Tree(tree) => Some(self.object(tree)),
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

/// Says that a schema takes more than the modules do, and why.
fn wider(schema: &mut Map<String, Json>, why: &str) {
    note(schema, [("coverage", "wider".into()), ("why", why.into())]);
}
