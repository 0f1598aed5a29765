//! Changes that can be made where somebody stands: what mends a problem, and what writes the
//! same in another way.

use super::Asked;
use super::levels;
use super::option_text::key;
use super::target::{Target, option, target};
use super::view::View;
use crate::checking::diagnose;
use crate::edits;
use crate::report::{Report, TextEdit};
use crate::setup::Setup;
use fedic_diagnostics::{Edit, EditAt, Place, Span};
use fedic_hir::{Expr, ExprId};
use fedic_model::Member;

/// A change on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    pub kind: ActionKind,
    pub edits: Vec<TextEdit>,
    /// The code and the message of the problem that it mends.
    pub mends: Option<(&'static str, String)>,
}

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    QuickFix,
    Rewrite,
    FixAll,
}

/// The changes on offer for a range of a file.
pub(crate) fn actions(asked: &Asked<'_>, setup: &Setup, start: u32, end: u32) -> Vec<Action> {
    let reports = diagnose(asked.db, setup, std::slice::from_ref(&asked.path));
    let own = |report: &&Report| {
        report.primary.as_ref().is_some_and(|label| label.range.path == asked.path)
            && !report.edits.is_empty()
    };
    let touches = |report: &&Report| {
        let at = report.primary.as_ref().map(|label| (label.range.start.offset, label.range.end.offset));
        at.is_some_and(|(from, to)| from <= end && start <= to)
    };
    let mut found: Vec<Action> = reports.iter().filter(own).filter(touches).map(mended).collect();
    if !asked.path.ends_with(".json") {
        found.extend(rewrites(asked, start));
    }
    let all = every_edit(reports.iter().filter(own));
    if all.len() > 1 {
        found.push(Action {
            title: "mend everything that can be mended here".to_owned(),
            kind: ActionKind::FixAll,
            edits: all,
            mends: None,
        });
    }
    found
}

fn mended(report: &Report) -> Action {
    Action {
        title: report.help.clone().unwrap_or_else(|| report.message.clone()),
        kind: ActionKind::QuickFix,
        edits: report.edits.clone(),
        mends: Some((report.code, report.message.clone())),
    }
}

/// The edits of all problems of a file, those left out that overlap earlier ones.
fn every_edit<'r>(reports: impl Iterator<Item = &'r Report>) -> Vec<TextEdit> {
    let mut all: Vec<TextEdit> = reports.flat_map(|report| report.edits.iter().cloned()).collect();
    all.sort_by(|left, right| left.range.cmp(&right.range));
    let mut end = 0;
    all.retain(|edit| {
        let is_free = edit.range.start.offset >= end;
        if is_free {
            end = edit.range.end.offset.max(edit.range.start.offset + 1);
        }
        is_free
    });
    all
}

fn rewrites(asked: &Asked<'_>, offset: u32) -> Vec<Action> {
    let view = asked.view();
    let Some(at) = target(&view, offset) else { return Vec::new() };
    let mut found = Vec::new();
    if let Target::Key { bindings, index } = at {
        let attr = view.body.bindings[bindings.0 as usize].attrs[index];
        let is_declaration = option(&view, at).is_some_and(|found| {
            found.guided.key(found.option) == Some(Place { file: view.file, node: attr.at })
        });
        match is_declaration {
            true => found.extend(described(asked, &view, attr.value)),
            false if option(&view, at).is_some() => {
                found.extend(wrapped(asked, &view, attr.value, "mkDefault", "lib.mkDefault"));
                found.extend(wrapped(asked, &view, attr.value, "mkIf", "lib.mkIf true"));
            }
            false => {}
        }
    }
    if let Some(expr) = view.innermost(offset) {
        found.extend(conditional(asked, &view, expr));
        found.extend(completed(asked, &view, expr));
    }
    found
}

fn rewrite(title: String, edits: Vec<Option<TextEdit>>) -> Option<Action> {
    let edits: Option<Vec<TextEdit>> = edits.into_iter().collect();
    Some(Action { title, kind: ActionKind::Rewrite, edits: edits?, mends: None })
}

fn replaced(asked: &Asked<'_>, span: Span, text: String) -> Option<TextEdit> {
    Some(TextEdit { range: asked.range(span)?, text })
}

