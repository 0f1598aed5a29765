//! Commands that make something for others: a project to begin with, completions, manual
//! pages, plans compared with earlier ones; and tests that watch.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::cli::{self, Call};
use fedic_tests::workspace;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn fine(folder: &Path, arguments: &[&str]) -> Call {
    let call = cli::fedic(folder, arguments);
    assert_eq!(call.status, Some(0), "fedic {}\n{}", arguments.join(" "), call.transcript());
    call
}

/// A new project in a folder `blog`.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["init", "blog"]);
    folder
}

#[test]
fn a_new_project_checks_plans_and_passes_its_tests() {
    let top = project();
    let folder = top.path().join("blog");
    let check = fine(&folder, &["check", "--deny-warnings"]);
    assert_eq!((check.stdout.as_str(), check.stderr.as_str()), ("", ""));
    assert!(fine(&folder, &["plan"]).stdout.contains("blog/server"));
    let test = fine(&folder, &["test"]).stdout;
    assert!(test.ends_with("4/4 successful\n"), "{test}");
}

#[test]
fn a_new_project_tells_the_mistake_that_it_proposes() {
    let top = project();
    let folder = top.path().join("blog");
    let file = folder.join("configuration.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("domain", "domian")).unwrap();
    let call = cli::fedic(&folder, &["check", "--format", "short"]);
    assert_eq!(call.status, Some(1));
    let lines: Vec<&str> = call.stdout.lines().filter(|line| line.contains(": error[")).collect();
    assert!(
        matches!(lines[..], [line] if line.starts_with("configuration.json:6:7: error[F0301]")),
        "{lines:?}"
    );
    assert!(call.stdout.contains("`domain`"), "{}", call.stdout);
}

#[test]
fn a_new_project_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), "mine\n").unwrap();
    let call = cli::fedic(folder.path(), &["init"]);
    assert_eq!(call.status, Some(2), "{}", call.transcript());
    assert!(call.stderr.contains("`README.md`"), "{}", call.stderr);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).unwrap(), "mine\n");
}

#[test]
fn the_starter_is_a_project_itself() {
    let folder = workspace::root().join("compiler/cli/starter");
    fine(&folder, &["check", "--deny-warnings"]);
    fine(&folder, &["test"]);
}

#[test]
fn a_plan_is_compared_with_an_earlier_one() {
    let top = project();
    let folder = top.path().join("blog");
    fine(&folder, &["plan", "--format", "json", "--out", "plan.json"]);
    let same = fine(&folder, &["plan", "--previous", "plan.json"]).stdout;
    assert!(same.contains("keep machine production: it is as it was"), "{same}");
    let file = folder.join("environments/production.nix");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"server.example.org\"", "\"other.example.org\"")).unwrap();
    let moved = fine(&folder, &["plan", "--previous", "plan.json", "--format", "json"]).stdout;
    let plan: serde_json::Value = serde_json::from_str(&moved).unwrap();
    let actions = plan["actions"].as_array().unwrap();
    let machine = actions.iter().find(|it| it["subject"] == "machine").unwrap();
    assert_eq!((&machine["act"], &machine["changed"][0]), (&"replace".into(), &"/address".into()));
}

#[test]
fn what_is_no_plan_is_told_of() {
    let top = project();
    let folder = top.path().join("blog");
    fine(&folder, &["plan", "--format", "json", "--out", "plan.json"]);
    let plan = fs::read_to_string(folder.join("plan.json")).unwrap();
    let newer = plan.replace("\"formatVersion\": 1", "\"formatVersion\": 99");
    let other = plan.replace("\"machines\"", "\"engines\"");
    let cases = [
        ("newer.json", newer.as_str(), "has format 99"),
        ("other.json", &other, "missing field `machines`"),
        ("cut.json", &plan[..plan.len() / 2], "EOF"),
        ("list.json", "[]", "no plan"),
        ("text.json", "Plan for you\n", "text.json:1:1"),
    ];
    for (name, text, words) in cases {
        fs::write(folder.join(name), text).unwrap();
        let call = cli::fedic(&folder, &["plan", "--previous", name]);
        assert_eq!((call.status, call.stdout.as_str()), (Some(2), ""), "{}", call.transcript());
        let errors: Vec<&str> = call.stderr.lines().filter(|line| line.contains("error[F0711]")).collect();
        assert!(matches!(errors[..], [_]) && call.stderr.contains(words), "{name}: {}", call.stderr);
    }
    let call = cli::fedic(&folder, &["plan", "--previous", "absent.json"]);
    assert!(call.status == Some(2) && call.stderr.contains("F0701"), "{}", call.transcript());
}

