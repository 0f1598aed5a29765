//! `fedic test`: nix-unit files, with nix-unit's output and exit status.

use super::{analysis, folder, status};
use crate::arguments::{TestArguments, When};
use crate::output::{self, Status, Stream};
use crate::render::{self, Look};
use fedic_analysis::{Analysis, Report, TestedFile, Verdict, shown};
use std::fmt::Write as _;

/// Prints a line a test and what is wrong with those that did not pass.
pub(crate) fn run(arguments: &TestArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = analysis(&folder, &arguments.search);
    let here = [".".to_owned()];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let files = match analysis.test(paths, arguments.attribute.as_deref().unwrap_or_default()) {
        Ok(files) => files,
        Err(path) => {
            output::say(&format!("fedic: `{path}` does not exist"));
            return Status::Usage;
        }
    };
    if files.is_empty() {
        output::say(
            "fedic: no tests here: files of tests are called `tests.nix` or `*.test.nix`, or lie in `tests/`",
        );
        return Status::Usage;
    }
    let look = Look::on(Stream::Out, color, analysis.folder(), None);
    let written = output::answer(&text(&files, arguments.quiet, &analysis, &look));
    let failures = files.iter().map(|file| status(&file.failure)).max().unwrap_or(Status::Fine);
    let judged = if files.iter().all(passes) { Status::Fine } else { Status::Wrong };
    failures.max(judged).max(written)
}

fn passes(file: &TestedFile) -> bool {
    file.failure.is_empty() && file.tests.iter().all(|test| test.verdict == Verdict::Passed)
}

fn text(files: &[TestedFile], quiet: bool, analysis: &Analysis, look: &Look) -> String {
    let reports = |reports: &[Report]| render::reports(reports, &analysis.sources(reports), look);
    let mut text = String::new();
    for file in files.iter().filter(|file| !(quiet && passes(file))) {
        if files.len() > 1 && !(file.tests.is_empty() && file.failure.is_empty()) {
            let _ = writeln!(text, "{}", shown(&file.path, &look.folder));
        }
        for test in &file.tests {
            let name = &test.name;
            let _ = match &test.verdict {
                Verdict::Passed if quiet => Ok(()),
                Verdict::Passed => writeln!(text, "✅ {name}"),
                Verdict::Unequal(lines) => writeln!(text, "❌ {name}\n{}", indented(&lines.join("\n"))),
                Verdict::Failed(failure) => writeln!(text, "☢️ {name}\n{}", indented(&reports(failure))),
                Verdict::Malformed(reason) => writeln!(text, "☢️ {name}\n{}", indented(reason)),
            };
        }
        if !file.failure.is_empty() {
            let _ = writeln!(text, "☢️ the run ended here\n{}", indented(&reports(&file.failure)));
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
