//! Faults of names, found without evaluating.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScopeProblem {
    UndefinedVariable { at: Place, name: String, similar: Vec<String> },
}

impl ScopeProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            ScopeProblem::UndefinedVariable { at, name, .. } => Diagnostic::new(
                Code::UndefinedVariable,
                Spot::Node(*at),
                format!("undefined variable `{name}`"),
            ),
        }
    }
}
