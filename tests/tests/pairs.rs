//! Pairs of expression and answer: the groups listed as required pass, and no other group
//! passes as a whole without being listed. `FEDIC_BLESS=1` adds those that have come to pass.

#![allow(clippy::print_stdout, reason = "the table of a run is its output")]

use fedic_tests::{kept, pairs};
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn check(suite: &str) {
    let tallies = pairs::run(&pairs::read(suite, ""));
    print!("{}", pairs::table(suite, &tallies));
    let whole: BTreeSet<String> =
        tallies.iter().filter(|(_, tally)| tally.is_whole()).map(|(group, _)| group.clone()).collect();
    let required = pairs::required(suite);
    let mut complaints = String::new();
    for group in required.difference(&whole) {
        match tallies.get(group).and_then(|tally| tally.failures.first()) {
            Some((expression, reason)) => {
                let _ = writeln!(complaints, "{group} must pass, but {expression}\n  {reason}");
            }
            None => {
                let _ = writeln!(complaints, "{group} is required, but no pair is of it");
            }
        }
    }
    if kept::blessing() {
        pairs::require(suite, &whole);
    } else {
        for group in whole.difference(&required) {
            let _ = writeln!(complaints, "{group} passes now: add `{suite} {group}` to required-groups.txt");
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn lib_answers_as_nixpkgs_does() {
    check("lib");
}

#[test]
fn modules_answer_as_nixpkgs_does() {
    check("modules");
}
