//! The requests that are answered, each by one question to the analysis.

use crate::capabilities::capabilities;
use crate::client::Client;
use crate::diagnostics::Publisher;
use crate::documents::Documents;
use crate::features::{definition, diagnostic};
use crate::session;
use crate::snapshot::Snapshot;
use fedic_analysis::{Asked, Host, Setup, Stopped};
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Result};
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, GotoDefinitionParams, GotoDefinitionResponse,
    InitializeParams, InitializeResult, InitializedParams, Location, ServerInfo, TextDocumentPositionParams,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
};

/// The server of one editor.
pub(crate) struct Server {
    client: Client,
    host: Host,
    publisher: Arc<Publisher>,
    documents: Arc<Documents>,
}

impl Server {
    pub(crate) fn new(client: Client, folder: &str) -> Server {
        let host = Host::start(Setup::system(folder));
        let publisher = Publisher::new(client.clone());
        let documents = Arc::new(Documents::new(host.clone(), publisher.clone()));
        Server { client, host, publisher, documents }
    }

    /// Takes a notification that changes something; `false` for any other message.
    pub(crate) fn take(&self, request: &Request) -> bool {
        self.documents.take(request)
    }

    /// The answer to a question about the state as it is when this is first polled.
    ///
    /// # Errors
    /// A change came first, the client wants no answer any more, or the question panicked.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Snapshot<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let session = self.documents.session();
        let (sender, answer) = oneshot::channel();
        let asked = self.host.ask_once(
            move |analysis| question(&Snapshot { analysis, session: &session }),
            move |answer| {
                // Who has taken the question back listens to nothing.
                let _ = sender.send(answer);
            },
        );
        let _taken_back_when_dropped = TakeBack(asked);
        match answer.await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(Stopped::Changed)) => Err(Error::content_modified()),
            Ok(Err(Stopped::Cancelled)) => Err(Error::request_cancelled()),
            Ok(Err(Stopped::Failed)) | Err(_) => Err(Error::internal_error()),
        }
    }

    /// The answer to a question that is asked again whenever a change comes first.
    async fn ask_on<T: Send + 'static>(
        &self,
        question: impl Fn(&Snapshot<'_>) -> T + Clone + Send + 'static,
    ) -> Result<T> {
        loop {
            match self.ask(question.clone()).await {
                Err(Error { code: ErrorCode::ContentModified, .. }) => {}
                done => return done,
            }
        }
    }

    async fn declarations(&self, at: TextDocumentPositionParams) -> Result<Option<Vec<Location>>> {
        let locations = self.ask(move |snapshot| definition::definition(snapshot, &at)).await?;
        Ok((!locations.is_empty()).then_some(locations))
    }
}

/// Takes a question back when nobody waits for its answer any more.
struct TakeBack(Asked);

impl Drop for TakeBack {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = session::agreed(params);
        let capabilities = capabilities(&session);
        self.documents.agree(session);
        let server_info =
            ServerInfo { name: "fedic".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(InitializeResult { capabilities, server_info: Some(server_info), ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        session::begin(&self.client, &self.documents, &self.publisher);
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let locations = self.declarations(params.text_document_position_params).await?;
        Ok(locations.map(GotoDefinitionResponse::Array))
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        let locations = self.declarations(params.text_document_position_params).await?;
        Ok(locations.map(GotoDeclarationResponse::Array))
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.publisher.pulled();
        let report = self.ask_on(move |snapshot| diagnostic::of_document(snapshot, &params)).await?;
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.publisher.pulled();
        let report = self.ask_on(move |snapshot| diagnostic::of_workspace(snapshot, &params)).await?;
        Ok(WorkspaceDiagnosticReportResult::Report(report))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}
