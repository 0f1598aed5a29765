//! The insides of strings: runs of content, interpolations, the closing quotes.

use super::{Lexer, Mode, scan};
use crate::ast::SyntaxKind;

impl Lexer<'_> {
    /// Content of a `"` string, or what ends it.
    pub(super) fn string_part(&mut self) {
        match (self.byte(0), self.byte(1)) {
            (Some(b'"'), _) => {
                self.modes.pop();
                self.take(SyntaxKind::TOKEN_STRING_END, 1);
            }
            (Some(b'$'), Some(b'{')) => self.interpolation(),
            _ => self.content([b'"', b'$', b'\\'], |bytes| match bytes {
                [b'"', ..] | [b'$', b'{', ..] => None,
                // `$$` is taken together, so that the second begins no interpolation.
                [b'$', next, ..] if !matches!(next, b'"' | b'\\') => Some(2),
                [b'\\', ..] => Some(2),
                _ => Some(1),
            }),
        }
    }

    /// Content of a `''` string, or what ends it.
    pub(super) fn indented_part(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        match rest {
            [b'\'', b'\'', b'\'' | b'$' | b'\\', ..] => self.indented_content(),
            [b'\'', b'\'', ..] => {
                self.modes.pop();
                self.take(SyntaxKind::TOKEN_STRING_END, 2);
            }
            [b'$', b'{', ..] => self.interpolation(),
            _ => self.indented_content(),
        }
    }

    fn indented_content(&mut self) {
        self.content([b'\'', b'$', b'$'], |bytes| match bytes {
            [b'\'', b'\'', b'\\', ..] => Some(4),
            [b'\'', b'\'', b'\'' | b'$', ..] => Some(3),
            [b'\'', b'\'', ..] | [b'$', b'{', ..] => None,
            [b'$', next, ..] if *next != b'\'' => Some(2),
            _ => Some(1),
        });
    }

    pub(super) fn interpolation(&mut self) {
        self.modes.push(Mode::Interpolation);
        self.take(SyntaxKind::TOKEN_INTERPOL_START, 2);
    }

    /// Takes content as long as `step`, asked where one of the signs stands, says how many bytes
    /// belong to it. All signs are ASCII, so that steps into the middle of a character do no harm.
    fn content(&mut self, signs: [u8; 3], step: impl Fn(&[u8]) -> Option<usize>) {
        let bytes = &self.text.as_bytes()[self.at..];
        let mut len = 0;
        loop {
            len += scan::run(bytes.get(len..).unwrap_or_default(), |byte| !signs.contains(&byte));
            if len >= bytes.len() {
                break;
            }
            match step(&bytes[len..]) {
                Some(more) => len += more,
                None => break,
            }
        }
        let len = len.min(bytes.len());
        if let Some(nul) = bytes[..len].iter().position(|&byte| byte == 0) {
            let at = self.at + nul;
            self.fault(at, at + 1, "a NUL byte stands in a string", None);
        }
        self.take(SyntaxKind::TOKEN_STRING_CONTENT, len);
    }
}
