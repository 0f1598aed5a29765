//! Faults of a text that is not Nix, or not JSON.

use crate::{Code, Diagnostic, FileId, Span, Spot};

/// A fault of the text, at a range of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxProblem {
    pub file: FileId,
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl SyntaxProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let said = Diagnostic::new(Code::SyntaxError, Spot::Span(self.file, self.span), self.message.clone());
        match &self.help {
            Some(help) => said.help(help.clone()),
            None => said,
        }
    }
}
