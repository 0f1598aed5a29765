//! A finished schema in another's manner of speaking.

use super::walk::each;
use serde_json::{Map, Value as Json, json};

/// Leaves out `x-nix`.
pub(super) fn without_our_keywords(schema: &mut Json) {
    each(schema, &mut |members, _| drop(members.shift_remove("x-nix")));
}

/// Leaves titles where they name a type: at the top and on definitions.
pub(super) fn without_inner_titles(schema: &mut Json) {
    let mut is_top = true;
    each(schema, &mut |members, is_definition| {
        if !is_definition && !is_top {
            members.shift_remove("title");
        }
        is_top = false;
    });
}

/// The schema in the words of draft 7, which stock validators of form libraries take:
/// definitions under their old name, nothing beside a reference.
#[must_use]
pub fn draft_07(schema: Json) -> Json {
    let mut schema = moved(schema, "#/definitions/");
    each(&mut schema, &mut |members, _| {
        if let Some(definitions) = members.shift_remove("$defs") {
            members.insert("definitions".into(), definitions);
        }
        if members.len() > 1
            && let Some(reference) = members.shift_remove("$ref")
        {
            let all = members.entry("allOf").or_insert_with(|| json!([]));
            if let Json::Array(all) = all {
                all.insert(0, json!({ "$ref": reference }));
            }
        }
    });
    let mut whole = Map::new();
    whole.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    if let Json::Object(mut members) = schema {
        members.shift_remove("$schema");
        whole.extend(members);
    }
    Json::Object(whole)
}

/// The schema and its definitions as the members of one object, as OpenAPI wants them: the
/// schema itself under its title.
pub(crate) fn components(schema: Json) -> Map<String, Json> {
    let mut components = Map::new();
    if let Json::Object(mut members) = moved(schema, "#/components/schemas/") {
        members.shift_remove("$schema");
        let definitions = members.shift_remove("$defs");
        let name = members.get("title").and_then(Json::as_str).unwrap_or("Value").to_owned();
        components.insert(name, Json::Object(members));
        if let Some(Json::Object(definitions)) = definitions {
            components.extend(definitions);
        }
    }
    components
}

/// References to definitions that stand elsewhere.
fn moved(mut schema: Json, prefix: &str) -> Json {
    each(&mut schema, &mut |members, _| {
        if let Some(Json::String(reference)) = members.get_mut("$ref")
            && let Some(name) = reference.strip_prefix("#/$defs/")
        {
            *reference = format!("{prefix}{name}");
        }
    });
    schema
}
