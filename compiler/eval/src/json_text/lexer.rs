//! Bytes of JSON to tokens.

use super::Event;
use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    Literal(Event<'t>, &'static str),
    /// Of the text itself, where nothing in it is escaped.
    String(Cow<'t, str>),
    Number(Event<'t>),
    Mark(u8),
    End,
    Fault(String),
}

impl Token<'_> {
    /// In the words of messages.
    pub(super) fn name(&self) -> String {
        match self {
            Token::Literal(_, name) => format!("{name} literal"),
            Token::String(_) => "string literal".to_owned(),
            Token::Number(_) => "number literal".to_owned(),
            Token::Mark(mark) => format!("'{}'", char::from(*mark)),
            Token::End => "end of input".to_owned(),
            Token::Fault(_) => "<parse error>".to_owned(),
        }
    }
}

/// Bytes → tokens. `at` counts every byte that was looked at and not put back, the end of
/// the text as one.
pub(super) struct Lexer<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
    line_start: usize,
    /// Where the last number or string began: what faults call "last read".
    token_start: usize,
}

impl<'t> Lexer<'t> {
    /// Reads a text behind so many bytes of it.
    pub(super) fn new(text: &'t [u8], skipped: usize) -> Lexer<'t> {
        Lexer { text, at: skipped, line: 1, line_start: 0, token_start: skipped }
    }

    /// Line and column of what was looked at last.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.line, self.at - self.line_start)
    }

    /// Whether there is no text at all.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn get(&mut self) -> Option<u8> {
        let byte = self.text.get(self.at).copied();
        self.at += 1;
        if byte == Some(b'\n') {
            self.line += 1;
            self.line_start = self.at;
        }
        byte
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// The bytes of the token so far, control characters spelt out.
    pub(super) fn last_read(&self) -> String {
        let end = self.at.min(self.text.len());
        let read = String::from_utf8_lossy(&self.text[self.token_start.min(end)..end]).into_owned();
        let spell = |letter: char| match letter {
            '\0'..='\x1f' => format!("<U+{:04X}>", u32::from(letter)),
            other => other.to_string(),
        };
        read.chars().map(spell).collect()
    }

