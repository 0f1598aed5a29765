//! Input that nobody wants: each gives one clear error and the right exit status, and never
//! a crash.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::cli::{self, Call};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn eval(folder: &Path, arguments: &[&str]) -> Call {
    cli::fedic(folder, &[&["eval"], arguments].concat())
}

/// Evaluates `bad.nix` with these bytes.
fn eval_bytes(bytes: &[u8]) -> Call {
    let folder = folder();
    fs::write(folder.path().join("bad.nix"), bytes).unwrap();
    eval(folder.path(), &["--strict", "bad.nix"])
}

/// One error with these words, this status, nothing on standard output.
fn refused(call: &Call, status: i32, words: &[&str]) {
    let text = call.transcript();
    let text = if text.len() > 4000 {
        format!("{} … {} bytes", &text[..text.floor_char_boundary(4000)], text.len())
    } else {
        text
    };
    assert_eq!(call.status, Some(status), "{text}");
    assert_eq!(call.stdout, "", "{text}");
    let errors =
        call.stderr.lines().filter(|line| line.starts_with("error") || line.contains(": error[")).count();
    assert_eq!(errors, 1, "{text}");
    assert!(!call.stderr.contains("panicked"), "{text}");
    for word in words {
        assert!(call.stderr.contains(word), "no `{word}` in: {text}");
    }
}

#[test]
fn a_missing_file() {
    refused(&eval(folder().path(), &["absent.nix"]), 2, &["absent.nix"]);
}

#[test]
fn a_file_that_cannot_be_read() {
    // Root may read everything but this.
    refused(&eval(folder().path(), &["/proc/self/mem"]), 2, &["/proc/self/mem"]);
}

#[test]
fn a_file_that_is_not_utf_8() {
    // To Nix a string may be any bytes; what stands between them may not.
    let call = eval_bytes(b"builtins.stringLength \"\xff\xfe\"");
    assert_eq!((call.status, call.stdout.as_str()), (Some(0), "2\n"), "{}", call.stderr);
    refused(&eval_bytes(b"{ a = \xff\xfe; }"), 1, &["bad.nix"]);
    // A model is written for people and for editors.
    let folder = folder();
    fs::write(folder.path().join("model.nix"), b"{ a = \"\xff\xfe\"; }").unwrap();
    let call = cli::fedic(folder.path(), &["check"]);
    assert!(call.status == Some(1) || call.status == Some(2), "{}", call.transcript());
    assert!(call.transcript().contains("UTF-8"), "{}", call.transcript());
}

#[test]
fn an_empty_file() {
    refused(&eval_bytes(b""), 1, &["bad.nix"]);
}

#[test]
fn a_folder_without_a_default_file() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    refused(&eval(folder.path(), &["sub"]), 2, &["sub"]);
}

#[test]
fn a_file_of_fifty_megabytes() {
    let mut bytes = b"builtins.stringLength \"".to_vec();
    bytes.resize(50 << 20, b'x');
    bytes.push(b'"');
    let call = eval_bytes(&bytes);
    assert_eq!((call.status, call.stdout.as_str()), (Some(0), "52428777\n"), "{}", call.stderr);
}

#[test]
fn an_import_cycle() {
    let folder = folder();
    fs::write(folder.path().join("a.nix"), "1 + import ./b.nix").unwrap();
    fs::write(folder.path().join("b.nix"), "1 + import ./a.nix").unwrap();
    refused(&eval(folder.path(), &["a.nix"]), 1, &["infinite recursion", "a.nix", "b.nix"]);
}

#[test]
fn a_loop_of_symlinks() {
    let folder = folder();
    std::os::unix::fs::symlink("b.nix", folder.path().join("a.nix")).unwrap();
    std::os::unix::fs::symlink("a.nix", folder.path().join("b.nix")).unwrap();
    refused(&eval(folder.path(), &["a.nix"]), 2, &["a.nix"]);
    refused(&eval(folder.path(), &["-E", "import ./a.nix"]), 1, &["a.nix"]);
}

#[test]
fn brackets_a_hundred_thousand_deep() {
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("{ a = ", "; }"),
        ("x: ", ""),
        ("\"${", "}\""),
        ("-", "1"),
        ("a.b or ", "1"),
    ] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let call = eval_bytes(text.as_bytes());
        assert!(
            matches!(call.status, Some(0..=3)),
            "{open}: {:?} {}",
            call.status,
            &call.stderr[..call.stderr.len().min(500)]
        );
    }
}

#[test]
fn values_a_hundred_thousand_deep() {
    let deep = "builtins.foldl' (inner: _: [ inner ]) 1 (builtins.genList (x: x) 100000)";
    let call = eval(folder().path(), &["--strict", "-E", deep]);
    assert!(matches!(call.status, Some(0 | 3)), "{:?} {}", call.status, call.stderr);
}

#[test]
fn a_recursion_without_end() {
    refused(&eval(folder().path(), &["-E", "let f = x: 1 + f x; in f 1"]), 3, &["max-call-depth"]);
}

#[test]
fn an_evaluation_that_never_ends() {
    let folder = folder();
    fs::write(folder.path().join("fedic.toml"), "[limits]\nsteps = 100000\n").unwrap();
    fs::write(folder.path().join("model.nix"), "let f = n: f (n + 1); in f 0\n").unwrap();
    let call = cli::fedic(folder.path(), &["check"]);
    assert_eq!(call.status, Some(3), "{}", call.transcript());
    assert!(call.transcript().contains("F0801"), "{}", call.transcript());
}

#[test]
fn an_evaluation_that_eats_memory() {
    let list = "builtins.length (builtins.genList (n: n) 4000000000)";
    refused(&eval(folder().path(), &["-E", list]), 3, &["memory", "limit"]);
}

#[test]
fn malformed_json() {
    let folder = folder();
    fs::write(folder.path().join("bad.json"), "{ \"a\": [1, 2 }").unwrap();
    let text = "builtins.fromJSON (builtins.readFile ./bad.json)";
    refused(&eval(folder.path(), &["--strict", "-E", text]), 1, &["syntax error while parsing array"]);
}

#[test]
fn a_call_that_makes_no_sense() {
    for arguments in [&["eval", "--no-such-flag"][..], &["no-such-command"], &["explain", "F9999"]] {
        let call = cli::fedic(folder().path(), arguments);
        assert_eq!(call.status, Some(2), "{arguments:?}: {}", call.transcript());
    }
}

#[test]
fn definitions_of_nothing() {
    let folder = folder();
    for merged in ["anything", "(attrTag { a = lib.mkOption { type = str; }; })"] {
        let text = format!("let lib = import <nixpkgs/lib>; in with lib.types; {merged}.merge [ ] [ ]");
        refused(&eval(folder.path(), &["--strict", "-E", &text]), 1, &["list must not be empty"]);
    }
    let text = "(import <nixpkgs/lib>).modules.mergeOptionDecls [ ] [ ]";
    let call = eval(folder.path(), &["--strict", "-E", text]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
}

#[test]
fn types_ten_thousand_deep() {
    let folder = folder();
    let model = "{ lib, ... }: { options.deep = lib.mkOption { \
         type = builtins.foldl' (type: _: lib.types.listOf type) lib.types.str (builtins.genList (x: x) 10000); \
         default = [ ]; }; }";
    fs::write(folder.path().join("model.nix"), model).unwrap();
    let call = cli::fedic(folder.path(), &["check"]);
    assert!(matches!(call.status, Some(0 | 1)), "{}", call.transcript());
}
