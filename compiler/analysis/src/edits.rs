//! Edits that mend problems as edits of text: how a name is written in a file's language, where
//! a new member of a set goes and how it is set off, what goes with a binding.

use crate::database::Db;
use crate::queries;
use crate::report::{TextEdit, range, source_range};
use fedic_diagnostics::{Edit, Place, Span};
use fedic_model::nix;
use std::ops::Range;

/// The edit of the text; none if its place is no more, or if it is not that simple there.
pub(crate) fn text_edit(db: &dyn Db, edit: &Edit) -> Option<TextEdit> {
    match edit {
        Edit::Rename { at, name } => {
            let range = range(db, *at)?;
            Some(TextEdit { text: name_in(&range.path, name), range })
        }
        Edit::Member { of, name } => {
            let path = db.files().by_id(of.file)?.path(db);
            member(db, *of, &unfinished(path, name))
        }
        Edit::Remove { key } => removal(db, *key),
    }
}

/// A name as it is written as a key of a file.
pub(crate) fn name_in(path: &str, name: &str) -> String {
    match path.rsplit('.').next() {
        Some("json") => json_text(name),
        Some("nix") => nix::attribute_name(name).into_owned(),
        Some(_) | None => name.to_owned(),
    }
}

/// A text as JSON.
pub(crate) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A member of a file's sets whose value is still to be written.
pub(crate) fn unfinished(path: &str, name: &str) -> String {
    let key = name_in(path, name);
    if path.ends_with(".json") { format!("{key}: ") } else { format!("{key} = ;") }
}

/// A new member of a set or an object, or of the one that a key has as its value: behind the
/// last one.
pub(crate) fn member(db: &dyn Db, place: Place, new: &str) -> Option<TextEdit> {
    let input = db.files().by_id(place.file)?;
    let whole = queries::text(db, input).as_deref().ok()?;
    let text_of = |span: Span| whole.get(span.start as usize..span.end as usize);
    let here = queries::span(db, place)?;
    let span = match text_of(here)?.ends_with('}') {
        true => here,
        false => value_of(db, place)?,
    };
    let set = text_of(span)?;
    let (from, text) = insertion(whole, span.start as usize, set, new, input.path(db).ends_with(".json"))?;
    replacement(db, place, from, text)
}

/// Where the value of a key stands.
fn value_of(db: &dyn Db, key: Place) -> Option<Span> {
    let input = db.files().by_id(key.file)?;
    if input.path(db).ends_with(".json") {
        let parsed = queries::json(db, input);
        let tree = parsed.tree.as_ref().ok()?;
        let value = tree.members().find(|member| member.at == key.node)?.value;
        return parsed.spans.span(value.node());
    }
    let body = queries::body(db, input);
    let attr = body.bindings.iter().flat_map(|it| &it.attrs).find(|attr| attr.at == key.node)?;
    queries::source_map(db, input).span(body.node(attr.value))
}

/// The binding of a `let` or a set without which the file is.
fn removal(db: &dyn Db, key: Place) -> Option<TextEdit> {
    let input = db.files().by_id(key.file)?;
    let (name, value) = (queries::span(db, key)?, value_of(db, key)?);
    let whole = queries::text(db, input).as_deref().ok()?;
    let offsets = |span: Span| span.start as usize..span.end as usize;
    replacement(db, key, binding(whole, offsets(name), offsets(value))?, String::new())
}

fn replacement(db: &dyn Db, place: Place, from: Range<usize>, text: String) -> Option<TextEdit> {
    let span = Span::new(u32::try_from(from.start).ok()?, u32::try_from(from.end).ok()?);
    Some(TextEdit { range: source_range(db, place.file, span)?, text })
}

