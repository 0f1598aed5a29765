//! Where something is declared.

use crate::snapshot::Snapshot;
use fedic_analysis::{Analysis, SourceRange};
use tower_lsp::ls_types::{Location, TextDocumentPositionParams};

/// The declarations of what stands at a position.
pub(crate) fn definition(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    locations(snapshot, at, Analysis::definition)
}

/// The declarations of the type of what stands at a position.
pub(crate) fn type_definition(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    locations(snapshot, at, Analysis::type_definition)
}

/// All that gives the option at a position a value.
pub(crate) fn implementation(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Vec<Location> {
    locations(snapshot, at, Analysis::implementation)
}

fn locations(
    snapshot: &Snapshot<'_>,
    at: &TextDocumentPositionParams,
    ask: fn(&Analysis, &str, u32) -> Vec<SourceRange>,
) -> Vec<Location> {
    let Some((path, offset)) = snapshot.place(at) else { return Vec::new() };
    let found = ask(snapshot.analysis, &path, offset);
    found.iter().filter_map(|range| snapshot.location(range)).collect()
}
