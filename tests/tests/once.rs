//! A model evaluated as a whole, for who asks once, and part by part, for who edits: the
//! same is wrong with it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use fedic_analysis::{Analysis, Report, Setup, with_big_stack};
use fedic_tests::{planted, workspace};
use std::path::Path;

fn reports(folder: &Path, once: bool) -> Vec<Report> {
    let mut setup = Setup::system(&folder.display().to_string());
    if once {
        setup.ask_once();
    }
    with_big_stack(|| Analysis::new(setup).check(&[]).unwrap().reports)
}

#[test]
fn a_whole_and_its_parts_are_told_the_same_of() {
    let cases = workspace::files(&workspace::cases("planted"), "toml");
    assert!(!cases.is_empty());
    for case in cases {
        let planted = planted::plant(&case).unwrap();
        let folder = planted.copy.path().canonicalize().unwrap();
        assert_eq!(reports(&folder, true), reports(&folder, false), "{}", workspace::stem(&case));
    }
}

#[test]
fn a_fine_project_is_fine_in_parts() {
    assert_eq!(reports(&workspace::root().join("model/nix/catalogue"), false), []);
}
