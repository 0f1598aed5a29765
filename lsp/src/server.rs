//! The requests that are answered, each by one question to the analysis.

use crate::capabilities::capabilities;
use crate::client::Client;
use crate::diagnostics::Publisher;
use crate::documents::Documents;
use crate::features::formatting::Unformatted;
use crate::features::references::refused;
use crate::features::{
    actions, commands, completion, content, definition, diagnostic, formatting, hover, references, signature,
    structure, symbols, tokens,
};
use crate::session;
use crate::snapshot::Snapshot;
use fedic_analysis::{Asked, ConfinedDisk, Host, Setup, Stopped, SystemDisk};
use serde_json::Value;
use std::num::NonZeroUsize;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Result};
use tower_lsp::ls_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoImplementationParams, GotoImplementationResponse,
    GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse,
    ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse,
    Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams,
    Location, PrepareRenameResponse, ReferenceParams, RenameParams, SelectionRange, SelectionRangeParams,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    ServerInfo, SignatureHelp, SignatureHelpParams, TextDocumentIdentifier, TextDocumentPositionParams,
    TextEdit, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
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
        let disk = Arc::new(ConfinedDisk::new(SystemDisk));
        let (reads, folder) = (disk.clone(), folder.to_owned());
        let host = Host::start(move || {
            let mut setup = Setup::system(&folder);
            setup.read_from(reads);
            setup.use_threads(std::thread::available_parallelism().map_or(1, NonZeroUsize::get));
            setup
        });
        let publisher = Publisher::new(client.clone());
        let documents = Arc::new(Documents::new(client.clone(), host.clone(), disk, publisher.clone()));
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

    /// The text of a document that fedic brings along.
    ///
    /// # Errors
    /// There is none, or no answer.
    pub(crate) async fn content(&self, document: TextDocumentIdentifier) -> Result<Value> {
        self.ask(move |snapshot| content::content(snapshot, &document)).await?
    }

    async fn unformatted(&self, document: TextDocumentIdentifier) -> Result<Option<Unformatted>> {
        self.ask(move |snapshot| formatting::unformatted(snapshot, &document)).await
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
        session::begin(&self.client, &self.host, &self.documents, &self.publisher);
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

    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        let at = params.text_document_position_params;
        let found = self.ask(move |snapshot| definition::type_definition(snapshot, &at)).await?;
        Ok((!found.is_empty()).then_some(GotoTypeDefinitionResponse::Array(found)))
    }

    async fn goto_implementation(
        &self,
        params: GotoImplementationParams,
    ) -> Result<Option<GotoImplementationResponse>> {
        let at = params.text_document_position_params;
        let found = self.ask(move |snapshot| definition::implementation(snapshot, &at)).await?;
        Ok((!found.is_empty()).then_some(GotoImplementationResponse::Array(found)))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let found = self.ask(move |snapshot| completion::completion(snapshot, &params)).await?;
        Ok(Some(CompletionResponse::List(found)))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.ask(move |snapshot| completion::resolve(snapshot, item)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(move |snapshot| hover::hover(snapshot, &params.text_document_position_params)).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.ask(move |snapshot| signature::help(snapshot, &params.text_document_position_params)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let found = self.ask(move |snapshot| references::references(snapshot, &params)).await?;
        Ok((!found.is_empty()).then_some(found))
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(move |snapshot| references::highlights(snapshot, &at)).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.ask(move |snapshot| references::prepare(snapshot, &params)).await?
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.ask(move |snapshot| references::rename(snapshot, &params)).await?
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let found = self.ask(move |snapshot| symbols::of_document(snapshot, &params.text_document)).await?;
        Ok(found.map(DocumentSymbolResponse::Nested))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let found = self.ask(move |snapshot| symbols::of_workspace(snapshot, &params.query)).await?;
        Ok(Some(WorkspaceSymbolResponse::Flat(found)))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let found = self.ask(move |snapshot| tokens::tokens(snapshot, &params.text_document, None)).await?;
        Ok(found.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = Some(params.range);
        let found = self.ask(move |snapshot| tokens::tokens(snapshot, &params.text_document, range)).await?;
        Ok(found.map(SemanticTokensRangeResult::Tokens))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(move |snapshot| structure::hints(snapshot, &params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(move |snapshot| structure::folds(snapshot, &params.text_document)).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(move |snapshot| structure::selections(snapshot, &params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(move |snapshot| structure::links(snapshot, &params.text_document)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(move |snapshot| actions::actions(snapshot, &params)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let settings = self.documents.session().settings;
        let Some(document) = self.unformatted(params.text_document.clone()).await? else { return Ok(None) };
        if !settings.trusted {
            return Err(refused("no formatter is started in a workspace that is not trusted".to_owned()));
        }
        let edits = formatting::formatted(&settings.formatter, &document).await.map_err(refused)?;
        // The text may have changed in the meantime.
        match self.unformatted(params.text_document).await? == Some(document) {
            true => Ok(Some(edits)),
            false => Err(Error::content_modified()),
        }
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

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        self.ask_on(move |snapshot| commands::run(snapshot, &params)).await?
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}
