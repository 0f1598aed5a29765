//! `fedic schema`: what may be written, for forms and other programs.

use super::{analysis, folder, show_reports, status};
use crate::arguments::{SchemaArguments, SchemaOf, When};
use crate::output::{self, Status, Stream};

/// Prints a schema.
pub(crate) fn run(arguments: &SchemaArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = analysis(&folder, &arguments.search);
    let schema = match arguments.of {
        SchemaOf::Configuration => analysis.schema(),
    };
    match schema {
        Ok(schema) => output::answer(&schema),
        Err(reports) => {
            show_reports(&analysis, &reports, Stream::Err, color, None);
            status(&reports).max(Status::Wrong)
        }
    }
}
