//! What is known of the options of machines. For inference it is read once a project, and only
//! the parts that its files speak of; evaluations get what the project's own list says.

mod kept;
mod listed;
mod words;

use crate::database::Db;
use crate::embedded;
use crate::evaluate::{Traces, eval_modules, in_session};
use crate::files::FileText;
use crate::project::{self, Project};
use crate::refused::refused;
use crate::{paths, queries};
use fedic_check::Nixos;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_eval::{Evaluator, Failure, Position, State, Value};
use fedic_model::{Interface, Member, TreeId};
use fedic_modules::{Asked, Session, extract_options};
use listed::{Listed, Part};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of the options of machines that the files of a project may speak of.
#[salsa::tracked(returns(ref))]
pub(crate) fn nixos<'db>(db: &'db dyn Db, project: Project<'db>) -> Nixos {
    db.runs("nixos", "");
    let interface = match list_file(db, project) {
        // Who asks once need not be spared a second answer.
        Some(_) if db.asks_once() => asked(db, project, Some(&spoken(db, project).iter().cloned().collect())),
        Some(_) => asked(db, project, Some(heard(db, project))),
        None => kept::interface(db),
    };
    Nixos { interface: interface.shifted(Nixos::IDS), declared: declared(db, project).clone() }
}

/// What the data model says of machines, as it is kept.
pub(crate) fn kept_text(db: &dyn Db) -> String {
    kept::text(db, asked(db, project::catalogue(db, &[]), None))
}

/// The same with what people read of options.
pub(crate) fn nixos_to_read<'db>(db: &'db dyn Db, project: Project<'db>) -> &'db Nixos {
    match list_file(db, project) {
        Some(_) => nixos(db, project),
        None => nixos_whole(db, project),
    }
}

/// All known options of machines, whether or not anybody speaks of them: what may be written.
#[salsa::tracked(returns(ref))]
pub(crate) fn nixos_whole<'db>(db: &'db dyn Db, project: Project<'db>) -> Nixos {
    db.runs("nixos", "whole");
    Nixos { interface: asked(db, project, None).shifted(Nixos::IDS), declared: BTreeSet::new() }
}

/// The known options of machines with these names, or all, asked for in an evaluation.
fn asked(db: &dyn Db, project: Project<'_>, names: Option<&Asked>) -> Interface {
    let read = in_session(db, project, true, &mut Traces::default(), |session| {
        read(session, names, listed_value(db, session.evaluator(), project))
    });
    read.unwrap_or_default()
}

/// The names that the files of a project use.
#[salsa::tracked(returns(ref))]
pub(crate) fn spoken<'db>(db: &'db dyn Db, project: Project<'db>) -> FxHashSet<Arc<str>> {
    let bodies = files(db, project).map(|file| queries::body(db, file));
    bodies.flat_map(|body| body.names.iter().cloned()).collect()
}

/// The names that the files of a project use, of those that stand in what is known of machines:
/// whatever else somebody types changes nothing that is known of them.
#[salsa::tracked(returns(ref))]
fn heard<'db>(db: &'db dyn Db, project: Project<'db>) -> Asked {
    let known = known_words(db, project);
    spoken(db, project).iter().filter(|word| known.contains(*word)).cloned().collect()
}

/// The words of everything that says something of machines.
#[salsa::tracked(returns(ref))]
fn known_words<'db>(db: &'db dyn Db, project: Project<'db>) -> BTreeSet<Arc<str>> {
    let mut words = BTreeSet::new();
    for path in embedded::files_below(KNOWN).filter(|path| path.ends_with(".nix")) {
        let file = db.files().text(db, &format!("{KNOWN}/{path}"));
        add_words(&mut words, queries::text(db, file).as_deref().unwrap_or_default());
    }
    if let Some(Ok(Listed(parts))) = list_file(db, project).map(|file| list(db, file)) {
        for (group, part) in parts {
            words.insert(group.as_str().into());
            match part {
                Part::Whole(text) => add_words(&mut words, text),
                Part::Group(names) => {
                    for (name, text) in names {
                        words.insert(name.as_str().into());
                        add_words(&mut words, text);
                    }
                }
            }
        }
    }
    words
}

fn add_words(words: &mut BTreeSet<Arc<str>>, text: &str) {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '\'');
    for word in text.split(|it| !is_part(it)) {
        if !words.contains(word) {
            words.insert(word.into());
        }
    }
}

/// What the data model says of machines.
const KNOWN: &str = "/fedic/model/nixos";

/// The names that the files of a project declare as options.
#[salsa::tracked(returns(ref))]
fn declared<'db>(db: &'db dyn Db, project: Project<'db>) -> BTreeSet<Arc<str>> {
    files(db, project).flat_map(|file| fedic_check::declared(queries::body(db, file))).collect()
}

fn files<'db>(db: &'db dyn Db, project: Project<'db>) -> impl Iterator<Item = FileText> {
    project::nix_files(db, project).iter().map(move |path| db.files().text(db, path))
}

