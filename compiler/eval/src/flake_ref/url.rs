//! URLs in their parts, and the escapes in them.

use std::collections::BTreeMap;

/// A URL without its fragment.
pub(super) struct Url<'t> {
    pub(super) scheme: &'t str,
    /// What stands behind `//`.
    pub(super) authority: Option<&'t str>,
    /// As it is written.
    pub(super) path: &'t str,
    /// Without escapes.
    pub(super) query: BTreeMap<String, String>,
}

/// What may stand in a URL besides letters, digits and escapes.
const SIGNS: &[u8] = b"-._~!$&'()*+,;=:@/";

impl<'t> Url<'t> {
    /// The parts of a URL; none if the text is none.
    pub(super) fn parse(text: &'t str) -> Option<Url<'t>> {
        let (plain, query) = text.split_once('?').unwrap_or((text, ""));
        let (scheme, rest) = plain.split_once(':')?;
        let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        let host = authority.unwrap_or("").bytes().all(|byte| b"[]".contains(&byte) || is_legal(byte));
        let whole = is_escaped(path) && path.bytes().all(|byte| byte == b'%' || is_legal(byte));
        (is_scheme && host && whole).then_some(Url { scheme, authority, path, query: pairs(query)? })
    }

    /// The URL with another scheme and query.
    pub(super) fn written(&self, scheme: &str, pairs: &BTreeMap<String, String>) -> String {
        let authority = self.authority.map_or(String::new(), |authority| format!("//{authority}"));
        format!("{scheme}:{authority}{}{}", self.path, query(pairs))
    }
}

fn is_legal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || SIGNS.contains(&byte)
}

/// The parameters of a query, without those that have no `=`; of two of one name the first. None
/// if it is no query.
pub(super) fn pairs(query: &str) -> Option<BTreeMap<String, String>> {
    let is_query = |byte: u8| is_legal(byte) || b"?%\"^ ".contains(&byte);
    if !is_escaped(query) || !query.bytes().all(is_query) {
        return None;
    }
    let mut pairs = BTreeMap::new();
    for (name, text) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        pairs.entry(decoded(name)).or_insert_with(|| decoded(text));
    }
    Some(pairs)
}

/// Parameters as a query with its `?`; nothing for none.
pub(super) fn query(pairs: &BTreeMap<String, String>) -> String {
    let pairs = pairs.iter().map(|(name, text)| format!("{}={}", encoded(name, ""), encoded(text, "/?")));
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Whether two hexadecimal digits stand behind each `%`.
fn is_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|after| code(after.as_bytes()).is_some())
}

/// A text with its `%` escapes undone.
pub(super) fn decoded(text: &str) -> String {
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
pub(super) fn encoded(text: &str, kept: &str) -> String {
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~:@!$'()*,;".contains(&byte) || kept.as_bytes().contains(&byte)
    };
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
