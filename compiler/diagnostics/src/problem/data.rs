//! Faults of configurations as data, found by the gate before evaluation.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DataProblem {
    RefusedMember { at: Place, name: String },
}

impl DataProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            DataProblem::RefusedMember { at, name } => Diagnostic::new(
                Code::RefusedMember,
                Spot::Node(*at),
                format!("the member `{name}` is not data"),
            ),
        }
    }
}
