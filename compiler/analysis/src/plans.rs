//! Plans of a project: each configuration in each environment is a question of its own.

use crate::database::Db;
use crate::evaluate::{Table, evaluate, in_session, model, names};
use crate::project::{self, Project};
use crate::report::{self, Report, range, reports};
use crate::setup::Setup;
use crate::{checking, embedded, failure, paths, previous, queries};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Diagnostic, NodeId, Place, Problem, Spot, similar};
use fedic_eval::{Failure, Res, Value};
use fedic_model::{Line, Plan};
use fedic_modules::{Extent, Session};
use fedic_plan::{Gated, Input, digest, gate, ingest};
use std::sync::Arc;

/// What planning one configuration in one environment found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Configured {
    /// None if something is wrong. Without digest and lines: these are for the reader.
    pub(crate) plan: Option<Arc<Plan>>,
    pub(crate) problems: Arc<[Problem]>,
    /// Every file that was read.
    files: Arc<[String]>,
}

/// The plan of a configuration file in an environment.
#[salsa::tracked(returns(ref))]
pub(crate) fn configure<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    file: String,
    environment: String,
) -> Configured {
    db.runs("plan", &format!("{} in {environment}", paths::shown(&file, &project.layout(db).folder)));
    match gated(db, project, &file) {
        Ok(data) => {
            let found = planned(db, project, &file, &environment, data.as_ref(), false);
            // Places of values are remembered only where they are needed: to tell of a fault.
            if found.problems.is_empty() {
                found
            } else {
                planned(db, project, &file, &environment, data.as_ref(), true)
            }
        }
        Err(problems) => Configured { problems: problems.into(), ..Configured::default() },
    }
}

/// The data of a JSON configuration behind the gate; none for one in Nix.
fn gated(db: &dyn Db, project: Project<'_>, path: &str) -> Result<Option<Gated>, Vec<Problem>> {
    let file = db.files().text(db, path);
    if let Err(problem) = queries::text(db, file) {
        return Err(vec![Problem::Project(problem.clone())]);
    }
    if !path.ends_with(".json") {
        return Ok(None);
    }
    let id = file.id(db);
    let tree = match &queries::json(db, file).tree {
        Ok(tree) => tree,
        Err(fault) => return Err(vec![fault.problem(id)]),
    };
    let interface = &evaluate(db, project, Extent::Whole).interface;
    let (data, problems) = gate(tree, id, interface, interface.operator.or(interface.configuration));
    if problems.is_empty() { Ok(Some(data)) } else { Err(problems.into_iter().map(Problem::Data).collect()) }
}

fn planned(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: &str,
    data: Option<&Gated>,
    origins: bool,
) -> Configured {
    let mut files = Vec::new();
    let found = in_session(db, project, origins, &mut files, |session| {
        let model = model(db, session, project)?;
        let input = Input {
            model: Value::Attrs(model),
            environment,
            configuration: contents(db, session, file, data)?,
            root: root(db, file, data),
            file,
            digest: String::new(),
            version: env!("CARGO_PKG_VERSION"),
            sources: &|place| source(db, place),
        };
        let planned = fedic_plan::plan(session, &input);
        let mut problems = planned.problems;
        problems.extend(planned.failures.iter().map(|error| failure::problem(db, error, false)));
        Ok((planned.plan, problems))
    });
    let (plan, mut problems) =
        found.unwrap_or_else(|error: Failure| (None, vec![failure::problem(db, &error, false)]));
    if let Some(top) = top(db, file) {
        problems.iter_mut().for_each(|problem| at_top(db, problem, top));
    }
    Configured { plan: plan.map(Arc::new), problems: problems.into(), files: files.into() }
}

/// The outermost value of a configuration in JSON.
fn top(db: &dyn Db, path: &str) -> Option<Place> {
    let file = db.files().text(db, path);
    path.ends_with(".json").then(|| Place { file: file.id(db), node: NodeId::expr(0) })
}

/// A value that is missing at the top of a configuration is missing in its outermost set,
/// not in the embedded file that hands it on.
fn at_top(db: &dyn Db, problem: &mut Problem, top: Place) {
    let Problem::Options(OptionsProblem::MissingValue { at: Some(at), .. }) = problem else { return };
    let path = db.files().by_id(at.file).map(|file| file.path(db));
    if path.is_some_and(|path| embedded::owns(path) && path.ends_with("/plan.nix")) {
        *at = top;
    }
}

/// The value of a configuration file.
fn contents<'a>(db: &dyn Db, session: &'a Session<'a>, path: &str, data: Option<&Gated>) -> Res<'a> {
    let ev = session.evaluator();
    match data {
        Some(data) => Ok(ingest(ev, db.files().text(db, path).id(db), data)),
        None => ev.import(path),
    }
}

/// The whole of a configuration file.
fn root(db: &dyn Db, path: &str, data: Option<&Gated>) -> Option<Place> {
    let file = db.files().text(db, path);
    let node = match data {
        Some(_) => NodeId::expr(0),
        None => queries::body(db, file).root?.node(),
    };
    Some(Place { file: file.id(db), node })
}

