//! `fedic completions`: what a shell reads to complete our commands.

use crate::arguments::Arguments;
use crate::output::{self, Status};
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the completions for a shell.
pub(crate) fn run(shell: Shell) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "fedic", &mut script);
    output::answer(&String::from_utf8_lossy(&script))
}
