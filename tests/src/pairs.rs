//! Expressions and what the real Nix with nixpkgs' `lib` answers to them: thousands of pairs,
//! in groups by what they ask about. A group is required once all its pairs pass, and stays so.

use crate::engine::{self, Form, Outcome};
use crate::workspace;
use fedic_eval::ErrorKind;
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// The suites: a file of pairs each, `tests/cases/<suite>.jsonl`.
pub const SUITES: [&str; 2] = ["lib", "modules"];

/// An expression and its answer: either `value` or `error`.
#[derive(Clone, Debug, Deserialize)]
pub struct Pair {
    pub group: String,
    #[serde(default)]
    pub name: String,
    /// With `lib` in scope, and `fix` (the folder of fixtures) where `fixtures` is set.
    pub expr: String,
    #[serde(default)]
    pub fixtures: bool,
    /// What Nix prints, byte for byte.
    pub value: Option<String>,
    /// The same as JSON, where it has that form.
    #[serde(default, deserialize_with = "present")]
    pub json: Option<serde_json::Value>,
    /// Without `error: `; the first line, or in suite `modules` all of them.
    pub error: Option<String>,
    /// `throw`, `abort` or `evaluator`, where the suite tells them apart.
    pub kind: Option<String>,
    /// The whole text of an error of several lines.
    pub message: Option<String>,
    /// First lines of warnings and traces.
    #[serde(default)]
    pub warnings: Vec<String>,
    #[serde(default)]
    pub traces: Vec<String>,
}

/// A `null` that is written is a value.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(deserializer).map(Some)
}

/// How a group fared.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub passed: usize,
    /// Expression and what is wrong with the answer.
    pub failures: Vec<(String, String)>,
}

impl Tally {
    /// Whether all of it passes.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.failures.is_empty()
    }
}

/// The pairs of a suite whose group or name contains `filter`.
///
/// # Panics
/// When the suite's file is not what it should be.
#[must_use]
pub fn read(suite: &str, filter: &str) -> Vec<Pair> {
    let path = workspace::cases(&format!("{suite}.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| serde_json::from_str::<Pair>(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .filter(|pair| pair.group.contains(filter) || pair.name.contains(filter))
        .collect()
}

/// Evaluates all pairs, several at once, each in a store of its own.
#[must_use]
pub fn run(pairs: &[Pair]) -> BTreeMap<String, Tally> {
    let next = AtomicUsize::new(0);
    let (sender, verdicts) = mpsc::channel();
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((index, pair)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|index| Some((index, pairs.get(index)?)))
                {
                    let _ = sender.send((index, judge(pair)));
                }
            });
        }
    });
    drop(sender);
    let verdicts: BTreeMap<usize, Result<(), String>> = verdicts.into_iter().collect();
    let mut tallies = BTreeMap::<String, Tally>::new();
    for (index, verdict) in verdicts {
        let tally = tallies.entry(pairs[index].group.clone()).or_default();
        match verdict {
            Ok(()) => tally.passed += 1,
            Err(reason) => tally.failures.push((pairs[index].expr.clone(), reason)),
        }
    }
    tallies
}

/// Evaluates one pair and compares.
///
/// # Errors
/// What is wrong with fedic's answer.
pub fn judge(pair: &Pair) -> Result<(), String> {
    let fixtures = workspace::cases("fixtures");
    let fix = if pair.fixtures { format!("fix = {};", fixtures.display()) } else { String::new() };
    let scope = format!("let lib = import <fedic/lib>; {fix} in");
    let answer = engine::evaluate(&format!("{scope} {}", pair.expr), &fixtures, Form::Sections);
    match (&answer.outcome, &pair.value, &pair.error) {
        (Outcome::Value(value), Some(expected), _) => {
            same("value", &any_function(value), &any_function(expected))?
        }
        (Outcome::Value(value), None, expected) => {
            return Err(format!(
                "succeeded: {value}\n  expected error: {}",
                expected.as_deref().unwrap_or("some")
            ));
        }
        (Outcome::Error { kind, message }, Some(expected), _) => {
            return Err(format!("failed ({kind:?}): {message}\n  expected: {expected}"));
        }
        (Outcome::Error { kind, message }, None, Some(expected)) => {
            return same_error(pair, *kind, message, expected);
        }
        (Outcome::Error { .. }, None, None) => return Err("the pair says neither value nor error".into()),
        (Outcome::Panic(message), _, _) => return Err(format!("panicked: {message}")),
    }
    let printed = |prefix: &str| -> Vec<String> {
        let lines = answer.printed.iter().filter_map(|line| line.strip_prefix(prefix));
        lines.map(|line| line.lines().next().unwrap_or_default().to_owned()).collect()
    };
    // Suite `modules` keeps the prefixes.
    let wanted = |lines: &[String], prefix: &str| -> Vec<String> {
        lines.iter().map(|line| line.strip_prefix(prefix).unwrap_or(line).to_owned()).collect()
    };
    let (traces, warnings): (Vec<String>, Vec<String>) = pair
        .traces
        .iter()
        .chain(&pair.warnings)
        .cloned()
        .partition(|line| pair.traces.contains(line) || line.starts_with("trace: "));
    same("warnings", &printed("evaluation warning: "), &wanted(&warnings, "evaluation warning: "))?;
    same("traces", &printed("trace: "), &wanted(&traces, "trace: "))?;
    let Some(json) = &pair.json else { return Ok(()) };
    let text =
        engine::evaluate(&format!("{scope} builtins.toJSON ({})", pair.expr), &fixtures, Form::Sections)
            .outcome;
    let Outcome::Value(text) = text else { return Err(format!("as JSON: {text:?}")) };
    let text = unquoted(&text);
    same("JSON", &serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?, json)
}

