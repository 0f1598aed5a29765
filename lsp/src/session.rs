//! The beginning of a session: what client and server agree on, and what the server then asks
//! the client for.

use crate::client::Client;
use crate::convert;
use crate::diagnostics::Publisher;
use crate::documents::{self, Documents};
use crate::snapshot::Session;
use crate::text::Encoding;
use fedic_analysis::Host;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tower_lsp::ls_types::{
    ClientCapabilities, ConfigurationItem, ConfigurationParams, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, GlobPattern, InitializeParams, NumberOrString, ProgressParams, ProgressParamsValue,
    ProgressToken, Registration, RegistrationParams, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, notification, request,
};

/// How long a client may take to open what it shows.
const PAUSE: Duration = Duration::from_millis(5);

/// What is agreed on with a client that begins in this way.
#[allow(deprecated, reason = "older clients name one folder in one of the two older ways")]
pub(crate) fn agreed(params: InitializeParams) -> Session {
    let encodings = params.capabilities.general.as_ref().and_then(|it| it.position_encodings.as_deref());
    let mut folders = documents::paths(params.workspace_folders.as_deref().unwrap_or_default());
    if params.workspace_folders.is_none() {
        let root = params.root_uri.as_ref().and_then(convert::path).or(params.root_path);
        folders.extend(root.map(|root| root.trim_end_matches('/').to_owned()));
    }
    Session {
        encoding: Encoding::agreed(encodings.unwrap_or_default()),
        settings: documents::first_settings(params.initialization_options.as_ref()),
        client: Arc::new(params.capabilities),
        folders: folders.into(),
        open: Arc::default(),
    }
}

/// Asks the client for what it can give, and begins to look at its workspace.
pub(crate) fn begin(client: &Client, host: &Host, documents: &Arc<Documents>, publisher: &Publisher) {
    let session = documents.session();
    let can = Can::of(&session.client);
    if can.registers_files {
        register(client, "files", "workspace/didChangeWatchedFiles", Some(json!(watched_files())));
    } else {
        watch(host.clone(), documents.clone(), publisher);
    }
    if can.registers_settings {
        register(client, "settings", "workspace/didChangeConfiguration", None);
    }
    if can.gives_settings {
        ask_for_settings(client.clone(), documents.clone());
    }
    if can.shows_progress {
        show_progress(client.clone(), publisher);
    }
    look_soon(documents.clone(), publisher.changes());
}

/// Looks at the workspace, unless the client opens something first, as most do at once: then that
/// is looked at, and what had begun would only be in its way.
fn look_soon(documents: Arc<Documents>, changes: u64) {
    tokio::spawn(async move {
        tokio::time::sleep(PAUSE).await;
        documents.diagnose_since(changes);
    });
}

/// What a client can do, of what it is asked for here.
struct Can {
    registers_files: bool,
    registers_settings: bool,
    gives_settings: bool,
    shows_progress: bool,
}

impl Can {
    fn of(client: &ClientCapabilities) -> Can {
        let workspace = client.workspace.as_ref();
        let yes = |it: Option<bool>| it.unwrap_or(false);
        let files = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let settings = workspace.and_then(|it| it.did_change_configuration.as_ref());
        Can {
            registers_files: yes(files.and_then(|it| it.dynamic_registration)),
            registers_settings: yes(settings.and_then(|it| it.dynamic_registration)),
            gives_settings: yes(workspace.and_then(|it| it.configuration)),
            shows_progress: yes(client.window.as_ref().and_then(|it| it.work_done_progress)),
        }
    }
}

fn register(client: &Client, id: &str, method: &str, options: Option<serde_json::Value>) {
    let registration =
        Registration { id: id.to_owned(), method: method.to_owned(), register_options: options };
    client.tell_to::<request::RegisterCapability>(RegistrationParams { registrations: vec![registration] });
}

/// Watches files for a client that does not, once it is known which.
fn watch(host: Host, documents: Arc<Documents>, publisher: &Publisher) {
    publisher.when_loaded(move || {
        // Where the system cannot tell of changes, the editor's own are still known.
        let _ = host.watch(move || documents.diagnose());
    });
}

/// The files whose changes matter, open or not.
fn watched_files() -> DidChangeWatchedFilesRegistrationOptions {
    let watcher =
        |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
    DidChangeWatchedFilesRegistrationOptions {
        watchers: ["**/*.nix", "**/*.json", "**/fedic.toml"].map(watcher).to_vec(),
    }
}

/// Asks for the client's settings; it answers when it likes.
pub(crate) fn ask_for_settings(client: Client, documents: Arc<Documents>) {
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some("fedic".to_owned()) };
        let params = ConfigurationParams { items: vec![item] };
        if let Ok(said) = client.request::<request::WorkspaceConfiguration>(params).await {
            said.iter().filter(|it| it.is_object()).for_each(|it| documents.set(it));
        }
    });
}

/// Shows that the workspace is being read for the first time.
fn show_progress(client: Client, publisher: &Publisher) {
    let token: ProgressToken = NumberOrString::String("fedic/load".to_owned());
    client.tell_to::<request::WorkDoneProgressCreate>(WorkDoneProgressCreateParams { token: token.clone() });
    let tell = move |value| {
        let value = ProgressParamsValue::WorkDone(value);
        client.notify::<notification::Progress>(ProgressParams { token: token.clone(), value });
    };
    tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
        title: "fedic".to_owned(),
        message: Some("reading the workspace".to_owned()),
        ..WorkDoneProgressBegin::default()
    }));
    publisher.when_loaded(move || tell(WorkDoneProgress::End(WorkDoneProgressEnd::default())));
}
