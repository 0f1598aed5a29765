//! `latency [--modules N]`: how long an editor waits for `fedic lsp`, from outside, over its
//! pipes. Plays a typing script on generated projects and prints a table: what was measured,
//! the middle and the worst but one in a hundred, and the bar that it must stay below. Exit
//! status 1 if a bar is not met. `tests/bench/latency` builds the binary that users have first.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool that prints a table, or fails")]

use fedic_tests::lsp::{self, Lsp, PATIENCE};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Edits of each sort.
const EDITS: usize = 100;
/// A server that says nothing for so long has nothing to say.
const QUIET: Duration = Duration::from_millis(60);
/// Edits after which memory must be what it was.
const MANY: usize = 10_000;

fn main() -> ExitCode {
    let modules = std::env::args().skip_while(|it| it != "--modules").nth(1);
    let modules: usize = modules.map_or(60, |it| it.parse().unwrap());
    let mut table = Table::default();
    println!("{:<44} {:>10} {:>10} {:>10}", "", "p50", "p99", "bar");
    let small = Project::new(modules);
    small.loads(&mut table);
    small.typing(&mut table);
    small.questions(&mut table);
    small.memory(&mut table);
    large_file(&mut table);
    growth(&mut table, modules);
    if table.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The rows so far.
#[derive(Default)]
struct Table {
    missed: usize,
}

impl Table {
    /// A row of times in milliseconds; `bars` are of the middle and of the worst but one in a hundred.
    fn times(&mut self, name: &str, mut times: Vec<f64>, bars: (f64, f64)) -> f64 {
        times.sort_by(f64::total_cmp);
        let at = |part: usize| times[(times.len() * part).div_ceil(100).max(1) - 1];
        self.row(name, (at(50), at(99)), bars);
        at(50)
    }

    fn row(&mut self, name: &str, found: (f64, f64), bars: (f64, f64)) {
        let fine = found.0 <= bars.0 && found.1 <= bars.1;
        let bar = if bars.1.is_finite() { format!("{}/{}", bars.0, bars.1) } else { bars.0.to_string() };
        println!(
            "{name:<44} {:>10.2} {:>10.2} {bar:>10}{}",
            found.0,
            found.1,
            if fine { "" } else { "  missed" }
        );
        self.missed += usize::from(!fine);
    }
}

const NO_BAR: f64 = f64::INFINITY;

/// A project with as many modules as files, each an application.
struct Project {
    _place: tempfile::TempDir,
    folder: PathBuf,
}

fn application(name: &str) -> String {
    format!(
        "{{ lib, ... }}:\n{{\n  applications.{name} = {{\n    description = \"What {name} is for\";\n    module.options = {{\n      \
         enable = lib.mkEnableOption \"{name}\";\n      greeting = lib.mkOption {{\n        description = \"What it says.\";\n        \
         type = lib.types.str;\n        default = \"hello\";\n      }};\n      port = lib.mkOption {{\n        description = \"Where.\";\n        \
         type = lib.types.port;\n        default = 80;\n      }};\n    }};\n    implementation = settings: {{\n      \
         resources = lib.optionalAttrs settings.enable {{ }};\n    }};\n  }};\n}}\n"
    )
}

impl Project {
    fn new(modules: usize) -> Project {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().canonicalize().unwrap();
        let names: Vec<String> = (0..modules).map(|number| format!("app{number}")).collect();
        for name in &names {
            std::fs::write(folder.join(format!("{name}.nix")), application(name)).unwrap();
        }
        let environment = "{ environments.one = { resources = { }; implementation = requests: { }; }; }\n";
        std::fs::write(folder.join("one.nix"), environment).unwrap();
        let list: String = names.iter().map(|name| format!(" ./{name}.nix")).collect();
        std::fs::write(folder.join("model.nix"), format!("[ ./one.nix{list} ]\n")).unwrap();
        let configuration = json!({ "enable": true, "applications": { "app1": { "greeting": "hi" } } });
        std::fs::write(folder.join("configuration.json"), configuration.to_string()).unwrap();
        Project { _place: place, folder }
    }

    fn start(&self, open: &str) -> (Editor, Duration) {
        let started = Instant::now();
        let mut lsp = Lsp::start(&self.folder);
        lsp.initialize(&self.folder, &json!({ "window": { "workDoneProgress": true } }));
        let initialized = started.elapsed();
        let path = self.folder.join(open);
        let text = std::fs::read_to_string(&path).unwrap();
        lsp.open(&path, &text);
        (Editor { lsp, uri: lsp::uri(&path), text, version: 1 }, initialized)
    }

    fn loads(&self, table: &mut Table) {
        let mut first = Vec::new();
        let mut loaded = Vec::new();
        for _ in 0..10 {
            let path = self.folder.join("app0.nix");
            let text = application("app0");
            std::fs::write(&path, text.replace("\"hello\"", "17")).unwrap();
            let started = Instant::now();
            let (mut editor, initialized) = self.start("app0.nix");
            editor.wait("F0302");
            loaded.push(ms(started.elapsed()));
            first.push(ms(initialized));
            std::fs::write(&path, text).unwrap();
        }
        table.times("start to initialize", first, (5.0, NO_BAR));
        table.times("start to first diagnostics of the model", loaded, (60.0, NO_BAR));
    }

    fn typing(&self, table: &mut Table) {
        let (mut editor, _) = self.start("app0.nix");
        editor.load();
        let scope = editor.plays("{ }", "{ a = nowhere; }", "F0101");
        table.times("edit to syntax and scope", scope, (1.0, 5.0));
        let option = editor.plays("\"hello\"", "17", "F0302");
        table.times("edit to the options of the file", option, (10.0, 30.0));
        let (mut editor, _) = self.start("app1.nix");
        editor.load();
        let users = editor.plays("greeting", "greeding", "F0301");
        table.times("edit of an option to its users", users, (50.0, NO_BAR));
    }

    fn questions(&self, table: &mut Table) {
        let (mut editor, _) = self.start("app0.nix");
        editor.load();
        let methods =
            [("completion", (NO_BAR, 10.0)), ("hover", (NO_BAR, 5.0)), ("definition", (NO_BAR, 5.0))];
        for (method, bars) in methods {
            let times = (0..EDITS).map(|_| {
                editor.replace("lib.types.port", "lib.types.port ");
                editor.replace("lib.types.port ", "lib.types.port");
                let at = json!({ "textDocument": { "uri": editor.uri }, "position": { "line": 8, "character": 18 } });
                let started = Instant::now();
                editor.lsp.send(&json!({ "id": editor.version, "method": format!("textDocument/{method}"), "params": at }));
                editor.answer();
                ms(started.elapsed())
            });
            table.times(&format!("{method} after an edit"), times.collect(), bars);
        }
    }

    fn memory(&self, table: &mut Table) {
        let (mut editor, _) = self.start("app0.nix");
        editor.load();
        let before = editor.resident();
        table.row("memory, MiB", (before, before), (100.0, NO_BAR));
        for _ in 0..MANY / 100 {
            for _ in 0..50 {
                editor.replace("\"hello\"", "\"hallo\"");
                editor.replace("\"hallo\"", "\"hello\"");
            }
            editor.settle();
        }
        let after = editor.resident();
        table.row(&format!("memory after {MANY} edits, MiB"), (after, after), (before * 1.1 + 5.0, NO_BAR));
    }
}

fn large_file(table: &mut Table) {
    let project = Project::new(1);
    let lines: String = (0..10_000).map(|line| format!("  name{line} = \"value of {line}\";\n")).collect();
    std::fs::write(project.folder.join("large.nix"), format!("{{\n{lines}  last = [ ];\n}}\n")).unwrap();
    let (mut editor, _) = project.start("large.nix");
    editor.load();
    let times = editor.plays("last = [ ]", "last = [ nowhere ]", "F0101");
    table.times("10,000 lines: edit to diagnostics", times, (30.0, NO_BAR));
}

/// Ten times the modules: how many times a whole load, and an edit inside one application.
fn growth(table: &mut Table, modules: usize) {
    let [(load, edit), (more, same)] = [modules, modules * 10].map(|modules| {
        let project = Project::new(modules);
        let started = Instant::now();
        let (mut editor, _) = project.start("app0.nix");
        editor.load();
        let load = ms(started.elapsed());
        let mut times = editor.plays("\"hello\"", "17", "F0302");
        times.sort_by(f64::total_cmp);
        (load, times[times.len() / 2])
    });
    table.row("ten times the modules: load, times", (more / load, more / load), (10.0, NO_BAR));
    table.row("ten times the modules: edit, times", (same / edit, same / edit), (2.0, NO_BAR));
}

/// An editor with one document open.
struct Editor {
    lsp: Lsp,
    uri: String,
    text: String,
    version: i32,
}

impl Editor {
    /// Types one text in place of another and back again, so that a diagnostic comes and goes;
    /// the times until it has come.
    fn plays(&mut self, from: &str, to: &str, mark: &str) -> Vec<f64> {
        let play = |editor: &mut Editor| {
            let started = Instant::now();
            editor.replace(from, to);
            let file = editor.wait(mark);
            let time = ms(started.elapsed());
            editor.replace(to, from);
            editor.wait_until_gone(&file, mark);
            time
        };
        (0..EDITS).map(|_| play(self)).collect()
    }

    fn replace(&mut self, from: &str, to: &str) {
        let at = self.text.find(from).unwrap();
        let line = self.text[..at].matches('\n').count();
        let column = at - self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": column + from.len() } });
        self.text.replace_range(at..at + from.len(), to);
        self.version += 1;
        let params = json!({
            "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "range": range, "text": to }],
        });
        self.lsp.notify("textDocument/didChange", &params);
    }

    /// Waits for diagnostics with a word in them; the address of their file.
    fn wait(&mut self, mark: &str) -> Value {
        loop {
            let message = self.lsp.receive(PATIENCE).unwrap();
            let told = message["params"]["diagnostics"].as_array().is_some_and(|it| !it.is_empty());
            if told && message.to_string().contains(mark) {
                return message["params"]["uri"].clone();
            }
        }
    }

    fn wait_until_gone(&mut self, file: &Value, mark: &str) {
        loop {
            let message = self.lsp.receive(PATIENCE).unwrap();
            let here = message["params"]["uri"] == *file && message["params"]["diagnostics"].is_array();
            if here && !message["params"]["diagnostics"].to_string().contains(mark) {
                return;
            }
        }
    }

    /// Waits until the workspace has been read.
    fn load(&mut self) {
        while self.lsp.receive(PATIENCE).unwrap()["params"]["value"]["kind"] != "end" {}
    }

    /// Waits until the server has nothing more to say.
    fn settle(&mut self) {
        while self.lsp.receive(QUIET).is_ok() {}
    }

    fn answer(&mut self) {
        while self.lsp.receive(PATIENCE).unwrap()["id"] == Value::Null {}
    }

    /// Memory of the server's, in MiB.
    fn resident(&self) -> f64 {
        let status =
            std::fs::read_to_string(Path::new("/proc").join(self.lsp.process().to_string()).join("status"));
        let line = status.unwrap().lines().find(|it| it.starts_with("VmRSS")).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
