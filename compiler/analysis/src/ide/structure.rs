//! The structure of a text by itself: what folds, what is selected next, what is a link.

use super::{Asked, Language, resolve};
use crate::queries;
use crate::report::SourceRange;
use fedic_diagnostics::Span;
use fedic_hir::Expr;
use fedic_syntax::ast::{AstNode, SyntaxKind, SyntaxNode, TextRange, WalkEvent};

/// A path in a text, and the file that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub range: SourceRange,
    /// Absolute.
    pub target: String,
}

/// A part of a text that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// In bytes.
    pub start: u32,
    pub end: u32,
    pub is_comment: bool,
}

/// What folds in a file, by offsets: sets, lists, functions, texts and comments of several lines.
pub(crate) fn folds(asked: &Asked<'_>) -> Vec<Fold> {
    let text = asked.text();
    let mut found = Vec::new();
    let mut add = |span: Span, is_comment: bool| {
        if text.get(span.start as usize..span.end as usize).is_some_and(|it| it.contains('\n')) {
            found.push(Fold { start: span.start, end: span.end, is_comment });
        }
    };
    if asked.language() == Language::Manifest {
        return found;
    }
    if asked.language() == Language::Json {
        let parsed = queries::json(asked.db, asked.file);
        let numbers = (0..).map(fedic_diagnostics::NodeId::expr);
        numbers.map_while(|node| parsed.spans.span(node)).for_each(|span| add(span, false));
        return found;
    }
    let root = fedic_syntax::parse(&asked.text()).root();
    // Comments of a line each that stand below each other are one.
    let mut comment: Option<Span> = None;
    for event in root.syntax().preorder_with_tokens() {
        let WalkEvent::Enter(element) = event else { continue };
        let span = to_span(element.text_range());
        match element.kind() {
            SyntaxKind::NODE_ATTR_SET
            | SyntaxKind::NODE_LIST
            | SyntaxKind::NODE_STRING
            | SyntaxKind::NODE_LET_IN
            | SyntaxKind::NODE_PATTERN
            | SyntaxKind::NODE_INHERIT => add(span, false),
            SyntaxKind::TOKEN_COMMENT => {
                let goes_on = comment.is_some_and(|last| {
                    let gap = text.get(last.end as usize..span.start as usize).unwrap_or("-");
                    gap.trim().is_empty() && gap.matches('\n').count() == 1
                });
                match &mut comment {
                    Some(last) if goes_on => last.end = span.end,
                    _ => comment.replace(span).into_iter().for_each(|last| add(last, true)),
                }
            }
            _ => {}
        }
    }
    comment.into_iter().for_each(|last| add(last, true));
    found.sort_by_key(|fold| (fold.start, fold.end));
    found
}

/// The ranges around an offset, from the smallest to the whole text.
pub(crate) fn selections(asked: &Asked<'_>, offset: u32) -> Vec<SourceRange> {
    let mut spans: Vec<Span> = Vec::new();
    if asked.language() == Language::Manifest {
        return Vec::new();
    }
    if asked.language() == Language::Json {
        let parsed = queries::json(asked.db, asked.file);
        let nodes = |make: fn(u32) -> fedic_diagnostics::NodeId| {
            (0..).map(make).map_while(|node| parsed.spans.span(node)).filter(|span| span.touches(offset))
        };
        spans.extend(nodes(fedic_diagnostics::NodeId::expr).chain(nodes(fedic_diagnostics::NodeId::name)));
        spans.sort_by_key(|span| span.len());
    } else {
        let root = fedic_syntax::parse(&asked.text()).root();
        let at = offset.min(u32::from(root.syntax().text_range().end()));
        if let Some(token) = root.syntax().token_at_offset(at.into()).right_biased() {
            spans.push(to_span(token.text_range()));
            spans.extend(token.parent_ancestors().map(|node: SyntaxNode| to_span(node.text_range())));
        }
    }
    spans.dedup();
    spans.into_iter().filter_map(|span| asked.range(span)).collect()
}

/// The paths in a file that lead to files.
pub(crate) fn links(asked: &Asked<'_>) -> Vec<Link> {
    if asked.language() != Language::Nix {
        return Vec::new();
    }
    let (body, map) = (queries::body(asked.db, asked.file), queries::source_map(asked.db, asked.file));
    let link = |(expr, id): (&Expr, u32)| {
        let Expr::Path(_) = expr else { return None };
        let file = resolve::imported(asked.db, asked.file, body, fedic_hir::ExprId(id))?;
        let range = asked.range(*map.exprs.get(id as usize)?)?;
        Some(Link { range, target: file.path(asked.db).to_string() })
    };
    body.exprs.iter().zip(0..).filter_map(link).collect()
}

fn to_span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}
