//! What the last good evaluation of a project said, beside the texts that it was about. Editors
//! ask while a file is broken in the middle of an edit, and before anything is evaluated anew:
//! then this is what they are told. It is no query, for it does not follow from the files as
//! they are now.

use super::resolve;
use crate::configured::configure;
use crate::database::Db;
use crate::evaluate::{Evaluation, evaluate, evaluate_recovered, kind, tables};
use crate::loader::Reading;
use crate::nixos::nixos_whole;
use crate::partition::{extents, extents_read};
use crate::project::{self, Project};
use crate::report::{SourceRange, range, source_range};
use crate::{plans, queries};
use fedic_diagnostics::{FileId, NodeId, Place, Problem, Span, Spot};
use fedic_hir::{Body, ExprId, SourceMap};
use fedic_model::{Facts, OptionId, Plan};
use fedic_modules::Extent;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What is remembered of each project, by its folder. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    projects: Arc<Mutex<BTreeMap<String, Arc<Remembered>>>>,
    /// How well projects are known, by their folders.
    known: Arc<Mutex<BTreeSet<(Known, String)>>>,
}

/// How well a project is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// All of it has been evaluated once.
    LookedAt,
    /// Its parts have been evaluated one by one.
    Prepared,
}

/// The parts of a project's model.
#[derive(Clone, Default)]
pub(crate) struct Remembered {
    pub(crate) parts: Vec<Arc<Part>>,
    /// Configuration file, environment and plan, of those that could be planned.
    pub(crate) plans: Vec<(String, Option<String>, Arc<Plan>)>,
}

/// A part of a model when its files were last right.
pub(crate) struct Part {
    pub(crate) extent: Extent,
    pub(crate) evaluation: Evaluation,
    /// Whether the files were taken as far as they can be read: one of them never was right.
    recovered: bool,
    /// The options by the keys that declare them.
    declared: BTreeMap<Place, OptionId>,
    /// The files of which anything is expected, and those that have such keys.
    seen: BTreeMap<FileId, Seen>,
}

/// A file as an evaluation saw it.
struct Seen {
    text: Arc<str>,
    map: Arc<SourceMap>,
}

impl Memory {
    /// What is remembered of a project; its parts are evaluated if that is nothing.
    pub(crate) fn of(&self, db: &dyn Db, project: Project<'_>) -> Arc<Remembered> {
        self.known(db, project).unwrap_or_else(|| self.refresh(db, project, false))
    }

    /// What is remembered of a project, if it is anything.
    pub(crate) fn known(&self, db: &dyn Db, project: Project<'_>) -> Option<Arc<Remembered>> {
        let projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        projects.get(&project.layout(db).folder).cloned()
    }

    /// The text of a file when its project was last right, if that is known.
    pub(crate) fn text(&self, db: &dyn Db, project: Project<'_>, file: FileId) -> Option<Arc<str>> {
        let known = self.known(db, project)?;
        known.parts.iter().find_map(|part| Some(part.seen.get(&file)?.text.clone()))
    }

    /// Whether a project is known so well.
    pub(crate) fn is(&self, known: Known, db: &dyn Db, project: Project<'_>) -> bool {
        let all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.contains(&(known, project.layout(db).folder.clone()))
    }

    /// Notes that it is.
    pub(crate) fn note(&self, known: Known, db: &dyn Db, project: Project<'_>) {
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert((known, project.layout(db).folder.clone()));
    }

    /// Takes what the evaluation of the files as they are says, where that is any good; of
    /// configurations too, if they are asked for.
    fn refresh(&self, db: &dyn Db, project: Project<'_>, configurations: bool) -> Arc<Remembered> {
        let folder = project.layout(db).folder.clone();
        let known = self.known(db, project).unwrap_or_default();
        let mut parts: Vec<Arc<Part>> = Vec::new();
        let is_new = |file: FileId| known.parts.iter().all(|part| part.recovered || !part.concerns(file));
        let mut sound = Vec::new();
        for extent in extents(db, project).iter() {
            let evaluation = evaluate(db, project, extent.clone());
            let old = known.parts.iter().find(|part| part.extent == *extent && !part.recovered);
            sound.extend((!unread(evaluation).any(is_new)).then_some(extent));
            parts.push(match old {
                Some(old) if !is_better(db, evaluation, old) => old.clone(),
                Some(_) | None => Arc::new(part(db, extent.clone(), evaluation.clone())),
            });
        }
        // What is gone may be gone only because its file is broken.
        let gone = known.parts.iter().filter(|old| parts.iter().all(|part| part.extent != old.extent));
        let broken = gone.filter(|old| !old.recovered && old.seen.keys().any(|file| is_broken(db, *file)));
        let broken: Vec<Arc<Part>> = broken.cloned().collect();
        parts.extend(broken);
        if sound.len() < extents(db, project).len() {
            parts.extend(recovered(db, project, &sound));
        }
        let mut plans = known.plans.clone();
        if configurations {
            plans = planned(db, project, &known.plans);
        }
        let remembered = Arc::new(Remembered { parts, plans });
        let mut projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        projects.insert(folder, remembered.clone());
        remembered
    }
}

