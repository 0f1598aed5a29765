//! Names of options where a definition begins, those still unset first; names of arguments that
//! a function takes.

use super::{At, Completion, CompletionKind, Completions, MARK};
use crate::ide::levels::{self, Level, Named};
use crate::ide::option_text::{self, documentation, key, plain, type_words};
use crate::ide::view::Guided;
use fedic_check::{Model, Ty};
use fedic_hir::{BindingsId, Expr};
use fedic_model::{Member, OptionDecl, Text, TypeKind};

pub(super) fn completions(at: &At<'_, '_>, bindings: BindingsId, index: usize) -> Completions {
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
        items.extend(module_syntax(at, &levels, guided, &written));
        if levels.is_empty() {
            items.extend(arguments(at, guided, bindings, &written));
        }
        if !items.is_empty() {
            break;
        }
    }
    Completions { items, incomplete: false }
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
    let model = guided.model();
    let is_set = written.contains(&named.name.as_str());
    let mut item = at.item(&named.name, CompletionKind::Option);
    item.text = key(&named.name);
    match named.member {
        Member::Group(_) => {
            item.kind = CompletionKind::Group;
            item.order = 2;
        }
        Member::Option(id) => {
            let option = model.option(id)?;
            if option.internal || !option.visible || option.read_only {
                return None;
            }
            item.detail = Some(type_words(model, option.ty));
            item.documentation = Some(documentation(model, option)).filter(|text| !text.is_empty());
            item.order = match (is_set, option.required) {
                (true, _) => 8,
                (false, true) => 0,
                (false, false) => 1,
            };
            // A text that stands twice is one option defined twice: only sets are merged.
            if is_set && !opens(model, option) {
                return None;
            }
            if defines {
                let value = value(model, option, at.snippets);
                (item.text, item.snippet) = match at.snippets {
                    true => (format!("{} = {value};", plain(&item.text)), true),
                    false => (item.text, false),
                };
            }
        }
    }
    if named.is_tag && !written.is_empty() {
        item.order = 8;
    }
    Some(item)
}

/// Whether values of an option are sets, so that it may be defined in parts.
fn opens(model: Model<'_>, option: &OptionDecl) -> bool {
    let levels = levels::opened(model, option.ty, None, 0);
    levels.iter().any(|level| match level {
        Level::Module(_) | Level::Tree(_) | Level::Tags(_) => true,
        Level::Type(ty, _) => matches!(model.kind(*ty), TypeKind::AttrsOf { .. } | TypeKind::Attrs),
    })
}

/// What is written behind `=`, with places to be filled in.
fn value(model: Model<'_>, option: &OptionDecl, _snippets: bool) -> String {
    let literal = |text: &Option<Text>| match text {
        Some(Text::Value(value)) => Some(plain(&option_text::nix(value))),
        Some(Text::Source(_) | Text::Markdown(_)) | None => None,
    };
    match model.kind(option.ty) {
        TypeKind::Bool => match &option.default {
            Some(Text::Value(fedic_model::Value::Bool(true))) => "${1:false}".to_owned(),
            Some(_) | None => "${1:true}".to_owned(),
        },
        TypeKind::Enum(values) if !values.is_empty() => {
            let choices: Vec<String> =
                values.iter().map(|it| option_text::nix(it).replace(['|', ','], "")).collect();
            format!("${{1|{}|}}", choices.join(","))
        }
        TypeKind::String { .. }
        | TypeKind::Pattern(_)
        | TypeKind::NonEmptyString
        | TypeKind::SingleLineString => {
            let example = match (&option.example, option.ui.secret) {
                (Some(Text::Value(fedic_model::Value::String(text))), false) => plain(text),
                _ => String::new(),
            };
            format!("\"${{1:{}}}\"", example.replace('"', "\\\\\""))
        }
        TypeKind::List { .. } => "[ $1 ]".to_owned(),
        TypeKind::Submodule(_)
        | TypeKind::AttrsOf { .. }
        | TypeKind::Attrs
        | TypeKind::AttrTag(_)
        | TypeKind::DeferredModule(_) => "{ $1 }".to_owned(),
        _ => match literal(&option.example).or_else(|| literal(&option.default)) {
            Some(text) => format!("${{1:{text}}}"),
            None => "$1".to_owned(),
        },
    }
}

/// What a module may have beside its options.
fn module_syntax(
    at: &At<'_, '_>,
    levels: &[Level],
    guided: &Guided<'_>,
    written: &[&str],
) -> Vec<Completion> {
    let module = levels.iter().find_map(|level| match level {
        Level::Module(tree) => Some(*tree),
        Level::Tree(_) | Level::Type(..) | Level::Tags(_) => None,
    });
    let Some(tree) = module else { return Vec::new() };
    let names = [
        ("imports", "[ $1 ]", "Modules that are merged with this one."),
        ("options", "{ $1 }", "The options that this module declares."),
        ("config", "{ $1 }", "The definitions of this module, where it declares options too."),
    ];
    let free = names
        .into_iter()
        .filter(|(name, ..)| !written.contains(name) && guided.model().member(tree, name).is_none());
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
    let Some(nth) = view.body.run(arguments).iter().position(|it| *it == set) else { return Vec::new() };
    let names = crate::ide::signature::names(view, guided, function, nth);
    let free = names.into_iter().filter(|(name, _)| !written.contains(&name.as_str()));
    let item = |(name, is_optional): (String, bool)| {
        let mut item = at.item(&name, CompletionKind::Attribute);
        item.order = if is_optional { 3 } else { 2 };
        if at.snippets && !at.behind.trim_start().starts_with(['=', '.']) {
            (item.text, item.snippet) = (format!("{} = $1;", plain(&key(&name))), true);
        }
        item
    };
    free.map(item).collect()
}

/// The type of an expression in one part's eyes.
pub(super) fn type_of(guided: &Guided<'_>, expr: fedic_hir::ExprId) -> Ty {
    guided.types.get(expr.0 as usize).cloned().unwrap_or(Ty::Unknown)
}
