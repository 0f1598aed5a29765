//! The insides of paths: more of the path, interpolations, the end.

use super::{Lexer, Mode, scan};

impl Lexer<'_> {
    pub(super) fn path_part(&mut self) {
        let Some(&Mode::Path { kind }) = self.modes.last() else { return };
        if self.rest().starts_with("${") {
            self.interpolation();
            return;
        }
        let len = scan::run(self.rest().as_bytes(), |byte| byte == b'/' || scan::is_path_byte(byte));
        if len > 0 {
            let fresh = self.lexed.tokens.last().is_some_and(|last| last.kind == kind);
            if fresh && !self.rest()[len..].starts_with("${") {
                self.fault(self.at - 1, self.at + 1, "a path has single slashes between its parts", None);
            }
            self.take(kind, len);
        } else {
            self.end_path();
        }
    }

    pub(super) fn end_path(&mut self) {
        self.modes.pop();
        if self.text.as_bytes()[..self.at].last() == Some(&b'/') {
            let message = "a path does not end with a slash";
            self.fault(self.at - 1, self.at, message, Some("remove the slash, or write `/.`"));
        }
    }
}
