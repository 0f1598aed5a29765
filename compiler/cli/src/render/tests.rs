//! Results of nix-unit tests as text: one file a form.

mod json;
mod junit;
mod pretty;

use super::Look;
use crate::arguments::TestFormat;
use fedic_analysis::{Analysis, Report, TestedFile, Verdict};
use std::collections::BTreeSet;

/// The results that are of interest.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'w> {
    /// Failures only.
    pub(crate) quiet: bool,
    /// The tests of these files only.
    pub(crate) only: Option<&'w BTreeSet<String>>,
}

/// What is needed to tell of results.
pub(super) struct Telling<'t> {
    analysis: &'t Analysis,
    look: &'t Look,
    wanted: Wanted<'t>,
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
    wanted: Wanted<'_>,
) -> String {
    let telling = Telling { analysis, look, wanted };
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
