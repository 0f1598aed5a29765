//! The words of an option, as every format shows them.

use crate::title::title;
use fedic_model::{Interface, OptionDecl, Ui, Value};
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value as Json;

/// The title of an option: its own, else its name as words.
pub(crate) fn title_of(option: &OptionDecl) -> String {
    option.ui.title.clone().unwrap_or_else(|| title(&option.name))
}

/// The values that an option's are chosen from and that have titles, with these.
pub(crate) fn choices<'a>(interface: &'a Interface, option: &'a OptionDecl) -> Vec<(&'a Value, &'a str)> {
    if option.ui.enum_titles.is_empty() {
        return Vec::new();
    }
    let titled =
        |(value, data): (&'a Value, Json)| Some((value, option.ui.title_of_value(&Ui::value_name(&data))?));
    interface.choices(option.ty).unwrap_or_default().into_iter().filter_map(titled).collect()
}

/// A description as CommonMark: the roles of option documentation become plain code.
pub(crate) fn description(text: &str) -> String {
    let mut plain = text.trim_end().to_owned();
    if plain.contains("}`") {
        for role in ["{option}`", "{var}`", "{file}`", "{command}`", "{env}`", "{manpage}`"] {
            plain = plain.replace(role, "`");
        }
    }
    plain
}

/// CommonMark in which HTML is text: a backslash stands before each `<` of it.
pub(crate) fn without_html(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut done = 0;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        if let (Event::Html(_) | Event::InlineHtml(_), Some(html)) = (event, markdown.get(range.clone())) {
            plain += &markdown[done..range.start];
            plain += &html.replace('<', "\\<");
            done = range.end;
        }
    }
    plain + &markdown[done..]
}

/// A text of one line as code in CommonMark.
pub(crate) fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// As many backticks as a text needs around it, and at least so many.
pub(crate) fn fence(text: &str, least: usize) -> String {
    let mut fence = "`".repeat(least);
    while text.contains(&fence) {
        fence.push('`');
    }
    fence
}

#[cfg(test)]
mod tests {
    use super::without_html;

    #[test]
    fn what_looks_like_html_is_text() {
        for (text, plain) in [
            ("a <b> c", "a \\<b> c"),
            ("`<b>` and ``<i>`</i>``, <script>", "`<b>` and ``<i>`</i>``, \\<script>"),
            (
                "1 < 2, <https://example.org>, <me@example.org>",
                "1 < 2, <https://example.org>, <me@example.org>",
            ),
            ("```\n<p>\n```\n</p>", "```\n<p>\n```\n\\</p>"),
            ("For example:\n\n    <VirtualHost *:80>", "For example:\n\n    <VirtualHost *:80>"),
            ("Don`t use <b>.\n\nUse `x`.", "Don`t use \\<b>.\n\nUse `x`."),
        ] {
            assert_eq!(without_html(text), plain);
        }
    }
}
