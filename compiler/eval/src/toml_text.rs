//! TOML 1.0 texts. The library behind it reads TOML 1.1; Nix does not, so that what is new
//! there is refused here first.

use std::fmt::Write as _;
use toml::value::{Datetime, Offset};

/// A value of a TOML text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Toml {
    Bool(bool),
    Int(i64),
    Float(f64),
    String(String),
    /// A date, a time or both, as Nix writes it.
    Timestamp(String),
    Array(Vec<Toml>),
    Table(Vec<(String, Toml)>),
}

/// Reads a text, which may hold dates and times or not.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse(text: &str, timestamps: bool) -> Result<Toml, String> {
    if let Some(fault) = newer_than_1_0(text) {
        return Err(fault.to_owned());
    }
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    convert(toml::Value::Table(table), timestamps)
}

/// The library limits the depth of what it reads, and so that of this recursion.
fn convert(value: toml::Value, timestamps: bool) -> Result<Toml, String> {
    Ok(match value {
        toml::Value::Boolean(truth) => Toml::Bool(truth),
        toml::Value::Integer(number) => Toml::Int(number),
        toml::Value::Float(number) => Toml::Float(number),
        toml::Value::String(text) => Toml::String(text),
        toml::Value::Datetime(_) if !timestamps => return Err("Dates and times are not supported".to_owned()),
        toml::Value::Datetime(timestamp) => Toml::Timestamp(self::timestamp(timestamp)?),
        toml::Value::Array(items) => {
            Toml::Array(items.into_iter().map(|item| convert(item, timestamps)).collect::<Result<_, _>>()?)
        }
        toml::Value::Table(table) => {
            let member = |(name, value)| convert(value, timestamps).map(|value| (name, value));
            Toml::Table(table.into_iter().map(member).collect::<Result<_, String>>()?)
        }
    })
}

/// A date, a time or both; fractions of a second in as many groups of three digits as they need.
fn timestamp(value: Datetime) -> Result<String, String> {
    let mut text = value.date.map_or(String::new(), |date| date.to_string());
    if let Some(time) = value.time {
        let Some(second) = time.second else { return Err("a time without seconds".to_owned()) };
        let separator = if text.is_empty() { "" } else { "T" };
        let _ = write!(text, "{separator}{:02}:{:02}:{second:02}", time.hour, time.minute);
        let nanoseconds = format!("{:09}", time.nanosecond.unwrap_or(0));
        let groups = if nanoseconds.ends_with("000000") {
            3
        } else if nanoseconds.ends_with("000") {
            6
        } else {
            9
        };
        if nanoseconds != "000000000" {
            let _ = write!(text, ".{}", &nanoseconds[..groups]);
        }
    }
    match value.offset {
        None => {}
        Some(Offset::Z | Offset::Custom { minutes: 0 }) => text.push('Z'),
        Some(offset @ Offset::Custom { .. }) => text.push_str(&offset.to_string()),
    }
    Ok(text)
}

/// What of TOML 1.1 a text uses: escapes `\e` and `\x`, inline tables over lines or with a
/// comma at the end.
fn newer_than_1_0(text: &str) -> Option<&'static str> {
    let mut rest = text;
    // The kinds of the brackets that are open; a table's is `{`.
    let mut open = Vec::new();
    let mut after_comma = false;
    while let Some(letter) = rest.chars().next() {
        let in_table = open.last() == Some(&'{');
        match letter {
            '"' | '\'' => {
                let length = string_length(rest)?;
                if letter == '"' && has_new_escape(&rest[..length]) {
                    return Some("unknown escape in a string");
                }
                rest = &rest[length..];
                after_comma = false;
                continue;
            }
            '#' if in_table => return Some("a comment inside an inline table"),
            '#' => {
                rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
                continue;
            }
            '\n' if in_table => return Some("a line break inside an inline table"),
            // Brackets at the start of a line are a header, and close there too.
            '[' | '{' => open.push(letter),
            '}' if after_comma => return Some("a comma at the end of an inline table"),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
        if !letter.is_whitespace() {
            after_comma = letter == ',';
        }
        rest = &rest[letter.len_utf8()..];
    }
    None
}

/// The length of the string that a text begins with, quotes included; `None` if it is not closed.
fn string_length(text: &str) -> Option<usize> {
    let quote = &text[..1];
    let fence = quote.repeat(3);
    let close = if text.starts_with(&fence) { fence.as_str() } else { quote };
    let mut at = close.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            // Up to two quotes may stand before the closing three.
            let quotes = rest.len() - rest.trim_start_matches(quote).len();
            return Some(at + if close.len() == 3 { quotes.min(5) } else { 1 });
        }
        let mut letters = rest.chars();
        let letter = letters.next()?;
        at += letter.len_utf8();
        if quote == "\"" && letter == '\\' {
            at += letters.next()?.len_utf8();
        }
    }
    None
}

fn has_new_escape(string: &str) -> bool {
    let mut letters = string.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' && matches!(letters.next(), Some('e' | 'x')) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_is_new_in_1_1_is_refused() {
        for text in
            ["a = \"\\e\"", "a = \"\\x41\"", "a = {b = 1,}", "a = {b = 1,\n c = 2}", "a = {b = 1 # x\n}"]
        {
            assert!(parse(text, true).is_err(), "{text}");
        }
        for text in [
            "a = '\\e'",
            "a = [\n1, # x\n]",
            "a = {b = [\n1,\n]}",
            "a = \"\"\"\"x\"\"\"\"\"",
            "a = \"\\\"{\"\nb = 1",
        ] {
            assert!(parse(text, true).is_ok(), "{text}");
        }
    }
}
