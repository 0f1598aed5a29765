//! `fedic check`: everything that is wrong, in one run.

use super::{folder, once_sparing, show_reports, status};
use crate::arguments::{CheckArguments, When};
use crate::output::{self, Status, Stream};
use crate::render;
use fedic_analysis::Level;

/// Prints reports to standard output and their number to standard error.
pub(crate) fn run(arguments: &CheckArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = once_sparing(&folder, &arguments.search, arguments.jobs);
    let checked = match analysis.check(&arguments.paths) {
        Ok(checked) => checked,
        Err(report) => {
            show_reports(&analysis, &[*report], Stream::Err, color, None);
            return Status::Usage;
        }
    };
    let written = show_reports(&analysis, &checked.reports, Stream::Out, color, arguments.format);
    if let Some(summary) = render::summary(&checked.reports) {
        output::say(&summary);
    }
    let warned = checked.reports.iter().any(|report| report.severity == Level::Warning);
    let denied = if warned && arguments.deny_warnings { Status::Wrong } else { Status::Fine };
    status(&checked.reports).max(denied).max(written)
}
