//! The façade's words as the protocol's. Here alone columns count UTF-16 units.

use fedic_analysis::{Analysis, Level, Point, Report, SourceRange};
use std::collections::BTreeMap;
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
    Uri,
};

/// The path of a file on a disk.
pub(crate) fn path(uri: &Uri) -> Option<String> {
    Some(uri.to_file_path()?.to_str()?.to_owned())
}

/// The reports as diagnostics by path. A report about no file goes to `elsewhere`.
pub(crate) fn diagnostics(
    analysis: &Analysis,
    reports: &[Report],
    elsewhere: Option<&String>,
) -> BTreeMap<String, Vec<Diagnostic>> {
    let sources = analysis.sources(reports);
    let text = |path: &str| sources.get(path).map_or("", |text| &**text);
    let mut by_path: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for report in reports {
        let at = report.primary.as_ref().map(|label| &label.range);
        let Some(path) = at.map(|at| &at.path).or(elsewhere) else { continue };
        let related = report.secondary.iter().filter_map(|label| {
            let location = location(text(&label.range.path), &label.range)?;
            let message = if label.text.is_empty() { report.message.clone() } else { label.text.clone() };
            Some(DiagnosticRelatedInformation { location, message })
        });
        by_path.entry(path.clone()).or_default().push(Diagnostic {
            range: at.map(|at| range(text(path), at)).unwrap_or_default(),
            severity: Some(match report.severity {
                Level::Error => DiagnosticSeverity::ERROR,
                Level::Warning => DiagnosticSeverity::WARNING,
                Level::Hint => DiagnosticSeverity::HINT,
            }),
            code: Some(NumberOrString::String(report.code.to_owned())),
            source: Some("fedic".to_owned()),
            message: message(report),
            related_information: Some(related.collect()),
            ..Diagnostic::default()
        });
    }
    by_path
}

/// What the editor shows: the message, then what else there is to say, a line each.
fn message(report: &Report) -> String {
    let mut text = report.message.clone();
    if let Some(here) = report.primary.as_ref().map(|label| &label.text).filter(|text| !text.is_empty()) {
        text = format!("{text}\n{here}");
    }
    for line in report.help.iter().chain(&report.notes) {
        text = format!("{text}\n{line}");
    }
    text
}

/// A range of a file.
pub(crate) fn location(text: &str, at: &SourceRange) -> Option<Location> {
    Some(Location { uri: Uri::from_file_path(&at.path)?, range: range(text, at) })
}

/// A range of a text.
pub(crate) fn range(text: &str, at: &SourceRange) -> Range {
    Range { start: position(text, at.start), end: position(text, at.end) }
}

/// The position of a point, whose line is known: only that line is read.
fn position(text: &str, point: Point) -> Position {
    let (before, after) = text.split_at(text.floor_char_boundary(point.offset as usize));
    // A CR LF ends one line, behind the LF.
    let ended = if after.starts_with('\n') { before.strip_suffix('\r').unwrap_or(before) } else { before };
    let start = ended.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let units: usize = before[start..].chars().map(char::len_utf16).sum();
    let character = u32::try_from(units).unwrap_or(u32::MAX);
    Position { line: point.line.saturating_sub(1), character }
}

/// The offset in bytes of a position; the end of the line (or the text) if it is behind that.
pub(crate) fn offset(text: &str, position: Position) -> u32 {
    let mut line = 0;
    let mut units = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = letter == '\n' || (letter == '\r' && letters.peek().is_none_or(|(_, next)| *next != '\n'));
        if line == position.line && (units >= position.character || letter == '\r' || ends) {
            return u32::try_from(at).unwrap_or(u32::MAX);
        }
        if ends {
            line += 1;
        } else if line == position.line {
            units += u32::try_from(letter.len_utf16()).unwrap_or(1);
        }
    }
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_and_lines_end_in_three_ways() {
        let text = "a\r\n\u{1f980}é = x\rb";
        let at = text.find('x').unwrap_or_default();
        let position = position(text, Point { offset: u32::try_from(at).unwrap_or(0), line: 2, column: 6 });
        assert_eq!((position.line, position.character), (1, 6));
        assert_eq!(offset(text, position) as usize, at);
        assert_eq!(offset(text, Position { line: 2, character: 9 }) as usize, text.len());
        assert_eq!(offset(text, Position { line: 0, character: 9 }), 1);
    }
}
