//! Tokens to a tree, whatever the text. The trees have the shape that rnix's typed view reads;
//! the grammar is that of Nix 2.34.
//!
//! Where the text is wrong, one fault is reported at one place, what is missing is left out
//! (an expression becomes an empty error node) and parsing goes on at the next token that an
//! enclosing construct waits for. Real nesting takes stack, which grows on the heap; beyond
//! [`MAX_NESTING`] brackets it is a fault that ends parsing.

mod bindings;
mod expr;
mod function;
mod operators;
mod simple;
mod words;

use crate::{
    Fault,
    ast::SyntaxKind::{self, *},
    lexer::{Lexed, Token, lex},
    tree::{Builder, Checkpoint, Tree},
};
use fedic_diagnostics::Span;

/// How deep brackets, strings with interpolations and conditions may stand inside each other:
/// no text comes near it that was not made for it.
const MAX_NESTING: u32 = 200_000;
/// The stack that one level of nesting may need, and what is added when it is not there.
const LEVEL: usize = 32 << 10;
const STACK: usize = 4 << 20;

/// Parses a text: its tree and what is wrong with it, in the order of the text.
pub(crate) fn parse(text: &str) -> (Tree<'_>, Vec<Fault>) {
    let Lexed { tokens, mut faults, unclosed } = lex(text);
    let mut parser = Parser::new(text, tokens);
    parser.root();
    let tree = parser.builder.finish_tree();
    // What is not closed makes the parser wait for things that never come.
    let eof = u32::try_from(text.len()).unwrap_or(u32::MAX);
    faults.extend(parser.faults.into_iter().filter(|fault| !(unclosed && fault.span.end == eof)));
    faults.sort_by_key(|fault| fault.span);
    (tree, faults)
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The indices of the tokens that are no blanks.
    significant: Vec<usize>,
    /// The next of [`Self::significant`].
    at: usize,
    /// The next of [`Self::tokens`] to go into the tree.
    flushed: usize,
    builder: Builder<'t>,
    faults: Vec<Fault>,
    /// The number of tokens read when a fault was reported last: one is enough at one place.
    reported_at: Option<usize>,
    nesting: u32,
    /// What closes the brackets around, so that a closing one is left to the construct that waits for it.
    awaited: Vec<Closer>,
    /// By closer: how many of them are awaited. Of many brackets none is looked at twice.
    how_many: [u32; 5],
}

/// What closes something, by its number in [`CLOSERS`].
type Closer = usize;

const CLOSERS: [SyntaxKind; 5] = [TOKEN_R_PAREN, TOKEN_R_BRACK, TOKEN_R_BRACE, TOKEN_INTERPOL_END, TOKEN_IN];

impl<'t> Parser<'t> {
    fn new(text: &'t str, tokens: Vec<Token>) -> Parser<'t> {
        let blank = |kind| matches!(kind, TOKEN_WHITESPACE | TOKEN_COMMENT | TOKEN_ERROR);
        let mut significant = Vec::with_capacity(tokens.len());
        significant.extend((0..tokens.len()).filter(|&at| !blank(tokens[at].kind)));
        Parser {
            text,
            builder: Builder::new(text, tokens.len()),
            tokens,
            significant,
            at: 0,
            flushed: 0,
            faults: Vec::new(),
            reported_at: None,
            nesting: 0,
            awaited: Vec::new(),
            how_many: [0; 5],
        }
    }

    fn root(&mut self) {
        self.expr("an expression");
        if self.peek().is_some() {
            let found = self.found();
            let help = match self.peek() {
                Some(TOKEN_R_PAREN | TOKEN_R_BRACE | TOKEN_R_BRACK) => Some("remove it, or open it before"),
                Some(TOKEN_ASSIGN) => Some("definitions stand in `{ }` or between `let` and `in`"),
                _ => None,
            };
            self.fault_here(format!("expected the end of the file, found {found}"), help);
            self.rest_as_error();
        }
        self.flush(self.tokens.len());
    }

    /// The kind of the next token; none at the end.
    fn peek(&self) -> Option<SyntaxKind> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<SyntaxKind> {
        self.significant.get(self.at + ahead).map(|&token| self.tokens[token].kind)
    }

    fn next_is(&self, kind: SyntaxKind) -> bool {
        self.peek() == Some(kind)
    }

    /// The next token, by its place among all; the number of them at the end.
    fn significant_token(&self) -> usize {
        self.significant.get(self.at).map_or(self.tokens.len(), |&token| token)
    }

    /// Whether the next token stands directly behind the one before, without a blank.
    fn adjacent(&self) -> bool {
        self.significant.get(self.at) == Some(&self.flushed)
    }

    fn span_of(&self, token: usize) -> Span {
        let start = if token == 0 { 0 } else { self.tokens[token - 1].end };
        Span::new(start, self.tokens[token].end)
    }

    fn token_text(&self, token: usize) -> &'t str {
        let span = self.span_of(token);
        &self.text[span.start as usize..span.end as usize]
    }

    /// The range of the next token; empty at the end.
    fn span(&self) -> Span {
        match self.significant.get(self.at) {
            Some(&token) => self.span_of(token),
            None => self.end(),
        }
    }

    /// The range of the token read last.
    fn last_span(&self) -> Span {
        match self.at.checked_sub(1) {
            Some(last) => self.span_of(self.significant[last]),
            None => Span::new(0, 0),
        }
    }

