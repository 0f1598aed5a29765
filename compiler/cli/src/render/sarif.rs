//! Reports as SARIF 2.1.0: what code scanners and editors read. The pages of the codes go
//! along, edits as fixes, labels elsewhere as related locations.

use super::{Look, message};
use fedic_analysis::{Label, Level, Report, SourceRange, TextEdit, codes, shown};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The name that stands for the folder of the call in what is said of files.
const ROOT: &str = "%SRCROOT%";

/// A log of one run; it ends with a line end.
pub(super) fn reports(reports: &[Report], look: &Look) -> String {
    let mut rules: BTreeMap<&str, usize> = reports.iter().map(|report| (report.code, 0)).collect();
    rules.values_mut().zip(0..).for_each(|(index, number)| *index = number);
    let results: Vec<Value> = reports.iter().map(|report| result(report, rules[report.code], look)).collect();
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fedic",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { ROOT: { "uri": format!("{}/", file_uri(look.folder.trim_end_matches('/'))) } },
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// A code as the registry knows it.
fn rule(code: &str) -> Value {
    let Some(known) = codes::known(code) else { unreachable!("reports have codes of the registry") };
    let page = known.page.split_once('\n').map_or(known.page, |(_, rest)| rest).trim();
    let first = page.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": known.number,
        "name": known.name,
        "shortDescription": { "text": known.name.replace('-', " ") },
        "fullDescription": { "text": first },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(known.level) },
    })
}

fn result(report: &Report, rule: usize, look: &Look) -> Value {
    let primary: Vec<Value> = report.primary.iter().map(|label| location(label, look)).collect();
    let mut result = json!({
        "ruleId": report.code,
        "ruleIndex": rule,
        "level": level(report.severity),
        "message": { "text": message(report) },
        "locations": primary,
    });
    if !report.secondary.is_empty() {
        let related = report.secondary.iter().zip(1..).map(|(label, id)| {
            let mut location = location(label, look);
            location["id"] = json!(id);
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if !report.edits.is_empty() {
        result["fixes"] = json!([fix(report, look)]);
    }
    result
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn location(label: &Label, look: &Look) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(&label.range.path, look) });
    // An empty range at the beginning is the file as a whole.
    if label.range.end.offset > 0 {
        physical["region"] = region(&label.range);
    }
    let mut location = json!({ "physicalLocation": physical });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn region(range: &SourceRange) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

/// All edits of a report make one fix.
fn fix(report: &Report, look: &Look) -> Value {
    let mut by_file: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for TextEdit { range, text } in &report.edits {
        let replacement = json!({ "deletedRegion": region(range), "insertedContent": { "text": text } });
        by_file.entry(&range.path).or_default().push(replacement);
    }
    let changes = by_file.into_iter().map(|(path, replacements)| {
        json!({ "artifactLocation": artifact(path, look), "replacements": replacements })
    });
    let text = report.help.as_ref().unwrap_or(&report.message);
    json!({ "description": { "text": text }, "artifactChanges": changes.collect::<Vec<_>>() })
}

/// A file below the folder of the call is named from there.
fn artifact(path: &str, look: &Look) -> Value {
    let near = shown(path, &look.folder);
    if near == path {
        json!({ "uri": file_uri(path) })
    } else {
        json!({ "uri": encoded(&near), "uriBaseId": ROOT })
    }
}

/// The URI of an absolute path. The embedded files lie on no disk.
fn file_uri(path: &str) -> String {
    match path.strip_prefix("/fedic/").filter(|_| fedic_analysis::is_embedded(path)) {
        Some(rest) => format!("fedic:{}", encoded(rest)),
        None => format!("file://{}", encoded(path)),
    }
}

/// A path with all but the harmless characters written as bytes.
fn encoded(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_hold_no_character_that_means_something() {
        assert_eq!(encoded("a b/ü#1?.nix"), "a%20b/%C3%BC%231%3F.nix");
        assert_eq!(file_uri("/srv/a%b"), "file:///srv/a%25b");
        assert_eq!(file_uri("/fedic/lib/types.nix"), "fedic:lib/types.nix");
    }
}
