//! Texts cut along their trees: the ranges of expressions and of what may be left out.

use fedic_syntax::ast::{AstNode, Attr, Expr, Ident, NodeOrToken, SyntaxKind, SyntaxNode, SyntaxToken};
use std::ops::Range;

/// The tree of a text.
pub(super) fn tree(text: &str) -> SyntaxNode {
    fedic_syntax::parse(text).root().syntax().clone()
}

/// All expressions of a tree, the outermost first. Names of attributes are none.
pub(super) fn expressions(tree: &SyntaxNode) -> Vec<SyntaxNode> {
    tree.descendants().filter(is_expression).collect()
}

fn is_expression(node: &SyntaxNode) -> bool {
    if Attr::can_cast(node.kind()) && node.parent().is_some_and(|parent| is_naming(parent.kind())) {
        return false;
    }
    Expr::can_cast(node.kind()) && !(Ident::can_cast(node.kind()) && node.text().is_empty())
}

/// What holds names, not expressions.
fn is_naming(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::NODE_ATTRPATH
            | SyntaxKind::NODE_INHERIT
            | SyntaxKind::NODE_PAT_ENTRY
            | SyntaxKind::NODE_PAT_BIND
            | SyntaxKind::NODE_IDENT_PARAM
    )
}

/// What may be left out of a tree: bindings, elements of lists, formals with their commas.
pub(super) fn omissible(tree: &SyntaxNode) -> Vec<Range<usize>> {
    let parts = tree.descendants().filter(|node| {
        let parent = node.parent().map(|parent| parent.kind());
        matches!(node.kind(), SyntaxKind::NODE_ATTRPATH_VALUE | SyntaxKind::NODE_INHERIT)
            || parent == Some(SyntaxKind::NODE_LIST)
            || node.kind() == SyntaxKind::NODE_PAT_ENTRY
    });
    parts.map(|node| with_comma(&node)).collect()
}

fn with_comma(node: &SyntaxNode) -> Range<usize> {
    let mut range = range(node);
    let mut next = node.next_sibling_or_token();
    while let Some(NodeOrToken::Token(token)) = next {
        match token.kind() {
            SyntaxKind::TOKEN_WHITESPACE => {}
            SyntaxKind::TOKEN_COMMA => {
                range.end = usize::from(token.text_range().end());
                break;
            }
            _ => break,
        }
        next = token.next_sibling_or_token();
    }
    range
}

/// Where a node stands.
pub(super) fn range(node: &SyntaxNode) -> Range<usize> {
    let range = node.text_range();
    usize::from(range.start())..usize::from(range.end())
}

/// The tokens of a tree that are no blanks and no remarks.
pub(super) fn tokens(tree: &SyntaxNode) -> Vec<SyntaxToken> {
    let tokens = tree.descendants_with_tokens().filter_map(NodeOrToken::into_token);
    tokens
        .filter(|token| !matches!(token.kind(), SyntaxKind::TOKEN_WHITESPACE | SyntaxKind::TOKEN_COMMENT))
        .collect()
}

/// A text with a part of it replaced.
pub(super) fn spliced(text: &str, range: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}
