//! Results as nix-unit prints them.

use super::{Telling, Wanted, passes};
use fedic_analysis::{TestedFile, Verdict, shown};
use std::fmt::Write as _;

/// A line a test, what is wrong with those that did not pass, and how many of all did.
pub(super) fn tests(files: &[TestedFile], telling: &Telling<'_>) -> String {
    let Wanted { quiet, only } = telling.wanted;
    let wanted =
        |file: &&TestedFile| !(quiet && passes(file)) && only.is_none_or(|only| only.contains(&file.path));
    let mut text = String::new();
    for file in files.iter().filter(wanted) {
        if files.len() > 1 && !(file.tests.is_empty() && file.failure.is_empty()) {
            let _ = writeln!(text, "{}", shown(&file.path, &telling.look.folder));
        }
        for test in &file.tests {
            let name = &test.name;
            let _ = match &test.verdict {
                Verdict::Passed if quiet => Ok(()),
                Verdict::Passed => writeln!(text, "✅ {name}"),
                Verdict::Unequal(lines) => writeln!(text, "❌ {name}\n{}", indented(&lines.join("\n"))),
                Verdict::Failed(failure) => {
                    writeln!(text, "☢️ {name}\n{}", indented(&telling.reports(failure)))
                }
                Verdict::Malformed(reason) => writeln!(text, "☢️ {name}\n{}", indented(reason)),
            };
        }
        if !file.failure.is_empty() {
            let _ = writeln!(text, "☢️ the run ended here\n{}", indented(&telling.reports(&file.failure)));
        }
    }
    let tests = || files.iter().flat_map(|file| &file.tests);
    let passed = tests().filter(|test| test.verdict == Verdict::Passed).count();
    let _ = writeln!(text, "\n{passed}/{} successful", tests().count());
    text
}

fn indented(text: &str) -> String {
    let lines = text.trim_end().lines();
    let lines: Vec<String> = lines.map(|line| format!("   {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}
