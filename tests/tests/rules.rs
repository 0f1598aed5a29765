//! The rules of the module system, as files: `cases/modules/<section>-<rule>-<slug>.nix` is a set
//! with an attribute for each clause of a rule of `cases/modules/rules.txt`. Beside it, `.out`
//! says what each clause is, in this form:
//!
//! ```text
//! name = [ 1 2 ]
//!   a line for standard error on the way
//! other fails
//!   the message of the error
//! ```
//!
//! A line that ends in `…` leaves its rest open.
//!
//! What stands there follows from the rule and is written by hand, never taken from an answer:
//! so there is no blessing. Whether single programs answer to the byte what nixpkgs answers is
//! asked by the pairs of `cases/modules.jsonl`, not here.

use fedic_tests::engine::{self, Form, Outcome};
use fedic_tests::workspace;
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What a clause is expected to be.
struct Clause {
    name: String,
    /// None if it fails.
    value: Option<String>,
    /// The message of the error, or what is printed on the way to the value.
    lines: Vec<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("every rule has a case", || complete(&rules()?, &files()))];
    for file in files() {
        trials.push(Trial::test(workspace::stem(&file), move || check(&file)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn check(file: &Path) -> Result<(), Failed> {
    let clauses = read_clauses(&fs::read_to_string(file.with_extension("out"))?)?;
    let import = format!("import {}", file.display());
    let mut complaints = String::new();
    let names: BTreeSet<&str> = clauses.iter().map(|clause| clause.name.as_str()).collect();
    let names = names.iter().fold(String::new(), |text, name| text + "\"" + name + "\" ");
    let found = ask(&format!("builtins.attrNames ({import})")).outcome;
    if found != Outcome::Value(format!("[ {names}]")) {
        let _ = writeln!(complaints, "its clauses are: {found:?}\n  expected: {names}");
    }
    for clause in &clauses {
        let expression = format!("({import}).\"{}\"", clause.name);
        if let Err(complaint) = judge(clause, &expression) {
            let _ = writeln!(complaints, "{}: {complaint}", clause.name);
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints.into()) }
}

/// Compares a clause with what fedic answers.
fn judge(clause: &Clause, expression: &str) -> Result<(), String> {
    let answer = ask(expression);
    let (value, text) = match answer.outcome {
        Outcome::Value(value) => (Some(value), answer.printed.join("\n")),
        Outcome::Error { message, .. } => (None, message),
        Outcome::Panic(message) => return Err(format!("panicked: {message}")),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if value == clause.value && agree(&lines, &clause.lines) {
        return Ok(());
    }
    let tell = |value: Option<&str>, lines: &[&str]| {
        format!(
            "{} {}",
            value.unwrap_or("fails"),
            lines.iter().fold(String::new(), |text, line| text + "\n    " + line)
        )
    };
    let expected: Vec<&str> = clause.lines.iter().map(String::as_str).collect();
    Err(format!(
        "is: {}\n  expected: {}",
        tell(value.as_deref(), &lines),
        tell(clause.value.as_deref(), &expected)
    ))
}

fn ask(expression: &str) -> engine::Answer {
    engine::evaluate(expression, workspace::root(), Form::Whole)
}

fn agree(lines: &[&str], expected: &[String]) -> bool {
    lines.len() == expected.len()
        && lines.iter().zip(expected).all(|(line, expected)| match expected.strip_suffix('…') {
            Some(beginning) => line.starts_with(beginning),
            None => line == expected,
        })
}

fn read_clauses(text: &str) -> Result<Vec<Clause>, Failed> {
    let mut clauses = Vec::<Clause>::new();
    for line in text.lines() {
        if let (Some(own), Some(clause)) = (line.strip_prefix("  "), clauses.last_mut()) {
            clause.lines.push(own.trim().to_owned());
        } else if let Some(name) = line.strip_suffix(" fails") {
            clauses.push(Clause { name: name.to_owned(), value: None, lines: Vec::new() });
        } else {
            let (name, value) = line.split_once(" = ").ok_or_else(|| format!("not of the form: {line}"))?;
            let value = Some(value.to_owned());
            clauses.push(Clause { name: name.to_owned(), value, lines: Vec::new() });
        }
    }
    Ok(clauses)
}

/// Each rule has a case, and each case a rule.
fn complete(rules: &BTreeSet<String>, files: &[PathBuf]) -> Result<(), Failed> {
    let tried: BTreeSet<String> = files.iter().map(|file| rule_of(&workspace::stem(file))).collect();
    let mut complaints = String::new();
    for rule in rules.difference(&tried) {
        let _ = writeln!(complaints, "rule {rule} has no case");
    }
    for rule in tried.difference(rules) {
        let _ = writeln!(complaints, "there are cases of {rule}, but rules.txt has no such rule");
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints.into()) }
}

/// `1.2` of `1-2-later-modules-come-first`.
fn rule_of(stem: &str) -> String {
    stem.splitn(3, '-').take(2).collect::<Vec<_>>().join(".")
}

/// The numbers of all rules.
fn rules() -> Result<BTreeSet<String>, Failed> {
    let text = fs::read_to_string(workspace::cases("modules/rules.txt"))?;
    let numbers = text.lines().filter_map(|line| line.split_once(' '));
    Ok(numbers.map(|(number, _)| number.to_owned()).collect())
}

/// All files of cases.
fn files() -> Vec<PathBuf> {
    workspace::files(&workspace::cases("modules"), "nix")
}
