//! The names of a document and of the workspace.

use crate::snapshot::Snapshot;
use fedic_analysis::{Symbol, SymbolKind as Kind};
use tower_lsp::ls_types::{DocumentSymbol, SymbolInformation, SymbolKind, TextDocumentIdentifier};

/// The names of a document, as a tree.
pub(crate) fn of_document(
    snapshot: &Snapshot<'_>,
    document: &TextDocumentIdentifier,
) -> Option<Vec<DocumentSymbol>> {
    let found = snapshot.analysis.document_symbols(&snapshot.path(document)?);
    Some(found.iter().map(|symbol| nested(snapshot, symbol)).collect())
}

#[allow(deprecated, reason = "the field must be given")]
fn nested(snapshot: &Snapshot<'_>, symbol: &Symbol) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: None,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: snapshot.range(&symbol.range),
        selection_range: snapshot.range(&symbol.name_range),
        children: Some(symbol.inner.iter().map(|inner| nested(snapshot, inner)).collect()),
    }
}

/// What the projects of open documents and of the workspace declare.
#[allow(deprecated, reason = "the field must be given")]
pub(crate) fn of_workspace(snapshot: &Snapshot<'_>, query: &str) -> Vec<SymbolInformation> {
    let session = snapshot.session;
    let mut projects: Vec<String> = session
        .open
        .keys()
        .chain(session.folders.iter())
        .filter_map(|path| snapshot.analysis.project_of(&snapshot.analysis.real_path(path)))
        .collect();
    projects.sort();
    projects.dedup();
    let found = projects.iter().flat_map(|project| snapshot.analysis.workspace_symbols(project, query));
    let symbol = |symbol: Symbol| {
        Some(SymbolInformation {
            location: snapshot.location(&symbol.range)?,
            name: symbol.name,
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            container_name: None,
        })
    };
    found.filter_map(symbol).collect()
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Application => SymbolKind::PACKAGE,
        Kind::Environment => SymbolKind::NAMESPACE,
        Kind::Resource => SymbolKind::INTERFACE,
        Kind::Option => SymbolKind::PROPERTY,
        Kind::Function => SymbolKind::FUNCTION,
        Kind::Set => SymbolKind::OBJECT,
        Kind::Value => SymbolKind::FIELD,
    }
}
