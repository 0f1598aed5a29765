//! Where something is declared.

use crate::snapshot::Snapshot;
use tower_lsp::ls_types::{Location, TextDocumentPositionParams};

/// The declarations of what stands at a position.
pub(crate) fn definition(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(at) else { return Vec::new() };
    let found = snapshot.analysis.definition(&path, offset);
    found.iter().filter_map(|range| snapshot.location(range)).collect()
}

/// The declarations of the type of what stands at a position.
pub(crate) fn type_definition(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(at) else { return Vec::new() };
    let found = snapshot.analysis.type_definition(&path, offset);
    found.iter().filter_map(|range| snapshot.location(range)).collect()
}

/// All that gives the option at a position a value.
pub(crate) fn implementation(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(at) else { return Vec::new() };
    let found = snapshot.analysis.implementation(&path, offset);
    found.iter().filter_map(|range| snapshot.location(range)).collect()
}
