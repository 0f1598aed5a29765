//! References to flakes: URLs to attributes and back. Nothing is looked up or fetched.

use std::collections::BTreeMap;

/// An attribute of a reference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Attribute {
    Text(String),
    Int(i64),
    Bool(bool),
}

/// The attributes of a reference; `type` says which there can be.
pub(crate) type Attributes = BTreeMap<String, Attribute>;

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

/// The attributes of a reference.
///
/// # Errors
/// Nix's words for what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Attributes, String> {
    let (plain, fragment) = text.split_once('#').unwrap_or((text, ""));
    if !fragment.is_empty() {
        return Err(format!("unexpected fragment '{fragment}' in flake reference '{text}'"));
    }
    let (path, query) = plain.split_once('?').unwrap_or((plain, ""));
    let not_absolute = || format!("flake reference '{text}' is not an absolute path");
    if !is_escaped(query) {
        return Err(format!("invalid URI query '{query}': leftover"));
    }
    if !path.starts_with('/') && !is_escaped(path) {
        return Err(not_absolute());
    }
    let mut reference = match path.split_once(':') {
        Some((scheme, rest)) => by_scheme(scheme, rest, text)?.ok_or_else(not_absolute)?,
        None if path.starts_with('/') => of("path", &[("path", path)]),
        None => id_reference(path).ok_or_else(not_absolute)?,
    };
    add_query(&mut reference, query);
    Ok(reference)
}

fn of(kind: &str, members: &[(&str, &str)]) -> Attributes {
    let member = |&(name, text): &(&str, &str)| (name.to_owned(), Attribute::Text(text.to_owned()));
    [("type", kind)].iter().chain(members).map(member).collect()
}

fn by_scheme(scheme: &str, rest: &str, whole: &str) -> Result<Option<Attributes>, String> {
    let transport = |allowed: &[&str], inner: &str| allowed.contains(&inner);
    Ok(Some(match scheme.split_once('+') {
        None => match scheme {
            "github" | "gitlab" | "sourcehut" => return Ok(forge(scheme, rest)),
            "flake" => return Ok(id_reference(rest)),
            "path" => of("path", &[("path", &decoded(rest))]),
            "git" => of("git", &[("url", &format!("git:{rest}"))]),
            "http" | "https" | "file" => of(archive(rest), &[("url", &format!("{scheme}:{rest}"))]),
            _ => return Err(format!("input '{whole}' is unsupported")),
        },
        Some(("git", inner)) if transport(&["http", "https", "ssh", "file"], inner) => {
            of("git", &[("url", &format!("{inner}:{rest}"))])
        }
        Some(("hg", inner)) if transport(&["http", "https", "ssh", "file"], inner) => {
            of("hg", &[("url", &format!("{inner}:{rest}"))])
        }
        Some((kind @ ("tarball" | "file"), inner)) if transport(&["http", "https", "file"], inner) => {
            of(kind, &[("url", &format!("{inner}:{rest}"))])
        }
        Some(_) => return Err(format!("input '{whole}' is unsupported")),
    }))
}

/// What a plain URL names: an archive, unless it is a local file that is none.
fn archive(path: &str) -> &'static str {
    let endings = [".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"];
    let local = path.starts_with("///") || !path.starts_with("//");
    if local && !endings.iter().any(|ending| path.ends_with(ending)) { "file" } else { "tarball" }
}

/// `owner/repo/ref-or-rev`
fn forge(kind: &str, path: &str) -> Option<Attributes> {
    let mut parts = path.splitn(3, '/').filter(|part| !part.is_empty());
    let (owner, repo) = (decoded(parts.next()?), decoded(parts.next()?));
    let mut reference = of(kind, &[("owner", &owner), ("repo", &repo)]);
    if let Some(rest) = parts.next() {
        let name = if is_revision(rest) { "rev" } else { "ref" };
        reference.insert(name.to_owned(), Attribute::Text(decoded(rest)));
    }
    Some(reference)
}

/// `id`, `id/ref`, `id/rev`, `id/ref/rev`
fn id_reference(path: &str) -> Option<Attributes> {
    let parts: Vec<&str> = path.split('/').collect();
    let id = *parts.first()?;
    let letters = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if !id.starts_with(|letter: char| letter.is_ascii_alphabetic()) || !letters {
        return None;
    }
    Some(match parts[1..] {
        [] => of("indirect", &[("id", id)]),
        [rev] if is_revision(rev) => of("indirect", &[("id", id), ("rev", rev)]),
        [name] => of("indirect", &[("id", id), ("ref", name)]),
        [name, rev] if is_revision(rev) => of("indirect", &[("id", id), ("ref", name), ("rev", rev)]),
        _ => return None,
    })
}

