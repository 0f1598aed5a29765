//! Values that an option takes: choices, switches, tags, its default and its example; names of
//! what the model declares, where a text is written.

use super::{At, Completion, CompletionKind, Completions};
use crate::ide::levels;
use crate::ide::option_text::{nix, plain, type_words};
use crate::ide::view::Guided;
use fedic_check::Model;
use fedic_hir::ExprId;
use fedic_model::{OptionId, Text, TypeId, TypeKind, Value};

/// Types inside each other that are looked through at most.
const DEPTH: usize = 12;

/// Values that may stand where an expression begins.
pub(super) fn completions(at: &At<'_, '_>, expr: ExprId) -> Completions {
    for guided in at.view.guided() {
        let Some((ty, option)) = levels::wanted(at.view, guided, expr) else { continue };
        let mut items = Vec::new();
        of_type(at, guided.model(), ty, &mut items, 0);
        if let Some(option) = option {
            said(at, guided, option, &mut items);
        }
        for item in &mut items {
            item.order = 0;
        }
        return Completions { items, incomplete: false };
    }
    Completions::default()
}

fn of_type(at: &At<'_, '_>, model: Model<'_>, ty: TypeId, items: &mut Vec<Completion>, depth: usize) {
    if depth > DEPTH {
        return;
    }
    let value = |text: &str| {
        let mut item = at.item(text, CompletionKind::Value);
        item.detail = Some(type_words(model, ty));
        item
    };
    let snippet = |text: &str, snippet: &str| {
        let mut item = value(text);
        if at.snippets {
            (item.text, item.snippet) = (snippet.to_owned(), true);
        }
        item
    };
    match model.kind(ty) {
        TypeKind::Bool => items.extend(["true", "false"].map(value)),
        TypeKind::Enum(values) => items.extend(values.iter().map(|it| value(&nix(it)))),
        TypeKind::NullOr(inner) => {
            items.push(value("null"));
            of_type(at, model, *inner, items, depth + 1);
        }
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right } => {
            of_type(at, model, *left, items, depth + 1);
            of_type(at, model, *right, items, depth + 1);
        }
        TypeKind::List { .. } => items.push(snippet("[ ]", "[ $1 ]")),
        TypeKind::AttrsOf { .. } | TypeKind::Attrs | TypeKind::Submodule(_) => {
            items.push(snippet("{ }", "{ $1 }"));
        }
        TypeKind::AttrTag(tags) => {
            for tag in tags.iter().filter_map(|tag| model.option(*tag)) {
                let name = crate::ide::option_text::key(&tag.name);
                let opens = !levels::opened(model, tag.ty, None, 0)
                    .iter()
                    .all(|level| matches!(level, levels::Level::Type(ty, _) if !is_set(model, *ty)));
                let value = if opens { "{ $1 }" } else { "$1" };
                let mut item = at.item(&format!("{{ {name} }}"), CompletionKind::Value);
                item.detail = Some(type_words(model, tag.ty));
                item.documentation.clone_from(&tag.description);
                (item.text, item.snippet) = match at.snippets {
                    true => (format!("{{ {} = {value}; \\}}", plain(&name)), true),
                    false => (format!("{{ {name} = {{ }}; }}"), false),
                };
                items.push(item);
            }
        }
        _ => {}
    }
}

fn is_set(model: Model<'_>, ty: TypeId) -> bool {
    matches!(model.kind(ty), TypeKind::AttrsOf { .. } | TypeKind::Attrs)
}

/// What the declaration says: its default and its example.
fn said(at: &At<'_, '_>, guided: &Guided<'_>, option: OptionId, items: &mut Vec<Completion>) {
    let Some(option) = guided.model().option(option) else { return };
    if option.ui.secret {
        return;
    }
    for (label, text) in [("default", &option.default), ("example", &option.example)] {
        let text = match text {
            Some(Text::Value(value)) => nix(value),
            Some(Text::Source(text)) => text.clone(),
            Some(Text::Markdown(_)) | None => continue,
        };
        match items.iter_mut().find(|item| item.label == text) {
            Some(item) => item.detail = Some(label.to_owned()),
            None => {
                let mut item = at.item(&text, CompletionKind::Value);
                item.detail = Some(label.to_owned());
                items.push(item);
            }
        }
    }
}

/// What may stand in a text.
pub(super) fn in_text(at: &At<'_, '_>, expr: ExprId) -> Completions {
    let mut items = Vec::new();
    for guided in at.view.guided() {
        let model = guided.model();
        if let Some((ty, _)) = levels::wanted(at.view, guided, expr) {
            let choices = choices(model, ty, 0);
            if !choices.is_empty() {
                items.extend(choices.into_iter().map(|text| {
                    let mut item = at.item(&text, CompletionKind::Value);
                    item.detail = Some(type_words(model, ty));
                    item.order = 0;
                    item
                }));
                break;
            }
        }
        let part = guided.part.as_ref().map(|part| &part.evaluation.interface);
        for (name, what) in part.into_iter().flat_map(|interface| declared(interface)) {
            let mut item = at.item(&name, CompletionKind::Reference);
            item.detail = Some(what.to_owned());
            items.push(item);
        }
    }
    Completions { items, incomplete: false }
}

/// The texts that a type takes, if they can be told.
pub(super) fn choices(model: Model<'_>, ty: TypeId, depth: usize) -> Vec<String> {
    match model.kind(ty) {
        _ if depth > DEPTH => Vec::new(),
        TypeKind::Enum(values) => {
            let texts = values.iter().filter_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                _ => None,
            });
            texts.collect()
        }
        TypeKind::NullOr(inner) | TypeKind::List { element: inner, .. } => choices(model, *inner, depth + 1),
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right } => {
            let mut all = choices(model, *left, depth + 1);
            all.extend(choices(model, *right, depth + 1));
            all
        }
        _ => Vec::new(),
    }
}

/// What a model declares by name.
pub(super) fn declared(interface: &fedic_model::Interface) -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    names.extend(interface.applications.iter().map(|it| (it.name.clone(), "application")));
    names.extend(interface.resources.iter().map(|it| (it.kind.clone(), "resource")));
    for environment in &interface.environments {
        names.push((environment.name.clone(), "environment"));
        names.extend(environment.offers.iter().map(|it| (it.name.clone(), "offer")));
    }
    names
}
