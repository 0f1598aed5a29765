//! Evaluations of a project: one query an entry, each in an arena of its own that is
//! dropped when the answer has been copied out.

use crate::database::Db;
use crate::disk::Entry as DiskEntry;
use crate::failure;
use crate::loader::{DatabaseLoader, Opened, Reading, Seen};
use crate::project::{self, Project};
use crate::reach::{look, resolve};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Place, Problem};
use fedic_eval::{
    Attrs, Error, ErrorKind, Evaluator, Failure, Limits, Options, Position, Res, State, Store, Value, known,
};
use fedic_model::{Facts, Interface};
use fedic_modules::{Extent, Session, extract_extent, is_data_model};
use std::sync::Arc;

/// What one evaluation of a part of a model found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Evaluation {
    pub(crate) interface: Arc<Interface>,
    pub(crate) facts: Arc<Facts>,
    /// By option: the key that declares it.
    pub(crate) keys: Arc<[Option<Place>]>,
    pub(crate) problems: Arc<[Problem]>,
}

/// The part of a project's model that the entry names, evaluated and read.
#[salsa::tracked(returns(ref))]
pub(crate) fn evaluate<'db>(db: &'db dyn Db, project: Project<'db>, part: Extent) -> Evaluation {
    db.runs("evaluate", &shown(&part));
    // Of a model as a whole somebody wants to know whether it is right.
    let loader = match part {
        Extent::Whole | Extent::Declared => DatabaseLoader::new(db, project::reach(db, project)),
        Extent::Frame | Extent::Front | Extent::Applications(_) | Extent::Environments(_) => {
            loader_of_parts(db, project, Reading::Strict).beside(opened(db, project, Reading::Strict))
        }
    };
    let (found, _) = in_session_of(db, project, true, loader, |session| {
        evaluated(db, session, model(db, session, project)?, &part)
    });
    found.unwrap_or_else(|error| Evaluation {
        problems: Arc::from([failure::problem(db, &error, false)]),
        ..Evaluation::default()
    })
}

/// A part of the model of the files as far as they can be read, for who asks about a file that never was
/// right; its problems are of no text that anybody wrote.
#[salsa::tracked(returns(ref))]
pub(crate) fn evaluate_recovered<'db>(db: &'db dyn Db, project: Project<'db>, part: Extent) -> Evaluation {
    db.runs("recover", &shown(&part));
    let reading = Reading::Recovering;
    let loader = loader_of_parts(db, project, reading).beside(opened(db, project, reading));
    let (found, _) = in_session_of(db, project, true, loader, |session| {
        evaluated(db, session, model(db, session, project)?, &part)
    });
    found.map(|found| Evaluation { problems: Arc::default(), ..found }).unwrap_or_default()
}

/// A part of a model that has been evaluated.
pub(crate) fn evaluated<'a>(
    db: &dyn Db,
    session: &'a Session<'a>,
    model: &'a Attrs<'a>,
    part: &Extent,
) -> Result<Evaluation, Failure> {
    let ev = session.evaluator();
    let extracted = extract_extent(ev, model, eval_modules(ev)?, part);
    let problems = extracted.failures.iter().map(|error| failure::problem(db, error, false));
    Ok(Evaluation {
        problems: problems.collect(),
        interface: Arc::new(extracted.interface),
        facts: Arc::new(extracted.facts),
        keys: extracted.keys.into(),
    })
}

/// The names in the tables of the data model; none where a project has no such table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tables {
    pub(crate) applications: Vec<String>,
    pub(crate) environments: Vec<String>,
}

/// The tables of a project's model, whose members are evaluated one by one.
pub(crate) fn tables<'db>(db: &'db dyn Db, project: Project<'db>) -> &'db Tables {
    tables_read(db, project, Reading::Strict)
}

/// The same, of files that are taken in some way.
#[salsa::tracked(returns(ref))]
pub(crate) fn tables_read<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> Tables {
    surface(db, project, reading).0.clone()
}

/// The tables, and the paths of the Nix files that whoever evaluates a part of the model opens too.
#[salsa::tracked(returns(ref))]
fn surface<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> (Tables, Vec<String>) {
    let of = match reading {
        Reading::Strict => "",
        Reading::Recovering => "as far as files can be read",
    };
    db.runs("tables", of);
    let (found, seen) = in_session_of(db, project, false, loader_of_parts(db, project, reading), |session| {
        tables_in(session.evaluator(), model(db, session, project)?)
    });
    (found.unwrap_or_default(), seen.asked)
}

/// Those files.
#[salsa::tracked(returns(ref))]
fn opened<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> Opened {
    loader_of_parts(db, project, reading).opened(&surface(db, project, reading).1)
}

