//! The `fedic` command, as a person calls it.

use crate::workspace;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// What a call said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The exit status; none if a signal ended it.
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Call {
    /// Status, standard output and standard error as a text to keep beside a case.
    #[must_use]
    pub fn transcript(&self) -> String {
        let status = self.status.map_or_else(|| "signal".to_owned(), |status| status.to_string());
        format!("exit {status}\n{}{}", self.stdout, self.stderr)
    }
}

/// A call is ended after this, as none should take so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// Calls `fedic` in a folder and waits for what it says.
///
/// # Panics
/// When the process cannot be started, or does not end.
#[must_use]
pub fn fedic(folder: &Path, arguments: &[&str]) -> Call {
    let mut child =
        start(program(folder, arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()));
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    let out = std::thread::spawn(move || read_all(out.as_mut()));
    let err = std::thread::spawn(move || read_all(err.as_mut()));
    let status = end(&mut child, PATIENCE);
    let text = |reader: std::thread::JoinHandle<String>| reader.join().unwrap_or_default();
    Call { status: status.code(), stdout: text(out), stderr: text(err) }
}

/// `fedic` with arguments, in a folder, with nothing of the caller's environment that it reads.
#[must_use]
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(workspace::fedic());
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("NIX_PATH")
        .env_remove("NIX_ABORT_ON_WARN")
        .env("NO_COLOR", "1")
        .env("HOME", "/homeless");
    command
}

/// Starts a program.
///
/// # Panics
/// When it cannot be started.
pub fn start(command: &mut Command) -> Child {
    command.spawn().unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()))
}

/// Waits for a process to end by itself.
///
/// # Panics
/// When it does not: then it is killed first.
pub fn end(child: &mut Child, patience: Duration) -> ExitStatus {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status,
            Ok(None) if started.elapsed() < patience => std::thread::sleep(Duration::from_millis(2)),
            Ok(None) | Err(_) => {
                let _ = child.kill().and_then(|()| child.wait());
                panic!("process {} did not end within {patience:?}", child.id());
            }
        }
    }
}

fn read_all(pipe: Option<&mut impl std::io::Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Copies a folder with all that is in it.
///
/// # Errors
/// What the system says.
pub fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
