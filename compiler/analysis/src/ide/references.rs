//! All places that name the same: a variable in its file, an option in the Nix files and the
//! configurations of its project.

use super::target::{self, Target, target};
use super::view::{Guided, View};
use super::{Asked, Configured, definition};
use crate::project;
use crate::queries;
use crate::report::{SourceRange, range, source_range};
use fedic_diagnostics::{Place, Span, Spot};
use fedic_hir::{Binder, BindingsId, Expr, ExprId, KeyPart};
use fedic_model::OptionId;
use fedic_syntax::json::{Json, JsonId, JsonTree};

/// A place that names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    pub range: SourceRange,
    pub kind: SiteKind,
}

/// What a place does with what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteKind {
    Declaration,
    /// It gives an option a value.
    Definition,
    Read,
}

/// Everything that names what stands at an offset, in the order of files and texts.
pub(crate) fn references(asked: &Asked<'_>, offset: u32) -> Vec<Reference> {
    let mut found = option_sites(asked, offset);
    if found.is_empty() && !asked.path.ends_with(".json") {
        let view = asked.view();
        if let Some(binder) = target(&view, offset).and_then(|target| target.binder(&view)) {
            found = variable_sites(&view, binder);
        }
    }
    found.sort();
    found.dedup_by(|next, first| next.range == first.range);
    found
}

/// What names the same as an offset in its own file.
pub(crate) fn highlights(asked: &Asked<'_>, offset: u32) -> Vec<Reference> {
    let view = (!asked.path.ends_with(".json")).then(|| asked.view());
    let identity = identity(asked, view.as_ref(), offset);
    let mut found = match (identity, &view) {
        (Some((key, name)), Some(view)) => sites_in(view, key, &name),
        (Some((key, _)), None) => match asked.configured() {
            Some(configured) => sites_in_data(asked, &configured, &asked.path, key),
            None => Vec::new(),
        },
        (None, Some(view)) => match target(view, offset).and_then(|target| target.binder(view)) {
            Some(binder) => variable_sites(view, binder),
            None => Vec::new(),
        },
        (None, None) => Vec::new(),
    };
    found.sort();
    found.dedup_by(|next, first| next.range == first.range);
    found
}

/// Everything that declares, defines or reads the option at an offset; nothing if there is none.
pub(crate) fn option_sites(asked: &Asked<'_>, offset: u32) -> Vec<Reference> {
    let view = (!asked.path.ends_with(".json")).then(|| asked.view());
    let Some((key, name)) = identity(asked, view.as_ref(), offset) else { return Vec::new() };
    let Some(project) = asked.project else { return Vec::new() };
    let mut found: Vec<Reference> = Vec::new();
    for file in project::nix_files(asked.db, project).iter() {
        let input = asked.db.files().text(asked.db, file);
        let body = queries::body(asked.db, input);
        if body.names.iter().any(|it| **it == *name) {
            found.extend(sites_in(&View::of(asked.db, asked.memory, asked.project, input), key, &name));
        }
    }
    if let Some(configured) = asked.configured() {
        for file in project::configurations(asked.db, project).iter().filter(|file| file.ends_with(".json")) {
            found.extend(sites_in_data(asked, &configured, file, key));
        }
    }
    if let Some(range) = range(asked.db, Spot::Node(key)) {
        found.push(Reference { range, kind: SiteKind::Declaration });
    }
    found.sort();
    found.dedup_by(|next, first| next.range == first.range);
    found
}

/// The key that declares the option at an offset, and its name.
pub(crate) fn identity(asked: &Asked<'_>, view: Option<&View<'_>>, offset: u32) -> Option<(Place, String)> {
    let key = match view {
        Some(view) => {
            let found = target::option(view, target(view, offset)?)?;
            key_of(view, found.guided, found.option)?
        }
        None => definition::data_option(asked, offset)?,
    };
    let file = asked.db.files().by_id(key.file)?;
    let span = queries::span(asked.db, key)?;
    let text = queries::text(asked.db, file).as_deref().ok()?;
    let name = text.get(span.start as usize..span.end as usize)?.trim_matches('"').to_owned();
    Some((key, name))
}

fn key_of(view: &View<'_>, guided: &Guided<'_>, option: OptionId) -> Option<Place> {
    let declared = || guided.model().option(option)?.declared.first().copied();
    guided.key(option).or_else(|| Some(definition::key_around(view, declared()?)))
}

