//! Entries of the model's sets whose names are free: applications, resources, environments and what
//! they offer. No options, but known by name all the same, and where they are defined.

use super::definition::Declared;
use super::levels::{self, Level};
use super::target::{self, Target};
use super::view::{Guided, View};
use crate::embedded;
use fedic_diagnostics::Place;
use fedic_hir::{Binder, BindingsId, Expr, ExprId};
use fedic_model::{Environment, Interface, OptionId, TypeKind};

/// An entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'i> {
    pub(crate) name: &'i str,
    /// What it is, in a word.
    pub(crate) kind: &'static str,
    pub(crate) description: Option<&'i str>,
    /// The keys that define it.
    pub(crate) places: &'i [Place],
}

impl Entry<'_> {
    /// It in the words of declarations.
    pub(crate) fn declared(&self) -> Option<Declared> {
        let places = self.places.to_vec();
        (!places.is_empty()).then(|| Declared { places, name: self.name.to_owned(), is_made: true })
    }

    /// Whether others name it, outside of the model: who asks for a plan names an environment.
    pub(crate) fn is_environment(&self) -> bool {
        self.kind == ENVIRONMENT
    }
}

const ENVIRONMENT: &str = "an environment";

/// The entry that a target names.
pub(crate) fn entry<'g>(view: &View<'_>, guided: &'g Guided<'_>, target: Target) -> Option<Entry<'g>> {
    if let Some((set, name, at)) = named(view, guided, target) {
        return entries(view, guided, set, at).into_iter().find(|entry| entry.name == name);
    }
    // A key that defines one, wherever it stands.
    let Target::Key { bindings, index } = target else { return None };
    let node = view.body.bindings[bindings.0 as usize].attrs[index].at;
    let here = Place { file: view.file, node };
    let all = interfaces(guided).flat_map(|it| applications(it).into_iter().chain(resources(it)));
    all.into_iter().find(|entry| entry.places.contains(&here))
}

/// The entries of the set that is an option's value, as an expression sees it.
pub(crate) fn entries<'g>(
    view: &View<'_>,
    guided: &'g Guided<'_>,
    set: OptionId,
    at: ExprId,
) -> Vec<Entry<'g>> {
    let model = guided.model();
    let Some(option) = model.option(set) else { return Vec::new() };
    let declared = option.declared.first().and_then(|place| view.db.files().by_id(place.file));
    if !declared.is_some_and(|file| embedded::owns(file.path(view.db))) {
        return Vec::new();
    }
    let TypeKind::AttrsOf { element, .. } = model.kind(option.ty) else { return Vec::new() };
    let is_offered = matches!(model.kind(*element), TypeKind::AttrTag(_));
    let all = interfaces(guided);
    match option.name.as_str() {
        "applications" => all.flat_map(applications).collect(),
        "resources" if is_offered => offers(view, &all.collect::<Vec<_>>(), at),
        "resources" => all.flat_map(resources).collect(),
        "environments" => all.flat_map(|it| &it.environments).map(environment).collect(),
        _ => Vec::new(),
    }
}

/// What all parts of the model declare: each names its own.
fn interfaces<'g>(guided: &'g Guided<'_>) -> impl Iterator<Item = &'g Interface> {
    let parts = guided.known().into_iter().flat_map(|(_, all)| &all.parts);
    parts.map(|part| &*part.evaluation.interface)
}

fn applications(interface: &Interface) -> Vec<Entry<'_>> {
    let all = interface.applications.iter();
    all.map(|it| {
        let description = it.description.as_deref();
        Entry { name: &it.name, kind: "an application", description, places: &it.defined }
    })
    .collect()
}

fn resources(interface: &Interface) -> Vec<Entry<'_>> {
    let all = interface.resources.iter();
    all.map(|it| {
        let description = it.description.as_deref();
        Entry { name: &it.kind, kind: "a resource", description, places: &it.defined }
    })
    .collect()
}

fn environment(it: &Environment) -> Entry<'_> {
    Entry { name: &it.name, kind: ENVIRONMENT, description: None, places: &it.defined }
}

/// What the environment offers around an expression; that of the file, if it has only one.
fn offers<'i>(view: &View<'_>, all: &[&'i Interface], at: ExprId) -> Vec<Entry<'i>> {
    let keys: Vec<Place> = view
        .scopes
        .around(at)
        .filter_map(|expr| view.scopes.attr(expr))
        .map(|(bindings, index)| view.body.bindings[bindings.0 as usize].attrs[index].at)
        .map(|node| Place { file: view.file, node })
        .collect();
    let around = |it: &&Environment| it.defined.iter().any(|place| keys.contains(place));
    let in_file = |it: &&Environment| {
        it.offers.iter().flat_map(|offer| &offer.defined).any(|place| place.file == view.file)
    };
    let environments = || all.iter().flat_map(|it| &it.environments);
    let own = environments().find(around).or_else(|| {
        let mut found = environments().filter(in_file);
        found.next().filter(|it| found.all(|other| other.name == it.name))
    });
    let offers = own.into_iter().flat_map(|it| &it.offers);
    let entry = |it: &'i fedic_model::Offer| Entry {
        name: &it.name,
        kind: "an offer",
        description: None,
        places: &it.defined,
    };
    offers.map(entry).collect()
}

/// The option in whose value a target names something, the name, and where it stands.
fn named<'v>(view: &'v View<'_>, guided: &Guided<'_>, target: Target) -> Option<(OptionId, &'v str, ExprId)> {
    match target {
        Target::Key { bindings, index } => {
            let owner = view.scopes.owner(bindings)?;
            let set = set_of(view, guided, bindings)?;
            Some((set, view.name(view.body.bindings[bindings.0 as usize].attrs[index].name), owner))
        }
        Target::Part { expr, base, path, nth } => {
            let name = *view.static_names(path).get(nth)?;
            let before = match nth.checked_sub(1) {
                Some(nth) => Target::Part { expr, base, path, nth },
                None => selected(view, base)?,
            };
            Some((target::option_in(view, guided, before)?, name, expr))
        }
        Target::Inherited { .. } | Target::Parameter { .. } | Target::Variable(_) | Target::Other(_) => None,
    }
}

/// The option whose value is a set, or a part of it.
pub(crate) fn set_of(view: &View<'_>, guided: &Guided<'_>, bindings: BindingsId) -> Option<OptionId> {
    let levels = levels::of_set(view, guided, bindings);
    let known = levels.into_iter().find_map(|level| match level {
        Level::Type(_, set) => set,
        Level::Module(_) | Level::Tree(_) | Level::Tags(_) => None,
    });
    // What only the type is known of stands at a key that has a name.
    known.or_else(|| {
        let (bindings, index) = view.scopes.attr(view.scopes.owner(bindings)?)?;
        target::option_in(view, guided, Target::Key { bindings, index })
    })
}

/// The last name of the path that a variable is bound to: of `offers` in `let offers = config.resources;`.
fn selected(view: &View<'_>, variable: ExprId) -> Option<Target> {
    let Binder::Name { bindings, index } = view.scopes.binder(&view.body, variable)? else { return None };
    let expr = view.body.bindings[bindings.0 as usize].attrs[index as usize].value;
    let Expr::Select { base, path } = view.expr(expr) else { return None };
    let nth = view.body.paths[path.0 as usize].len().checked_sub(1)?;
    Some(Target::Part { expr, base, path, nth })
}
