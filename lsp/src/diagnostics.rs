//! What is wrong, told without being asked: first what a file says of itself, at once; then what
//! its project's evaluation finds, in this and in any other file where that is news. A
//! client that asks for diagnostics is told nothing, only that it should ask again.

use crate::client::Client;
use crate::convert;
use crate::shift::shift;
use crate::snapshot::{Session, Snapshot};
use crate::text::Edited;
use fedic_analysis::{Analysis, Host, Report, codes};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{Diagnostic, NumberOrString, PublishDiagnosticsParams, Uri};

/// The diagnostics of files, by address.
pub(crate) type ByUri = BTreeMap<String, (Uri, Vec<Diagnostic>)>;

/// Tells the client.
pub(crate) struct Publisher {
    client: Client,
    /// Counts changes: an answer about an older state is not told.
    changes: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What the client shows, moved along with its edits.
    told: ByUri,
    /// What of it is found late, when all is looked at together.
    late: ByUri,
    /// Paths of files that were edited and not looked at since.
    edited: BTreeSet<String>,
    /// Whether the client asks.
    pulls: bool,
    /// Is run once all has been looked at for the first time.
    loaded: Vec<Box<dyn FnOnce() + Send>>,
}

impl Publisher {
    pub(crate) fn new(client: Client) -> Arc<Publisher> {
        Arc::new(Publisher { client, changes: AtomicU64::new(0), state: Mutex::default() })
    }

    /// Notes that a file's text is another one, after these edits if it was open before: what was
    /// told of it moves along. Who still looks at the text before tells nothing of it.
    pub(crate) fn edited(&self, path: &str, uri: &Uri, edits: &[Edited]) {
        let mut state = self.state();
        self.changes.fetch_add(1, Ordering::SeqCst);
        state.edited.insert(path.to_owned());
        let State { told, late, .. } = &mut *state;
        for (_, shown) in [told, late].into_iter().filter_map(|it| it.get_mut(uri.as_str())) {
            edits.iter().for_each(|edit| shift(shown, edit));
        }
    }

    /// How many changes there were.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Has something done once all has been looked at.
    pub(crate) fn when_loaded(&self, act: impl FnOnce() + Send + 'static) {
        self.state().loaded.push(Box::new(act));
    }

    /// Notes that the client asks for diagnostics: what it was told would stand there twice.
    pub(crate) fn pulled(&self) {
        let mut state = self.state();
        if std::mem::replace(&mut state.pulls, true) {
            return;
        }
        for (uri, told) in state.told.values_mut() {
            if !std::mem::take(told).is_empty() {
                self.publish(uri, Vec::new(), None);
            }
        }
    }

    /// Looks for what is wrong now and tells it, unless another change comes first.
    pub(crate) fn diagnose(self: &Arc<Self>, host: &Host, session: Session) {
        let change = self.changes.fetch_add(1, Ordering::SeqCst) + 1;
        let publisher = self.clone();
        host.follow(move |analysis| {
            if publisher.current(change) {
                publisher.look(&Snapshot { analysis, session: &session }, change);
            }
        });
    }