/// All of a binding whose name and value stand there, with the blanks that set it off; what is
/// inherited is its own value. None where the name begins a path, or where a comment may be meant
/// for it.
fn binding(whole: &str, name: Range<usize>, value: Range<usize>) -> Option<Range<usize>> {
    let (before, behind) = (&whole[..name.start], &whole[name.end..]);
    let mut from = name.clone();
    if name != value {
        let between = whole.get(name.end..value.start)?.trim();
        let ending = whole[value.end..].find(';')?;
        let tail = &whole[value.end..value.end + ending];
        let blank = |text: &str, sign: char| text.chars().all(|it| it.is_whitespace() || it == sign);
        if !between.starts_with('=') || !blank(&between[1..], '(') || !blank(tail, ')') {
            return None;
        }
        from.end = value.end + ending + 1;
    } else if behind.trim_start().starts_with(';') {
        // The only one: the whole `inherit` goes.
        let source = before.trim_end();
        if source.ends_with(['t', ')']) {
            let word = source.rfind("inherit")?;
            let only = &source[word + "inherit".len()..];
            if only.is_empty() || only.trim_start().starts_with('(') {
                from = word..name.end + behind.find(';')? + 1;
            }
        }
    }
    let blanks = whole[..from.start].len() - whole[..from.start].trim_end().len();
    let gap = &whole[from.start - blanks..from.start];
    from.start -= match gap.rfind('\n') {
        Some(line) => gap.len() - line,
        None => blanks,
    };
    Some(from)
}

/// What is replaced, in offsets of the whole text, and by what. Behind the last member, on
/// a line of its own if the closing brace has one.
fn insertion(whole: &str, start: usize, set: &str, new: &str, json: bool) -> Option<(Range<usize>, String)> {
    let inside = set.strip_suffix('}')?;
    let content = inside.trim_end();
    let tail = &inside[content.len()..];
    let empty = content.ends_with('{');
    let comma = if json && !empty { "," } else { "" };
    let at = start + content.len();
    let gap = at..start + inside.len();
    match tail.rfind('\n') {
        Some(line) => {
            let brace = &tail[line + 1..];
            let indent = if empty { format!("{brace}  ") } else { indent_of(whole, at) };
            Some((gap, format!("{comma}\n{indent}{new}\n{brace}")))
        }
        None => Some((gap, format!("{comma} {new} "))),
    }
}

/// The blanks that begin the line of an offset.
fn indent_of(text: &str, at: usize) -> String {
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    line.chars().take_while(|it| matches!(it, ' ' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_member(text: &str, new: &str, json: bool) -> String {
        let start = text.find('{').unwrap_or_else(|| unreachable!("tests have a set"));
        let Some((range, insert)) = insertion(text, start, &text[start..], new, json) else {
            unreachable!("tests have a closing brace")
        };
        format!("{}{insert}{}", &text[..range.start], &text[range.end..])
    }

    fn without(text: &str, name: &str, value: &str) -> Option<String> {
        let at = |part: &str| text.find(part).map(|at| at..at + part.len());
        let range = binding(text, at(name)?, at(value)?)?;
        Some(format!("{}{}", &text[..range.start], &text[range.end..]))
    }

    #[test]
    fn a_binding_goes_with_its_line() {
        let gone = |text, name, value| without(text, name, value).unwrap_or_default();
        assert_eq!(gone("let\n  a = 1;\n  b = (2);\nin a", "b", "2"), "let\n  a = 1;\nin a");
        assert_eq!(gone("let a = 1; b = 2; in a", "b", "2"), "let a = 1; in a");
        assert_eq!(gone("let inherit (x) ab cd; in ab", "cd", "cd"), "let inherit (x) ab; in ab");
        assert_eq!(gone("let\n  inherit (x) ab;\nin 1", "ab", "ab"), "let\nin 1");
        assert_eq!(gone("let inherit ab; in 1", "ab", "ab"), "let in 1");
        assert_eq!(without("let a.b = 1; in 1", "a", "1"), None);
        assert_eq!(without("let a = 1 /* why */; in 1", "a", "1"), None);
    }

    #[test]
    fn a_member_goes_behind_the_last_in_the_style_of_the_set() {
        assert_eq!(with_member("{ a = 1; }", "b = 2;", false), "{ a = 1; b = 2; }");
        assert_eq!(with_member("x: {\n  a = 1;\n}", "b = 2;", false), "x: {\n  a = 1;\n  b = 2;\n}");
        assert_eq!(with_member("{\n}", "b = 2;", false), "{\n  b = 2;\n}");
        assert_eq!(with_member("{}", "\"b\": 2", true), "{ \"b\": 2 }");
        assert_eq!(with_member("{\n  \"a\": 1\n}", "\"b\": 2", true), "{\n  \"a\": 1,\n  \"b\": 2\n}");
    }
}
