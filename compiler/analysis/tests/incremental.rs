//! Edits, and which queries they make run again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, MemoryDisk, Setup};
use std::sync::Arc;

/// A project with two applications in files of their own.
const FILES: [(&str, &str); 3] = [
    (
        "/p/model.nix",
        "{\n  applications.a = { description = \"A\"; module = { }; implementation = import ./a.nix; };\n  \
         applications.b = { description = \"B\"; module = { }; implementation = import ./b.nix; };\n}\n",
    ),
    ("/p/a.nix", A),
    ("/p/b.nix", A),
];

/// What an application needs.
const A: &str = "settings: {\n  resources = { };\n}\n";

struct Project {
    disk: Arc<MemoryDisk>,
    analysis: Analysis,
}

impl Project {
    fn new() -> Project {
        let disk = Arc::new(MemoryDisk::new(FILES));
        let mut setup = Setup::new(disk.clone(), "/p");
        setup.keep_log();
        Project { disk, analysis: Analysis::new(setup) }
    }

    fn write(&mut self, path: &str, text: &str) {
        self.disk.write(path, Some(text));
        self.analysis.changed(path);
    }

    /// The messages of a check, and the queries that ran for it on the project's own files.
    fn check(&self) -> (Vec<String>, Vec<String>) {
        let checked = self.analysis.check(&[]).unwrap();
        let messages = checked.reports.iter().map(|report| report.message.clone()).collect();
        let own = |query: &String| !query.contains("/fedic/");
        (messages, self.analysis.take_log().into_iter().filter(own).collect())
    }
}

#[test]
fn nothing_runs_twice_for_the_same_question() {
    let project = Project::new();
    let (messages, ran) = project.check();
    assert_eq!(messages, Vec::<String>::new());
    for query in ["parse /p/a.nix", "evaluate applications a", "evaluate applications b", "infer /p/a.nix"] {
        assert!(ran.iter().any(|it| it == query), "no {query} in {ran:?}");
    }
    assert_eq!(project.check().1, Vec::<String>::new());
}

#[test]
fn a_comment_changes_nothing_behind_its_file() {
    let mut project = Project::new();
    project.check();
    project.write("/p/a.nix", &format!("# said\n\n{A}"));
    assert_eq!(project.check().1, ["parse /p/a.nix", "lower /p/a.nix"]);
}

#[test]
fn an_edit_inside_one_application_evaluates_one_application() {
    let mut project = Project::new();
    project.check();
    project.write("/p/a.nix", &A.replace("{ }", "if true then { } else { }"));
    let (messages, ran) = project.check();
    assert_eq!(messages, Vec::<String>::new());
    let evaluated: Vec<&str> = ran.iter().filter_map(|query| query.strip_prefix("evaluate ")).collect();
    assert_eq!(evaluated, ["applications a"], "{ran:?}");
    assert!(!ran.contains(&"infer /p/b.nix".to_owned()), "{ran:?}");
}

#[test]
fn a_file_that_appears_is_seen() {
    let mut project = Project::new();
    project.check();
    project.write("/p/c.nix", "{ c = nowhere; }\n");
    assert_eq!(project.check().0, ["undefined variable `nowhere`"]);
    project.disk.write("/p/c.nix", None);
    project.analysis.changed("/p/c.nix");
    assert_eq!(project.check().0, Vec::<String>::new());
}

#[test]
fn the_text_of_an_editor_lies_over_the_disk() {
    let mut project = Project::new();
    project.analysis.set_text("/p/a.nix", Some(&A.replace("{ }", "nowhere")));
    assert_eq!(project.check().0, ["undefined variable `nowhere`"]);
    project.analysis.set_text("/p/a.nix", None);
    assert_eq!(project.check().0, Vec::<String>::new());
}
