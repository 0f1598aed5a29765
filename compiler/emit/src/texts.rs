//! The words of an option, as every format shows them.

use crate::title::title;
use fedic_model::{Interface, OptionDecl, Ui, Value};

/// The title of an option: its own, else its name as words.
pub(crate) fn title_of(option: &OptionDecl) -> String {
    option.ui.title.clone().unwrap_or_else(|| title(&option.name))
}

/// The values that an option's are chosen from and that have titles, with these.
pub(crate) fn choices<'a>(interface: &'a Interface, option: &'a OptionDecl) -> Vec<(&'a Value, &'a str)> {
    if option.ui.enum_titles.is_empty() {
        return Vec::new();
    }
    let titled = |value: &'a Value| Some((value, option.ui.title_of_value(&Ui::value_name(&value.data()?))?));
    interface.choices(option.ty).unwrap_or_default().into_iter().filter_map(titled).collect()
}

/// A description as CommonMark: the roles of option documentation become plain code, and what looks
/// like HTML is text.
pub(crate) fn description(text: &str) -> String {
    let mut plain = text.trim_end().to_owned();
    if plain.contains("}`") {
        for role in ["{option}`", "{var}`", "{file}`", "{command}`", "{env}`", "{manpage}`"] {
            plain = plain.replace(role, "`");
        }
    }
    if plain.contains('<') { without_html(&plain) } else { plain }
}

/// The text with a backslash before each `<` that would begin a tag: outside of code, where backslashes
/// are themselves, and of links such as `<https://example.org>`.
fn without_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find(['`', '<', '\\']) {
        let (before, from) = rest.split_at(at);
        escaped += before;
        let length = match from.as_bytes()[0] {
            b'`' => code(from),
            // What is escaped is no mark; a character may be of several bytes.
            b'\\' => 1 + from[1..].chars().next().map_or(0, char::len_utf8),
            _ => {
                if begins_tag(&from[1..]) {
                    escaped.push('\\');
                }
                1
            }
        };
        escaped += &from[..length];
        rest = &from[length..];
    }
    escaped + rest
}

/// The length of the code that begins a text, with its backticks; of the backticks alone, if as many do
/// not end it.
fn code(text: &str) -> usize {
    let ticks = text.bytes().take_while(|it| *it == b'`').count();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`') {
        let run = text[at + next..].bytes().take_while(|it| *it == b'`').count();
        at += next + run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

/// Whether a `<` before this would begin a tag.
fn begins_tag(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_link = letters > 1 && text[letters..].starts_with(':') || text.starts_with("mailto:");
    text.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first)) && !is_link
}

#[cfg(test)]
mod tests {
    use super::description;

    #[test]
    fn what_looks_like_html_is_text() {
        for (text, plain) in [
            ("a <b> c", "a \\<b> c"),
            ("`<b>` and ``<i>`</i>``, <script>", "`<b>` and ``<i>`</i>``, \\<script>"),
            ("1 < 2, <https://example.org>", "1 < 2, <https://example.org>"),
            ("```\n<p>\n```\n</p>", "```\n<p>\n```\n\\</p>"),
            ("\\<b> ` <i>", "\\<b> ` \\<i>"),
        ] {
            assert_eq!(description(text), plain);
        }
    }
}
