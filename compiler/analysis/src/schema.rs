//! `fedic schema`: what may be written, for forms and other programs.

use crate::ahead::{self, Ahead, beside, meanwhile};
use crate::annotations;
use crate::checking;
use crate::database::{Database, Db};
use crate::evaluate::evaluate;
use crate::interface::interface;
use crate::paths;
use crate::project::{self, Project};
use crate::queries;
use crate::report::{Level, Report, point, reports};
use crate::setup::Setup;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::problem::schema::SchemaProblem;
use fedic_diagnostics::{Place, Problem};
use fedic_emit::{Coverage, Part, Profile, Reach, Top};
use fedic_eval::Patterns;
use fedic_model::{Interface, Plan, TreeId};
use fedic_modules::Extent;
use serde_json::{Map, Value as Json};
use std::sync::mpsc::channel;

/// What `fedic schema` is asked for.
#[derive(Clone, Debug, Default)]
pub struct SchemaRequest {
    pub of: SchemaOf,
    pub form: SchemaForm,
    pub profile: Profile,
    /// JSON Schema in the words of draft 7.
    pub draft_07: bool,
    /// Whether to tell of each option that the schema does not describe in full.
    pub strict: bool,
}

/// What a schema is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SchemaOf {
    /// What an operator may write.
    #[default]
    Configuration,
    /// The settings of an application.
    Application(String),
    /// What applications ask of a resource.
    Request(String),
    /// What environments say of a resource.
    Policy(String),
    /// What `fedic plan --format json` prints.
    Plan,
    /// What `fedic check --format json` prints.
    Diagnostics,
}

/// How a schema is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SchemaForm {
    #[default]
    JsonSchema,
    /// Beside the schema of the profile `form`: how react-jsonschema-form shows it.
    Rjsf,
    /// Likewise for JSON Forms.
    JsonForms,
    /// Components of an OpenAPI 3.1 document.
    OpenApi,
    TypeScript,
    Pydantic,
}

/// A schema in the form asked for, or why there is none.
#[derive(Clone, Debug, Default)]
pub struct SchemaAnswer {
    /// Ends with a line end.
    pub schema: Option<String>,
    pub reports: Vec<Report>,
    /// How many options the schema describes in full; none for schemas of fedic's own output.
    pub summary: Option<String>,
    /// Whether it is the embedded catalogue's, for want of a project.
    pub catalogue: bool,
}

/// The schema for the project of the folder.
pub(crate) fn schema(db: &Database, setup: &Setup, request: &SchemaRequest) -> SchemaAnswer {
    let own = match request.of {
        SchemaOf::Plan => Some(("Plan", schemars::schema_for!(Plan))),
        SchemaOf::Diagnostics => Some(("Diagnostics", schemars::schema_for!(crate::report::Document))),
        _ => None,
    };
    if let Some((title, schema)) = own {
        let schema = written(schema.to_value(), title, request);
        return SchemaAnswer { schema: Some(schema), ..SchemaAnswer::default() };
    }
    let found = ahead::found(db, &setup.folder, &setup.include);
    let project = found.unwrap_or_else(|| project::catalogue(db, &setup.include));
    let faults = faults(db, project);
    let mut answer = match of_model(db, project, request) {
        _ if !faults.is_empty() => SchemaAnswer { reports: faults, ..SchemaAnswer::default() },
        Ok(answer) => answer,
        Err(problems) => SchemaAnswer { reports: reports(db, problems.iter()), ..SchemaAnswer::default() },
    };
    answer.catalogue = found.is_none();
    answer
}

/// What is wrong with a model: half of one has no schema.
pub(crate) fn faults(db: &Database, project: Project<'_>) -> Vec<Report> {
    beside(db, project, Ahead::Files, || of_whole(db, project))
}

fn of_whole(db: &dyn Db, project: Project<'_>) -> Vec<Report> {
    let evaluation = evaluate(db, project, Extent::Declared);
    let found = checking::static_problems(db, project);
    let orphans = annotations::problems(db, project, &evaluation.interface);
    let problems = found.iter().chain(evaluation.problems.iter()).chain(&orphans);
    let mut reports = checking::linted_reports(db, project, problems);
    reports.retain(|report| report.severity == Level::Error);
    reports
}

fn of_model(
    db: &Database,
    project: Project<'_>,
    request: &SchemaRequest,
) -> Result<SchemaAnswer, Vec<Problem>> {
    let interface = interface(db, project);
    let failed = || evaluate(db, project, Extent::Declared).problems.to_vec();
    let (top, title) = match &request.of {
        SchemaOf::Application(name) => (Top::Tree(application(interface, name).map_err(one)?), name.as_str()),
        SchemaOf::Request(kind) => (Top::Tree(resource(interface, kind, false).map_err(one)?), kind.as_str()),
        SchemaOf::Policy(kind) => (Top::Tree(resource(interface, kind, true).map_err(one)?), kind.as_str()),
        SchemaOf::Configuration | SchemaOf::Plan | SchemaOf::Diagnostics => {
            (Top::Type(interface.written().ok_or_else(failed)?), "Configuration")
        }
    };
    let title = fedic_emit::pascal_case(title);
    let (schema, coverage) = written_out(db, project, top, &title, request);
    let problems = if request.strict { gaps(interface, &coverage) } else { Vec::new() };
    Ok(SchemaAnswer {
        schema: Some(schema),
        reports: reports(db, problems.iter()),
        summary: Some(coverage.summary()),
        catalogue: false,
    })
}

