//! Reports: diagnostics with their places looked up, in editor words. Here, and only
//! here, places become lines.

use crate::database::Db;
use crate::edits;
use crate::files::FileText;
use crate::queries;
use fedic_diagnostics::{Diagnostic, FileId, Label as Said, Problem, Severity, Span, Spot};
use schemars::JsonSchema;
use serde::Serialize;

/// A diagnostic as people and tools get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// `F` and four digits.
    pub code: &'static str,
    /// The kebab-case name of the fault.
    pub name: &'static str,
    pub severity: Level,
    pub message: String,
    /// None if the fault lies in no file.
    pub primary: Option<Label>,
    pub secondary: Vec<Label>,
    pub help: Option<String>,
    /// The help as edits, where a machine can carry it out.
    pub edits: Vec<TextEdit>,
    pub notes: Vec<String>,
}

/// Reports as one document, for tools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Changes when a reader could break.
    pub format_version: u32,
    pub errors: usize,
    pub warnings: usize,
    pub diagnostics: Vec<Report>,
}

impl Document {
    #[must_use]
    pub fn new(diagnostics: Vec<Report>) -> Document {
        let count = |level| diagnostics.iter().filter(|report| report.severity == level).count();
        Document {
            format_version: 1,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            diagnostics,
        }
    }
}

/// How bad a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
    Hint,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Level {
        match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Hint => Level::Hint,
        }
    }
}

/// A range and what is to be said there; the text may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label {
    pub range: SourceRange,
    pub text: String,
}

/// A range of a file, or (empty, at the beginning) the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct SourceRange {
    /// Absolute.
    pub path: String,
    pub start: Point,
    pub end: Point,
}

/// A place in a text: the offset in bytes; line and column, in characters, from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Point {
    pub offset: u32,
    pub line: u32,
    pub column: u32,
}

/// A replacement of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextEdit {
    pub range: SourceRange,
    pub text: String,
}

/// The reports of problems: sorted by place, each once.
pub(crate) fn reports<'p>(db: &dyn Db, problems: impl IntoIterator<Item = &'p Problem>) -> Vec<Report> {
    let mut reports: Vec<Report> =
        problems.into_iter().map(|problem| report(db, &problem.diagnostic())).collect();
    sort(&mut reports);
    reports
}

/// By file and place; what lies in no file comes first.
pub(crate) fn sort(reports: &mut Vec<Report>) {
    reports.sort_by(|left, right| key(left).cmp(&key(right)));
    reports.dedup();
}

fn key(report: &Report) -> (Option<&SourceRange>, Level, &str, &str) {
    (report.primary.as_ref().map(|label| &label.range), report.severity, report.code, &report.message)
}

/// The report of a diagnostic.
pub(crate) fn report(db: &dyn Db, diagnostic: &Diagnostic) -> Report {
    Report {
        code: diagnostic.code.number(),
        name: diagnostic.code.name(),
        severity: diagnostic.severity.into(),
        message: diagnostic.message.clone(),
        primary: diagnostic.primary.as_ref().and_then(|said| label(db, said)),
        secondary: diagnostic.secondary.iter().filter_map(|said| label(db, said)).collect(),
        help: diagnostic.help.clone(),
        edits: diagnostic.edits.iter().filter_map(|edit| edits::text_edit(db, edit)).collect(),
        notes: diagnostic.notes.clone(),
    }
}

fn label(db: &dyn Db, said: &Said) -> Option<Label> {
    Some(Label { range: range(db, said.at)?, text: said.text.clone() })
}

/// Where a spot is. None if its file is unknown or has changed so that the node is gone.
pub(crate) fn range(db: &dyn Db, spot: Spot) -> Option<SourceRange> {
    let (file, span) = match spot {
        Spot::Node(place) => (place.file, queries::span(db, place)?),
        Spot::Span(file, span) => (file, span),
        Spot::File(file) => (file, Span::new(0, 0)),
    };
    source_range(db, file, span)
}

/// A span of a file with lines. Spans behind the end of the text are cut to it.
pub(crate) fn source_range(db: &dyn Db, file: FileId, span: Span) -> Option<SourceRange> {
    let input = db.files().by_id(file)?;
    let start = point(db, input, span.start);
    let end = point(db, input, span.end.max(span.start));
    Some(SourceRange { path: input.path(db).to_string(), start, end })
}

/// Where an offset of a file stands; where its text ends, if it lies behind that.
pub(crate) fn point(db: &dyn Db, file: FileText, offset: u32) -> Point {
    let text = queries::text(db, file).as_deref().unwrap_or_default();
    let offset = u32::try_from(text.floor_char_boundary(offset as usize)).unwrap_or(u32::MAX);
    let at = queries::lines(db, file).chars(text, offset);
    Point { offset, line: at.line + 1, column: at.column + 1 }
}
