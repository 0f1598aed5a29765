//! Faults found by inference, in code that may never have run.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypesProblem {
    UnknownAttribute { at: Place, name: String, similar: Vec<String> },
}

impl TypesProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            TypesProblem::UnknownAttribute { at, name, .. } => Diagnostic::new(
                Code::UnknownAttribute,
                Spot::Node(*at),
                format!("no attribute `{name}` here"),
            ),
        }
    }
}
