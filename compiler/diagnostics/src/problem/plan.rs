//! Faults of plans: requests and offers that do not meet.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PlanProblem {
    UnofferedKind { at: Option<Place>, request: String, kind: String },
}

impl PlanProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            PlanProblem::UnofferedKind { at, request, kind } => Diagnostic::new(
                Code::UnofferedKind,
                at.map(Spot::Node),
                format!(
                    "the request `{request}` is of the kind `{kind}`, which the environment does not offer"
                ),
            ),
        }
    }
}
