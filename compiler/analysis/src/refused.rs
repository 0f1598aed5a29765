//! JSON that other programs wrote, where it is not what was expected: where, and why.

use fedic_diagnostics::Span;

/// The place that an error is about, and what it says without that place, which is shown.
pub(crate) fn refused(text: &str, error: &serde_json::Error) -> (Span, String) {
    let said = error.to_string();
    let message = said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message);
    let start = offset(text, error.line(), error.column());
    (Span::new(start, start), message.to_owned())
}

/// The offset of a line and a column of bytes, both from one.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    u32::try_from((before + column.saturating_sub(1)).min(text.len())).unwrap_or(u32::MAX)
}