/// The schema of a part of the model, and what it covers; a second thread does a part of it, if there
/// is one.
fn written_out(
    db: &Database,
    project: Project<'_>,
    top: Top,
    title: &str,
    request: &SchemaRequest,
) -> (String, Coverage) {
    let (say, later) = channel();
    let (say_coverage, coverage) = channel();
    let (profile, layout) = (request.profile, project.layout(db).clone());
    let is_schema = !matches!(request.form, SchemaForm::Rjsf | SchemaForm::JsonForms);
    let ahead = move |db: &Database| {
        with_part(db, Project::new(db, layout), top, title, |part| {
            if is_schema {
                let _ = say.send(fedic_emit::later_definitions(part, profile));
            }
            let _ = say_coverage.send(fedic_emit::coverage(part));
        });
    };
    let write = || {
        with_part(db, project, top, title, |part| {
            let text = of_part(part, request, || later.recv().ok());
            (text, coverage.recv().unwrap_or_else(|_| fedic_emit::coverage(part)))
        })
    };
    meanwhile(db, ahead, write)
}

fn with_part<T>(
    db: &dyn Db,
    project: Project<'_>,
    top: Top,
    title: &str,
    work: impl FnOnce(&Part<'_>) -> T,
) -> T {
    let interface = interface(db, project);
    let locate = |place: Place| location(db, project, place);
    let patterns = Patterns::default();
    let matches = |pattern: &str, text: &str| patterns.matches(pattern, text);
    work(&Part { interface, top, title, locate: &locate, matches: &matches })
}

fn one(problem: ProjectProblem) -> Vec<Problem> {
    vec![Problem::Project(problem)]
}

fn application(interface: &Interface, name: &str) -> Result<TreeId, ProjectProblem> {
    let known = interface.applications.iter().map(|it| (it.name.as_str(), it.settings));
    named("application", name, known.collect())
}

fn resource(interface: &Interface, kind: &str, policy: bool) -> Result<TreeId, ProjectProblem> {
    let known = interface.resources.iter();
    let known = known.map(|it| (it.kind.as_str(), if policy { it.policy } else { it.request }));
    named("resource", kind, known.collect())
}

fn named(
    what: &'static str,
    name: &str,
    known: Vec<(&str, Option<TreeId>)>,
) -> Result<TreeId, ProjectProblem> {
    let found = known.iter().find(|it| it.0 == name).and_then(|it| it.1);
    found.ok_or_else(|| ProjectProblem::not_known(what, name, known.iter().map(|it| it.0)))
}

/// What the schema does not say, option by option.
fn gaps(interface: &Interface, coverage: &Coverage) -> Vec<Problem> {
    let problem = |(option, reach): &(fedic_model::OptionId, Reach)| {
        let option = &interface.options[option.0 as usize];
        let at = option.declared.first().copied();
        let ty = interface.types[option.ty.0 as usize].description.clone();
        let name = option.path.join(".");
        let problem = match reach {
            Reach::Exact => return None,
            // The model itself gives what no JSON can be.
            Reach::NotJson if option.default.is_some() || !option.defined.is_empty() => return None,
            Reach::NotJson => SchemaProblem::NotJson { at, option: name, ty, required: option.required },
            Reach::Wider(why) => SchemaProblem::WiderSchema { at, option: name, ty, why: why.clone() },
        };
        Some(Problem::Schema(problem))
    };
    coverage.options.iter().filter_map(problem).collect()
}

fn of_part(
    part: &Part<'_>,
    request: &SchemaRequest,
    later: impl FnOnce() -> Option<Map<String, Json>>,
) -> String {
    match request.form {
        SchemaForm::Rjsf => pretty(&fedic_emit::rjsf(part)),
        SchemaForm::JsonForms => pretty(&fedic_emit::json_forms(part)),
        SchemaForm::JsonSchema | SchemaForm::OpenApi | SchemaForm::TypeScript | SchemaForm::Pydantic => {
            let schema = fedic_emit::json_schema_with(part, request.profile, later);
            written(schema, part.title, request)
        }
    }
}

/// A schema in the form asked for, whoever made it.
fn written(schema: Json, title: &str, request: &SchemaRequest) -> String {
    match request.form {
        SchemaForm::TypeScript => fedic_emit::typescript(&schema),
        SchemaForm::Pydantic => fedic_emit::pydantic(&schema),
        SchemaForm::OpenApi => pretty(&fedic_emit::openapi(schema, title)),
        // A schema of fedic's own output is no form: its schema is all that there is to show.
        SchemaForm::JsonSchema | SchemaForm::Rjsf | SchemaForm::JsonForms if request.draft_07 => {
            pretty(&fedic_emit::draft_07(schema))
        }
        SchemaForm::JsonSchema | SchemaForm::Rjsf | SchemaForm::JsonForms => pretty(&schema),
    }
}

fn pretty(json: &Json) -> String {
    let mut text = serde_json::to_string_pretty(json).unwrap_or_default();
    text.push('\n');
    text
}

/// `application.nix:12:5`, if the place is in the project.
pub(crate) fn location(db: &dyn Db, project: Project<'_>, place: Place) -> Option<String> {
    let (file, span) = (db.files().by_id(place.file)?, queries::span(db, place)?);
    let (path, folder) = (file.path(db), &project.layout(db).folder);
    paths::within(path, folder).then(|| {
        let start = point(db, file, span.start);
        format!("{}:{}:{}", paths::shown(path, folder), start.line, start.column)
    })
}
