//! Members: of `config` and what is bound to parts of it, of `lib` and `builtins`, of sets that
//! are written in the file or in one that it imports.

use super::keys::type_of;
use super::{About, At, Completion, CompletionKind};
use crate::ide::levels;
use crate::ide::library;
use crate::ide::requests::{self, Names};
use crate::ide::resolve;
use crate::ide::target::{self, Target};
use crate::ide::types;
use crate::ide::usage;
use crate::ide::view::Guided;
use fedic_check::{Model, Ty};
use fedic_hir::{Attr, BindingsId, Expr, ExprId};
use fedic_model::Member;
use fedic_model::nix::attribute_name;

/// What may follow `base.before.`.
pub(super) fn completions(at: &At<'_, '_>, base: ExprId, before: &[String]) -> Vec<Completion> {
    for guided in at.view.guided() {
        let model = guided.model();
        let mut ty = type_of(guided, base);
        for name in before {
            ty = types::member(model, &ty, name);
        }
        let mut items = of_type(at, model, &ty, 0);
        if items.is_empty() {
            items = defined(at, guided, base, before);
        }
        if items.is_empty() {
            items = of_requests(at, guided, base, before).unwrap_or_default();
        }
        if items.is_empty() {
            items = of_library(at, guided, base, before).unwrap_or_default();
        }
        if !items.is_empty() {
            return items;
        }
    }
    elsewhere(at, base, before).unwrap_or_default()
}

/// The names that the file gives an option whose names are free: `config.resources.`.
fn defined(at: &At<'_, '_>, guided: &Guided<'_>, base: ExprId, before: &[String]) -> Vec<Completion> {
    let model = guided.model();
    let Some((last, before)) = before.split_last() else { return Vec::new() };
    let set = before.iter().fold(type_of(guided, base), |ty, name| types::member(model, &ty, name));
    let Ty::Options(tree) = model.expand(&set) else { return Vec::new() };
    let Some(Member::Option(id)) = model.member(tree, last) else { return Vec::new() };
    let view = at.view;
    let mut names: Vec<String> = Vec::new();
    for (bindings, number) in view.body.bindings.iter().zip(0..) {
        let defines = |(_, attr): &(usize, &Attr)| view.name(attr.name) == last;
        for (index, attr) in bindings.attrs.iter().enumerate().filter(defines) {
            let bindings = BindingsId(number);
            if target::option_in(view, guided, Target::Key { bindings, index }) == Some(id)
                && let Expr::Set(own) = view.expr(attr.value)
            {
                let own = &view.body.bindings[own.0 as usize].attrs;
                names.extend(own.iter().map(|attr| view.name(attr.name).to_owned()));
            }
        }
    }
    names.iter().map(|name| at.attribute(name)).collect()
}

/// What is known of requests, and of what they are granted.
fn of_requests(
    at: &At<'_, '_>,
    guided: &Guided<'_>,
    base: ExprId,
    before: &[String],
) -> Option<Vec<Completion>> {
    let (spoken, mut path) = requests::spoken(at.view, guided, base)?;
    path.extend(before.iter().map(String::as_str));
    let mut found: Vec<Completion> = match requests::names(at.view, guided, spoken, &path) {
        Names::Known(names) => {
            let item =
                |(name, detail): (String, Option<String>)| Completion { detail, ..at.attribute(&name) };
            names.into_iter().map(item).collect()
        }
        Names::Of(ty) => of_type(at, guided.model(), &ty, 0),
    };
    found.sort_by(|left, right| left.label.cmp(&right.label));
    Some(found)
}

/// The members of a set of the library of which its signature does not say them: `types.ints.`.
fn of_library(
    at: &At<'_, '_>,
    guided: &Guided<'_>,
    base: ExprId,
    before: &[String],
) -> Option<Vec<Completion>> {
    let Ty::Set(set) = guided.model().expand(&type_of(guided, base)) else { return None };
    let topic = set.name.as_deref()?.trim_matches('`').strip_prefix("lib")?;
    let path: Vec<&str> =
        topic.split('.').filter(|it| !it.is_empty()).chain(before.iter().map(String::as_str)).collect();
    let found = library::located(at.view.db, library::find(&path)?)?;
    Some(resolve::names(at.view.db, found).iter().map(|(name, _)| at.attribute(name)).collect())
}

