//! Numbers and strings of JSON.

use super::Parser;
use crate::Fault;
use crate::json::{JsonFlaw, JsonText};

impl Parser<'_> {
    /// A number, as it is written.
    pub(super) fn number(&mut self) -> Result<Box<str>, Fault> {
        let start = self.at;
        self.eat(b'-');
        let whole = self.digits();
        let mut good = whole > 0 && (whole == 1 || self.bytes[self.at - whole] != b'0');
        if self.eat(b'.') {
            good &= self.digits() > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            good &= self.digits() > 0;
        }
        if good && !self.continues(self.at) {
            return Ok(self.text[start..self.at].into());
        }
        while self.continues(self.at) {
            self.at += 1;
        }
        let message = format!("`{}` is no number", &self.text[start..self.at]);
        Err(self.fault(start, self.at, message, None))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    /// A string, its escapes resolved.
    pub(super) fn string(&mut self) -> Result<JsonText, Fault> {
        let open = self.at;
        self.at += 1;
        let (mut text, mut flaw) = (String::new(), None);
        loop {
            let plain = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
                self.at += 1;
            }
            text.push_str(&self.text[plain..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(JsonText { text: text.into(), flaw });
                }
                Some(b'\\') => {
                    let c = self.escape()?;
                    let found = match c {
                        Some('\0') => Some(JsonFlaw::Nul),
                        Some(_) => None,
                        None => Some(JsonFlaw::LoneSurrogate),
                    };
                    flaw = flaw.or(found);
                    text.push(c.unwrap_or('\u{fffd}'));
                }
                Some(b'\n' | b'\r') | None => {
                    let message = "the string is not closed on its line".to_owned();
                    return Err(self.fault(open, self.at, message, Some("close it with `\"`")));
                }
                Some(byte) => {
                    let message = format!("a control character (U+{byte:04X}) in a string");
                    return Err(self.fault(self.at, self.at + 1, message, Some("write it as an escape")));
                }
            }
        }
    }

    /// A character after a backslash; none for half a surrogate pair.
    fn escape(&mut self) -> Result<Option<char>, Fault> {
        let start = self.at;
        self.at += 2;
        let simple = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code(start),
            _ => {
                let c = self.text[start + 1..].chars().next().unwrap_or(' ');
                let message = format!("`\\{c}` is no escape");
                return Err(self.fault(
                    start,
                    start + 1 + c.len_utf8(),
                    message,
                    Some("write a backslash as `\\\\`"),
                ));
            }
        };
        Ok(Some(simple))
    }

    fn code(&mut self, start: usize) -> Result<Option<char>, Fault> {
        let first = self.hex(start)?;
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first));
        }
        if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
            return Ok(None);
        }
        let back = self.at;
        self.at += 2;
        let second = self.hex(back)?;
        if (0xdc00..0xe000).contains(&second) {
            return Ok(char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)));
        }
        self.at = back;
        Ok(None)
    }

    fn hex(&mut self, start: usize) -> Result<u32, Fault> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|it| u32::from_str_radix(it, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.fault(start, start + 2, "`\\u` wants four hexadecimal digits".to_owned(), None)),
        }
    }
}
