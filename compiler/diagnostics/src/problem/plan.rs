//! Faults of plans: requests and offers that do not meet.

use crate::words::listed;
use crate::{Code, Diagnostic, Place, Spot};

/// A fault of a plan. Requests are named `<application>/<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PlanProblem {
    /// A request of a kind that the environment has no offer of.
    UnofferedKind {
        at: Option<Place>,
        request: String,
        kind: String,
        environment: String,
        offered: Vec<String>,
    },
    /// A request that no policy was called with.
    UnservedRequest { at: Option<Place>, request: String, kind: String, environment: String },
    /// A request that no policy was called with, while another one with the same id was.
    DroppedRequest { at: Option<Place>, request: String, kept: String, kept_at: Option<Place> },
}

impl PlanProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            PlanProblem::UnofferedKind { at, request, kind, environment, offered } => {
                let message = format!(
                    "the request `{request}` is of the kind `{kind}`, which the environment `{environment}` does not offer"
                );
                let said = Diagnostic::new(Code::UnofferedKind, at.map(Spot::Node), message)
                    .here(format!("a `{kind}` is asked for here"))
                    .help(format!(
                        "add an offer `resources.<name>.{kind}` to the environment `{environment}`"
                    ));
                if offered.is_empty() { said } else { said.note(format!("it offers {}", listed(offered))) }
            }
            PlanProblem::UnservedRequest { at, request, kind, environment } => {
                let message =
                    format!("no `{kind}` of the environment `{environment}` serves the request `{request}`");
                Diagnostic::new(Code::UnservedRequest, at.map(Spot::Node), message)
                    .here("asked for here")
                    .help("call `apply` of an offer with it in the environment's `implementation`")
            }
            PlanProblem::DroppedRequest { at, request, kept, kept_at } => {
                let message = format!("the request `{request}` is lost: `{kept}` has the same id");
                let said = Diagnostic::new(Code::DroppedRequest, at.map(Spot::Node), message)
                    .here("nobody serves this one")
                    .help("ids are unique within one application only: merge requests by `<application>/<id>`, as `by-kind` of the environment does");
                match kept_at {
                    Some(kept_at) => said.also(Spot::Node(*kept_at), "this one is served"),
                    None => said,
                }
            }
        }
    }
}
