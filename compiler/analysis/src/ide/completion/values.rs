//! Values that an option takes: choices, switches, tags, its default and its example; names of
//! what the model declares, where a text is written.

use super::{At, Completion, CompletionKind};
use crate::ide::levels;
use crate::ide::option_text::type_words;
use crate::ide::view::Guided;
use fedic_check::Model;
use fedic_hir::ExprId;
use fedic_model::{OptionId, TypeId, TypeKind, Value};

/// Types inside each other that are looked through at most.
const DEPTH: usize = 12;

/// Values that may stand where an expression begins.
pub(super) fn completions(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
    let values = at.view.guided().iter().find_map(|guided| {
        let (ty, option) = wanted(at, guided, expr)?;
        Some(at.writer(guided.model()).values(ty, option))
    });
    values.unwrap_or_default()
}

/// The type of what may stand somewhere: what is defined there, or what it is compared with.
fn wanted(at: &At<'_, '_>, guided: &Guided<'_>, expr: ExprId) -> Option<(TypeId, Option<OptionId>)> {
    levels::wanted(at.view, guided, expr).or_else(|| Some((levels::compared(at.view, guided, expr)?, None)))
}

/// What may stand in a text.
pub(super) fn in_text(at: &At<'_, '_>, expr: ExprId) -> Vec<Completion> {
    let chosen = at.view.guided().iter().find_map(|guided| {
        let (ty, _) = wanted(at, guided, expr)?;
        let choices = choices(guided.model(), ty, 0);
        (!choices.is_empty()).then(|| (choices, type_words(guided.model(), ty)))
    });
    if let Some((choices, words)) = chosen {
        let item = |text: String| {
            let mut item = at.item(&text, CompletionKind::Value);
            item.detail = Some(words.clone());
            item.order = 0;
            item
        };
        return choices.into_iter().map(item).collect();
    }
    let parts = at.view.guided().iter().filter_map(|guided| guided.part.as_ref());
    let names = parts.flat_map(|part| declared(&part.evaluation.interface));
    let item = |(name, what): (String, &str)| {
        let mut item = at.item(&name, CompletionKind::Reference);
        item.detail = Some(what.to_owned());
        item
    };
    names.map(item).collect()
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
