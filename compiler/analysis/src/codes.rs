//! The registry of codes as text.

use fedic_diagnostics::{Code, did_you_mean, similar};

/// Number and name of every code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    Code::ALL.iter().map(|code| (code.number(), code.name()))
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
