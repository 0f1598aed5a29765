//! The URL of a reference that is given as attributes.

use super::url::{Url, encoded, pairs, query};
use super::{Attribute, Attributes, EXPERIMENTAL, is_id, is_ref_name, require, text_of};
use crate::features::disabled;
use crate::hash::{Algorithm, Format, Hash};
use std::collections::BTreeMap;

/// What a kind of reference may have besides its type.
struct Scheme {
    kind: &'static str,
    allowed: &'static [&'static str],
    required: &'static [&'static str],
}

const FORGE: &[&str] = &["dir", "host", "lastModified", "narHash", "owner", "ref", "repo", "rev", "treeHash"];
const CURL: &[&str] = &["dir", "lastModified", "name", "narHash", "rev", "revCount", "unpack", "url"];

const SCHEMES: &[Scheme] = &[
    Scheme { kind: "file", allowed: CURL, required: &["url"] },
    Scheme {
        kind: "git",
        allowed: &[
            "allRefs",
            "dir",
            "dirtyRev",
            "dirtyShortRev",
            "exportIgnore",
            "keytype",
            "lastModified",
            "lfs",
            "name",
            "narHash",
            "publicKey",
            "publicKeys",
            "ref",
            "rev",
            "revCount",
            "shallow",
            "submodules",
            "url",
            "verifyCommit",
        ],
        required: &["url"],
    },
    Scheme { kind: "github", allowed: FORGE, required: &["owner", "repo"] },
    Scheme { kind: "gitlab", allowed: FORGE, required: &["owner", "repo"] },
    Scheme {
        kind: "hg",
        allowed: &["dir", "name", "narHash", "ref", "rev", "revCount", "url"],
        required: &["url"],
    },
    Scheme { kind: "indirect", allowed: &["dir", "id", "narHash", "ref", "rev"], required: &["id"] },
    Scheme {
        kind: "path",
        allowed: &["dir", "lastModified", "narHash", "path", "rev", "revCount"],
        required: &["path"],
    },
    Scheme { kind: "sourcehut", allowed: FORGE, required: &["owner", "repo"] },
    Scheme { kind: "tarball", allowed: CURL, required: &["url"] },
];

/// The URL of a reference; `flakes` says whether that feature is on.
///
/// # Errors
/// Nix's words for what is wrong with it.
pub(crate) fn show(reference: &Attributes, flakes: bool) -> Result<String, String> {
    if let Some((name, number)) = reference.iter().find_map(|(name, value)| match value {
        Attribute::Int(number) if *number < 0 => Some((name, number)),
        Attribute::Int(_) | Attribute::Text(_) | Attribute::Bool(_) => None,
    }) {
        return Err(format!("negative value given for flake ref attr {name}: {number}"));
    }
    let kind = match reference.get("type") {
        Some(Attribute::Text(kind)) => kind.as_str(),
        Some(_) => return Err(no_text(reference, "type")),
        None => {
            return Err("'type' attribute to specify input scheme is required but not provided".to_owned());
        }
    };
    let Some(scheme) = SCHEMES.iter().find(|scheme| scheme.kind == kind) else {
        return Err(format!("cannot show unsupported input '{}'", json(reference)));
    };
    if !flakes && EXPERIMENTAL.contains(&kind) {
        return Err(disabled("flakes"));
    }
    check(reference, scheme)?;
    require(reference, flakes)?;
    let text = |name: &str| text_of(reference, name);
    let mut parameters = parameters(reference, scheme.kind);
    let url = match scheme.kind {
        "github" | "gitlab" | "sourcehut" => forge(reference, kind),
        "indirect" => format!("flake:{}{}", text("id"), tail(reference, &["ref", "rev"])),
        "path" => format!("path:{}", encoded(text("path"), "/")),
        kind => {
            let url = absolute(text("url"), kind)?;
            let (plain, given) = url.split_once('?').unwrap_or((&url, ""));
            for (name, text) in pairs(given).unwrap_or_default() {
                parameters.entry(name).or_insert(text);
            }
            match kind {
                "git" | "hg" if !plain.starts_with("git:") => format!("{kind}+{plain}"),
                _ => plain.to_owned(),
            }
        }
    };
    Ok(url + &query(&parameters))
}

/// What the kind allows and wants.
fn check(reference: &Attributes, scheme: &Scheme) -> Result<(), String> {
    let kind = scheme.kind;
    let unknown = |name: &&String| *name != "type" && !scheme.allowed.contains(&name.as_str());
    if let Some(wrong) = reference.keys().find(unknown) {
        return Err(format!("input attribute '{wrong}' not supported by scheme '{kind}'"));
    }
    for (name, value) in reference {
        let fits = match name.as_str() {
            "lastModified" | "revCount" => match value {
                Attribute::Int(_) => continue,
                Attribute::Text(_) | Attribute::Bool(_) => {
                    return Err(format!("input attribute '{name}' is not an integer"));
                }
            },
            "allRefs" | "exportIgnore" | "lfs" | "shallow" | "submodules" | "verifyCommit" => match value {
                Attribute::Bool(_) => continue,
                Attribute::Text(_) | Attribute::Int(_) => {
                    return Err(format!("input attribute '{name}' is not a Boolean"));
                }
            },
            "unpack" => continue,
            _ => matches!(value, Attribute::Text(_)),
        };
        if !fits {
            return Err(no_text(reference, name));
        }
    }
    if let Some(missing) = scheme.required.iter().find(|name| !reference.contains_key(**name)) {
        return Err(format!("input attribute '{missing}' is missing"));
    }
    names(reference, kind)
}

