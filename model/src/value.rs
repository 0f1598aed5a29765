//! Evaluated data, copied out of the evaluator.

mod json;

use crate::{At, Line};
use fedic_diagnostics::Place;
use std::collections::BTreeMap;

/// What the name of an entry is while there is no entry.
pub const NAME_STAND_IN: &str = "‹name›";

/// A value as data. What is no data keeps a name of what it was.
///
/// As JSON, data is what it is, and anything else is an object whose first key begins with
/// `$`; the keys of sets that begin so get a second `$`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(String),
    /// `{"$path": "/x"}`
    Path(String),
    List(Vec<Value>),
    /// Sorted by name, as Nix prints sets.
    Set(BTreeMap<String, Value>),
    /// A function or a module: code is no data. `{"$function": true}`
    Function,
    /// A reference to a package, by its attribute path below `pkgs`. `{"$package": "hello"}`
    Package(String),
    /// What could not be evaluated here (it needs what nobody gave): its source text.
    /// `{"$nix": "config.a.b", "at": …}`
    Source {
        text: String,
        at: Option<At>,
    },
    /// A value of an option marked secret. `{"$secret": true}`
    Secret,
}

impl Value {
    /// Puts lines in the places of nodes, wherever they are known.
    pub fn resolve(&mut self, lines: &dyn Fn(Place) -> Option<Line>) {
        match self {
            Value::List(items) => items.iter_mut().for_each(|item| item.resolve(lines)),
            Value::Set(members) => members.values_mut().for_each(|member| member.resolve(lines)),
            Value::Source { at: Some(at), .. } => at.resolve(lines),
            Value::Source { at: None, .. }
            | Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Path(_)
            | Value::Function
            | Value::Package(_)
            | Value::Secret => {}
        }
    }

    /// Whether a secret is in it.
    #[must_use]
    pub fn holds_secret(&self) -> bool {
        match self {
            Value::Secret => true,
            Value::List(items) => items.iter().any(Value::holds_secret),
            Value::Set(members) => members.values().any(Value::holds_secret),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Path(_)
            | Value::Function
            | Value::Package(_)
            | Value::Source { .. } => false,
        }
    }

    /// The member of a set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        if let Value::Set(members) = self { members.get(name) } else { None }
    }

    /// Whether it is made of what stands for the name of an entry that there is not yet: `default = name`
    /// in a submodule.
    #[must_use]
    pub fn has_stand_in(&self) -> bool {
        match self {
            Value::String(text) | Value::Path(text) => text.contains(NAME_STAND_IN),
            Value::List(items) => items.iter().any(Value::has_stand_in),
            Value::Set(members) => {
                members.iter().any(|(name, value)| name.contains(NAME_STAND_IN) || value.has_stand_in())
            }
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Function
            | Value::Package(_)
            | Value::Source { .. }
            | Value::Secret => false,
        }
    }

    /// The value as plain JSON; none if something in it is no data (a function, a package, what
    /// could not be evaluated) or must not be shown.
    #[must_use]
    pub fn data(&self) -> Option<serde_json::Value> {
        use serde_json::{Map, Number, Value as Json};
        Some(match self {
            Value::Null => Json::Null,
            Value::Bool(it) => Json::Bool(*it),
            Value::Int(it) => Json::from(*it),
            Value::Float(it) => Json::Number(Number::from_f64(*it)?),
            Value::String(it) | Value::Path(it) => Json::String(it.clone()),
            Value::List(items) => Json::Array(items.iter().map(Value::data).collect::<Option<_>>()?),
            Value::Set(members) => {
                let members = members.iter().map(|(name, value)| Some((name.clone(), value.data()?)));
                Json::Object(members.collect::<Option<Map<_, _>>>()?)
            }
            Value::Function | Value::Package(_) | Value::Source { .. } | Value::Secret => return None,
        })
    }
}
