//! Definitions: the insides of `{ }` and of `let`.

use super::Parser;
use crate::ast::SyntaxKind::{self, *};

impl Parser<'_> {
    /// `{ … }`, `rec { … }` or `let { … }`.
    pub(super) fn attr_set(&mut self, node: SyntaxKind) {
        self.start(node);
        if !self.next_is(TOKEN_L_BRACE) {
            self.bump();
        }
        let opened = self.span();
        if self.eat(TOKEN_L_BRACE) {
            self.await_closer(TOKEN_R_BRACE);
            self.nested(|parser| parser.bindings(false));
            self.close(TOKEN_R_BRACE, opened, "{");
        } else {
            let found = self.found();
            self.fault_here(format!("expected `{{` after `rec`, found {found}"), None);
        }
        self.finish();
    }

    /// Definitions up to what ends them.
    pub(super) fn bindings(&mut self, is_let: bool) {
        loop {
            match self.peek() {
                None | Some(TOKEN_R_BRACE | TOKEN_INTERPOL_END | TOKEN_IN) => return,
                Some(closer) if self.is_awaited(closer) => return,
                Some(TOKEN_INHERIT) if self.peek_at(1) != Some(TOKEN_ASSIGN) => self.inherit(),
                Some(TOKEN_SEMICOLON) => {
                    self.fault_here("this `;` ends no definition", Some("remove it"));
                    self.bump();
                }
                Some(TOKEN_COMMA) => {
                    self.fault_here("definitions end with `;`, not with `,`", None);
                    self.bump();
                }
                Some(_) if is_let && self.at_body() => return,
                Some(TOKEN_IDENT | TOKEN_OR | TOKEN_STRING_START | TOKEN_INTERPOL_START) => self.definition(),
                Some(_) if self.peek_at(1) == Some(TOKEN_ASSIGN) => self.definition(),
                Some(_) => {
                    let found = self.found();
                    self.fault_here(format!("expected a definition, `name = value;`, found {found}"), None);
                    self.skip();
                }
            }
        }
    }

    /// Whether this is no definition but the body of a `let` whose `in` was forgotten.
    fn at_body(&self) -> bool {
        let mut ahead = 0;
        loop {
            match (self.peek_at(ahead), self.peek_at(ahead + 1)) {
                (Some(TOKEN_IDENT | TOKEN_OR), Some(TOKEN_DOT)) => ahead += 2,
                (Some(TOKEN_IDENT), next) => {
                    return !matches!(
                        next,
                        Some(TOKEN_ASSIGN | TOKEN_SEMICOLON | TOKEN_IN | TOKEN_INTERPOL_START | TOKEN_EQUAL)
                    );
                }
                (
                    Some(TOKEN_L_BRACE | TOKEN_L_BRACK | TOKEN_L_PAREN | TOKEN_REC | TOKEN_IF | TOKEN_LET),
                    next,
                ) => {
                    return next != Some(TOKEN_ASSIGN);
                }
                _ => return false,
            }
        }
    }

    /// `a.b = e;`
    fn definition(&mut self) {
        self.start(NODE_ATTRPATH_VALUE);
        self.attrpath("the name of a definition");
        let assigned = self.assign();
        if assigned {
            self.expr("the value of this definition");
        }
        if !self.eat(TOKEN_SEMICOLON) {
            self.missing_semicolon();
        }
        self.finish();
    }

    /// The `=` of a definition, or what is written in its stead; whether a value follows.
    fn assign(&mut self) -> bool {
        if self.eat(TOKEN_ASSIGN) {
            return true;
        }
        let found = self.found();
        let help = match self.peek() {
            Some(TOKEN_COLON | TOKEN_EQUAL) => Some("a definition is written `name = value;`"),
            Some(TOKEN_SEMICOLON) => Some("to take a variable of the same name, write `inherit name;`"),
            _ => None,
        };
        self.fault_here(format!("expected `=` after the name of this definition, found {found}"), help);
        match self.peek() {
            Some(TOKEN_COLON | TOKEN_EQUAL) => {
                self.bump();
                true
            }
            _ => self.at_simple(),
        }
    }

    fn missing_semicolon(&mut self) {
        if self.next_is(TOKEN_COMMA) {
            self.fault_here("definitions end with `;`, not with `,`", Some("replace it with `;`"));
            self.bump();
            return;
        }
        self.fault_behind("expected `;` after this definition", None);
        match self.peek() {
            // The next definition, or what an enclosing construct waits for.
            None
            | Some(TOKEN_IDENT | TOKEN_OR | TOKEN_STRING_START | TOKEN_INTERPOL_START | TOKEN_INHERIT) => {}
            Some(TOKEN_R_BRACE | TOKEN_INTERPOL_END | TOKEN_IN) => {}
            Some(other) if self.is_awaited(other) => {}
            Some(_) => self.skip(),
        }
    }

    /// Skips to where a definition may begin or end.
    fn skip(&mut self) {
        self.start(NODE_ERROR);
        let mut depth = 0_u32;
        loop {
            match self.peek() {
                None => break,
                Some(TOKEN_SEMICOLON) if depth == 0 => {
                    self.bump();
                    break;
                }
                Some(TOKEN_L_BRACE | TOKEN_L_BRACK | TOKEN_L_PAREN | TOKEN_INTERPOL_START) => depth += 1,
                Some(TOKEN_R_BRACE | TOKEN_R_BRACK | TOKEN_R_PAREN | TOKEN_INTERPOL_END) if depth > 0 => {
                    depth -= 1
                }
                Some(TOKEN_R_BRACE | TOKEN_INTERPOL_END | TOKEN_IN) if depth == 0 => break,
                Some(closer) if depth == 0 && self.is_awaited(closer) => break,
                Some(_) => {}
            }
            self.bump();
        }
        self.finish();
        self.reported_at = None;
    }

    /// `inherit a b;` or `inherit (e) a b;`
    fn inherit(&mut self) {
        self.start(NODE_INHERIT);
        self.bump();
        if self.next_is(TOKEN_L_PAREN) {
            self.start(NODE_INHERIT_FROM);
            let opened = self.span();
            self.bump();
            self.await_closer(TOKEN_R_PAREN);
            self.nested_expr("the set to inherit from");
            self.close(TOKEN_R_PAREN, opened, "(");
            self.finish();
        }
        loop {
            match self.peek() {
                Some(TOKEN_IDENT | TOKEN_OR) if self.peek_at(1) == Some(TOKEN_ASSIGN) => break,
                Some(TOKEN_IDENT | TOKEN_OR) => self.ident(),
                Some(TOKEN_STRING_START) => self.string(),
                Some(TOKEN_INTERPOL_START) => self.interpolation(NODE_DYNAMIC),
                Some(TOKEN_COMMA) => {
                    self.fault_here(
                        "the names after `inherit` have no commas between them",
                        Some("remove it"),
                    );
                    self.bump();
                }
                Some(TOKEN_DOT) => {
                    let help = Some("to take a member of a set, write `inherit (set) name;`");
                    self.fault_here("`inherit` takes names, not paths", help);
                    self.bump();
                }
                _ => break,
            }
        }
        if !self.eat(TOKEN_SEMICOLON) {
            self.fault_behind("expected `;` after the names of `inherit`", None);
            let goes_on = matches!(
                self.peek(),
                None | Some(
                    TOKEN_IDENT | TOKEN_OR | TOKEN_INHERIT | TOKEN_IN | TOKEN_R_BRACE | TOKEN_INTERPOL_END
                )
            );
            if !goes_on && !self.peek().is_some_and(|kind| self.is_awaited(kind)) {
                self.skip();
            }
        }
        self.finish();
    }
}
