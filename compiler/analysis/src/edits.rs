//! Edits of nodes as edits of text: where a new member of a set goes, and how it is set off.

use crate::database::Db;
use crate::queries;
use crate::report::{TextEdit, range, source_range};
use fedic_diagnostics::{Edit, EditAt, Place, Span};

/// The edit of the text; none if its place is no more.
pub(crate) fn text_edit(db: &dyn Db, edit: &Edit) -> Option<TextEdit> {
    match edit.at {
        EditAt::Replace(spot) => Some(TextEdit { range: range(db, spot)?, text: edit.text.clone() }),
        EditAt::Before(place) => {
            let start = queries::span(db, place)?.start;
            let range = source_range(db, place.file, Span::new(start, start))?;
            Some(TextEdit { range, text: edit.text.clone() })
        }
        EditAt::Member(place) => member(db, place, &edit.text),
    }
}

fn member(db: &dyn Db, place: Place, new: &str) -> Option<TextEdit> {
    let input = db.files().by_id(place.file)?;
    let whole = queries::text(db, input).as_deref().ok()?;
    let span = queries::span(db, place)?;
    let set = whole.get(span.start as usize..span.end as usize)?;
    let (from, text) = insertion(whole, span.start as usize, set, new, input.path(db).ends_with(".json"))?;
    let span = Span::new(u32::try_from(from.start).ok()?, u32::try_from(from.end).ok()?);
    Some(TextEdit { range: source_range(db, place.file, span)?, text })
}

/// What is replaced, in offsets of the whole text, and by what. Behind the last member, on
/// a line of its own if the closing brace has one.
fn insertion(
    whole: &str,
    start: usize,
    set: &str,
    new: &str,
    json: bool,
) -> Option<(std::ops::Range<usize>, String)> {
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

    #[test]
    fn a_member_goes_behind_the_last_in_the_style_of_the_set() {
        assert_eq!(with_member("{ a = 1; }", "b = 2;", false), "{ a = 1; b = 2; }");
        assert_eq!(with_member("x: {\n  a = 1;\n}", "b = 2;", false), "x: {\n  a = 1;\n  b = 2;\n}");
        assert_eq!(with_member("{\n}", "b = 2;", false), "{\n  b = 2;\n}");
        assert_eq!(with_member("{}", "\"b\": 2", true), "{ \"b\": 2 }");
        assert_eq!(with_member("{\n  \"a\": 1\n}", "\"b\": 2", true), "{\n  \"a\": 1,\n  \"b\": 2\n}");
    }
}
