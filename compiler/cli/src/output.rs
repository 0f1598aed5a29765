//! Standard output, standard error and the exit status.

use crate::arguments::When;
use crate::progress;
use anstream::ColorChoice;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::panic::PanicHookInfo;
use std::path::Path;
use std::process::ExitCode;

/// How a run ended; the numbers are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Fine,
    /// The model or the configuration is wrong.
    Wrong,
    /// The call is wrong, or a file it names cannot be read.
    Usage,
    /// A limit was reached.
    Limit,
    /// A fault of fedic's own.
    Bug,
}

impl Status {
    fn number(self) -> u8 {
        match self {
            Status::Fine => 0,
            Status::Wrong => 1,
            Status::Usage => 2,
            Status::Limit | Status::Bug => 3,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.number())
    }
}

/// Ends the process with its work done.
pub(crate) fn end(status: Status) -> ! {
    std::process::exit(status.number().into())
}

/// Ends the process where it is.
pub(crate) fn exit(status: Status) -> ! {
    progress::clear();
    // A terminal shows `^C` for an interrupt; the shell's next line is one of its own.
    if io::stderr().is_terminal() {
        say("");
    }
    end(status)
}

/// Writes an answer to standard output. A reader that went away wants no more of it.
pub(crate) fn answer(text: &str) -> Status {
    answer_bytes(text.as_bytes())
}

/// The same of an answer that need not be UTF-8.
pub(crate) fn answer_bytes(bytes: &[u8]) -> Status {
    progress::clear();
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Status::Fine,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Fine,
        Err(error) => {
            say(&format!("fedic: cannot write the answer: {error}"));
            Status::Usage
        }
    }
}

/// Writes a line to standard error, if anybody listens.
pub(crate) fn say(line: &str) {
    progress::clear();
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes rendered text, which may be coloured, to standard error.
pub(crate) fn say_text(text: &str) {
    progress::clear();
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A stream that reports go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Out,
    Err,
}

impl Stream {
    /// Whether a person reads it as it comes.
    pub(crate) fn is_terminal(self) -> bool {
        match self {
            Stream::Out => io::stdout().is_terminal(),
            Stream::Err => io::stderr().is_terminal(),
        }
    }

    /// Whether to colour it: as the option says, else as `NO_COLOR` and its kind say, else
    /// on terminals.
    pub(crate) fn colours(self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let choice = match self {
                    Stream::Out => anstream::AutoStream::choice(&io::stdout()),
                    Stream::Err => anstream::AutoStream::choice(&io::stderr()),
                };
                choice != ColorChoice::Never
            }
        }
    }
}

/// What a user sees of a panic: an apology and what is needed to report it.
pub(crate) fn say_bug(panic: &PanicHookInfo<'_>) {
    let said = panic.payload();
    let message = said
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| said.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    say(&format!(
        "fedic: this is a bug in fedic, not in your files: {message} ({place}, version {})\n\
         Please report it with the command and, if you can, the files.",
        env!("CARGO_PKG_VERSION")
    ));
}

/// Writes a file as a whole or not at all: beside its place first, then into it. A symlink
/// stays one; a device or a pipe is written to as it is.
pub(crate) fn write_file(path: &str, text: &str) -> Status {
    let there = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let done = match fs::metadata(&there) {
        Ok(data) if !data.is_file() && !data.is_dir() => fs::write(&there, text),
        Ok(_) | Err(_) => replace(&there, text),
    };
    match done {
        Ok(()) => Status::Fine,
        Err(error) => {
            say(&format!("fedic: cannot write `{path}`: {error}"));
            Status::Usage
        }
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let done = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}