/// Names that must be ids, branches or commits.
fn names(reference: &Attributes, kind: &str) -> Result<(), String> {
    let text = |name: &str| text_of(reference, name);
    let (has_ref, has_rev) = (reference.contains_key("ref"), reference.contains_key("rev"));
    let is_forge = matches!(kind, "github" | "gitlab" | "sourcehut");
    if kind == "indirect" && !is_id(text("id")) {
        return Err(format!("'{}' is not a valid flake ID", text("id")));
    }
    if has_rev && !matches!(kind, "path" | "tarball" | "file") {
        Hash::parse(text("rev"), Some(Algorithm::Sha1))?;
    }
    if matches!(kind, "tarball" | "file") && reference.contains_key("narHash") {
        match text("narHash").contains('-') {
            true => Hash::parse(text("narHash"), None)?,
            false => return Err(format!("hash '{}' is not SRI", text("narHash"))),
        };
    }
    if is_forge && has_ref && has_rev {
        let (name, commit) = (text("ref"), text("rev"));
        return Err(format!(
            "input {} contains both a commit hash ('{commit}') and a branch/tag name ('{name}')",
            json(reference)
        ));
    }
    match has_ref && !is_ref_name(text("ref")) {
        true if is_forge => Err(format!("input {} contains an invalid branch/tag name", json(reference))),
        true if kind == "git" => Err(format!("invalid Git branch/tag name '{}'", text("ref"))),
        _ => Ok(()),
    }
}

fn no_text(reference: &Attributes, name: &str) -> String {
    format!("input attribute '{name}' is not a string {}", json(reference))
}

fn forge(reference: &Attributes, kind: &str) -> String {
    let part = |name: &str| encoded(text_of(reference, name), "");
    format!("{kind}:{}/{}{}", part("owner"), part("repo"), tail(reference, &["ref", "rev"]))
}

/// `/` and the text of each that is there.
fn tail(reference: &Attributes, names: &[&str]) -> String {
    let text = |name: &&str| match text_of(reference, name) {
        "" => String::new(),
        rev if *name == "rev" => format!("/{}", revision(rev)),
        text => format!("/{}", encoded(text, "")),
    };
    names.iter().map(text).collect()
}

/// A commit in lower case.
fn revision(text: &str) -> String {
    let hash = Hash::parse(text, Some(Algorithm::Sha1));
    hash.map_or_else(|_| text.to_owned(), |hash| hash.show(Format::Base16))
}

/// The URL of a place; for git a path is one too.
fn absolute(url: &str, kind: &str) -> Result<String, String> {
    if Url::parse(url).is_some() {
        Ok(url.to_owned())
    } else if kind != "git" {
        Err(format!("'{url}' doesn't have a scheme"))
    } else if url.starts_with('/') {
        Ok(format!("file://{url}"))
    } else {
        Ok(format!("file:{url}"))
    }
}

/// The attributes that become parameters of the URL.
fn parameters(reference: &Attributes, kind: &str) -> BTreeMap<String, String> {
    let shown: &[&str] = match kind {
        "github" | "gitlab" | "sourcehut" => &["dir", "host", "narHash"],
        "indirect" => &["dir", "narHash"],
        "path" => &["dir", "lastModified", "narHash", "rev", "revCount"],
        "git" => &["dir", "exportIgnore", "lfs", "ref", "rev", "shallow", "submodules"],
        "hg" => &["dir", "ref", "rev"],
        _ => &["dir", "narHash"],
    };
    let shown = shown.iter().filter_map(|name| {
        let text = match reference.get(*name)? {
            Attribute::Text(text) if *name == "dir" && text.is_empty() => return None,
            Attribute::Text(text) => text.clone(),
            Attribute::Int(number) => number.to_string(),
            Attribute::Bool(false) => return None,
            Attribute::Bool(true) => "1".to_owned(),
        };
        Some(((*name).to_owned(), text))
    });
    shown.collect()
}

fn json(reference: &Attributes) -> String {
    let member = |(name, value): (&String, &Attribute)| {
        let value = match value {
            Attribute::Text(text) => crate::json::json_string(text),
            Attribute::Int(number) => number.to_string(),
            Attribute::Bool(truth) => truth.to_string(),
        };
        format!("{}:{value}", crate::json::json_string(name))
    };
    format!("{{{}}}", reference.iter().map(member).collect::<Vec<_>>().join(","))
}
