//! Changes on offer.

use crate::snapshot::Snapshot;
use fedic_analysis::ActionKind;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    CodeActionProviderCapability, NumberOrString,
};

/// What is promised.
pub(crate) fn options() -> CodeActionProviderCapability {
    let kinds =
        vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::SOURCE_FIX_ALL];
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(kinds),
        ..CodeActionOptions::default()
    })
}

/// The changes for a range.
pub(crate) fn actions(
    snapshot: &Snapshot<'_>,
    params: &CodeActionParams,
) -> Option<Vec<CodeActionOrCommand>> {
    let path = snapshot.path(&params.text_document)?;
    let (start, end) = (snapshot.offset(&path, params.range.start), snapshot.offset(&path, params.range.end));
    let found = snapshot.analysis.actions(&path, start, end).into_iter().map(|action| {
        let mended = action.mends.as_ref().map(|(code, _)| NumberOrString::String((*code).to_owned()));
        let of = params.context.diagnostics.iter().filter(|it| mended.is_some() && it.code == mended);
        CodeAction {
            diagnostics: mended.is_some().then(|| of.cloned().collect()),
            edit: Some(snapshot.workspace_edit(&action.edits)),
            kind: Some(match action.kind {
                ActionKind::QuickFix => CodeActionKind::QUICKFIX,
                ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
                ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
            }),
            title: action.title,
            ..CodeAction::default()
        }
    });
    Some(found.map(CodeActionOrCommand::CodeAction).collect())
}