fn is_revision(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// What of a query the kind knows become attributes; the rest stays with the URL.
fn add_query(reference: &mut Attributes, query: &str) {
    let kind = text_of(reference, "type");
    let allowed = SCHEMES.iter().find(|scheme| scheme.kind == kind).map_or(&[][..], |scheme| scheme.allowed);
    let mut left = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        if !allowed.contains(&name) || name == "url" {
            left.push(pair);
            continue;
        }
        let text = decoded(text);
        let value = match name {
            "lastModified" | "revCount" => text.parse().map_or(Attribute::Text(text), Attribute::Int),
            "allRefs" | "exportIgnore" | "lfs" | "shallow" | "submodules" | "verifyCommit" => {
                Attribute::Bool(text == "1")
            }
            _ => Attribute::Text(text),
        };
        reference.insert(name.to_owned(), value);
    }
    if let Some(Attribute::Text(url)) = reference.get_mut("url")
        && !left.is_empty()
    {
        *url += &format!("?{}", left.join("&"));
    }
}

fn text_of(reference: &Attributes, name: &str) -> String {
    match reference.get(name) {
        Some(Attribute::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The URL of a reference.
///
/// # Errors
/// Nix's words for what is wrong with it.
pub(crate) fn show(reference: &Attributes) -> Result<String, String> {
    let Some(Attribute::Text(kind)) = reference.get("type") else {
        return Err("'type' attribute to specify input scheme is required but not provided".to_owned());
    };
    let Some(scheme) = SCHEMES.iter().find(|scheme| scheme.kind == kind) else {
        return Err(format!("cannot show unsupported input '{}'", json(reference)));
    };
    if let Some(wrong) =
        reference.keys().find(|name| *name != "type" && !scheme.allowed.contains(&name.as_str()))
    {
        return Err(format!("input attribute '{wrong}' not supported by scheme '{kind}'"));
    }
    if let Some(missing) = scheme.required.iter().find(|name| !reference.contains_key(**name)) {
        return Err(format!("input attribute '{missing}' is missing"));
    }
    let text = |name: &str| text_of(reference, name);
    let tail = |names: &[&str]| -> String {
        names.iter().map(|name| text(name)).filter(|it| !it.is_empty()).map(|it| format!("/{it}")).collect()
    };
    let (url, shown): (String, &[&str]) = match scheme.kind {
        "github" | "gitlab" | "sourcehut" => {
            let end = tail(if reference.contains_key("rev") { &["rev"] } else { &["ref"] });
            (format!("{kind}:{}/{}{end}", text("owner"), text("repo")), &["owner", "repo", "ref", "rev"])
        }
        "indirect" => (format!("flake:{}{}", text("id"), tail(&["ref", "rev"])), &["id", "ref", "rev"]),
        "path" => (format!("path:{}", encoded(&text("path"), "/")), &["path"]),
        "git" | "hg" if !text("url").starts_with(&format!("{kind}:")) => {
            (format!("{kind}+{}", text("url")), &["url"])
        }
        _ => (text("url"), &["url"]),
    };
    let mut query = String::new();
    for (name, value) in reference {
        let value = match value {
            _ if name == "type" || shown.contains(&name.as_str()) => continue,
            Attribute::Text(text) => encoded(text, "/?"),
            Attribute::Int(number) => number.to_string(),
            Attribute::Bool(false) => continue,
            Attribute::Bool(true) => "1".to_owned(),
        };
        query += &format!("{}{name}={value}", if query.is_empty() && !url.contains('?') { "?" } else { "&" });
    }
    Ok(url + &query)
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

/// Whether two hexadecimal digits stand behind each `%`.
fn is_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|after| code(after.as_bytes()).is_some())
}

/// A text with its `%` escapes undone.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match code(after) {
            Some(code) if byte == b'%' => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits stand for.
fn code(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? << 4 | digit(1)?).ok()
}

/// A text with `%` escapes for all but plain letters and those to be kept.
fn encoded(text: &str, kept: &str) -> String {
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~:@!$'()*,;".contains(&byte) || kept.as_bytes().contains(&byte)
    };
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
