//! A small program of the same difference: parts are left out, or make room for what is inside
//! them or for the smallest values, as long as both sides still differ in the same way.

use super::runner::{self, Difference, Verdict};
use super::{Program, syntax};
use std::collections::BTreeSet;

/// What anything may become.
const SMALLEST: [&str; 6] = ["1", "null", "\"\"", "{ }", "[ ]", "true"];
/// Programs asked about at once, and how often at most.
const ROUND: usize = 12;
const ROUNDS: usize = 30;

/// Shrinks a program that differs.
#[must_use]
pub fn shrink(program: &Program, difference: Difference) -> (Program, Difference) {
    let class = difference.class();
    let mut best = (program.clone(), difference);
    let mut tried = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut smaller = candidates(&best.0.text);
        smaller.retain(|text| !tried.contains(text));
        let programs = smaller.into_iter().map(|text| Program { text, ..best.0.clone() });
        // fedic is asked first: it is at hand.
        let likely = programs
            .filter(|program| tried.insert(program.text.clone()) && runner::is_as_before(program, &best.1));
        let programs: Vec<Program> = likely.take(ROUND).collect();
        if programs.is_empty() {
            break;
        }
        let found =
            programs.iter().zip(runner::compare(&programs)).find_map(|(program, verdict)| match verdict {
                Verdict::Different(difference) if difference.class() == class => {
                    Some((program.clone(), difference))
                }
                Verdict::Different(_)
                | Verdict::SameValue
                | Verdict::SameError
                | Verdict::AnotherFirst
                | Verdict::Passed => None,
            });
        best = found.unwrap_or(best);
    }
    best
}

/// All texts that are one step smaller, the smallest first.
fn candidates(text: &str) -> Vec<String> {
    let tree = syntax::tree(text);
    let mut all: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut offer = |candidate: String| {
        if candidate.len() < text.len() {
            all.insert((candidate.len(), candidate));
        }
    };
    for range in syntax::omissible(&tree) {
        offer(syntax::spliced(text, range, ""));
    }
    for node in syntax::expressions(&tree) {
        let range = syntax::range(&node);
        for smallest in SMALLEST.iter().filter(|it| it.len() < range.len()) {
            offer(syntax::spliced(text, range.clone(), smallest));
        }
        for inside in syntax::expressions(&node).iter().skip(1) {
            offer(syntax::spliced(text, range.clone(), &inside.text().to_string()));
        }
        // Of a text, the half.
        if node.children().next().is_none()
            && range.len() > 3
            && text.is_char_boundary(range.start + range.len() / 2)
        {
            let middle = range.start + range.len() / 2;
            offer(syntax::spliced(text, middle..range.end - 1, ""));
            offer(syntax::spliced(text, range.start + 1..middle, ""));
        }
    }
    all.into_iter().map(|it| it.1).collect()
}
