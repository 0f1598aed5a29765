//! What the files of the library say of its names: which there are, and the signatures in the
//! comments above them. It is the same for every project, so it is read when fedic is built.
//!
//! Nothing is evaluated. Where a file computes its names, the topic is open: any name is
//! taken to be there.

use super::{comment, signature_line};
use crate::signature::signature;
use fedic_diagnostics::NodeId;
use fedic_hir::{Attr, BinaryOp, Bindings, Body, Expr, ExprId, KeyPart, Params, SourceMap};
use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

/// A file of the library: its path below `lib`, its text, and what lowering made of it.
#[derive(Clone)]
pub struct LibraryFile<'f> {
    pub path: &'f str,
    pub text: &'f str,
    pub body: &'f Body,
    pub source_map: &'f SourceMap,
}

/// The names of the library as [`super::Library::read`] takes them, from its files, asked for by
/// their paths; `default.nix` says which names are where.
///
/// A line for each topic, `lists`, and below it one for each of its names, with its signature
/// where it has one, ` map map : (a -> b) -> [a] -> [b]`; ` *` where there are names that nobody
/// knows. Then one for each name that `lib` has beside its topics, with the topic that it is
/// from, `= map lists`.
#[must_use]
pub fn library_names<'f>(file: &dyn Fn(&str) -> Option<LibraryFile<'f>>) -> String {
    let mut text = String::new();
    let reader = Reader { file };
    let Some(default) = file("default.nix") else { return text };
    for (name, from) in entries(default.body) {
        let topic = if let Entry::File(path) = &from { reader.topic(path) } else { None };
        match (topic, from) {
            (Some(topic), _) => topic.write(&mut text, &name),
            (None, Entry::Topic(topic)) => line(&mut text, format_args!("= {name} {topic}")),
            (None, Entry::File(_) | Entry::Other) => line(&mut text, format_args!("= {name}")),
        }
    }
    text
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    writeln!(text, "{words}").unwrap_or_else(|_| unreachable!("strings take every text"));
}

/// The names of a topic.
#[derive(Default)]
struct Topic {
    names: Vec<(Arc<str>, Option<String>)>,
    /// Whether it has more of them.
    open: bool,
}

impl Topic {
    fn write(&self, text: &mut String, name: &str) {
        line(text, format_args!("{name}"));
        for (name, signature) in &self.names {
            match signature {
                Some(signature) => line(text, format_args!(" {name} {signature}")),
                None => line(text, format_args!(" {name}")),
            }
        }
        if self.open {
            line(text, format_args!(" *"));
        }
    }
}

enum Entry {
    /// `lists = import ./lists.nix lib;`
    File(String),
    /// `inherit (lib.lists) map;`
    Topic(String),
    Other,
}

/// The names of the set in `default.nix`, and where each is from: topics first, for the others are
/// found in them.
fn entries(body: &Body) -> Vec<(String, Entry)> {
    let Some(bindings) = names_of(body) else { return Vec::new() };
    let entry = |attr: &Attr| {
        let entry = match body.exprs[attr.value.0 as usize] {
            Expr::Select { base, .. } if attr.inner => source(body, base, &bindings.sources),
            _ => imported(body, attr.value).map_or(Entry::Other, Entry::File),
        };
        (body.names[attr.name.0 as usize].to_string(), entry)
    };
    let mut entries: Vec<(String, Entry)> = bindings.attrs.iter().map(entry).collect();
    entries.sort_by_key(|(_, entry)| !matches!(entry, Entry::File(_)));
    entries
}

/// The set that `default.nix` gives: what the innermost function has that it hands to its fixed
/// point, which is the largest.
fn names_of(body: &Body) -> Option<&Bindings> {
    let sets = body.exprs.iter().filter_map(|expr| match expr {
        Expr::Set(bindings) => Some(&body.bindings[bindings.0 as usize]),
        _ => None,
    });
    sets.max_by_key(|bindings| bindings.attrs.len())
}

