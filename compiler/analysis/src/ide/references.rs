//! All places that name the same: a variable in its file, an option in the Nix files and the
//! configurations of its project.

use super::definition::Declared;
use super::levels;
use super::resolve;
use super::target::{self, Target, target};
use super::view::{Guided, View};
use super::{Asked, Configured, broken, definition, entries};
use crate::project;
use crate::queries;
use crate::report::{SourceRange, source_range};
use fedic_diagnostics::{Place, Span};
use fedic_hir::{Binder, BindingsId, Expr, ExprId, KeyPart};
use fedic_model::{Member, OptionId};
use fedic_syntax::json::{Json, JsonId, JsonMember, JsonTree};
use std::collections::HashSet;

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
    /// It is read by `inherit`, which binds the same name anew.
    Inherited,
    Read,
}

/// Everything that names what stands at an offset, in the order of files and texts.
pub(crate) fn references(asked: &Asked<'_>, offset: u32) -> Vec<Reference> {
    let view = asked.view_at(offset);
    match (identity(asked, view.as_ref(), offset), &view) {
        (Some(identity), _) => option_sites(asked, &identity),
        (None, Some(view)) => match target(view, offset).and_then(|target| target.binder(view)) {
            Some(binder) => variable_sites(view, binder),
            None => Vec::new(),
        },
        (None, None) => Vec::new(),
    }
}

/// What names the same as an offset in its own file.
pub(crate) fn highlights(asked: &Asked<'_>, offset: u32) -> Vec<Reference> {
    let view = asked.view_at(offset);
    let identity = identity(asked, view.as_ref(), offset);
    let found = match (identity, &view) {
        (Some(identity), Some(view)) => sites_in(view, &identity),
        (Some(identity), None) => match asked.configured() {
            Some(configured) => sites_in_data(asked, &configured, &asked.path, &identity),
            None => Vec::new(),
        },
        (None, Some(view)) => match target(view, offset).and_then(|target| target.binder(view)) {
            Some(binder) => variable_sites(view, binder),
            None => Vec::new(),
        },
        (None, None) => Vec::new(),
    };
    in_order(found)
}

/// Everything that declares, defines or reads an option.
pub(crate) fn option_sites(asked: &Asked<'_>, identity: &Declared) -> Vec<Reference> {
    let Some(project) = asked.project else { return Vec::new() };
    let mut found: Vec<Reference> = Vec::new();
    for file in project::nix_files(asked.db, project).iter() {
        let input = asked.db.files().text(asked.db, file);
        let is_named = queries::body(asked.db, input).names.iter().any(|it| **it == *identity.name);
        if is_named || broken::may_name(asked.db, input, &identity.name) {
            let view = View::of(asked.db, asked.memory, asked.project, input);
            found.extend(broken::everywhere(
                &view,
                |view| sites_in(view, identity),
                |it| it.range.start.offset,
            ));
        }
    }
    if let Some(configured) = asked.configured() {
        for file in project::configurations(asked.db, project).iter().filter(|file| file.ends_with(".json")) {
            found.extend(sites_in_data(asked, &configured, file, identity));
        }
    }
    let declared = identity.places.iter().filter_map(|place| asked.range_of(*place));
    found.extend(declared.map(|range| Reference { range, kind: SiteKind::Declaration }));
    in_order(found)
}

fn in_order(mut found: Vec<Reference>) -> Vec<Reference> {
    found.sort();
    found.dedup_by(|next, first| next.range == first.range);
    found
}

/// What declares the option at an offset, where the declaration has its name.
pub(crate) fn identity(asked: &Asked<'_>, view: Option<&View<'_>>, offset: u32) -> Option<Declared> {
    let found = match view {
        Some(view) => {
            let target = target(view, offset)?;
            let declared = target::option(view, target).and_then(|it| declared(view, it.guided, it.option));
            declared.or_else(|| named(view, target)).or_else(|| handed_on(view, target))?
        }
        None => definition::data_option(asked, offset)?,
    };
    let key = *found.places.first()?;
    let file = asked.db.files().by_id(key.file)?;
    let at = asked.range_of(key)?;
    let text = queries::text(asked.db, file).as_deref().ok()?;
    let written = text.get(at.start.offset as usize..at.end.offset as usize)?.trim_matches('"');
    (written == found.name).then_some(found)
}

fn declared(view: &View<'_>, guided: &Guided<'_>, option: OptionId) -> Option<Declared> {
    definition::declaration(view.db, guided.known(), guided.model(), option)
}

/// What the model knows by the name that a target is: an application, a resource, an offer. Who asks
/// for a plan names an environment, and nobody knows where.
fn named(view: &View<'_>, target: Target) -> Option<Declared> {
    view.guided().iter().find_map(|guided| {
        let entry = entries::entry(view, guided, target)?;
        if entry.is_environment() { None } else { entry.declared() }
    })
}

