//! The documents that the editor has open. Each change is made here, in the order of the wire;
//! nothing else writes to the database.

use crate::client::Client;
use crate::convert;
use crate::diagnostics::Publisher;
use crate::session::ask_for_settings;
use crate::settings::Settings;
use crate::snapshot::{Open, Session};
use crate::text::{self, Edited};
use fedic_analysis::{ConfinedDisk, Host, SystemDisk};
use serde_json::{Value, from_value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, Uri, WorkspaceFolder,
};

/// The open documents, and what client and server agreed on.
pub(crate) struct Documents {
    client: Client,
    host: Host,
    disk: Arc<ConfinedDisk<SystemDisk>>,
    publisher: Arc<Publisher>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    session: Session,
    /// By path, as the client has it.
    texts: BTreeMap<String, String>,
}

impl Documents {
    /// No documents yet.
    pub(crate) fn new(
        client: Client,
        host: Host,
        disk: Arc<ConfinedDisk<SystemDisk>>,
        publisher: Arc<Publisher>,
    ) -> Documents {
        Documents { client, host, disk, publisher, state: Mutex::default() }
    }

    /// What was agreed on, and the documents as they are now.
    pub(crate) fn session(&self) -> Session {
        self.state().session.clone()
    }

    /// Agrees on something.
    pub(crate) fn agree(&self, session: Session) {
        self.state().session = session;
        self.confine();
    }

    /// Shows as much of the disk as the client trusts the workspace with.
    fn confine(&self) {
        let session = self.session();
        if self.disk.show((!session.settings.trusted).then_some(&*session.folders)) {
            self.host.changed(vec!["/".to_owned()]);
        }
    }

    /// Takes a notification that changes something; `false` for any other message.
    pub(crate) fn take(self: &Arc<Self>, request: &Request) -> bool {
        let params = || request.params().cloned().unwrap_or(Value::Null);
        match request.method() {
            "textDocument/didOpen" => self.opened(params()),
            "textDocument/didChange" => self.edited(params()),
            "textDocument/didClose" => self.closed(params()),
            "textDocument/didSave" => self.saved(params()),
            "workspace/didChangeWatchedFiles" => self.watched(params()),
            "workspace/didChangeWorkspaceFolders" => self.moved(params()),
            "workspace/didChangeConfiguration" => self.configured(params()),
            _ => return false,
        };
        true
    }

    /// Takes the client's settings, if they are others than before.
    pub(crate) fn set(&self, said: &Value) {
        let before = self.session().settings;
        let settings = before.with(said);
        if settings == *before {
            return;
        }
        self.state().session.settings = Arc::new(settings);
        self.confine();
        self.diagnose();
    }

    /// Looks for what is wrong now.
    pub(crate) fn diagnose(&self) {
        self.publisher.diagnose(&self.host, self.session());
    }

    /// The same, unless somebody has looked since so many changes.
    pub(crate) fn diagnose_since(&self, changes: u64) {
        if self.publisher.changes() == changes {
            self.diagnose();
        }
    }

    fn opened(&self, params: Value) -> Option<()> {
        let document = from_value::<DidOpenTextDocumentParams>(params).ok()?.text_document;
        let path = convert::path(&document.uri)?;
        {
            let mut state = self.state();
            let open = Open { uri: document.uri.clone(), version: document.version };
            Arc::make_mut(&mut state.session.open).insert(path.clone(), open);
            state.texts.insert(path.clone(), document.text.clone());
        }
        self.changed(path, &document.uri, &[], Some(document.text));
        Some(())
    }

    fn edited(&self, params: Value) -> Option<()> {
        let params = from_value::<DidChangeTextDocumentParams>(params).ok()?;
        let path = convert::path(&params.text_document.uri)?;
        let (text, edits, uri) = {
            let mut state = self.state();
            let State { session, texts } = &mut *state;
            // What is not open has no text that could be edited.
            let text = texts.get_mut(&path)?;
            let edits: Vec<Edited> = params
                .content_changes
                .into_iter()
                .map(|change| match change.range {
                    Some(range) => text::edit(text, range, &change.text, session.encoding),
                    None => text::replace_all(text, &change.text, session.encoding),
                })
                .collect();
            let text = text.clone();
            let open = Arc::make_mut(&mut session.open).get_mut(&path)?;
            open.version = params.text_document.version;
            (text, edits, open.uri.clone())
        };
        self.changed(path, &uri, &edits, Some(text));
        Some(())
    }

    fn closed(&self, params: Value) -> Option<()> {
        let params = from_value::<DidCloseTextDocumentParams>(params).ok()?;
        let path = convert::path(&params.text_document.uri)?;
        {
            let mut state = self.state();
            state.texts.remove(&path)?;
            Arc::make_mut(&mut state.session.open).remove(&path);
        }
        self.changed(path, &params.text_document.uri, &[], None);
        Some(())
    }

    fn saved(&self, params: Value) -> Option<()> {
        let params = from_value::<DidSaveTextDocumentParams>(params).ok()?;
        self.host.changed(vec![convert::path(&params.text_document.uri)?]);
        self.diagnose();
        Some(())
    }

    fn watched(&self, params: Value) -> Option<()> {
        let changes = from_value::<DidChangeWatchedFilesParams>(params).ok()?.changes;
        self.host.changed(changes.iter().filter_map(|change| convert::path(&change.uri)).collect());
        self.diagnose();
        Some(())
    }

    fn moved(&self, params: Value) -> Option<()> {
        let event = from_value::<DidChangeWorkspaceFoldersParams>(params).ok()?.event;
        {
            let mut state = self.state();
            let (gone, new) = (paths(&event.removed), paths(&event.added));
            let left = state.session.folders.iter().filter(|it| !gone.contains(it));
            let mut folders: Vec<String> = left.cloned().collect();
            folders.extend(new.into_iter().filter(|it| !state.session.folders.contains(it)));
            state.session.folders = folders.into();
        }
        self.confine();
        self.diagnose();
        Some(())
    }

    fn configured(self: &Arc<Self>, params: Value) -> Option<()> {
        let said = from_value::<DidChangeConfigurationParams>(params).ok()?.settings;
        if said.is_object() {
            self.set(&said);
        } else {
            // What has changed is not said: it is to be asked for.
            ask_for_settings(self.client.clone(), self.clone());
        }
        Some(())
    }

    fn changed(&self, path: String, uri: &Uri, edits: &[Edited], text: Option<String>) {
        self.publisher.edited(&path, uri, edits);
        self.host.set_text(path, text);
        self.diagnose();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The paths of folders of the workspace.
pub(crate) fn paths(folders: &[WorkspaceFolder]) -> Vec<String> {
    let path = |folder: &WorkspaceFolder| Some(convert::path(&folder.uri)?.trim_end_matches('/').to_owned());
    folders.iter().filter_map(path).collect()
}

/// Settings as the client gave them with `initialize`.
pub(crate) fn first_settings(said: Option<&Value>) -> Arc<Settings> {
    Arc::new(said.map_or_else(Settings::default, |said| Settings::default().with(said)))
}
