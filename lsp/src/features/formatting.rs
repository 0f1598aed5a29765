//! A Nix file as the user's own formatter writes it. The analysis starts no program: this is
//! the one place that does, and only where the workspace is trusted.

use crate::snapshot::Snapshot;
use crate::text;
use fedic_analysis::is_embedded;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::time::timeout;
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, TextEdit};

/// A formatter that has said nothing for so long says nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A document that is to be formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unformatted {
    pub(crate) text: String,
    /// The folder that it lies in, where the formatter may look for its settings.
    pub(crate) folder: String,
    pub(crate) encoding: text::Encoding,
}

/// A document as it is; none if it is no Nix, or a part of fedic.
pub(crate) fn unformatted(snapshot: &Snapshot<'_>, document: &TextDocumentIdentifier) -> Option<Unformatted> {
    let path = snapshot.path(document).filter(|path| path.ends_with(".nix") && !is_embedded(path))?;
    let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder);
    let folder = if Path::new(folder).is_dir() { folder } else { "/" };
    let text = snapshot.text(&path).to_string();
    Some(Unformatted { text, folder: folder.to_owned(), encoding: snapshot.session.encoding })
}

/// The edits that format a document with a command: its words, the program first. An error says
/// why there are none.
pub(crate) async fn formatted(command: &[String], document: &Unformatted) -> Result<Vec<TextEdit>, String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err("no formatter is set: `fedic.formatter` names one".to_owned());
    };
    let output = run(program, arguments, document).await?;
    if output == document.text {
        return Ok(Vec::new());
    }
    let (old, new) = text::difference(&document.text, &output);
    let position = |offset| text::position(&document.text, offset, document.encoding);
    let range = Range { start: position(old.start), end: position(old.end) };
    Ok(vec![TextEdit { range, new_text: new.to_owned() }])
}

/// What the program writes when it reads the text.
async fn run(program: &str, arguments: &[String], document: &Unformatted) -> Result<String, String> {
    let started = Command::new(program)
        .args(arguments)
        .current_dir(&document.folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!(
            "there is no `{program}` on the PATH to format with: install it, or set `fedic.formatter` to another one"
        ),
        _ => format!("`{program}` cannot be started: {error}"),
    })?;
    let stdin = child.stdin.take();
    let write = async {
        if let Some(mut stdin) = stdin {
            // Who reads no more has said why by itself.
            let _ = stdin.write_all(document.text.as_bytes()).await;
        }
    };
    let both = async { tokio::join!(write, child.wait_with_output()).1 };
    let output = match timeout(PATIENCE, both).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) => return Err(format!("`{program}` cannot be read: {error}")),
        Err(_) => return Err(format!("`{program}` was still at it after {} seconds", PATIENCE.as_secs())),
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().map(str::trim).find(|line| !line.is_empty());
        return Err(format!("`{program}` does not format this: {}", first.unwrap_or("it does not say why")));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("what `{program}` writes is no text"))
}
