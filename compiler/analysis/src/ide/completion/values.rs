//! Values that an option takes: choices, switches, tags, its default and its example; names of
//! what the model declares, where a text is written.

use super::{At, Completion, CompletionKind};
use crate::ide::levels;
use crate::ide::option_text::type_words;
use fedic_check::Model;
use fedic_hir::ExprId;
use fedic_model::{TypeId, TypeKind, Value};

/// Types inside each other that are looked through at most.
const DEPTH: usize = 12;

/// Values that may stand where an expression begins.
pub(super) fn completions(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
    let values = at.view.guided().iter().find_map(|guided| {
        let (ty, option) = levels::wanted(at.view, guided, expr)?;
        Some(at.writer(guided.model()).values(ty, option))
    });
    values.unwrap_or_default()
}

/// What may stand in a text.
pub(super) fn in_text(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
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
    items
}

/// The texts that a type takes, if they can be told.
fn choices(model: Model<'_>, ty: TypeId, depth: usize) -> Vec<String> {
    match model.kind(ty) {
        _ if depth > DEPTH => Vec::new(),
        TypeKind::Enum(values) => {
            let texts = values.iter().filter_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                _ => None,
            });
            texts.collect()
        }
        TypeKind::NullOr(inner) => choices(model, *inner, depth + 1),
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
            let mut all = choices(model, *left, depth + 1);
            all.extend(choices(model, *right, depth + 1));
            all
        }
        _ => Vec::new(),
    }
}

/// What a model declares by name.
fn declared(interface: &fedic_model::Interface) -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    names.extend(interface.applications.iter().map(|it| (it.name.clone(), "application")));
    names.extend(interface.resources.iter().map(|it| (it.kind.clone(), "resource")));
    for environment in &interface.environments {
        names.push((environment.name.clone(), "environment"));
        names.extend(environment.offers.iter().map(|it| (it.name.clone(), "offer")));
    }
    names
}
