//! The documents that the editor has open, and what it was last told of them.

use crate::convert;
use fedic_analysis::{Host, Setup};
use serde_json::{Value, from_value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::{
    Diagnostic, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri,
};

/// What is to be published of a file.
pub(crate) type Published = (Uri, Vec<Diagnostic>, Option<i32>);

/// The open documents and the analysis that knows their texts.
pub(crate) struct Documents {
    pub(crate) host: Host,
    state: Mutex<State>,
    /// Counts changes: an answer about an older state is not published.
    changes: AtomicU64,
    publish: UnboundedSender<Published>,
}

#[derive(Default)]
struct State {
    /// Path and version of each open document.
    open: BTreeMap<String, i32>,
    /// Paths that have diagnostics at the editor.
    told: BTreeSet<String>,
}

impl Documents {
    /// No documents yet; and what will be published.
    pub(crate) fn new(folder: &str) -> (Arc<Documents>, UnboundedReceiver<Published>) {
        let (publish, published) = unbounded_channel();
        let host = Host::start(Setup::system(folder));
        let documents = Documents { host, state: Mutex::default(), changes: AtomicU64::new(0), publish };
        (Arc::new(documents), published)
    }

    /// Takes a notification that changes texts; `false` for any other message.
    pub(crate) fn take(self: &Arc<Documents>, request: &Request) -> bool {
        let Some(params) = request.params() else { return false };
        let params = serde_json::to_value(params).unwrap_or(Value::Null);
        match request.method() {
            "textDocument/didOpen" => self.opened(params),
            "textDocument/didChange" => self.edited(params),
            "textDocument/didClose" => self.closed(params),
            "textDocument/didSave" => self.saved(params),
            "workspace/didChangeWatchedFiles" => self.watched(params),
            _ => return false,
        };
        true
    }

    fn opened(self: &Arc<Documents>, params: Value) -> Option<()> {
        let document = from_value::<DidOpenTextDocumentParams>(params).ok()?.text_document;
        let path = convert::path(&document.uri)?;
        self.state().open.insert(path.clone(), document.version);
        self.change(path, Some(document.text));
        Some(())
    }

    fn edited(self: &Arc<Documents>, params: Value) -> Option<()> {
        let params = from_value::<DidChangeTextDocumentParams>(params).ok()?;
        let path = convert::path(&params.text_document.uri)?;
        // Whole texts were asked for: the last one counts.
        let text = params.content_changes.into_iter().next_back()?.text;
        self.state().open.insert(path.clone(), params.text_document.version);
        self.change(path, Some(text));
        Some(())
    }

    fn closed(self: &Arc<Documents>, params: Value) -> Option<()> {
        let params = from_value::<DidCloseTextDocumentParams>(params).ok()?;
        let path = convert::path(&params.text_document.uri)?;
        self.state().open.remove(&path);
        self.change(path, None);
        Some(())
    }

    fn saved(self: &Arc<Documents>, params: Value) -> Option<()> {
        let params = from_value::<DidSaveTextDocumentParams>(params).ok()?;
        self.host.changed(vec![convert::path(&params.text_document.uri)?]);
        self.diagnose();
        Some(())
    }

    fn watched(self: &Arc<Documents>, params: Value) -> Option<()> {
        let changes = from_value::<DidChangeWatchedFilesParams>(params).ok()?.changes;
        self.host.changed(changes.iter().filter_map(|change| convert::path(&change.uri)).collect());
        self.diagnose();
        Some(())
    }

    fn change(self: &Arc<Documents>, path: String, text: Option<String>) {
        self.host.set_text(path, text);
        self.diagnose();
    }

    /// Looks for what is wrong now, and publishes it unless another change comes first.
    fn diagnose(self: &Arc<Documents>) {
        let change = self.changes.fetch_add(1, Ordering::SeqCst) + 1;
        let documents = self.clone();
        self.host.ask(move |analysis| {
            if documents.changes.load(Ordering::SeqCst) != change {
                return;
            }
            let open: Vec<String> = documents.state().open.keys().cloned().collect();
            let reports = analysis.diagnose(&open);
            let by_path = convert::diagnostics(analysis, &reports, open.first());
            documents.tell(change, by_path);
        });
    }

    fn tell(&self, change: u64, mut by_path: BTreeMap<String, Vec<Diagnostic>>) {
        let mut state = self.state();
        if self.changes.load(Ordering::SeqCst) != change {
            return;
        }
        // What had diagnostics, or is open, is told that it has none now.
        for path in state.told.iter().chain(state.open.keys()) {
            by_path.entry(path.clone()).or_default();
        }
        state.told =
            by_path.iter().filter(|(_, found)| !found.is_empty()).map(|(path, _)| path.clone()).collect();
        for (path, diagnostics) in by_path {
            let Some(uri) = Uri::from_file_path(&path) else { continue };
            let _ = self.publish.send((uri, diagnostics, state.open.get(&path).copied()));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
