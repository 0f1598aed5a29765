//! Texts: which of them are Nix, and what is said of those that are not.

use fedic_diagnostics::{FileId, Problem, Span};
use fedic_hir::{Dialect, Lowered, lower};
use fedic_syntax::{Parsed, parse};
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
struct Verdict {
    text: String,
    /// Whether Nix 2.34 reads the text.
    accepted: bool,
}

/// A text, and all that is wrong with it and with its names.
fn read(text: &str) -> (Parsed<'_>, Lowered) {
    let parsed = parse(text);
    let lowered = lower(FileId(0), &parsed, Dialect::default());
    (parsed, lowered)
}

#[test]
fn the_texts_that_nix_reads_are_read_and_no_others() {
    let lines = include_str!("../cases/syntax/verdicts.jsonl").lines();
    let verdicts: Vec<Verdict> = lines.map(|line| serde_json::from_str(line).expect("a verdict")).collect();
    assert!(verdicts.len() > 600, "{}", verdicts.len());
    for Verdict { text, accepted } in verdicts {
        let (parsed, lowered) = read(&text);
        let fine = parsed.faults.is_empty() && lowered.problems.is_empty();
        assert_eq!(fine, accepted, "{text:?}: {:?} {:?}", parsed.faults, lowered.problems);
        assert_eq!(parsed.root().to_string(), text, "the tree holds all of the text");
    }
}

/// Nix reads all of these, some of them ten times as deep.
#[test]
fn texts_of_any_depth_are_read() {
    const DEEP: usize = 30_000;
    for (open, inside, close) in [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{a=", "1", ";}"),
        ("\"${", "\"\"", "}\""),
        ("if true then ", "1", " else 2"),
        ("if false then 1 else ", "1", ""),
        ("let a = ", "1", "; in a"),
        ("let a = 1; in ", "a", ""),
        ("with { }; ", "1", ""),
        ("assert true; ", "1", ""),
        ("x: ", "1", ""),
        ("!", "true", ""),
        ("- ", "1", ""),
        ("", "1", " + 1"),
        ("", "[ ]", " ++ [ ]"),
        ("", "{ }", " // { }"),
        ("", "true", " -> true"),
        ("", "(x: x)", " 1"),
        ("", "{ }.a", ".a"),
    ] {
        let text = format!("{}{inside}{}", open.repeat(DEEP), close.repeat(DEEP));
        let (parsed, lowered) = read(&text);
        let beginning = &text[..20];
        assert!(parsed.faults.is_empty(), "{beginning}: {:?}", parsed.faults);
        assert!(lowered.problems.is_empty(), "{beginning}: {:?}", lowered.problems[0]);
        assert_eq!(parsed.root().to_string(), text, "the tree holds all of the text");
    }
}

#[test]
fn what_is_deeper_than_any_text_should_be_is_one_fault() {
    const DEEP: usize = 1_000_000;
    for text in ["(".repeat(DEEP), "[".repeat(DEEP), "{a=".repeat(DEEP)] {
        let (parsed, _) = read(&text);
        assert!(matches!(&parsed.faults[..], [_]), "{}: {}", &text[..3], parsed.faults.len());
    }
    let scopes = "let a = 1; in ".repeat(DEEP / 10) + "a";
    assert!(!read(&scopes).1.problems.is_empty(), "scopes are counted in 16 bits");
}

#[test]
fn faults_are_told_in_words_of_nix() {
    insta::glob!("../cases/syntax/faults", "*.nix", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        let parsed = parse(&text);
        assert_eq!(parsed.root().to_string(), text, "the tree holds all of the text");
        let mut out = String::new();
        for fault in parsed.faults.iter() {
            let _ = writeln!(out, "{}: {}", place(&text, fault.span), fault.message);
            if let Some(help) = &fault.help {
                let _ = writeln!(out, "    help: {help}");
            }
        }
        snapshot("../cases/syntax/faults", &text, &out);
    });
}

#[test]
fn problems_of_names_are_told_with_their_places() {
    insta::glob!("../cases/hir", "*.nix", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        let (parsed, lowered) = read(&text);
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        let mut out = String::new();
        for problem in &lowered.problems {
            tell(&mut out, &text, &lowered, problem);
        }
        snapshot("../cases/hir", &text, &out);
    });
}

fn tell(out: &mut String, text: &str, lowered: &Lowered, problem: &Problem) {
    let said = problem.diagnostic();
    let _ = writeln!(out, "{}: {}", said.code.name(), said.message);
    for label in said.primary.iter().chain(&said.secondary) {
        let fedic_diagnostics::Spot::Node(at) = label.at else { panic!("{label:?}") };
        let span = lowered.source_map.span(at.node).expect("a node of the body");
        let _ = writeln!(out, "    {} {}", place(text, span), label.text);
    }
    if let Some(help) = &said.help {
        let _ = writeln!(out, "    help: {help}");
    }
}

/// Line, column and the beginning of what stands there.
fn place(text: &str, span: Span) -> String {
    let before = &text[..span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let here: String = text[span.start as usize..span.end as usize].chars().take(20).collect();
    format!("{line}:{column} {here:?}")
}

/// Compares with the snapshot that lies beside the case and shows its text.
fn snapshot(folder: &str, text: &str, out: &str) {
    let shown = if text.len() > 400 { format!("{} bytes", text.len()) } else { text.to_owned() };
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(shown);
    settings.bind(|| insta::assert_snapshot!("case", out));
}
