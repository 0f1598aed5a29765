//! `fedic lsp` at the other end of a pipe, as an editor has it: messages go in, messages come
//! out, and nothing else may.

use crate::cli;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// No answer takes longer, also on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server and its pipes. It is ended when this is dropped.
pub struct Lsp {
    child: Child,
    stdin: Option<ChildStdin>,
    received: Receiver<Result<Value, String>>,
    number: i64,
}

impl Lsp {
    /// Starts a server in a folder. A program in `tools` beside that folder stands before those of
    /// the system.
    ///
    /// # Panics
    /// When the process cannot be started.
    #[must_use]
    pub fn start(folder: &Path) -> Lsp {
        let mut command = cli::program(folder, &["lsp"]);
        command.env("PATH", format!("{}:/usr/bin:/bin", tools(folder).display()));
        let mut child =
            cli::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()));
        let (sender, received) = channel();
        let stdout = child.stdout.take();
        std::thread::spawn(move || {
            let mut stdout = stdout.map(BufReader::new);
            while let Some(message) = stdout.as_mut().and_then(|it| frame(it).transpose()) {
                let ends = message.is_err();
                // Who has let go of the server reads nothing more.
                if sender.send(message).is_err() || ends {
                    return;
                }
            }
        });
        let stdin = child.stdin.take();
        Lsp { child, stdin, received, number: 0 }
    }

    /// The number of the process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Writes bytes as they are. Whoever does not read any more is not told.
    pub fn write(&mut self, bytes: &[u8]) {
        if let Some(stdin) = &mut self.stdin {
            let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
        }
    }

    /// Sends a message; `jsonrpc` is added.
    pub fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        if let Some(members) = message.as_object_mut() {
            members.entry("jsonrpc").or_insert(json!("2.0"));
        }
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "method": method, "params": params }));
    }

    /// Sends a request and waits for its result; what comes before it is dropped.
    ///
    /// # Panics
    /// When there is no result.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let id = json!(format!("request {}", self.number));
        self.send(&json!({ "id": id, "method": method, "params": params }));
        loop {
            match self.receive(PATIENCE) {
                Ok(message) if message["id"] == id => {
                    assert!(message.get("error").is_none(), "{method}: {message}");
                    return message["result"].clone();
                }
                Ok(_) => {}
                Err(why) => panic!("{method}: {why}"),
            }
        }
    }

    /// Begins a session in a folder of the workspace.
    pub fn initialize(&mut self, folder: &Path, capabilities: &Value) -> Value {
        let folders = json!([{ "uri": uri(folder), "name": "folder" }]);
        let params = json!({ "processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities });
        let result = self.request("initialize", &params);
        self.notify("initialized", &json!({}));
        result
    }

    /// Opens a document.
    pub fn open(&mut self, path: &Path, text: &str) {
        let document = json!({ "uri": uri(path), "languageId": "nix", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// The next message.
    ///
    /// # Errors
    /// There is none in that time; the server has closed its output; it has written what is
    /// no message.
    pub fn receive(&mut self, patience: Duration) -> Result<Value, String> {
        match self.received.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => Err("nothing came".to_owned()),
            Err(RecvTimeoutError::Disconnected) => Err("the server said nothing more".to_owned()),
        }
    }

    /// Closes the server's input.
    pub fn close(&mut self) {
        self.stdin = None;
    }

    /// Waits for the server to end by itself: its exit status, or none if a signal ended it.
    ///
    /// # Panics
    /// When it does not end.
    pub fn wait(&mut self) -> Option<i32> {
        cli::end(&mut self.child, PATIENCE).code()
    }
}

impl Drop for Lsp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the programs are that a server in a folder finds before others.
#[must_use]
pub fn tools(folder: &Path) -> PathBuf {
    folder.with_file_name("tools")
}

/// The address of a path.
#[must_use]
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The next message; none at the end. What is no frame is an error.
fn frame(input: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut header = String::new();
    if input.read_line(&mut header).map_err(|it| it.to_string())? == 0 {
        return Ok(None);
    }
    let length = header.strip_prefix("Content-Length: ").and_then(|it| it.strip_suffix("\r\n")?.parse().ok());
    let length: usize = length.ok_or_else(|| format!("not a frame: {header:?}"))?;
    let mut blank = [0; 2];
    let mut body = vec![0; length];
    input.read_exact(&mut blank).and_then(|()| input.read_exact(&mut body)).map_err(|it| it.to_string())?;
    if blank != *b"\r\n" {
        return Err(format!("not a frame: {header:?} and {blank:?}"));
    }
    serde_json::from_slice(&body).map(Some).map_err(|it| format!("not a message: {it}"))
}
