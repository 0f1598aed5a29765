//! What may be written at a position.

use crate::snapshot::{Session, Snapshot};
use fedic_analysis::{About, Completion, CompletionKind};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams,
    CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind, TextEdit,
};

/// What is promised.
pub(crate) fn options() -> CompletionOptions {
    let letters = [".", "\"", "/", "<", "=", " ", ":"].map(str::to_owned).to_vec();
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(letters),
        ..CompletionOptions::default()
    }
}

/// The proposals.
pub(crate) fn completion(snapshot: &Snapshot<'_>, params: &CompletionParams) -> CompletionList {
    let Some((path, offset)) = snapshot.place(&params.text_document_position) else {
        return CompletionList::default();
    };
    // What was typed by itself asks only where nothing else can follow it.
    let typed = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    if matches!(typed, Some("=" | " " | ":")) && !begins_value(&snapshot.text(&path), offset) {
        return CompletionList::default();
    }
    let snippets = takes_snippets(snapshot.session);
    let found = snapshot.analysis.completions(&path, offset, snippets);
    // Nothing is cut off: what is typed on only narrows it.
    CompletionList { is_incomplete: false, items: found.iter().map(|it| item(snapshot, it)).collect() }
}

/// Whether a value begins at an offset: behind `=` or `:` and blanks.
fn begins_value(text: &str, offset: u32) -> bool {
    let before = text.get(..offset as usize).unwrap_or_default().trim_end_matches(' ');
    before.ends_with('=') && !before.ends_with("==") || before.ends_with("\":")
}

fn takes_snippets(session: &Session) -> bool {
    let completion = session.client.text_document.as_ref().and_then(|it| it.completion.as_ref());
    let item = completion.and_then(|it| it.completion_item.as_ref());
    item.and_then(|it| it.snippet_support).unwrap_or(false)
}

/// Clients sort by a text.
fn sorted_by(it: &Completion) -> String {
    const MOST: usize = 99_999;
    format!("{} {:05} {}", it.order, MOST - it.uses.min(MOST), it.label)
}

fn item(snapshot: &Snapshot<'_>, it: &Completion) -> CompletionItem {
    let range = snapshot.range(&it.range);
    CompletionItem {
        label: it.label.clone(),
        kind: Some(kind(it.kind)),
        detail: it.detail.clone(),
        documentation: it.documentation.clone().map(markdown),
        sort_text: Some(sorted_by(it)),
        filter_text: Some(filter(it)),
        insert_text_format: Some(match it.snippet {
            true => InsertTextFormat::SNIPPET,
            false => InsertTextFormat::PLAIN_TEXT,
        }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: it.text.clone() })),
        data: it.about.as_ref().and_then(|about| serde_json::to_value(about).ok()),
        ..CompletionItem::default()
    }
}

/// What is compared with what has been typed: that has quotes where the text has.
fn filter(it: &Completion) -> String {
    let range = it.range.end.offset - it.range.start.offset;
    match it.text.starts_with('"') && range > 0 && !it.label.starts_with('"') {
        true => format!("\"{}\"", it.label),
        false => it.label.clone(),
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Option => CompletionItemKind::PROPERTY,
        CompletionKind::Group => CompletionItemKind::MODULE,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Variable => CompletionItemKind::VARIABLE,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Attribute => CompletionItemKind::FIELD,
        CompletionKind::Keyword => CompletionItemKind::KEYWORD,
        CompletionKind::File => CompletionItemKind::FILE,
        CompletionKind::Folder => CompletionItemKind::FOLDER,
        CompletionKind::Reference => CompletionItemKind::REFERENCE,
    }
}

/// A proposal with what is to be read about it.
pub(crate) fn resolve(snapshot: &Snapshot<'_>, mut item: CompletionItem) -> CompletionItem {
    let about = item.data.clone().and_then(|data| serde_json::from_value::<About>(data).ok());
    if let (Some(about), None) = (about, &item.documentation) {
        item.documentation = snapshot.analysis.document(&about).map(markdown);
    }
    item
}
