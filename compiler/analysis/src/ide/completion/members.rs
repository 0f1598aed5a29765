//! Members: of `config` and what is bound to parts of it, of `lib` and `builtins`, of sets that
//! are written in the file.

use super::keys::type_of;
use super::{About, At, Completion, CompletionKind};
use crate::ide::levels;
use crate::ide::library;
use crate::ide::types;
use fedic_check::{Model, Ty};
use fedic_hir::ExprId;
use fedic_model::Member;
use fedic_model::nix::attribute_name;

/// What may follow `base.before.`.
pub(super) fn completions(at: &At<'_, '_>, base: ExprId, before: &[String]) -> Vec<Completion> {
    let mut items = Vec::new();
    for guided in at.view.guided() {
        let model = guided.model();
        let mut ty = type_of(guided, base);
        for name in before {
            ty = types::member(model, &ty, name);
        }
        items = of_type(at, model, &ty, 0);
        if !items.is_empty() {
            break;
        }
    }
    items
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
            let members = set.members.iter().map(|member| {
                let mut item = at.item(&member.name, CompletionKind::Attribute);
                item.text = attribute_name(&member.name).into_owned();
                item.detail = types::words(model, &member.ty);
                if matches!(member.ty, Ty::Function(_)) {
                    item.kind = CompletionKind::Function;
                }
                item.about = topic.as_deref().and_then(|topic| about(topic, &member.name));
                item.order = if member.name.starts_with('_') { 6 } else { 1 };
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
                    item.order = 1;
                    items.push(item);
                }
            }
            items
        }
        Ty::Union(parts) => parts.iter().flat_map(|part| of_type(at, model, part, depth + 1)).collect(),
        _ => Vec::new(),
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
