//! The real Nix, as `tests/oracle/setup.sh` has unpacked it. Only tests that compare with it
//! need it, and they fail where it is missing: a comparison that is skipped says nothing.

use crate::workspace;
use std::path::PathBuf;
use std::process::{Command, Output};

/// What the real Nix said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What it printed, without the last line break.
    Value(String),
    /// The headline of its last error, without `error: `.
    Error(String),
}

/// The path of the real `nix-instantiate`: in `$FEDIC_ORACLE`, else in `target/oracle`.
#[must_use]
pub fn program() -> PathBuf {
    let folder = std::env::var_os("FEDIC_ORACLE")
        .map_or_else(|| workspace::root().join("target/oracle"), PathBuf::from);
    folder.join("bin/nix-instantiate")
}

/// A command that runs it as the cases want it: Nix's own store paths, nothing to find in
/// the environment.
#[must_use]
pub fn command() -> Command {
    let mut command = Command::new(program());
    command.env("NIX_STORE_DIR", "/nix/store").env_remove("NIX_PATH").env_remove("NIX_ABORT_ON_WARN");
    command
}

/// Runs `nix-instantiate --eval --strict` with these further arguments.
///
/// # Panics
/// When there is no real Nix.
#[must_use]
pub fn evaluate(arguments: &[&str]) -> Answer {
    let output = command().args(["--eval", "--strict"]).args(arguments).output();
    let output = output.unwrap_or_else(|error| {
        panic!("no real Nix at {} ({error}): run tests/oracle/setup.sh", program().display())
    });
    answer(&output)
}

/// Reads what it printed.
#[must_use]
pub fn answer(output: &Output) -> Answer {
    if output.status.success() {
        return Answer::Value(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned());
    }
    Answer::Error(headline(&String::from_utf8_lossy(&output.stderr)))
}

/// The headline of the last error of a report: the traces in front of it begin with `…`.
fn headline(report: &str) -> String {
    let mut lines = report.lines();
    let mut last = String::new();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.trim_start().strip_prefix("error:") {
            let rest = rest.trim();
            // A trace stands below a bare `error:`; its own error follows with text.
            if !rest.is_empty() {
                rest.clone_into(&mut last);
            } else if let Some(next) = lines.clone().next()
                && !next.trim_start().starts_with('…')
            {
                next.trim().clone_into(&mut last);
            }
        }
    }
    last
}
