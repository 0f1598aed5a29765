//! Names of options where a definition begins, those still unset first; names of arguments that
//! a function takes.

use super::{At, Completion, CompletionKind, MARK, names};
use crate::ide::entries::{self, Entry};
use crate::ide::levels::{self, Level, Named};
use crate::ide::signature::{self, Taken};
use crate::ide::view::Guided;
use fedic_check::Ty;
use fedic_hir::{BindingsId, Expr};
use fedic_model::nix::attribute_name;
use fedic_model::{Member, TypeKind};

pub(super) fn completions(at: &At<'_, '_>, bindings: BindingsId, index: usize) -> Vec<Completion> {
    let view = at.view;
    let written: Vec<&str> = view.body.bindings[bindings.0 as usize]
        .attrs
        .iter()
        .map(|attr| view.name(attr.name))
        .filter(|name| *name != MARK)
        .collect();
    let mut items: Vec<Completion> = Vec::new();
    for guided in view.guided() {
        let levels = levels::of_set(view, guided, bindings);
        let is_definition = defines(at, bindings, index);
        for level in &levels {
            for named in levels::names(guided.model(), *level) {
                items.extend(proposal(at, guided, &named, &written, is_definition));
            }
        }
        items.extend(entries(at, guided, bindings, &written));
        items.extend(module_syntax(at, &levels, guided, &written));
        if levels.is_empty() {
            items.extend(arguments(at, guided, bindings, &written));
        }
        if !items.is_empty() {
            break;
        }
    }
    if items.is_empty() && begins(at, bindings, index) {
        items.push(names::keyword(at, "inherit", "inherit $1;"));
    }
    items
}

/// Whether the mark stands where a binding begins: of `a.b.mark` it does not.
fn begins(at: &At<'_, '_>, bindings: BindingsId, index: usize) -> bool {
    let attr = at.view.body.bindings[bindings.0 as usize].attrs[index];
    let start = at.view.map.span(attr.at).map(|span| span.start);
    let before = start.and_then(|start| at.view.text.get(..start as usize)).unwrap_or_default().trim_end();
    !before.ends_with('.') && defines(at, bindings, index)
}

/// Whether the mark ends a path of keys that has no value yet.
fn defines(at: &At<'_, '_>, bindings: BindingsId, index: usize) -> bool {
    let attr = at.view.body.bindings[bindings.0 as usize].attrs[index];
    let is_last = !matches!(at.view.expr(attr.value), Expr::Set(_)) || {
        let key = at.view.map.span(attr.at).map(|span| span.end);
        let behind = key.and_then(|end| at.view.text.get(end as usize..)).unwrap_or_default();
        !behind.trim_start().starts_with('.')
    };
    is_last && !at.behind.trim_start_matches([' ', '\t']).starts_with(['=', '.'])
}

fn proposal(
    at: &At<'_, '_>,
    guided: &Guided<'_>,
    named: &Named,
    written: &[&str],
    defines: bool,
) -> Option<Completion> {
    let writer = at.writer(guided.model());
    let is_set = written.contains(&named.name.as_str());
    let mut item = writer.named(named)?;
    match named.member {
        Member::Group(_) => item.order = 2,
        Member::Option(id) => {
            let option = writer.model.option(id)?;
            item.order = match (is_set, option.required) {
                (true, _) => 8,
                (false, true) => 0,
                (false, false) => 1,
            };
            // A text that stands twice is one option defined twice: only sets are merged.
            if is_set && !levels::opens(writer.model, option.ty) {
                return None;
            }
            if defines && at.snippets {
                (item.text, item.snippet) = (writer.member(&named.name, &writer.gap(option)), true);
            }
        }
    }
    if named.is_tag {
        item.order = if written.is_empty() { 1 } else { 8 };
    }
    Some(item)
}

