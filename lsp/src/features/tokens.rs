//! What the names of a document are, in the protocol's differences of positions.

use crate::snapshot::Snapshot;
use fedic_analysis::TokenKind;
use tower_lsp::ls_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensServerCapabilities,
    TextDocumentIdentifier,
};

/// What is promised, and what the numbers mean.
pub(crate) fn options() -> SemanticTokensServerCapabilities {
    let legend = SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::VARIABLE,
            SemanticTokenType::PARAMETER,
            SemanticTokenType::FUNCTION,
            SemanticTokenType::PROPERTY,
        ],
        token_modifiers: vec![SemanticTokenModifier::DECLARATION, SemanticTokenModifier::DEFAULT_LIBRARY],
    };
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend,
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    })
}

/// The tokens of a document, or of a range of it.
pub(crate) fn tokens(
    snapshot: &Snapshot<'_>,
    document: &TextDocumentIdentifier,
    range: Option<Range>,
) -> Option<SemanticTokens> {
    let path = snapshot.path(document)?;
    let end = u32::try_from(snapshot.text(&path).len()).unwrap_or(u32::MAX);
    let (start, end) = match range {
        Some(range) => (snapshot.offset(&path, range.start), snapshot.offset(&path, range.end)),
        None => (0, end),
    };
    let mut data = Vec::new();
    let (mut line, mut column) = (0, 0);
    for token in snapshot.analysis.tokens(&path, start, end) {
        let from = snapshot.position(&path, token.start);
        let to = snapshot.position(&path, token.end);
        if from.line != to.line {
            continue;
        }
        let (kind, library) = kind(token.kind);
        data.push(SemanticToken {
            delta_line: from.line - line,
            delta_start: if from.line == line { from.character - column } else { from.character },
            length: to.character - from.character,
            token_type: kind,
            token_modifiers_bitset: u32::from(token.declares) | (u32::from(library) << 1),
        });
        (line, column) = (from.line, from.character);
    }
    Some(SemanticTokens { result_id: None, data })
}

/// The number in the legend, and whether it is of the library.
fn kind(kind: TokenKind) -> (u32, bool) {
    match kind {
        TokenKind::Variable => (0, false),
        TokenKind::Parameter => (1, false),
        TokenKind::Function => (2, false),
        TokenKind::Option | TokenKind::Attribute => (3, false),
        TokenKind::Builtin | TokenKind::Library => (2, true),
    }
}