/// The options that take their declaration from a key, by `inherit`: those of applications, of what they
/// have in common. They are one, as far as its name goes.
fn handed_on(view: &View<'_>, target: Target) -> Option<Declared> {
    let Target::Key { bindings, index } = target else { return None };
    let attr = view.body.bindings[bindings.0 as usize].attrs[index];
    let (name, here) = (view.name(attr.name), Place { file: view.file, node: attr.at });
    let remembered = view.memory.of(view.db, view.project?);
    let evaluations = remembered.parts.iter().map(|part| &part.evaluation);
    let keys = evaluations.flat_map(|it| it.keys.iter().zip(&it.interface.options));
    let same = keys.filter(|(_, option)| option.name == name).filter_map(|(key, _)| *key);
    // Files between that only hand it on have it, too.
    let ways = same.map(|key| resolve::origins(view.db, key).collect::<Vec<Place>>());
    let mut places: Vec<Place> = ways.filter(|way| way.last() == Some(&here)).flatten().collect();
    places.sort();
    places.dedup();
    places.retain(|place| *place != here);
    places.insert(0, here);
    (places.len() > 1).then(|| Declared { places, name: name.to_owned(), is_made: false })
}

/// The places of a Nix file that name an option.
fn sites_in(view: &View<'_>, identity: &Declared) -> Vec<Reference> {
    let mut found = Vec::new();
    let name = identity.name.as_str();
    let is_it = |guided: &Guided<'_>, target: Target| {
        let option = target::option_in(view, guided, target);
        option.and_then(|id| declared(view, guided, id)).is_some_and(|it| it.is(identity))
    };
    let is_key = |bindings: BindingsId, index: usize| {
        view.guided().iter().any(|guided| match levels::of_key(view, guided, bindings, index).1 {
            Some(Member::Option(id)) => declared(view, guided, id).is_some_and(|it| it.is(identity)),
            Some(Member::Group(_)) | None => false,
        })
    };
    let mut look = |target: Target, kind: SiteKind| {
        if (view.guided().iter().any(|guided| is_it(guided, target))
            || identity.is_made && named(view, target).is_some_and(|it| it.is(identity))
            || is_own_request(view, identity, target)
            || is_taken_from(view, identity, target))
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
            let is_declaration = identity.places.contains(&Place { file: view.file, node: attr.at });
            match target::is_inherited(view, bindings, index) {
                true => {
                    let kind =
                        if is_key(bindings, index) { SiteKind::Definition } else { SiteKind::Inherited };
                    look(Target::Inherited { bindings, index }, kind);
                }
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

/// Whether a target takes a declaration from the set that it stands in: for another option, say.
fn is_taken_from(view: &View<'_>, identity: &Declared, target: Target) -> bool {
    let is_name = matches!(target, Target::Inherited { .. } | Target::Part { .. } | Target::Variable(_));
    is_name && target::value(view, target).is_some_and(|(key, _)| identity.places.contains(&key))
}

/// Whether a target is the tag of a request in a policy of the same resource: what `apply` is
/// called with are requests of its own kind, whatever way leads to one.
fn is_own_request(view: &View<'_>, identity: &Declared, target: Target) -> bool {
    let Target::Part { expr, .. } = target else { return false };
    if !identity.is_made || target::option(view, target).is_some() {
        return false;
    }
    let keys = view.scopes.around(expr).filter_map(|it| view.scopes.attr(it));
    let keys = keys.map(|(bindings, index)| view.body.bindings[bindings.0 as usize].attrs[index]);
    let mut outside = keys.skip_while(|attr| view.name(attr.name) != "apply");
    outside.any(|attr| identity.places.contains(&Place { file: view.file, node: attr.at }))
}

/// The keys of a configuration that are an option.
fn sites_in_data(
    asked: &Asked<'_>,
    configured: &Configured<'_>,
    file: &str,
    identity: &Declared,
) -> Vec<Reference> {
    let input = asked.db.files().text(asked.db, file);
    let parsed = queries::json(asked.db, input);
    let Ok(tree) = &parsed.tree else { return Vec::new() };
    let mut found = Vec::new();
    each_key(tree, &mut |path, member| {
        let option = configured.wanted(path).and_then(|(_, option)| option);
        if option.and_then(|id| configured.declared(asked.db, id)).is_some_and(|it| it.is(identity))
            && let Some(span) = parsed.spans.span(member.at)
            && let Some(range) = source_range(asked.db, input.id(asked.db), span)
        {
            found.push(Reference { range, kind: SiteKind::Definition });
        }
    });
    found
}

/// Visits the members of a JSON text with their paths.
fn each_key(tree: &JsonTree, visit: &mut dyn FnMut(&[Option<String>], &JsonMember)) {
    let mut rest: Vec<(JsonId, Vec<Option<String>>)> = vec![(tree.root(), Vec::new())];
    while let Some((id, path)) = rest.pop() {
        match tree.get(id) {
            Json::Object(members) => {
                for member in members {
                    let mut path = path.clone();
                    path.push(Some(member.key.text.to_string()));
                    visit(&path, member);
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
    let mut inherited = HashSet::new();
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        let attrs = bindings.attrs.iter().enumerate();
        let these = attrs.filter(|(index, _)| target::is_inherited(view, BindingsId(id), *index));
        inherited.extend(these.map(|(_, attr)| attr.value));
    }
    let mut spans: Vec<(Span, SiteKind)> = Vec::new();
    if let Some((_, at)) = binder.name(&view.body) {
        spans.extend(view.map.span(at).map(|span| (span, SiteKind::Declaration)));
    }
    for expr in view.scopes.uses(&view.body, binder) {
        let kind = if inherited.contains(&expr) { SiteKind::Inherited } else { SiteKind::Read };
        spans.extend(view.span_of(expr).map(|span| (span, kind)));
    }
    let reference = |(span, kind)| Some(Reference { range: source_range(view.db, view.file, span)?, kind });
    in_order(spans.into_iter().filter_map(reference).collect())
}
