//! The real Nix, as `tests/oracle/setup.sh` has unpacked it. Only tests that compare with it
//! need it, and they fail where it is missing: a comparison that is skipped says nothing.

use crate::engine::Printing;
use crate::workspace;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What the real Nix said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What it printed, without the last line break.
    Value(String),
    /// The headline of its last error, without `error: `.
    Error(String),
    /// It took too long, needed too much or broke: nothing to compare with.
    Silence(String),
}

/// The path of the real `nix-instantiate`: in `$FEDIC_ORACLE`, else in `target/oracle`.
#[must_use]
pub fn program() -> PathBuf {
    let folder = std::env::var_os("FEDIC_ORACLE")
        .map_or_else(|| workspace::root().join("target/oracle"), PathBuf::from);
    folder.join("bin/nix-instantiate")
}

impl Answer {
    /// The same in a repository that lies anywhere: its folder becomes `ROOT`.
    #[must_use]
    pub fn without_folders(self) -> Answer {
        let replace = |text: &str| text.replace(&workspace::root().display().to_string(), "ROOT");
        match self {
            Answer::Value(text) => Answer::Value(replace(&text)),
            Answer::Error(text) => Answer::Error(replace(&text)),
            Answer::Silence(text) => Answer::Silence(text),
        }
    }
}

/// A command that runs it as the cases want it: Nix's own store paths, nothing to find in
/// the environment.
#[must_use]
pub fn command() -> Command {
    undisturbed(Command::new(program()))
}

fn undisturbed(mut command: Command) -> Command {
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

/// Asks about many expressions at once: one process goes on until one of them fails, and the next
/// process begins behind that. Symbols are shared by what one process reads, so the first of
/// several errors of a program may be another than when it is asked alone.
///
/// # Panics
/// When there is no real Nix.
#[must_use]
pub fn evaluate_all(texts: &[&str], folder: &Path, printing: Printing) -> Vec<Answer> {
    assert!(program().exists(), "no real Nix at {}: run tests/oracle/setup.sh", program().display());
    let mut answers = Vec::new();
    while answers.len() < texts.len() {
        let rest = &texts[answers.len()..];
        let batch = &rest[..rest.len().min(BATCH)];
        let mut command = bounded(folder, printing);
        command.arg("-E");
        for text in batch {
            command.args([text, END]);
        }
        let output = bounded_output(&mut command);
        let output = output.unwrap_or_else(|error| panic!("{}: {error}", program().display()));
        let printed = String::from_utf8_lossy(&output.stdout);
        let values: Vec<&str> = printed.split(end(printing)).collect();
        // Behind the last of them is what was printed of one that failed.
        answers.extend(values[..values.len() - 1].iter().map(|value| Answer::Value((*value).to_owned())));
        if !output.status.success() {
            answers.push(refusal(&output));
        }
    }
    answers
}

/// Programs that one process is asked about.
const BATCH: usize = 100;

/// Stands behind each program: what is printed of one that fails has no end of its own.
const END: &str = "\"end of a program\"";

/// How that is printed.
fn end(printing: Printing) -> &'static str {
    match printing {
        Printing::Plain | Printing::Json => "\"end of a program\"\n",
        Printing::Xml => {
            "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n  <string value=\"end of a program\" />\n</expr>\n"
        }
    }
}

/// The command within bounds of time and memory, since the programs are anyone's.
fn bounded(folder: &Path, printing: Printing) -> Command {
    let mut command = undisturbed(Command::new("sh"));
    let script = "ulimit -v 4000000; exec timeout 5 \"$@\"";
    command.args(["-c", script, "sh"]).arg(program()).args(["--eval", "--strict"]).current_dir(folder);
    match printing {
        Printing::Plain => {}
        Printing::Json => drop(command.arg("--json")),
        Printing::Xml => drop(command.arg("--xml")),
    }
    command.env("HOME", "/homeless").env("GC_MAXIMUM_HEAP_SIZE", "1500000000");
    command
}

/// What a process prints, up to some megabytes: values that hold themselves have texts without end.
fn bounded_output(command: &mut Command) -> std::io::Result<Output> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let pipe = child.stderr.take();
    let errors = std::thread::spawn(move || read(pipe));
    let stdout = read(child.stdout.take());
    let status = child.wait()?;
    Ok(Output { status, stdout, stderr: errors.join().unwrap_or_default() })
}

fn read(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // A pipe that breaks ends the text.
        let _ = pipe.take(16 << 20).read_to_end(&mut bytes);
    }
    bytes
}

/// The error of a process, or that it could not say one.
fn refusal(output: &Output) -> Answer {
    let words = headline(&String::from_utf8_lossy(&output.stderr));
    let ended = output.status.code() != Some(1) || words.is_empty() || words == "out of memory";
    if ended { Answer::Silence(format!("{:?} {words}", output.status)) } else { Answer::Error(words) }
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
