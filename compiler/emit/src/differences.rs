//! What changed between two versions of a model, written out: for each reader what breaks
//! first.

mod markdown;
mod text;
mod words;

pub use markdown::differences_markdown;
pub use text::differences_text;

use fedic_model::{Audience, Change, Differences, Severity, Topic};
use serde_json::Value as Json;

/// As data, each change with its words.
#[must_use]
pub fn differences_json(differences: &Differences) -> String {
    let mut json = serde_json::to_value(differences).unwrap_or_else(|_| unreachable!("differences are data"));
    if let Some(Json::Array(changes)) = json.get_mut("changes") {
        for (written, change) in changes.iter_mut().zip(&differences.changes) {
            if let Json::Object(members) = written {
                members.insert("message".into(), words::message(change).into());
            }
        }
    }
    format!("{json:#}\n")
}

/// The changes that concern a reader, what breaks first.
fn of(differences: &Differences, audience: Audience) -> Vec<&Change> {
    let mut changes: Vec<&Change> =
        differences.changes.iter().filter(|change| change.concerns == audience).collect();
    changes.sort_by_key(|change| change.severity);
    changes
}

const AUDIENCES: [Audience; 3] = [Audience::Operator, Audience::Panel, Audience::Author];

/// Where a change is, for people.
fn place(change: &Change) -> String {
    let of = match &change.of {
        Topic::Configuration => String::new(),
        Topic::Model => "model".to_owned(),
        Topic::Application(name) => format!("application {name}"),
        Topic::Request(kind) => format!("request of {kind}"),
        Topic::Policy(kind) => format!("policy of {kind}"),
        Topic::Environment(name) => format!("environment {name}"),
    };
    match (of.is_empty(), change.path.is_empty()) {
        (true, true) => "configuration".to_owned(),
        (true, false) => change.path.clone(),
        (false, true) => of,
        (false, false) => format!("{of}: {}", change.path),
    }
}

/// `2 breaking, 1 possibly breaking, 1 changed, 3 compatible`; what there is none of is left out.
fn summary(differences: &Differences) -> String {
    let all = [Severity::Breaking, Severity::PossiblyBreaking, Severity::Changed, Severity::Compatible];
    let counts = all.into_iter().map(|severity| (differences.count(severity), severity));
    let parts: Vec<String> = counts
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| format!("{count} {}", words::severity(severity)))
        .collect();
    if parts.is_empty() { "no changes".to_owned() } else { parts.join(", ") }
}
