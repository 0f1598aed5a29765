//! Reports as text: one file a form.

mod excerpt;
mod github;
mod json;
mod pretty;
mod sarif;
mod short;
mod tests;

use crate::arguments::{ReportFormat, When};
use crate::output::Stream;
use fedic_analysis::{Level, Report, Sources, shown};

pub(crate) use tests::{Wanted, passes, tests};

/// How reports are to look.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) format: ReportFormat,
    pub(crate) colours: bool,
    pub(crate) width: usize,
    /// Paths are shown relative to it.
    pub(crate) folder: String,
    /// The top of the repository that a workflow works on, if it says so.
    workspace: Option<String>,
}

impl Look {
    /// The look for a stream: pretty for a person, else short, unless a form is asked for.
    pub(crate) fn on(stream: Stream, color: When, folder: &str, format: Option<ReportFormat>) -> Look {
        let default = if stream.is_terminal() { ReportFormat::Pretty } else { ReportFormat::Short };
        Look {
            format: format.unwrap_or(default),
            colours: stream.colours(color),
            width: width(),
            folder: folder.to_owned(),
            workspace: std::env::var("GITHUB_WORKSPACE").ok().filter(|it| !it.is_empty()),
        }
    }

    /// The folder that annotations of a workflow start from.
    fn root(&self) -> &str {
        let around = |top: &&str| self.folder == *top || shown(&self.folder, top) != self.folder;
        self.workspace.as_deref().filter(around).unwrap_or(&self.folder)
    }
}

/// The reports as text that ends with a line end (or is empty).
pub(crate) fn reports(reports: &[Report], sources: &Sources, look: &Look) -> String {
    match look.format {
        ReportFormat::Pretty => pretty::reports(reports, sources, look),
        ReportFormat::Short => short::reports(reports, look),
        ReportFormat::Json => json::reports(reports, look),
        ReportFormat::Sarif => sarif::reports(reports, look),
        ReportFormat::Github => github::reports(reports, look),
    }
}

/// `2 errors, 1 warning`; none if there is nothing to count.
pub(crate) fn summary(reports: &[Report]) -> Option<String> {
    let count = |level| reports.iter().filter(|report| report.severity == level).count();
    let said = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    let parts: Vec<String> = [
        said(count(Level::Error), "error"),
        said(count(Level::Warning), "warning"),
        said(count(Level::Hint), "hint"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The message of a report, then what else there is to say, a line each.
fn message(report: &Report) -> String {
    let help = report.help.iter().map(|help| format!("\nhelp: {help}"));
    let notes = report.notes.iter().map(|note| format!("\nnote: {note}"));
    std::iter::once(report.message.clone()).chain(help).chain(notes).collect()
}

/// The columns of the terminal, as the shell exports them.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(100).clamp(40, 200)
}

/// A path as it is shown.
fn path(path: &str, look: &Look) -> String {
    printable(&shown(path, &look.folder))
}

/// A text without characters that steer terminals or reorder what is read.
fn printable(text: &str) -> String {
    text.chars().map(|it| if steers(it) && it != '\n' && it != '\t' { '?' } else { it }).collect()
}

/// Whether a character acts on the terminal instead of being shown.
fn steers(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
