//! Calls of `fedic eval` beside those of the real Nix: `cases/calls/calls.txt` has the arguments,
//! one call a line. Both print the same, or fail with the same words.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::oracle::{self, Answer};
use fedic_tests::workspace;
use std::fs;
use std::process::Command;

#[test]
fn options_of_nix_mean_what_they_mean_to_nix() {
    let lines = fs::read_to_string(workspace::cases("calls").join("calls.txt")).unwrap();
    let calls = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = String::new();
    for call in calls {
        let nix = oracle::answer(&run(&oracle::program().display().to_string(), "--eval", call));
        let fedic = said(&workspace::fedic().display().to_string(), call);
        let same = match (&nix, &fedic) {
            (Answer::Value(nix), Answer::Value(fedic)) => nix == fedic,
            // A place may stand behind the words.
            (Answer::Error(nix), Answer::Error(fedic)) => fedic.starts_with(nix.as_str()) && !nix.is_empty(),
            _ => false,
        };
        if !same {
            wrong += &format!("{call}\n  nix:   {nix:?}\n  fedic: {fedic:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn said(program: &str, call: &str) -> Answer {
    let output = run(program, "eval", call);
    if output.status.success() {
        return oracle::answer(&output);
    }
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let words = report.split_once("]: ").map_or(report.as_str(), |it| it.1);
    Answer::Error(words.lines().next().unwrap_or_default().to_owned())
}

/// A call in the folder of the cases, its words as a shell reads them.
fn run(program: &str, command: &str, call: &str) -> std::process::Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec \"$0\" {command} {call}"), program]);
    shell.current_dir(workspace::cases("calls")).env("NIX_STORE_DIR", "/nix/store").env("HOME", "/homeless");
    shell.env_remove("NIX_PATH").env_remove("NIX_ABORT_ON_WARN").env("NO_COLOR", "1");
    shell.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}
