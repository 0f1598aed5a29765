//! Differences for a terminal.

use super::{AUDIENCES, of, place, summary, words};
use fedic_model::{Change, Differences, Judge};
use std::fmt::Write as _;

/// The differences as lines.
#[must_use]
pub fn differences_text(differences: &Differences) -> String {
    let mut text = String::new();
    for audience in AUDIENCES {
        let changes = of(differences, audience);
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}\n", words::audience(audience));
        for change in changes {
            write_change(&mut text, change);
        }
        text.push('\n');
    }
    text + &summary(differences) + "\n"
}

fn write_change(text: &mut String, change: &Change) {
    let severity = words::severity(change.severity);
    let _ = writeln!(text, "  {severity}: {}: {}", place(change), words::message(change));
    for (name, places) in [("old", &change.old), ("new", &change.new)] {
        if !places.is_empty() {
            let _ = writeln!(text, "    {name}: {}", places.join(", "));
        }
    }
    if let Some(witness) = &change.witness {
        let by = match witness.by {
            Judge::Evaluation => "",
            Judge::Types => " (by types alone)",
        };
        let _ = writeln!(text, "    for example{by}: {}", witness.value);
        for refusal in &witness.refusal {
            let _ = writeln!(text, "      {}", refusal.lines().next().unwrap_or_default());
        }
    }
}
