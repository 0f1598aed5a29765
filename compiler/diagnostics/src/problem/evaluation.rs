//! Faults met while evaluating the language itself.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EvaluationProblem {
    /// What Nix would say, where the user's own code brought it about.
    Failed {
        at: Option<Place>,
        message: String,
        similar: Vec<String>,
        /// What was under way, innermost first.
        trace: Vec<(Option<Place>, String)>,
    },
    /// The evaluation costs more than it may.
    Limit { at: Option<Place>, message: String },
    /// A value that needs itself: the expressions that need each other in turn.
    InfiniteRecursion { cycle: Vec<Place> },
}

impl EvaluationProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            EvaluationProblem::Failed { at, message, similar, trace } => {
                let mut said = Diagnostic::new(Code::EvaluationFailed, at.map(Spot::Node), message.clone())
                    .meant(similar, None);
                for (place, text) in trace {
                    said = match place {
                        Some(place) => said.also(Spot::Node(*place), text.clone()),
                        None => said.note(text.clone()),
                    };
                }
                said
            }
            EvaluationProblem::Limit { at, message } => Diagnostic::new(
                Code::LimitReached,
                at.map(Spot::Node),
                format!("a limit was reached: {message}"),
            ),
            EvaluationProblem::InfiniteRecursion { cycle } => infinite_recursion(cycle),
        }
    }
}

fn infinite_recursion(cycle: &[Place]) -> Diagnostic {
    let mut places = cycle.iter().copied().map(Spot::Node);
    let said = Diagnostic::new(Code::InfiniteRecursion, places.next(), "infinite recursion encountered")
        .here("this value is needed to compute itself");
    places.fold(said, |said, at| said.also(at, "through this"))
}
