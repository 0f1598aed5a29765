//! The tests of a project before and after a rename: those that passed have to pass still.

use crate::Analysis;
use crate::report::Report;
use crate::units::Verdict;
use std::collections::BTreeSet;

/// Tests, and which of them passed when nothing was renamed yet.
pub(super) struct Suites {
    /// The files, and whether a call would name them.
    files: Vec<(String, bool)>,
    /// By file and name.
    passed: BTreeSet<(String, String)>,
    /// The files that could not be read as tests even then.
    failed: BTreeSet<String>,
}

impl Suites {
    /// The tests of some files.
    pub(super) fn new(before: &Analysis, files: Vec<(String, bool)>) -> Suites {
        let (mut passed, mut failed) = (BTreeSet::new(), BTreeSet::new());
        for file in before.tested(&files, "") {
            let names = file.tests.into_iter().filter(|test| test.verdict == Verdict::Passed);
            passed.extend(names.map(|test| (file.path.clone(), test.name)));
            if !file.failure.is_empty() {
                failed.insert(file.path);
            }
        }
        Suites { files, passed, failed }
    }

    /// Whether there is none that could tell anything.
    pub(super) fn is_empty(&self) -> bool {
        self.passed.is_empty()
    }

    /// What is told of each test that passes no more; nothing of one whose value is another.
    pub(super) fn broken(&self, after: &Analysis) -> Vec<Vec<Report>> {
        let mut passed = self.passed.clone();
        let mut told: Vec<Vec<Report>> = Vec::new();
        for file in after.tested(&self.files, "") {
            let is_news = !file.failure.is_empty() && !self.failed.contains(&file.path);
            told.extend(is_news.then_some(file.failure));
            for test in file.tests {
                if passed.remove(&(file.path.clone(), test.name)) {
                    told.extend(match test.verdict {
                        Verdict::Passed => None,
                        Verdict::Failed(reports) => Some(reports),
                        Verdict::Unequal(_) | Verdict::Malformed(_) => Some(Vec::new()),
                    });
                }
            }
        }
        // A test that is gone passes no more either.
        if told.is_empty() && !passed.is_empty() {
            told.push(Vec::new());
        }
        told
    }
}