/// The string that Nix prints so.
fn unquoted(printed: &str) -> String {
    let mut text = String::new();
    let inner = printed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(printed);
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        text.extend(match letter {
            '\\' => letters.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            }),
            plain => Some(plain),
        });
    }
    text
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, expected: &T) -> Result<(), String> {
    if is == expected { Ok(()) } else { Err(format!("{what} is: {is:?}\n  expected: {expected:?}")) }
}

/// Which of its three forms a function prints in is left open by the pairs.
fn any_function(value: &str) -> String {
    value.replace("<PRIMOP-APP>", "<LAMBDA>").replace("<PRIMOP>", "<LAMBDA>")
}

/// Thrown and aborted messages are the library's and compared word for word; those of the
/// language belong to the evaluator, and only show that it fails.
fn same_error(pair: &Pair, kind: ErrorKind, message: &str, expected: &str) -> Result<(), String> {
    let expected_kind = pair.kind.as_deref().unwrap_or_else(|| kind_by_words(expected));
    let found_kind = match kind {
        ErrorKind::Thrown | ErrorKind::Assertion => "throw",
        ErrorKind::Abort => "abort",
        ErrorKind::Type
        | ErrorKind::UndefinedVariable
        | ErrorKind::MissingArgument
        | ErrorKind::Restricted
        | ErrorKind::Parse
        | ErrorKind::Evaluation
        | ErrorKind::Limit(_)
        | ErrorKind::Cancelled => "evaluator",
    };
    let found = if kind == ErrorKind::Assertion { "assertion failed" } else { message };
    if found_kind != expected_kind {
        return Err(format!("failed as {found_kind}: {found}\n  expected {expected_kind}: {expected}"));
    }
    if expected_kind == "evaluator" {
        return Ok(());
    }
    let whole = pair.message.as_deref().unwrap_or(expected);
    let (found, whole) = (lines(found), lines(whole));
    same("message", &found, &whole)
}

/// The lines of a message without their indentation, which depends on where it is printed.
fn lines(message: &str) -> Vec<&str> {
    let message = message
        .strip_prefix("evaluation aborted with the following error message: '")
        .and_then(|rest| rest.strip_suffix('\''))
        .unwrap_or(message);
    message.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The kind of an error whose suite does not say it: what the language itself says begins so.
fn kind_by_words(message: &str) -> &'static str {
    const LANGUAGE: [&str; 8] = [
        "infinite recursion encountered",
        "stack overflow;",
        "function '",
        "attribute '",
        "expected a ",
        "cannot coerce ",
        "value is ",
        "attempt to call ",
    ];
    if message.starts_with("evaluation aborted") {
        "abort"
    } else if LANGUAGE.iter().any(|words| message.starts_with(words)) {
        "evaluator"
    } else {
        "throw"
    }
}

/// The file that lists the groups which must pass: `<suite> <group>` a line.
#[must_use]
pub fn required_file() -> PathBuf {
    workspace::cases("required-groups.txt")
}

/// The groups of a suite that must pass.
#[must_use]
pub fn required(suite: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(required_file()).unwrap_or_default();
    text.lines().filter_map(|line| line.strip_prefix(suite)?.strip_prefix(' ')).map(str::to_owned).collect()
}

/// Adds groups to those that must pass.
///
/// # Panics
/// When the file cannot be written.
pub fn require(suite: &str, groups: &BTreeSet<String>) {
    let text = std::fs::read_to_string(required_file()).unwrap_or_default();
    let mut lines: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    lines.extend(groups.iter().map(|group| format!("{suite} {group}")));
    let text = lines.into_iter().fold(String::new(), |text, line| text + &line + "\n");
    std::fs::write(required_file(), text).unwrap_or_else(|error| panic!("required-groups.txt: {error}"));
}

/// A table: each group that is not whole, and the sum.
#[must_use]
pub fn table(suite: &str, tallies: &BTreeMap<String, Tally>) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for (group, tally) in tallies.iter().filter(|(_, tally)| !tally.is_whole()) {
        let _ = writeln!(
            text,
            "{:>5} of {:<5} {suite} {group}",
            tally.passed,
            tally.passed + tally.failures.len()
        );
    }
    let passed: usize = tallies.values().map(|tally| tally.passed).sum();
    let failed: usize = tallies.values().map(|tally| tally.failures.len()).sum();
    let whole = tallies.values().filter(|tally| tally.is_whole()).count();
    let _ = writeln!(
        text,
        "{suite}: {passed} of {} pairs pass, {whole} of {} groups whole",
        passed + failed,
        tallies.len()
    );
    text
}
