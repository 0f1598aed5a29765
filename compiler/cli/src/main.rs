//! The `fedic` command: arguments in, exit status out. Everything it knows it asks the
//! analysis; nothing here understands Nix.

mod arguments;
mod command;
mod output;
mod progress;
mod render;
mod revision;

use std::panic;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(output::say_bug));
    // The stack is the evaluator's: deep recursion in a model is no crash.
    let done = fedic_analysis::with_big_stack(|| {
        let run = || command::run(arguments::read());
        match panic::catch_unwind(run) {
            // The process ends here, not with this thread: nothing is given back piece by piece.
            Ok(status) => output::end(status),
            Err(_) => output::Status::Bug,
        }
    });
    done.into()
}
