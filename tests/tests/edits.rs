//! Random edits of a project in the server, against the truth: whatever was typed, and however
//! broken the texts were on the way, a server that starts afresh on the same texts says the
//! same: to a client that asks, and to one that only listens. The texts are kept here in UTF-16
//! units, by other means than the server's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::differential::dice::Dice;
use fedic_tests::lsp::{self, Lsp, PATIENCE};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

const FILES: [(&str, &str); 4] = [
    ("model.nix", "[ ./hello.nix ./one.nix ]\n"),
    (
        "hello.nix",
        "{ lib, ... }:\n{\n  applications.hello = {\n    description = \"Grüße 🦀\";\n    module.options.greeting = lib.mkOption {\n      \
         description = \"What it says.\";\n      type = lib.types.str;\n      default = \"hello\";\n    };\n    \
         implementation = settings: { resources = { }; };\n  };\n}\n",
    ),
    (
        "one.nix",
        "{ lib, ... }:\n{\n  environments.one = {\n    resources = { };\n    implementation = requests: { };\n  };\n}\n",
    ),
    (
        "configuration.json",
        "{\n  \"enable\": true,\n  \"applications\": { \"hello\": { \"greeting\": \"é\" } }\n}\n",
    ),
];

/// What is typed.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ";",
    "=",
    "\"",
    "''",
    "${",
    "\n",
    "\r\n",
    " ",
    "é",
    "🦀",
    "nowhere",
    "lib.types.int",
    "let x = 1; in",
    "greeting",
    "rec ",
    "# said\n",
    ",",
    "./hello.nix",
    "null",
];
/// Edits between two looks.
const EDITS: usize = 12;
const LOOKS: usize = 4;

/// What is wrong in texts that are whole: an option's type, a name.
const MISTAKES: [(&str, &str); 2] = [("str", "int"), ("{ }", "nowhere")];

/// What must have been wrong on the way, or nothing was compared: syntax, scope, an option's type.
const MET: [&str; 3] = ["F0001", "F0101", "F0302"];

/// The diagnostics of files by their addresses, of those that have any.
type Found = BTreeMap<String, Value>;

#[test]
fn after_any_edits_the_diagnostics_are_those_of_a_fresh_start() {
    let mut met = BTreeSet::new();
    for seed in 1..=6 {
        play(seed, &mut met);
    }
    for code in MET {
        assert!(met.contains(code), "{code} was never met, only {met:?}");
    }
}

fn play(seed: u64, met: &mut BTreeSet<String>) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().canonicalize().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut texts: Vec<Vec<u16>> = FILES.iter().map(|(_, text)| text.encode_utf16().collect()).collect();
    let mut asking = started(&folder, &texts);
    let mut listening = Listening { lsp: started(&folder, &texts), shown: Found::new() };
    let mut dice = Dice::new(seed);
    let mut version = 1;
    for look in 0..LOOKS {
        let mut changes = Vec::new();
        for _ in 0..EDITS {
            let file = dice.below(FILES.len());
            changes.push((file, edit(&mut texts[file], &mut dice)));
        }
        // Every other time, all but one file at most are whole again, so that evaluation has its say.
        if look % 2 == 1 {
            let spared = dice.below(2 * FILES.len());
            for (index, (_, text)) in FILES.iter().enumerate().filter(|(index, _)| *index != spared) {
                let (old, new) = dice.pick(&MISTAKES);
                texts[index] = text.replace(old, new).encode_utf16().collect();
                changes.push((index, json!({ "text": String::from_utf16_lossy(&texts[index]) })));
            }
        }
        for (file, change) in changes {
            version += 1;
            for lsp in [&mut asking, &mut listening.lsp] {
                changed(lsp, &folder.join(FILES[file].0), version, &change);
            }
        }
        let fresh = diagnostics(&mut started(&folder, &texts));
        let shown: Vec<String> = texts.iter().map(|text| String::from_utf16_lossy(text)).collect();
        assert_eq!(diagnostics(&mut asking), fresh, "seed {seed}, look {look}, asked: {shown:#?}");
        assert_eq!(listening.until(&fresh), fresh, "seed {seed}, look {look}, told: {shown:#?}");
        let codes = fresh.values().flat_map(|it| it.as_array().into_iter().flatten());
        met.extend(codes.filter_map(|it| it["code"].as_str()).map(str::to_owned));
    }
}

fn started(folder: &Path, texts: &[Vec<u16>]) -> Lsp {
    let mut lsp = Lsp::start(folder);
    lsp.initialize(folder, &json!({}));
    for ((name, _), text) in FILES.iter().zip(texts) {
        lsp.open(&folder.join(name), &String::from_utf16_lossy(text));
    }
    lsp
}

fn changed(lsp: &mut Lsp, path: &Path, version: i32, change: &Value) {
    let document = json!({ "uri": lsp::uri(path), "version": version });
    lsp.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [change] }));
}

/// What is wrong, for a client that asks.
fn diagnostics(lsp: &mut Lsp) -> Found {
    let report = lsp.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().unwrap().iter().map(|item| (&item["uri"], &item["items"]));
    found(items)
}

fn found<'v>(items: impl Iterator<Item = (&'v Value, &'v Value)>) -> Found {
    let any = items.filter(|(_, items)| items.as_array().is_some_and(|it| !it.is_empty()));
    any.map(|(uri, items)| (uri.as_str().unwrap().to_owned(), items.clone())).collect()
}

/// A client that only listens.
struct Listening {
    lsp: Lsp,
    shown: Found,
}

impl Listening {
    /// What it shows once that is what it should, or when it has waited long enough.
    fn until(&mut self, wanted: &Found) -> Found {
        let started = Instant::now();
        while self.shown != *wanted {
            let Ok(message) = self.lsp.receive(PATIENCE.saturating_sub(started.elapsed())) else { break };
            let Some(uri) = message["params"]["uri"].as_str() else { continue };
            self.shown.remove(uri);
            self.shown
                .extend(found([(&message["params"]["uri"], &message["params"]["diagnostics"])].into_iter()));
        }
        self.shown.clone()
    }
}

/// Replaces a random piece of a text, and says so in words of the protocol.
fn edit(text: &mut Vec<u16>, dice: &mut Dice) -> Value {
    let start = dice.below(text.len() + 1);
    let end = if dice.once_in(2) { start } else { (start + dice.below(9)).min(text.len()) };
    let [start, end] = [start, end].map(|at| if inside_line_end(text, at) { at - 1 } else { at });
    let new = if end > start && dice.once_in(2) { "" } else { dice.word(&PIECES) };
    let range = json!({ "start": position(text, start), "end": position(text, end) });
    // Halves of pairs that are left stand for themselves, in one unit each.
    text.splice(start..end, new.encode_utf16());
    *text = String::from_utf16_lossy(text).encode_utf16().collect();
    json!({ "range": range, "text": new })
}

fn inside_line_end(text: &[u16], at: usize) -> bool {
    at > 0 && at < text.len() && text[at - 1] == u16::from(b'\r') && text[at] == u16::from(b'\n')
}

fn position(text: &[u16], at: usize) -> Value {
    let ends = |index: &usize| {
        let pair = text.get(index + 1) == Some(&u16::from(b'\n'));
        text[*index] == u16::from(b'\n') || (text[*index] == u16::from(b'\r') && !pair)
    };
    let lines: Vec<usize> = (0..at).filter(ends).collect();
    json!({ "line": lines.len(), "character": at - lines.last().map_or(0, |end| end + 1) })
}
