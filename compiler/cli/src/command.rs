//! One file a subcommand.

mod check;
mod completions;
mod diff;
mod docs;
mod eval;
mod explain;
mod init;
mod lsp;
mod man;
mod migrate_config;
mod plan;
mod schema;
mod test;
mod watch;

use crate::arguments::{Arguments, Command, ReportFormat, SearchArguments, When};
use crate::memory;
use crate::output::{self, Status, Stream};
use crate::progress::Progress;
use crate::render::{self, Look};
use fedic_analysis::{Analysis, Level, Report, Setup};
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Carries out a call.
pub(crate) fn run(arguments: Arguments) -> Status {
    let color = arguments.color;
    if fills_memory(&arguments.command) {
        memory::prefer_large_pages();
    }
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments, color),
        Command::Eval(arguments) => eval::run(&arguments, color),
        Command::Plan(arguments) => plan::run(&arguments, color),
        Command::Schema(arguments) => schema::run(&arguments, color),
        Command::Docs(arguments) => docs::run(&arguments, color),
        Command::Diff(arguments) => diff::run(&arguments, color),
        Command::MigrateConfig(arguments) => migrate_config::run(&arguments, color),
        Command::Test(arguments) => test::run(&arguments, color),
        Command::Init { folder } => init::run(folder.as_deref()),
        Command::Lsp => lsp::run(),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Completions { shell } => completions::run(shell),
        Command::Man(arguments) => man::run(&arguments),
    }
}

/// Whether a command evaluates a whole model, as fast as can be. An expression may be small, and an
/// editor's server lives long.
fn fills_memory(command: &Command) -> bool {
    match command {
        Command::Check(_) | Command::Plan(_) | Command::Schema(_) | Command::Docs(_) => true,
        Command::Diff(_) | Command::MigrateConfig(_) | Command::Test(_) => true,
        Command::Eval(_) | Command::Lsp | Command::Init { .. } => false,
        Command::Explain { .. } | Command::Completions { .. } | Command::Man(_) => false,
    }
}

/// Shows reports on a stream.
fn show_reports(
    analysis: &Analysis,
    reports: &[Report],
    stream: Stream,
    color: When,
    format: Option<ReportFormat>,
) -> Status {
    let is_document = matches!(format, Some(ReportFormat::Json | ReportFormat::Sarif));
    if reports.is_empty() && !is_document {
        return Status::Fine;
    }
    let look = Look::on(stream, color, analysis.folder(), format);
    let text = render::reports(reports, &analysis.sources(reports), &look);
    match stream {
        Stream::Out => output::answer(&text),
        Stream::Err => {
            output::say_text(&text);
            Status::Fine
        }
    }
}

/// The exit status that reports stand for.
fn status(reports: &[Report]) -> Status {
    let is_error = |report: &&Report| report.severity == Level::Error;
    let each = reports.iter().filter(is_error).map(|report| match report.code {
        code if code.starts_with("F08") => Status::Limit,
        // Missing, not UTF-8, too large, no plan.
        "F0701" | "F0702" | "F0703" | "F0711" => Status::Usage,
        _ => Status::Wrong,
    });
    each.max().unwrap_or(Status::Fine)
}

/// The folder that the command was called in.
fn folder() -> Result<String, Status> {
    let folder = std::env::current_dir().ok().and_then(|folder| folder.into_os_string().into_string().ok());
    folder.ok_or_else(|| {
        output::say("fedic: the current folder is gone, or its name is not UTF-8");
        Status::Usage
    })
}

/// An analysis of the system's disk that prints to standard error, and shows there on a
/// terminal what takes long.
fn analysis(folder: &str, search: &SearchArguments) -> ManuallyDrop<Analysis> {
    threaded(setup(folder, search), None)
}

/// An analysis that is asked one question.
fn once(folder: &str, search: &SearchArguments) -> ManuallyDrop<Analysis> {
    let mut setup = setup(folder, search);
    setup.ask_once();
    threaded(setup, None)
}

/// The same for a question whose answer names few places: those of what is wrong.
fn once_sparing(
    folder: &str,
    search: &SearchArguments,
    jobs: Option<NonZeroUsize>,
) -> ManuallyDrop<Analysis> {
    let mut setup = setup(folder, search);
    setup.ask_once();
    setup.spare_places();
    threaded(setup, jobs)
}

/// An analysis that uses so many threads: as many as there are processors, if none are named.
fn threaded(mut setup: Setup, jobs: Option<NonZeroUsize>) -> ManuallyDrop<Analysis> {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok());
    setup.use_threads(jobs.map_or(1, NonZeroUsize::get));
    observed(setup)
}

/// An analysis whose progress shows on a terminal. It is never dropped: the process ends
/// with the command, and gives its memory back faster than piece by piece.
fn observed(mut setup: Setup) -> ManuallyDrop<Analysis> {
    if Stream::Err.is_terminal() {
        let progress = Progress::start();
        setup.observe(Arc::new(move |event| progress.note(event)));
    }
    ManuallyDrop::new(Analysis::new(setup))
}

fn setup(folder: &str, search: &SearchArguments) -> Setup {
    let mut setup = Setup::system(folder);
    setup.print_to(Arc::new(output::say));
    for entry in &search.include {
        setup.include(entry);
    }
    setup
}
