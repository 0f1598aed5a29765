//! Faults of a project as a whole: its files and its manifest.

use crate::{Code, Diagnostic, FileId, Spot};

/// A fault of a project.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProjectProblem {
    /// A file that was named but cannot be read.
    MissingFile { file: FileId, path: String, reason: String },
}

impl ProjectProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            ProjectProblem::MissingFile { file, path, reason } => Diagnostic::new(
                Code::MissingFile,
                Spot::File(*file),
                format!("cannot read `{path}`: {reason}"),
            ),
        }
    }
}
