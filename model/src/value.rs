//! Evaluated data, copied out of the evaluator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value as data. What is no data keeps a name of what it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(String),
    Path(String),
    List(Vec<Value>),
    /// Sorted by name, as Nix prints sets.
    Set(BTreeMap<String, Value>),
    /// A function: its body is no data.
    Function,
    /// A reference to a package, by its attribute path below `pkgs`.
    Package(String),
    /// What could not be evaluated here (it needs what nobody gave): its source text.
    Source(String),
    /// A value of an option marked secret.
    Secret,
}
