//! What is to be read about what stands at a position.

use crate::snapshot::Snapshot;
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, TextDocumentPositionParams};

/// The text to be shown.
pub(crate) fn hover(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Option<Hover> {
    let (path, offset) = snapshot.place(at)?;
    let found = snapshot.analysis.hover(&path, offset)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: found.text });
    Some(Hover { contents, range: Some(snapshot.range(&found.range)) })
}
