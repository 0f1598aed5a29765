//! `fedic test`: nix-unit files, with nix-unit's output and exit status.

use super::{analysis, folder, status, watch};
use crate::arguments::{ReportFormat, TestArguments, TestFormat, When};
use crate::output::{self, Status, Stream};
use crate::render::{self, Look, Wanted};
use fedic_analysis::{Analysis, TestedFile};

/// Prints how the tests went: once, or again and again.
pub(crate) fn run(arguments: &TestArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    if arguments.watch {
        return watch::run(&folder, arguments, color);
    }
    let analysis = analysis(&folder, &arguments.search);
    let files = match files(&analysis, arguments) {
        Ok(files) => files,
        Err(status) => return status,
    };
    let form = match arguments.format {
        TestFormat::Pretty => None,
        TestFormat::Junit | TestFormat::Json => Some(ReportFormat::Short),
    };
    let look = Look::on(Stream::Out, color, analysis.folder(), form);
    let wanted = Wanted { quiet: arguments.quiet, only: None };
    let text = render::tests(&files, &analysis, &look, arguments.format, wanted);
    output::answer(&text).max(judged(&files))
}

/// The tests of the files that are meant, run.
pub(super) fn files(analysis: &Analysis, arguments: &TestArguments) -> Result<Vec<TestedFile>, Status> {
    let here = [".".to_owned()];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let files = match analysis.test(paths, arguments.attribute.as_deref().unwrap_or_default()) {
        Ok(files) => files,
        Err(path) => {
            output::say(&format!("fedic: `{path}` does not exist"));
            return Err(Status::Usage);
        }
    };
    if files.is_empty() {
        output::say(
            "fedic: no tests here: files of tests are called `tests.nix` or `*.test.nix`, or lie in `tests/`",
        );
        return Err(Status::Usage);
    }
    Ok(files)
}

/// The exit status of a run.
pub(super) fn judged(files: &[TestedFile]) -> Status {
    let failures = files.iter().map(|file| status(&file.failure)).max().unwrap_or(Status::Fine);
    if files.iter().all(render::passes) { failures } else { failures.max(Status::Wrong) }
}
