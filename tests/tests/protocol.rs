//! Sessions of an editor with the server, as files: `cases/protocol/<sentence>.txt` says what
//! goes in and what must come out, a line each; a line that is indented goes on with the one
//! above it.
//!
//! ```text
//! # a remark
//! disk a.nix                 writes a file of the workspace; its text is indented
//! link a.nix ../b.nix        makes a symlink
//! tool nixfmt                puts a shell script on the server's path; its text is indented
//! begin {"capabilities":{}}  the handshake, with these parameters beside the usual ones
//! open a.nix                 opens a document with the text that the disk has, as version 1
//! > {"method":"exit"}        sends a message
//! 100 > {"id":$i, …}         sends that many, each with its number
//! raw "Content-Length: 2"    writes bytes, here as a JSON string
//! body "{}"                  writes a body in a frame, here as a JSON string
//! < {"id":1,"result":null}   waits for a message with these members, whatever else it has
//! 100 < {"id":$i}            waits for that many
//! never {"id":7}             no such message in the whole session
//! close                      closes the server's input
//! die                        ends the process that the client said it is (`$PID`)
//! exit 0                     waits until the server ends, with this status
//! ```
//!
//! `$ROOT` is the address of the workspace. A text `*` stands for any value, `!` for none, and
//! one that begins with `~` for a text that has the rest in it. A session that does not end by
//! itself is ended as it should be, and then the status must be 0.

use fedic_tests::lsp::{self, Lsp};
use fedic_tests::workspace;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn main() {
    let arguments = Arguments::from_args();
    let files = workspace::files(&workspace::cases("protocol"), "txt");
    let trial = |file: PathBuf| Trial::test(workspace::stem(&file), move || play(&file));
    libtest_mimic::run(&arguments, files.into_iter().map(trial).collect()).exit();
}

struct Session {
    folder: PathBuf,
    lsp: Lsp,
    /// The process that the client says it is.
    process: Child,
    /// What came and was not waited for yet.
    waiting: Vec<Value>,
    /// Everything that came.
    all: Vec<Value>,
    never: Vec<Value>,
    ended: bool,
}

fn play(file: &Path) -> Result<(), Failed> {
    let place = tempfile::tempdir()?;
    let folder = place.path().canonicalize()?.join("workspace");
    fs::create_dir(&folder)?;
    let lsp = Lsp::start(&folder);
    let process = Command::new("sleep").arg("1000").stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let (waiting, all, never) = (Vec::new(), Vec::new(), Vec::new());
    let mut session = Session { folder, lsp, process, waiting, all, never, ended: false };
    let text = fs::read_to_string(file)?;
    let played = steps(&text).into_iter().try_for_each(|(line, step)| {
        session.step(&step).map_err(|why| format!("line {line}: {step}\n{why}"))
    });
    let done = played.and_then(|()| session.end());
    let _ = session.process.kill().and_then(|()| session.process.wait());
    Ok(done?)
}

/// The steps with the number of the line on which each begins.
fn steps(text: &str) -> Vec<(usize, String)> {
    let mut steps: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match (line.strip_prefix("    "), steps.last_mut()) {
            (Some(more), Some((_, step))) => *step = format!("{step}\n{more}"),
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => steps.push((index + 1, line.to_owned())),
        }
    }
    steps
}

impl Session {
    fn step(&mut self, step: &str) -> Result<(), String> {
        let (word, rest) = step.split_once([' ', '\n']).unwrap_or((step, ""));
        match word {
            "disk" => {
                let (name, text) = rest.split_once('\n').unwrap_or((rest, ""));
                self.write(name, &format!("{text}\n"))
            }
            "tool" => {
                let (name, text) = rest.split_once('\n').ok_or("a tool has a text")?;
                self.tool(name, text).map_err(|it| it.to_string())
            }
            "link" => {
                let (name, target) = rest.split_once(' ').ok_or("a link has a target")?;
                std::os::unix::fs::symlink(target, self.folder.join(name)).map_err(|it| it.to_string())
            }
            "begin" => self.begin(rest),
            "open" => {
                let path = self.folder.join(rest);
                let text = fs::read_to_string(&path).map_err(|it| it.to_string())?;
                self.lsp.open(&path, &text);
                Ok(())
            }
            "raw" => {
                let text: String = serde_json::from_str(rest).map_err(|it| it.to_string())?;
                self.lsp.write(text.as_bytes());
                Ok(())
            }
            "body" => {
                let text: String = serde_json::from_str(rest).map_err(|it| it.to_string())?;
                let text = self.named(&text, 0);
                self.lsp.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
                Ok(())
            }
            ">" => self.read(rest, 0).map(|message| self.lsp.send(&message)),
            "<" => self.read(rest, 0).and_then(|pattern| self.expect(&pattern)),
            "never" => self.read(rest, 0).map(|pattern| self.never.push(pattern)),
            "close" => {
                self.lsp.close();
                Ok(())
            }
            "die" => {
                self.process.kill().and_then(|()| self.process.wait()).map(drop).map_err(|it| it.to_string())
            }
            "exit" => self.exit(rest.parse().map_err(|_| "a status is a number".to_owned())?),
            times => {
                let times: u32 = times.parse().map_err(|_| format!("no such step: {times}"))?;
                let (sign, text) = rest.split_once(' ').ok_or("how often is what sent?")?;
                for number in 0..times {
                    let message = self.read(text, number)?;
                    if sign == ">" { self.lsp.send(&message) } else { self.expect(&message)? }
                }
                Ok(())
            }
        }
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        let done = fs::create_dir_all(path.parent().unwrap_or(&path)).and_then(|()| fs::write(&path, text));
        done.map_err(|it| it.to_string())
    }

