//! The data model's own tests, in Nix, run by `fedic test`.

use fedic_tests::{cli, workspace};

#[test]
fn the_model_passes_its_tests() {
    let call = cli::fedic(&workspace::root().join("model/nix"), &["test"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    let transcript = call.transcript();
    let counts = transcript.lines().filter_map(|line| line.strip_suffix(" successful")?.split_once('/'));
    let counts: Vec<_> = counts.collect();
    assert!(counts.iter().any(|(good, all)| good == all && *all != "0"), "{transcript}");
}
