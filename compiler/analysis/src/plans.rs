//! Plans of a project: each configuration in each environment is a question of its own.

use crate::database::Db;
use crate::evaluate::{Table, answering, evaluate, in_session, is_tree, model, names};
use crate::project::{self, Project};
use crate::report::{self, Report, range, reports};
use crate::setup::Setup;
use crate::{checking, embedded, failure, faults, nixos, paths, previous, queries};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Diagnostic, NodeId, Place, Problem, SectionId, Spot, similar};
use fedic_eval::{Failure, Position, Res, State, Value};
use fedic_model::{Line, Plan};
use fedic_modules::{Extent, Session};
use fedic_plan::{Gated, Input, Tree, digest, gate, ingest};
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

/// The plan of a configuration file in an environment; in none, if the project is a tree of
/// modules of its own.
#[salsa::tracked(returns(ref))]
pub(crate) fn configure<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    file: String,
    environment: Option<String>,
) -> Configured {
    let shown = paths::shown(&file, &project.layout(db).folder);
    db.runs("plan", &format!("{shown} in {}", environment.as_deref().unwrap_or("no environment")));
    match gated(db, project, &file) {
        Ok(data) => {
            let planned =
                |origins| planned(db, project, &file, environment.as_deref(), data.as_ref(), origins);
            let found = planned(false);
            // Places of values are remembered only where they are needed: to tell of a fault.
            if found.problems.is_empty() { found } else { planned(true) }
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
    let interface = &evaluate(db, project, answering(db, Extent::Front)).interface;
    let (data, problems) = gate(tree, id, interface, interface.written());
    if problems.is_empty() { Ok(Some(data)) } else { Err(problems.into_iter().map(Problem::Data).collect()) }
}

fn planned(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<&str>,
    data: Option<&Gated>,
    origins: bool,
) -> Configured {
    let mut files = Vec::new();
    let found = in_session(db, project, origins, &mut files, |session| {
        let model = Value::Attrs(model(db, session, project)?);
        let version = env!("CARGO_PKG_VERSION");
        let sources = &|place| source(db, place);
        let planned = match environment {
            Some(environment) => {
                let configuration = contents(db, session, file, data)?;
                let root = root(db, file, data);
                let digest = String::new();
                let listed = nixos::listed_value(db, session.evaluator(), project);
                let input =
                    Input { model, environment, configuration, root, listed, file, digest, version, sources };
                fedic_plan::plan(session, &input)
            }
            None => {
                let module = module(db, session, file, data);
                fedic_plan::plan_tree(session, &Tree { model, module, version, sources })
            }
        };
        let mut problems = planned.problems;
        problems.extend(planned.failures.iter().map(|error| failure::problem(db, error, false)));
        Ok((planned.plan, problems))
    });
    let (plan, mut problems) =
        found.unwrap_or_else(|error: Failure| (None, vec![failure::problem(db, &error, false)]));
    if data.is_some() {
        files.push(file.to_owned());
    }
    if let Some(top) = root(db, file, data) {
        problems.iter_mut().for_each(|problem| at_top(db, problem, top));
    }
    faults::independent(&[], &mut problems);
    Configured { plan: plan.map(Arc::new), problems: problems.into(), files: files.into() }
}

/// A value that is missing at the top of a configuration is missing in its outermost set,
/// not in the embedded file that hands it on; nor nowhere, if nothing beside it is set.
fn at_top(db: &dyn Db, problem: &mut Problem, top: Place) {
    let Problem::Options(OptionsProblem::MissingValue { at, .. }) = problem else { return };
    let handed_on = |at: &Place| {
        let path = db.files().by_id(at.file).map(|file| file.path(db));
        path.is_some_and(|path| embedded::owns(path) && path.ends_with("/plan.nix"))
    };
    if at.as_ref().is_none_or(handed_on) {
        *at = Some(top);
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

/// A configuration file as a module.
fn module<'a>(db: &dyn Db, session: &'a Session<'a>, path: &str, data: Option<&Gated>) -> Value<'a> {
    let ev = session.evaluator();
    let Some(data) = data else { return ev.path(path) };
    let member = |name: &str, value, at| (ev.sym(name), State::Ready(value), at);
    let at = root(db, path, Some(data)).map_or(Position::NONE, Position::at);
    let config = ingest(ev, db.files().text(db, path).id(db), data);
    let file = ev.string(path);
    Value::Attrs(ev.attrs(&mut [member("_file", file, Position::NONE), member("config", config, at)]))
}

/// The whole of a configuration file.
fn root(db: &dyn Db, path: &str, data: Option<&Gated>) -> Option<Place> {
    let file = db.files().text(db, path);
    let node = match data {
        Some(_) => NodeId::expr(0),
        None => {
            let body = queries::section(db, file, SectionId::OUTERMOST);
            body.node(body.root?)
        }
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
) -> Option<(String, Option<String>)> {
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

/// The environment that is meant; none in a tree of modules of its own.
fn environment(
    db: &dyn Db,
    project: Project<'_>,
    named: Option<&str>,
) -> Result<Option<String>, Vec<Problem>> {
    let tree = is_tree(db, project);
    let known = if tree { &Arc::default() } else { names(db, project, Table::Environments) };
    let wanted = named.or(project::manifest(db, project).environment.as_deref());
    let problem = match wanted {
        None if tree => return Ok(None),
        Some(name) if known.iter().any(|it| it == name) => return Ok(Some(name.to_owned())),
        Some(name) => ProjectProblem::NotKnown {
            what: "environment",
            name: name.to_owned(),
            known: known.to_vec(),
            similar: similar(name, known.iter().map(String::as_str)),
        },
        None => match only(known, "environment", "--environment", || known.to_vec()) {
            Ok(name) => return Ok(Some(name)),
            Err(problem) => problem,
        },
    };
    // A model that cannot be evaluated has no environments: that is what is to be told.
    let frame = &evaluate(db, project, answering(db, Extent::Frame)).problems;
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
pub(crate) fn pairs(db: &dyn Db, project: Project<'_>) -> Vec<(String, Option<String>)> {
    let environments = match environment(db, project, None) {
        Ok(name) => vec![name],
        Err(_) => names(db, project, Table::Environments).iter().cloned().map(Some).collect(),
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