fn source(body: &Body, base: ExprId, sources: &[ExprId]) -> Entry {
    let Expr::Local { slot, .. } = body.exprs[base.0 as usize] else { return Entry::Other };
    let Some(source) = sources.get(slot as usize) else { return Entry::Other };
    let Expr::Select { path, .. } = body.exprs[source.0 as usize] else { return Entry::Other };
    match &*body.paths[path.0 as usize] {
        [KeyPart::Static { name, .. }] => Entry::Topic(body.names[name.0 as usize].to_string()),
        _ => Entry::Other,
    }
}

struct Reader<'r, 'f> {
    file: &'r dyn Fn(&str) -> Option<LibraryFile<'f>>,
}

impl<'f> Reader<'_, 'f> {
    fn topic(&self, path: &str) -> Option<Topic> {
        let file = &(self.file)(path)?;
        let mut topic = Topic::default();
        self.collect_file(file, &mut topic, &mut BTreeSet::new());
        Some(topic)
    }

    fn collect_file(&self, file: &LibraryFile<'f>, topic: &mut Topic, seen: &mut BTreeSet<&'f str>) {
        match file.body.root {
            Some(root) => self.collect(file, root, topic, seen),
            None => topic.open = true,
        }
    }

    /// Adds the names that an expression's set has; opens the topic where they are computed.
    fn collect(&self, file: &LibraryFile<'f>, id: ExprId, topic: &mut Topic, seen: &mut BTreeSet<&'f str>) {
        let code = file.body;
        match code.exprs[id.0 as usize] {
            Expr::Let { body, .. } | Expr::Assert { body, .. } | Expr::WithIn { body, .. } => {
                self.collect(file, body, topic, seen);
            }
            Expr::Lambda(lambda) => {
                let lambda = &code.lambdas[lambda.0 as usize];
                match lambda.params {
                    Params::Simple(_) => self.collect(file, lambda.body, topic, seen),
                    Params::Pattern { .. } => topic.open = true,
                }
            }
            Expr::Binary { op: BinaryOp::Update, left, right } => {
                self.collect(file, left, topic, seen);
                self.collect(file, right, topic, seen);
            }
            Expr::Set(bindings) => collect_set(file, &code.bindings[bindings.0 as usize], topic),
            Expr::Call { .. } => match imported(code, id).and_then(|path| self.resolve(file.path, &path)) {
                Some(inner) if seen.insert(inner.path) => self.collect_file(&inner, topic, seen),
                _ => topic.open = true,
            },
            _ => topic.open = true,
        }
    }

    fn resolve(&self, from: &str, path: &str) -> Option<LibraryFile<'f>> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        (self.file)(&path)
    }
}

fn collect_set(file: &LibraryFile, bindings: &Bindings, topic: &mut Topic) {
    for attr in &bindings.attrs {
        let name = file.body.names[attr.name.0 as usize].clone();
        let signature = declared(file, attr.at, &name);
        topic.names.retain(|(known, _)| *known != name);
        topic.names.push((name, signature));
    }
    topic.open |= !bindings.dynamic.is_empty();
}

/// The signature of a name in the comment above it, if it is one of that name.
fn declared(file: &LibraryFile, at: NodeId, name: &str) -> Option<String> {
    let span = file.source_map.span(at)?;
    let line = comment(file.text, span.start as usize).and_then(signature_line)?;
    signature(line).is_ok_and(|(declared, _)| *declared == *name).then(|| line.to_owned())
}

/// `a/b.nix` of `import ./a/b.nix …`.
fn imported(body: &Body, id: ExprId) -> Option<String> {
    let Expr::Call { function, arguments } = body.exprs[id.0 as usize] else { return None };
    let Expr::Global(name) = body.exprs[function.0 as usize] else { return None };
    if &*body.names[name.0 as usize] != "import" {
        return None;
    }
    let first = *body.children.get(arguments.start as usize)?;
    let Expr::Path(path) = body.exprs[first.0 as usize] else { return None };
    body.strings[path.0 as usize].strip_prefix("./").map(str::to_owned)
}
