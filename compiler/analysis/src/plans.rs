//! `fedic plan`: which configuration and which environment are meant, and the plan in the form
//! that was asked for.

use crate::ahead::{self, Ahead, beside};
use crate::configured::{Configured, Opened, configure, configure_again};
use crate::database::{Database, Db};
use crate::evaluate::{
    Evaluation, Kind, Tables, Traces, evaluate, evaluated, in_session, kind, model, tables, tables_in,
};
use crate::files::Contents;
use crate::project::{self, Project};
use crate::report::{self, Report, range, reports};
use crate::setup::Setup;
use crate::{checking, paths, previous};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Place, Problem, Spot};
use fedic_model::{Line, Plan};
use fedic_modules::Extent;
use fedic_plan::{Purpose, digest};
use std::sync::Arc;

/// What `fedic plan` is asked for.
#[derive(Clone, Debug, Default)]
pub struct PlanRequest {
    /// The configuration file; with none, the only one of the project.
    pub configuration: Option<String>,
    /// The environment; with none, the manifest's or the only one.
    pub environment: Option<String>,
    /// A file with an earlier plan in JSON, which the new one is compared with.
    pub previous: Option<String>,
    pub form: PlanForm,
}

/// How a plan is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanForm {
    /// For people.
    #[default]
    Text,
    /// As data.
    Json,
    /// As a diagram.
    Mermaid,
}

/// A plan in the form asked for, or why there is none.
#[derive(Clone, Debug, Default)]
pub struct PlanAnswer {
    pub plan: Option<String>,
    pub reports: Vec<Report>,
    /// Whether the embedded catalogue was planned, for want of a project.
    pub catalogue: bool,
}

/// Plans for the project of the folder.
pub(crate) fn plan(db: &Database, setup: &Setup, request: &PlanRequest) -> PlanAnswer {
    let found = ahead::found(db, &setup.folder, &setup.include);
    let project = found.unwrap_or_else(|| project::catalogue(db, &setup.include));
    let mut answer = beside(db, project, Ahead::Files, || answer(db, setup, project, request));
    answer.catalogue = found.is_none();
    answer
}

fn answer(db: &dyn Db, setup: &Setup, project: Project<'_>, request: &PlanRequest) -> PlanAnswer {
    let mut answer = PlanAnswer::default();
    let previous =
        request.previous.as_ref().map(|path| previous::read(db, &paths::join(&setup.folder, path)));
    let previous = previous.transpose().map_err(|problem| {
        answer.reports.push(report::report(db, &problem.diagnostic()));
    });
    let file = chosen_file(db, setup, project, request);
    let file = file.map_err(|problem| answer.reports.push(report::report(db, &problem.diagnostic())));
    let configured = configured(db, project, file.ok(), request.environment.as_deref());
    let configured = configured.map_err(|problems| answer.reports.extend(reports(db, problems.iter())));
    let static_problems = checking::static_problems(db, project);
    let (Ok(previous), Ok(Some(configured))) = (previous, configured) else {
        answer.reports.splice(0..0, checking::linted_reports(db, project, static_problems.iter()));
        return answer;
    };
    let problems = static_problems.iter().chain(configured.problems.iter());
    answer.reports = checking::linted_reports(db, project, problems);
    let fine = answer.reports.iter().all(|report| report.severity != crate::Level::Error);
    answer.plan = configured.plan.filter(|_| fine).map(|plan| {
        let mut plan = Arc::unwrap_or_clone(plan);
        plan.digest = digest_of(db, project, &configured.files);
        plan.actions = previous.map(|previous| fedic_plan::actions(&previous, &plan));
        plan.resolve(&|place| line(db, project, place));
        written(&plan, request.form)
    });
    answer
}

/// The plan of a configuration in an environment, without digest and lines; else the errors.
pub(crate) fn sound(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<String>,
) -> Result<Arc<Plan>, Vec<Report>> {
    let configured = configure(db, project, file.to_owned(), environment);
    let problems = checking::static_problems(db, project);
    let reports = checking::linted_reports(db, project, problems.iter().chain(configured.problems.iter()));
    let errors: Vec<Report> =
        reports.into_iter().filter(|report| report.severity == crate::Level::Error).collect();
    configured.plan.clone().filter(|_| errors.is_empty()).ok_or(errors)
}

/// What planning a file in the environment that is meant found; nothing, if there is no file.
fn configured(
    db: &dyn Db,
    project: Project<'_>,
    file: Option<String>,
    environment: Option<&str>,
) -> Result<Option<Configured>, Vec<Problem>> {
    if let (true, Some(file)) = (db.asks_once(), &file)
        && let Some(configured) = at_once(db, project, file, environment)
    {
        return Ok(Some(configured));
    }
    let environment = chosen_environment(db, project, kind(db, project), tables(db, project), environment)?;
    Ok(file.map(|file| match db.asks_once() {
        true => configure_again(db, project, &file, environment.as_deref()),
        false => configure(db, project, file, environment).clone(),
    }))
}

