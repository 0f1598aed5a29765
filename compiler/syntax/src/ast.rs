//! The typed view of a tree: every accessor gives an `Option`, because any part of a text
//! may be missing.

use fedic_diagnostics::Span;

pub use rnix::ast::*;
pub use rnix::{NixLanguage, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};
pub use rowan::ast::AstNode;
pub use rowan::{Direction, NodeOrToken, TokenAtOffset, WalkEvent};

/// The range of a typed node.
#[must_use]
pub fn span(node: &impl AstNode<Language = NixLanguage>) -> Span {
    to_span(node.syntax().text_range())
}

/// A tree's own kind of range as ours.
#[must_use]
pub fn to_span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

/// The expression inside any number of parentheses.
#[must_use]
pub fn unparenthesised(mut expr: Expr) -> Option<Expr> {
    while let Expr::Paren(paren) = expr {
        expr = paren.expr()?;
    }
    Some(expr)
}

/// The name of an identifier, `or` included. Read from the green tree: going through tokens
/// would make a cursor for each.
#[must_use]
pub fn ident_text(ident: &Ident) -> String {
    let green = ident.syntax().green();
    green.children().filter_map(NodeOrToken::into_token).map(rowan::GreenTokenData::text).collect()
}
