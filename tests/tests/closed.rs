//! Closed commands read nothing outside the project, whichever way leads there: each of these
//! expressions, put into a model, is refused, and nothing that lies outside is ever printed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_tests::cli;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

const SECRET: &str = "outside-of-the-project";

/// Ways out of the project.
const READS: [&str; 23] = [
    "import ../outside/secret.nix",
    "import ./link.nix",
    "import ./folder/secret.nix",
    "import ./folder",
    "import ./twice/secret.nix",
    "import (./inside + \"/../../outside/secret.nix\")",
    "import ./inside/../../outside/secret.nix",
    "import ./inside/back/../outside/secret.nix",
    "import (toString ../outside + \"/secret.nix\")",
    "scopedImport { } ./link.nix",
    "builtins.readFile ../outside/secret.nix",
    "builtins.readFile ./link.nix",
    "builtins.readFile ./folder/secret.nix",
    "builtins.toJSON (builtins.readDir ../outside)",
    "builtins.toJSON (builtins.readDir ./folder)",
    "builtins.readFileType ./folder/secret.nix",
    "builtins.hashFile \"sha256\" ./link.nix",
    "toString (builtins.pathExists ./folder/secret.nix)",
    "\"${../outside/secret.nix}\"",
    "\"${./folder/secret.nix}\"",
    "builtins.path { path = ./folder; name = \"x\"; }",
    "import (builtins.findFile [ { prefix = \"\"; path = ../outside; } ] \"secret.nix\")",
    "import <secret.nix>",
];

/// A project beside what it must not see.
fn project(top: &Path, read: &str) {
    let (outside, inside) = (top.join("outside"), top.join("project"));
    fs::create_dir_all(&outside).unwrap();
    fs::create_dir_all(inside.join("inside")).unwrap();
    fs::write(outside.join("secret.nix"), format!("\"{SECRET}\"\n")).unwrap();
    fs::write(outside.join("default.nix"), format!("\"{SECRET}\"\n")).unwrap();
    symlink("../outside/secret.nix", inside.join("link.nix")).unwrap();
    symlink("../outside", inside.join("folder")).unwrap();
    symlink("folder", inside.join("twice")).unwrap();
    symlink("../..", inside.join("inside/back")).unwrap();
    let model = format!("{{\n  resources.thing.description = {read};\n}}\n");
    fs::write(inside.join("model.nix"), model).unwrap();
}

#[test]
fn no_way_leads_out_of_a_project() {
    for read in READS {
        let top = tempfile::tempdir().unwrap();
        project(top.path(), read);
        for command in [&["check"][..], &["schema"], &["plan"]] {
            let mut call = cli::program(&top.path().join("project"), command);
            let done = call.env("NIX_PATH", top.path().join("outside")).output().unwrap();
            let said = [done.stdout, done.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(!said.contains(SECRET), "{read}: {said}");
            if command == ["check"] {
                assert_eq!(done.status.code(), Some(1), "{read}: {said}");
                assert!(said.contains(": error["), "{read}: {said}");
            }
        }
    }
}

#[test]
fn what_is_named_for_a_project_is_read() {
    let top = tempfile::tempdir().unwrap();
    project(top.path(), "import <secret.nix>");
    let inside = top.path().join("project");
    let call = cli::fedic(&inside, &["check", "-I", "../outside"]);
    assert!(!call.transcript().contains("secret.nix"), "{}", call.transcript());
}
