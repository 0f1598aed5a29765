//! Results as JUnit's XML, which every continuous integration reads: a suite a file, a case a
//! test. A wrong value is a failure; what could not be judged is an error. Nothing tells how
//! long a test took, so that the same tests give the same bytes.

use super::Telling;
use fedic_analysis::{Tested, TestedFile, Verdict, shown};
use std::fmt::Write as _;

/// A document.
pub(super) fn tests(files: &[TestedFile], telling: &Telling<'_>) -> String {
    let mut suites = String::new();
    let mut sum = Counts::default();
    for file in files.iter().filter(|file| !(file.tests.is_empty() && file.failure.is_empty())) {
        let (suite, counts) = suite(file, telling);
        suites.push_str(&suite);
        sum.tests += counts.tests;
        sum.failures += counts.failures;
        sum.errors += counts.errors;
    }
    let counts = sum.attributes();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fedic\" {counts}>\n{suites}</testsuites>\n"
    )
}

#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn attributes(&self) -> String {
        format!("tests=\"{}\" failures=\"{}\" errors=\"{}\"", self.tests, self.failures, self.errors)
    }
}

fn suite(file: &TestedFile, telling: &Telling<'_>) -> (String, Counts) {
    let name = shown(&file.path, &telling.look.folder);
    let name = attribute(&name);
    let mut counts = Counts::default();
    let mut cases = String::new();
    for test in &file.tests {
        counts.tests += 1;
        match &test.verdict {
            Verdict::Passed => {}
            Verdict::Unequal(_) => counts.failures += 1,
            Verdict::Failed(_) | Verdict::Malformed(_) => counts.errors += 1,
        }
        cases.push_str(&case(&name, test, telling));
    }
    if !file.failure.is_empty() {
        counts.tests += 1;
        counts.errors += 1;
        let outcome = outcome("error", "the run ended here", &telling.reports(&file.failure));
        let _ = write!(
            cases,
            "    <testcase classname=\"{name}\" name=\"the file as a whole\">\n{outcome}    </testcase>\n"
        );
    }
    (format!("  <testsuite name=\"{name}\" {}>\n{cases}  </testsuite>\n", counts.attributes()), counts)
}

fn case(file: &str, test: &Tested, telling: &Telling<'_>) -> String {
    let outcome = match &test.verdict {
        Verdict::Passed => String::new(),
        Verdict::Unequal(lines) => {
            outcome("failure", lines.first().map_or("", String::as_str), &lines.join("\n"))
        }
        Verdict::Failed(reports) => {
            let message = reports.first().map_or("", |report| report.message.as_str());
            outcome("error", message, &telling.reports(reports))
        }
        Verdict::Malformed(reason) => outcome("error", reason, reason),
    };
    let start = format!("    <testcase classname=\"{file}\" name=\"{}\"", attribute(&test.name));
    if outcome.is_empty() { start + "/>\n" } else { format!("{start}>\n{outcome}    </testcase>\n") }
}

fn outcome(element: &str, message: &str, text: &str) -> String {
    let (message, text) = (attribute(message), escaped(text.trim_end()));
    format!("      <{element} message=\"{message}\">{text}</{element}>\n")
}

/// A text as an attribute, where line ends would become spaces.
fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// A text in which nothing is markup. XML has no way to write control characters.
fn escaped(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        match letter {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\n' | '\t' => shown.push(letter),
            '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            it if it.is_control() => shown.push('\u{fffd}'),
            it => shown.push(it),
        }
    }
    shown
}
