//! Faults met while evaluating the language itself.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EvaluationProblem {
    Failed { at: Option<Place>, message: String },
}

impl EvaluationProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            EvaluationProblem::Failed { at, message } => {
                Diagnostic::new(Code::EvaluationFailed, at.map(Spot::Node), message.clone())
            }
        }
    }
}
