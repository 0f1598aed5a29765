//! Edits, and which queries they make run again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, DocsForm, MemoryDisk, Setup, Verdict};
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

    /// What is evaluated of files as far as they can be read, for who asks of the model now.
    fn recovered(&self) -> Vec<String> {
        drop(self.analysis.take_log());
        self.analysis.remember(&["/p/model.nix".to_owned()]);
        let log = self.analysis.take_log().into_iter();
        log.filter(|query| query.starts_with("recover ") || query.starts_with("tables as far")).collect()
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
    for query in ["lower /p/a.nix", "evaluate applications a", "evaluate applications b", "infer /p/a.nix"] {
        assert!(ran.iter().any(|it| it == query), "no {query} in {ran:?}");
    }
    assert_eq!(project.check().1, Vec::<String>::new());
}

#[test]
fn who_asks_once_where_options_stand_reads_each_file_once() {
    let mut setup = Setup::new(Arc::new(MemoryDisk::new([("/p/model.nix", WHOLE), ("/p/a.nix", A)])), "/p");
    setup.keep_log();
    setup.ask_once();
    let analysis = Analysis::new(setup);
    assert!(analysis.docs(DocsForm::Json).docs.is_some());
    let mut lowered: Vec<String> = analysis.take_log();
    lowered.retain(|query| query.starts_with("lower /p/"));
    lowered.sort();
    assert_eq!(lowered, ["lower /p/a.nix", "lower /p/model.nix"]);
}

#[test]
fn a_comment_changes_nothing_behind_its_file() {
    let mut project = Project::new();
    project.check();
    project.write("/p/a.nix", &format!("# said\n\n{A}"));
    assert_eq!(project.check().1, ["lower /p/a.nix"]);
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
fn an_undefined_name_in_one_application_evaluates_one_application() {
    let mut project = Project::new();
    project.check();
    for (text, told) in [(A.replace("{ }", "{ a = nowhere; }"), 1), (A.to_owned(), 0)] {
        project.write("/p/a.nix", &text);
        let (messages, ran) = project.check();
        assert_eq!(messages.len(), told, "{messages:?}");
        let evaluated: Vec<&str> = ran.iter().filter_map(|query| query.strip_prefix("evaluate ")).collect();
        assert_eq!(evaluated, ["applications a"], "{ran:?}");
    }
}

#[test]
fn of_many_applications_the_one_that_is_open_is_evaluated_alone() {
    const MANY: usize = 100;
    let name = |number: usize| format!("app{number:03}");
    let text = |number: usize| {
        format!(
            "{{ lib, ... }}:\n{{\n  applications.{} = {{\n    description = \"A\";\n    module.options.port = lib.mkOption {{\n      \
             description = \"P\";\n      type = lib.types.int;\n      default = 80;\n    }};\n    implementation = settings: \
             {{ resources = {{ }}; }};\n  }};\n}}\n",
            name(number)
        )
    };
    let mut project = Project::new();
    let modules: String = (0..MANY).map(|number| format!(" ./{}.nix", name(number))).collect();
    (0..MANY).for_each(|number| project.write(&format!("/p/{}.nix", name(number)), &text(number)));
    project.write("/p/model.nix", &format!("[{modules} ]\n"));
    project.analysis.set_text("/p/app050.nix", Some(&text(50)));
    project.check();
    project.analysis.set_text("/p/app050.nix", Some(&text(50).replace("80", "\"x\"")));
    let (messages, ran) = project.check();
    assert_ne!(messages, Vec::<String>::new());
    let evaluated: Vec<&str> = ran.iter().filter_map(|query| query.strip_prefix("evaluate ")).collect();
    // What takes all together has a default of it.
    assert_eq!(evaluated, ["front", "applications app050"], "{ran:?}");
}

/// Two applications in one file, the first one with a line half typed.
const HALF: &str = "{ lib, ... }:
{
  applications.a = {
    description = \"A\";
    desc
    module.options.x = lib.mkOption { type = lib.types.int; };
  };
  applications.b = {
    description = \"B\";
    implementation = settings: { resources = { }; data = [ 1 2 3 4 5 ]; };
    module.options.y = lib.mkOption { type = lib.types.int; };
  };
}
# The end.
";

const WHOLE: &str = "{ lib, ... }:
{
  applications.c = {
    description = \"C\";
    module.options.w = lib.mkOption { type = lib.types.int; };
    implementation = import ./a.nix;
  };
}
";

#[test]
fn of_a_file_that_never_was_right_an_edit_evaluates_what_it_changes() {
    let mut project = Project::new();
    project.write("/p/model.nix", "[ ./half.nix ./whole.nix ]\n");
    project.write("/p/half.nix", HALF);
    project.write("/p/whole.nix", WHOLE);
    let all = ["recover applications a", "recover applications b", "recover applications c"];
    let front = ["tables as far as files can be read", "recover frame", "recover front"];
    assert_eq!(project.recovered(), [&front[..], &all[..]].concat());
    assert_eq!(project.recovered(), Vec::<String>::new());
    let edits = [
        (HALF.replace("end", "very end"), &[][..]),
        (HALF.replace("{ lib", "# First.\n{ lib"), &[]),
        (HALF.replace("1 2 3", "1 3 3"), &[]),
        (HALF.replace("y = lib", "z = lib"), &["recover front", "recover applications b"]),
    ];
    for (text, expected) in edits {
        project.analysis.set_text("/p/half.nix", Some(&text));
        assert_eq!(project.recovered(), expected, "{text}");
        project.analysis.set_text("/p/half.nix", Some(HALF));
        project.recovered();
    }
    project.analysis.set_text("/p/whole.nix", Some(&WHOLE.replace("w = lib", "v = lib")));
    assert_eq!(project.recovered(), ["recover front", "recover applications c"]);
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

#[test]
fn an_edit_runs_the_tests_that_read_the_file_and_no_others() {
    let tests = |file: &str| format!("{{ test-it = {{ expr = import ./{file}; expected = 1; }}; }}");
    let mut project = Project::new();
    project.write("/p/one.nix", "1\n");
    project.write("/p/two.nix", "1\n");
    project.write("/p/one.test.nix", &tests("one.nix"));
    project.write("/p/two.test.nix", &tests("two.nix"));
    let run = |project: &Project| {
        let files = project.analysis.test(&[".".to_owned()], "").unwrap();
        let passed = files.iter().flat_map(|file| &file.tests).filter(|it| it.verdict == Verdict::Passed);
        let log = project.analysis.take_log();
        let ran = log.iter().filter_map(|query| query.strip_prefix("test ")).map(str::to_owned);
        (passed.count(), ran.collect::<Vec<_>>())
    };
    let both = vec!["/p/one.test.nix".to_owned(), "/p/two.test.nix".to_owned()];
    assert_eq!(run(&project), (2, both));
    assert_eq!(run(&project), (2, vec![]));
    project.write("/p/one.nix", "2\n");
    assert_eq!(run(&project), (1, vec!["/p/one.test.nix".to_owned()]));
    project.write("/p/two.nix", "1 # said\n");
    assert_eq!(run(&project), (1, vec![]));
    project.write("/p/three.test.nix", &tests("one.nix"));
    assert_eq!(run(&project), (1, vec!["/p/three.test.nix".to_owned()]));
    let folders: Vec<String> = project.analysis.folders_read().into_iter().collect();
    assert_eq!(folders, ["/p"]);
}
