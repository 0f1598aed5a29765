//! Tokens in words, for messages.

use super::Parser;
use crate::ast::SyntaxKind::{self, *};

/// How a sign is written.
pub(super) fn sign(kind: SyntaxKind) -> &'static str {
    match kind {
        TOKEN_R_PAREN => ")",
        TOKEN_R_BRACK => "]",
        TOKEN_R_BRACE | TOKEN_INTERPOL_END => "}",
        TOKEN_SEMICOLON => ";",
        TOKEN_COLON => ":",
        TOKEN_ASSIGN => "=",
        TOKEN_THEN => "then",
        TOKEN_ELSE => "else",
        TOKEN_IN => "in",
        _ => unreachable!("asked of what the grammar waits for"),
    }
}

impl Parser<'_> {
    /// The next token in words.
    pub(super) fn found(&self) -> String {
        self.token(self.significant_token())
    }

    /// A token in words; behind the last one the file ends.
    pub(super) fn token(&self, token: usize) -> String {
        if token >= self.tokens.len() {
            return "the end of the file".to_owned();
        }
        let text = self.token_text(token);
        match self.tokens[token].kind {
            TOKEN_STRING_START => "a string".to_owned(),
            TOKEN_STRING_CONTENT => "more of a string".to_owned(),
            TOKEN_STRING_END => "the end of a string".to_owned(),
            TOKEN_IDENT => format!("the name `{text}`"),
            TOKEN_INTEGER | TOKEN_FLOAT => format!("the number `{text}`"),
            TOKEN_PATH_ABS | TOKEN_PATH_REL | TOKEN_PATH_HOME | TOKEN_PATH_SEARCH => {
                format!("the path `{text}`")
            }
            TOKEN_URI => format!("the URI `{text}`"),
            _ => format!("`{text}`"),
        }
    }
}
