//! The plan of one configuration in one environment: a question of its own, or one of several
//! that an evaluation answers.

use crate::database::Db;
use crate::evaluate::{Traces, evaluate, in_session, model};
use crate::project::Project;
use crate::{embedded, failure, faults, nixos, paths, queries};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::{NodeId, Place, Problem, SectionId};
use fedic_eval::{Attrs, Failure, Position, Res, State, Value};
use fedic_model::{Interface, Plan};
use fedic_modules::{Extent, Session};
use fedic_plan::{Gated, Input, Planned, Purpose, Tree, gate, ingest};
use std::sync::Arc;

/// What planning one configuration in one environment found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Configured {
    /// None if something is wrong. Without digest and lines: these are for the reader.
    pub(crate) plan: Option<Arc<Plan>>,
    pub(crate) problems: Arc<[Problem]>,
    /// Every file that was read.
    pub(crate) files: Arc<[String]>,
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
    configure_in_turn(db, project, &file, environment.as_deref(), &[false, true])
}

/// The same for who has looked for faults, and found some.
pub(crate) fn configure_again(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<&str>,
) -> Configured {
    configure_in_turn(db, project, file, environment, &[true])
}

/// The first plan that is fine, or the last one. Places of values are remembered only where they
/// are needed: to tell of a fault.
fn configure_in_turn(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<&str>,
    with_origins: &[bool],
) -> Configured {
    db.runs("plan", &shown(db, project, file, environment));
    let interface = || evaluate(db, project, Extent::Front).interface.clone();
    let data = match gated(db, file, interface) {
        Ok(data) => data,
        Err(problems) => return Configured { problems: problems.into(), ..Configured::default() },
    };
    let mut found = Configured::default();
    for &origins in with_origins {
        found = planned(db, project, file, environment, data.as_ref(), origins);
        if found.problems.is_empty() && found.plan.is_some() {
            break;
        }
    }
    found
}

/// What is wrong with a configuration that is known to be wrong, given the model's interface.
pub(crate) fn told(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<&str>,
    interface: &Arc<Interface>,
) -> Arc<[Problem]> {
    db.runs("plan", &shown(db, project, file, environment));
    match gated(db, file, || interface.clone()) {
        Ok(data) => planned(db, project, file, environment, data.as_ref(), true).problems,
        Err(problems) => problems.into(),
    }
}

/// How a question is called in a log.
fn shown(db: &dyn Db, project: Project<'_>, file: &str, environment: Option<&str>) -> String {
    let file = paths::shown(file, &project.layout(db).folder);
    format!("{file} in {}", environment.unwrap_or("no environment"))
}

/// The data of a JSON configuration behind the gate; none for one in Nix.
fn gated(
    db: &dyn Db,
    path: &str,
    interface: impl FnOnce() -> Arc<Interface>,
) -> Result<Option<Gated>, Vec<Problem>> {
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
    let interface = interface();
    let (data, problems) = gate(tree, id, &interface, interface.written());
    if problems.is_empty() { Ok(Some(data)) } else { Err(problems.into_iter().map(Problem::Data).collect()) }
}

/// A plan in an evaluation of its own.
fn planned(
    db: &dyn Db,
    project: Project<'_>,
    file: &str,
    environment: Option<&str>,
    data: Option<&Gated>,
    origins: bool,
) -> Configured {
    let mut traces = Traces::default();
    let found = in_session(db, project, origins, &mut traces, |session| {
        let opened = Opened { db, project, session, model: model(db, session, project)? };
        Ok(opened.planned(file, environment, data, Purpose::Plan))
    });
    let mut found = found.unwrap_or_else(|error: Failure| {
        configured(db, None, vec![failure::problem(db, &error, false)], root(db, file, data))
    });
    if data.is_some() {
        traces.files.push(file.to_owned());
    }
    found.files = traces.files.into();
    found
}

/// A model in an evaluation that has more to answer.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'s, 'a> {
    pub(crate) db: &'s dyn Db,
    pub(crate) project: Project<'s>,
    pub(crate) session: &'a Session<'a>,
    pub(crate) model: &'a Attrs<'a>,
}

impl Opened<'_, '_> {
    /// The plan of a configuration file that passes the gate.
    pub(crate) fn configured(
        self,
        file: &str,
        environment: Option<&str>,
        interface: &Arc<Interface>,
        purpose: Purpose,
    ) -> Configured {
        self.db.runs("plan", &shown(self.db, self.project, file, environment));
        match gated(self.db, file, || interface.clone()) {
            Ok(data) => self.planned(file, environment, data.as_ref(), purpose),
            Err(problems) => Configured { problems: problems.into(), ..Configured::default() },
        }
    }

    fn planned(
        self,
        file: &str,
        environment: Option<&str>,
        data: Option<&Gated>,
        purpose: Purpose,
    ) -> Configured {
        let Opened { db, project, session, model } = self;
        let root = root(db, file, data);
        let model = Value::Attrs(model);
        let version = env!("CARGO_PKG_VERSION");
        let sources = &|place| source(db, place);
        let plan = || -> Result<Planned, Failure> {
            Ok(match environment {
                Some(environment) => {
                    let configuration = contents(db, session, file, data)?;
                    let listed = nixos::listed_value(db, session.evaluator(), project);
                    let digest = String::new();
                    let input = Input {
                        model,
                        environment,
                        configuration,
                        root,
                        listed,
                        file,
                        digest,
                        version,
                        sources,
                        purpose,
                    };
                    fedic_plan::plan(session, &input)
                }
                None => {
                    let module = module(db, session, file, data);
                    fedic_plan::plan_tree(session, &Tree { model, module, version, sources })
                }
            })
        };
        let (plan, problems) = match plan() {
            Ok(planned) => {
                let failures = planned.failures.iter().map(|error| failure::problem(db, error, false));
                (planned.plan, planned.problems.into_iter().chain(failures).collect())
            }
            Err(error) => (None, vec![failure::problem(db, &error, false)]),
        };
        configured(db, plan, problems, root)
    }
}

/// What came of planning, each fault told once.
fn configured(
    db: &dyn Db,
    plan: Option<Plan>,
    mut problems: Vec<Problem>,
    root: Option<Place>,
) -> Configured {
    if let Some(top) = root {
        problems.iter_mut().for_each(|problem| at_top(db, problem, top));
    }
    faults::independent(&[], &mut problems);
    Configured { plan: plan.map(Arc::new), problems: problems.into(), files: Arc::default() }
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
pub(crate) fn source(db: &dyn Db, place: Place) -> Option<String> {
    let file = db.files().by_id(place.file)?;
    let span = queries::source_map(db, file).expression(place.node)?;
    let text = queries::text(db, file).as_ref().ok()?;
    text.get(span.start as usize..span.end as usize).map(str::to_owned)
}
