//! The `fedic` command: arguments in, exit status out. Everything it knows it asks the
//! analysis; nothing here understands Nix.

mod arguments;
mod command;
mod memory;
mod output;
mod progress;
mod render;
mod revision;

use arguments::Arguments;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: memory::Allocator = memory::Allocator;

fn main() -> ExitCode {
    panic::set_hook(Box::new(output::say_bug));
    match panic::catch_unwind(arguments::read) {
        // The stack is that of queries: deep recursion in a model is no crash.
        Ok(arguments) => fedic_analysis::with_big_stack(|| run(arguments)),
        Err(_) => output::Status::Bug,
    }
    .into()
}

/// The process ends with the work, here and not with a thread: nothing is given back piece by
/// piece. What is left is a bug.
fn run(arguments: Arguments) -> output::Status {
    match panic::catch_unwind(AssertUnwindSafe(|| command::run(arguments))) {
        Ok(status) => output::end(status),
        Err(_) => output::Status::Bug,
    }
}