/// The entries that the model knows of a set whose names are free: a module may say more of them.
fn entries(at: &At<'_, '_>, guided: &Guided<'_>, bindings: BindingsId, written: &[&str]) -> Vec<Completion> {
    let Some(set) = entries::set_of(at.view, guided, bindings) else { return Vec::new() };
    let Some(owner) = at.view.scopes.owner(bindings) else { return Vec::new() };
    let item = |entry: Entry<'_>| {
        let mut item = at.item(entry.name, CompletionKind::Reference);
        item.text = attribute_name(entry.name).into_owned();
        item.detail = Some(entry.kind.to_owned());
        item.documentation = entry.description.map(str::to_owned);
        item.order = if written.contains(&entry.name) { 8 } else { 3 };
        item
    };
    entries::entries(at.view, guided, set, owner).into_iter().map(item).collect()
}

/// What a module may have beside its options.
fn module_syntax(
    at: &At<'_, '_>,
    levels: &[Level],
    guided: &Guided<'_>,
    written: &[&str],
) -> Vec<Completion> {
    let model = guided.model();
    let module = levels.iter().find_map(|level| match *level {
        Level::Module(tree) => Some(Some(tree)),
        // One of which nothing is known yet.
        Level::Type(ty, _) => matches!(model.kind(ty), TypeKind::DeferredModule(None)).then_some(None),
        Level::Tree(_) | Level::Tags(_) => None,
    });
    let Some(tree) = module else { return Vec::new() };
    let names = [
        ("imports", "[ $1 ]", "Modules that are merged with this one."),
        ("options", "{ $1 }", "The options that this module declares."),
        ("config", "{ $1 }", "The definitions of this module, where it declares options too."),
    ];
    let is_option = |name: &str| tree.is_some_and(|tree| model.member(tree, name).is_some());
    let free = names.into_iter().filter(|(name, ..)| !written.contains(name) && !is_option(name));
    let item = |(name, value, about): (&str, &str, &str)| {
        let mut item = at.item(name, CompletionKind::Keyword);
        item.documentation = Some(about.to_owned());
        item.order = 7;
        if at.snippets && !at.behind.trim_start().starts_with(['=', '.']) {
            (item.text, item.snippet) = (format!("{name} = {value};"), true);
        }
        item
    };
    free.map(item).collect()
}

/// The names that the function takes which a set is given to.
fn arguments(
    at: &At<'_, '_>,
    guided: &Guided<'_>,
    bindings: BindingsId,
    written: &[&str],
) -> Vec<Completion> {
    let view = at.view;
    let Some(set) = view.scopes.owner(bindings) else { return Vec::new() };
    let Some(call) = view.scopes.parent(set) else { return Vec::new() };
    let Expr::Call { function, arguments } = view.expr(call) else { return Vec::new() };
    let arguments = view.body.run(arguments);
    let Some(nth) = arguments.iter().position(|it| *it == set) else { return Vec::new() };
    let taken = signature::taken(view, guided, function, arguments, nth);
    let free = taken.into_iter().filter(|it| !written.contains(&it.name.as_str()));
    let item = |Taken { name, is_optional, .. }: Taken| {
        let mut item = at.item(&name, CompletionKind::Attribute);
        item.order = match (is_optional, FIRST.contains(&name.as_str())) {
            (false, _) => 2,
            (true, true) => 3,
            (true, false) => 4,
        };
        if at.snippets && !at.behind.trim_start().starts_with(['=', '.']) {
            let gap = if name == "description" { "\"$1\"" } else { "$1" };
            (item.text, item.snippet) = (at.writer(guided.model()).member(&name, gap), true);
        }
        item
    };
    free.map(item).collect()
}

/// Of what declarations of options may have, what most have.
const FIRST: &[&str] = &["default", "description", "example", "type"];

/// The type of an expression in one part's eyes.
pub(super) fn type_of(guided: &Guided<'_>, expr: fedic_hir::ExprId) -> Ty {
    guided.types.get(expr.0 as usize).cloned().unwrap_or(Ty::Unknown)
}
