//! How Nix writes strings and attribute names, for whoever shows them.

use std::borrow::Cow;

/// The words that are no names. `or` is one to Nix, where it may stand as a name all the same.
const KEYWORDS: [&str; 9] = ["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit"];

/// A string in quotes with escapes, as Nix prints it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' if letters.peek() == Some(&'{') => out.push_str("\\$"),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// An attribute name, in quotes where it needs them.
#[must_use]
pub fn attribute_name(name: &str) -> Cow<'_, str> {
    if is_identifier(name) { name.into() } else { quoted(name).into() }
}

/// The names of an attribute path, as `attribute_name` writes them: `a."b.c".d`.
#[must_use]
pub fn attribute_path(path: &str) -> Vec<String> {
    let (mut names, mut name) = (Vec::new(), String::new());
    let mut letters = path.chars();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '.' if !quoted => names.push(std::mem::take(&mut name)),
            '\\' if quoted => name.extend(letters.next().map(|letter| match letter {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                letter => letter,
            })),
            letter => name.push(letter),
        }
    }
    names.push(name);
    names
}

/// Whether a name can be written without quotes.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let mut letters = name.bytes();
    letters.next().is_some_and(|it| it.is_ascii_alphabetic() || it == b'_')
        && letters.all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'\''))
        && !KEYWORDS.contains(&name)
}

/// Whether a part of an option's path stands for names that are free, or for elements of a list:
/// `<name>`, `*`.
#[must_use]
pub fn is_placeholder(part: &str) -> bool {
    part == "*" || (part.starts_with('<') && part.ends_with('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_must_be() {
        let names = ["a-b'", "_", "1a", "", "a.b", "if", "or", "é"];
        let shown = ["a-b'", "_", "\"1a\"", "\"\"", "\"a.b\"", "\"if\"", "or", "\"é\""];
        assert_eq!(names.map(attribute_name), shown);
    }

    #[test]
    fn paths_are_read_as_they_are_written() {
        let names = ["a", "b.c", "say \"hi\"", "", "${x}", "two\nlines", "<name>"];
        let written = names.map(attribute_name).join(".");
        assert_eq!(attribute_path(&written), names);
    }

    #[test]
    fn only_what_would_be_read_otherwise_is_escaped() {
        assert_eq!(quoted("a\"\\\n$ ${x} $$"), r#""a\"\\\n$ \${x} $$""#);
    }
}
