//! Diagnostics for a client that asks for them: of a document, or of the whole workspace. What
//! it has already is named by a digest and not sent again.

use crate::diagnostics::{ByUri, everywhere};
use crate::snapshot::Snapshot;
use std::hash::{DefaultHasher, Hash, Hasher};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

/// What is wrong in a document.
pub(crate) fn of_document(
    snapshot: &Snapshot<'_>,
    params: &DocumentDiagnosticParams,
) -> DocumentDiagnosticReport {
    let path = snapshot.path(&params.text_document);
    let uri = path.and_then(|path| snapshot.uri(&path));
    let found = uri.and_then(|uri| everywhere(snapshot).remove(uri.as_str()));
    let items = found.map(|(_, items)| items).unwrap_or_default();
    let id = digest(&items);
    if params.previous_result_id.as_ref() == Some(&id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
    })
}

/// What is wrong in all documents, open or not.
pub(crate) fn of_workspace(
    snapshot: &Snapshot<'_>,
    params: &WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReport {
    let mut found: ByUri = everywhere(snapshot);
    // What had diagnostics, and what is open, is told that it has none now.
    let known = params.previous_result_ids.iter().map(|it| &it.uri);
    for uri in known.chain(snapshot.session.open.values().map(|open| &open.uri)) {
        found.entry(uri.as_str().to_owned()).or_insert_with(|| (uri.clone(), Vec::new()));
    }
    let before = |uri: &Uri| params.previous_result_ids.iter().find(|it| it.uri == *uri).map(|it| &it.value);
    let report = |(uri, items): (Uri, Vec<Diagnostic>)| {
        let id = digest(&items);
        let open = snapshot.session.open.values().find(|open| open.uri == uri);
        let version = open.map(|open| i64::from(open.version));
        if before(&uri) == Some(&id) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
            return WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report,
                },
            );
        }
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
        })
    };
    WorkspaceDiagnosticReport { items: found.into_values().map(report).collect() }
}

/// A name for a list of diagnostics, the same for the same.
fn digest(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
