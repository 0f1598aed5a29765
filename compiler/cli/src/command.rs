//! One file a subcommand.

mod eval;
mod explain;
mod test;

use crate::arguments::{Arguments, Command, SearchArguments};
use crate::output::{self, Status};
use fedic_analysis::{Analysis, Setup};

/// Carries out a call.
pub(crate) fn run(arguments: Arguments) -> Status {
    let color = arguments.color;
    match arguments.command {
        Command::Eval(arguments) => eval::run(&arguments, color),
        Command::Test(arguments) => test::run(&arguments, color),
        Command::Explain { code } => explain::run(code.as_deref()),
    }
}

/// The folder that the command was called in.
fn folder() -> Result<String, Status> {
    let folder = std::env::current_dir().ok().and_then(|folder| folder.into_os_string().into_string().ok());
    folder.ok_or_else(|| {
        output::say("fedic: the current folder is gone, or its name is not UTF-8");
        Status::Usage
    })
}

/// An analysis of the system's disk that prints to standard error.
fn analysis(folder: &str, search: &SearchArguments) -> Analysis {
    let mut setup = Setup::system(folder);
    for entry in &search.include {
        setup.include(entry);
    }
    Analysis::new(setup)
}