    fn look(&self, snapshot: &Snapshot<'_>, change: u64) {
        let edited: Vec<String> = self.state().edited.iter().cloned().collect();
        // Who asks is not told anything early.
        let pulls = self.state().pulls;
        let open = edited.iter().filter(|path| !pulls && snapshot.session.open.contains_key(*path));
        for path in open {
            let reports = snapshot.analysis.diagnose_file(path);
            let found = reports.iter().map(|report| convert::diagnostic(snapshot, report)).collect();
            if let Some(uri) = snapshot.uri(path) {
                self.tell_of_file(snapshot.session, change, path, uri, found);
            }
        }
        let (analysis, files) = (snapshot.analysis, files(snapshot));
        if let Some(first) = analysis.first_look(&files) {
            self.tell(snapshot.session, change, by_uri(snapshot, &files, &first), &ByUri::new());
        } else if !self.state().pulls {
            let edited: Vec<String> = edited.iter().map(|path| analysis.real_path(path)).collect();
            let found = analysis.diagnose_edited(&edited);
            let uris = found.iter().filter_map(|(path, _)| Some(snapshot.uri(path)?.as_str().to_owned()));
            let looked_at: BTreeSet<String> = uris.collect();
            let reports: Vec<Report> = found.into_iter().flat_map(|(_, found)| found).collect();
            let early = by_uri(snapshot, &edited, &reports);
            self.tell_early(snapshot.session, change, &early, |uri| looked_at.contains(uri));
        }
        analysis.prepare(&files);
        let mut early = ByUri::new();
        if !self.state().pulls {
            early = by_uri(snapshot, &files, &analysis.diagnose_early(&files));
            self.tell_early(snapshot.session, change, &early, |_| true);
        }
        let found = by_uri(snapshot, &files, &analysis.diagnose(&files));
        self.tell(snapshot.session, change, found, &early);
        // What is asked next, while the text is broken, is answered from what is known now.
        let open: Vec<String> =
            snapshot.session.open.keys().map(|path| snapshot.analysis.real_path(path)).collect();
        snapshot.analysis.remember(&open);
        self.has_loaded(change);
    }

    /// Tells what an edited file says of itself, beside what its project said of it before; also
    /// when that is what was told of the text before, so that the client knows.
    fn tell_of_file(&self, session: &Session, change: u64, path: &str, uri: Uri, mut found: Vec<Diagnostic>) {
        let mut state = self.state();
        if !self.current(change) || state.pulls {
            return;
        }
        state.edited.remove(path);
        let told = state.told.get(uri.as_str()).map(|(_, told)| told);
        found.extend(told.into_iter().flatten().filter(|it| !is_of_file(it)).cloned());
        sort(&mut found);
        self.publish(&uri, found.clone(), version(session, &uri));
        state.told.insert(uri.as_str().to_owned(), (uri, found));
    }

    /// Tells what is found early among some files, beside what was found late before, and what files
    /// say of themselves, which has been told.
    fn tell_early(&self, session: &Session, change: u64, found: &ByUri, among: impl Fn(&str) -> bool) {
        let mut state = self.state();
        if !self.current(change) || state.pulls {
            return;
        }
        let mut shown = found.clone();
        shown.retain(|key, _| among(key));
        for (key, (uri, told)) in &state.told {
            if !among(key) {
                shown.insert(key.clone(), (uri.clone(), told.clone()));
                continue;
            }
            let (_, shown) = shown.entry(key.clone()).or_insert_with(|| (uri.clone(), Vec::new()));
            // What is found again is told in the newer words.
            let is_new =
                |it: &&Diagnostic| !shown.iter().any(|now| (now.range, &now.code) == (it.range, &it.code));
            let late = state.late.get(key).into_iter().flat_map(|(_, late)| late);
            let kept = told.iter().filter(|it| is_of_file(it)).chain(late.filter(|it| !is_of_file(it)));
            let kept: Vec<Diagnostic> = kept.filter(is_new).cloned().collect();
            shown.extend(kept);
        }
        shown.values_mut().for_each(|(_, shown)| sort(shown));
        self.publish_news(session, &state.told, &shown);
        state.told = shown;
    }

    /// Tells all that was found; a part of it has been found early.
    fn tell(&self, session: &Session, change: u64, mut found: ByUri, early: &ByUri) {
        let mut state = self.state();
        if !self.current(change) {
            return;
        }
        state.edited.clear();
        for (key, (uri, _)) in &state.told {
            found.entry(key.clone()).or_insert_with(|| (uri.clone(), Vec::new()));
        }
        if !state.pulls {
            self.publish_news(session, &state.told, &found);
        }
        let is_late =
            |key: &String, it: &Diagnostic| early.get(key).is_none_or(|(_, early)| !early.contains(it));
        state.late.clear();
        for (key, (uri, now)) in &found {
            let late: Vec<Diagnostic> = now.iter().filter(|it| is_late(key, it)).cloned().collect();
            if !late.is_empty() {
                state.late.insert(key.clone(), (uri.clone(), late));
            }
        }
        let refresh = state.pulls && state.told != found;
        let is_open = |uri: &Uri| session.open.values().any(|open| open.uri == *uri);
        found.retain(|_, (uri, now)| !now.is_empty() || is_open(uri));
        state.told = found;
        drop(state);
        if refresh {
            self.refresh(session);
        }
    }

