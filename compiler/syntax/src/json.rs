//! JSON text as a tree whose nodes can be named, and their ranges apart from it.
//!
//! The tree keeps what a reader of data would lose: members in the order of the text, keys
//! that stand twice, numbers as they were written, strings that are no text. Whether such a
//! thing is wanted is not decided here.

mod parse;

use fedic_diagnostics::{NodeId, Span};

pub use parse::{JsonParsed, parse};

/// A value, by its index in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JsonId(u32);

impl JsonId {
    /// The node of this value.
    #[must_use]
    pub const fn node(self) -> NodeId {
        NodeId::expr(self.0)
    }
}

/// The values of a text, numbered in its order: the whole is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonTree {
    values: Vec<Json>,
}

impl JsonTree {
    /// The whole text.
    #[must_use]
    pub const fn root(&self) -> JsonId {
        JsonId(0)
    }

    /// A value of it.
    #[must_use]
    pub fn get(&self, id: JsonId) -> &Json {
        &self.values[id.0 as usize]
    }

    /// The members of all objects, wherever they are.
    pub fn members(&self) -> impl Iterator<Item = &JsonMember> {
        let objects = self.values.iter().filter_map(|value| match value {
            Json::Object(members) => Some(members),
            _ => None,
        });
        objects.flatten()
    }
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As written.
    Number(Box<str>),
    String(JsonText),
    Array(Vec<JsonId>),
    /// In the order of the text; a key may stand twice.
    Object(Vec<JsonMember>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonMember {
    pub key: JsonText,
    /// The node of the key.
    pub at: NodeId,
    pub value: JsonId,
}

/// A string with its escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonText {
    pub text: Box<str>,
    /// What makes it no text; half a surrogate pair stands in it as U+FFFD.
    pub flaw: Option<JsonFlaw>,
}

/// Why a JSON string is no text to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFlaw {
    /// It has a character of code zero.
    Nul,
    /// It has half of a surrogate pair.
    LoneSurrogate,
}

/// The ranges of a tree's nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonSpans {
    values: Vec<Span>,
    keys: Vec<Span>,
}

impl JsonSpans {
    /// The range of a node; none for a number that the tree does not have.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Option<Span> {
        match (node.as_expr(), node.as_name()) {
            (Some(value), _) => self.values.get(value as usize).copied(),
            (None, Some(key)) => self.keys.get(key as usize).copied(),
            (None, None) => None,
        }
    }
}
