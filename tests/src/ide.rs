//! Cases of what editors ask: how they are written, and each question's answer as text.

use fedic_analysis::{Analysis, Completion, Reference, SourceRange, Symbol};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The cursor in a case.
const CURSOR: &str = "$0";

/// A project with a cursor.
#[derive(Clone, Debug)]
pub struct Case {
    /// The files when they were last evaluated, by their paths.
    pub good: BTreeMap<String, String>,
    /// The file that has been edited since, and its text.
    pub typed: Option<(String, String)>,
    /// Where the cursor is.
    pub file: String,
    pub offset: u32,
    /// The case up to its answer.
    question: String,
}

impl Case {
    /// The case with an answer, as its file has it.
    #[must_use]
    pub fn with_answer(&self, answer: &str) -> String {
        format!("{}--- expected\n{answer}", self.question)
    }
}

/// Reads a case.
///
/// # Errors
/// It has no cursor.
pub fn read(text: &str) -> Result<Case, String> {
    let question = match text.find("--- expected") {
        Some(at) => text[..at].to_owned(),
        None if text.ends_with('\n') => text.to_owned(),
        None => format!("{text}\n"),
    };
    let mut good = BTreeMap::new();
    let (mut typed, mut cursor) = (None, None);
    let body = format!("\n{question}");
    for part in body.split("\n--- ").skip(1) {
        let (path, text) = part.split_once('\n').ok_or("a part has no text")?;
        let (mut now, mut before) = (String::new(), String::new());
        for (index, piece) in text.split('«').enumerate() {
            let (edit, rest) =
                if index == 0 { ("", piece) } else { piece.split_once('»').unwrap_or((piece, "")) };
            let (typed, old) = edit.split_once('¦').unwrap_or((edit, ""));
            now += &format!("{typed}{rest}");
            before += &format!("{old}{rest}");
        }
        if text.contains('«') {
            typed = Some((path.to_owned(), now.replacen(CURSOR, "", 1)));
        }
        if let Some(at) = now.find(CURSOR) {
            cursor = Some((path.to_owned(), u32::try_from(at).map_err(|error| error.to_string())?));
        }
        good.insert(path.to_owned(), before.replacen(CURSOR, "", 1));
    }
    let (file, offset) = cursor.ok_or("there is no cursor")?;
    Ok(Case { good, typed, file, offset, question })
}

/// The answer to a question, as text.
///
/// # Errors
/// Nobody asks that.
pub fn answer(question: &str, analysis: &Analysis, path: &str, offset: u32) -> Result<String, String> {
    match question {
        "completion" => Ok(completion(analysis, path, offset)),
        "hover" => Ok(hover(analysis, path, offset)),
        "definition" => Ok(ranges(analysis, &analysis.definition(path, offset))),
        "type-definition" => Ok(ranges(analysis, &analysis.type_definition(path, offset))),
        "implementation" => Ok(ranges(analysis, &analysis.implementation(path, offset))),
        "references" => Ok(references(analysis, &analysis.references(path, offset))),
        "highlights" => Ok(references(analysis, &analysis.highlights(path, offset))),
        "rename" => Ok(rename(analysis, path, offset)),
        "symbols" => Ok(symbols(&analysis.document_symbols(path), 0)),
        "tokens" => Ok(tokens(analysis, path)),
        "hints" => Ok(hints(analysis, path)),
        "workspace-symbols" => Ok(workspace_symbols(analysis, path, offset)),
        "folds" => Ok(folds(analysis, path)),
        "links" => Ok(links(analysis, path)),
        "value" => Ok(value(analysis, path, offset)),
        "selections" => Ok(ranges(analysis, &analysis.selections(path, offset))),
        "actions" => Ok(actions(analysis, path, offset)),
        "signature" => Ok(format!("{:#?}\n", analysis.signature_help(path, offset))),
        _ => Err(format!("there is no question `{question}`")),
    }
}

/// How many proposals a case shows.
const SHOWN: usize = 30;

fn completion(analysis: &Analysis, path: &str, offset: u32) -> String {
    let mut found = analysis.completions(path, offset, true);
    let mut text = String::new();
    if let Some(first) = found.first() {
        // As editors do: what does not go on as typed is not shown.
        let written = analysis.text(path).unwrap_or_default();
        let typed = written.get(first.range.start.offset as usize..offset as usize).unwrap_or_default();
        let typed = typed.trim_matches('"').to_lowercase();
        found.retain(|item| item.label.trim_matches('"').to_lowercase().starts_with(&typed));
    }
    for item in found.iter().take(SHOWN) {
        let _ = writeln!(text, "{}", proposal(item));
    }
    if found.len() > SHOWN {
        let _ = writeln!(text, "… {} in all", found.len());
    }
    if let Some(first) = found.first() {
        let (start, end) = (first.range.start.offset, first.range.end.offset);
        let written = analysis.text(path).unwrap_or_default();
        let replaced = written.get(start as usize..end as usize).unwrap_or_default();
        let _ = writeln!(text, "in the place of {replaced:?}");
        let about = first.about.as_ref().and_then(|about| analysis.document(about));
        if let Some(documentation) = first.documentation.clone().or(about) {
            let _ = writeln!(text, "\n{documentation}");
        }
    }
    text
}

