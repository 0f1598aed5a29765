//! Faults against the declared options, found by the module system.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault against the options.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OptionsProblem {
    UnknownOption { at: Option<Place>, path: String, similar: Vec<String> },
}

impl OptionsProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            OptionsProblem::UnknownOption { at, path, .. } => Diagnostic::new(
                Code::UnknownOption,
                at.map(Spot::Node),
                format!("the option `{path}` does not exist"),
            ),
        }
    }
}
