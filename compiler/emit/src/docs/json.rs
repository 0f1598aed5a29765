//! Options in the shape of the JSON that nixpkgs makes of its own: one member an option.

use super::collect::{Docs, Entry, List, Shown, name};
use serde_json::{Map, Value as Json, json};

/// All options by their full names.
#[must_use]
pub fn json(docs: &Docs) -> Json {
    let lists = docs.sections.iter().flat_map(|section| &section.lists);
    let options = lists.flat_map(|list| list.entries.iter().map(|entry| option(list, entry)));
    Json::Object(options.collect())
}

fn option(list: &List, entry: &Entry) -> (String, Json) {
    let path = [&list.prefix[..], &entry.path[..]].concat();
    let mut members = Map::new();
    members.insert("declarations".into(), entry.declared.clone().into());
    for (name, shown) in [("default", &entry.default), ("example", &entry.example)] {
        if let Some(shown) = shown {
            members.insert(name.into(), text(shown));
        }
    }
    members.insert("description".into(), entry.description.clone().into());
    members.insert("loc".into(), path.clone().into());
    let name = name(&path);
    members.insert("name".into(), name.as_str().into());
    members.insert("readOnly".into(), entry.read_only.into());
    members.insert("type".into(), entry.ty.as_str().into());
    (name, Json::Object(members))
}

fn text(shown: &Shown) -> Json {
    match shown {
        Shown::Nix(text) => json!({ "_type": "literalExpression", "text": text }),
        Shown::Markdown(text) => json!({ "_type": "literalMD", "text": text }),
    }
}