#[test]
fn a_plan_is_written_whole_or_not_at_all() {
    let top = project();
    let folder = top.path().join("blog");
    let plan = folder.join("plan.txt");
    fs::write(&plan, "earlier").unwrap();
    fs::write(folder.join("configuration.json"), "{").unwrap();
    assert_eq!(cli::fedic(&folder, &["plan", "--out", "plan.txt"]).status, Some(1));
    assert_eq!(fs::read_to_string(&plan).unwrap(), "earlier");
    fine(&folder, &["init", "inner"]);
    let inner = folder.join("inner");
    std::os::unix::fs::symlink("../plan.txt", inner.join("link.txt")).unwrap();
    fine(&inner, &["plan", "--out", "link.txt"]);
    assert!(fs::read_to_string(&plan).unwrap().starts_with("Plan for"));
    assert!(fs::symlink_metadata(inner.join("link.txt")).unwrap().is_symlink());
    let names = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".part")));
    assert_eq!(cli::fedic(&inner, &["plan", "--out", "no/such/folder"]).status, Some(2));
}

/// What bash proposes for a line, with our completions loaded.
fn proposed(line: &str) -> String {
    let script = "source \"$0\"
        COMP_WORDS=($1) COMP_LINE=$1 COMP_POINT=${#1}
        case $1 in *' ') COMP_WORDS+=('') ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _fedic fedic \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"
        echo \"${COMPREPLY[*]}\"";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fedic.bash");
    fs::write(&file, fine(folder.path(), &["completions", "bash"]).stdout).unwrap();
    let done = Command::new("bash").args(["--norc", "-c", script]).arg(&file).arg(line).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

#[test]
fn bash_completes_commands_options_and_forms() {
    assert_eq!(proposed("fedic exp"), "explain");
    assert_eq!(proposed("fedic check --deny"), "--deny-warnings");
    assert_eq!(proposed("fedic check --format "), "pretty short json sarif github");
    assert_eq!(proposed("fedic plan --format m"), "mermaid");
}

#[test]
fn every_shell_has_completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(fine(folder.path(), &["completions", shell]).stdout.contains("deny-warnings"), "{shell}");
    }
    assert_eq!(cli::fedic(folder.path(), &["completions", "tcsh"]).status, Some(2));
}

#[test]
fn every_command_has_a_page_and_examples_that_are_calls() {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["man", "--out", "man1"]);
    let pages = fs::read_dir(folder.path().join("man1")).unwrap();
    let names: Vec<String> = pages.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(names.contains(&"fedic.1".to_owned()) && names.len() > 8, "{names:?}");
    let commands = names.iter().filter_map(|name| name.strip_prefix("fedic-")?.strip_suffix(".1"));
    for command in commands {
        assert!(fine(folder.path(), &["man", command]).stdout.contains(".SH NAME"));
        let help = fine(folder.path(), &["help", command]).stdout;
        let examples = help.split("Examples:\n").nth(1).unwrap_or_else(|| panic!("{command}: no examples"));
        for example in examples.lines().filter_map(|line| line.trim().strip_prefix("fedic ")) {
            // A watch would not end.
            let call = example.split(['|', '>']).next().unwrap().split("   ").next().unwrap();
            if call.contains("--watch") {
                continue;
            }
            let script = format!("\"$0\" {call}");
            let done = Command::new("sh")
                .args(["-c", &script])
                .arg(workspace::fedic())
                .env("HOME", folder.path())
                .current_dir(folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(!said.contains("Usage:"), "fedic {call}\n{said}");
        }
    }
    assert_eq!(cli::fedic(folder.path(), &["man", "chekc"]).status, Some(2));
}

#[test]
fn a_wrong_call_gets_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, hint) in [
        (&["chekc"][..], "'check'"),
        (&["check", "--formt", "json"], "'--format'"),
        (&["plan", "--format", "mermiad"], "'mermaid'"),
        (&["test", "--watch", "--format", "json"], "--watch"),
    ] {
        let call = cli::fedic(folder.path(), arguments);
        assert!(call.status == Some(2) && call.stderr.contains(hint), "{}", call.transcript());
    }
}

#[test]
fn a_watch_runs_what_an_edit_touches_until_it_is_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    // As a whole: the watch is not to see a file that is half written.
    let write = |name: &str, text: &str| {
        let new = folder.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, folder.path().join(name)).unwrap();
    };
    for name in ["one", "two"] {
        write(&format!("{name}.nix"), "1");
        write(
            &format!("{name}.test.nix"),
            &format!("{{ test-{name} = {{ expr = import ./{name}.nix; expected = 1; }}; }}"),
        );
    }
    let mut watch = Command::new(workspace::fedic())
        .args(["test", "--watch"])
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(watch.stdout.take().unwrap()).lines();
    // A round ends with its count.
    let mut round = || {
        let mut lines = Vec::new();
        for line in out.by_ref() {
            lines.push(line.unwrap());
            if lines.last().unwrap().ends_with("successful") {
                break;
            }
        }
        lines.join("\n")
    };
    let first = round();
    assert!(first.contains("test-one") && first.ends_with("2/2 successful"), "{first}");
    write("two.nix", "2");
    let second = round();
    assert!(second.contains("again: two.test.nix") && second.contains("❌ test-two"), "{second}");
    assert!(!second.contains("test-one") && second.ends_with("1/2 successful"), "{second}");
    write("two.nix", "1");
    assert!(round().ends_with("2/2 successful"));
    let id = watch.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watch.wait().unwrap().code(), Some(0));
}