fn proposal(item: &Completion) -> String {
    let kind = format!("{:?}", item.kind).to_lowercase();
    let detail = item.detail.as_ref().map(|detail| format!(" : {detail}")).unwrap_or_default();
    let text = if item.text == item.label { String::new() } else { format!("  {:?}", item.text) };
    format!("{kind} {}{detail}{text}", item.label)
}

fn symbols(found: &[Symbol], depth: usize) -> String {
    found.iter().fold(String::new(), |text, it| {
        let kind = format!("{:?}", it.kind).to_lowercase();
        format!("{text}{}{} {kind}\n{}", "  ".repeat(depth), it.name, symbols(&it.inner, depth + 1))
    })
}

/// What is found for the word before the cursor.
fn workspace_symbols(analysis: &Analysis, path: &str, offset: u32) -> String {
    let text = analysis.text(path).unwrap_or_default();
    let before = text.get(..offset as usize).unwrap_or_default();
    let query = before.rsplit(|it: char| it.is_whitespace()).next().unwrap_or_default();
    let found = analysis.workspace_symbols(path, query);
    let line = |it: &Symbol| {
        format!("{} {} {}\n", it.name, format!("{:?}", it.kind).to_lowercase(), shown(&it.range))
    };
    found.iter().map(line).collect()
}

/// The lines that fold, each with where the fold begins and ends.
fn folds(analysis: &Analysis, path: &str) -> String {
    let text = analysis.text(path).unwrap_or_default();
    let line = |offset: u32| text[..offset as usize].matches('\n').count() + 1;
    let fold = |it: &fedic_analysis::Fold| {
        let comment = if it.is_comment { " comment" } else { "" };
        let first = text[it.start as usize..].lines().next().unwrap_or_default();
        format!("{}-{}{comment} {first:?}\n", line(it.start), line(it.end))
    };
    analysis.folds(path).iter().map(fold).collect()
}

fn links(analysis: &Analysis, path: &str) -> String {
    let line = |it: &fedic_analysis::Link| {
        format!("{} -> {}\n", range(analysis, &it.range), it.target.trim_start_matches("/p/"))
    };
    analysis.links(path).iter().map(line).collect()
}

fn value(analysis: &Analysis, path: &str, offset: u32) -> String {
    match analysis.value(path, offset) {
        Ok(value) => format!("{value}\n"),
        Err(reason) => format!("none: {reason}\n"),
    }
}

fn tokens(analysis: &Analysis, path: &str) -> String {
    let text = analysis.text(path).unwrap_or_default();
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let line = |it: &fedic_analysis::Token| {
        let declares = if it.declares { " declared" } else { "" };
        format!("{} {:?}{declares}\n", &text[it.start as usize..it.end as usize], it.kind)
    };
    analysis.tokens(path, 0, end).iter().map(line).collect()
}

fn hints(analysis: &Analysis, path: &str) -> String {
    let found = analysis.hints(path, 0, u32::MAX);
    found.iter().map(|it| format!("{}{}\n", shown(&it.at), it.text)).collect()
}

fn actions(analysis: &Analysis, path: &str, offset: u32) -> String {
    let mut text = String::new();
    for action in analysis.actions(path, offset, offset) {
        let _ = writeln!(text, "{:?}: {}", action.kind, action.title);
        for edit in &action.edits {
            let _ = writeln!(text, "    {} -> {:?}", range(analysis, &edit.range), edit.text);
        }
    }
    text
}

fn hover(analysis: &Analysis, path: &str, offset: u32) -> String {
    match analysis.hover(path, offset) {
        Some(found) => format!("{}\n\n{}\n", range(analysis, &found.range), found.text),
        None => "nothing\n".to_owned(),
    }
}

fn ranges(analysis: &Analysis, found: &[SourceRange]) -> String {
    found.iter().fold(String::new(), |text, it| text + &range(analysis, it) + "\n")
}

fn references(analysis: &Analysis, found: &[Reference]) -> String {
    let line = |it: &Reference| {
        format!("{} {}\n", range(analysis, &it.range), format!("{:?}", it.kind).to_lowercase())
    };
    found.iter().map(line).collect()
}

fn rename(analysis: &Analysis, path: &str, offset: u32) -> String {
    match analysis.rename(path, offset, "new-name") {
        Ok(edits) => {
            edits.iter().map(|edit| format!("{} -> {}\n", range(analysis, &edit.range), edit.text)).collect()
        }
        Err(reason) => format!("refused: {reason}\n"),
    }
}

/// A range with the text that stands there.
fn range(analysis: &Analysis, it: &SourceRange) -> String {
    let text = analysis.text(&it.path).unwrap_or_default();
    let text = text.get(it.start.offset as usize..it.end.offset as usize).unwrap_or_default();
    format!("{} {text:?}", shown(it))
}

/// A range as people read it.
#[must_use]
pub fn shown(range: &SourceRange) -> String {
    let Some(path) = range.path.strip_prefix("/p/") else {
        // Where it stands in a file of fedic's own is no business of a case.
        return range.path.clone();
    };
    format!("{path}:{}:{}-{}:{}", range.start.line, range.start.column, range.end.line, range.end.column)
}
