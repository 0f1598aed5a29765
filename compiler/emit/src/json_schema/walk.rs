//! A finished schema, walked schema by schema: names of properties and values are no schemas,
//! whatever they look like.

use serde_json::{Map, Value as Json};

/// Keywords whose value is one schema.
const ONE: [&str; 7] = ["items", "additionalProperties", "not", "if", "then", "else", "propertyNames"];

/// Keywords whose value is a list of schemas.
const LIST: [&str; 4] = ["anyOf", "oneOf", "allOf", "prefixItems"];

/// Keywords whose members are schemas.
const NAMED: [&str; 3] = ["properties", "$defs", "definitions"];

/// Calls for every schema that is an object, the outermost first, with whether it is a
/// definition.
pub(crate) fn each(schema: &mut Json, visit: &mut dyn FnMut(&mut Map<String, Json>, bool)) {
    walk(schema, false, visit);
}

fn walk(schema: &mut Json, is_definition: bool, visit: &mut dyn FnMut(&mut Map<String, Json>, bool)) {
    let Json::Object(members) = schema else { return };
    visit(members, is_definition);
    for (keyword, value) in members {
        let keyword = keyword.as_str();
        match value {
            _ if ONE.contains(&keyword) => walk(value, false, visit),
            Json::Array(items) if LIST.contains(&keyword) => {
                items.iter_mut().for_each(|item| walk(item, false, visit));
            }
            Json::Object(named) if NAMED.contains(&keyword) => {
                let defines = keyword != "properties";
                named.values_mut().for_each(|item| walk(item, defines, visit));
            }
            _ => {}
        }
    }
}
