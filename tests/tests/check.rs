//! `fedic check` and `fedic plan` on projects, as files.
//!
//! - `cases/projects/<name>/`: a project; `commands` in it are calls, one a line, and `expected`
//!   is what they say, but for digests: these change with the embedded files.
//! - `cases/planted/<name>.toml`: a mistake in a copy of the catalogue, or several;
//!   `<name>.expected` beside it is what the check says: for each mistake exactly one error, at
//!   its line.
//!
//! An expectation is the exit status and what was printed, as people see it.
//! `cases/notyet-planted.txt` names the mistakes that are not reported as they should be today;
//! each must leave the list when it is. `FEDIC_BLESS=1` writes expectations and that list; read
//! what it wrote.

use fedic_tests::kept::NotYet;
use fedic_tests::planted::{self, Planted};
use fedic_tests::{cli, kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::Path;

fn main() {
    let mut trials = Vec::new();
    for path in workspace::entries(&workspace::cases("projects")) {
        trials.push(Trial::test(format!("project: {}", workspace::stem(&path)), move || project(&path)));
    }
    let mistakes = workspace::files(&workspace::cases("planted"), "toml");
    let notyet = NotYet::read("notyet-planted.txt", || {
        let wrong = mistakes.iter().filter(|path| planted(path).is_err());
        wrong.map(|path| workspace::stem(path)).collect()
    });
    for path in mistakes {
        let (name, notyet) = (workspace::stem(&path), notyet.clone());
        trials.push(Trial::test(format!("planted: {name}"), move || notyet.judge(&name, planted(&path))));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn project(folder: &Path) -> Result<(), Failed> {
    let copy = tempfile::tempdir()?;
    cli::copy_folder(folder, copy.path())?;
    for own in ["expected", "commands"] {
        let _ = fs::remove_file(copy.path().join(own));
    }
    let mut said = String::new();
    for call in fs::read_to_string(folder.join("commands"))?.lines() {
        let arguments: Vec<&str> = call.split_whitespace().collect();
        said += &format!("$ fedic {call}\n{}", cli::fedic(copy.path(), &arguments).transcript());
    }
    let digest = |line: &&str| !line.starts_with("Digest ");
    let said: String = said.lines().filter(digest).map(|line| format!("{line}\n")).collect();
    kept::compare(&folder.join("expected"), Some(&said))
}

fn planted(path: &Path) -> Result<(), Failed> {
    let Planted { copy, places } = planted::plant(path)?;
    let said = cli::fedic(copy.path(), &["check", "--format", "short"]);
    let mut errors: Vec<&str> =
        said.stdout.lines().chain(said.stderr.lines()).filter(|line| line.contains(": error[")).collect();
    for places in places {
        let is_there = |error: &&str| places.iter().any(|place| error.starts_with(&format!("{place}:")));
        match errors.iter().position(is_there) {
            Some(index) => drop(errors.remove(index)),
            None => return Err(format!("no error at {}:\n{}", places.join(" or "), errors.join("\n")).into()),
        }
    }
    if !errors.is_empty() {
        return Err(format!("too many errors:\n{}", errors.join("\n")).into());
    }
    let said = cli::fedic(copy.path(), &["check", "--format", "pretty"]);
    kept::compare(&path.with_extension("expected"), Some(&said.transcript()))
}
