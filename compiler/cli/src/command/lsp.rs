//! `fedic lsp`: the language server over standard input and output.

use super::folder;
use crate::output::{self, Status};

/// Serves until the editor leaves. One that leaves without a shutdown is an error, as the
/// protocol says.
pub(crate) fn run() -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    match fedic_lsp::serve(&folder) {
        Ok(true) => Status::Fine,
        Ok(false) => Status::Wrong,
        Err(error) => {
            output::say(&format!("fedic: the language server cannot run: {error}"));
            Status::Usage
        }
    }
}
