//! What is written about `lib` and `builtins`: the comments of the embedded library, by name.
//! They are read as text, once: the files never change.

use super::completion::About;
use super::resolve::Located;
use crate::database::Db;
use crate::{embedded, queries};
use fedic_check::BUILTINS;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A name of the library and what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The file that binds it.
    pub(crate) path: String,
    /// Where the name stands in it, in bytes.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The comment above it.
    pub(crate) text: String,
}

#[derive(Default)]
struct Index {
    /// By topic and name.
    entries: BTreeMap<(String, String), Entry>,
    /// The topic that a name of `lib` itself comes from.
    topics: BTreeMap<String, String>,
    /// The file of each topic.
    files: BTreeMap<String, String>,
}

static INDEX: OnceLock<Index> = OnceLock::new();

fn index() -> &'static Index {
    INDEX.get_or_init(read)
}

/// What is known of a member of `lib`, by its path below it.
pub(crate) fn find(path: &[&str]) -> Option<&'static Entry> {
    let index = index();
    match path {
        [name] => {
            let topic = index.topics.get(*name)?;
            index.entries.get(&(topic.clone(), (*name).to_owned()))
        }
        [topic, name] => index.entries.get(&((*topic).to_owned(), (*name).to_owned())),
        _ => None,
    }
}

/// The value that a name of the library is bound to.
pub(crate) fn located(db: &dyn Db, entry: &Entry) -> Option<Located> {
    let file = db.files().text(db, &entry.path);
    let (body, map) = (queries::body(db, file), queries::source_map(db, file));
    let mut attrs = body.bindings.iter().flat_map(|bindings| &bindings.attrs);
    let attr = attrs.find(|attr| map.span(attr.at).is_some_and(|span| span.start == entry.start))?;
    Some(Located { file, expr: attr.value })
}

/// What is to be read about a proposal.
pub(crate) fn document(about: &About) -> Option<String> {
    match about {
        About::Library(path) => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            find(&path).map(|entry| markdown(&entry.text))
        }
        About::Builtin(name) => builtin(name),
    }
}

/// The names of a topic that something is said of, and what.
pub(crate) fn names(topic: &str) -> impl Iterator<Item = (&'static str, &'static Entry)> {
    let first = (topic.to_owned(), String::new());
    let topic = topic.to_owned();
    let below = index().entries.range(first..).take_while(move |((it, _), _)| *it == topic);
    below.map(|((_, name), entry)| (name.as_str(), entry))
}

/// The file of a topic of `lib`.
pub(crate) fn topic(name: &str) -> Option<&'static str> {
    index().files.get(name).map(String::as_str)
}

/// What is to be read about a member of `builtins`, or about a global name.
pub(crate) fn builtin(name: &str) -> Option<String> {
    let name = name.strip_prefix("__").unwrap_or(name);
    if let Some(line) = BUILTINS.lines().find(|line| line.split(" : ").next() == Some(name)) {
        let (signature, about) = line.split_once(" — ").unwrap_or((line, ""));
        return Some(format!("```\n{signature}\n```\n\n{about}"));
    }
    // What the library only passes on is described there.
    let passed = |entry: &&Entry| {
        let text = text_of(&entry.path);
        text.get(entry.end as usize..).is_some_and(|rest| rest.starts_with(&format!(" = builtins.{name};")))
    };
    let entry =
        index().entries.iter().filter(|((_, it), _)| it == name).map(|(_, entry)| entry).find(passed)?;
    Some(markdown(&entry.text))
}

/// A comment as Markdown: the signature and examples as code.
pub(crate) fn markdown(comment: &str) -> String {
    let mut text = String::new();
    let indent = comment.lines().filter(|line| !line.trim().is_empty()).map(indent_of).min().unwrap_or(0);
    let mut lines =
        comment.lines().map(|line| line.get(indent.min(line.len())..).unwrap_or_default()).peekable();
    let mut signature = None;
    while let Some(line) = lines.next() {
        if indent_of(line) >= 4 && line.contains(" : ") && signature.is_none() {
            signature = Some(line.trim().to_owned());
        } else if let Some(example) = line.strip_prefix("Example:") {
            let mut code = example.trim().to_owned();
            while let Some(more) = lines.next_if(|line| !line.trim().is_empty()) {
                code.push('\n');
                code.push_str(more.trim_end());
            }
            text.push_str(&format!("\nExample:\n```nix\n{}\n```\n", code.trim()));
        } else {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    let signature = signature.map(|it| format!("```\n{it}\n```\n\n")).unwrap_or_default();
    format!("{signature}{}", text.trim())
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn read() -> Index {
    let mut index = Index::default();
    let default = text_of("/fedic/lib/default.nix");
    let mut topics: BTreeMap<String, String> = BTreeMap::new();
    for line in default.lines() {
        if let Some((name, rest)) = line.trim().split_once(" = import ./")
            && let Some(file) = rest.split(' ').next()
        {
            topics.insert(file.trim_end_matches(".nix").to_owned(), name.to_owned());
            index.files.insert(name.to_owned(), format!("/fedic/lib/{file}"));
        }
    }
    for part in default.split("inherit (lib.").skip(1) {
        let Some((topic, rest)) = part.split_once(')') else { continue };
        let names = rest.split(';').next().unwrap_or_default().split_whitespace();
        index.topics.extend(names.map(|name| (name.to_owned(), topic.to_owned())));
    }
    for file in embedded::files_below("/fedic/lib") {
        let stem = file.split(['/', '.']).next().unwrap_or_default();
        let topic = topics.get(stem).cloned().unwrap_or_else(|| stem.to_owned());
        let path = format!("/fedic/lib/{file}");
        for entry in comments(&path, text_of(&path)) {
            index.entries.entry((topic.clone(), entry.0)).or_insert(entry.1);
        }
    }
    index
}

fn text_of(path: &str) -> &'static str {
    embedded::file(path).map_or("", |file| file.text)
}

/// The comments of a file and the names right below them.
fn comments(path: &str, text: &str) -> Vec<(String, Entry)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("/**").map(|it| at + it + 3) {
        let Some(end) = text[start..].find("*/").map(|it| start + it) else { break };
        at = end + 2;
        let name_at = text.len() - text[at..].trim_start().len();
        let belongs = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '\'');
        let name: String = text[name_at..].chars().take_while(|it| belongs(*it)).collect();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        if !name.is_empty() {
            let entry = Entry {
                path: path.to_owned(),
                start: offset(name_at),
                end: offset(name_at + name.len()),
                text: text[start..end].to_owned(),
            };
            found.push((name, entry));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lib_itself_are_found_in_their_topics() {
        for path in [&["map"][..], &["lists", "map"], &["mkIf"], &["strings", "concatStringsSep"]] {
            assert!(find(path).is_some(), "{path:?}");
        }
        assert!(builtin("map").is_some_and(|text| text.starts_with("```\nmap : ")));
    }

    #[test]
    fn every_global_name_is_described() {
        let missing: Vec<&str> =
            fedic_hir::globals::GLOBALS.iter().copied().filter(|it| builtin(it).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