/// The files that could not be read.
fn unread(evaluation: &Evaluation) -> impl Iterator<Item = FileId> {
    evaluation.problems.iter().filter_map(|problem| match problem {
        Problem::Syntax(mistake) => Some(mistake.file),
        _ => None,
    })
}

/// All parts but those that are sound, of the files as far as they can be read.
fn recovered(db: &dyn Db, project: Project<'_>, sound: &[&Extent]) -> Vec<Arc<Part>> {
    let all = extents_read(db, project, Reading::Recovering).iter();
    let unsound = all.filter(|extent| !sound.contains(extent));
    let recovered = unsound.map(|extent| {
        let evaluation = evaluate_recovered(db, project, extent.clone()).clone();
        Arc::new(Part { recovered: true, ..part(db, extent.clone(), evaluation) })
    });
    recovered.collect()
}

/// Remembers what the projects of these files say now.
pub(crate) fn remember(db: &dyn Db, memory: &Memory, include: &[(String, String)], files: &[String]) {
    let mut seen: Vec<Project<'_>> = Vec::new();
    for file in files {
        if let Some(project) = project::find(db, file, include)
            && !seen.contains(&project)
        {
            memory.refresh(db, project, true);
            // Asked for long before somebody waits for it.
            nixos_whole(db, project);
            seen.push(project);
        }
    }
}

/// The plans of all configurations; the last ones of those that cannot be planned now.
fn planned(
    db: &dyn Db,
    project: Project<'_>,
    known: &[(String, Option<String>, Arc<Plan>)],
) -> Vec<(String, Option<String>, Arc<Plan>)> {
    let pairs = plans::pairs(db, project, kind(db, project), tables(db, project)).into_iter();
    let plan = |(file, environment): (String, Option<String>)| {
        let now = configure(db, project, file.clone(), environment.clone()).plan.clone();
        let last = known.iter().find(|(it, of, _)| *it == file && *of == environment);
        Some((file, environment, now.or_else(|| last.map(|(.., plan)| plan.clone()))?))
    };
    pairs.filter_map(plan).collect()
}

fn part(db: &dyn Db, extent: Extent, evaluation: Evaluation) -> Part {
    let mut declared = BTreeMap::new();
    for (key, option) in evaluation.keys.iter().zip(0..) {
        if let Some(key) = *key {
            declared.entry(key).or_insert(OptionId(option));
        }
    }
    let mut seen = BTreeMap::new();
    for place in evaluation.facts.at.keys().chain(declared.keys()) {
        if seen.contains_key(&place.file) {
            continue;
        }
        let Some(file) = db.files().by_id(place.file) else { continue };
        let text = queries::text(db, file).as_ref().cloned().unwrap_or_default();
        seen.insert(place.file, Seen { text, map: queries::source_map(db, file).clone() });
    }
    Part { extent, evaluation, recovered: false, declared, seen }
}

/// What a table has for places of a file.
fn of_file<V>(table: &BTreeMap<Place, V>, file: FileId) -> impl Iterator<Item = (&Place, &V)> {
    let first = Place { file, node: NodeId::expr(0) };
    table.range(first..).take_while(move |(place, _)| place.file == file)
}

/// Whether an evaluation says more of the files as they are than the last one does.
fn is_better(db: &dyn Db, new: &Evaluation, old: &Part) -> bool {
    let lost = old.evaluation.interface.root.is_some() && new.interface.root.is_none();
    let mut files: Vec<FileId> = old.seen.keys().copied().collect();
    files.extend(new.facts.at.keys().map(|place| place.file));
    files.dedup();
    !lost && !files.into_iter().any(|file| is_broken(db, file))
}

fn is_broken(db: &dyn Db, file: FileId) -> bool {
    let is_syntax = |problem: &Problem| matches!(problem, Problem::Syntax(_));
    db.files().by_id(file).is_some_and(|file| queries::problems(db, file).iter().any(is_syntax))
}

impl Remembered {
    /// Where a place stands now that it speaks of.
    pub(crate) fn range(&self, db: &dyn Db, place: Place) -> Option<SourceRange> {
        self.now(db, place).or_else(|| range(db, Spot::Node(place)))
    }

    /// The same, of an inherited name where it comes from.
    pub(crate) fn origin(&self, db: &dyn Db, place: Place) -> Option<SourceRange> {
        self.now(db, place).or_else(|| self.range(db, resolve::origin(db, place)))
    }

    fn now(&self, db: &dyn Db, place: Place) -> Option<SourceRange> {
        let speaking = self.parts.iter().filter(|part| part.speaks_of(place));
        speaking.chain(&self.parts).find_map(|part| part.now(db, place))
    }
}

impl Part {
    /// Whether it has to do with a file: expects anything of it, or has an option from there.
    pub(crate) fn concerns(&self, file: FileId) -> bool {
        self.seen.contains_key(&file)
    }

