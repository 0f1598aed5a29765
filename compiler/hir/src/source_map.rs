//! Where the nodes of a body stand in the text. Kept apart from the body, so that an edit
//! which only moves things leaves the body as it was.

use fedic_diagnostics::{NodeId, Span};

/// The ranges of a body's nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// By expression.
    pub exprs: Vec<Span>,
    /// By name node.
    pub names: Vec<Span>,
    /// By name node: where the path of attributes begins that it is a part of. For Nix code
    /// all names of `a.b.c = …` stand there.
    pub paths: Vec<u32>,
}

impl SourceMap {
    /// Says that the name nodes from `first` up to `last` are the parts of one path.
    pub(crate) fn begin_paths_at(&mut self, first: NodeId, last: NodeId) {
        let (Some(first), Some(last)) = (first.as_name(), last.as_name()) else { return };
        let Some(&begin) = self.paths.get(first as usize) else { return };
        for path in self.paths.iter_mut().take(last as usize + 1).skip(first as usize) {
            *path = begin;
        }
    }

    /// Where a node stands for Nix code: a name where its path begins, else its own beginning.
    #[must_use]
    pub fn position(&self, node: NodeId) -> Option<u32> {
        match node.as_name() {
            Some(name) => self.paths.get(name as usize).copied(),
            None => self.span(node).map(|span| span.start),
        }
    }

    /// The range of a node; none for a number that the body does not have.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Option<Span> {
        match (node.as_expr(), node.as_name()) {
            (Some(expr), _) => self.exprs.get(expr as usize).copied(),
            (None, Some(name)) => self.names.get(name as usize).copied(),
            (None, None) => None,
        }
    }

    /// The range of an expression, or of the smallest one around a name.
    #[must_use]
    pub fn expression(&self, node: NodeId) -> Option<Span> {
        let span = self.span(node)?;
        if node.as_expr().is_some() {
            return Some(span);
        }
        let around = |it: &&Span| it.start <= span.start && span.end <= it.end;
        self.exprs.iter().filter(around).min_by_key(|it| it.len()).copied()
    }
}