/// The members of a set that another file has.
fn elsewhere(at: &At<'_, '_>, base: ExprId, before: &[String]) -> Option<Vec<Completion>> {
    let db = at.view.db;
    let mut found = resolve::outside(at.view, base)?;
    for name in before {
        found = resolve::value(db, resolve::member(db, found, name)?.1)?;
    }
    let item = |(name, value): (String, resolve::Located)| {
        let is_function = resolve::is_function(db, value);
        let kind = if is_function { CompletionKind::Function } else { CompletionKind::Attribute };
        Completion { kind, ..at.attribute(&name) }
    };
    Some(resolve::names(db, found).into_iter().map(item).collect())
}

/// The members of values of a type.
pub(super) fn of_type(at: &At<'_, '_>, model: Model<'_>, ty: &Ty, depth: usize) -> Vec<Completion> {
    if depth > 4 {
        return Vec::new();
    }
    match model.expand(ty) {
        Ty::Options(tree) => {
            let names = levels::names(model, levels::Level::Tree(tree));
            names.into_iter().filter_map(|named| option(at, model, &named.name, named.member)).collect()
        }
        Ty::Set(set) => {
            let topic = set.name.as_deref().map(|name| name.trim_matches('`').to_owned());
            let used = used(at, topic.as_deref());
            let members = set.members.iter().map(|member| {
                let mut item = at.item(&member.name, CompletionKind::Attribute);
                item.text = attribute_name(&member.name).into_owned();
                item.detail = types::words(model, &member.ty);
                if matches!(member.ty, Ty::Function(_)) {
                    item.kind = CompletionKind::Function;
                }
                item.about = topic.as_deref().and_then(|topic| about(topic, &member.name));
                item.order = if member.name.starts_with('_') { 6 } else { 1 };
                item.uses = used(&member.name);
                item
            });
            let mut items: Vec<Completion> = members.collect();
            // Names that are computed are written about all the same.
            let topic = topic.as_deref().and_then(|topic| topic.strip_prefix("lib."));
            for (name, entry) in topic.into_iter().flat_map(library::names) {
                if set.member(name).is_none() {
                    let mut item = at.item(name, CompletionKind::Attribute);
                    let line = fedic_check::signature_line(&entry.text);
                    item.detail = line.and_then(|line| Some(line.split_once(" : ")?.1.to_owned()));
                    item.about = topic.and_then(|topic| about(&format!("lib.{topic}"), name));
                    (item.order, item.uses) = (1, used(name));
                    items.push(item);
                }
            }
            items
        }
        Ty::Union(parts) => parts.iter().flat_map(|part| of_type(at, model, part, depth + 1)).collect(),
        _ => Vec::new(),
    }
}

/// How often members of a set of the library are used.
fn used<'a>(at: &'a At<'_, '_>, topic: Option<&str>) -> impl Fn(&str) -> usize + use<'a> {
    let uses = topic.and(at.view.project).map(|project| usage::uses(at.view.db, project));
    let holder = topic.and_then(|topic| topic.rsplit('.').next()).unwrap_or_default().to_owned();
    move |name| {
        uses.and_then(|uses| uses.get(&(holder.clone(), name.to_owned())).copied()).unwrap_or_default()
    }
}

fn about(topic: &str, name: &str) -> Option<About> {
    if topic == "builtins" {
        return Some(About::Builtin(name.to_owned()));
    }
    let mut path: Vec<String> = topic.split('.').map(str::to_owned).collect();
    if path.first().is_none_or(|first| first != "lib") {
        return None;
    }
    path.remove(0);
    path.push(name.to_owned());
    Some(About::Library(path))
}

fn option(at: &At<'_, '_>, model: Model<'_>, name: &str, member: Member) -> Option<Completion> {
    let mut item = at.item(name, CompletionKind::Option);
    item.text = attribute_name(name).into_owned();
    item.order = 1;
    match member {
        Member::Group(_) => item.kind = CompletionKind::Group,
        Member::Option(id) => {
            let option = model.option(id)?;
            if option.internal {
                item.order = 6;
            }
            item.tell(model, option);
        }
    }
    Some(item)
}
