//! `fedic check` and `fedic plan` on projects, as files.
//!
//! - `cases/projects/<name>/`: a project; `commands` in it are calls, one a line, and `expected`
//!   is what they say, but for digests: these change with the embedded files.
//! - `cases/planted/<name>.toml`: one mistake in a copy of the catalogue (`file`, `old` text,
//!   `new` text), or several (`[[and]]`); `<name>.expected` beside it is what the check says.
//!   For each mistake exactly one error, in that file, at the line of the mistake (or at `at`,
//!   where the fault shows elsewhere).
//!
//! An expectation is the exit status and what was printed, as people see it.
//! `cases/notyet-planted.txt` names the mistakes that are not reported as they should be today;
//! each must leave the list when it is. `FEDIC_BLESS=1` writes expectations and that list; read
//! what it wrote.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::{cli, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Mistakes planted in the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    file: String,
    old: String,
    new: String,
    /// `file:line`, where the error stands if not in the changed lines.
    at: Option<String>,
    /// More of them in the same copy.
    #[serde(default)]
    and: Vec<Mistake>,
}

fn main() {
    let mut trials = Vec::new();
    for path in entries("projects") {
        trials.push(Trial::test(format!("project: {}", stem(&path)), move || project(&path)));
    }
    let mistakes: Vec<PathBuf> = entries("planted")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    if std::env::var_os("FEDIC_BLESS").is_some() {
        let wrong = mistakes.iter().filter(|path| planted(path).is_err());
        let lines = wrong.fold(String::new(), |text, path| text + &stem(path) + "\n");
        fs::write(workspace::cases("notyet-planted.txt"), lines).unwrap();
    }
    let notyet = fs::read_to_string(workspace::cases("notyet-planted.txt")).unwrap_or_default();
    for path in mistakes {
        let expected_to_fail = notyet.lines().any(|name| name == stem(&path));
        trials.push(Trial::test(format!("planted: {}", stem(&path)), move || match planted(&path) {
            Ok(()) if expected_to_fail => Err("right now: take it out of cases/notyet-planted.txt".into()),
            Err(_) if expected_to_fail => Ok(()),
            verdict => verdict,
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn entries(stage: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace::cases(stage))
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let mut paths: Vec<PathBuf> = entries.unwrap_or_default();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
    compare(&said, &folder.join("expected"))
}

fn planted(path: &Path) -> Result<(), Failed> {
    let mut mistake: Mistake = toml::from_str(&fs::read_to_string(path)?)?;
    let mut mistakes = std::mem::take(&mut mistake.and);
    mistakes.insert(0, mistake);
    let copy = tempfile::tempdir()?;
    cli::copy_folder(&workspace::root().join("model/nix/catalogue"), copy.path())?;
    let mut places = Vec::new();
    for mistake in &mistakes {
        let file = copy.path().join(&mistake.file);
        let text = fs::read_to_string(&file)?;
        if text.matches(&mistake.old).count() != 1 {
            return Err(format!("{} does not have the old text exactly once", mistake.file).into());
        }
        fs::write(&file, text.replacen(&mistake.old, &mistake.new, 1))?;
        places.push(lines(mistake, &text));
    }
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
    compare(&said.transcript(), &path.with_extension("expected"))
}

/// Where the error of a mistake may stand, as `file:line`.
fn lines(mistake: &Mistake, text: &str) -> Vec<String> {
    let first = text[..text.find(&mistake.old).unwrap_or_default()].lines().count().max(1);
    let lines = first..=first + mistake.new.lines().count();
    mistake
        .at
        .clone()
        .map_or_else(|| lines.map(|line| format!("{}:{line}", mistake.file)).collect(), |at| vec![at])
}

fn compare(is: &str, expected: &Path) -> Result<(), Failed> {
    if std::env::var_os("FEDIC_BLESS").is_some() {
        fs::write(expected, is)?;
    }
    let expected =
        fs::read_to_string(expected).map_err(|_| format!("no {}; it says:\n{is}", expected.display()))?;
    if is == expected {
        return Ok(());
    }
    Err(similar::TextDiff::from_lines(expected.as_str(), is)
        .unified_diff()
        .header("expected", "is")
        .to_string()
        .into())
}