/// The text of an expression, or of the smallest one around a name.
fn source(db: &dyn Db, place: Place) -> Option<String> {
    let file = db.files().by_id(place.file)?;
    let span = queries::source_map(db, file).expression(place.node)?;
    let text = queries::text(db, file).as_ref().ok()?;
    text.get(span.start as usize..span.end as usize).map(str::to_owned)
}

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
pub(crate) fn plan(db: &dyn Db, setup: &Setup, request: &PlanRequest) -> PlanAnswer {
    let found = project::find(db, &setup.folder, &setup.include);
    let project = found.unwrap_or_else(|| project::catalogue(db, &setup.include));
    let mut answer = PlanAnswer { catalogue: found.is_none(), ..PlanAnswer::default() };
    let static_problems = checking::static_problems(db, project);
    answer.reports = checking::linted_reports(db, project, static_problems.iter());
    let previous =
        request.previous.as_ref().map(|path| previous::read(db, &paths::join(&setup.folder, path)));
    let previous = previous.transpose().map_err(|problem| {
        answer.reports.push(report::report(db, &problem.diagnostic()));
    });
    let chosen = choose(db, setup, project, request, &mut answer.reports);
    let (Ok(previous), Some((file, environment))) = (previous, chosen) else { return answer };
    let configured = configure(db, project, file, environment);
    let problems = static_problems.iter().chain(configured.problems.iter());
    answer.reports = checking::linted_reports(db, project, problems);
    let fine = answer.reports.iter().all(|report| report.severity != crate::Level::Error);
    answer.plan = configured.plan.as_ref().filter(|_| fine).map(|plan| {
        let mut plan = (**plan).clone();
        plan.digest = digest_of(db, project, &configured.files);
        plan.actions = previous.map(|previous| fedic_plan::actions(&previous, &plan));
        plan.resolve(&|place| line(db, project, place));
        written(&plan, request.form)
    });
    answer
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

/// The configuration file and the environment that are meant.
fn choose(
    db: &dyn Db,
    setup: &Setup,
    project: Project<'_>,
    request: &PlanRequest,
    found: &mut Vec<Report>,
) -> Option<(String, String)> {
    let folder = &project.layout(db).folder;
    let mut say = |diagnostic: &Diagnostic| found.push(report::report(db, diagnostic));
    let file = match &request.configuration {
        Some(path) => {
            let path = paths::join(&setup.folder, path);
            checking::there(db, &path).map_err(|problem| say(&problem.diagnostic())).ok()
        }
        None => {
            let known = project::configurations(db, project);
            let shown = || known.iter().map(|it| paths::shown(it, folder)).collect();
            only(known, "configuration", "--config", shown).map_err(|problem| say(&problem.diagnostic())).ok()
        }
    };
    let environment = environment(db, project, request.environment.as_deref());
    let environment = match environment {
        Ok(name) => Some(name),
        Err(problems) => {
            found.extend(reports(db, problems.iter()));
            None
        }
    };
    Some((file?, environment?))
}

/// The environment that is meant.
fn environment(db: &dyn Db, project: Project<'_>, named: Option<&str>) -> Result<String, Vec<Problem>> {
    let known = names(db, project, Table::Environments);
    let wanted = named.or(project::manifest(db, project).environment.as_deref());
    let problem = match wanted {
        Some(name) if known.iter().any(|it| it == name) => return Ok(name.to_owned()),
        Some(name) => ProjectProblem::NotKnown {
            what: "environment",
            name: name.to_owned(),
            known: known.to_vec(),
            similar: similar(name, known.iter().map(String::as_str)),
        },
        None => match only(known, "environment", "--environment", || known.to_vec()) {
            Ok(name) => return Ok(name),
            Err(problem) => problem,
        },
    };
    // A model that cannot be evaluated has no environments: that is what is to be told.
    let frame = &evaluate(db, project, Extent::Frame).problems;
    Err(if known.is_empty() && !frame.is_empty() { frame.to_vec() } else { vec![Problem::Project(problem)] })
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
pub(crate) fn pairs(db: &dyn Db, project: Project<'_>) -> Vec<(String, String)> {
    let environments = match environment(db, project, None) {
        Ok(name) => vec![name],
        Err(_) => names(db, project, Table::Environments).to_vec(),
    };
    let files = project::configurations(db, project).iter();
    files.flat_map(|file| environments.iter().map(move |name| (file.clone(), name.clone()))).collect()
}

fn digest_of(db: &dyn Db, project: Project<'_>, files: &[String]) -> String {
    let folder = &project.layout(db).folder;
    let mut named: Vec<(String, Arc<[u8]>)> = files
        .iter()
        .filter_map(|path| {
            let bytes = db.files().text(db, path).contents(db).as_ref().ok()?;
            Some((paths::shown(path, folder), bytes.clone()))
        })
        .collect();
    named.sort_by(|left, right| left.0.cmp(&right.0));
    digest(named.iter().map(|(name, bytes)| (name.as_str(), &**bytes)))
}

fn line(db: &dyn Db, project: Project<'_>, place: Place) -> Option<Line> {
    let at = range(db, Spot::Node(place))?;
    Some(Line {
        file: paths::shown(&at.path, &project.layout(db).folder),
        line: at.start.line,
        column: at.start.column,
    })
}
