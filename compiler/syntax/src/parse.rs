//! Nix text to a tree, and what is wrong with the text.

use crate::ast::{self, AstNode};
use crate::parser;
use crate::tree::Tree;
use fedic_diagnostics::{FileId, Problem, Span, problem::syntax::SyntaxProblem};

/// A fault of a text, before the text is known as a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl Fault {
    /// The fault as a problem of a file.
    #[must_use]
    pub fn problem(&self, file: FileId) -> Problem {
        Problem::Syntax(SyntaxProblem {
            file,
            span: self.span,
            message: self.message.clone(),
            help: self.help.clone(),
        })
    }
}

/// A text's tree and its faults. The tree is read through [`crate::view`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<'t> {
    pub(crate) tree: Tree<'t>,
    pub faults: Vec<Fault>,
}

impl Parsed<'_> {
    /// The tree in rowan's form, under rnix's own typed view. Each call makes another one.
    #[must_use]
    pub fn root(&self) -> ast::Root {
        match ast::Root::cast(ast::SyntaxNode::new_root(self.tree.green())) {
            Some(root) => root,
            None => unreachable!("a parsed text's outermost node is a root"),
        }
    }

    /// The faults as problems of a file.
    #[must_use]
    pub fn problems(&self, file: FileId) -> Vec<Problem> {
        self.faults.iter().map(|fault| fault.problem(file)).collect()
    }
}

/// Parses Nix text. The tree holds all of the text, whatever is wrong with it; the faults are
/// in the order of the text.
#[must_use]
pub fn parse(text: &str) -> Parsed<'_> {
    let (tree, faults) = parser::parse(text);
    Parsed { tree, faults }
}