/// Parts are asked by those who look at the files too, and tell what stands there.
fn loader_of_parts<'db>(db: &'db dyn Db, project: Project<'db>, reading: Reading) -> DatabaseLoader<'db> {
    let loader = DatabaseLoader::new(db, project::reach(db, project));
    loader.told(project::nix_files(db, project)).reading(reading)
}

/// The tables of a model that has been evaluated. One that is wrong is empty here: it is told
/// of elsewhere, and hides no other.
pub(crate) fn tables_in<'a>(ev: &'a Evaluator<'a>, model: &'a Attrs<'a>) -> Result<Tables, Failure> {
    let config = member(ev, model, "config")?;
    let names = |table: &str| match config.get(ev.sym(table)).map(|slot| ev.force(slot)) {
        Some(Ok(Value::Attrs(attrs))) => {
            ev.sorted(attrs).into_iter().map(|(name, _)| ev.name(name).to_owned()).collect()
        }
        Some(_) | None => Vec::new(),
    };
    Ok(Tables { applications: names("applications"), environments: names("environments") })
}

impl Tables {
    /// The tables as an evaluation found them.
    pub(crate) fn of(interface: &Interface) -> Tables {
        Tables {
            applications: interface.applications.iter().map(|it| it.name.clone()).collect(),
            environments: interface.environments.iter().map(|it| it.name.clone()).collect(),
        }
    }
}

/// What a project's model file gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Modules for the data model, or what cannot be evaluated.
    Modules,
    /// A result of `lib.evalModules` that has the data model in it.
    Evaluated,
    /// A tree of modules of its own: a configuration is one more module, and there are no
    /// environments.
    Tree,
}

/// What the model file gives. Of a model only as much is evaluated as tells that.
#[salsa::tracked(returns(copy))]
pub(crate) fn kind<'db>(db: &'db dyn Db, project: Project<'db>) -> Kind {
    let loader = loader_of_parts(db, project, Reading::Strict);
    let (found, _) = in_session_of(db, project, false, loader, |session| {
        let ev = session.evaluator();
        let value = called(ev, ev.import(&project::model_file(db, project))?)?;
        if !is_configuration(ev, value)? {
            return Ok(Kind::Modules);
        }
        // One whose options cannot be told is still a result of `evalModules`.
        let options = ev.as_attrs(value).and_then(|value| member(ev, value, "options"));
        Ok(match options {
            Ok(options) if !is_data_model(ev, options) => Kind::Tree,
            Ok(_) | Err(_) => Kind::Evaluated,
        })
    });
    found.unwrap_or(Kind::Modules)
}

fn shown(part: &Extent) -> String {
    match part {
        Extent::Whole | Extent::Declared => "whole".to_owned(),
        Extent::Frame => "frame".to_owned(),
        Extent::Front => "front".to_owned(),
        Extent::Applications(names) => format!("applications {}", names.join(" ")),
        Extent::Environments(names) => format!("environments {}", names.join(" ")),
    }
}

/// What an evaluation leaves behind beside its answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces {
    /// Lines are kept only, and nobody sees them yet.
    pub(crate) quiet: bool,
    /// The files that it read, sorted.
    pub(crate) files: Vec<String>,
    /// The lines that it printed.
    pub(crate) lines: Vec<String>,
}

/// Runs work in an evaluation of the project, with its reach and its limits.
pub(crate) fn in_session<T>(
    db: &dyn Db,
    project: Project<'_>,
    origins: bool,
    traces: &mut Traces,
    work: impl for<'a> FnOnce(&'a Session<'a>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let loader = DatabaseLoader::new(db, project::reach(db, project));
    let loader = if traces.quiet { loader.quiet() } else { loader };
    let (done, seen) = in_session_of(db, project, origins, loader, work);
    (traces.files, traces.lines) = (seen.read, seen.printed);
    done
}

/// The same, with the world as a loader has it; and what was asked of that.
fn in_session_of<T>(
    db: &dyn Db,
    project: Project<'_>,
    origins: bool,
    loader: DatabaseLoader<'_>,
    work: impl for<'a> FnOnce(&'a Session<'a>) -> Result<T, Failure>,
) -> (Result<T, Failure>, Seen) {
    let store = Store::new();
    let options = Options { limits: limits(db, project), origins, tolerant: true, ..Options::default() };
    let done = work(Session::new(Evaluator::new(&store, &loader, options)));
    drop(store);
    (done, loader.into_seen())
}

/// What a project may cost where its manifest says nothing: some seconds, several times what
/// a model of a thousand applications needs, so that one that never ends is told of while
/// somebody waits.
const STEPS: u64 = 200_000_000;
const BYTES: usize = 2 << 30;

fn limits(db: &dyn Db, project: Project<'_>) -> Limits {
    let ours = Limits { steps: STEPS, bytes: BYTES, ..Limits::default() };
    project::manifest(db, project).limits.over(ours)
}

