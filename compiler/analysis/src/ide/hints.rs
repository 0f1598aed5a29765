//! What is not written but counts: the type of an option where it is declared without one that
//! can be seen, the default in force.

use super::Asked;
use super::option_text::{nix, type_words};
use super::target::{Target, option_in};
use super::view::View;
use crate::report::SourceRange;
use fedic_diagnostics::Span;
use fedic_hir::{BindingsId, Expr};
use fedic_model::{Text, Value};

/// A text beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind what it stands.
    pub at: SourceRange,
    pub text: String,
}

/// The hints of a part of a file.
pub(crate) fn hints(asked: &Asked<'_>, start: u32, end: u32) -> Vec<Hint> {
    let mut found = asked.everywhere(|view| hints_of(asked, view, start, end), |hint| hint.at.start.offset);
    found.sort_by(|left, right| left.at.cmp(&right.at));
    found
}

fn hints_of(asked: &Asked<'_>, view: &View<'_>, start: u32, end: u32) -> Vec<Hint> {
    let mut found = Vec::new();
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        for (index, attr) in bindings.attrs.iter().enumerate() {
            let Some(span) = view.map.span(attr.at).filter(|span| span.start < end && span.end > start)
            else {
                continue;
            };
            let is_set = matches!(view.expr(attr.value), Expr::Set(_));
            let target = Target::Key { bindings: BindingsId(id), index };
            if let Some(text) = hint(view, target).filter(|_| !is_set)
                && let Some(at) = asked.range(Span::new(span.end, span.end))
            {
                found.push(Hint { at, text });
            }
        }
    }
    found
}

fn hint(view: &View<'_>, target: Target) -> Option<String> {
    let guided = view.guided().iter().find(|guided| option_in(view, guided, target).is_some())?;
    let model = guided.model();
    let option = model.option(option_in(view, guided, target)?)?;
    let ty = type_words(model, option.ty);
    let default =
        match &option.default {
            Some(Text::Value(
                value @ (Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_)),
            )) if !option.ui.secret => Some(nix(value)).filter(|text| text.len() < 30),
            _ => None,
        };
    let short = ty.chars().count() <= 40;
    match (short, default) {
        (true, Some(default)) => Some(format!(": {ty}, by default {default}")),
        (true, None) => Some(format!(": {ty}")),
        (false, Some(default)) => Some(format!(": by default {default}")),
        (false, None) => None,
    }
}
