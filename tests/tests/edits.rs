//! Random edits of a project in the server, against the truth: whatever was typed, and however
//! broken the texts were on the way, a server that starts afresh on the same texts says the
//! same. The texts are kept here in UTF-16 units, by other means than the server's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::lsp::{self, Lsp};
use serde_json::{Value, json};
use std::path::Path;

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

#[test]
fn after_any_edits_the_diagnostics_are_those_of_a_fresh_start() {
    for seed in [1, 2, 3] {
        play(seed);
    }
}

fn play(seed: u64) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().canonicalize().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut texts: Vec<Vec<u16>> = FILES.iter().map(|(_, text)| text.encode_utf16().collect()).collect();
    let mut live = started(&folder, &texts);
    let mut random = Random(seed);
    let mut version = 1;
    for look in 0..LOOKS {
        for _ in 0..EDITS {
            version += 1;
            let file = random.below(FILES.len());
            let change = edit(&mut texts[file], &mut random);
            changed(&mut live, &folder.join(FILES[file].0), version, &change);
        }
        // Every other time, all but one file are whole again, so that evaluation has its say.
        if look % 2 == 1 {
            let spared = random.below(FILES.len());
            for (index, (name, text)) in FILES.iter().enumerate().filter(|(index, _)| *index != spared) {
                version += 1;
                texts[index] = text.replace("str", "int").encode_utf16().collect();
                changed(
                    &mut live,
                    &folder.join(name),
                    version,
                    &json!({ "text": String::from_utf16_lossy(&texts[index]) }),
                );
            }
        }
        let now = diagnostics(&mut live);
        let fresh = diagnostics(&mut started(&folder, &texts));
        let shown: Vec<String> = texts.iter().map(|text| String::from_utf16_lossy(text)).collect();
        assert_eq!(now, fresh, "seed {seed}, look {look}: {shown:#?}");
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

/// Address and diagnostics of each file.
fn diagnostics(lsp: &mut Lsp) -> Vec<(Value, Value)> {
    let report = lsp.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    report["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["uri"].clone(), item["items"].clone()))
        .collect()
}

/// Replaces a random piece of a text, and says so in words of the protocol.
fn edit(text: &mut Vec<u16>, random: &mut Random) -> Value {
    let start = random.below(text.len() + 1);
    let end = if random.below(2) == 0 { start } else { (start + random.below(9)).min(text.len()) };
    let [start, end] = [start, end].map(|at| if inside_line_end(text, at) { at - 1 } else { at });
    let new = if end > start && random.below(2) == 0 { "" } else { PIECES[random.below(PIECES.len())] };
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

/// Numbers that look random, the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}
