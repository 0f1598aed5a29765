//! The `fedic` command: arguments in, exit status out. Everything it knows it asks the
//! analysis; nothing here understands Nix.

mod arguments;
mod command;
mod output;
mod progress;
mod render;

use std::panic;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(output::say_bug));
    let arguments = arguments::read();
    // The stack is the evaluator's: deep recursion in a model is no crash.
    let done = fedic_analysis::with_big_stack(|| {
        panic::catch_unwind(panic::AssertUnwindSafe(|| command::run(arguments)))
    });
    match done {
        Ok(status) => status.into(),
        Err(_) => output::Status::Bug.into(),
    }
}
