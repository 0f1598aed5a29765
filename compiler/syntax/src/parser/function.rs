//! Lambdas: when there is one, its parameters, and the pattern.

use super::Parser;
use crate::ast::SyntaxKind::*;

impl Parser<'_> {
    /// Whether a lambda begins here.
    pub(super) fn at_lambda(&self) -> bool {
        match self.peek() {
            Some(TOKEN_IDENT) => matches!(self.peek_at(1), Some(TOKEN_COLON | TOKEN_AT)),
            Some(TOKEN_L_BRACE) => self.at_pattern(),
            _ => false,
        }
    }

    /// Whether the `{` here opens a pattern. `{ a }` alone is taken for a set in the making.
    fn at_pattern(&self) -> bool {
        match (self.peek_at(1), self.peek_at(2)) {
            (Some(TOKEN_ELLIPSIS), _) => true,
            (Some(TOKEN_IDENT), Some(TOKEN_COMMA | TOKEN_QUESTION)) => true,
            (Some(TOKEN_IDENT), Some(TOKEN_R_BRACE)) => {
                matches!(self.peek_at(3), Some(TOKEN_COLON | TOKEN_AT))
            }
            (Some(TOKEN_R_BRACE), next) => matches!(next, Some(TOKEN_COLON | TOKEN_AT)),
            (Some(TOKEN_COMMA), _) | (Some(TOKEN_IDENT), Some(TOKEN_IDENT | TOKEN_ELLIPSIS)) => {
                self.at_bad_pattern()
            }
            _ => false,
        }
    }

    /// Whether nothing but names and commas stands between this `{` and a `}` with a `:` behind it.
    fn at_bad_pattern(&self) -> bool {
        let mut ahead = 1;
        while let Some(TOKEN_IDENT | TOKEN_COMMA | TOKEN_ELLIPSIS) = self.peek_at(ahead) {
            ahead += 1;
        }
        self.peek_at(ahead) == Some(TOKEN_R_BRACE)
            && matches!(self.peek_at(ahead + 1), Some(TOKEN_COLON | TOKEN_AT))
    }

    /// The parameter of a lambda and its `:`; the node stays open for the body.
    pub(super) fn lambda_head(&mut self) -> &'static str {
        self.start(NODE_LAMBDA);
        if self.next_is(TOKEN_IDENT) && self.peek_at(1) == Some(TOKEN_COLON) {
            self.start(NODE_IDENT_PARAM);
            self.ident();
            self.finish();
        } else {
            self.pattern();
        }
        if !self.eat(TOKEN_COLON) {
            let found = self.found();
            self.fault_here(
                format!("expected `:` after the parameters of this function, found {found}"),
                None,
            );
        }
        "the body of this function"
    }

    fn pattern(&mut self) {
        self.start(NODE_PATTERN);
        let bound_before = self.next_is(TOKEN_IDENT);
        if bound_before {
            self.start(NODE_PAT_BIND);
            self.ident();
            self.bump();
            self.finish();
        }
        let opened = self.span();
        if self.eat(TOKEN_L_BRACE) {
            self.await_closer(TOKEN_R_BRACE);
            self.formals();
            self.close(TOKEN_R_BRACE, opened, "{");
        } else {
            let found = self.found();
            self.fault_here(format!("expected `{{` after `@`, found {found}"), None);
        }
        if self.next_is(TOKEN_AT) {
            if bound_before {
                self.fault_here("this pattern has two names with `@`", Some("remove one of them"));
            }
            self.start(NODE_PAT_BIND);
            self.bump();
            if self.next_is(TOKEN_IDENT) {
                self.ident();
            } else {
                let found = self.found();
                self.fault_here(format!("expected a name after `@`, found {found}"), None);
            }
            self.finish();
        }
        self.finish();
    }

    fn formals(&mut self) {
        loop {
            match self.peek() {
                Some(TOKEN_IDENT) => self.formal(),
                Some(TOKEN_ELLIPSIS) => {
                    self.bump();
                    if !self.next_is(TOKEN_R_BRACE) {
                        self.fault_here("`...` must be the last in a pattern", Some("move it to the end"));
                    }
                }
                Some(TOKEN_R_BRACE) | None => return,
                Some(TOKEN_COMMA) => {
                    self.fault_here("expected a parameter, found `,`", Some("remove the comma"))
                }
                Some(_) => {
                    let found = self.found();
                    self.fault_here(format!("expected a parameter, found {found}"), None);
                    return;
                }
            }
            if !self.eat(TOKEN_COMMA) {
                match self.peek() {
                    Some(TOKEN_IDENT | TOKEN_ELLIPSIS) => {
                        self.fault_behind("expected `,` after this parameter", None)
                    }
                    _ => return,
                }
            }
        }
    }

    fn formal(&mut self) {
        self.start(NODE_PAT_ENTRY);
        self.ident();
        if self.eat(TOKEN_QUESTION) {
            self.nested_expr("a default after `?`");
        }
        self.finish();
    }

    /// The next token as a name.
    pub(super) fn ident(&mut self) {
        self.start(NODE_IDENT);
        self.bump();
        self.finish();
    }
}
