//! The registry of codes as text.

use crate::report::Level;
use fedic_diagnostics::{Code, did_you_mean, similar};

/// What the registry knows of a code.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// `F` and four digits.
    pub number: &'static str,
    /// In kebab case.
    pub name: &'static str,
    /// Unless a project's lints say otherwise.
    pub level: Level,
    /// Markdown.
    pub page: &'static str,
}

/// A code, named by number or name.
#[must_use]
pub fn known(text: &str) -> Option<Known> {
    Code::find(text).map(|code| Known {
        number: code.number(),
        name: code.name(),
        level: code.severity().into(),
        page: code.page(),
    })
}

/// Number and name of every code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    Code::ALL.iter().map(|code| (code.number(), code.name()))
}

/// Whether a fault, by its number, is one of syntax, scope or of the text of a file: then the
/// file alone tells it, before anything is evaluated.
#[must_use]
pub fn is_of_file(number: &str) -> bool {
    ["F00", "F01"].iter().any(|stage| number.starts_with(stage)) || number == Code::NotUtf8.number()
}

/// The page of a code, named by number or name.
///
/// # Errors
/// There is none; names that may have been meant, as a question.
pub fn page(text: &str) -> Result<&'static str, Option<String>> {
    Code::find(text).map(Code::page).ok_or_else(|| {
        let numbers = Code::ALL.iter().map(|code| code.number());
        did_you_mean(&similar(text, numbers.chain(Code::ALL.iter().map(|code| code.name()))))
    })
}
