//! A change in words.

use fedic_model::{Audience, Change, Severity, What};

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Breaking => "breaking",
        Severity::PossiblyBreaking => "possibly breaking",
        Severity::Changed => "changed",
        Severity::Compatible => "compatible",
    }
}

pub(super) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Operator => "Operators: what a configuration may say",
        Audience::Panel => "Panels: what an evaluated configuration says",
        Audience::Author => "Authors: applications, requests, policies",
    }
}

/// What changed.
pub(super) fn message(change: &Change) -> String {
    match &change.what {
        What::OptionAdded { required: true } => "new, and must be set".into(),
        What::OptionAdded { required: false } => "new".into(),
        What::OptionRemoved { reason: Some(reason), .. } => format!("removed: {}", one_line(reason)),
        What::OptionRemoved { reason: None, free: true } => {
            "removed: a value there is of a free name now".into()
        }
        What::OptionRemoved { reason: None, free: false } => "removed".into(),
        What::OptionRenamed { to } if change.concerns == Audience::Panel => format!("renamed to `{to}`"),
        What::OptionRenamed { to } => format!("renamed to `{to}`; the old name is still taken"),
        What::BecameRequired => "must be set now".into(),
        What::BecameOptional => "need not be set any more".into(),
        What::DefaultChanged { was, is } => match (was, is) {
            (Some(was), Some(is)) => format!("the default was `{}` and is `{}`", one_line(was), one_line(is)),
            (Some(was), None) => format!("the default `{}` is gone", one_line(was)),
            (None, Some(is)) => format!("has the default `{}`", one_line(is)),
            (None, None) => "the default changed".into(),
        },
        What::TypeNarrowed { was, is, lost } => {
            format!("{}{}", types(was, is), values(lost, ": refused now: "))
        }
        What::TypeWidened { was, is, gained } => {
            format!("{}{}", types(was, is), values(gained, ": possible now: "))
        }
        What::TypeChanged { was, is } => types(was, is),
        What::CodeChanged { code } => format!("{code} is other code now"),
        What::BecameReadOnly => "cannot be set any more".into(),
        What::BecameWritable => "can be set".into(),
        What::BecameFixed => "the model fixes it: what is set is not looked at any more".into(),
        What::BecameFree => "the model fixes it no more: what is set counts".into(),
        What::BecameShared => "the model sets it too: what is set must go together with that".into(),
        What::BecameUnshared => "the model sets it no more beside what is set".into(),
        What::DefinitionChanged => "the model itself sets it to something else".into(),
        What::Closed => "names that no option has are refused now".into(),
        What::Opened => "names that no option has are taken".into(),
        What::BecameSecret => "is secret now, and not shown".into(),
        What::BecameVisible => "is no secret any more, and shown".into(),
        What::WordsChanged => "is described otherwise".into(),
        What::PartAdded => "new".into(),
        What::PartRemoved => "removed".into(),
        What::OfferAdded { resource } => format!("offers `{resource}`"),
        What::OfferRemoved { resource } => format!("no longer offers `{resource}`"),
        What::ConfigurationRefused { file } => format!("`{file}` was taken and is refused"),
    }
}

fn types(was: &str, is: &str) -> String {
    if was == is { "other values".into() } else { format!("was {was}, is {is}") }
}

fn values(values: &[String], words: &str) -> String {
    let shown: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    if shown.is_empty() { String::new() } else { format!("{words}{}", shown.join(", ")) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
