//! JSON text as a row of events. Faults are told in the words of the library that Nix reads
//! JSON with, so that messages agree; lines and columns count bytes, from one.

mod lexer;

use lexer::{Lexer, Token};
use std::borrow::Cow;

/// What comes next in a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event<'t> {
    Null,
    Bool(bool),
    Int(i64),
    /// A number above all integers of Nix; what it is for, the reader decides.
    Unsigned(u64),
    Float(f64),
    String(Cow<'t, str>),
    /// A key of the object begun last.
    Key(Cow<'t, str>),
    BeginArray,
    EndArray,
    BeginObject,
    EndObject,
}

/// Reads a text event by event. Depth is held in a vector, not on the stack.
pub(crate) struct Reader<'t> {
    lexer: Lexer<'t>,
    /// For each open bracket whether it is that of an object.
    open: Vec<bool>,
    state: State,
}

/// What the grammar lets come next.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    /// After `[` or `{`.
    Opened,
    /// After a key and its colon.
    Keyed,
    /// After a whole value.
    Valued,
    Finished,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Reader<'t> {
        let rest = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let skipped = text.len() - rest.len();
        Reader { lexer: Lexer::new(text, skipped), open: Vec::new(), state: State::Start }
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub(crate) fn next(&mut self) -> Result<Option<Event<'t>>, String> {
        let mut token = self.lexer.token();
        match (self.state, self.open.last()) {
            (State::Finished, _) => return Ok(None),
            (State::Valued, None) => {
                if token != Token::End {
                    return Err(self.fault(&token, "value", "end of input"));
                }
                self.state = State::Finished;
                return Ok(None);
            }
            (State::Valued, Some(true)) => match token {
                Token::Mark(b'}') => return Ok(Some(self.close(Event::EndObject))),
                Token::Mark(b',') => {
                    token = self.lexer.token();
                    return self.key(token);
                }
                _ => return Err(self.fault(&token, "object", "'}'")),
            },
            (State::Valued, Some(false)) => match token {
                Token::Mark(b']') => return Ok(Some(self.close(Event::EndArray))),
                Token::Mark(b',') => token = self.lexer.token(),
                _ => return Err(self.fault(&token, "array", "']'")),
            },
            (State::Opened, Some(true)) => match token {
                Token::Mark(b'}') => return Ok(Some(self.close(Event::EndObject))),
                _ => return self.key(token),
            },
            (State::Opened, Some(false)) if token == Token::Mark(b']') => {
                return Ok(Some(self.close(Event::EndArray)));
            }
            (State::Start | State::Keyed | State::Opened, _) => {}
        }
        self.value(token).map(Some)
    }

    fn close(&mut self, event: Event<'t>) -> Event<'t> {
        self.open.pop();
        self.state = State::Valued;
        event
    }

    fn key(&mut self, token: Token<'t>) -> Result<Option<Event<'t>>, String> {
        let Token::String(key) = token else {
            return Err(self.fault(&token, "object key", "string literal"));
        };
        match self.lexer.token() {
            Token::Mark(b':') => {
                self.state = State::Keyed;
                Ok(Some(Event::Key(key)))
            }
            other => Err(self.fault(&other, "object separator", "':'")),
        }
    }

    fn value(&mut self, token: Token<'t>) -> Result<Event<'t>, String> {
        let event = match token {
            Token::Literal(event, _) | Token::Number(event) => event,
            Token::String(text) => Event::String(text),
            Token::Mark(mark @ (b'[' | b'{')) => {
                self.open.push(mark == b'{');
                self.state = State::Opened;
                return Ok(if mark == b'{' { Event::BeginObject } else { Event::BeginArray });
            }
            Token::End if self.lexer.is_empty() => {
                return Err("[json.exception.parse_error.101] parse error at line 1, column 1: attempting to parse an empty input; check that your input string or stream contains the expected JSON".to_owned());
            }
            Token::Fault(fault) if fault.starts_with('[') => return Err(fault),
            Token::Fault(_) => return Err(self.fault(&token, "value", "")),
            Token::Mark(_) | Token::End => {
                return Err(self.fault(&token, "value", "'[', '{', or a literal"));
            }
        };
        self.state = State::Valued;
        Ok(event)
    }

    fn fault(&self, token: &Token<'_>, context: &str, expected: &str) -> String {
        let lexer = &self.lexer;
        let (line, column) = lexer.place();
        let mut text = format!(
            "[json.exception.parse_error.101] parse error at line {line}, column {column}: syntax error while parsing {context} - "
        );
        match token {
            Token::Fault(fault) => text += &format!("{fault}; last read: '{}'", lexer.last_read()),
            other => text += &format!("unexpected {}", other.name()),
        }
        if !expected.is_empty() {
            text += &format!("; expected {expected}");
        }
        text
    }
}
