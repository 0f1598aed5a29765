//! Parses a file, for the benchmark: `parse fedic FILE` with our own parser, `parse rnix FILE` with
//! rnix's, whose tree ours is made to be. The status says whether the text has faults.

#![expect(clippy::disallowed_methods, reason = "it is a program, not the crate, that reads the file")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [parser, file] = &words[..] else { return ExitCode::from(2) };
    let Ok(text) = std::fs::read_to_string(file) else { return ExitCode::from(2) };
    let is_fine = match parser.as_str() {
        "fedic" => fedic_syntax::parse(&text).faults.is_empty(),
        "rnix" => rnix::Root::parse(&text).errors().is_empty(),
        _ => return ExitCode::from(2),
    };
    ExitCode::from(u8::from(!is_fine))
}
