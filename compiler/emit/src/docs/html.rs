//! Documentation as one page that needs nothing beside it: it reads from a file, without a
//! network, on a phone, in the dark.

use super::collect::{Docs, Entry, List, Section, Shown};
use super::picture::picture;
use crate::texts::without_html;
use pulldown_cmark::{Event, Options, Parser};
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The whole documentation as one page.
#[must_use]
pub fn html(docs: &Docs) -> String {
    let title = escaped(&docs.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<nav>\n<h1><a href=\"#top\">{title}</a></h1>\n<input id=\"search\" type=\"search\" placeholder=\"Search options\" aria-label=\"Search options\" autocomplete=\"off\">\n<button id=\"theme\" type=\"button\" aria-label=\"Light or dark\">◐</button>\n<ul>\n"
    );
    for section in &docs.sections {
        let _ = writeln!(
            page,
            "<li class=\"{}\"><a href=\"#{}\">{}</a></li>",
            section.kind,
            anchor_of(section),
            escaped(&heading(section))
        );
    }
    page += "</ul>\n</nav>\n<main id=\"top\">\n";
    page += &picture(docs).unwrap_or_default();
    page += "<p id=\"nothing\" hidden>No option has these words.</p>\n";
    for section in &docs.sections {
        write_section(&mut page, docs, section);
    }
    page + "</main>\n<script>\n" + SCRIPT + "</script>\n</body>\n</html>\n"
}

fn heading(section: &Section) -> String {
    match section.kind {
        "configuration" => section.title.clone(),
        _ => section.name.clone(),
    }
}

fn anchor_of(section: &Section) -> String {
    match section.kind {
        "configuration" => anchor(&["configuration"]),
        kind => anchor(&[kind, &section.name]),
    }
}

fn write_section(page: &mut String, docs: &Docs, section: &Section) {
    let id = anchor_of(section);
    let kind = match section.kind {
        "configuration" => String::new(),
        kind => format!(" <small>{kind}</small>"),
    };
    let _ = writeln!(
        page,
        "<section id=\"{id}\">\n<h2><a href=\"#{id}\">{}</a>{kind}</h2>",
        escaped(&heading(section))
    );
    if let Some(words) = &section.description {
        *page += &rendered(words);
    }
    for (words, names) in docs.links(section) {
        let kind = match (section.kind, words) {
            ("resource", "Asked for by") => "application",
            ("resource", _) => "environment",
            _ => "resource",
        };
        let links =
            names.iter().map(|name| format!("<a href=\"#{}\">{}</a>", anchor(&[kind, name]), escaped(name)));
        let _ = writeln!(page, "<p>{words} {}</p>", links.collect::<Vec<_>>().join(", "));
    }
    for list in &section.lists {
        if let Some(title) = list.title {
            let _ = writeln!(page, "<h3>{}</h3>", escaped(title));
        }
        for entry in &list.entries {
            write_entry(page, section, list, entry);
        }
    }
    declared(page, &section.declared);
    *page += "</section>\n";
}

fn write_entry(page: &mut String, section: &Section, list: &List, entry: &Entry) {
    let path: Vec<&str> = list.prefix.iter().chain(&entry.path).map(String::as_str).collect();
    let id =
        if list.prefix.is_empty() { anchor(&[&[section.kind], &path[..]].concat()) } else { anchor(&path) };
    let class = if entry.renamed_to.is_some() { "option old" } else { "option" };
    let _ = writeln!(
        page,
        "<article class=\"{class}\" id=\"{id}\">\n<h4><a href=\"#{id}\"><code>{}</code></a> <span>{}</span></h4>",
        escaped(&entry.name()),
        escaped(&entry.title)
    );
    if let Some(new) = &entry.renamed_to {
        let _ = writeln!(page, "<p>The old name of <code>{}</code>.</p>\n</article>", escaped(new));
        return;
    }
    if let Some(words) = &entry.description {
        *page += &rendered(words);
    }
    *page += "<dl>\n";
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(page, "<dt>{name}</dt><dd>{value}</dd>");
    };
    row("Type", &escaped(&entry.ty));
    if let Some(pattern) = &entry.pattern {
        row("Matches", &format!("<code>{}</code>", escaped(pattern)));
    }
    if let Some(unit) = &entry.unit {
        row("Unit", &escaped(unit));
    }
    if !entry.choices.is_empty() {
        let choices = entry.choices.iter();
        let choices =
            choices.map(|(value, title)| format!("<code>{}</code> {}", escaped(value), escaped(title)));
        row("Choices", &choices.collect::<Vec<_>>().join("<br>"));
    }
    match &entry.default {
        Some(default) => row("Default", &shown(default)),
        None if entry.required => row("Default", "none: it must be set"),
        None => {}
    }
    if let Some(example) = &entry.example {
        row("Example", &shown(example));
    }
    if entry.read_only {
        row("Read-only", "the model sets it");
    }
    if entry.secret {
        row("Secret", "it is never shown");
    }
    *page += "</dl>\n";
    declared(page, &entry.declared);
    *page += "</article>\n";
}

fn declared(page: &mut String, places: &[String]) {
    if !places.is_empty() {
        let _ = writeln!(page, "<p class=\"declared\">{}</p>", escaped(&places.join(", ")));
    }
}

fn shown(shown: &Shown) -> String {
    match shown {
        Shown::Nix(text) if text.contains('\n') => format!("<pre>{}</pre>", escaped(text.trim_end())),
        Shown::Nix(text) => format!("<code>{}</code>", escaped(text)),
        Shown::Markdown(text) => rendered(text),
    }
}

/// CommonMark as HTML. HTML in it is text: who describes an option does not write the page.
fn rendered(markdown: &str) -> String {
    let plain = without_html(markdown);
    let events = Parser::new_ext(&plain, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        event => event,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// The name of a place in the page: parts joined by dots, with nothing that an address quotes.
pub(super) fn anchor(parts: &[&str]) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        text += if index == 0 { "" } else { "." };
        for letter in part.chars() {
            match letter {
                letter if letter.is_ascii_alphanumeric() || "_-".contains(letter) => text.push(letter),
                '<' | '>' => text.push('_'),
                // A dot within a name is no step inwards.
                other => {
                    let _ = write!(text, "-{:x}-", u32::from(other));
                }
            }
        }
    }
    text
}

pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}
