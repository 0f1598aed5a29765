//! Whether a name that code can compute is known everywhere it stands. Where nobody can tell what a
//! text names, the rename is tried: in an analysis of its own, each configuration is planned in each
//! environment, with the text renamed and without, and the tests that speak of it are run. If one of
//! them leaves every plan as it was, but for the name, and every test right, and the other does not, it
//! is certain which is meant.

use super::Asked;
use super::follow::{self, Ask, Followed};
use super::inherited::{self, Role};
use super::suites::Suites;
use crate::checking;
use crate::edits::name_in;
use crate::evaluate::{kind, tables};
use crate::project::{Layout, Project};
use crate::report::{Level, Report, SourceRange, TextEdit, range};
use crate::setup::Setup;
use crate::{Analysis, plans, search};
use fedic_diagnostics::{Place, Spot};
use fedic_model::{At, Plan, Value};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Texts of which it is tried what they name, at most: each costs a plan of everything, twice.
const TRIED: usize = 12;

/// Why a rename is none: what would come of it, and where, if that is known.
pub(super) struct Doubt {
    pub(super) at: Option<SourceRange>,
    pub(super) why: Why,
}

pub(super) enum Why {
    /// Nobody can tell whether the name is meant there.
    Unclear,
    /// This would be wrong there.
    Said(String),
    /// A plan would be another one.
    Changes(Planned),
}

/// A configuration and the environment that it is planned in.
#[derive(Clone)]
pub(super) struct Planned {
    pub(super) file: String,
    pub(super) environment: Option<String>,
}

/// What edits leave otherwise than it was.
pub(super) struct Lost {
    pub(super) asks: Vec<Ask>,
    /// The plan that is another one.
    pub(super) plan: Option<Planned>,
}

/// A name, and the one that it is to have.
pub(super) type Names<'n> = (&'n str, &'n str);

/// The edits that a rename makes beside those of the sites that are known (`base`), of places that may
/// be sites (`doubtful`); else why it is not certain. For a name that only options have
/// (`is_made` is false), the errors of the rename are followed first; only where they lead nowhere is
/// every such place tried.
pub(super) fn certain(
    asked: &Asked<'_>,
    setup: &Setup,
    base: &[TextEdit],
    doubtful: &[SourceRange],
    (old, new): Names<'_>,
    is_made: bool,
) -> Result<Vec<TextEdit>, Doubt> {
    let mut broken = None;
    let trial = LazyCell::new(|| {
        let places = doubtful.iter().chain(base.iter().map(|edit| &edit.range));
        Trial::new(asked, setup, (old, new), places)
    });
    if !is_made {
        match follow::follow(asked, setup, base, doubtful, (old, new), || trial.as_ref()) {
            Followed::Certain(edits) => return Ok(edits),
            Followed::Lost(doubt) => broken = Some(doubt),
        }
    }
    if doubtful.is_empty() {
        return broken.map_or_else(|| Ok(Vec::new()), Err);
    }
    let unclear = |at: &SourceRange| Doubt { at: Some(at.clone()), why: Why::Unclear };
    let refused = |broken: Option<Doubt>| {
        let doubt = broken.or_else(|| doubtful.first().map(unclear));
        doubt.map_or_else(|| Ok(Vec::new()), Err)
    };
    let is_plain = |name: &str| name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    if doubtful.len() > TRIED || !is_plain(new) || !is_plain(old) {
        return refused(broken);
    }
    let edits = |range: &SourceRange| {
        let member = inherited::edits(asked, range, Role::Member, new).filter(|_| !is_made);
        member.unwrap_or_else(|| vec![renamed(asked, range, (old, new))])
    };
    let mut chosen: Vec<(&SourceRange, Vec<TextEdit>)> = doubtful.iter().map(|it| (it, edits(it))).collect();
    let Some(trial) = trial.as_ref() else { return refused(broken) };
    let fits = |chosen: &[(&SourceRange, Vec<TextEdit>)]| {
        // Who waits for this may have gone on typing.
        asked.db.unwind_if_revision_cancelled();
        trial.fits(asked, base.iter().chain(chosen.iter().flat_map(|(_, edits)| edits)))
    };
    // Some of them may mean something else.
    if !fits(&chosen) {
        match (0..chosen.len()).find(|nth| fits(&without(&chosen, *nth))) {
            Some(nth) => chosen = without(&chosen, nth),
            None => return refused(broken),
        }
    }
    match (0..chosen.len()).find(|nth| fits(&without(&chosen, *nth))) {
        Some(nth) => Err(unclear(chosen[nth].0)),
        None => Ok(chosen.into_iter().flat_map(|(_, edits)| edits).collect()),
    }
}

