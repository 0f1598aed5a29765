//! Structures a million deep, through the command: each ends in its value, or in one error that
//! says why not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::cli;
use std::path::Path;

/// Calls `f` a million deep.
const NEST_LIST: &str = "let f = n: if n == 0 then [ ] else [ (f (n - 1)) ]; x = f 1000000; in";
const NEST_SET: &str = "let f = n: if n == 0 then { } else { a = f (n - 1); }; x = f 1000000; in";

#[test]
fn structures_a_million_deep_have_values() {
    for (expression, value) in [
        (format!("{NEST_LIST} builtins.deepSeq x 1"), "1"),
        (format!("{NEST_SET} builtins.deepSeq x 1"), "1"),
        (format!("{NEST_LIST} x == f 1000000"), "true"),
        (format!("{NEST_SET} x == f 1000000"), "true"),
        (format!("{NEST_LIST} builtins.stringLength (builtins.toJSON x)"), "2000002"),
        (format!("{NEST_SET} builtins.stringLength (builtins.toJSON x)"), "6000002"),
        ("let f = n: if n == 0 then 0 else f (n - 1); in f 1000000".to_owned(), "0"),
        ("builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 1000000)".to_owned(), "499999500000"),
        (
            "builtins.length (builtins.sort (a: b: a < b) (builtins.genList (x: 0 - x) 300000))".to_owned(),
            "300000",
        ),
    ] {
        let call = cli::fedic(Path::new("/"), &["eval", "--strict", "-E", &expression]);
        match call.status {
            Some(0) => assert_eq!(call.stdout.trim_end(), value, "{expression}"),
            _ => refused(&call, &expression),
        }
    }
}

/// Each would take memory without bounds if every part of it were made.
#[test]
fn chains_of_a_million_have_values() {
    let folder = tempfile::tempdir().unwrap();
    for (before, part, behind, value) in [
        ("builtins.length (", "[ 1 ] ++ ", "[ 2 ])", "1000001"),
        ("builtins.stringLength (", "\"a\" + ", "\"b\")", "1000001"),
        ("", "1 + ", "1", "1000001"),
        ("", "true -> ", "true", "true"),
    ] {
        let text = [before, &part.repeat(1_000_000), behind].concat();
        std::fs::write(folder.path().join("chain.nix"), text).unwrap();
        let call = cli::fedic(folder.path(), &["eval", "--limit", "memory-mib=2048", "chain.nix"]);
        assert_eq!(call.stdout.trim_end(), value, "{part}: {}", call.transcript());
    }
}

#[test]
fn what_is_deeper_than_the_stack_may_be_is_one_error() {
    for expression in [
        "let f = n: 1 + f (n + 1); in f 0",
        "let f = n: [ (f (n + 1)) ]; in f 0",
        "let f = n: f (n + 1) ++ [ ]; in f 0",
        "let f = n: { a = n; } // f (n + 1); in f 0",
        "let f = n: \"${f (n + 1)}\"; in f 0",
        "let f = n: { inherit (f (n + 1)) x; }; in (f 0).x",
        "let f = n: (builtins.tryEval (f (n + 1))).value; in f 0",
    ] {
        let arguments = ["eval", "--strict", "--limit", "stack-mib=256", "--limit", "memory-mib=1024", "-E"];
        let call = cli::fedic(Path::new("/"), &[&arguments[..], &[expression]].concat());
        assert_eq!(call.status, Some(3), "{expression}: {}", call.transcript());
        refused(&call, expression);
    }
}

#[test]
fn calls_that_only_call_again_come_to_an_end() {
    for expression in [
        "let f = x: f x; in f 1",
        "let f = x: g x; g = x: f x; in f 1",
        "let f = n: if n < 0 then 0 else f (n + 1); in f 0",
        "let f = { n }: f { n = n + 1; }; in f { n = 0; }",
        "let f = self: n: self self n; in f f 1",
    ] {
        let call = cli::fedic(Path::new("/"), &["eval", "--limit", "steps=100000000", "-E", expression]);
        refused(&call, expression);
        assert!(call.stderr.contains("steps"), "{expression}: {}", call.stderr);
    }
}

/// Nothing printed but one error about a limit.
fn refused(call: &cli::Call, expression: &str) {
    assert_eq!(call.status, Some(3), "{expression}: {}", call.transcript());
    assert_eq!(call.stdout, "", "{expression}");
    let errors = call.stderr.lines().filter(|line| line.contains("error[F0801]")).count();
    assert_eq!(errors, 1, "{expression}: {}", call.stderr);
}
