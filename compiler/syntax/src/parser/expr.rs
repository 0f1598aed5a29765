//! Expressions from the outside: what reaches as far to the right as it can.

use super::{Parser, operators::Wanted, words};
use crate::ast::SyntaxKind::{self, *};

impl Parser<'_> {
    /// An expression. `what` says what it is wanted for, if there is none.
    pub(super) fn expr(&mut self, what: &'static str) {
        // What ends with an expression is kept open, so that `x: y: …` and `else if …` do not nest.
        let mut open = 0;
        let mut wanted = what;
        loop {
            wanted = match self.peek() {
                Some(TOKEN_IF) => self.if_then(),
                Some(TOKEN_ASSERT) => {
                    self.before_semicolon(NODE_ASSERT, "assert", "the condition of `assert`")
                }
                Some(TOKEN_WITH) => self.before_semicolon(NODE_WITH, "with", "the set of `with`"),
                Some(TOKEN_LET) if self.peek_at(1) != Some(TOKEN_L_BRACE) => self.let_in(),
                _ if self.at_lambda() => self.lambda_head(),
                _ => {
                    self.operators(wanted);
                    break;
                }
            };
            open += 1;
        }
        for _ in 0..open {
            self.finish();
        }
    }

    /// An expression inside brackets or between keywords: nested.
    pub(super) fn nested_expr(&mut self, what: &'static str) {
        self.nested(|parser| parser.expr(what));
    }

    fn if_then(&mut self) -> &'static str {
        self.start(NODE_IF_ELSE);
        self.bump();
        self.nested_expr("the condition of `if`");
        if self.next_is(TOKEN_ASSIGN) {
            self.fault_here("expected `then`, found `=`", Some("compare with `==`"));
            self.bump();
            self.nested_expr("the condition of `if`");
        }
        self.keyword(TOKEN_THEN, "the condition of `if`", None);
        self.nested_expr("an expression after `then`");
        self.keyword(TOKEN_ELSE, "what follows `then`", Some("an `if` always has an `else`"));
        "an expression after `else`"
    }

    fn keyword(&mut self, kind: SyntaxKind, behind: &'static str, help: Option<&str>) {
        if !self.eat(kind) {
            let (word, found) = (words::sign(kind), self.found());
            self.fault_here(format!("expected `{word}` after {behind}, found {found}"), help);
        }
    }

    fn before_semicolon(&mut self, kind: SyntaxKind, word: &str, what: &'static str) -> &'static str {
        self.start(kind);
        self.bump();
        self.nested_expr(what);
        if !self.eat(TOKEN_SEMICOLON) {
            self.fault_behind(format!("expected `;` after {what}"), None);
        }
        if word == "with" { "an expression after `with …;`" } else { "an expression after `assert …;`" }
    }

    fn let_in(&mut self) -> &'static str {
        self.start(NODE_LET_IN);
        let opened = self.span();
        self.bump();
        self.nested(|parser| {
            parser.await_closer(TOKEN_IN);
            parser.bindings(true);
            parser.came();
        });
        if !self.eat(TOKEN_IN) {
            let help = Some("write `in` and the expression that uses the bindings");
            match self.peek() {
                None => self.fault(opened, "this `let` has no `in`", help),
                Some(_) => {
                    let found = self.found();
                    self.fault_here(
                        format!("expected `in` after the bindings of `let`, found {found}"),
                        help,
                    );
                }
            }
        }
        "an expression after `in`"
    }

    /// An empty node for an expression that is not there.
    pub(super) fn missing(&mut self, what: Wanted) {
        let what = match what {
            Wanted::For(what) => what.to_owned(),
            Wanted::Operand { after } => format!("an operand after {}", self.token(after)),
        };
        let found = self.found();
        let help = match self.peek() {
            Some(TOKEN_L_BRACE | TOKEN_ASSIGN) => None,
            Some(TOKEN_EQUAL) => Some("a definition has one `=`"),
            Some(TOKEN_OR) => Some("`or` gives the default of a selection: `a.b or c`"),
            _ => None,
        };
        self.fault_here(format!("expected {what}, found {found}"), help);
        self.builder.start(NODE_ERROR);
        self.finish();
    }
}