/// The evaluated model of a project: as `lib.evalModules` gives it.
pub(crate) fn model<'a>(
    db: &dyn Db,
    session: &'a Session<'a>,
    project: Project<'_>,
) -> Result<&'a Attrs<'a>, Failure> {
    let ev = session.evaluator();
    let path = project::model_file(db, project);
    readable(db, &path)?;
    let value = called(ev, ev.import(&path)?)?;
    let frame = ev.import("/fedic/model/frame.nix")?;
    let argument = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
    let argument = if is_configuration(ev, value)? {
        ev.attrs(&mut [argument("tree", value)])
    } else {
        let modules = modules(db, ev, &path, value)?;
        ev.attrs(&mut [argument("modules", modules), argument("inputs", inputs(db, ev, project))])
    };
    ev.as_attrs(ev.call(frame, &[State::Ready(Value::Attrs(argument))])?)
}

/// The list of the modules that a project's model file gives.
fn modules<'a>(db: &dyn Db, ev: &'a Evaluator<'a>, path: &str, value: Value<'a>) -> Res<'a> {
    Ok(match value {
        Value::List(_) => value,
        // A module by its path, and a path to the modules.
        Value::Attrs(_) => ev.list(&[State::Ready(ev.path(path))]),
        Value::Path(_) => ev.list(&[State::Ready(value)]),
        it if it.is_function() => ev.list(&[State::Ready(ev.path(path))]),
        it => {
            let real = resolve(db, path).unwrap_or_else(|_| path.to_owned());
            let file = db.files().text(db, &real).id(db);
            return Err(failed(ProjectProblem::NotAModel { file, found: it.kind().to_owned() }));
        }
    })
}

/// Whether the project's model is a result of `lib.evalModules`, taken as it is.
fn is_configuration<'a>(ev: &'a Evaluator<'a>, value: Value<'a>) -> Result<bool, Failure> {
    let Value::Attrs(attrs) = value else { return Ok(false) };
    let Some(slot) = attrs.get(known::TYPE) else { return Ok(false) };
    Ok(matches!(ev.force(slot)?, Value::Str(text) if text.bytes == b"configuration"))
}

/// The value of a function all of whose arguments have defaults; any other value as it is.
fn called<'a>(ev: &'a Evaluator<'a>, value: Value<'a>) -> Res<'a> {
    if matches!(value, Value::Attrs(_)) {
        return Ok(value);
    }
    match ev.formals(value) {
        Some(formals) if formals.iter().all(|(_, default)| *default) && !formals.is_empty() => {
            ev.call(value, &[State::Ready(Value::Attrs(ev.attrs(&mut [])))])
        }
        Some(_) | None => Ok(value),
    }
}

/// The folders that the manifest names as inputs, by name.
fn inputs<'a>(db: &dyn Db, ev: &'a Evaluator<'a>, project: Project<'_>) -> Value<'a> {
    let folder = &project.layout(db).folder;
    let mut members: Vec<_> = project::manifest(db, project)
        .inputs
        .iter()
        .map(|(name, path)| {
            let path = ev.path(&crate::paths::join(folder, path));
            (ev.sym(name), State::Ready(path), Position::NONE)
        })
        .collect();
    Value::Attrs(ev.attrs(&mut members))
}

/// The embedded `lib.evalModules`.
pub(crate) fn eval_modules<'a>(ev: &'a Evaluator<'a>) -> Res<'a> {
    let lib = ev.as_attrs(ev.import("/fedic/lib")?)?;
    match lib.get(ev.sym("evalModules")) {
        Some(slot) => ev.force(slot),
        None => unreachable!("the embedded library has the function"),
    }
}

/// A set that the model has by this name.
pub(crate) fn member<'a>(
    ev: &'a Evaluator<'a>,
    attrs: &'a Attrs<'a>,
    name: &str,
) -> Result<&'a Attrs<'a>, Failure> {
    match attrs.get(ev.sym(name)) {
        Some(slot) => ev.attrs_of(slot),
        None => Err(Error::new(ErrorKind::Evaluation, format!("the model has no `{name}`"))),
    }
}

fn readable(db: &dyn Db, path: &str) -> Result<(), Failure> {
    let real = resolve(db, path).unwrap_or_else(|_| path.to_owned());
    match look(db, &real) {
        DiskEntry::Missing => Err(failed(ProjectProblem::MissingFile {
            file: None,
            path: path.to_owned(),
            reason: "no such file".to_owned(),
        })),
        DiskEntry::File { .. }
        | DiskEntry::Folder
        | DiskEntry::Symlink(_)
        | DiskEntry::Other
        | DiskEntry::Unreadable(_) => Ok(()),
    }
}

fn failed(problem: ProjectProblem) -> Failure {
    let mut error = Error::new(ErrorKind::Evaluation, problem.diagnostic().message);
    error.problem = Some(Problem::Project(problem));
    error
}
