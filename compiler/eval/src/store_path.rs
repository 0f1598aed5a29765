//! The paths of the Nix store, computed: what Nix would call a thing if it stored it.

use crate::hash::{Algorithm, Hash, nix32};

/// Where the store is. Paths depend on it, so that it is fixed.
pub(crate) const STORE: &str = "/nix/store";

/// How the content of a path was hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// The bytes of one file.
    Flat,
    /// Its NAR serialisation.
    Recursive,
}

/// The path of a thing: its kind and inner hash say what it is.
///
/// # Errors
/// Nix's words for what no name may be.
fn make(kind: &str, inner: &Hash, name: &str) -> Result<String, String> {
    use crate::hash::Format::Base16;
    let inner = format!("{}:{}", inner.algorithm.name(), inner.show(Base16));
    let text = format!("{kind}:{inner}:{STORE}:{name}");
    let digest = Algorithm::Sha256.hash(text.as_bytes()).digest;
    let base = format!("{}-{name}", nix32(&folded::<20>(&digest)));
    match name_fault(name) {
        Some(fault) => Err(format!("path '{base}' is not a valid store path: {fault}")),
        None => Ok(format!("{STORE}/{base}")),
    }
}

/// A digest folded to fewer bytes.
fn folded<const N: usize>(digest: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    digest.iter().enumerate().for_each(|(index, byte)| bytes[index % N] ^= byte);
    bytes
}

/// The path of a text that refers to these paths (sorted).
pub(crate) fn of_text(name: &str, text: &[u8], references: &[&str]) -> Result<String, String> {
    let kind = std::iter::once("text").chain(references.iter().copied()).collect::<Vec<_>>().join(":");
    make(&kind, &Algorithm::Sha256.hash(text), name)
}

/// The path of content with this hash, without references: sources and fixed outputs.
pub(crate) fn of_content(name: &str, method: Method, hash: &Hash) -> Result<String, String> {
    if method == Method::Recursive && hash.algorithm == Algorithm::Sha256 {
        return make("source", hash, name);
    }
    make("output:out", &Algorithm::Sha256.hash(fixed_text(method, hash).as_bytes()), name)
}

/// What stands for a fixed output, wherever its derivation would be hashed; a path may follow.
pub(crate) fn fixed_text(method: Method, hash: &Hash) -> String {
    let recursive = if method == Method::Recursive { "r:" } else { "" };
    format!("fixed:out:{recursive}{}:{}:", hash.algorithm.name(), hash.show(crate::hash::Format::Base16))
}

/// The path of an output of a derivation with this hash.
pub(crate) fn of_output(output: &str, derivation: &Hash, name: &str) -> Result<String, String> {
    make(&format!("output:{output}"), derivation, &output_name(output, name))
}

/// The name of an output's path.
pub(crate) fn output_name(output: &str, name: &str) -> String {
    if output == "out" { name.to_owned() } else { format!("{name}-{output}") }
}

/// What stands for an output before its path is known, inside the derivation itself.
pub(crate) fn placeholder(output: &str) -> String {
    format!("/{}", nix32(&Algorithm::Sha256.hash(format!("nix-output:{output}").as_bytes()).digest))
}

/// What stands in users of a derivation for an output of it whose path is not known.
pub(crate) fn downstream_placeholder(derivation: &str, output: &str, name: &str) -> String {
    let hash_part = derivation.strip_prefix(STORE).and_then(|rest| rest.get(1..33)).unwrap_or_default();
    let text = format!("nix-upstream-output:{hash_part}:{}", output_name(output, name));
    format!("/{}", nix32(&Algorithm::Sha256.hash(text.as_bytes()).digest))
}

/// The store path at the beginning of a path, if it is inside the store.
pub(crate) fn prefix(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(STORE)?.strip_prefix('/')?;
    let base = rest.split('/').next()?;
    base_fault(base).is_none().then(|| &path[..STORE.len() + 1 + base.len()])
}

/// What is wrong with the last part of a store path, hash and name.
pub(crate) fn base_fault(base: &str) -> Option<String> {
    let letters = |hash: &str| {
        hash.bytes().all(|it| it.is_ascii_lowercase() && !b"eotu".contains(&it) || it.is_ascii_digit())
    };
    match base.get(..32) {
        Some(hash) if letters(hash) && base[32..].starts_with('-') => name_fault(&base[33..]),
        _ => Some("is too short".to_owned()),
    }
}

/// What is wrong with a name, in Nix's words.
pub(crate) fn name_fault(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("name must not be empty".to_owned());
    }
    if name.len() > 211 {
        return Some(format!("name '{name}' must be no longer than 211 characters"));
    }
    for dots in [".", ".."] {
        if name == dots {
            return Some(format!("name '{name}' is not valid"));
        }
        if name.strip_prefix(dots).is_some_and(|rest| rest.starts_with('-')) {
            return Some(format!(
                "name '{name}' is not valid: first dash-separated component must not be '{dots}'"
            ));
        }
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-._?=".contains(&byte);
    let wrong = name.bytes().find(|&byte| !allowed(byte))?;
    Some(format!("name '{name}' contains illegal character '{}'", String::from_utf8_lossy(&[wrong])))
}
