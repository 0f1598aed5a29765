//! Calls, selections, and what they are made of: names, literals, brackets.

use super::{Parser, operators::Wanted};
use crate::ast::SyntaxKind::{self, *};

impl Parser<'_> {
    /// An operand: a function with its arguments, or something simpler.
    pub(super) fn operand(&mut self, wanted: Wanted) {
        let start = self.checkpoint();
        if self.unparenthesised() {
            return;
        }
        if !self.at_simple() {
            self.missing(wanted);
            return;
        }
        self.selection();
        loop {
            if !self.at_simple() || self.at_definition() {
                return;
            }
            if !self.unparenthesised() {
                self.selection();
            }
            self.wrap(start, NODE_APPLY);
        }
    }

    /// What reaches far to the right stands where it needs parentheses: reports and reads it.
    fn unparenthesised(&mut self) -> bool {
        let what = match self.peek() {
            Some(TOKEN_IF) => "an `if`",
            Some(TOKEN_WITH) => "a `with`",
            Some(TOKEN_ASSERT) => "an `assert`",
            Some(TOKEN_LET) if self.peek_at(1) != Some(TOKEN_L_BRACE) => "a `let`",
            _ if self.at_lambda() => "a function",
            _ => return false,
        };
        self.fault_here(format!("{what} needs parentheses here"), Some("put it in parentheses"));
        self.nested_expr("an expression");
        true
    }

    /// Whether a simple expression begins here.
    pub(super) fn at_simple(&self) -> bool {
        match self.peek() {
            Some(
                TOKEN_IDENT | TOKEN_INTEGER | TOKEN_FLOAT | TOKEN_STRING_START | TOKEN_PATH_ABS
                | TOKEN_PATH_REL | TOKEN_PATH_HOME | TOKEN_PATH_SEARCH | TOKEN_URI | TOKEN_L_PAREN
                | TOKEN_L_BRACE | TOKEN_L_BRACK | TOKEN_REC,
            ) => true,
            Some(TOKEN_LET) => self.peek_at(1) == Some(TOKEN_L_BRACE),
            _ => false,
        }
    }

    /// Whether what begins here is not an argument but the next definition: `a = 1 b = 2;`.
    fn at_definition(&self) -> bool {
        let mut ahead = 0;
        loop {
            match self.peek_at(ahead) {
                Some(TOKEN_IDENT | TOKEN_OR) => ahead += 1,
                Some(TOKEN_STRING_START) => match self.peek_at(ahead + 1) {
                    Some(TOKEN_STRING_END) => ahead += 2,
                    Some(TOKEN_STRING_CONTENT) if self.peek_at(ahead + 2) == Some(TOKEN_STRING_END) => {
                        ahead += 3
                    }
                    _ => return false,
                },
                _ => return false,
            }
            match self.peek_at(ahead) {
                Some(TOKEN_ASSIGN) => return true,
                Some(TOKEN_DOT) => ahead += 1,
                _ => return false,
            }
        }
    }

    /// `a.b.c or d`
    fn selection(&mut self) {
        let start = self.checkpoint();
        self.simple();
        if self.next_is(TOKEN_OR) {
            // Without a path before it, `or` is the variable of that name, and an argument.
            self.ident();
            self.wrap(start, NODE_APPLY);
            return;
        }
        if !self.eat(TOKEN_DOT) {
            return;
        }
        self.attrpath("an attribute name after `.`");
        if self.eat(TOKEN_OR) {
            if self.unparenthesised() {
            } else if self.at_simple() {
                self.nested(Parser::selection);
            } else {
                self.missing(Wanted::For("a default after `or`"));
            }
        }
        self.wrap(start, NODE_SELECT);
    }

    /// Attribute names with dots between them. `what` says what the first is wanted for.
    pub(super) fn attrpath(&mut self, what: &'static str) {
        self.start(NODE_ATTRPATH);
        let mut wanted = what;
        while self.attr(wanted) && self.eat(TOKEN_DOT) {
            wanted = "an attribute name after `.`";
        }
        self.finish();
    }

    fn attr(&mut self, wanted: &'static str) -> bool {
        match self.peek() {
            Some(TOKEN_IDENT | TOKEN_OR) => self.ident(),
            Some(TOKEN_STRING_START) => {
                if self.token_text(self.significant[self.at]) == "''" {
                    self.fault_here("an attribute name stands in double quotes, not in `''`", None);
                }
                self.string();
            }
            Some(TOKEN_INTERPOL_START) => self.interpolation(NODE_DYNAMIC),
            Some(
                keyword @ (TOKEN_IF | TOKEN_THEN | TOKEN_ELSE | TOKEN_ASSERT | TOKEN_WITH | TOKEN_LET
                | TOKEN_REC | TOKEN_INHERIT | TOKEN_IN),
            ) if self.keyword_is_meant(keyword) => {
                let found = self.found();
                self.fault_here(
                    format!("{found} is a keyword, not a name"),
                    Some("write it in double quotes"),
                );
                self.start(NODE_IDENT);
                self.bump_as(TOKEN_IDENT);
                self.finish();
            }
            _ => {
                let found = self.found();
                self.fault_here(format!("expected {wanted}, found {found}"), None);
                return false;
            }
        }
        true
    }

    /// Whether a keyword stands where only a name makes sense: `x.if`, `with = 1`.
    fn keyword_is_meant(&self, keyword: SyntaxKind) -> bool {
        keyword != TOKEN_IN && matches!(self.peek_at(1), Some(TOKEN_ASSIGN | TOKEN_SEMICOLON | TOKEN_DOT))
    }

    fn simple(&mut self) {
        match self.peek() {
            Some(TOKEN_IDENT) => self.variable(),
            Some(TOKEN_INTEGER) => self.integer(),
            Some(TOKEN_FLOAT) => self.float(),
            Some(TOKEN_URI) => self.single(NODE_LITERAL),
            Some(TOKEN_PATH_SEARCH) => self.single(NODE_PATH_SEARCH),
            Some(kind @ TOKEN_PATH_ABS) => self.path(kind, NODE_PATH_ABS),
            Some(kind @ TOKEN_PATH_REL) => self.path(kind, NODE_PATH_REL),
            Some(kind @ TOKEN_PATH_HOME) => self.path(kind, NODE_PATH_HOME),
            Some(TOKEN_STRING_START) => self.string(),
            Some(TOKEN_L_PAREN) => self.paren(),
            Some(TOKEN_L_BRACK) => self.list(),
            Some(TOKEN_L_BRACE | TOKEN_REC) => self.attr_set(NODE_ATTR_SET),
            Some(TOKEN_LET) => self.attr_set(NODE_LEGACY_LET),
            _ => unreachable!("asked whether a simple expression begins here"),
        }
    }

    fn single(&mut self, node: SyntaxKind) {
        self.start(node);
        self.bump();
        self.finish();
    }

    fn variable(&mut self) {
        if self.token_text(self.significant[self.at]) == "__curPos" {
            self.start(NODE_CUR_POS);
            self.bump_as(TOKEN_CUR_POS);
            self.finish();
        } else {
            self.ident();
        }
    }

    fn integer(&mut self) {
        let text = self.token_text(self.significant[self.at]);
        if text.parse::<i64>().is_err() {
            let message = format!("the integer `{text}` is too large");
            self.fault_here(message, Some("integers go up to 9223372036854775807"));
        }
        self.single(NODE_LITERAL);
    }

    fn float(&mut self) {
        let text = self.token_text(self.significant[self.at]);
        match text.parse::<f64>() {
            Ok(number) if number.is_infinite() => {
                self.fault_here(format!("the number `{text}` is too large"), None);
            }
            // What no float of full precision comes near to is refused, zero itself aside.
            Ok(number) if !number.is_normal() && has_digits(text) => {
                self.fault_here(format!("the number `{text}` is too close to zero"), None);
            }
            _ => {}
        }
        self.single(NODE_LITERAL);
    }

    /// A path with its interpolations, which stand directly behind each other.
    fn path(&mut self, kind: SyntaxKind, node: SyntaxKind) {
        self.start(node);
        self.bump();
        while self.adjacent() {
            match self.peek() {
                Some(TOKEN_INTERPOL_START) => self.interpolation(NODE_INTERPOL),
                // A `~` begins a path of its own.
                Some(next) if next == kind && !self.token_text(self.flushed).starts_with('~') => self.bump(),
                _ => break,
            }
        }
        self.finish();
    }

    pub(super) fn string(&mut self) {
        self.start(NODE_STRING);
        self.bump();
        loop {
            match self.peek() {
                Some(TOKEN_STRING_CONTENT) => self.bump(),
                Some(TOKEN_INTERPOL_START) => self.interpolation(NODE_INTERPOL),
                Some(TOKEN_STRING_END) => {
                    self.bump();
                    break;
                }
                // The lexer has reported that it is not closed.
                _ => break,
            }
        }
        self.finish();
    }

    /// `${e}` in a string, a path, or as an attribute name.
    pub(super) fn interpolation(&mut self, node: SyntaxKind) {
        self.start(node);
        let opened = self.span();
        self.bump();
        self.await_closer(TOKEN_INTERPOL_END);
        self.nested_expr("an expression in `${ }`");
        self.close(TOKEN_INTERPOL_END, opened, "${");
        self.finish();
    }

    fn paren(&mut self) {
        self.start(NODE_PAREN);
        let opened = self.span();
        self.bump();
        self.await_closer(TOKEN_R_PAREN);
        self.nested_expr("an expression in parentheses");
        self.close(TOKEN_R_PAREN, opened, "(");
        self.finish();
    }

    fn list(&mut self) {
        self.start(NODE_LIST);
        let opened = self.span();
        self.bump();
        self.await_closer(TOKEN_R_BRACK);
        self.nested(Parser::items);
        self.close(TOKEN_R_BRACK, opened, "[");
        self.finish();
    }

    fn items(&mut self) {
        loop {
            if self.unparenthesised() {
            } else if self.at_simple() {
                self.selection();
            } else if self.next_is(TOKEN_COMMA) {
                self.fault_here("a list has no commas", Some("separate the elements by blanks alone"));
                self.bump();
            } else if let Some(operator) = self.operator_in_list() {
                let message = format!("{operator} in a list needs parentheses");
                self.fault_here(message, Some("put the element in parentheses: `[ (a + b) ]`"));
                self.bump();
            } else {
                return;
            }
        }
    }

    fn operator_in_list(&self) -> Option<String> {
        match self.peek()? {
            TOKEN_ADD | TOKEN_SUB | TOKEN_MUL | TOKEN_DIV | TOKEN_CONCAT | TOKEN_UPDATE | TOKEN_AND_AND
            | TOKEN_OR_OR | TOKEN_EQUAL | TOKEN_NOT_EQUAL | TOKEN_LESS | TOKEN_LESS_OR_EQ | TOKEN_MORE
            | TOKEN_MORE_OR_EQ | TOKEN_INVERT | TOKEN_IMPLICATION | TOKEN_QUESTION => Some(self.found()),
            _ => None,
        }
    }
}

/// Whether a float's text has a digit other than zero in front of its exponent.
fn has_digits(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}
