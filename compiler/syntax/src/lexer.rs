//! Nix text to tokens, blanks and comments among them. Their texts together are the text.
//!
//! Written by hand for the rules that Nix's own lexer follows: the longest match wins, paths
//! and URIs before operators. What is no token at all is reported here and then counts as
//! blank, so that the parser does not stumble over it again.

mod path;
mod scan;
mod string;

use crate::{Fault, ast::SyntaxKind};
use fedic_diagnostics::Span;

/// A token and where it ends; it begins where the one before ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: SyntaxKind,
    pub(crate) end: u32,
}

/// A text in tokens.
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    /// What in the text is no token.
    pub(crate) faults: Vec<Fault>,
    /// Whether a string or comment goes on to the end of the text, and takes with it what
    /// would have closed the brackets around it.
    pub(crate) unclosed: bool,
}

/// All tokens of a text.
pub(crate) fn lex(text: &str) -> Lexed {
    // A token is hardly ever shorter than three bytes, with the blanks around it.
    let tokens = Vec::with_capacity(text.len() / 3);
    let lexed = Lexed { tokens, faults: Vec::new(), unclosed: false };
    let mut lexer = Lexer { text, at: 0, lexed, modes: Vec::new(), plain_until: 0 };
    while lexer.at < text.len() {
        match lexer.modes.last() {
            None | Some(Mode::Brace | Mode::Interpolation) => lexer.common(),
            Some(Mode::String { .. }) => lexer.string_part(),
            Some(Mode::Indented { .. }) => lexer.indented_part(),
            Some(Mode::Path { .. }) => lexer.path_part(),
        }
    }
    lexer.finish();
    lexer.lexed
}

/// What the lexer is inside of.
#[derive(Clone, Copy)]
enum Mode {
    Brace,
    Interpolation,
    String { start: usize },
    Indented { start: usize },
    Path { kind: SyntaxKind },
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    lexed: Lexed,
    modes: Vec<Mode>,
    /// Up to where no path and no URI begins: a long run of their bytes is looked at once.
    plain_until: usize,
}

impl Lexer<'_> {
    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Takes so many bytes as a token.
    fn take(&mut self, kind: SyntaxKind, len: usize) {
        self.at += len;
        self.lexed.tokens.push(Token { kind, end: offset(self.at) });
    }

    fn fault(&mut self, start: usize, end: usize, message: impl Into<String>, help: Option<&str>) {
        self.lexed.faults.push(Fault {
            span: Span::new(offset(start), offset(end)),
            message: message.into(),
            help: help.map(str::to_owned),
        });
    }

    /// One token outside of strings and paths.
    fn common(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        let blank = scan::blank(bytes);
        if blank.is_none() && self.at >= self.plain_until {
            self.plain_until = self.at + scan::plain_run(bytes);
        }
        let plain = self.at < self.plain_until;
        if let Some((kind, len)) = blank {
            if kind == SyntaxKind::TOKEN_ERROR {
                self.lexed.unclosed = true;
                self.fault(self.at, self.at + 2, "this comment is not closed", Some("close it with `*/`"));
            }
            self.take(kind, len);
        } else if let Some((kind, len)) = (!plain).then(|| scan::path_start(bytes)).flatten() {
            self.modes.push(Mode::Path { kind });
            self.take(kind, len);
        } else if let Some((kind, len)) = scan::word(bytes, plain) {
            self.take(kind, len);
        } else if let Some(len) = scan::bracketed(bytes) {
            let message = format!("`{}` is no search path", &self.rest()[..len]);
            let help = "between `<` and `>` stand names with single slashes between them";
            self.fault(self.at, self.at + len, message, Some(help));
            self.take(SyntaxKind::TOKEN_ERROR, len);
        } else if let Some((kind, len)) = scan::sign(bytes) {
            let kind = self.bracket(kind);
            self.take(kind, len);
        } else if bytes[0] == 0 && self.modes.is_empty() {
            // To Nix the text ends here, whatever follows.
            self.take(SyntaxKind::TOKEN_COMMENT, bytes.len());
        } else {
            self.no_token();
        }
    }

    /// Enters or leaves what a sign opens or closes; gives the kind that it has therefore: a
    /// `}` ends an interpolation or a set, whichever was opened last.
    fn bracket(&mut self, kind: SyntaxKind) -> SyntaxKind {
        let start = self.at;
        match kind {
            SyntaxKind::TOKEN_L_BRACE => self.modes.push(Mode::Brace),
            SyntaxKind::TOKEN_INTERPOL_START => self.modes.push(Mode::Interpolation),
            SyntaxKind::TOKEN_STRING_START if self.byte(0) == Some(b'"') => {
                self.modes.push(Mode::String { start });
            }
            SyntaxKind::TOKEN_STRING_START => self.modes.push(Mode::Indented { start }),
            SyntaxKind::TOKEN_R_BRACE => {
                if let Some(Mode::Interpolation) = self.modes.pop() {
                    return SyntaxKind::TOKEN_INTERPOL_END;
                }
            }
            _ => {}
        }
        kind
    }

    /// A character that begins no token.
    fn no_token(&mut self) {
        let Some(c) = self.rest().chars().next() else { return };
        let len = c.len_utf8();
        let (message, help) = scan::stray(c);
        match self.lexed.faults.last_mut() {
            // A run of the same character is one fault.
            Some(last) if last.message == message && last.span.end == offset(self.at) => {
                last.span.end += offset(len);
            }
            _ => self.fault(self.at, self.at + len, message, help),
        }
        let kind = if c.is_whitespace() { SyntaxKind::TOKEN_WHITESPACE } else { SyntaxKind::TOKEN_ERROR };
        self.take(kind, len);
    }

    fn finish(&mut self) {
        if let Some(Mode::Path { .. }) = self.modes.last() {
            self.end_path();
        }
        // Only the innermost string is reported: the ones around it are open because of it.
        let open = self.modes.iter().rev().find_map(|mode| match mode {
            Mode::String { start } => Some((*start, 1, "close it with `\"`")),
            Mode::Indented { start } => Some((*start, 2, "close it with `''`")),
            Mode::Brace | Mode::Interpolation | Mode::Path { .. } => None,
        });
        if let Some((start, len, help)) = open {
            self.lexed.unclosed = true;
            self.fault(start, start + len, "this string is not closed", Some(help));
        }
    }
}

/// Texts of 4 GB and more are refused before they come here.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
