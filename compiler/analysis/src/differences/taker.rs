//! A version of a model that takes or refuses values: one evaluation, in which the model is
//! evaluated once and then given one value after the other.

use super::{DiffSide, project_in, project_of};
use crate::Analysis;
use crate::ahead::meanwhile;
use crate::configured::source;
use crate::database::{Database, Db};
use crate::evaluate::{Kind, Traces, eval_modules, in_session, kind, model};
use crate::interface::interface;
use crate::project::Project;
use crate::{failure, nixos};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Place, Problem, Severity};
use fedic_eval::{Attrs, ErrorKind, Failure, Position, State, Value};
use fedic_model::{Interface, Topic, TreeId, TypeId, Value as Data};
use fedic_modules::Session;
use fedic_plan::{
    Gated, Given, Input, Part, Planned, Purpose, Tree, accept, accept_part, accept_tree, gate, ingest, plan,
    plan_tree,
};
use serde_json::Value as Json;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::mpsc::channel;

/// What a version makes of a value: the value as evaluated, or why it is refused; nothing, if
/// it could not be tried.
pub(super) type Outcome = Option<Result<Data, Vec<String>>>;

/// A version that can be asked; none if there is nothing to evaluate.
pub(super) type Taker<'t> = Option<&'t dyn Fn(&Topic, &Json) -> Outcome>;

/// What a value is called in messages.
const FILE: &str = "/witness.json";

/// Two versions that can be asked.
#[derive(Clone, Copy)]
pub(super) struct Takers<'t> {
    pub(super) old: Taker<'t>,
    pub(super) new: Taker<'t>,
    /// Asks both at once, if there are two threads.
    pub(super) both: Option<Both<'t>>,
}

/// Two versions that are asked at once, the old one first.
type Both<'t> = &'t dyn Fn(&Topic, &Json) -> (Outcome, Outcome);

/// Runs work with a version that takes values.
pub(super) fn with(side: DiffSide<'_>, work: &mut dyn FnMut(Taker<'_>)) {
    match side {
        DiffSide::Model(analysis) => with_model(&analysis.db, project_of(analysis), work),
        DiffSide::Saved(_) => work(None),
    }
}

/// Runs work with two versions that take values: the old one on a second thread, if there may be
/// one.
pub(super) fn with_both(old: DiffSide<'_>, new: DiffSide<'_>, work: &mut dyn FnMut(Takers<'_>)) {
    match (old, new) {
        (DiffSide::Model(analysis), DiffSide::Model(_)) if analysis.db.is_helped() => {
            with_thread(analysis, new, work);
        }
        _ => with(old, &mut |old| with(new, &mut |new| work(Takers { old, new, both: None }))),
    }
}

fn with_thread(old: &Analysis, new: DiffSide<'_>, work: &mut dyn FnMut(Takers<'_>)) {
    let (ask, asked) = channel::<(Topic, Json)>();
    let (answer, answered) = channel::<Outcome>();
    let (say, is_there) = channel::<bool>();
    let setup = old.setup.clone();
    let serve = move |db: &Database| {
        with_model(db, project_in(db, &setup), &mut |taker| {
            let _ = say.send(taker.is_some());
            for (topic, value) in &asked {
                let _ = answer.send(taker.and_then(|take| take(&topic, &value)));
            }
        });
    };
    meanwhile(&old.db, serve, move || {
        let start = |topic: &Topic, value: &Json| ask.send((topic.clone(), value.clone()));
        // A thread that has gone answers nothing.
        let finish = || answered.recv().ok().flatten();
        let of_old = |topic: &Topic, value: &Json| start(topic, value).ok().and_then(|()| finish());
        with(new, &mut |new| {
            let both = |topic: &Topic, value: &Json| {
                let started = start(topic, value);
                let of_new = new.and_then(|take| take(topic, value));
                (started.ok().and_then(|()| finish()), of_new)
            };
            match is_there.recv() {
                Ok(true) => work(Takers { old: Some(&of_old), new, both: new.is_some().then_some(&both) }),
                Ok(false) => work(Takers { old: None, new, both: None }),
                // There is no thread.
                Err(_) => {
                    with(DiffSide::Model(old), &mut |old| work(Takers { old, new, both: None }));
                }
            }
        });
    });
}

