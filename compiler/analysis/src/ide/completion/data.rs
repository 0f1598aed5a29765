//! Keys and values of configurations in JSON.

use super::Completion;
use super::written::Writer;
use crate::ide::Asked;
use crate::ide::json::{JsonKind, place};
use crate::ide::levels::{self, Level};
use fedic_model::Member;

pub(super) fn completions(asked: &Asked<'_>, offset: u32, snippets: bool) -> Vec<Completion> {
    let Some(configured) = asked.configured() else { return Vec::new() };
    let text = asked.text();
    let Some(place) = place(&text, offset) else { return Vec::new() };
    let Some(range) = asked.range(place.written) else { return Vec::new() };
    let behind = text.get(place.written.end as usize..).unwrap_or_default().trim_start();
    let writer = Writer { model: configured.model(), range: &range, snippets };
    match place.kind {
        JsonKind::Key => {
            let levels = configured.levels(&place.path);
            levels.iter().flat_map(|level| keys(&writer, *level, &place.siblings, behind)).collect()
        }
        JsonKind::Value => {
            let wanted = configured.wanted(&place.path);
            wanted.map(|(ty, option)| writer.values(ty, option)).unwrap_or_default()
        }
    }
}

fn keys(writer: &Writer<'_>, level: Level, siblings: &[String], behind: &str) -> Vec<Completion> {
    let names = levels::names(writer.model, level).into_iter();
    let free = names.filter(|named| !siblings.contains(&named.name));
    let item = |named: levels::Named| {
        let mut item = writer.named(&named)?;
        let option = match named.member {
            Member::Group(_) => None,
            Member::Option(id) => writer.model.option(id),
        };
        item.order = u8::from(!option.is_some_and(|it| it.required));
        if named.is_tag && !siblings.is_empty() {
            item.order = 8;
        }
        if writer.snippets && !behind.starts_with(':') {
            let value = option.map_or_else(|| "{ $1 }".to_owned(), |option| writer.gap(option));
            let comma = if behind.starts_with('"') { "," } else { "" };
            (item.text, item.snippet) = (format!("{}{comma}", writer.member(&named.name, &value)), true);
        }
        Some(item)
    };
    free.filter_map(item).collect()
}
