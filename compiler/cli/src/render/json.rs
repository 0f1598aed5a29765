//! All that is known of the reports, as one JSON object.

use super::Look;
use fedic_analysis::{Document, Label, Report, shown};

/// `{ formatVersion, errors, warnings, diagnostics }`; paths are relative to the folder of the call.
pub(super) fn reports(reports: &[Report], look: &Look) -> String {
    let document = Document::new(reports.iter().map(|report| relative(report, look)).collect());
    let json = serde_json::to_string_pretty(&document);
    json.unwrap_or_else(|_| unreachable!("reports are data")) + "\n"
}

/// The report with paths relative to the folder of the call.
pub(super) fn relative(report: &Report, look: &Look) -> Report {
    let mut report = report.clone();
    let shorten = |path: &mut String| *path = shown(path, &look.folder);
    let label = |label: &mut Label| shorten(&mut label.range.path);
    report.primary.iter_mut().for_each(label);
    report.secondary.iter_mut().for_each(label);
    report.edits.iter_mut().for_each(|edit| shorten(&mut edit.range.path));
    report
}