fn with_model(db: &dyn Db, project: Project<'_>, work: &mut dyn FnMut(Taker<'_>)) {
    let mut ran = false;
    let mut traces = Traces { quiet: true, ..Traces::default() };
    let done = in_session(db, project, false, &mut traces, |session| {
        let model = model(db, session, project)?;
        eval_modules(session.evaluator())?;
        let interface = interface(db, project);
        let shows_all = interface.options.iter().all(|it| !it.ui.secret);
        let opened = Opened { db, project, session, model, interface, shows_all, typed: OnceCell::new() };
        ran = true;
        work(Some(&|topic, value| opened.take(topic, value)));
        Ok(())
    });
    // A model that cannot be evaluated takes nothing that could be tried.
    if done.is_err() && !ran {
        work(None);
    }
}

struct Opened<'s, 'a> {
    db: &'s dyn Db,
    project: Project<'s>,
    session: &'a Session<'a>,
    model: &'a Attrs<'a>,
    interface: &'s Interface,
    /// Whether no option is a secret.
    shows_all: bool,
    /// The interface with a type for each tree that values are given for.
    typed: OnceCell<(Interface, BTreeMap<Topic, TypeId>)>,
}

impl<'a> Opened<'_, 'a> {
    fn take(&self, topic: &Topic, value: &Json) -> Outcome {
        if let Some(problem) = unknown(self.interface, topic) {
            return Some(Err(vec![Problem::Project(problem).diagnostic().message]));
        }
        let (interface, ty) = if matches!(topic, Topic::Configuration | Topic::Environment(_)) {
            (self.interface, self.interface.written())
        } else {
            let (interface, types) = self.typed.get_or_init(|| typed(self.interface));
            (interface, Some(*types.get(topic)?))
        };
        match gated(self.db, interface, ty, value)? {
            Ok(data) => self.evaluated(topic, &data),
            Err(refusals) => Some(Err(refusals)),
        }
    }

    fn evaluated(&self, topic: &Topic, data: &Gated) -> Outcome {
        let file = self.db.files().text(self.db, FILE).id(self.db);
        let ev = self.session.evaluator();
        let model = Value::Attrs(self.model);
        let definitions = ingest(ev, file, data);
        let sources = &|place: Place| source(self.db, place);
        let part = match topic {
            Topic::Application(name) => Part::Application(name),
            Topic::Request(kind) => Part::Request(kind),
            Topic::Policy(kind) => Part::Policy(kind),
            Topic::Model => return None,
            Topic::Environment(name) => return self.planned(model, name, definitions),
            Topic::Configuration => return self.configured(model, definitions),
        };
        self.outcome(accept_part(self.session, &Given { model, part, definitions, file: FILE, sources }))
    }

    fn configured(&self, model: Value<'a>, configuration: Value<'a>) -> Outcome {
        let sources = &|place: Place| source(self.db, place);
        let version = env!("CARGO_PKG_VERSION");
        if kind(self.db, self.project) == Kind::Tree {
            let ev = self.session.evaluator();
            let member = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
            let module = [member("_file", ev.string(FILE)), member("config", configuration)];
            let module = Value::Attrs(ev.attrs(&mut module.to_vec()));
            let tree = Tree { model, module, version, sources };
            if self.shows_all {
                return self.outcome(accept_tree(self.session, &tree));
            }
            let planned = plan_tree(self.session, &tree);
            return self.outcome(planned.plan.map(|plan| plan.configuration).ok_or(planned.failures));
        }
        self.outcome(accept(self.session, &asked(model, "", configuration, Value::Null, sources)))
    }

    /// What comes of a configuration that is planned in an environment.
    fn planned(&self, model: Value<'a>, environment: &str, configuration: Value<'a>) -> Outcome {
        let sources = &|place: Place| source(self.db, place);
        let listed = nixos::listed_value(self.db, self.session.evaluator(), self.project);
        let input = asked(model, environment, configuration, listed, sources);
        let Planned { plan, problems, failures } = plan(self.session, &input);
        if let (None, true) = (&plan, failures.is_empty()) {
            let errors = problems.iter().map(Problem::diagnostic).filter(|it| it.severity == Severity::Error);
            return Some(Err(errors.map(|it| it.message).collect()));
        }
        self.outcome(plan.map(|plan| plan.configuration).ok_or(failures))
    }

    /// What came of an evaluation; nothing, if it only took too much.
    fn outcome(&self, result: Result<Data, Vec<Failure>>) -> Outcome {
        match result {
            Ok(value) => Some(Ok(value)),
            Err(failures) if failures.iter().any(|it| matches!(it.kind, ErrorKind::Limit(_))) => None,
            Err(failures) => {
                let words =
                    |failure: &Failure| failure::problem(self.db, failure, false).diagnostic().message;
                Some(Err(failures.iter().map(words).collect()))
            }
        }
    }
}

