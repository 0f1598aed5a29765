//! Keys and values of `fedic.toml`, read line by line: in the middle of an edit it is no TOML.

use super::{Completion, CompletionKind};
use crate::annotations;
use crate::ide::Asked;
use crate::manifest::{ANNOTATIONS, ChosenLimits, Form, KEYS, LEVELS, Said};
use crate::report::SourceRange;
use fedic_diagnostics::{Code, Span};
use std::collections::BTreeSet;

pub(super) fn completions(asked: &Asked<'_>, offset: u32, snippets: bool) -> Vec<Completion> {
    let text = asked.text();
    let offset = text.floor_char_boundary(offset as usize);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..offset];
    if line.contains('#') {
        return Vec::new();
    }
    let table = table_above(&text[..start]);
    // What is being typed begins behind blanks: behind `=` in a value, else with the line.
    let value = line.find('=').map(|at| at + 1);
    let from = value.unwrap_or_default();
    let from = start + from + (line[from..].len() - line[from..].trim_start().len());
    let goes_on = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '"' | ']');
    let end = text.len() - text[offset..].trim_start_matches(goes_on).len();
    let span = u32::try_from(from).ok().zip(u32::try_from(end).ok());
    let Some(range) = span.and_then(|(start, end)| asked.range(Span::new(start, end))) else {
        return Vec::new();
    };
    if line.trim_start().starts_with("[annotations.") {
        return headers(asked, &Written::beside(start, table, &text), &range);
    }
    match value {
        Some(_) => values(asked, table, line.split('=').next().unwrap_or_default().trim(), &range),
        None => keys(
            table,
            &Written::beside(start, table, &text),
            &range,
            snippets && !text[end..].trim_start_matches(' ').starts_with('='),
        ),
    }
}

/// The table that a line stands in.
fn table_above(text: &str) -> &str {
    text.lines().rev().find_map(header).unwrap_or_default()
}

/// The table that a line begins.
fn header(line: &str) -> Option<&str> {
    line.trim().strip_prefix('[')?.strip_suffix(']')
}

/// What a manifest says already.
#[derive(Default)]
struct Written<'t> {
    tables: BTreeSet<&'t str>,
    /// The keys of one table.
    keys: BTreeSet<&'t str>,
}

impl<'t> Written<'t> {
    /// What is written beside the line that begins at an offset.
    fn beside(edited: usize, table: &str, text: &'t str) -> Written<'t> {
        let mut found = Written::default();
        let (mut within, mut start) = ("", 0);
        for line in text.split_inclusive('\n') {
            let is_edited = start == edited;
            start += line.len();
            match header(line) {
                _ if is_edited => {}
                Some(name) => {
                    within = name;
                    found.tables.insert(name);
                }
                None if within == table => {
                    found.keys.extend(line.split('=').next().map(str::trim));
                }
                None => {}
            }
        }
        found
    }
}

fn keys(table: &str, written: &Written<'_>, range: &SourceRange, snippets: bool) -> Vec<Completion> {
    let item = |name: &str, kind: CompletionKind, snippet: Option<String>| {
        let mut item = Completion::new(name, kind, range);
        if let Some(text) = snippet.filter(|_| snippets) {
            (item.text, item.snippet) = (text, true);
        }
        item
    };
    let entry =
        |name: &str, value: &str| item(name, CompletionKind::Option, Some(format!("{name} = {value}")));
    let mut found: Vec<Completion> = match table {
        "lints" => Code::ALL
            .iter()
            .map(|code| {
                let mut item =
                    entry(code.name(), &format!("\"${{1|{}|}}\"", LEVELS.map(|it| it.0).join(",")));
                item.detail = Some(code.number().to_owned());
                item
            })
            .collect(),
        "limits" => ChosenLimits::NAMES.iter().map(|name| entry(name, "$1")).collect(),
        "" => KEYS
            .iter()
            .filter_map(|(name, form)| match form {
                Form::Text => Some(entry(name, "\"$1\"")),
                Form::Texts => Some(entry(name, "[ \"$1\" ]")),
                Form::Table => None,
            })
            .collect(),
        _ if table.starts_with("annotations.") && !table.ends_with(".enumTitles") => ANNOTATIONS
            .iter()
            .map(|(name, form)| match form {
                Said::Text => entry(name, "\"$1\""),
                Said::Number => entry(name, "$1"),
                Said::Titles => entry(name, "{ $1 }"),
            })
            .collect(),
        _ => Vec::new(),
    };
    found.retain(|item| !written.keys.contains(item.label.as_str()));
    let tables = KEYS.iter().filter(|(_, form)| *form == Form::Table);
    for (table, _) in tables {
        if !written.tables.contains(table) {
            let mut item = item(&format!("[{table}]"), CompletionKind::Group, None);
            item.order = 7;
            found.push(item);
        }
    }
    found
}

/// Tables that say something of an option, of each that operators write.
fn headers(asked: &Asked<'_>, written: &Written<'_>, range: &SourceRange) -> Vec<Completion> {
    let Some(project) = asked.project else { return Vec::new() };
    let remembered = asked.memory.of(asked.db, project);
    let interfaces = remembered.parts.iter().map(|part| &part.evaluation.interface);
    let Some(front) = interfaces.into_iter().find(|it| it.written().is_some()) else { return Vec::new() };
    let names = annotations::all_paths(front).into_iter().map(|path| annotation(&path));
    let names = names.filter(|name| !written.tables.contains(name.as_str()));
    names.map(|name| Completion::new(&format!("[{name}]"), CompletionKind::Group, range)).collect()
}

fn values(asked: &Asked<'_>, table: &str, key: &str, range: &SourceRange) -> Vec<Completion> {
    let names: Vec<String> = match (table, key) {
        ("lints", _) => LEVELS.map(|(name, _)| name.to_owned()).to_vec(),
        ("", "environment") => environments(asked),
        _ => Vec::new(),
    };
    let item = |name: String| Completion::new(&format!("\"{name}\""), CompletionKind::Value, range);
    names.into_iter().map(item).collect()
}

fn environments(asked: &Asked<'_>) -> Vec<String> {
    let Some(project) = asked.project else { return Vec::new() };
    let remembered = asked.memory.of(asked.db, project);
    let interfaces = remembered.parts.iter().map(|part| &part.evaluation.interface);
    let mut names: Vec<String> =
        interfaces.flat_map(|it| &it.environments).map(|it| it.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The table of what is said of an option, by its path.
fn annotation(path: &str) -> String {
    // In single quotes nothing is escaped.
    let quote = if path.contains('"') { '\'' } else { '"' };
    format!("annotations.{quote}{path}{quote}")
}
