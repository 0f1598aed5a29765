//! Real Neovims, without a screen, an old one and a current one: each opens a project, shows what
//! `check` reports, completes, goes to an option's declaration, stops complaining when the mistake is
//! mended, and renames an option; the current one draws names by what they are and shows hints.
//! Mistakes of ten sorts show as they do in the terminal.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::planted::{self, Planted};
use fedic_tests::{cli, workspace};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// What an option is renamed to.
const NAME: &str = "name-of-the-host";

/// A function of the library that a file of the catalogue calls.
const LIBRARY: &str = "attrValues";

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

/// Longer than all that the part waits for.
const PATIENCE: Duration = Duration::from_secs(500);

/// The system's, of Debian 12.
fn old() -> PathBuf {
    "nvim".into()
}

/// The one of Debian's next release.
fn current() -> PathBuf {
    workspace::root().join("target/neovim/nvim")
}

/// Plays a part in a Neovim and reads what it saw: what a file shows, and with a `cursor` what can
/// be done there.
fn play(neovim: &Path, folder: &Path, file: &Path, cursor: &Value) -> Value {
    play_with(neovim, folder, file, cursor, &Value::Null)
}

/// The same with some lines of Lua in the place of the plugin.
fn play_with(neovim: &Path, folder: &Path, file: &Path, cursor: &Value, snippet: &Value) -> Value {
    let top = workspace::root();
    let report = folder.join("seen.json");
    let part = json!({
        "folder": folder,
        "plugin": top.join("editors/neovim"),
        "snippet": snippet,
        "file": file,
        "cursor": cursor,
        "mend": "%s/usrename/username/",
        "name": NAME,
        "library": { "file": folder.join("resources/machine.nix"), "name": LIBRARY },
        "report": report,
    });
    // Neovim finds `fedic` where a user has it: on the path.
    let tools = workspace::fedic().parent().unwrap().display().to_string();
    let path = format!("{tools}:{}", std::env::var("PATH").unwrap_or_default());
    let home = tempfile::tempdir().unwrap();
    let drive = top.join("tests/tests/neovim/drive.lua");
    let mut process = Command::new(neovim)
        .args(["--headless", "--clean", "-n", "-c"])
        .arg(format!("luafile {}", drive.display()))
        .env("FEDIC_PLAY", part.to_string())
        .env("PATH", path)
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("no {} ({error}): tests/run installs it", neovim.display()));
    cli::end(&mut process, PATIENCE);
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
fn a_project_with_a_mistake_in_an_old_neovim() {
    let seen = session(&old());
    assert_eq!(seen.get("token"), None, "{seen}");
    assert!(seen["health"].as_str().unwrap().contains("older than 0.11"), "{seen}");
}

#[test]
fn a_project_with_a_mistake_in_a_current_neovim() {
    let seen = session(&current());
    assert_eq!(seen["token"], "property", "{seen}");
    let hints = seen["hints"].as_array().unwrap();
    assert!(hints.iter().any(|it| it.as_str().unwrap().contains("domain name")), "{seen}");
    assert!(!seen["health"].as_str().unwrap().contains("older than"), "{seen}");
}

#[test]
fn a_newcomer_without_the_plugin_in_a_current_neovim() {
    let page = fs::read_to_string(workspace::root().join("editors/README.md")).unwrap();
    let snippets: Vec<&str> =
        page.split("```lua\n").skip(1).map(|it| it.split("```").next().unwrap()).collect();
    assert_eq!(snippets.len(), 2, "{snippets:?}");
    for snippet in snippets {
        let home = tempfile::tempdir().unwrap();
        let made = cli::fedic(home.path(), &["init", "shop"]);
        assert_eq!(made.status, Some(0), "{}", made.stderr);
        let folder = home.path().join("shop").canonicalize().unwrap();
        let file = folder.join("applications/shop.nix");
        let text = fs::read_to_string(&file).unwrap().replace("settings.greeting", "settings.greting");
        fs::write(&file, text).unwrap();
        let (line, column) = find(&file, "settings.greting");
        let column = column + "settings.".len();
        let seen = play_with(&current(), &folder, &file, &Value::Null, &json!(snippet));
        let shown = &seen["diagnostics"][0];
        assert_eq!((&shown["line"], &shown["column"]), (&json!(line), &json!(column)), "{snippet}: {seen}");
    }
}

/// A session with a copy of the catalogue that has a mistake; what was seen, if all is well.
fn session(neovim: &Path) -> Value {
    let project = tempfile::tempdir().unwrap();
    let folder = project.path().canonicalize().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), &folder).unwrap();
    let file = folder.join("environments/single-machine.nix");
    let text = fs::read_to_string(&file).unwrap().replace("login-shell.username = \"operator\";", MISTAKE);
    fs::write(&file, text).unwrap();

    // The session writes files, so places in them are looked up first.
    let mistake = find(&file, "usrename");
    let declared = find(&folder.join("resources/machine.nix"), "host = mkOption");
    let (line, column) = find(&file, "machine.host");
    let cursor = json!({ "line": line, "column": column + "machine.".len() });
    let seen = play(neovim, &folder, &file, &cursor);

    assert_eq!(seen["failure"], Value::Null, "{seen}");
    assert_eq!(seen["attached"], true, "{seen}");
    let [shown] = &seen["diagnostics"].as_array().unwrap()[..] else { panic!("not one diagnostic: {seen}") };
    assert_eq!((&shown["line"], &shown["column"]), (&json!(mistake.0), &json!(mistake.1)), "{seen}");
    assert!(shown["message"].as_str().unwrap().contains("usrename"), "{seen}");

    assert!(seen["completed"].as_array().unwrap().contains(&json!("system")), "{seen}");
    assert_eq!(seen["definition"]["file"], "resources/machine.nix", "{seen}");
    assert_eq!(seen["definition"]["line"], declared.0, "{seen}");
    let library = &seen["library"];
    assert_eq!((&library["name"], &library["modifiable"]), (&json!(LIBRARY), &json!(false)), "{seen}");
    assert!(library["file"].as_str().unwrap().ends_with("fedic:/lib/attrsets.nix"), "{seen}");
    assert!(seen["page"].as_str().unwrap().contains("unknown-option"), "{seen}");
    let health = seen["health"].as_str().unwrap();
    let serves = format!("serves {}", folder.display());
    assert!(health.contains(&serves) && !health.contains("ERROR"), "{seen}");
    assert_eq!(seen["plan"], "single-machine", "{seen}");
    assert_eq!(seen["value"], "\"server.example.org\"", "{seen}");
    assert_eq!(seen["mended"], true, "{seen}");
    let renamed = seen["renamed"].as_array().unwrap();
    for file in ["resources/machine.nix", "environments/single-machine.nix"] {
        assert!(renamed.contains(&json!(file)), "{file}: {seen}");
    }
    seen
}

#[test]
fn mistakes_of_ten_sorts_in_a_current_neovim() {
    for sort in SORTS {
        let Planted { copy, places } =
            planted::plant(&workspace::cases("planted").join(sort).with_extension("toml")).unwrap();
        let folder = copy.path().canonicalize().unwrap();
        let (name, _) = places[0][0].rsplit_once(':').unwrap();
        let seen = play(&current(), &folder, &folder.join(name), &Value::Null);
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
