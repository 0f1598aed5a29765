//! Where something is declared.

use crate::snapshot::Snapshot;
use tower_lsp::ls_types::{Location, TextDocumentPositionParams};

/// The declarations of what stands at a position.
pub(crate) fn definition(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(at) else { return Vec::new() };
    let found = snapshot.analysis.definition(&path, offset);
    found.iter().filter_map(|range| snapshot.location(range)).collect()
}
