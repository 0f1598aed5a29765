//! The data model's own tests, in Nix, run by `fedic test`.

use fedic_tests::{cli, workspace};

#[test]
fn the_model_passes_its_tests() {
    let call = cli::fedic(&workspace::root().join("model/nix"), &["test"]);
    assert_eq!(call.status, Some(0), "{}", call.transcript());
    assert!(call.transcript().contains("passed"), "{}", call.transcript());
}
