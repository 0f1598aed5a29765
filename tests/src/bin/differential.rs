//! Compares fedic with the real Nix on programs that nobody wrote.
//!
//!     cargo run -p fedic-tests --bin differential -- [--programs N] [--seed N] [--small] [--keep] [FILE]...
//!
//! With files, the programs in them are compared instead, in each way of printing: they stand
//! between lines of `----`.
//!
//! Prints what differs, by classes, with the shortest program of each, which `--small` cuts down
//! further; `--keep` writes the small ones as cases of the language. The status is 1 where anything differs.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

use fedic_tests::differential::{self, report::Report};
use std::process::ExitCode;

/// Programs compared between two lines of progress.
const STEP: usize = 1000;

fn main() -> ExitCode {
    let (mut count, mut seed, mut small, mut keep) = (10_000, 1, false, false);
    let mut written: Option<Vec<_>> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = |into: &mut u64| {
            let given = arguments.next().and_then(|text| text.parse().ok());
            given.map(|given| *into = given).is_some()
        };
        let understood = match argument.as_str() {
            "--programs" => number(&mut count),
            "--seed" => number(&mut seed),
            "--small" => {
                small = true;
                true
            }
            "--keep" => {
                keep = true;
                true
            }
            file => match std::fs::read_to_string(file) {
                Ok(text) => {
                    written.get_or_insert_default().extend(differential::written(&text));
                    true
                }
                Err(_) => false,
            },
        };
        if !understood {
            eprintln!("usage: differential [--programs N] [--seed N] [--small] [--keep] [FILE]...");
            return ExitCode::from(2);
        }
    }
    let mut report = Report::default();
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let mut left = written.as_ref().map_or(count, Vec::len);
    let mut programs = written.unwrap_or_default().into_iter().chain(differential::programs(seed));
    while left > 0 {
        let step: Vec<_> = programs.by_ref().take(left.min(STEP)).collect();
        report.add(&step);
        left -= step.len();
        eprintln!("{}", report.summary());
    }
    if small || keep {
        report.shrink();
    }
    print!("{}", report.text());
    if keep {
        match report.keep(seed) {
            Ok(files) => files.iter().for_each(|file| println!("kept {}", file.display())),
            Err(error) => {
                eprintln!("differential: {error}");
                return ExitCode::from(2);
            }
        }
    }
    if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