/// The question for the plan of a configuration.
fn asked<'i, 'a>(
    model: Value<'a>,
    environment: &'i str,
    configuration: Value<'a>,
    listed: Value<'a>,
    sources: &'i dyn Fn(Place) -> Option<String>,
) -> Input<'i, 'a> {
    let (digest, version) = (String::new(), env!("CARGO_PKG_VERSION"));
    let purpose = Purpose::Plan;
    Input {
        model,
        environment,
        configuration,
        root: None,
        listed,
        file: FILE,
        digest,
        version,
        sources,
        purpose,
    }
}

/// Why a version takes nothing for a part: it has none of that name.
fn unknown(interface: &Interface, topic: &Topic) -> Option<ProjectProblem> {
    fn names<T>(all: &[T], name: fn(&T) -> &str) -> Vec<&str> {
        all.iter().map(name).collect()
    }
    let (what, name, known) = match topic {
        Topic::Model | Topic::Configuration => return None,
        Topic::Application(name) => ("application", name, names(&interface.applications, |it| &it.name)),
        Topic::Request(kind) | Topic::Policy(kind) => {
            ("resource", kind, names(&interface.resources, |it| &it.kind))
        }
        Topic::Environment(name) => ("environment", name, names(&interface.environments, |it| &it.name)),
    };
    (!known.contains(&name.as_str())).then(|| ProjectProblem::not_known(what, name, known.iter().copied()))
}

/// An interface in which each part that takes values has a type.
fn typed(interface: &Interface) -> (Interface, BTreeMap<Topic, TypeId>) {
    let mut typed = interface.clone();
    let mut types = BTreeMap::new();
    let mut add = |topic: Topic, tree: Option<TreeId>| {
        if let Some(tree) = tree {
            types.insert(topic, typed.add_submodule(tree));
        }
    };
    for application in &interface.applications {
        add(Topic::Application(application.name.clone()), application.settings);
    }
    for resource in &interface.resources {
        add(Topic::Request(resource.kind.clone()), resource.request);
        add(Topic::Policy(resource.kind.clone()), resource.policy);
    }
    (typed, types)
}

/// A value behind the gate, or why it is refused there; nothing, if it comes to no gate.
pub(super) fn gated(
    db: &dyn Db,
    interface: &Interface,
    ty: Option<TypeId>,
    value: &Json,
) -> Option<Result<Gated, Vec<String>>> {
    let text = value.to_string();
    let tree = fedic_syntax::json::parse(&text).tree.ok()?;
    let (data, problems) = gate(&tree, db.files().text(db, FILE).id(db), interface, ty);
    let words = |problem| Problem::Data(problem).diagnostic().message;
    let refusals: Vec<String> = problems.into_iter().map(words).collect();
    Some(if refusals.is_empty() { Ok(data) } else { Err(refusals) })
}