    /// Whether it knows of a place: an expression of which it expects something, or the key of an option.
    fn speaks_of(&self, place: Place) -> bool {
        self.declared.contains_key(&place) || self.evaluation.facts.at.contains_key(&place)
    }

    /// Whether it expects anything of a file.
    pub(crate) fn expects(&self, file: FileId) -> bool {
        of_file(&self.evaluation.facts.at, file).next().is_some()
    }

    /// Where a place stands now, in a file that is broken: what was known of it is of another text.
    fn now(&self, db: &dyn Db, place: Place) -> Option<SourceRange> {
        let seen = self.seen.get(&place.file).filter(|_| is_broken(db, place.file))?;
        let text = queries::text(db, db.files().by_id(place.file)?).as_deref().ok()?;
        let span = Change::between(&seen.text, text).now(seen.map.span(place.node)?)?;
        source_range(db, place.file, span)
    }

    /// The key that declares an option.
    pub(crate) fn key(&self, option: OptionId) -> Option<Place> {
        self.evaluation.keys.get(option.0 as usize).copied().flatten()
    }

    /// Whether a key declares an option.
    pub(crate) fn declares(&self, key: Place) -> bool {
        self.declared.contains_key(&key)
    }

    /// The options that the keys of a file declare, by where these begin in its text as it is now.
    pub(crate) fn declared_in(&self, file: FileId, text: &str) -> FxHashMap<u32, OptionId> {
        let Some(seen) = self.seen.get(&file) else { return FxHashMap::default() };
        let change = Change::between(&seen.text, text);
        let own = of_file(&self.declared, file);
        let now = |key: &Place| seen.map.span(key.node).and_then(|span| change.now(span));
        own.filter_map(|(key, option)| Some((now(key)?.start, *option))).collect()
    }

    /// What is expected of a file, at the places of the text as it is now.
    pub(crate) fn facts(&self, file: FileId, text: &str, body: &Body, map: &SourceMap) -> Facts {
        let mut facts = Facts::default();
        let Some(seen) = self.seen.get(&file) else { return facts };
        let change = Change::between(&seen.text, text);
        let mut by_start: FxHashMap<u32, Vec<(u32, ExprId)>> = FxHashMap::default();
        for (span, id) in map.exprs.iter().zip(0..) {
            by_start.entry(span.start).or_default().push((span.end, ExprId(id)));
        }
        for (place, expected) in of_file(&self.evaluation.facts.at, file) {
            let Some(span) = seen.map.span(place.node).and_then(|span| change.now(span)) else { continue };
            let candidates = by_start.get(&span.start).map_or(&[][..], Vec::as_slice);
            // Where nothing ends as it did, what ends nearest: the rest of the text is broken.
            let Some((_, expr)) = candidates.iter().min_by_key(|(end, id)| (end.abs_diff(span.end), *id))
            else {
                continue;
            };
            let place = Place { file, node: body.node(*expr) };
            facts.at.entry(place).or_default().extend(expected.iter().cloned());
        }
        facts
    }
}

/// What became of a text: one region of it was replaced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    /// As far as both texts are the same.
    start: u32,
    /// Where the replaced region ended, and where the new one ends.
    old_end: u32,
    new_end: u32,
}

impl Change {
    /// The new text with the old region in the place of the new one, behind which all stands where it
    /// stood; none if that does not fit.
    pub(crate) fn undone(&self, old: &str, new: &str) -> Option<String> {
        let gap = (self.new_end - self.start).checked_sub(self.old_end - self.start)?;
        let kept = old.get(self.start as usize..self.old_end as usize)?;
        let (before, behind) = (new.get(..self.start as usize)?, new.get(self.new_end as usize..)?);
        Some(format!("{before}{kept}{}{behind}", " ".repeat(gap as usize)))
    }

    /// What was written in the new text.
    pub(crate) fn written<'t>(&self, new: &'t str) -> &'t str {
        new.get(self.start as usize..self.new_end as usize).unwrap_or_default()
    }

    /// Whether an offset of the new text lies in what was replaced.
    pub(crate) fn covers(&self, offset: u32) -> bool {
        self.start <= offset && offset <= self.new_end
    }

    pub(crate) fn between(old: &str, new: &str) -> Change {
        let start = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - start;
        let same = old.bytes().rev().zip(new.bytes().rev()).take(rest);
        let tail = same.take_while(|(old, new)| old == new).count();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Change { start: offset(start), old_end: offset(old.len() - tail), new_end: offset(new.len() - tail) }
    }

    /// Where a range of the old text is now; none if it began in what was replaced.
    fn now(&self, span: Span) -> Option<Span> {
        let moved = |at: u32| at - self.old_end + self.new_end;
        let start = match span.start {
            it if it <= self.start => it,
            it if it >= self.old_end => moved(it),
            _ => return None,
        };
        let end = match span.end {
            it if it >= self.old_end => moved(it),
            it if it <= self.start => it,
            _ => self.new_end,
        };
        Some(Span::new(start, end.max(start)))
    }
}
