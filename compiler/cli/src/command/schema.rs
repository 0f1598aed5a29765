//! `fedic schema`: what may be written, for forms and other programs.

use super::{folder, once, show_reports, status};
use crate::arguments::{SchemaArguments, SchemaDialect, SchemaFormat, SchemaProfile, When};
use crate::output::{self, Status, Stream};
use fedic_analysis::{SchemaForm, SchemaOf, SchemaRequest};

/// Prints a schema; how much it covers goes to standard error.
pub(crate) fn run(arguments: &SchemaArguments, color: When) -> Status {
    let Some(form) = form(arguments.format) else {
        return interface(arguments, color);
    };
    let Some(request) = request(arguments, form) else {
        output::say(&format!(
            "fedic: there are no schemas of `{}`: say configuration, application.NAME, resource.NAME, \
             resource.NAME.policy, plan or diagnostics",
            arguments.of
        ));
        return Status::Usage;
    };
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = once(&folder, &arguments.search);
    let answer = analysis.schema(&request);
    if answer.catalogue {
        output::say("no project here: this is the built-in catalogue");
    }
    show_reports(&analysis, &answer.reports, Stream::Err, color, None);
    if let Some(summary) = &answer.summary {
        output::say(summary);
    }
    match &answer.schema {
        Some(schema) => output::answer(schema).max(status(&answer.reports)),
        None => status(&answer.reports).max(Status::Wrong),
    }
}

/// Prints the whole interface.
fn interface(arguments: &SchemaArguments, color: When) -> Status {
    if arguments.of != "configuration" {
        output::say("fedic: an interface is of the whole model: leave out `--of`");
        return Status::Usage;
    }
    let folder = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let analysis = once(&folder, &arguments.search);
    match fedic_analysis::save(&analysis) {
        Ok(text) => output::answer(&text),
        Err(reports) => {
            show_reports(&analysis, &reports, Stream::Err, color, None);
            status(&reports)
        }
    }
}

/// The call as a request; none if what it names is nothing that has a schema.
fn request(arguments: &SchemaArguments, form: SchemaForm) -> Option<SchemaRequest> {
    Some(SchemaRequest {
        of: subject(&arguments.of)?,
        form,
        profile: match arguments.profile {
            SchemaProfile::Input => fedic_analysis::SchemaProfile::Input,
            SchemaProfile::Output => fedic_analysis::SchemaProfile::Output,
            SchemaProfile::Form => fedic_analysis::SchemaProfile::Form,
            SchemaProfile::Codegen => fedic_analysis::SchemaProfile::Codegen,
        },
        draft_07: arguments.dialect == SchemaDialect::Draft07,
        strict: arguments.strict,
    })
}

/// The form of a schema; none for the interface, which is no schema.
fn form(format: SchemaFormat) -> Option<SchemaForm> {
    Some(match format {
        SchemaFormat::JsonSchema => SchemaForm::JsonSchema,
        SchemaFormat::UiSchema => SchemaForm::Rjsf,
        SchemaFormat::JsonForms => SchemaForm::JsonForms,
        SchemaFormat::Openapi => SchemaForm::OpenApi,
        SchemaFormat::Typescript => SchemaForm::TypeScript,
        SchemaFormat::Pydantic => SchemaForm::Pydantic,
        SchemaFormat::Interface => return None,
    })
}

fn subject(text: &str) -> Option<SchemaOf> {
    if let Some(name) = text.strip_prefix("application.") {
        return Some(SchemaOf::Application(name.to_owned()));
    }
    if let Some(name) = text.strip_prefix("resource.") {
        return Some(match name.strip_suffix(".policy") {
            Some(kind) => SchemaOf::Policy(kind.to_owned()),
            None => SchemaOf::Request(name.strip_suffix(".request").unwrap_or(name).to_owned()),
        });
    }
    match text {
        "configuration" => Some(SchemaOf::Configuration),
        "plan" => Some(SchemaOf::Plan),
        "diagnostics" => Some(SchemaOf::Diagnostics),
        _ => None,
    }
}
