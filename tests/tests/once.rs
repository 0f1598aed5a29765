//! A model evaluated as a whole, for who asks once, and part by part, for who edits: the
//! same is wrong with it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, Report, Setup, with_big_stack};
use fedic_tests::{planted, workspace};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// How a project is asked about.
#[derive(Clone, Copy)]
enum Asked {
    /// Once, on so many threads.
    Once(usize),
    InParts,
}

/// The reports of a check, and the lines that it printed.
fn checked(folder: &Path, asked: Asked) -> (Vec<Report>, Vec<String>) {
    let mut setup = Setup::system(&folder.display().to_string());
    if let Asked::Once(threads) = asked {
        setup.ask_once();
        setup.use_threads(threads);
    }
    let printed: Arc<Mutex<Vec<String>>> = Arc::default();
    let lines = printed.clone();
    setup.print_to(Arc::new(move |line: &str| lines.lock().unwrap().push(line.to_owned())));
    let reports = with_big_stack(|| Analysis::new(setup).check(&[]).unwrap().reports);
    (reports, std::mem::take(&mut printed.lock().unwrap()))
}

fn reports(folder: &Path, asked: Asked) -> Vec<Report> {
    checked(folder, asked).0
}

#[test]
fn a_whole_and_its_parts_are_told_the_same_of() {
    let cases = workspace::files(&workspace::cases("planted"), "toml");
    assert!(!cases.is_empty());
    for case in cases {
        let planted = planted::plant(&case).unwrap();
        let folder = planted.copy.path().canonicalize().unwrap();
        let told = reports(&folder, Asked::Once(1));
        assert_eq!(told, reports(&folder, Asked::Once(2)), "{} on two threads", workspace::stem(&case));
        assert_eq!(told, reports(&folder, Asked::InParts), "{}", workspace::stem(&case));
    }
}

/// An editor is told of a new project at once, then of each edit early and again when all is known.
#[test]
fn a_first_look_tells_what_later_looks_tell_and_an_early_one_a_part_of_it() {
    let cases = workspace::files(&workspace::cases("planted"), "toml");
    let mut told_early = 0;
    for case in cases.into_iter().step_by(3) {
        let planted = planted::plant(&case).unwrap();
        let folder = planted.copy.path().canonicalize().unwrap().display().to_string();
        let name = workspace::stem(&case);
        told_early += with_big_stack(|| {
            let mut setup = Setup::system(&folder);
            setup.use_threads(2);
            let analysis = Analysis::new(setup);
            let files = [folder.clone()];
            let first = analysis.first_look(&files).unwrap();
            analysis.prepare(&files);
            assert_eq!(analysis.first_look(&files), None, "{name}: it is no first look any more");
            let early = analysis.diagnose_early(&files);
            let whole = analysis.diagnose(&files);
            assert_eq!(first, whole, "{name}");
            // Who looks at all may know a longer name for the same fault.
            let fault = |report: &Report| (report.code, report.primary.as_ref().map(|it| it.range.clone()));
            let faults: Vec<_> = whole.iter().map(fault).collect();
            assert!(early.iter().all(|report| faults.contains(&fault(report))), "{name}: {early:#?}");
            early.len()
        });
    }
    assert!(told_early > 0);
}

#[test]
fn a_fine_project_is_fine_in_parts() {
    assert_eq!(reports(&workspace::root().join("model/nix/catalogue"), Asked::InParts), []);
}

/// A second thread makes the plans in an evaluation of its own, which meets the model again.
#[test]
fn a_second_thread_prints_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let configuration = workspace::root().join("model/nix/catalogue/configuration.json");
    std::fs::copy(configuration, folder.path().join("configuration.json")).unwrap();
    let model = r#"[
      <fedic/catalogue>
      (builtins.trace "the model" {
        applications.traced = {
          description = builtins.trace "a value" "says what it does";
          module = { };
          implementation = _: builtins.trace "a plan" { resources = { }; };
        };
      })
    ]"#;
    std::fs::write(folder.path().join("model.nix"), model).unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let (told, printed) = checked(&folder, Asked::Once(1));
    assert_eq!((told, printed.clone()), checked(&folder, Asked::Once(2)));
    for line in ["the model", "a value", "a plan"] {
        assert!(printed.iter().any(|printed| printed.contains(line)), "{line}: {printed:?}");
    }
}
