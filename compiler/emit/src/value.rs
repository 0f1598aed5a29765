//! Evaluated data as JSON, where it is data.

use fedic_model::Value;
use serde_json::{Map, Value as Json};

/// The JSON form of a value; none if something in it is no data (a function, a package, what
/// could not be evaluated) or must not be shown.
pub(crate) fn json(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Null => Json::Null,
        Value::Bool(it) => Json::Bool(*it),
        Value::Int(it) => Json::from(*it),
        Value::Float(it) => Json::Number(serde_json::Number::from_f64(*it)?),
        Value::String(it) | Value::Path(it) => Json::String(it.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect::<Option<_>>()?),
        Value::Set(members) => {
            let members = members.iter().map(|(name, value)| Some((name.clone(), json(value)?)));
            Json::Object(members.collect::<Option<Map<_, _>>>()?)
        }
        Value::Function | Value::Package(_) | Value::Source { .. } | Value::Secret => return None,
    })
}
