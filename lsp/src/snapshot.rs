//! The state that a request is answered from, in words of the protocol. A feature is a function
//! of a snapshot and the request's parameters; whatever it converts, it converts here.

use crate::convert;
use crate::settings::Settings;
use crate::text::{self, Encoding};
use fedic_analysis::{Analysis, SourceRange, TextEdit};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_lsp::ls_types::{
    self as ls, Location, Position, Range, TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};

/// One state of all documents. Asking it something may unwind, when a change or the client
/// interrupts: nothing is kept across questions.
pub(crate) struct Snapshot<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) session: &'a Session,
}

/// What client and server agreed on, and which documents are open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub(crate) encoding: Encoding,
    pub(crate) client: Arc<ls::ClientCapabilities>,
    pub(crate) settings: Arc<Settings>,
    /// Folders of the workspace, as paths.
    pub(crate) folders: Arc<[String]>,
    /// Address and version of each open document, by its path as the client has it.
    pub(crate) open: Arc<BTreeMap<String, Open>>,
}

/// An open document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) uri: Uri,
    pub(crate) version: i32,
}

impl Snapshot<'_> {
    /// The path of a document, free of symlinks, as the analysis knows it.
    pub(crate) fn path(&self, document: &TextDocumentIdentifier) -> Option<String> {
        Some(self.analysis.real_path(&convert::path(&document.uri)?))
    }

    /// Path and offset of a position in a document.
    pub(crate) fn place(&self, at: &TextDocumentPositionParams) -> Option<(String, u32)> {
        let path = self.path(&at.text_document)?;
        let offset = self.offset(&path, at.position);
        Some((path, offset))
    }

    /// The text of a file; empty if there is none.
    pub(crate) fn text(&self, path: &str) -> Arc<str> {
        self.analysis.text(path).unwrap_or_default()
    }

    /// The offset of a position in a file.
    pub(crate) fn offset(&self, path: &str, position: Position) -> u32 {
        text::offset(&self.text(path), position, self.session.encoding)
    }

    /// The range of the analysis, in positions.
    pub(crate) fn range(&self, at: &SourceRange) -> Range {
        convert::range(&self.text(&at.path), at, self.session.encoding)
    }

    /// A position of a file by its offset.
    pub(crate) fn position(&self, path: &str, offset: u32) -> Position {
        let line = self.analysis.line(path, offset);
        text::position_in(&self.text(path), offset as usize, line, self.session.encoding)
    }

    /// The address of a file: the client's own, where it has the file open.
    pub(crate) fn uri(&self, path: &str) -> Option<Uri> {
        if let Some(open) = self.session.open.get(path) {
            return Some(open.uri.clone());
        }
        let linked = self.session.open.iter().find(|(it, _)| self.analysis.real_path(it) == path);
        linked.map(|(_, open)| open.uri.clone()).or_else(|| convert::uri(path))
    }

    /// A range with the address of its file.
    pub(crate) fn location(&self, at: &SourceRange) -> Option<Location> {
        Some(Location { uri: self.uri(&at.path)?, range: self.range(at) })
    }

    /// Edits of files as one edit of the workspace.
    pub(crate) fn workspace_edit(&self, edits: &[TextEdit]) -> ls::WorkspaceEdit {
        let mut changes = std::collections::HashMap::<Uri, Vec<ls::TextEdit>>::new();
        for edit in edits {
            let Some(uri) = self.uri(&edit.range.path) else { continue };
            let range = self.range(&edit.range);
            changes.entry(uri).or_default().push(ls::TextEdit { range, new_text: edit.text.clone() });
        }
        ls::WorkspaceEdit { changes: Some(changes), ..ls::WorkspaceEdit::default() }
    }
}