/// The edit of a text that is the old name, or has it once.
pub(super) fn renamed(asked: &Asked<'_>, range: &SourceRange, (old, new): Names<'_>) -> TextEdit {
    let file = asked.db.files().text(asked.db, &range.path);
    let text = crate::queries::text(asked.db, file).as_deref().unwrap_or_default();
    let written = text.get(range.start.offset as usize..range.end.offset as usize).unwrap_or_default();
    let text = if written == old { name_in(&range.path, new) } else { written.replacen(old, new, 1) };
    TextEdit { range: range.clone(), text }
}

fn without<T: Clone>(all: &[T], nth: usize) -> Vec<T> {
    all.iter().enumerate().filter(|(at, _)| *at != nth).map(|(_, it)| it.clone()).collect()
}

/// The errors of a project as it is, their messages with the new name, too.
pub(super) fn errors_before(asked: &Asked<'_>, (old, new): Names<'_>) -> BTreeSet<(&'static str, String)> {
    let Some(project) = asked.project else { return BTreeSet::new() };
    // Messages quote names.
    let renamed = |message: &str| message.replace(&format!("`{old}`"), &format!("`{new}`"));
    let before = checking::linted_reports(asked.db, project, checking::problems(asked.db, project).iter());
    let errors = before.into_iter().filter(|report| report.severity == Level::Error);
    errors.flat_map(|it| [(it.code, renamed(&it.message)), (it.code, it.message)]).collect()
}

/// What is wrong after some edits that was not before.
pub(super) fn errors_after(
    asked: &Asked<'_>,
    setup: &Setup,
    edits: &[TextEdit],
    before: &BTreeSet<(&'static str, String)>,
) -> Vec<Report> {
    let Some(project) = asked.project else { return Vec::new() };
    let mut setup = setup.clone();
    setup.print_to(Arc::new(|_| ()));
    // Who waits for this may have gone on typing.
    asked.db.unwind_if_revision_cancelled();
    let after = edited(asked, &setup, edits.iter()).first_look(&[project.layout(asked.db).folder.clone()]);
    let errors = after.unwrap_or_default().into_iter().filter(|report| report.severity == Level::Error);
    errors.filter(|it| !before.contains(&(it.code, it.message.clone()))).collect()
}

/// An analysis of the files as they are, and of edits of them.
fn edited<'e>(asked: &Asked<'_>, setup: &Setup, edits: impl Iterator<Item = &'e TextEdit>) -> Analysis {
    let mut texts: BTreeMap<String, String> = asked.db.files().laid_over();
    let mut all: Vec<&TextEdit> = edits.collect();
    all.sort_by(|left, right| right.range.cmp(&left.range));
    all.dedup_by(|next, first| next.range == first.range);
    for edit in all {
        let path = &edit.range.path;
        let text = texts.entry(path.clone()).or_insert_with(|| {
            let file = asked.db.files().text(asked.db, path);
            crate::queries::text(asked.db, file).as_deref().unwrap_or_default().to_owned()
        });
        let (start, end) = (edit.range.start.offset as usize, edit.range.end.offset as usize);
        if text.get(start..end).is_some() {
            text.replace_range(start..end, &edit.text);
        }
    }
    let mut analysis = Analysis::new(setup.clone());
    for (path, text) in &texts {
        analysis.set_text(path, Some(text));
    }
    analysis
}

/// The plans of a project as it is, and the tests that speak of a name.
pub(super) struct Trial<'t> {
    setup: Setup,
    layout: Layout,
    names: Names<'t>,
    /// By configuration and environment.
    plans: BTreeMap<(String, Option<String>), Value>,
    suites: Suites,
}

