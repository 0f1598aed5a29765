//! Changes on offer.

use crate::snapshot::Snapshot;
use fedic_analysis::{Action, ActionKind};
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
    let kind = |action: &Action| match action.kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
    };
    let is_wanted = |action: &Action| {
        let wanted = params.context.only.as_ref();
        wanted.is_none_or(|wanted| wanted.iter().any(|it| covers(it, &kind(action))))
    };
    let found = snapshot.analysis.actions(&path, start, end).into_iter().filter(is_wanted).map(|action| {
        let mended = action.mends.as_ref().map(|(code, _)| NumberOrString::String((*code).to_owned()));
        let of = params.context.diagnostics.iter().filter(|it| mended.is_some() && it.code == mended);
        CodeAction {
            diagnostics: mended.is_some().then(|| of.cloned().collect()),
            edit: Some(snapshot.workspace_edit(&action.edits)),
            kind: Some(kind(&action)),
            title: action.title,
            ..CodeAction::default()
        }
    });
    Some(found.map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether a kind is another one, or holds it: `source` holds `source.fixAll`.
fn covers(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}
