//! The language and its builtins, as files: `cases/{eval,builtins}/<what>.nix` beside what the
//! real Nix answers. Each file is run by fedic, and by the real Nix, so that no expectation
//! can be made up.
//!
//! - `.out`: the value, strictly, as it prints.
//! - `.err`: the headline of the error. A second line `fedic: …` stands where fedic's words
//!   differ on purpose.
//! - `.errs`: the file is a set whose members each fail; a line `name: headline` for each, and
//!   perhaps `  fedic: …` below it.
//!
//! `cases/notyet.txt` names the files that fedic answers wrongly today; each must leave the
//! list when it is right. `FEDIC_BLESS=1` writes the expectations from the real Nix (it keeps
//! the `fedic: …` lines) and that list; `FEDIC_BLESS=words` also takes the words of each `.err`
//! that differ now as differing on purpose.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::engine::{self, Form};
use fedic_tests::kept::NotYet;
use fedic_tests::oracle::{self, Answer};
use fedic_tests::{kept, workspace};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Who is asked.
#[derive(Clone, Copy, PartialEq)]
enum Judge {
    Fedic,
    Nix,
}

fn main() {
    let arguments = Arguments::from_args();
    if kept::blessing() {
        files().iter().for_each(|file| bless(file));
    }
    let notyet = NotYet::read("notyet.txt", || {
        let wrong = files().into_iter().filter(|file| check(file, Judge::Fedic).is_err());
        wrong.map(|file| name(&file)).collect()
    });
    let mut trials = Vec::new();
    for file in files() {
        let (copy, notyet) = (file.clone(), notyet.clone());
        trials.push(Trial::test(format!("fedic: {}", name(&file)), move || {
            notyet.judge(&name(&copy), check(&copy, Judge::Fedic))
        }));
        trials.push(Trial::test(format!("nix: {}", name(&file)), move || check(&file, Judge::Nix)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// `stage/what`.
fn name(file: &Path) -> String {
    format!("{}/{}", stage(file), workspace::stem(file))
}

/// All files of cases.
fn files() -> Vec<PathBuf> {
    let stages = ["eval", "builtins"].map(|stage| workspace::files(&workspace::cases(stage), "nix"));
    stages.concat()
}

fn stage(file: &Path) -> String {
    file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
}

/// The expectation's words for one error.
#[derive(Default)]
struct Words {
    nix: String,
    fedic: Option<String>,
}

impl Words {
    fn of(&self, judge: Judge) -> &str {
        match (judge, &self.fedic) {
            (Judge::Fedic, Some(fedic)) => fedic,
            (Judge::Fedic, None) | (Judge::Nix, _) => &self.nix,
        }
    }
}

/// Reads lines `name: headline`, or without names if `single`, each perhaps with fedic's own.
fn read_errors(text: &str, single: bool) -> BTreeMap<String, Words> {
    let mut errors = BTreeMap::<String, Words>::new();
    let mut last = String::new();
    for line in text.lines() {
        if let Some(own) = line.strip_prefix("  fedic: ") {
            errors.entry(last.clone()).or_default().fedic = Some(own.to_owned());
        } else {
            let (name, words) = if single { ("", line) } else { line.split_once(": ").unwrap_or((line, "")) };
            name.clone_into(&mut last);
            errors.entry(last.clone()).or_default().nix = words.to_owned();
        }
    }
    errors
}

fn check(file: &Path, judge: Judge) -> Result<(), Failed> {
    let import = format!("import {}", file.display());
    if let Ok(expected) = fs::read_to_string(file.with_extension("out")) {
        return compare(&ask(judge, &import), &Answer::Value(expected.trim_end_matches('\n').to_owned()));
    }
    if let Ok(expected) = fs::read_to_string(file.with_extension("err")) {
        let words = read_errors(&expected, true).remove("").ok_or("an empty .err")?;
        return compare(&ask(judge, &import), &Answer::Error(words.of(judge).to_owned()));
    }
    let expected =
        fs::read_to_string(file.with_extension("errs")).map_err(|_| "no .out, .err or .errs beside it")?;
    let expected = read_errors(&expected, false);
    if judge == Judge::Fedic {
        let names: String = expected.keys().map(|name| format!("\"{name}\" ")).collect();
        let members = ask(judge, &format!("builtins.attrNames ({import}) == [ {names}]"));
        compare(&members, &Answer::Value("true".into()))?;
    }
    let mut complaints = String::new();
    for (name, words) in &expected {
        let answer = ask(judge, &format!("({import}).\"{name}\""));
        if let Err(complaint) = compare(&answer, &Answer::Error(words.of(judge).to_owned())) {
            let _ = writeln!(complaints, "{name}: {}", complaint.message().unwrap_or_default());
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints.into()) }
}

fn ask(judge: Judge, expression: &str) -> Answer {
    let answer = match judge {
        Judge::Nix => oracle::evaluate(&["-E", expression]),
        Judge::Fedic => engine::evaluate(expression, workspace::root(), Form::Whole).outcome.said(),
    };
    answer.without_folders()
}

fn compare(is: &Answer, expected: &Answer) -> Result<(), Failed> {
    if is == expected {
        return Ok(());
    }
    Err(format!("is:       {is:?}\n  expected: {expected:?}").into())
}

/// Writes the expectation of a file from what the real Nix says.
fn bless(file: &Path) {
    let import = format!("import {}", file.display());
    let write = |extension: &str, text: String| fs::write(file.with_extension(extension), text).unwrap();
    let kept = |extension: &str| fs::read_to_string(file.with_extension(extension)).unwrap_or_default();
    let name = workspace::stem(file);
    if name == "errors" || name.starts_with("errors-") {
        let old = read_errors(&kept("errs"), false);
        let names =
            ask(Judge::Nix, &format!("builtins.concatStringsSep \" \" (builtins.attrNames ({import}))"));
        let Answer::Value(names) = names else { panic!("{name}: {names:?}") };
        let mut text = String::new();
        for member in names.trim_matches('"').split(' ') {
            let Answer::Error(words) = ask(Judge::Nix, &format!("({import}).\"{member}\"")) else {
                panic!("{name}: {member} does not fail")
            };
            let _ = writeln!(text, "{member}: {words}");
            if let Some(own) = old.get(member).and_then(|words| words.fedic.as_ref()) {
                let _ = writeln!(text, "  fedic: {own}");
            }
        }
        return write("errs", text);
    }
    match ask(Judge::Nix, &import) {
        Answer::Silence(words) => panic!("{name}: {words}"),
        Answer::Value(value) => write("out", value + "\n"),
        Answer::Error(words) => {
            let mut own = read_errors(&kept("err"), true).remove("").and_then(|words| words.fedic);
            if kept::blessing_also("words")
                && let Answer::Error(said) = ask(Judge::Fedic, &import)
            {
                own = Some(said).filter(|said| *said != words);
            }
            let own = own.map_or_else(String::new, |own| format!("  fedic: {own}\n"));
            write("err", format!("{words}\n{own}"));
        }
    }
}