/// The list of options that a project names.
pub(crate) fn list_file(db: &dyn Db, project: Project<'_>) -> Option<FileText> {
    let path = project::manifest(db, project).nixos_options.as_ref()?;
    Some(db.files().text(db, &paths::join(&project.layout(db).folder, path)))
}

#[salsa::tracked(returns(ref))]
fn list(db: &dyn Db, file: FileText) -> Result<Listed, ProjectProblem> {
    db.runs("options", file.path(db));
    let text = match queries::text(db, file) {
        Ok(text) => text,
        Err(problem) => return Err(problem.clone()),
    };
    listed::read(text).map_err(|error| {
        let (span, message) = refused(text, &error);
        ProjectProblem::NotOptions { file: file.id(db), span, message }
    })
}

/// What is wrong with the list of options that a project names.
pub(crate) fn list_problem(db: &dyn Db, project: Project<'_>) -> Option<ProjectProblem> {
    list(db, list_file(db, project)?).as_ref().err().cloned()
}

/// The list of options that a project names, as `nixos/declared.nix` of the model takes it.
pub(crate) fn listed_value<'a>(db: &dyn Db, ev: &'a Evaluator<'a>, project: Project<'_>) -> Value<'a> {
    let list = list_file(db, project).map(|file| list(db, file));
    let Some(Ok(Listed(parts))) = list else { return Value::Null };
    let entry = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
    let part = |part: &Part| match part {
        Part::Whole(text) => ev.string(text),
        Part::Group(names) => {
            let mut names: Vec<_> = names.iter().map(|(name, text)| entry(name, ev.string(text))).collect();
            Value::Attrs(ev.attrs(&mut names))
        }
    };
    let mut parts: Vec<_> = parts.iter().map(|(name, it)| entry(name, part(it))).collect();
    Value::Attrs(ev.attrs(&mut parts))
}

fn read<'a>(
    session: &'a Session<'a>,
    asked: Option<&Asked>,
    listed: Value<'a>,
) -> Result<Interface, Failure> {
    let ev = session.evaluator();
    let words = match asked {
        Some(words) => {
            let named = words.iter().map(|word| (ev.sym(word), State::Ready(Value::Null), Position::NONE));
            Value::Attrs(ev.attrs(&mut named.collect::<Vec<_>>()))
        }
        None => Value::Null,
    };
    let arguments = ev.attrs(&mut [
        (ev.sym("words"), State::Ready(words), Position::NONE),
        (ev.sym("pkgs"), State::Ready(session.packages()), Position::NONE),
        (ev.sym("listed"), State::Ready(listed), Position::NONE),
    ]);
    let interface = ev.import("/fedic/model/nixos/interface.nix")?;
    let known = ev.as_attrs(ev.call(interface, &[State::Ready(Value::Attrs(arguments))])?)?;
    let options = ev.attrs_of(ev.member(known, ev.sym("options"))?)?;
    let mut interface = extract_options(session, options, eval_modules(ev)?, asked);
    let closed = closed_levels(ev, ev.attrs_of(ev.member(known, ev.sym("closed"))?)?)?;
    if matches!(listed, Value::Null) {
        open(&mut interface, &closed);
    } else {
        without_places(ev, &mut interface);
    }
    Ok(interface)
}

/// Levels by two names that take only declared names.
type Closed = BTreeMap<String, BTreeSet<String>>;

fn closed_levels<'a>(ev: &'a Evaluator<'a>, groups: &'a fedic_eval::Attrs<'a>) -> Result<Closed, Failure> {
    let mut closed = Closed::new();
    for (group, names) in ev.sorted(groups) {
        let names = ev.list_of(names)?.items.iter().map(|name| Ok(ev.text_of(name)?.to_owned()));
        closed.insert(ev.name(group).to_owned(), names.collect::<Result<_, Failure>>()?);
    }
    Ok(closed)
}

/// Options of the list are declared by NixOS, not by what reads the list.
fn without_places(ev: &Evaluator<'_>, interface: &mut Interface) {
    let Ok(reader) = ev.loader().nix_file("/fedic/model/nixos/listed.nix") else { return };
    for option in &mut interface.options {
        option.declared.retain(|place| place.file != reader.file);
    }
}

/// Opens the levels that may have names that are not known.
fn open(interface: &mut Interface, closed: &Closed) {
    let Some(root) = interface.root else { return };
    let groups = |interface: &Interface, tree: TreeId| -> Vec<(String, TreeId)> {
        let members = interface.trees[tree.0 as usize].members.iter();
        let group = |(name, member): &(String, Member)| match member {
            Member::Group(group) => Some((name.clone(), *group)),
            Member::Option(_) => None,
        };
        members.filter_map(group).collect()
    };
    interface.trees[root.0 as usize].closed = false;
    for (group, tree) in groups(interface, root) {
        interface.trees[tree.0 as usize].closed = false;
        for (name, inner) in groups(interface, tree) {
            let is_closed = closed.get(&group).is_some_and(|names| names.contains(&name));
            interface.trees[inner.0 as usize].closed = is_closed;
        }
    }
}
