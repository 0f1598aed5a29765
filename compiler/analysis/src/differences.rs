//! `fedic diff`: what changed between two versions of a model. What types say is compared
//! first; each break that they claim is then tried in both versions, and stands only if the one
//! takes what the other refuses.

mod code;
mod comparisons;
mod migrate;
mod saved;
mod taker;
mod witness;

use crate::ahead::meanwhile;
use crate::database::{Database, Db};
use crate::interface::interface;
use crate::project::{self, Project};
use crate::report::Report;
use crate::schema::{faults, location};
use crate::setup::Setup;
use crate::{Analysis, queries};
use code::Codes;
use fedic_diagnostics::Place;
use fedic_diff::{Compared, Comparison, Version, compare};
use fedic_model::{Audience, Change, Differences, Interface, Member, Severity, Topic, Value};
pub use migrate::{MigrateAnswer, migrate_configuration};
pub use saved::{read_saved, save};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use witness::Versions;

pub use fedic_model::{Audience as DiffAudience, Saved as SavedInterface};

/// A version of a model.
#[derive(Clone, Copy)]
pub enum DiffSide<'a> {
    /// The project of the analysis' folder; the embedded catalogue, if there is none.
    Model(&'a Analysis),
    Saved(&'a SavedInterface),
}

/// What `fedic diff` is asked for.
#[derive(Clone, Debug, Default)]
pub struct DiffRequest {
    pub form: DiffForm,
    /// Whose changes are told; everybody's, if none is named.
    pub audiences: Vec<Audience>,
}

/// How differences are written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiffForm {
    /// For people.
    #[default]
    Text,
    Json,
    Markdown,
}

/// Differences in the form asked for, or why there are none.
#[derive(Clone, Debug, Default)]
pub struct DiffAnswer {
    pub text: Option<String>,
    pub breaking: usize,
    pub possibly_breaking: usize,
    /// What is wrong with the old version.
    pub old: Vec<Report>,
    /// Likewise with the new one.
    pub new: Vec<Report>,
}

/// What changed.
#[must_use]
pub fn diff(old: DiffSide<'_>, new: DiffSide<'_>, request: &DiffRequest) -> DiffAnswer {
    let (of_old, of_new) = wrong_in_both(old, new);
    let broken = DiffAnswer { old: of_old, new: of_new, ..DiffAnswer::default() };
    if !broken.old.is_empty() || !broken.new.is_empty() {
        return broken;
    }
    let mut differences = differences(old, new);
    differences.changes.retain(|it| request.audiences.is_empty() || request.audiences.contains(&it.concerns));
    let text = match request.form {
        DiffForm::Text => fedic_emit::differences_text(&differences),
        DiffForm::Markdown => fedic_emit::differences_markdown(&differences),
        DiffForm::Json => fedic_emit::differences_json(&differences),
    };
    DiffAnswer {
        text: Some(text),
        breaking: differences.count(Severity::Breaking),
        possibly_breaking: differences.count(Severity::PossiblyBreaking),
        ..DiffAnswer::default()
    }
}

/// What a project makes of configurations: each as evaluated, or why it is refused; nothing of
/// one that took too much to be tried.
#[must_use]
pub fn evaluated(analysis: &Analysis, configurations: &[Json]) -> Vec<Option<Result<Value, Vec<String>>>> {
    let mut outcomes = Vec::new();
    taker::with(DiffSide::Model(analysis), &mut |taker| {
        let take = |value| taker.and_then(|take| take(&Topic::Configuration, value));
        outcomes = configurations.iter().map(take).collect();
    });
    outcomes
}

/// What the gate finds in configurations in JSON, in words; nothing where all is data.
#[must_use]
pub fn refused_at_the_gate(analysis: &Analysis, configurations: &[Json]) -> Vec<Vec<String>> {
    let db: &dyn Db = &analysis.db;
    let interface = interface(db, project_of(analysis));
    let refusals = |value| taker::gated(db, interface, interface.written(), value).and_then(Result::err);
    configurations.iter().map(|value| refusals(value).unwrap_or_default()).collect()
}

/// What is wrong with the one version, and with the other; a second thread looks at the old one
/// meanwhile, if there may be one.
fn wrong_in_both(old: DiffSide<'_>, new: DiffSide<'_>) -> (Vec<Report>, Vec<Report>) {
    let DiffSide::Model(analysis) = old else { return (Vec::new(), wrong(new)) };
    let setup = analysis.setup.clone();
    let look = move |db: &Database| {
        let project = project_in(db, &setup);
        if faults(db, project).is_empty() {
            interface(db, project);
        }
    };
    let of_new = meanwhile(&analysis.db, look, || {
        let wrong = wrong(new);
        if wrong.is_empty() {
            interface_of(new);
        }
        wrong
    });
    (wrong(old), of_new)
}

