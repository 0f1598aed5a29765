//! `fedic migrate-config`: a stored configuration moved forward.

use super::{folder, once, show_reports, status};
use crate::arguments::{MigrateConfigArguments, When};
use crate::output::{self, Status, Stream};
use std::path::Path;

/// Prints the configuration as it is written now; what was moved goes to standard error.
pub(crate) fn run(arguments: &MigrateConfigArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let text = match std::fs::read_to_string(Path::new(&folder).join(&arguments.file)) {
        Ok(text) => text,
        Err(error) => return refuse(&arguments.file, &error.to_string()),
    };
    let analysis = once(&folder, &arguments.search);
    let answer = match fedic_analysis::migrate_configuration(&analysis, &text) {
        Ok(answer) => answer,
        Err(words) => return refuse(&arguments.file, &words),
    };
    show_reports(&analysis, &answer.reports, Stream::Err, color, None);
    let Some(configuration) = &answer.configuration else {
        return status(&answer.reports).max(Status::Wrong);
    };
    for line in &answer.moves {
        output::say(line);
    }
    for refusal in &answer.refusals {
        output::say(&format!("still refused: {refusal}"));
    }
    let written = match &arguments.out {
        Some(path) => output::write_file(path, configuration),
        None => output::answer(configuration),
    };
    written.max(if answer.refusals.is_empty() { Status::Fine } else { Status::Wrong })
}

fn refuse(file: &str, words: &str) -> Status {
    output::say(&format!("fedic: {file}: {words}"));
    Status::Usage
}
