//! What the README says is so: its commands run, its report is a real one, its links lead
//! somewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::{cli, kept, workspace};
use std::fs;

fn readme() -> String {
    fs::read_to_string(workspace::root().join("README.md")).unwrap()
}

/// The commands in the table of uses, without their first word.
fn commands() -> Vec<Vec<String>> {
    let text = readme();
    let rows =
        text.lines().filter_map(|line| line.strip_prefix("| `fedic ")?.split('`').next().map(str::to_owned));
    rows.map(|row| {
        row.split(" '")
            .flat_map(|part| match part.strip_suffix('\'') {
                Some(quoted) => vec![quoted.to_owned()],
                None => part.split(' ').map(str::to_owned).collect(),
            })
            .collect()
    })
    .collect()
}

#[test]
fn every_command_of_the_table_runs_in_the_catalogue() {
    let commands = commands();
    assert!(commands.len() > 5, "{commands:?}");
    let copy = tempfile::tempdir().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), copy.path()).unwrap();
    for command in commands {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        // An editor that says nothing and goes is no conversation: the server has tests of its own.
        if arguments[0] == "lsp" {
            continue;
        }
        // The catalogue itself has no tests: those of the model stand beside it.
        let model = workspace::root().join("model/nix");
        let folder = if arguments[0] == "test" { model.as_path() } else { copy.path() };
        let call = cli::fedic(folder, &arguments);
        assert_eq!(call.status, Some(0), "fedic {}\n{}", arguments.join(" "), call.transcript());
    }
}

#[test]
fn the_report_is_a_real_one() {
    let text = readme();
    let shown = text.split("<!-- report -->\n```\n").nth(1).unwrap().split("```").next().unwrap();
    let copy = tempfile::tempdir().unwrap();
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), copy.path()).unwrap();
    let file = copy.path().join("environments/single-machine.nix");
    let mistake = fs::read_to_string(&file).unwrap().replace("login-shell.username", "login-shell.usrename");
    fs::write(&file, mistake).unwrap();
    let call = cli::fedic(copy.path(), &["check", "--format", "pretty"]);
    let said = call.stdout + &call.stderr;
    assert!(said.contains("usrename"), "{said}");
    let made = text.replacen(&format!("```\n{shown}```"), &format!("```\n{said}```"), 1);
    kept::assert_kept(&workspace::root().join("README.md"), &made);
}

#[test]
fn links_lead_somewhere() {
    for target in readme().split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(target.starts_with("http") || workspace::root().join(target).exists(), "{target}");
    }
}
