//! Both sides asked about the same programs, and what they say differently.
//!
//! Not compared: what Nix gives no answer to within its bounds, and recursion that is too deep for
//! it alone.

use super::Program;
use crate::engine::{self, Form, Outcome};
use crate::oracle::{self, Answer};
use fedic_eval::{ErrorKind, Limits};
use std::collections::BTreeMap;
use std::fmt;

/// What both sides said, where it is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub nix: Answer,
    pub fedic: Answer,
}

/// What became of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    SameValue,
    SameError,
    /// Of several attributes that are missing, another one is met first: Nix numbers names as it
    /// parses them, which the sections of a file, read when they are needed, do not follow.
    AnotherFirst,
    Different(Difference),
    /// There was nothing to compare.
    Passed,
}

impl Difference {
    /// What differs, without what is of this program alone.
    #[must_use]
    pub fn class(&self) -> String {
        match (&self.nix, &self.fedic) {
            (Answer::Value(_), Answer::Value(_)) => "values".to_owned(),
            (nix, fedic) => format!("nix: {} | fedic: {}", kind(nix), kind(fedic)),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |answer: &Answer| match answer {
            Answer::Value(text) => text.trim_end().to_owned(),
            Answer::Error(text) => format!("error: {text}"),
            Answer::Silence(text) => format!("nothing ({text})"),
        };
        writeln!(out, "  nix:   {}\n  fedic: {}", said(&self.nix), said(&self.fedic))
    }
}

/// An answer without what is quoted in it.
fn kind(answer: &Answer) -> String {
    let text = match answer {
        Answer::Value(_) => return "a value".to_owned(),
        Answer::Silence(_) => return "silence".to_owned(),
        Answer::Error(text) => text,
    };
    let mut words = String::new();
    let mut quote = None;
    for letter in text.chars() {
        match quote {
            Some(end) if letter == end => quote = None,
            Some(_) => {}
            None if matches!(letter, '\'' | '"' | '`') => {
                quote = Some(letter);
                words.push('…');
            }
            None if letter.is_ascii_digit() => {}
            None => words.push(letter),
        }
    }
    words
}

/// A program's share of work: what takes longer is not compared.
const LIMITS: Limits = Limits { steps: 20_000_000, depth_bytes: 256 << 20, bytes: 1 << 30 };

/// Compares the answers to all programs, in their order.
#[must_use]
pub fn compare(programs: &[Program]) -> Vec<Verdict> {
    let mut groups = BTreeMap::<_, Vec<usize>>::new();
    for (index, program) in programs.iter().enumerate() {
        groups.entry((program.folder.clone(), program.printing as u8)).or_default().push(index);
    }
    let mut verdicts = vec![Verdict::Passed; programs.len()];
    for ((folder, _), group) in groups {
        let texts: Vec<&str> = group.iter().map(|index| programs[*index].text.as_str()).collect();
        let answers = oracle::evaluate_all(&texts, &folder, programs[group[0]].printing);
        for (index, nix) in group.into_iter().zip(answers) {
            verdicts[index] = judge(&programs[index], nix);
        }
    }
    verdicts
}

fn judge(program: &Program, nix: Answer) -> Verdict {
    if is_too_deep(&nix)
        || asks_for_the_time(&nix)
        || copies_what_comes_along(program, &nix)
        || matches!(nix, Answer::Silence(_))
    {
        return Verdict::Passed;
    }
    let Some((fedic, is_about_text)) = answer(program) else { return Verdict::Passed };
    if is_about_text && is_of_the_parser(&nix) || has_own_words(&nix, &fedic) {
        return Verdict::SameError;
    }
    if same(&nix, &fedic) {
        return agreed(&nix);
    }
    // Beside others the order of its symbols was another.
    let alone = oracle::evaluate_all(&[&program.text], &program.folder, program.printing).remove(0);
    match alone {
        Answer::Silence(_) => Verdict::Passed,
        alone if same(&alone, &fedic) => agreed(&alone),
        alone if [&alone, &fedic].map(kind).iter().all(|kind| kind == "attribute … missing") => {
            Verdict::AnotherFirst
        }
        nix => Verdict::Different(Difference { nix, fedic }),
    }
}

fn agreed(answer: &Answer) -> Verdict {
    if matches!(answer, Answer::Value(_)) { Verdict::SameValue } else { Verdict::SameError }
}

/// Whether fedic's answer to a program is of the kind that it was in this difference.
#[must_use]
pub fn is_as_before(program: &Program, before: &Difference) -> bool {
    answer(program).is_some_and(|(answer, _)| kind(&answer) == kind(&before.fedic))
}

fn same(nix: &Answer, fedic: &Answer) -> bool {
    match (nix, fedic) {
        (Answer::Value(nix), Answer::Value(fedic)) => {
            nix.trim_end_matches('\n') == fedic.trim_end_matches('\n')
        }
        (nix, fedic) => nix == fedic,
    }
}

/// Nix follows ten thousand calls, and its parser what its stack allows.
fn is_too_deep(answer: &Answer) -> bool {
    matches!(answer, Answer::Error(text) if text.contains("max-call-depth") || text.contains("stack overflow"))
}

/// All builtins at once: the clock is among them.
fn asks_for_the_time(answer: &Answer) -> bool {
    matches!(answer, Answer::Value(text) if text.contains("currentTime"))
}

/// The files that come with the language are in words of our own, and so their store paths are.
fn copies_what_comes_along(program: &Program, answer: &Answer) -> bool {
    program.text.contains("<nix/") && matches!(answer, Answer::Value(text) if text.contains("/nix/store/"))
}

/// Whether Nix refuses the text itself; fedic says so in words of its own.
fn is_of_the_parser(answer: &Answer) -> bool {
    const WORDS: [&str; 8] = [
        "experimental Nix feature 'pipe-operators'",
        "syntax error",
        "attribute '",
        "duplicate formal function argument",
        "dynamic attributes not allowed",
        "path has a trailing slash",
        "invalid float",
        "invalid integer",
    ];
    matches!(answer, Answer::Error(text) if WORDS.iter().any(|words| text.starts_with(words)))
}

/// Where fedic's words differ on purpose.
fn has_own_words(nix: &Answer, fedic: &Answer) -> bool {
    const WORDS: [(&str, &str); 3] = [
        ("Due to a bug (see", "takes no integer that a float cannot hold"),
        ("while parsing TOML:", "while parsing TOML:"),
        ("is not valid", "nothing is built or copied there"),
    ];
    let (Answer::Error(nix), Answer::Error(fedic)) = (nix, fedic) else { return false };
    WORDS.iter().any(|(theirs, ours)| nix.contains(theirs) && fedic.contains(ours))
}

/// fedic's answer, and whether it is about the text itself; none if a limit was met.
fn answer(program: &Program) -> Option<(Answer, bool)> {
    let answer = engine::evaluate_as(&program.text, &program.folder, Form::Whole, program.printing, LIMITS);
    match answer.outcome {
        Outcome::Error { kind: ErrorKind::Limit(_) | ErrorKind::Cancelled, .. } => None,
        outcome => {
            let is_about_text = matches!(outcome, Outcome::Error { kind: ErrorKind::Parse, .. });
            Some((outcome.said(), is_about_text))
        }
    }
}