    /// Notes that all has been looked at, and that what is asked next is answered soon.
    fn has_loaded(&self, change: u64) {
        let mut state = self.state();
        if self.current(change) {
            let loaded = std::mem::take(&mut state.loaded);
            drop(state);
            loaded.into_iter().for_each(|act| act());
        }
    }

    /// Publishes the diagnostics of the files that have others than before.
    fn publish_news(&self, session: &Session, before: &ByUri, now: &ByUri) {
        for (key, (uri, now)) in now {
            if before.get(key).map_or(&[][..], |(_, before)| before) != now {
                self.publish(uri, now.clone(), version(session, uri));
            }
        }
    }

    /// Has the client ask again, if it can be told to.
    fn refresh(&self, session: &Session) {
        let workspace = session.client.workspace.as_ref();
        let can = workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support);
        if can == Some(true) {
            self.client.tell_to::<tower_lsp::ls_types::request::WorkspaceDiagnosticRefresh>(());
        }
    }

    fn publish(&self, uri: &Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.client.notify::<PublishDiagnostics>(params);
    }

    fn current(&self, change: u64) -> bool {
        self.changes() == change
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything that is wrong in the projects of the open documents and of the workspace.
pub(crate) fn everywhere(snapshot: &Snapshot<'_>) -> ByUri {
    let (analysis, files) = (snapshot.analysis, files(snapshot));
    let first = analysis.first_look(&files);
    by_uri(snapshot, &files, &first.unwrap_or_else(|| analysis.diagnose(&files)))
}

/// The files and folders whose projects are looked at.
fn files(snapshot: &Snapshot<'_>) -> Vec<String> {
    let Session { open, folders, settings, .. } = snapshot.session;
    let mut files: Vec<String> = open.keys().map(|path| snapshot.analysis.real_path(path)).collect();
    if settings.whole_workspace {
        files.extend(folders.iter().flat_map(|folder| snapshot.analysis.projects_below(folder)));
    }
    files
}

/// Reports as diagnostics of their files.
fn by_uri(snapshot: &Snapshot<'_>, files: &[String], reports: &[Report]) -> ByUri {
    let mut found = ByUri::new();
    for report in reports {
        let Some(uri) = home(snapshot.analysis, report, files).and_then(|path| snapshot.uri(&path)) else {
            continue;
        };
        let entry = found.entry(uri.as_str().to_owned()).or_insert_with(|| (uri, Vec::new()));
        entry.1.push(convert::diagnostic(snapshot, report));
    }
    found.values_mut().for_each(|(_, found)| sort(found));
    found
}

/// The file at which a report is shown; one of no place is shown where somebody looks.
fn home(analysis: &Analysis, report: &Report, files: &[String]) -> Option<String> {
    match &report.primary {
        Some(label) => Some(label.range.path.clone()),
        None => files.iter().find(|path| analysis.text(path).is_some()).cloned(),
    }
}

/// Whether a diagnostic is one that a file by itself gives.
fn is_of_file(diagnostic: &Diagnostic) -> bool {
    matches!(&diagnostic.code, Some(NumberOrString::String(code)) if codes::is_of_file(code))
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    let code = |it: &Diagnostic| match &it.code {
        Some(NumberOrString::String(code)) => code.clone(),
        Some(NumberOrString::Number(_)) | None => String::new(),
    };
    diagnostics.sort_by_cached_key(|it| (it.range.start, it.range.end, code(it), it.message.clone()));
    diagnostics.dedup();
}

fn version(session: &Session, uri: &Uri) -> Option<i32> {
    session.open.values().find(|open| open.uri == *uri).map(|open| open.version)
}
