//! Documentation as CommonMark.

use super::collect::{Docs, Entry, Section, Shown};
use crate::texts::{code, fence, without_html};
use std::fmt::Write as _;

/// The whole documentation as one text.
#[must_use]
pub fn markdown(docs: &Docs) -> String {
    let mut text = format!("# {}\n", docs.title);
    for section in &docs.sections {
        write_section(&mut text, docs, section);
    }
    text
}

fn write_section(text: &mut String, docs: &Docs, section: &Section) {
    let _ = match section.kind {
        "configuration" => write!(text, "\n## {}\n", section.title),
        kind => write!(text, "\n## The {kind} {}\n", code(&section.name)),
    };
    if let Some(words) = &section.description {
        let _ = write!(text, "\n{}\n", without_html(words.trim_end()));
    }
    for (words, kinds) in docs.links(section) {
        let _ = write!(
            text,
            "\n{words}: {}\n",
            kinds.iter().map(|kind| code(kind)).collect::<Vec<_>>().join(", ")
        );
    }
    for list in &section.lists {
        if let Some(title) = list.title {
            let _ = write!(text, "\n### {title}\n");
        }
        let level = if list.title.is_some() { "####" } else { "###" };
        for entry in &list.entries {
            let _ = write!(text, "\n{level} {}\n", code(&entry.name()));
            write_entry(text, entry);
        }
    }
    if !section.declared.is_empty() {
        let _ = write!(text, "\nDeclared in {}.\n", section.declared.join(", "));
    }
}

fn write_entry(text: &mut String, entry: &Entry) {
    if let Some(new) = &entry.renamed_to {
        let _ = write!(text, "\nThe old name of {}.\n", code(new));
        return;
    }
    if let Some(words) = &entry.description {
        let _ = write!(text, "\n{}\n", without_html(words.trim_end()));
    }
    let _ = write!(text, "\n- Type: {}\n", entry.ty);
    if let Some(pattern) = &entry.pattern {
        let _ = writeln!(text, "- Matches {}", block(pattern));
    }
    if let Some(unit) = &entry.unit {
        let _ = writeln!(text, "- Unit: {unit}");
    }
    for (value, title) in &entry.choices {
        let _ = writeln!(text, "- {} is “{title}”", block(value));
    }
    match &entry.default {
        Some(default) => {
            let _ = writeln!(text, "- Default: {}", shown(default));
        }
        None if entry.required => text.push_str("- Must be set\n"),
        None => {}
    }
    if let Some(example) = &entry.example {
        let _ = writeln!(text, "- Example: {}", shown(example));
    }
    if entry.read_only {
        text.push_str("- Read-only\n");
    }
    if entry.secret {
        text.push_str("- Secret: it is never shown\n");
    }
    if !entry.declared.is_empty() {
        let _ = writeln!(text, "- Declared in {}", entry.declared.join(", "));
    }
}

fn shown(shown: &Shown) -> String {
    match shown {
        Shown::Nix(text) => block(text),
        Shown::Markdown(text) => text.trim().replace('\n', " "),
    }
}

/// A text as code; one of several lines as a block.
fn block(text: &str) -> String {
    if !text.contains('\n') {
        return code(text);
    }
    let fence = fence(text, 3);
    let lines: String = text.trim_end().lines().map(|line| format!("  {line}\n")).collect();
    format!("\n\n  {fence}nix\n{lines}  {fence}")
}