/// The places of a Nix file that name an option.
fn sites_in(view: &View<'_>, key: Place, name: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let is_it = |guided: &Guided<'_>, target: Target| {
        target::option_in(view, guided, target).and_then(|id| key_of(view, guided, id)) == Some(key)
    };
    let mut look = |target: Target, kind: SiteKind| {
        if view.guided().iter().any(|guided| is_it(guided, target))
            && let Some(span) = target.span(view)
            && let Some(range) = source_range(view.db, view.file, span)
        {
            found.push(Reference { range, kind });
        }
    };
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        for (index, attr) in
            bindings.attrs.iter().enumerate().filter(|(_, attr)| view.name(attr.name) == name)
        {
            let bindings = BindingsId(id);
            let is_declaration = key == Place { file: view.file, node: attr.at };
            match target::is_inherited(view, bindings, index) {
                true => look(Target::Inherited { bindings, index }, SiteKind::Read),
                false if is_declaration => look(Target::Key { bindings, index }, SiteKind::Declaration),
                false => look(Target::Key { bindings, index }, SiteKind::Definition),
            }
        }
    }
    for (expr, id) in view.body.exprs.iter().zip(0..) {
        let (base, path) = match *expr {
            Expr::Select { base, path }
            | Expr::SelectOr { base, path, .. }
            | Expr::HasAttr { base, path } => (base, path),
            Expr::With(with) if view.name(view.body.withs[with.0 as usize].name) == name => {
                look(Target::Variable(ExprId(id)), SiteKind::Read);
                continue;
            }
            _ => continue,
        };
        for (nth, part) in view.body.paths[path.0 as usize].iter().enumerate() {
            if matches!(part, KeyPart::Static { name: it, .. } if view.name(*it) == name) {
                look(Target::Part { expr: ExprId(id), base, path, nth }, SiteKind::Read);
            }
        }
    }
    found
}

/// The keys of a configuration that are an option.
fn sites_in_data(asked: &Asked<'_>, configured: &Configured<'_>, file: &str, key: Place) -> Vec<Reference> {
    let input = asked.db.files().text(asked.db, file);
    let parsed = queries::json(asked.db, input);
    let Ok(tree) = &parsed.tree else { return Vec::new() };
    let mut found = Vec::new();
    each_key(tree, &mut |path, at| {
        let option = configured.wanted(path).and_then(|(_, option)| option);
        if option.and_then(|id| configured.key(id)) == Some(key)
            && let Some(span) = parsed.spans.span(at)
            && let Some(range) = source_range(asked.db, input.id(asked.db), span)
        {
            found.push(Reference { range, kind: SiteKind::Definition });
        }
    });
    found
}

/// Visits the keys of a JSON text with their paths.
pub(crate) fn each_key(tree: &JsonTree, visit: &mut dyn FnMut(&[Option<String>], fedic_diagnostics::NodeId)) {
    let mut rest: Vec<(JsonId, Vec<Option<String>>)> = vec![(tree.root(), Vec::new())];
    while let Some((id, path)) = rest.pop() {
        match tree.get(id) {
            Json::Object(members) => {
                for member in members {
                    let mut path = path.clone();
                    path.push(Some(member.key.text.to_string()));
                    visit(&path, member.at);
                    rest.push((member.value, path));
                }
            }
            Json::Array(items) => {
                rest.extend(items.iter().map(|item| {
                    let mut path = path.clone();
                    path.push(None);
                    (*item, path)
                }));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
}

/// The binding of a variable and its uses.
pub(crate) fn variable_sites(view: &View<'_>, binder: Binder) -> Vec<Reference> {
    let mut spans: Vec<(Span, SiteKind)> = Vec::new();
    if let Some((_, at)) = binder.name(&view.body) {
        spans.extend(view.map.span(at).map(|span| (span, SiteKind::Declaration)));
    }
    let uses = view.scopes.uses(&view.body, binder).filter_map(|expr| view.span_of(expr));
    spans.extend(uses.map(|span| (span, SiteKind::Read)));
    let reference = |(span, kind)| Some(Reference { range: source_range(view.db, view.file, span)?, kind });
    spans.into_iter().filter_map(reference).collect()
}