    /// The next token.
    pub(super) fn token(&mut self) -> Token<'t> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.get();
        }
        match self.get() {
            None => Token::End,
            Some(mark @ (b'[' | b']' | b'{' | b'}' | b':' | b',')) => Token::Mark(mark),
            Some(b't') => self.literal(b"rue", Event::Bool(true), "true"),
            Some(b'f') => self.literal(b"alse", Event::Bool(false), "false"),
            Some(b'n') => self.literal(b"ull", Event::Null, "null"),
            Some(b'"') => {
                self.token_start = self.at - 1;
                self.string()
            }
            Some(first @ (b'-' | b'0'..=b'9')) => {
                self.token_start = self.at - 1;
                self.number(first)
            }
            Some(_) => Token::Fault("invalid literal".to_owned()),
        }
    }

    fn literal(&mut self, rest: &[u8], event: Event<'t>, name: &'static str) -> Token<'t> {
        for &byte in rest {
            if self.get() != Some(byte) {
                return Token::Fault("invalid literal".to_owned());
            }
        }
        Token::Literal(event, name)
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.get();
        }
        self.at > start
    }

    fn number(&mut self, first: u8) -> Token<'t> {
        let fault = |lexer: &mut Self, expected: &str| {
            lexer.get();
            Token::Fault(format!("invalid number; expected {expected}"))
        };
        let zero = if first == b'-' { self.peek() == Some(b'0') } else { first == b'0' };
        if first == b'-' {
            if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return fault(self, "digit after '-'");
            }
            self.get();
        }
        if !zero {
            self.digits();
        }
        let mut whole = true;
        if self.peek() == Some(b'.') {
            whole = false;
            self.get();
            if !self.digits() {
                return fault(self, "digit after '.'");
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.get();
            let signed = matches!(self.peek(), Some(b'+' | b'-'));
            if signed {
                self.get();
            }
            if !self.digits() {
                return fault(
                    self,
                    if signed { "digit after exponent sign" } else { "'+', '-', or digit after exponent" },
                );
            }
        }
        let text = std::str::from_utf8(&self.text[self.token_start..self.at]).unwrap_or_default();
        number(text, whole)
    }

    fn string(&mut self) -> Token<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_plain = |byte: &u8| matches!(byte, 0x20..=0x7f) && !matches!(byte, b'"' | b'\\');
        let plain = &rest[..rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len())];
        self.at += plain.len();
        if self.peek() == Some(b'"') {
            self.get();
            return Token::String(String::from_utf8_lossy(plain));
        }
        let mut bytes = plain.to_vec();
        let fault = |text: &str| Token::Fault(format!("invalid string: {text}"));
        loop {
            match self.get() {
                None => return fault("missing closing quote"),
                Some(b'"') => break,
                Some(b'\\') => match self.escape() {
                    Ok(letter) => bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                    Err(text) => return fault(text),
                },
                Some(byte @ 0..=0x1f) => return fault(&control(byte)),
                Some(byte @ 0x20..=0x7f) => bytes.push(byte),
                Some(byte) => {
                    bytes.push(byte);
                    if !self.rest_of_letter(byte, &mut bytes) {
                        return fault("ill-formed UTF-8 byte");
                    }
                }
            }
        }
        Token::String(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The bytes after the first of a letter beyond ASCII; false at the first wrong one.
    fn rest_of_letter(&mut self, first: u8, bytes: &mut Vec<u8>) -> bool {
        let low_high = |low, high| Some((low, high));
        let (more, second) = match first {
            0xc2..=0xdf => (1, low_high(0x80, 0xbf)),
            0xe0 => (2, low_high(0xa0, 0xbf)),
            0xed => (2, low_high(0x80, 0x9f)),
            0xe1..=0xef => (2, low_high(0x80, 0xbf)),
            0xf0 => (3, low_high(0x90, 0xbf)),
            0xf4 => (3, low_high(0x80, 0x8f)),
            0xf1..=0xf3 => (3, low_high(0x80, 0xbf)),
            _ => (0, None),
        };
        let Some((mut low, mut high)) = second else { return false };
        for _ in 0..more {
            match self.get() {
                Some(byte) if (low..=high).contains(&byte) => bytes.push(byte),
                _ => return false,
            }
            (low, high) = (0x80, 0xbf);
        }
        true
    }

    fn escape(&mut self) -> Result<char, &'static str> {
        Ok(match self.get() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err("forbidden character after backslash"),
        })
    }

    fn unicode(&mut self) -> Result<char, &'static str> {
        let unit = self.unit()?;
        let code = match unit {
            0xd800..=0xdbff => {
                const LONELY: &str = "surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
                if self.get() != Some(b'\\') || self.get() != Some(b'u') {
                    return Err(LONELY);
                }
                let low = self.unit()?;
                if !(0xdc00..=0xdfff).contains(&low) {
                    return Err(LONELY);
                }
                0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
            }
            other => other,
        };
        char::from_u32(code).ok_or("surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF")
    }

    fn unit(&mut self) -> Result<u32, &'static str> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.get().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or("'\\u' must be followed by 4 hex digits")?;
        }
        Ok(unit)
    }
}

fn number(text: &str, whole: bool) -> Token<'static> {
    if whole {
        if let Ok(number) = text.parse() {
            return Token::Number(Event::Int(number));
        }
        if let Ok(number) = text.parse() {
            return Token::Number(Event::Unsigned(number));
        }
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Token::Number(Event::Float(number)),
        _ => Token::Fault(format!("[json.exception.out_of_range.406] number overflow parsing '{text}'")),
    }
}

fn control(byte: u8) -> String {
    const NAMES: [&str; 32] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO",
        "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS",
        "RS", "US",
    ];
    let short = match byte {
        8 => " or \\b",
        9 => " or \\t",
        10 => " or \\n",
        12 => " or \\f",
        13 => " or \\r",
        _ => "",
    };
    let name = NAMES[usize::from(byte)];
    format!("control character U+{byte:04X} ({name}) must be escaped to \\u{byte:04X}{short}")
}
