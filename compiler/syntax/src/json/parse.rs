//! Reading JSON (RFC 8259), with messages for what people write instead. Numbers and strings
//! are read in the file below.

mod scalar;

use super::{Json, JsonId, JsonMember, JsonSpans, JsonTree};
use crate::Fault;
use fedic_diagnostics::{NodeId, Span};

/// How deep values may be nested; the reader calls itself for each level.
const DEPTH: usize = 200;

/// A text that was read: a tree, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonParsed {
    pub tree: Result<JsonTree, Fault>,
    pub spans: JsonSpans,
}

/// Reads a text, up to the first fault.
#[must_use]
pub fn parse(text: &str) -> JsonParsed {
    let mut parser =
        Parser { text, bytes: text.as_bytes(), at: 0, values: Vec::new(), spans: JsonSpans::default() };
    let read = parser.file();
    JsonParsed { tree: read.map(|()| JsonTree { values: parser.values }), spans: parser.spans }
}

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    values: Vec<Json>,
    spans: JsonSpans,
}

impl Parser<'_> {
    fn file(&mut self) -> Result<(), Fault> {
        self.value(0)?;
        self.blank();
        if self.at < self.bytes.len() { Err(self.unexpected("the end of the file")) } else { Ok(()) }
    }

    fn value(&mut self, depth: usize) -> Result<JsonId, Fault> {
        self.blank();
        let start = self.at;
        if depth > DEPTH {
            return Err(self.fault(
                start,
                start + 1,
                format!("values are nested more than {DEPTH} deep"),
                None,
            ));
        }
        let id = JsonId(self.values.len() as u32);
        self.values.push(Json::Null);
        self.spans.values.push(self.span(start, start));
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Json::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Json::Number(self.number()?),
            Some(b't') => self.word("true", Json::Bool(true))?,
            Some(b'f') => self.word("false", Json::Bool(false))?,
            Some(b'n') => self.word("null", Json::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        self.values[id.0 as usize] = value;
        self.spans.values[id.0 as usize] = self.span(start, self.at);
        Ok(id)
    }

    fn object(&mut self, depth: usize) -> Result<Json, Fault> {
        let open = self.at;
        self.at += 1;
        let mut members = Vec::new();
        self.blank();
        if self.eat(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.unclosed(open, "a key in double quotes"));
            }
            let start = self.at;
            let key = self.string()?;
            let at = NodeId::name(self.spans.keys.len() as u32);
            self.spans.keys.push(self.span(start, self.at));
            self.blank();
            if !self.eat(b':') {
                return Err(self.unclosed(open, "`:`"));
            }
            let value = self.value(depth + 1)?;
            members.push(JsonMember { key, at, value });
            self.blank();
            if self.eat(b'}') {
                return Ok(Json::Object(members));
            }
            self.comma(open, b'}', "`,` or `}`")?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, Fault> {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        self.blank();
        if self.eat(b']') {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blank();
            if self.eat(b']') {
                return Ok(Json::Array(items));
            }
            self.comma(open, b']', "`,` or `]`")?;
        }
    }

    /// A comma with something behind it.
    fn comma(&mut self, open: usize, close: u8, wanted: &str) -> Result<(), Fault> {
        let comma = self.at;
        if !self.eat(b',') {
            return Err(self.unclosed(open, wanted));
        }
        self.blank();
        if self.peek() == Some(close) {
            let message = "a comma with nothing behind it".to_owned();
            return Err(self.fault(comma, comma + 1, message, Some("take the comma away")));
        }
        Ok(())
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, Fault> {
        if self.text[self.at..].starts_with(word) && !self.continues(self.at + word.len()) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.unexpected("a value"))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Whether a word or number goes on here.
    fn continues(&self, at: usize) -> bool {
        self.bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-'))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start as u32, end.min(self.bytes.len()) as u32)
    }

    fn fault(&self, start: usize, end: usize, message: String, help: Option<&'static str>) -> Fault {
        Fault { span: self.span(start, end), message, help: help.map(str::to_owned) }
    }

    /// Something else at the end of an object or array that was opened.
    fn unclosed(&self, open: usize, wanted: &str) -> Fault {
        if self.at < self.bytes.len() {
            return self.unexpected(wanted);
        }
        let what = if self.bytes[open] == b'{' { "object" } else { "array" };
        self.fault(open, open + 1, format!("the {what} is not closed"), None)
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else {
            return self.fault(
                self.at,
                self.at,
                format!("expected {wanted}, found the end of the file"),
                None,
            );
        };
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let length = word.max(first.len_utf8());
        let help = match first {
            '/' | '#' => Some("JSON has no comments"),
            '\'' => Some("JSON strings stand in double quotes"),
            '\u{feff}' => Some("remove the byte order mark"),
            '=' => Some("JSON has `:` between a key and its value"),
            ';' => Some("JSON has `,` between members"),
            'T' | 'F' | 'N' => Some("JSON knows `true`, `false` and `null`, in lower case"),
            _ => None,
        };
        let found = if first == '\u{feff}' {
            "a byte order mark".to_owned()
        } else {
            format!("`{}`", &rest[..length])
        };
        self.fault(self.at, self.at + length, format!("expected {wanted}, found {found}"), help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonFlaw;

    fn read(text: &str) -> Result<JsonTree, (Span, String)> {
        parse(text).tree.map_err(|fault| (fault.span, fault.message))
    }

    #[test]
    fn members_keep_their_order_and_their_doubles() {
        let tree = read(r#"{"b": [1, -2.5e3], "a": null, "b": "\u00e9\ud83d\ude00"}"#);
        let Ok(tree) = tree else { panic!("{tree:?}") };
        let Json::Object(members) = tree.get(tree.root()) else { panic!("an object") };
        assert_eq!(members.iter().map(|it| &*it.key.text).collect::<Vec<_>>(), ["b", "a", "b"]);
        assert!(
            matches!(tree.get(members[2].value), Json::String(it) if &*it.text == "é😀" && it.flaw.is_none())
        );
        assert_eq!(members[1].at, NodeId::name(1));
        assert_eq!(members[2].value.node(), NodeId::expr(5));
    }

    #[test]
    fn what_is_no_text_is_told() {
        let flaw = |text: &str| match read(text) {
            Ok(tree) => match tree.get(tree.root()) {
                Json::String(it) => it.flaw,
                other => panic!("{other:?}"),
            },
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(flaw(r#""a\u0000""#), Some(JsonFlaw::Nul));
        assert_eq!(flaw(r#""\ud800x""#), Some(JsonFlaw::LoneSurrogate));
        assert_eq!(flaw(r#""\udc00""#), Some(JsonFlaw::LoneSurrogate));
        assert_eq!(flaw(r#""\ud800\u0041""#), Some(JsonFlaw::LoneSurrogate));
    }

    #[test]
    fn mistakes_are_told_where_they_are() {
        let cases = [
            ("", 0, "expected a value, found the end of the file"),
            ("{\"a\": 1,}", 7, "a comma with nothing behind it"),
            ("[1 2]", 3, "expected `,` or `]`, found `2`"),
            ("{\"a\": [1, 2}", 11, "expected `,` or `]`, found `}`"),
            ("{\"a\": 1", 0, "the object is not closed"),
            ("{a: 1}", 1, "expected a key in double quotes, found `a`"),
            ("01", 0, "`01` is no number"),
            ("1.", 0, "`1.` is no number"),
            ("nul", 0, "expected a value, found `nul`"),
            ("\"a\nb\"", 0, "the string is not closed on its line"),
            ("\"\\x\"", 1, "`\\x` is no escape"),
            ("{} {}", 3, "expected the end of the file, found `{`"),
        ];
        for (text, start, message) in cases {
            match read(text) {
                Err((span, said)) => assert_eq!((span.start, said.as_str()), (start, message), "{text}"),
                Ok(tree) => panic!("{text} gave {tree:?}"),
            }
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "[".repeat(100_000);
        assert!(matches!(read(&deep), Err((_, message)) if message.contains("nested more than 200 deep")));
    }
}
