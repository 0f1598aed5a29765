//! The requests that are answered, each by one question.

use crate::convert;
use crate::documents::{Documents, Published};
use fedic_analysis::Analysis;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::ls_types::{
    DeclarationCapability, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    GotoDefinitionParams, GotoDefinitionResponse, InitializeParams, InitializeResult, InitializedParams,
    Location, OneOf, PositionEncodingKind, Registration, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use tower_lsp::{Client, LanguageServer};

/// The server of one editor.
pub(crate) struct Server {
    client: Client,
    documents: Arc<Documents>,
    /// Taken by the task that publishes.
    published: Mutex<Option<UnboundedReceiver<Published>>>,
    /// Whether the editor tells of changed files if asked to.
    watches: Mutex<bool>,
}

impl Server {
    pub(crate) fn new(client: Client, folder: &str) -> Server {
        let (documents, published) = Documents::new(folder);
        Server { client, documents, published: Mutex::new(Some(published)), watches: Mutex::new(false) }
    }

    pub(crate) fn documents(&self) -> Arc<Documents> {
        self.documents.clone()
    }

    /// The answer to a question about the state as it is now.
    async fn ask<T: Send + 'static>(&self, question: impl Fn(&Analysis) -> T + Send + 'static) -> Result<T> {
        let (sender, answer) = oneshot::channel();
        let mut sender = Some(sender);
        self.documents.host.ask(move |analysis| {
            let answer = question(analysis);
            if let Some(sender) = sender.take() {
                let _ = sender.send(answer);
            }
        });
        answer.await.map_err(|_| Error::internal_error())
    }

    async fn declarations(&self, at: TextDocumentPositionParams) -> Result<Vec<Location>> {
        let Some(path) = convert::path(&at.text_document.uri) else { return Ok(Vec::new()) };
        self.ask(move |analysis| {
            let text = analysis.text(&path).unwrap_or_default();
            let found = analysis.definition(&path, convert::offset(&text, at.position));
            let locations = found.iter().filter_map(|range| {
                let text = analysis.text(&range.path).unwrap_or_default();
                convert::location(&text, range)
            });
            locations.collect()
        })
        .await
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let files = params.capabilities.workspace.and_then(|workspace| workspace.did_change_watched_files);
        let watches = files.and_then(|files| files.dynamic_registration).unwrap_or(false);
        *self.watches.lock().unwrap_or_else(PoisonError::into_inner) = watches;
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        };
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(PositionEncodingKind::UTF16),
                text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
                definition_provider: Some(OneOf::Left(true)),
                declaration_provider: Some(DeclarationCapability::Simple(true)),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "fedic".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let published = self.published.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut published) = published {
            let client = self.client.clone();
            // One task publishes, so that nothing older overtakes anything newer.
            tokio::spawn(async move {
                while let Some((uri, diagnostics, version)) = published.recv().await {
                    client.publish_diagnostics(uri, diagnostics, version).await;
                }
            });
        }
        if *self.watches.lock().unwrap_or_else(PoisonError::into_inner) {
            let client = self.client.clone();
            tokio::spawn(async move { client.register_capability(vec![watched_files()]).await });
        }
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let locations = self.declarations(params.text_document_position_params).await?;
        Ok((!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations)))
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        let locations = self.declarations(params.text_document_position_params).await?;
        Ok((!locations.is_empty()).then_some(GotoDeclarationResponse::Array(locations)))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

/// The files whose changes matter, open or not.
fn watched_files() -> Registration {
    let watchers = ["**/*.nix", "**/*.json", "**/fedic.toml"]
        .map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.to_vec() };
    Registration {
        id: "files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options)
            .ok()
            .and_then(|options| serde_json::from_value(options).ok()),
    }
}
