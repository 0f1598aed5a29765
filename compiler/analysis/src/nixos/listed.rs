//! Options of NixOS as nixpkgs' documentation lists them (`options.json`: name → type in
//! words, default …), cut into parts that are evaluated one by one: those below
//! `services.nginx`, those below `networking.firewall`.

use super::words::{self, Words};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Parts by group and name, each as JSON that `model/nix/nixos/listed.nix` reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed(pub(crate) BTreeMap<String, Part>);

/// What stands under a first name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// An option, and what is inside its values.
    Whole(String),
    Group(BTreeMap<String, String>),
}

/// An entry of the file, as far as it says what values may be.
#[derive(Deserialize)]
struct Entry<'t> {
    #[serde(borrow, rename = "type")]
    words: Option<Cow<'t, str>>,
    #[serde(borrow)]
    loc: Option<Vec<Cow<'t, str>>>,
    #[serde(borrow)]
    default: Option<Text<'t>>,
    #[serde(default, rename = "readOnly")]
    read_only: bool,
}

/// A default: Nix code, mostly.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text<'t> {
    Code {
        #[serde(borrow)]
        text: Cow<'t, str>,
    },
    Other(serde::de::IgnoredAny),
}

/// An option, and the names below it.
#[derive(Default, Serialize)]
struct Node {
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    words: Option<Words>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    default: Option<Value>,
    #[serde(rename = "r", skip_serializing_if = "std::ops::Not::not")]
    read_only: bool,
    #[serde(rename = "m", skip_serializing_if = "BTreeMap::is_empty")]
    members: BTreeMap<String, Node>,
}

/// Reads a list of options.
pub(crate) fn read(text: &str) -> Result<Listed, serde_json::Error> {
    let entries: BTreeMap<Cow<'_, str>, Entry<'_>> = serde_json::from_str(text)?;
    let mut root = Node::default();
    for (name, entry) in &entries {
        let node = match &entry.loc {
            Some(loc) => loc.iter().fold(&mut root, |node, part| below(node, part)),
            None => name.split('.').fold(&mut root, below),
        };
        node.words = Some(entry.words.as_deref().map_or(Words::Plain("any"), words::read));
        node.read_only = entry.read_only;
        node.default = match &entry.default {
            Some(Text::Code { text }) => literal(text),
            Some(Text::Other(_)) | None => None,
        };
    }
    root.members.remove("_module");
    Ok(Listed(root.members.into_iter().map(|(name, node)| (name, part(node))).collect()))
}

fn below<'n>(node: &'n mut Node, part: &str) -> &'n mut Node {
    // Most options stand beside others: their group is there already.
    if !node.members.contains_key(part) {
        node.members.insert(part.to_owned(), Node::default());
    }
    node.members.get_mut(part).unwrap_or_else(|| unreachable!("it has just been added"))
}

fn part(node: Node) -> Part {
    if node.words.is_some() {
        return Part::Whole(json(&node));
    }
    Part::Group(node.members.iter().map(|(name, node)| (name.clone(), json(node))).collect())
}

fn json(node: &Node) -> String {
    serde_json::to_string(node).unwrap_or_else(|_| unreachable!("keys are strings"))
}

/// A default that is plain data: a number, a truth, a simple string, an empty list or set.
fn literal(text: &str) -> Option<Value> {
    match text.trim() {
        "null" => Some(Value::Null),
        "[ ]" | "[]" => Some(Value::Array(Vec::new())),
        "{ }" | "{}" => Some(Value::Object(serde_json::Map::new())),
        text if text.contains("${") => None,
        text => serde_json::from_str(text)
            .ok()
            .filter(|value| !matches!(value, Value::Array(_) | Value::Object(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_cut_into_parts() {
        let text = r#"{
            "services.web.enable": { "type": "boolean", "loc": ["services", "web", "enable"],
                "default": { "_type": "literalExpression", "text": "false" }, "readOnly": false },
            "services.web.hosts": { "type": "attribute set of (submodule)" },
            "services.web.hosts.<name>.port": { "type": "null or signed integer" },
            "swapDevices": { "type": "list of (submodule)" }
        }"#;
        let Ok(Listed(parts)) = read(text) else { unreachable!("it is JSON") };
        let web = r#"{"m":{"enable":{"t":"bool","d":false},"hosts":{"t":["attrsOf","submodule"],"m":{"<name>":{"m":{"port":{"t":["nullOr","int"]}}}}}}}"#;
        assert_eq!(parts["services"], Part::Group([("web".to_owned(), web.to_owned())].into()));
        assert_eq!(parts["swapDevices"], Part::Whole(r#"{"t":["listOf","submodule"]}"#.to_owned()));
    }

    #[test]
    fn what_is_no_list_of_options_is_told_with_its_place() {
        let error = read("{\n  \"a\": [ 1 ]\n}").err();
        assert_eq!(error.map(|it| it.line()), Some(2));
        assert!(read("{").is_err());
    }
}
