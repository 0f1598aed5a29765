//! What the function takes whose call is being written.

use crate::snapshot::Snapshot;
use tower_lsp::ls_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, SignatureHelp,
    SignatureHelpOptions, SignatureInformation, TextDocumentPositionParams,
};

/// What is promised.
pub(crate) fn options() -> SignatureHelpOptions {
    SignatureHelpOptions {
        trigger_characters: Some(vec![" ".to_owned()]),
        retrigger_characters: None,
        ..SignatureHelpOptions::default()
    }
}

/// The signature of the function, with the argument at the position.
pub(crate) fn help(snapshot: &Snapshot<'_>, at: &TextDocumentPositionParams) -> Option<SignatureHelp> {
    let (path, offset) = snapshot.place(at)?;
    let found = snapshot.analysis.signature_help(&path, offset)?;
    // Offsets of a label count as UTF-16 does; names and types are plain letters.
    let units = |at: u32| {
        let before = found.label.get(..at as usize).unwrap_or(&found.label);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    let parameters = found.parameters.iter().map(|(start, end)| ParameterInformation {
        label: ParameterLabel::LabelOffsets([units(*start), units(*end)]),
        documentation: None,
    });
    let documentation = found
        .documentation
        .clone()
        .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
    let signature = SignatureInformation {
        label: found.label.clone(),
        documentation,
        parameters: Some(parameters.collect()),
        active_parameter: Some(found.active),
    };
    Some(SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        active_parameter: Some(found.active),
    })
}
