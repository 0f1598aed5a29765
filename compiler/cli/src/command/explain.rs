//! `fedic explain`: the page of a code.

use crate::output::{self, Status};
use fedic_analysis::codes;

/// Prints the page of a code, or the list of all.
pub(crate) fn run(code: Option<&str>) -> Status {
    let Some(code) = code else {
        let list: String = codes::all().map(|(number, name)| format!("{number}  {name}\n")).collect();
        return output::answer(&list);
    };
    match codes::page(code) {
        Ok(page) => output::answer(page),
        Err(similar) => {
            let hint = similar.map_or_else(String::new, |similar| format!("; {similar}"));
            output::say(&format!("fedic: no diagnostic is called `{code}`{hint}"));
            Status::Usage
        }
    }
}
