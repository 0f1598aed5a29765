//! Types of options by the words that nixpkgs describes them with: `null or list of string`.
//! What is not understood is a type that takes anything.

use serde::Serialize;

/// A type, in the form that `model/nix/nixos/listed.nix` reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Words {
    /// A type without parameters: its name in `lib.types`.
    Plain(&'static str),
    /// `nullOr`, `listOf`, `attrsOf` …: a type around another.
    Around(&'static str, Box<Words>),
    Either(&'static str, Box<Words>, Box<Words>),
    Between(&'static str, i64, i64),
    Enum(&'static str, Vec<serde_json::Value>),
}

const ANY: Words = Words::Plain("any");

/// Types that are described by exactly these words.
const PLAIN: &[(&str, &str)] = &[
    ("boolean", "bool"),
    ("string", "str"),
    ("Concatenated string", "lines"),
    ("strings concatenated with \"\\n\"", "lines"),
    ("strings concatenated with \",\"", "commas"),
    ("strings concatenated with \":\"", "envVar"),
    ("non-empty string", "nonEmptyStr"),
    ("(optionally newline-terminated) single-line string", "singleLineStr"),
    ("signed integer", "int"),
    ("integer", "int"),
    ("floating point number", "float"),
    ("integer or floating point number", "number"),
    ("unsigned integer, meaning >=0", "unsigned"),
    ("positive integer, meaning >0", "positive"),
    ("absolute path", "path"),
    ("path", "path"),
    ("package", "package"),
    ("attribute set", "attrs"),
    ("module", "deferredModule"),
    ("submodule", "submodule"),
    ("JSON value", "json"),
    ("TOML value", "toml"),
];

/// Types around others, by the words in front.
const AROUND: &[(&str, &str)] = &[
    ("null or ", "nullOr"),
    ("list of ", "listOf"),
    ("non-empty list of ", "nonEmptyListOf"),
    ("attribute set of ", "attrsOf"),
    ("lazy attribute set of ", "lazyAttrsOf"),
    ("open submodule of ", "open"),
];

/// Descriptions nest; these are as deep as any that somebody wrote.
const DEPTH: usize = 16;

/// The type that some words describe.
pub(crate) fn read(text: &str) -> Words {
    part(text, DEPTH)
}

fn part(text: &str, depth: usize) -> Words {
    let text = bare(text.trim());
    if depth == 0 {
        return ANY;
    }
    if let Some((_, name)) = PLAIN.iter().find(|(words, _)| *words == text) {
        return Words::Plain(name);
    }
    if text.ends_with("convertible to it") {
        // What becomes of such a value only its module knows.
        return ANY;
    }
    if let Some(numbers) = between(text) {
        return numbers;
    }
    if let Some(rest) = text.strip_prefix("null or ") {
        return around("nullOr", rest, depth);
    }
    if let Some((left, right)) = alternatives(text) {
        return match (part(left, depth - 1), part(right, depth - 1)) {
            (ANY, _) | (_, ANY) => ANY,
            (left, right) => Words::Either("either", Box::new(left), Box::new(right)),
        };
    }
    if let Some(values) = members(text) {
        return Words::Enum("enum", values);
    }
    let found = AROUND.iter().find_map(|(words, name)| Some((text.strip_prefix(words)?, *name)));
    found.map_or(ANY, |(rest, name)| around(name, rest, depth))
}

fn around(name: &'static str, rest: &str, depth: usize) -> Words {
    match part(rest, depth - 1) {
        ANY if name == "nullOr" => ANY,
        inner => Words::Around(name, Box::new(inner)),
    }
}

/// A text without the parentheses around the whole of it.
fn bare(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return text };
    let mut level = 0_i32;
    for (_, c) in outside_quotes(inner) {
        level += i32::from(c == '(') - i32::from(c == ')');
        if level < 0 {
            return text;
        }
    }
    if level == 0 { inner.trim() } else { text }
}

/// The characters of a text that stand in no quotes.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().filter(move |&(_, c)| {
        let was = quoted;
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        !was && c != '"'
    })
}

/// Both sides of the first `or` that stands in no parentheses and no quotes.
fn alternatives(text: &str) -> Option<(&str, &str)> {
    let mut level = 0_i32;
    for (at, c) in outside_quotes(text) {
        level += i32::from(c == '(') - i32::from(c == ')');
        if level == 0 && c == ' ' && text[at..].starts_with(" or ") {
            return Some((&text[..at], &text[at + " or ".len()..]));
        }
    }
    None
}

/// `integer between 1 and 5 (both inclusive)`, `16 bit unsigned integer; between …`.
fn between(text: &str) -> Option<Words> {
    let (kind, rest) = text.split_once("between ")?;
    if !kind.trim_end_matches([';', ' ']).ends_with("integer") {
        return None;
    }
    let (low, high) = rest.strip_suffix(" (both inclusive)")?.split_once(" and ")?;
    Some(Words::Between("between", low.parse().ok()?, high.parse().ok()?))
}

/// `one of "a", 2, true`, or `value "a" (singular enum)`.
fn members(text: &str) -> Option<Vec<serde_json::Value>> {
    let list = match text.strip_prefix("one of ") {
        Some(list) => list,
        None => text.strip_prefix("value ")?.strip_suffix(" (singular enum)")?,
    };
    serde_json::from_str(&format!("[{list}]")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        serde_json::to_string(&read(text)).unwrap_or_default()
    }

    #[test]
    fn words_are_types() {
        assert_eq!(json("boolean"), r#""bool""#);
        assert_eq!(json("null or string"), r#"["nullOr","str"]"#);
        assert_eq!(json("attribute set of (list of string)"), r#"["attrsOf",["listOf","str"]]"#);
        assert_eq!(json("one of \"a\", \"b or c\""), r#"["enum",["a","b or c"]]"#);
        assert_eq!(json("value \"a\" (singular enum)"), r#"["enum",["a"]]"#);
        assert_eq!(json("null or one of \"a\", 1"), r#"["nullOr",["enum",["a",1]]]"#);
        assert_eq!(json("signed integer or string"), r#"["either","int","str"]"#);
        assert_eq!(json("list of (submodule)"), r#"["listOf","submodule"]"#);
        assert_eq!(json("open submodule of attribute set of string"), r#"["open",["attrsOf","str"]]"#);
        assert_eq!(
            json("16 bit unsigned integer; between 0 and 65535 (both inclusive)"),
            r#"["between",0,65535]"#
        );
        assert_eq!(json("integer between -1 and 5 (both inclusive)"), r#"["between",-1,5]"#);
    }

    #[test]
    fn what_is_not_understood_takes_anything() {
        assert_eq!(json("luminous value"), r#""any""#);
        assert_eq!(json("null or luminous value"), r#""any""#);
        assert_eq!(json("list of luminous value"), r#"["listOf","any"]"#);
        assert_eq!(json("string or luminous value"), r#""any""#);
        assert_eq!(json("list of string or string convertible to it"), r#""any""#);
        assert_eq!(json(&"null or ".repeat(100_000)), r#""any""#);
    }
}
