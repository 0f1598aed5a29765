//! A real Neovim, without a screen: it opens a project, shows what `check` reports, goes to an
//! option's declaration, and stops complaining when the mistake is mended. Mistakes of ten
//! sorts show in it as they do in the terminal.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::planted::{self, Planted};
use fedic_tests::{cli, workspace};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const MISTAKE: &str = "login-shell.usrename = \"operator\";";

/// One planted mistake of each sort.
const SORTS: [&str; 10] = [
    "undefined-variable",
    "missing-semicolon",
    "misspelt-option",
    "wrong-type-in-request",
    "misspelt-grant",
    "two-tags",
    "conflicting-definitions",
    "wrong-target",
    "misspelt-nixos-option",
    "json-unknown-key",
];

/// Longer than the three times that the part waits.
const PATIENCE: Duration = Duration::from_secs(200);

/// Plays a part in Neovim and reads what it saw; without a cursor, what it shows at first.
fn play(folder: &Path, file: &Path, cursor: &Value, mend: &str) -> Value {
    let top = workspace::root();
    let report = folder.join("seen.json");
    let part = json!({
        "folder": folder,
        "plugin": top.join("editors/neovim/plugin/fedic.lua"),
        "file": file,
        "cursor": cursor,
        "mend": mend,
        "report": report,
    });
    // Neovim finds `fedic` where a user has it: on the path.
    let tools = workspace::fedic().parent().unwrap().display().to_string();
    let path = format!("{tools}:{}", std::env::var("PATH").unwrap_or_default());
    let home = tempfile::tempdir().unwrap();
    let drive = top.join("tests/tests/neovim/drive.lua");
    let mut neovim = Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-c"])
        .arg(format!("luafile {}", drive.display()))
        .env("FEDIC_PLAY", part.to_string())
        .env("PATH", path)
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("no Neovim ({error}): tests/run installs it"));
    cli::end(&mut neovim, PATIENCE);
    serde_json::from_str(&fs::read_to_string(&report).unwrap()).unwrap()
}

/// Line and column of a text in a file, from one.
fn find(path: &Path, text: &str) -> (usize, usize) {
    let source = fs::read_to_string(path).unwrap();
    let at = source.find(text).unwrap();
    let line = source[..at].matches('\n').count() + 1;
    (line, at - source[..at].rfind('\n').map_or(0, |it| it + 1) + 1)
}

#[test]
fn a_project_with_a_mistake_in_neovim() {
    let project = tempfile::tempdir().unwrap();
    let folder = project.path().canonicalize().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), &folder).unwrap();
    let file = folder.join("environments/single-machine.nix");
    let text = fs::read_to_string(&file).unwrap().replace("login-shell.username = \"operator\";", MISTAKE);
    fs::write(&file, text).unwrap();

    let (line, column) = find(&file, "machine.host");
    let cursor = json!({ "line": line, "column": column + "machine.".len() });
    let seen = play(&folder, &file, &cursor, "%s/usrename/username/");

    assert_eq!(seen["failure"], Value::Null, "{seen}");
    assert_eq!(seen["attached"], true, "{seen}");
    let (line, column) = find(&file, "usrename");
    let diagnostics = seen["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 1, "{seen}");
    assert_eq!(
        (&diagnostics[0]["line"], &diagnostics[0]["column"]),
        (&json!(line), &json!(column)),
        "{seen}"
    );
    assert!(diagnostics[0]["message"].as_str().unwrap().contains("usrename"), "{seen}");

    let (line, _) = find(&folder.join("resources/machine.nix"), "host = mkOption");
    assert_eq!(seen["definition"]["file"], "resources/machine.nix", "{seen}");
    assert_eq!(seen["definition"]["line"], line, "{seen}");
    assert_eq!(seen["mended"], true, "{seen}");
}

#[test]
fn mistakes_of_ten_sorts_in_neovim() {
    for sort in SORTS {
        let Planted { copy, places } =
            planted::plant(&workspace::cases("planted").join(sort).with_extension("toml")).unwrap();
        let folder = copy.path().canonicalize().unwrap();
        let (name, _) = places[0][0].rsplit_once(':').unwrap();
        let seen = play(&folder, &folder.join(name), &Value::Null, "");
        let [shown] = &seen["diagnostics"].as_array().unwrap()[..] else {
            panic!("{sort}: not one diagnostic: {seen}")
        };
        let at = format!("{name}:{}", shown["line"]);
        assert!(places[0].contains(&at), "{sort}: {at} instead of {places:?}");
        let said = cli::fedic(&folder, &["check", "--format", "json"]);
        let said: Value = serde_json::from_str(&said.stdout).unwrap();
        let report = &said["diagnostics"][0];
        let message = shown["message"].as_str().unwrap();
        assert!(message.starts_with(report["message"].as_str().unwrap()), "{sort}: {message}");
        if let Some(help) = report["help"].as_str() {
            assert!(message.contains(help), "{sort}: no help: {message}");
        }
    }
}