/// The same in one evaluation; nothing, if anything is wrong: to tell of it takes others.
fn at_once(db: &dyn Db, project: Project<'_>, file: &str, environment: Option<&str>) -> Option<Configured> {
    let mut traces = Traces::default();
    let kind = kind(db, project);
    let found = in_session(db, project, false, &mut traces, |session| {
        let model = model(db, session, project)?;
        let tables = tables_in(session.evaluator(), model)?;
        let Ok(environment) = chosen_environment(db, project, kind, &tables, environment) else {
            return Ok(None);
        };
        let front = if file.ends_with(".json") {
            evaluated(db, session, model, &Extent::Front)?
        } else {
            Evaluation::default()
        };
        let opened = Opened { db, project, session, model };
        Ok(front
            .problems
            .is_empty()
            .then(|| opened.configured(file, environment.as_deref(), &front.interface, Purpose::Plan)))
    });
    let mut configured = found.ok().flatten().filter(|configured| configured.problems.is_empty())?;
    if file.ends_with(".json") {
        traces.files.push(file.to_owned());
    }
    configured.files = traces.files.into();
    Some(configured)
}

fn written(plan: &Plan, form: PlanForm) -> String {
    match form {
        PlanForm::Text => fedic_emit::plan_text(plan),
        PlanForm::Json => {
            let json = serde_json::to_string_pretty(plan);
            json.unwrap_or_else(|_| unreachable!("plans are data")) + "\n"
        }
        PlanForm::Mermaid => fedic_emit::plan_mermaid(plan),
    }
}

/// The configuration file that is meant.
fn chosen_file(
    db: &dyn Db,
    setup: &Setup,
    project: Project<'_>,
    request: &PlanRequest,
) -> Result<String, ProjectProblem> {
    match &request.configuration {
        Some(path) => checking::there(db, &paths::join(&setup.folder, path)),
        None => {
            let folder = &project.layout(db).folder;
            let known = project::configurations(db, project);
            let shown = || known.iter().map(|it| paths::shown(it, folder)).collect();
            only(known, "configuration", "--config", shown)
        }
    }
}

/// The environment that is meant; none in a tree of modules of its own.
fn chosen_environment(
    db: &dyn Db,
    project: Project<'_>,
    kind: Kind,
    tables: &Tables,
    named: Option<&str>,
) -> Result<Option<String>, Vec<Problem>> {
    let problem = match environment(db, project, kind, tables, named) {
        Ok(name) => return Ok(name),
        Err(problem) => problem,
    };
    // A model that cannot be evaluated has no environments: that is what is to be told.
    let frame = &evaluate(db, project, Extent::Frame).problems;
    let is_frame = tables.environments.is_empty() && !frame.is_empty();
    Err(if is_frame { frame.to_vec() } else { vec![Problem::Project(problem)] })
}

fn environment(
    db: &dyn Db,
    project: Project<'_>,
    kind: Kind,
    tables: &Tables,
    named: Option<&str>,
) -> Result<Option<String>, ProjectProblem> {
    let known: &[String] = if kind == Kind::Tree { &[] } else { &tables.environments };
    match named.or(project::manifest(db, project).environment.as_deref()) {
        None if kind == Kind::Tree => Ok(None),
        None => only(known, "environment", "--environment", || known.to_vec()).map(Some),
        Some(name) if known.iter().any(|it| it == name) => Ok(Some(name.to_owned())),
        Some(name) => Err(ProjectProblem::not_known("environment", name, known.iter().map(String::as_str))),
    }
}

fn only(
    known: &[String],
    what: &'static str,
    option: &'static str,
    shown: impl FnOnce() -> Vec<String>,
) -> Result<String, ProjectProblem> {
    match known {
        [only] => Ok(only.clone()),
        _ => Err(ProjectProblem::NotChosen { what, option, known: shown() }),
    }
}

/// The configurations and environments that `check` plans: every configuration in the
/// environment that is named, else in each.
pub(crate) fn pairs(
    db: &dyn Db,
    project: Project<'_>,
    kind: Kind,
    tables: &Tables,
) -> Vec<(String, Option<String>)> {
    match environment(db, project, kind, tables, None) {
        Ok(name) => configured_in(db, project, &[name]),
        Err(_) => every_pair(db, project, kind, tables),
    }
}

/// Every configuration in every environment, whichever is meant where nobody says.
pub(crate) fn every_pair(
    db: &dyn Db,
    project: Project<'_>,
    kind: Kind,
    tables: &Tables,
) -> Vec<(String, Option<String>)> {
    let environments = match kind {
        Kind::Tree => vec![None],
        Kind::Modules | Kind::Evaluated => tables.environments.iter().cloned().map(Some).collect(),
    };
    configured_in(db, project, &environments)
}

fn configured_in(
    db: &dyn Db,
    project: Project<'_>,
    environments: &[Option<String>],
) -> Vec<(String, Option<String>)> {
    let files = project::configurations(db, project).iter();
    files.flat_map(|file| environments.iter().map(move |name| (file.clone(), name.clone()))).collect()
}

fn digest_of(db: &dyn Db, project: Project<'_>, files: &[String]) -> String {
    let folder = &project.layout(db).folder;
    let mut named: Vec<(String, &Contents)> = files
        .iter()
        .filter_map(|path| {
            let bytes = db.files().text(db, path).contents(db).as_ref().ok()?;
            Some((paths::shown(path, folder), bytes))
        })
        .collect();
    named.sort_by(|left, right| left.0.cmp(&right.0));
    digest(named.iter().map(|(name, bytes)| (name.as_str(), &***bytes)))
}

fn line(db: &dyn Db, project: Project<'_>, place: Place) -> Option<Line> {
    let at = range(db, Spot::Node(place))?;
    Some(Line {
        file: paths::shown(&at.path, &project.layout(db).folder),
        line: at.start.line,
        column: at.start.column,
    })
}
