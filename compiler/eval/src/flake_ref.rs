//! References to flakes as attributes: read from their texts here, written again in `show`.
//! Nothing is looked up or fetched.

mod show;
mod url;

use crate::features::disabled;
use crate::hash::{Algorithm, Hash};
use std::collections::BTreeMap;
use url::Url;

pub(crate) use show::show;

/// An attribute of a reference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Attribute {
    Text(String),
    Int(i64),
    Bool(bool),
}

/// The attributes of a reference; `type` says which there can be.
pub(crate) type Attributes = BTreeMap<String, Attribute>;

/// Why a URL is no reference.
enum Fault {
    /// It is no URL of its kind, in Nix's words: it may still be a path.
    NoUrl(String),
    Said(String),
}

/// Those that Nix reads with the feature `flakes` alone.
const EXPERIMENTAL: [&str; 5] = ["github", "gitlab", "indirect", "path", "sourcehut"];

/// What checks who signed a commit is a feature of its own.
const SIGNING: [&str; 4] = ["keytype", "publicKey", "publicKeys", "verifyCommit"];

/// The attributes of a reference; `flakes` says whether that feature is on.
///
/// # Errors
/// Nix's words for what is wrong with it.
pub(crate) fn parse(text: &str, flakes: bool) -> Result<Attributes, String> {
    let (plain, fragment) = text.split_once('#').unwrap_or((text, ""));
    let mut reference = if is_id_reference(plain) {
        indirect(plain, &BTreeMap::new()).map_err(|(Fault::NoUrl(words) | Fault::Said(words))| words)?
    } else {
        match Url::parse(plain).map(|url| of_url(&url, text)) {
            Some(Ok(reference)) => reference,
            Some(Err(Fault::Said(words))) => return Err(words),
            None | Some(Err(Fault::NoUrl(_))) => of_path(plain, text)?,
        }
    };
    require(&reference, flakes)?;
    if !fragment.is_empty() {
        let fragment = url::decoded(fragment);
        return Err(format!("unexpected fragment '{fragment}' in flake reference '{text}'"));
    }
    reference.retain(|name, value| name != "dir" || *value != Attribute::Text(String::new()));
    Ok(reference)
}

/// # Errors
/// Nix's words for a feature that is off.
fn require(reference: &Attributes, flakes: bool) -> Result<(), String> {
    if !flakes && EXPERIMENTAL.contains(&text_of(reference, "type")) {
        return Err(disabled("flakes"));
    }
    if SIGNING.iter().any(|name| reference.contains_key(*name)) {
        return Err(disabled("verified-fetches"));
    }
    Ok(())
}

fn of(kind: &str, members: &[(&str, &str)]) -> Attributes {
    let member = |&(name, text): &(&str, &str)| (name.to_owned(), Attribute::Text(text.to_owned()));
    [("type", kind)].iter().chain(members).map(member).collect()
}

fn put(reference: &mut Attributes, name: &str, text: &str) {
    reference.insert(name.to_owned(), Attribute::Text(text.to_owned()));
}

fn text_of<'r>(reference: &'r Attributes, name: &str) -> &'r str {
    match reference.get(name) {
        Some(Attribute::Text(text)) => text,
        Some(Attribute::Int(_) | Attribute::Bool(_)) | None => "",
    }
}

