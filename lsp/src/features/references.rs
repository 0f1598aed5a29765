//! Everything that names the same as what stands at a position, and new names for it.

use crate::snapshot::Snapshot;
use fedic_analysis::SiteKind;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, Location, PrepareRenameResponse, ReferenceParams, RenameParams,
    TextDocumentPositionParams, WorkspaceEdit,
};

/// All places that name it.
pub(crate) fn references(snapshot: &Snapshot<'_>, params: &ReferenceParams) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(&params.text_document_position) else { return Vec::new() };
    let found = snapshot.analysis.references(&path, offset);
    let wanted =
        found.iter().filter(|it| params.context.include_declaration || it.kind != SiteKind::Declaration);
    wanted.filter_map(|it| snapshot.location(&it.range)).collect()
}

/// Those in the same document.
pub(crate) fn highlights(
    snapshot: &Snapshot<'_>,
    at: &TextDocumentPositionParams,
) -> Option<Vec<DocumentHighlight>> {
    let (path, offset) = snapshot.place(at)?;
    let highlight = |it: &fedic_analysis::Reference| DocumentHighlight {
        range: snapshot.range(&it.range),
        kind: Some(match it.kind {
            SiteKind::Declaration | SiteKind::Definition => DocumentHighlightKind::WRITE,
            SiteKind::Read | SiteKind::Inherited => DocumentHighlightKind::READ,
        }),
    };
    let found: Vec<DocumentHighlight> =
        snapshot.analysis.highlights(&path, offset).iter().map(highlight).collect();
    (!found.is_empty()).then_some(found)
}

/// What can be renamed there.
///
/// # Errors
/// Why nothing can, in words.
pub(crate) fn prepare(
    snapshot: &Snapshot<'_>,
    at: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some((path, offset)) = snapshot.place(at) else { return Ok(None) };
    let (range, placeholder) = snapshot.analysis.prepare_rename(&path, offset).map_err(refused)?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: snapshot.range(&range), placeholder }))
}

/// The edits that rename it.
///
/// # Errors
/// Why it cannot be renamed so, in words.
pub(crate) fn rename(snapshot: &Snapshot<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((path, offset)) = snapshot.place(&params.text_document_position) else { return Ok(None) };
    let edits = snapshot.analysis.rename(&path, offset, &params.new_name).map_err(refused)?;
    Ok(Some(snapshot.workspace_edit(&edits)))
}

/// A request that was understood and cannot be done.
pub(crate) fn refused(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(REFUSED), message: reason.into(), data: None }
}

/// The protocol's code of such a request (`RequestFailed`).
const REFUSED: i64 = -32803;