/// What is wrong with a version: half a model cannot be compared.
fn wrong(side: DiffSide<'_>) -> Vec<Report> {
    match side {
        DiffSide::Model(analysis) => faults(&analysis.db, project_of(analysis)),
        DiffSide::Saved(_) => Vec::new(),
    }
}

fn project_of(analysis: &Analysis) -> Project<'_> {
    project_in(&analysis.db, &analysis.setup)
}

fn project_in<'db>(db: &'db dyn Db, setup: &Setup) -> Project<'db> {
    let found = project::find(db, &setup.folder, &setup.include);
    found.unwrap_or_else(|| project::catalogue(db, &setup.include))
}

fn differences(old: DiffSide<'_>, new: DiffSide<'_>) -> Differences {
    let (of_old, of_new) = (codes(old), codes(new));
    let (of_old, of_new) = (of_old.as_ref(), of_new.as_ref());
    let mut parts =
        with_version(old, of_old, &mut |old| with_version(new, of_new, &mut |new| compare(old, new)));
    let (before, after) = (interface_of(old), interface_of(new));
    let bases = configurations(old);
    let mut refused = Vec::new();
    let compared =
        |was: &[Place], is: &[Place]| comparisons::changed(&compared(of_old, was), compared(of_new, is));
    taker::with_both(old, new, &mut |takers| {
        let versions = Versions { interfaces: (before, after), takers, comparisons: &compared };
        refused = witness::find(&mut parts, versions, &bases);
    });
    let changes = parts.into_iter().flat_map(|part: Compared| part.findings).map(|finding| finding.change);
    Differences { format_version: 1, changes: refused.into_iter().chain(changes).collect::<Vec<Change>>() }
}

/// The code of a version, if it is there.
fn codes(side: DiffSide<'_>) -> Option<Codes<'_>> {
    match side {
        DiffSide::Model(analysis) => Some(Codes::new(&analysis.db)),
        DiffSide::Saved(_) => None,
    }
}

/// What the code at some places of a version compares.
fn compared(codes: Option<&Codes<'_>>, places: &[Place]) -> Vec<Comparison> {
    let within = |codes: &Codes<'_>| places.iter().flat_map(|place| codes.comparisons(*place)).collect();
    codes.map(within).unwrap_or_default()
}

fn interface_of<'a>(side: DiffSide<'a>) -> &'a Interface {
    match side {
        DiffSide::Model(analysis) => interface(&analysis.db, project_of(analysis)),
        DiffSide::Saved(saved) => &saved.interface,
    }
}

/// Runs work with what a comparison needs of a version.
fn with_version<T>(
    side: DiffSide<'_>,
    codes: Option<&Codes<'_>>,
    work: &mut dyn FnMut(Version<'_>) -> T,
) -> T {
    let interface = interface_of(side);
    match side {
        DiffSide::Saved(saved) => {
            let locate = |place: Place| saved.located(place);
            let code = |place: Place| saved.code_at(place);
            work(Version { interface, locate: &locate, code: &code, basis: &|_| None })
        }
        DiffSide::Model(analysis) => {
            let db: &dyn Db = &analysis.db;
            let project = project_of(analysis);
            let locate = |place: Place| location(db, project, place);
            let told = told(interface);
            let told = |place: Place| told.get(&place).copied().unwrap_or_default();
            let code = |place: Place| codes?.at(place, told(place));
            let basis = |place: Place| Some((codes?.text(place)?.clone(), told(place)));
            work(Version { interface, locate: &locate, code: &code, basis: &basis })
        }
    }
}

/// What is told by itself of the sets at some places: what of them is code is the rest.
fn told(interface: &Interface) -> BTreeMap<Place, &'static [&'static str]> {
    let defined = interface.applications.iter().flat_map(|it| &it.defined);
    let mut told: BTreeMap<Place, &'static [&'static str]> =
        defined.map(|place| (*place, &["module", "description"][..])).collect();
    let members = interface.root.into_iter().flat_map(|root| &interface.trees[root.0 as usize].members);
    for (name, member) in members {
        if let (Member::Option(option), "operator") = (member, name.as_str()) {
            let option = &interface.options[option.0 as usize];
            told.extend(option.defined.iter().map(|place| (*place, &["module"][..])));
        }
    }
    told
}

/// The configurations in JSON that lie in a project, by the names of their files.
fn configurations(side: DiffSide<'_>) -> Vec<(String, Json)> {
    let DiffSide::Model(analysis) = side else { return Vec::new() };
    let db: &dyn Db = &analysis.db;
    let project = project_of(analysis);
    let folder = &project.layout(db).folder;
    let files = project::configurations(db, project).iter().filter(|file| file.ends_with(".json"));
    let read = |file: &String| {
        let text = queries::text(db, db.files().text(db, file)).as_ref().ok()?;
        Some((crate::paths::shown(file, folder), serde_json::from_str(text).ok()?))
    };
    files.filter_map(read).collect()
}