/// `/a?dir=b`: neither escapes nor blanks mean anything in it.
fn of_path(plain: &str, whole: &str) -> Result<Attributes, String> {
    let (path, query) = plain.split_once('?').unwrap_or((plain, ""));
    let Some(pairs) = url::pairs(query) else {
        return Err(format!("invalid URI query '{query}': leftover"));
    };
    if !path.starts_with('/') {
        return Err(format!("flake reference '{whole}' is not an absolute path"));
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let path = format!("/{}", parts.join("/"));
    let url = format!("path://{}{}", url::encoded(&path, "/"), url::query(&pairs));
    with_parameters_of_path(&path, &pairs, &url)
}

fn with_parameters_of_path(
    path: &str,
    pairs: &BTreeMap<String, String>,
    url: &str,
) -> Result<Attributes, String> {
    let mut reference = of("path", &[("path", path)]);
    for (name, text) in pairs {
        let value = match name.as_str() {
            "dir" | "narHash" | "rev" => Attribute::Text(text.clone()),
            "lastModified" | "revCount" => {
                number(text).ok_or_else(|| format!("path URL '{url}' has invalid parameter '{name}'"))?
            }
            _ => return Err(format!("path URL '{url}' has unsupported parameter '{name}'")),
        };
        reference.insert(name.clone(), value);
    }
    Ok(reference)
}

/// A number without a sign; those beyond integers are negative, as they are to Nix.
fn number(text: &str) -> Option<Attribute> {
    Some(Attribute::Int(text.parse::<u64>().ok()?.cast_signed()))
}

fn of_url(url: &Url<'_>, whole: &str) -> Result<Attributes, Fault> {
    let unsupported = || Err(Fault::Said(format!("input '{whole}' is unsupported")));
    let dir = url.query.get("dir").cloned();
    let mut reference = match url.scheme.split_once('+') {
        None => match url.scheme {
            "github" | "gitlab" | "sourcehut" => forge(url.scheme, url)?,
            "flake" => indirect(url.path, &url.query)?,
            "path" => path_url(url, whole)?,
            "git" => git(url, "git")?,
            "http" | "https" | "file" => archive("tarball", url.scheme, url),
            _ => return unsupported(),
        },
        Some(("git", inner)) => git(url, inner)?,
        Some(("hg", inner @ ("http" | "https" | "ssh" | "file"))) => mercurial(url, inner),
        Some((kind @ ("tarball" | "file"), inner @ ("http" | "https" | "file"))) => archive(kind, inner, url),
        Some(_) => return unsupported(),
    };
    if let Some(dir) = dir {
        put(&mut reference, "dir", &dir);
    }
    Ok(reference)
}

fn path_url(url: &Url<'_>, whole: &str) -> Result<Attributes, Fault> {
    if let Some(host) = url.authority.filter(|host| !host.is_empty()) {
        let message = format!("path URL '{whole}' should not have an authority ('{host}')");
        return Err(Fault::Said(message));
    }
    let path = if url.path.is_empty() { "/".to_owned() } else { url::decoded(url.path) };
    with_parameters_of_path(&path, &url.query, whole).map_err(Fault::Said)
}

/// `owner/repo/ref-or-rev`
fn forge(kind: &str, url: &Url<'_>) -> Result<Attributes, Fault> {
    let invalid = |why: &str| Err(Fault::NoUrl(format!("URL {why}")));
    if url.authority.is_some() {
        return invalid("has an authority");
    }
    let parts: Vec<String> = url.path.split('/').filter(|part| !part.is_empty()).map(url::decoded).collect();
    let [owner, repo, rest @ ..] = &parts[..] else { return invalid("is invalid") };
    let mut reference = of(kind, &[("owner", owner), ("repo", repo)]);
    if !rest.is_empty() {
        let rest = rest.join("/");
        match is_revision(&rest) {
            true => put(&mut reference, "rev", &rest),
            false => put(&mut reference, "ref", &rest),
        }
    }
    for name in ["host", "narHash", "ref", "rev"] {
        let Some(text) = url.query.get(name) else { continue };
        if name == "rev" {
            Hash::parse(text, Some(Algorithm::Sha1)).map_err(Fault::Said)?;
        }
        if reference.contains_key(name) {
            return invalid("says it twice");
        }
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
        if name == "host" && !text.bytes().all(is_host) {
            return invalid("has no host");
        }
        put(&mut reference, name, text);
    }
    if reference.contains_key("ref") && reference.contains_key("rev") {
        return invalid("contains both a commit hash and a branch/tag name");
    }
    if !is_ref_name(text_of(&reference, "ref")) && reference.contains_key("ref") {
        return invalid("contains an invalid branch/tag name");
    }
    Ok(reference)
}

/// Whether it is an id, perhaps with what may name a branch or a commit behind it.
fn is_id_reference(text: &str) -> bool {
    let (id, rest) = text.split_once('/').map_or((text, None), |(id, rest)| (id, Some(rest)));
    is_id(id) && rest.is_none_or(is_ref_name)
}

fn is_id(id: &str) -> bool {
    id.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

fn is_ref_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '@')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_./@+-".contains(&byte))
}

