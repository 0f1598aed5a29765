//! What folds, what is selected next, what is a link, what counts without being written.

use crate::snapshot::Snapshot;
use tower_lsp::ls_types::{
    DocumentLink, FoldingRange, FoldingRangeKind, InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams,
    SelectionRange, SelectionRangeParams, TextDocumentIdentifier,
};

/// What can be folded away.
pub(crate) fn folds(snapshot: &Snapshot<'_>, document: &TextDocumentIdentifier) -> Option<Vec<FoldingRange>> {
    let path = snapshot.path(document)?;
    let fold = |it: &fedic_analysis::Fold| FoldingRange {
        start_line: snapshot.position(&path, it.start).line,
        end_line: snapshot.position(&path, it.end).line,
        kind: it.is_comment.then_some(FoldingRangeKind::Comment),
        ..FoldingRange::default()
    };
    Some(snapshot.analysis.folds(&path).iter().map(fold).collect())
}

/// The ranges around each position, inner first.
pub(crate) fn selections(
    snapshot: &Snapshot<'_>,
    params: &SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    let path = snapshot.path(&params.text_document)?;
    let nested = |position: &tower_lsp::ls_types::Position| {
        let found = snapshot.analysis.selections(&path, snapshot.offset(&path, *position));
        let around = found.iter().rev().fold(None, |parent: Option<Box<SelectionRange>>, range| {
            Some(Box::new(SelectionRange { range: snapshot.range(range), parent }))
        });
        let here = tower_lsp::ls_types::Range { start: *position, end: *position };
        around.map_or(SelectionRange { range: here, parent: None }, |it| *it)
    };
    Some(params.positions.iter().map(nested).collect())
}

/// The paths that lead to files.
pub(crate) fn links(snapshot: &Snapshot<'_>, document: &TextDocumentIdentifier) -> Option<Vec<DocumentLink>> {
    let found = snapshot.analysis.links(&snapshot.path(document)?);
    let link = |it: &fedic_analysis::Link| DocumentLink {
        range: snapshot.range(&it.range),
        target: snapshot.uri(&it.target),
        tooltip: None,
        data: None,
    };
    Some(found.iter().map(link).collect())
}

/// Types and defaults of options, beside their names.
pub(crate) fn hints(snapshot: &Snapshot<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let path = snapshot.path(&params.text_document)?;
    let (start, end) = (snapshot.offset(&path, params.range.start), snapshot.offset(&path, params.range.end));
    let hint = |it: &fedic_analysis::Hint| InlayHint {
        position: snapshot.range(&it.at).start,
        label: InlayHintLabel::String(it.text.clone()),
        kind: Some(InlayHintKind::TYPE),
        text_edits: None,
        tooltip: None,
        padding_left: None,
        padding_right: Some(true),
        data: None,
    };
    Some(snapshot.analysis.hints(&path, start, end).iter().map(hint).collect())
}
