//! `fedic plan`: the main job.

use super::{folder, once_sparing, show_reports, status};
use crate::arguments::{PlanArguments, PlanFormat, When};
use crate::output::{self, Status, Stream};
use crate::render;
use fedic_analysis::{PlanForm, PlanRequest};

/// Prints the plan, or writes it to a file; what is wrong goes to standard error.
pub(crate) fn run(arguments: &PlanArguments, color: When) -> Status {
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = once_sparing(&folder, &arguments.search, arguments.jobs);
    let request = PlanRequest {
        configuration: arguments.config.clone(),
        environment: arguments.environment.clone(),
        previous: arguments.previous.clone(),
        form: match arguments.format {
            PlanFormat::Text => PlanForm::Text,
            PlanFormat::Json => PlanForm::Json,
            PlanFormat::Mermaid => PlanForm::Mermaid,
        },
    };
    let answer = analysis.plan(&request);
    if answer.catalogue {
        output::say("no project here: this is the built-in catalogue with its sample configuration");
    }
    show_reports(&analysis, &answer.reports, Stream::Err, color, None);
    if let Some(summary) = render::summary(&answer.reports) {
        output::say(&summary);
    }
    let Some(plan) = answer.plan else { return status(&answer.reports).max(Status::Wrong) };
    match &arguments.out {
        Some(path) => output::write_file(path, &plan),
        None => output::answer(&plan),
    }
}
