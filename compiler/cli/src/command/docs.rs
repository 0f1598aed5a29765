//! `fedic docs`: what a model declares, for people to read.

use super::{folder, once, show_reports, status};
use crate::arguments::{DocsArguments, DocsFormat, When};
use crate::output::{self, Status, Stream};
use fedic_analysis::DocsForm;

/// Prints the documentation, or writes it to a file.
pub(crate) fn run(arguments: &DocsArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = once(&folder, &arguments.search);
    let answer = analysis.docs(match arguments.format {
        DocsFormat::Markdown => DocsForm::Markdown,
        DocsFormat::Html => DocsForm::Html,
        DocsFormat::Json => DocsForm::Json,
    });
    if answer.catalogue {
        output::say("no project here: this is the built-in catalogue");
    }
    show_reports(&analysis, &answer.reports, Stream::Err, color, None);
    match (&answer.docs, &arguments.out) {
        (Some(docs), Some(path)) => output::write_file(path, docs),
        (Some(docs), None) => output::answer(docs),
        (None, _) => status(&answer.reports).max(Status::Wrong),
    }
}
