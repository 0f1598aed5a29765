//! Files that are made from the code and kept beside it, for those who read the repository.
//! They are compared here; `FEDIC_BLESS=1` writes them.

use fedic_model::Plan;
use fedic_tests::{kept, workspace};

#[test]
fn the_schema_of_plans_is_that_of_the_code() {
    kept::assert_kept(&workspace::root().join("model/plan.schema.json"), &format!("{:#}\n", Plan::schema()));
}
