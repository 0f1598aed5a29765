//! Files that are made from the code and kept beside it, for those who read the repository.
//! They are compared here; `FEDIC_BLESS=1` writes them.

use fedic_model::Plan;
use std::path::Path;

#[test]
fn the_schema_of_plans_is_that_of_the_code() {
    same("model/plan.schema.json", &format!("{:#}\n", Plan::schema()));
}

fn same(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    if std::env::var_os("FEDIC_BLESS").is_some() {
        if let Err(error) = std::fs::write(&file, made) {
            panic!("cannot write {path}: {error}");
        }
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "{path} is not what the code makes; run the tests with FEDIC_BLESS=1");
}
