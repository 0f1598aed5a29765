//! Where the nodes of a body stand in the text. Kept apart from the body, so that an edit
//! which only moves things leaves the body as it was.

mod packed;

use crate::ExprId;
use fedic_diagnostics::{NodeId, SectionId, Span};
use serde::{Deserialize, Serialize};

/// The ranges of a file's nodes, by their numbers in the whole body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "packed::Packed", into = "packed::Packed")]
pub struct SourceMap {
    /// By expression.
    pub exprs: Vec<Span>,
    /// By name node.
    pub names: Vec<Span>,
    /// By name node: where the path of attributes begins that it is a part of. For Nix code
    /// all names of `a.b.c = …` stand there.
    pub paths: Vec<u32>,
    /// The sections that the file has been cut into, by their numbers; none if it has not.
    sections: Vec<Section>,
}

/// The expressions and names of a section, by their numbers in the whole body.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    id: SectionId,
    exprs: Vec<u32>,
    names: Vec<u32>,
}

impl SourceMap {
    /// Adds a section; they come in the order of their numbers.
    pub(crate) fn add_section(&mut self, id: SectionId, exprs: Vec<u32>, names: Vec<u32>) {
        self.sections.push(Section { id, exprs, names });
    }

    /// The expression of the whole body that a node is, if it is one.
    #[must_use]
    pub fn expr(&self, node: NodeId) -> Option<ExprId> {
        let number = node.as_expr()?;
        match self.section(node)? {
            Some(section) => section.exprs.get(number as usize).copied().map(ExprId),
            None => Some(ExprId(number)),
        }
    }

    /// The number of a name in the whole body.
    fn name(&self, node: NodeId) -> Option<u32> {
        let number = node.as_name()?;
        match self.section(node)? {
            Some(section) => section.names.get(number as usize).copied(),
            None => Some(number),
        }
    }

    /// The section of a node; `Some(None)` if it is of the whole file.
    fn section(&self, node: NodeId) -> Option<Option<&Section>> {
        if self.sections.is_empty() {
            return (node.section() == SectionId::OUTERMOST).then_some(None);
        }
        let index = self.sections.binary_search_by_key(&node.section(), |section| section.id).ok()?;
        Some(self.sections.get(index))
    }

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
        match self.name(node) {
            Some(name) => self.paths.get(name as usize).copied(),
            None => self.span(node).map(|span| span.start),
        }
    }

    /// The range of a node; none for one that the file does not have.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Option<Span> {
        match self.expr(node) {
            Some(ExprId(expr)) => self.exprs.get(expr as usize).copied(),
            None => self.names.get(self.name(node)? as usize).copied(),
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
