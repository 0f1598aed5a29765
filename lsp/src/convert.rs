//! The façade's words as the protocol's: paths as addresses, reports as diagnostics.

use crate::snapshot::Snapshot;
use crate::text::{self, Encoding};
use fedic_analysis::{Level, Report, SourceRange, is_embedded};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    NumberOrString, Range, Uri,
};

/// The scheme of files that fedic brings along: `fedic:/lib/strings.nix`.
pub(crate) const OWN: &str = "fedic";
/// The scheme of texts that lie in no file yet, and where such texts stand among paths.
const UNSAVED: &str = "untitled";

/// The path of a file, or of a text that is treated like one. None for addresses of other sorts.
pub(crate) fn path(uri: &Uri) -> Option<String> {
    match uri.scheme().as_str() {
        "file" => Some(uri.to_file_path()?.to_str()?.to_owned()),
        OWN => Some(format!("/fedic{}", uri.path().as_str())).filter(|path| is_embedded(path)),
        UNSAVED => Some(format!("/{UNSAVED}:/{}", uri.path().as_str().trim_start_matches('/'))),
        _ => None,
    }
}

/// The address of a path.
pub(crate) fn uri(path: &str) -> Option<Uri> {
    if is_embedded(path) {
        return format!("{OWN}:{}", path.strip_prefix("/fedic")?).parse().ok();
    }
    Uri::from_file_path(path)
}

/// A range of a text.
pub(crate) fn range(text: &str, at: &SourceRange, encoding: Encoding) -> Range {
    let position = |point: fedic_analysis::Point| {
        text::position_in(text, point.offset as usize, point.line.saturating_sub(1), encoding)
    };
    Range { start: position(at.start), end: position(at.end) }
}

/// A report as a diagnostic of the file that it is about.
pub(crate) fn diagnostic(snapshot: &Snapshot<'_>, report: &Report) -> Diagnostic {
    let related = report.secondary.iter().filter_map(|label| {
        let message = if label.text.is_empty() { report.message.clone() } else { label.text.clone() };
        Some(DiagnosticRelatedInformation { location: snapshot.location(&label.range)?, message })
    });
    Diagnostic {
        range: report.primary.as_ref().map(|label| snapshot.range(&label.range)).unwrap_or_default(),
        severity: Some(match report.severity {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Hint => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(report.code.to_owned())),
        code_description: format!("{OWN}:/codes/{}.md", report.code)
            .parse()
            .ok()
            .map(|href| CodeDescription { href }),
        source: Some("fedic".to_owned()),
        message: message(report),
        related_information: Some(related.collect()),
        tags: tag(report).map(|tag| vec![tag]),
        data: None,
    }
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

/// How an editor draws what is no mistake but could be left out.
fn tag(report: &Report) -> Option<DiagnosticTag> {
    if report.name.starts_with("unused-") {
        Some(DiagnosticTag::UNNECESSARY)
    } else if report.name.starts_with("deprecated-") {
        Some(DiagnosticTag::DEPRECATED)
    } else {
        None
    }
}
