//! Files that are made from the code and kept beside it, for those who read the repository.
//! They are compared here; `FEDIC_BLESS=1` writes them.

use fedic_analysis::{Analysis, MemoryDisk, Setup};
use fedic_model::Plan;
use fedic_tests::{kept, workspace};
use std::sync::Arc;

#[test]
fn the_schema_of_plans_is_that_of_the_code() {
    kept::assert_kept(&workspace::root().join("model/plan.schema.json"), &format!("{:#}\n", Plan::schema()));
}

/// What a check knows of machines without asking the evaluator.
#[test]
fn the_options_of_machines_are_those_of_the_data_model() {
    let analysis = Analysis::new(Setup::new(Arc::new(MemoryDisk::default()), "/"));
    let file = workspace::root().join("model/nix/nixos/interface.json");
    kept::assert_kept(&file, &analysis.options_of_machines());
}