/// `value` as `lib.mkDefault value`.
fn wrapped(asked: &Asked<'_>, view: &View<'_>, value: ExprId, name: &str, call: &str) -> Option<Action> {
    let span = view.span_of(value)?;
    let text = view.text.get(span.start as usize..span.end as usize)?;
    let plain = matches!(
        view.expr(value),
        Expr::Int(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Path(_)
            | Expr::Local { .. }
            | Expr::With(_)
            | Expr::Global(_)
            | Expr::List(_)
            | Expr::Interpolated(_)
            | Expr::Select { .. }
    ) || (matches!(view.expr(value), Expr::Set(_)) && text.starts_with('{'));
    // A set that `a.b = …` makes has no text of its own.
    if matches!(view.expr(value), Expr::Set(_)) && !text.starts_with('{') {
        return None;
    }
    let text = if plain { format!("{call} {text}") } else { format!("{call} ({text})") };
    rewrite(format!("wrap in `{name}`"), vec![replaced(asked, span, text)])
}

/// `if c then x else { }` as `lib.mkIf c x`.
fn conditional(asked: &Asked<'_>, view: &View<'_>, inner: ExprId) -> Option<Action> {
    let is_if = |expr: &ExprId| matches!(view.expr(*expr), Expr::If { .. });
    let expr = view.scopes.around(inner).take(3).find(is_if)?;
    let Expr::If { condition, then, otherwise } = view.expr(expr) else { return None };
    let is_empty = match view.expr(otherwise) {
        Expr::Set(bindings) => {
            let bindings = &view.body.bindings[bindings.0 as usize];
            bindings.attrs.is_empty() && bindings.dynamic.is_empty()
        }
        Expr::List(items) => items.len == 0,
        _ => false,
    };
    let defines = view.guided().iter().any(|guided| levels::wanted(view, guided, expr).is_some());
    if !is_empty || !defines {
        return None;
    }
    let part = |expr: ExprId| {
        let span = view.span_of(expr)?;
        let text = view.text.get(span.start as usize..span.end as usize)?;
        let simple = matches!(
            view.expr(expr),
            Expr::Local { .. } | Expr::Global(_) | Expr::Select { .. } | Expr::Set(_) | Expr::List(_)
        );
        Some(if simple { text.to_owned() } else { format!("({text})") })
    };
    let text = format!("lib.mkIf {} {}", part(condition)?, part(then)?);
    rewrite("write it with `mkIf`".to_owned(), vec![replaced(asked, view.span_of(expr)?, text)])
}

/// A description for the declaration of an option that has none.
fn described(asked: &Asked<'_>, view: &View<'_>, value: ExprId) -> Option<Action> {
    let Expr::Call { arguments, .. } = view.expr(value) else { return None };
    let set = *view.body.run(arguments).last()?;
    let Expr::Set(bindings) = view.expr(set) else { return None };
    let attrs = &view.body.bindings[bindings.0 as usize].attrs;
    if attrs.iter().any(|attr| view.name(attr.name) == "description") {
        return None;
    }
    let edit = member(asked, view, set, "description = \"\";")?;
    rewrite("add a description".to_owned(), vec![Some(edit)])
}

/// The required options that a set does not define yet.
fn completed(asked: &Asked<'_>, view: &View<'_>, inner: ExprId) -> Option<Action> {
    let Expr::Set(bindings) = view.expr(inner) else { return None };
    let written: Vec<&str> =
        view.body.bindings[bindings.0 as usize].attrs.iter().map(|attr| view.name(attr.name)).collect();
    let missing = view.guided().iter().find_map(|guided| {
        let model = guided.model();
        let named = levels::of_set(view, guided, bindings);
        let names =
            named.into_iter().flat_map(|level| levels::names(model, level)).filter(|named| !named.is_tag);
        let required = names.filter(|named| match named.member {
            Member::Option(id) => {
                model.option(id).is_some_and(|it| it.required && !it.internal && !it.read_only)
            }
            Member::Group(_) => false,
        });
        let missing: Vec<String> =
            required.map(|it| it.name).filter(|name| !written.contains(&name.as_str())).collect();
        (!missing.is_empty()).then_some(missing)
    })?;
    let text: Vec<String> = missing.iter().map(|name| format!("{} = ;", key(name))).collect();
    let edit = member(asked, view, inner, &text.join(" "))?;
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    rewrite(format!("define {}", names.join(", ")), vec![Some(edit)])
}

fn member(asked: &Asked<'_>, view: &View<'_>, set: ExprId, text: &str) -> Option<TextEdit> {
    let at = Place { file: view.file, node: view.body.node(set) };
    edits::text_edit(asked.db, &Edit { at: EditAt::Member(at), text: text.to_owned() })
}
