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

use fedic_tests::kept::NotYet;
use fedic_tests::{cli, kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use std::fs;
use std::path::Path;

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
    kept::compare(&path.with_extension("expected"), Some(&said.transcript()))
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