    fn end(&self) -> Span {
        let end = self.tokens.last().map_or(0, |token| token.end);
        Span::new(end, end)
    }

    /// Puts the next token into the tree.
    fn bump(&mut self) {
        if let Some(&token) = self.significant.get(self.at) {
            self.flush(token + 1);
            self.at += 1;
        }
    }

    /// Puts the next token into the tree under another kind.
    fn bump_as(&mut self, kind: SyntaxKind) {
        if let Some(&token) = self.significant.get(self.at) {
            self.tokens[token].kind = kind;
        }
        self.bump();
    }

    /// Puts the next token into the tree if it is of this kind.
    fn eat(&mut self, kind: SyntaxKind) -> bool {
        let there = self.next_is(kind);
        if there {
            self.bump();
        }
        there
    }

    fn flush(&mut self, until: usize) {
        for token in self.tokens.get(self.flushed..until).unwrap_or_default() {
            self.builder.token(token.kind, token.end);
        }
        self.flushed = self.flushed.max(until);
    }

    /// Where the next token's node begins: behind the blanks.
    fn checkpoint(&mut self) -> Checkpoint {
        if let Some(&token) = self.significant.get(self.at) {
            self.flush(token);
        }
        self.builder.checkpoint()
    }

    fn start(&mut self, kind: SyntaxKind) {
        self.checkpoint();
        self.builder.start(kind);
    }

    fn finish(&mut self) {
        self.builder.finish();
    }

    /// Reports a fault, unless it follows from one that was reported a token ago or by the lexer.
    fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        let before = self.reported_at.replace(self.at);
        if before.is_some_and(|before| self.at <= before + 1) || self.behind_stray() {
            return;
        }
        self.faults.push(Fault { span, message: message.into(), help: help.map(str::to_owned) });
    }

    /// Whether something that is no token stands before the next token.
    fn behind_stray(&self) -> bool {
        let from = self.at.checked_sub(1).map_or(0, |last| self.significant[last] + 1);
        let to = self.significant.get(self.at).copied().unwrap_or(self.tokens.len());
        self.tokens[from..to].iter().any(|token| token.kind == TOKEN_ERROR)
    }

    fn fault_here(&mut self, message: impl Into<String>, help: Option<&str>) {
        self.fault(self.span(), message, help);
    }

    /// Reports that something is missing behind the token read last.
    fn fault_behind(&mut self, message: impl Into<String>, help: Option<&str>) {
        let end = self.last_span().end;
        self.fault(Span::new(end, end), message, help);
    }

    /// Reads the token that closes what `opened` opened. `what` is the opening text.
    fn close(&mut self, kind: SyntaxKind, opened: Span, what: &str) {
        self.came();
        if self.eat(kind) {
            return;
        }
        let closer = words::sign(kind);
        match self.peek() {
            None => {
                let help = format!("close it with `{closer}`");
                self.fault(opened, format!("this `{what}` is not closed"), Some(&help));
            }
            Some(other) => {
                let found = self.found();
                self.fault_here(format!("expected `{closer}` to close `{what}`, found {found}"), None);
                let stray = matches!(other, TOKEN_R_PAREN | TOKEN_R_BRACK | TOKEN_R_BRACE);
                if stray && !self.is_awaited(other) {
                    self.bump();
                }
            }
        }
    }

    /// Reads something nested, with enough stack; if it is too deep, reports that and takes the
    /// rest of the text as an error.
    fn nested(&mut self, read: impl FnOnce(&mut Self)) {
        if self.nesting == MAX_NESTING {
            self.too_deep(self.span());
            return;
        }
        self.nesting += 1;
        stacker::maybe_grow(LEVEL, STACK, || read(self));
        self.nesting -= 1;
    }

    /// Waits for what closes the construct that begins here.
    fn await_closer(&mut self, kind: SyntaxKind) {
        if let Some(closer) = closer(kind) {
            self.awaited.push(closer);
            self.how_many[closer] += 1;
        }
    }

    /// Waits no longer for what closes the innermost construct.
    fn came(&mut self) {
        if let Some(closer) = self.awaited.pop() {
            self.how_many[closer] -= 1;
        }
    }

    /// Whether a token closes something that is open around here.
    fn is_awaited(&self, kind: SyntaxKind) -> bool {
        closer(kind).is_some_and(|closer| self.how_many[closer] > 0)
    }

    /// Makes one node of what was built since the checkpoint.
    fn wrap(&mut self, from: Checkpoint, kind: SyntaxKind) {
        self.builder.wrap(from, kind);
    }

    fn too_deep(&mut self, span: Span) {
        self.fault(
            span,
            "the expressions here are nested too deeply",
            Some("give inner parts a name with `let`, or move them to a file of their own"),
        );
        self.rest_as_error();
    }

    /// Puts all that is left into an error node. Nothing is reported behind it.
    fn rest_as_error(&mut self) {
        self.checkpoint();
        self.builder.start(NODE_ERROR);
        while self.peek().is_some() {
            self.bump();
        }
        self.builder.finish();
        self.reported_at = Some(self.at);
    }
}

fn closer(kind: SyntaxKind) -> Option<Closer> {
    CLOSERS.iter().position(|&it| it == kind)
}