impl<'t> Trial<'t> {
    /// None if nothing can be planned and no test passes, so that nothing would be seen. The name
    /// stands, or may stand, at these places.
    pub(super) fn new<'p>(
        asked: &Asked<'_>,
        setup: &Setup,
        names: Names<'t>,
        places: impl Iterator<Item = &'p SourceRange>,
    ) -> Option<Trial<'t>> {
        let project = asked.project?;
        let mut setup = setup.clone();
        setup.print_to(Arc::new(|_| ()));
        let layout = project.layout(asked.db).clone();
        let analysis = edited(asked, &setup, std::iter::empty());
        let named: BTreeSet<&str> = places.map(|it| it.path.as_str()).collect();
        let mut tests = search::test_files(asked.db, &layout.folder).unwrap_or_default();
        tests.retain(|(file, _)| named.contains(file.as_str()));
        let suites = Suites::new(&analysis, tests);
        let mut trial = Trial { setup, layout, names, plans: BTreeMap::new(), suites };
        let (kind, tables) = (kind(asked.db, project), tables(asked.db, project));
        for (file, environment) in plans::every_pair(asked.db, project, kind, tables) {
            if let Ok(plan) = trial.plan(&analysis, &file, environment.clone()) {
                trial.plans.insert((file, environment), plan);
            }
        }
        (!trial.plans.is_empty() || !trial.suites.is_empty()).then_some(trial)
    }

    /// Whether some edits leave all plans as they were, but for the name, and all tests right.
    pub(super) fn fits<'e>(&self, asked: &Asked<'_>, edits: impl Iterator<Item = &'e TextEdit>) -> bool {
        self.lost(asked, edits).is_none()
    }

    /// None if they do; else what the first plan that is another one asks for, or the tests do.
    pub(super) fn lost<'e>(
        &self,
        asked: &Asked<'_>,
        edits: impl Iterator<Item = &'e TextEdit>,
    ) -> Option<Lost> {
        let analysis = edited(asked, &self.setup, edits);
        let broken = self.suites.broken(&analysis);
        if !broken.is_empty() {
            return Some(Lost { asks: broken.into_iter().map(Ask::Error).collect(), plan: None });
        }
        self.plans.iter().find_map(|((file, environment), before)| {
            let after = match self.plan(&analysis, file, environment.clone()) {
                Ok(after) => after,
                Err(errors) => {
                    let asks = errors.into_iter().map(|it| Ask::Error(vec![it])).collect();
                    return Some(Lost { asks, plan: None });
                }
            };
            if same(before, &after, self.names) {
                return None;
            }
            let mut found = Vec::new();
            unknown(before, &after, self.names, &mut found);
            let ranges = found.into_iter().filter_map(|at| range(&analysis.db, Spot::Node(at)));
            let plan = Planned { file: file.clone(), environment: environment.clone() };
            Some(Lost { asks: ranges.map(Ask::Value).collect(), plan: Some(plan) })
        })
    }

    fn plan(
        &self,
        analysis: &Analysis,
        file: &str,
        environment: Option<String>,
    ) -> Result<Value, Vec<Report>> {
        let project = Project::new(&analysis.db, self.layout.clone());
        plans::sound(&analysis.db, project, file, environment).map(|plan| without_places(&plan))
    }
}

/// A plan as one value, without the places of what is in it: an edit moves them.
fn without_places(plan: &Plan) -> Value {
    let mut plan = plan.clone();
    for request in plan.requests.values_mut() {
        request.at = None;
        request.candidates.values_mut().for_each(|offer| offer.at = None);
        request.granted.values_mut().for_each(|grant| grant.at = None);
    }
    let json = serde_json::to_value(plan).and_then(serde_json::from_value);
    json.unwrap_or_else(|_| unreachable!("a plan is data"))
}

/// Where the second of two plans has the source of a value in the place of the value that the first has.
fn unknown(before: &Value, after: &Value, (old, new): Names<'_>, found: &mut Vec<Place>) {
    match (before, after) {
        (Value::Source { .. }, Value::Source { .. }) => {}
        (_, Value::Source { at: Some(At::Node(at)), .. }) => found.push(*at),
        (Value::List(before), Value::List(after)) => {
            before.iter().zip(after).for_each(|(it, now)| unknown(it, now, (old, new), found));
        }
        (Value::Set(before), Value::Set(after)) => {
            for (name, it) in before {
                if let Some(now) = after.get(name).or_else(|| after.get(&name.replace(old, new))) {
                    unknown(it, now, (old, new), found);
                }
            }
        }
        (_, _) => {}
    }
}

/// Whether two plans are the same, but that a name may be another one in the second.
fn same(before: &Value, after: &Value, (old, new): Names<'_>) -> bool {
    let is_same = |before: &str, after: &str| before == after || before.replace(old, new) == after;
    match (before, after) {
        (Value::String(before), Value::String(after))
        | (Value::Path(before), Value::Path(after))
        | (Value::Package(before), Value::Package(after))
        | (Value::Source { text: before, .. }, Value::Source { text: after, .. }) => is_same(before, after),
        (Value::List(before), Value::List(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(it, now)| same(it, now, (old, new)))
        }
        (Value::Set(before), Value::Set(after)) => {
            before.len() == after.len()
                && before.iter().all(|(name, it)| {
                    let now = after.get(name).or_else(|| after.get(&name.replace(old, new)));
                    now.is_some_and(|now| same(it, now, (old, new)))
                })
        }
        (before, after) => before == after,
    }
}
