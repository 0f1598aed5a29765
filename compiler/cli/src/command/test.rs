//! `fedic test`: nix-unit files, with nix-unit's output and exit status.

use super::{analysis, folder, status};
use crate::arguments::{ReportFormat, TestArguments, TestFormat, When};
use crate::output::{self, Status, Stream};
use crate::render::{self, Look};

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
    let form = match arguments.format {
        TestFormat::Pretty => None,
        TestFormat::Junit | TestFormat::Json => Some(ReportFormat::Short),
    };
    let look = Look::on(Stream::Out, color, analysis.folder(), form);
    let text = render::tests(&files, &analysis, &look, arguments.format, arguments.quiet);
    let written = output::answer(&text);
    let failures = files.iter().map(|file| status(&file.failure)).max().unwrap_or(Status::Fine);
    let judged = if files.iter().all(render::passes) { Status::Fine } else { Status::Wrong };
    failures.max(judged).max(written)
}
