//! Results of nix-unit tests as text: one file a form.

mod json;
mod junit;
mod pretty;

use super::Look;
use crate::arguments::TestFormat;
use fedic_analysis::{Analysis, Report, TestedFile, Verdict};

/// What is needed to tell of results.
pub(super) struct Telling<'t> {
    analysis: &'t Analysis,
    look: &'t Look,
    /// Whether only failures are of interest.
    quiet: bool,
}

impl Telling<'_> {
    /// Reports as they are shown inside of results.
    fn reports(&self, reports: &[Report]) -> String {
        super::reports(reports, &self.analysis.sources(reports), self.look)
    }
}

/// The results as text that ends with a line end.
pub(crate) fn tests(
    files: &[TestedFile],
    analysis: &Analysis,
    look: &Look,
    format: TestFormat,
    quiet: bool,
) -> String {
    let telling = Telling { analysis, look, quiet };
    match format {
        TestFormat::Pretty => pretty::tests(files, &telling),
        TestFormat::Junit => junit::tests(files, &telling),
        TestFormat::Json => json::tests(files, look),
    }
}

/// Whether everything in a file went well.
pub(crate) fn passes(file: &TestedFile) -> bool {
    file.failure.is_empty() && file.tests.iter().all(|test| test.verdict == Verdict::Passed)
}
