//! Differences as CommonMark, for release notes and reviews.

use super::{AUDIENCES, of, place, summary, words};
use crate::texts::code;
use crate::title::capitalised;
use fedic_model::{Change, Differences, Severity};
use std::fmt::Write as _;

/// The differences as a page.
#[must_use]
pub fn differences_markdown(differences: &Differences) -> String {
    let mut text = format!("# What changed\n\n{}.\n", capitalised(&summary(differences)));
    for audience in AUDIENCES {
        let changes = of(differences, audience);
        if changes.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n", words::audience(audience));
        let mut under = None;
        for change in changes {
            if under != Some(change.severity) {
                let _ = write!(text, "\n### {}\n\n", capitalised(words::severity(change.severity)));
                under = Some(change.severity);
            }
            write_change(&mut text, change);
        }
    }
    text
}

fn write_change(text: &mut String, change: &Change) {
    let _ = write!(text, "- {}: {}", code(&place(change)), words::message(change));
    let places: Vec<&str> = change.old.iter().chain(&change.new).map(String::as_str).collect();
    if !places.is_empty() && change.severity != Severity::Compatible {
        let _ = write!(text, " ({})", places.join(" → "));
    }
    text.push('\n');
    if let Some(witness) = &change.witness {
        let _ = write!(text, "\n  ```json\n");
        for line in format!("{:#}", witness.value).lines() {
            let _ = writeln!(text, "  {line}");
        }
        let _ = write!(text, "  ```\n\n");
        for refusal in &witness.refusal {
            let _ = writeln!(text, "  > {}", refusal.lines().next().unwrap_or_default());
        }
        if !witness.refusal.is_empty() {
            text.push('\n');
        }
    }
}