    fn tool(&self, name: &str, text: &str) -> std::io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let folder = lsp::tools(&self.folder);
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n"))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))
    }

    fn begin(&mut self, given: &str) -> Result<(), String> {
        let mut params = json!({
            "processId": self.process.id(),
            "rootUri": null,
            "workspaceFolders": [{ "uri": lsp::uri(&self.folder), "name": "workspace" }],
            "capabilities": {},
        });
        let given = if given.is_empty() { json!({}) } else { self.read(given, 0)? };
        let given: Map<String, Value> = serde_json::from_value(given).map_err(|it| it.to_string())?;
        params.as_object_mut().into_iter().for_each(|params| params.extend(given.clone()));
        self.lsp.send(&json!({ "id": "begin", "method": "initialize", "params": params }));
        while !self.all.iter().any(|message| message["id"] == "begin") {
            self.receive()?;
        }
        self.lsp.notify("initialized", &json!({}));
        Ok(())
    }

    /// A message of the file, with what the names in it stand for.
    fn read(&self, text: &str, number: u32) -> Result<Value, String> {
        let text = self.named(text, number);
        serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))
    }

    fn named(&self, text: &str, number: u32) -> String {
        let text = text.replace("$ROOT", &lsp::uri(&self.folder));
        text.replace("$PID", &self.process.id().to_string()).replace("$i", &number.to_string())
    }

    fn receive(&mut self) -> Result<(), String> {
        let message = self.lsp.receive(lsp::PATIENCE)?;
        self.all.push(message.clone());
        self.waiting.push(message);
        Ok(())
    }

    fn expect(&mut self, pattern: &Value) -> Result<(), String> {
        let mut from = 0;
        loop {
            let found = self.waiting[from..].iter().position(|message| matches(pattern, message));
            if let Some(index) = found {
                self.waiting.remove(from + index);
                return Ok(());
            }
            from = self.waiting.len();
            self.receive().map_err(|why| {
                let came: String = self.waiting.iter().map(|message| format!("\n  {message}")).collect();
                format!("{why}; what came and was not waited for:{came}")
            })?;
        }
    }

    fn exit(&mut self, status: i32) -> Result<(), String> {
        self.ended = true;
        let found = self.lsp.wait();
        if found == Some(status) { Ok(()) } else { Err(format!("it ends with {found:?}")) }
    }

    /// Ends a session that still goes on, and looks at what must not have come.
    fn end(&mut self) -> Result<(), String> {
        if !self.ended {
            self.lsp.send(&json!({ "id": "end", "method": "shutdown" }));
            self.expect(&json!({ "id": "end", "result": null }))?;
            self.lsp.notify("exit", &Value::Null);
            self.exit(0)?;
        }
        loop {
            match self.lsp.receive(lsp::PATIENCE) {
                Ok(message) => self.all.push(message),
                Err(why) if why.contains("nothing more") => break,
                Err(why) => return Err(why),
            }
        }
        for pattern in &self.never {
            if let Some(message) = self.all.iter().find(|message| matches(pattern, message)) {
                return Err(format!("came, and must not: {message}"));
            }
        }
        Ok(())
    }
}

/// Whether a message has what a pattern asks for.
fn matches(pattern: &Value, value: &Value) -> bool {
    match (pattern, value) {
        (Value::String(any), _) if any == "*" => true,
        (Value::String(part), Value::String(text)) if part.starts_with('~') => text.contains(&part[1..]),
        (Value::Object(pattern), Value::Object(value)) => pattern.iter().all(|(name, pattern)| {
            if pattern == "!" {
                !value.contains_key(name)
            } else {
                value.get(name).is_some_and(|it| matches(pattern, it))
            }
        }),
        (Value::Array(pattern), Value::Array(value)) => {
            pattern.len() == value.len()
                && pattern.iter().zip(value).all(|(pattern, value)| matches(pattern, value))
        }
        _ => pattern == value,
    }
}