fn is_revision(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `id`, `id/ref`, `id/rev`, `id/ref/rev`
fn indirect(path: &str, query: &BTreeMap<String, String>) -> Result<Attributes, Fault> {
    let no_url = |words: String| Err(Fault::NoUrl(words));
    let url = format!("flake:{path}");
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let rev = |rev: &str| rev.to_ascii_lowercase();
    let mut reference = match parts[..] {
        [id] => of("indirect", &[("id", id)]),
        [id, name] if is_revision(name) => of("indirect", &[("id", id), ("rev", &rev(name))]),
        [id, name] => of("indirect", &[("id", id), ("ref", name)]),
        [id, name, commit] if is_revision(commit) => {
            of("indirect", &[("id", id), ("ref", name), ("rev", &rev(commit))])
        }
        [_, _, other] => return no_url(format!("in flake URL '{url}', '{other}' is not a commit hash")),
        _ => return no_url(format!("GitHub URL '{url}' is invalid")),
    };
    let id = text_of(&reference, "id");
    if !is_id(id) {
        return no_url(format!("'{id}' is not a valid flake ID"));
    }
    if let Some(hash) = query.get("narHash") {
        put(&mut reference, "narHash", hash);
    }
    Ok(reference)
}

fn git(url: &Url<'_>, inner: &str) -> Result<Attributes, Fault> {
    if url.authority.is_none() && inner != "file" {
        return Err(Fault::NoUrl("a host is wanted".to_owned()));
    }
    let mut reference = of("git", &[]);
    let mut left = BTreeMap::new();
    for (name, text) in &url.query {
        match name.as_str() {
            "dir" => {}
            "keytype" | "publicKey" | "publicKeys" | "ref" | "rev" => put(&mut reference, name, text),
            "allRefs" | "exportIgnore" | "lfs" | "shallow" | "submodules" | "verifyCommit" => {
                reference.insert(name.clone(), Attribute::Bool(text == "1"));
            }
            _ => {
                left.insert(name.clone(), text.clone());
            }
        }
    }
    if reference.contains_key("ref") && !is_ref_name(text_of(&reference, "ref")) {
        return Err(Fault::NoUrl("invalid Git branch/tag name".to_owned()));
    }
    put(&mut reference, "url", &url.written(inner, &left));
    Ok(reference)
}

fn mercurial(url: &Url<'_>, inner: &str) -> Attributes {
    let mut reference = of("hg", &[]);
    let mut left = url.query.clone();
    left.remove("dir");
    for name in ["ref", "rev"] {
        if let Some(text) = left.remove(name) {
            put(&mut reference, name, &text);
        }
    }
    put(&mut reference, "url", &url.written(inner, &left));
    reference
}

/// What a plain URL names: an archive, unless it is said to be a file.
fn archive(kind: &str, inner: &str, url: &Url<'_>) -> Attributes {
    let mut reference = of(kind, &[]);
    let mut left = url.query.clone();
    for name in ["dir", "lastModified", "name", "narHash", "rev", "revCount", "unpack", "url"] {
        let Some(text) = left.remove(name) else { continue };
        match name {
            "narHash" | "rev" => put(&mut reference, name, &text),
            "lastModified" | "revCount" => {
                if let Some(number) = number(&text) {
                    reference.insert(name.to_owned(), number);
                }
            }
            _ => {}
        }
    }
    put(&mut reference, "url", &url.written(inner, &left));
    reference
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reference read and written again, with the feature on.
    fn again(text: &str) -> String {
        parse(text, true).and_then(|reference| show(&reference, true)).unwrap_or_else(|error| error)
    }

    #[test]
    fn references_are_what_they_were() {
        let texts = [
            ("nixpkgs", "flake:nixpkgs"),
            ("nixpkgs/a", "flake:nixpkgs/a"),
            ("/a//b?dir=c", "path:/a/b?dir=c"),
            ("path:./a b", "flake reference 'path:./a b' is not an absolute path"),
            ("path:/a?x=1", "path URL 'path:/a?x=1' has unsupported parameter 'x'"),
            ("path://a", "path URL 'path://a' should not have an authority ('a')"),
            ("github:a/b/c/d?dir=e", "github:a/b/c%2Fd?dir=e"),
            ("github:a/b/c?ref=d", "flake reference 'github:a/b/c?ref=d' is not an absolute path"),
            ("gitlab:a%2Fb/c?host=h", "gitlab:a%2Fb/c?host=h"),
            ("git+https://a/b?shallow=1&x=2", "git+https://a/b?shallow=1&x=2"),
            ("https://a/b?narHash=x", "hash 'x' is not SRI"),
            ("a/b/c", "in flake URL 'flake:a/b/c', 'c' is not a commit hash"),
            ("a#b", "unexpected fragment 'b' in flake reference 'a#b'"),
        ];
        for (text, expected) in texts {
            assert_eq!(again(text), expected);
        }
    }

    #[test]
    fn most_kinds_want_the_feature() {
        assert!(parse("github:a/b", false).is_err());
        assert!(parse("git+https://a/b", false).is_ok());
    }
}
