//! Faults of configurations as data, found by the gate before evaluation.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DataProblem {
    /// A member that the module system would act upon.
    RefusedMember { at: Place, name: String },
    /// A member that stood before.
    DuplicateMember { at: Place, first: Place, name: String },
    /// A string that is no text; says what is in it.
    NotText { at: Place, what: &'static str },
    /// A number that Nix does not have.
    NumberOutOfRange { at: Place, number: String },
    /// Data where only a module can stand; says what stands there.
    CodeInData { at: Place, what: &'static str },
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
            )
            .here("the module system would act upon it")
            .help("remove it; a configuration in JSON can only set options"),
            DataProblem::DuplicateMember { at, first, name } => Diagnostic::new(
                Code::DuplicateMember,
                Spot::Node(*at),
                format!("the member `{name}` stands twice"),
            )
            .here("again here")
            .also(Spot::Node(*first), "first here")
            .help("keep one of them"),
            DataProblem::NotText { at, what } => {
                Diagnostic::new(Code::NotText, Spot::Node(*at), format!("the string has {what}"))
                    .help("remove it; Nix has no such text")
            }
            DataProblem::NumberOutOfRange { at, number } => Diagnostic::new(
                Code::NumberOutOfRange,
                Spot::Node(*at),
                format!("the number {number} is out of range"),
            )
            .note(
                "integers go from -9223372036854775808 to 9223372036854775807, floats are those of 64 bits",
            ),
            DataProblem::CodeInData { at, what } => Diagnostic::new(
                Code::CodeInData,
                Spot::Node(*at),
                "a module is wanted here, and modules are code",
            )
            .here(format!("{what} of a configuration in JSON"))
            .help("set this option in a Nix file of the project"),
        }
    }
}
