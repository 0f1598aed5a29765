//! From a use to what it is a use of: variables to their bindings, keys and attributes to the
//! options that they are, attributes through sets and imports, paths to files, names of `lib`
//! to their sources.

use super::remembered::{Part, Remembered};
use super::target::{self, Target, target};
use super::view::{Guided, View};
use super::{Asked, Language, entries, hover, json, levels, library, references, resolve};
use crate::database::Db;
use crate::embedded;
use crate::queries;
use crate::reach::file_at;
use crate::report::{SourceRange, range, source_range};
use fedic_check::{Model, Nixos, Ty};
use fedic_diagnostics::{Place, Span, Spot};
use fedic_hir::{Attr, Binder, Expr};
use fedic_model::{OptionDecl, OptionId, TypeKind};

/// Where what stands at an offset is declared: the option, the binding, the file.
pub(crate) fn definition(asked: &Asked<'_>, offset: u32) -> Vec<SourceRange> {
    let Some(view) = asked.view_at(offset) else { return data_definition(asked, offset) };
    let Some(target) = target(&view, offset) else { return Vec::new() };
    let mut found = options(&view, target);
    if found.is_empty() {
        found = entry(&view, target);
    }
    if found.is_empty() {
        found.extend(elsewhere(&view, target));
    }
    found
}

/// Where the type of what stands at an offset is declared: the options that its values have.
pub(crate) fn type_definition(asked: &Asked<'_>, offset: u32) -> Vec<SourceRange> {
    let Some(view) = asked.view_at(offset) else {
        return data_type_definition(asked, offset).unwrap_or_default();
    };
    let Some(target) = target(&view, offset) else { return Vec::new() };
    for guided in view.guided() {
        let model = guided.model();
        let ty = match target::option_in(&view, guided, target).and_then(|id| model.option(id)) {
            Some(option) => Ty::Declared(option.ty),
            None => match target {
                Target::Variable(expr) | Target::Other(expr) | Target::Part { expr, .. } => {
                    guided.types.get(expr.0 as usize).cloned().unwrap_or(Ty::Unknown)
                }
                Target::Key { .. } | Target::Inherited { .. } | Target::Parameter { .. } => continue,
            },
        };
        let found = options_of(model, &ty, |id| declared(&view, guided, id));
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The same for a key or a value of a configuration.
fn data_type_definition(asked: &Asked<'_>, offset: u32) -> Option<Vec<SourceRange>> {
    if asked.language() != Language::Json {
        return None;
    }
    let text = asked.text();
    let configured = asked.configured()?;
    let (ty, _) = configured.wanted(&json::place(&text, offset)?.keys(&text))?;
    let declared = |id: OptionId| {
        let places = configured.declared(asked.db, id).map(|found| found.places).unwrap_or_default();
        places.into_iter().filter_map(|place| asked.origin_of(place)).collect()
    };
    Some(options_of(configured.model(), &Ty::Declared(ty), declared))
}

/// Where the options are declared that values of a type have.
fn options_of(
    model: Model<'_>,
    ty: &Ty,
    declared: impl Fn(OptionId) -> Vec<SourceRange>,
) -> Vec<SourceRange> {
    let opened = match ty {
        Ty::Declared(id) => levels::opened(model, *id, None, 0),
        Ty::Options(tree) => vec![levels::Level::Tree(*tree)],
        _ => Vec::new(),
    };
    let opened = opened.into_iter().flat_map(|level| match level {
        // The values of an `attrsOf` are what is of interest.
        levels::Level::Type(id, _) => match model.kind(id) {
            TypeKind::AttrsOf { element, .. } => levels::opened(model, *element, None, 0),
            _ => Vec::new(),
        },
        other => vec![other],
    });
    let members = opened.flat_map(|level| levels::names(model, level));
    let mut found: Vec<SourceRange> = members
        .filter_map(|named| match named.member {
            fedic_model::Member::Option(id) => declared(id).into_iter().next(),
            fedic_model::Member::Group(_) => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// All that gives a value to the option at an offset; for a variable, what it is bound to.
pub(crate) fn implementation(asked: &Asked<'_>, offset: u32) -> Vec<SourceRange> {
    let definitions = references::references(asked, offset)
        .into_iter()
        .filter(|site| site.kind == references::SiteKind::Definition)
        .map(|site| site.range);
    let found: Vec<SourceRange> = definitions.collect();
    if found.is_empty() { definition(asked, offset) } else { found }
}

/// The declarations of the option that a target is.
fn options(view: &View<'_>, target: Target) -> Vec<SourceRange> {
    match target::option(view, target) {
        Some(found) => declared(view, found.guided, found.option),
        None => Vec::new(),
    }
}

/// Where what the model knows by name is defined: an application, an offer …
fn entry(view: &View<'_>, target: Target) -> Vec<SourceRange> {
    let found = view.guided().iter().find_map(|guided| entries::entry(view, guided, target));
    let places = found.map(|entry| entry.places).unwrap_or_default().iter();
    places.filter_map(|place| range(view.db, Spot::Node(*place))).collect()
}

/// Where an option is declared.
fn declared(view: &View<'_>, guided: &Guided<'_>, option: OptionId) -> Vec<SourceRange> {
    let found = declaration(view.db, guided.known(), guided.model(), option);
    let places = found.into_iter().flat_map(|found| found.places);
    places.filter_map(|place| guided.remembered.origin(view.db, place)).collect()
}

/// What declares an option.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Declared {
    /// Its keys; at least one.
    pub(crate) places: Vec<Place>,
    pub(crate) name: String,
    /// Whether it is an option of the data model's making, which has the name of something else.
    pub(crate) is_made: bool,
}

impl Declared {
    /// Whether they are the same, or one of them is a part of what the other is.
    pub(crate) fn is(&self, other: &Declared) -> bool {
        self.name == other.name
            && self.is_made == other.is_made
            && self.places.iter().any(|place| other.places.contains(place))
    }
}

/// What declares an option of a part of the model, which is known beside the others: its key, or
/// what it stands for.
pub(crate) fn declaration(
    db: &dyn Db,
    known: Option<(&Part, &Remembered)>,
    model: Model<'_>,
    option: OptionId,
) -> Option<Declared> {
    let declared = model.option(option)?;
    let own = known.filter(|_| option.0 < Nixos::IDS);
    let (places, is_made) = match own.and_then(|(_, all)| made(db, all, declared)) {
        Some(places) => (places.to_vec(), true),
        None => match own.and_then(|(part, _)| part.key(option)) {
            Some(key) => (vec![key], false),
            None => (declared.declared.iter().map(|place| key_around(db, *place)).collect(), false),
        },
    };
    (!places.is_empty()).then(|| Declared { places, name: declared.name.clone(), is_made })
}

/// What an option stands for that the data model makes of something with its name: a tag for
/// each resource, a setting for each application.
fn made<'p>(db: &dyn Db, all: &'p Remembered, option: &OptionDecl) -> Option<&'p [Place]> {
    let declared = db.files().by_id(option.declared.first()?.file)?;
    if !embedded::owns(declared.path(db)) {
        return None;
    }
    let interfaces = || all.parts.iter().map(|part| &part.evaluation.interface);
    let mut resources = interfaces().flat_map(|it| &it.resources);
    let mut applications = interfaces().flat_map(|it| &it.applications);
    let resource = resources.find(|it| it.kind == option.name).map(|it| &it.defined);
    let application = || applications.find(|it| it.name == option.name).map(|it| &it.defined);
    resource.or_else(application).map(Vec::as_slice).filter(|places| !places.is_empty())
}

/// The key of an option whose declaration a place lies in: `host` in `host = mkOption { … }`.
/// The place itself, if it is such a key already.
fn key_around(db: &dyn Db, place: Place) -> Place {
    let Some(file) = db.files().by_id(place.file) else { return place };
    if file.path(db).ends_with(".json") {
        return place;
    }
    let (body, map) = (queries::body(db, file), queries::source_map(db, file));
    let Some(span) = map.span(place.node) else { return place };
    let is_call =
        |attr: &&Attr| matches!(body.exprs[attr.value.0 as usize], Expr::Call { .. } | Expr::Binary { .. });
    let around =
        body.bindings.iter().flat_map(|bindings| &bindings.attrs).filter(is_call).filter_map(|attr| {
            let value = map.span(body.node(attr.value))?;
            (value.start <= span.start && span.end <= value.end).then_some((value.len(), attr.at))
        });
    around.min().map_or(place, |(_, node)| Place { file: place.file, node })
}

/// What is no option: a file, a name of the library, an attribute, a variable.
fn elsewhere(view: &View<'_>, target: Target) -> Option<SourceRange> {
    let db = view.db;
    if let Target::Other(expr) = target {
        return match view.expr(expr) {
            Expr::Path(_) => {
                file_start(view, &resolve::imported(db, view.input, &view.body, expr)?.path(db).clone())
            }
            Expr::SearchPath(name) => search_path(view, &view.body.strings[name.0 as usize]),
            _ => None,
        };
    }
    if let Some((key, _)) = target::value(view, target) {
        return range(db, Spot::Node(key));
    }
    if let Some(key) = view.guided().iter().find_map(|guided| member_of_set(view, guided, target)) {
        return range(db, Spot::Node(key));
    }
    if let Some(path) = hover::library_path(view, target).filter(|path| path[0] == "lib") {
        let below: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
        if let Some(entry) = library::find(&below) {
            let file = db.files().text(db, &entry.path);
            return source_range(db, file.id(db), Span::new(entry.start, entry.end));
        }
        if let [topic] = below.as_slice() {
            return file_start(view, library::topic(topic)?);
        }
    }
    let binder = target.binder(view)?;
    if let Binder::Name { bindings, index } = binder {
        // What is inherited is declared where it comes from.
        let inherited = Target::Inherited { bindings, index: index as usize };
        if inherited != target && target::is_inherited(view, bindings, index as usize) {
            let found = options(view, inherited).into_iter().next();
            return found.or_else(|| elsewhere(view, inherited));
        }
    }
    let (_, at) = binder.name(&view.body)?;
    source_range(db, view.file, view.map.span(at)?)
}

/// The key of a member of a set that is known by what functions are called with.
fn member_of_set(view: &View<'_>, guided: &Guided<'_>, target: Target) -> Option<Place> {
    let (ty, name) = target.member(view, guided)?;
    match guided.model().expand(&ty) {
        Ty::Set(set) => set.member(name)?.at,
        _ => None,
    }
}

/// The beginning of the file at a path.
fn file_start(view: &View<'_>, path: &str) -> Option<SourceRange> {
    let file = file_at(view.db, path)?;
    source_range(view.db, file.id(view.db), Span::new(0, 0))
}

/// The file that a name in angle brackets stands for, in the project's search path.
fn search_path(view: &View<'_>, name: &str) -> Option<SourceRange> {
    let reach = crate::project::reach(view.db, view.project?);
    let path = reach.search(view.db, name, |_| {}).ok()?;
    if !embedded::owns(&path) && reach.admit(&path, &path).is_err() {
        return None;
    }
    file_start(view, &path)
}

/// The declaration of the option that a key or a value of a configuration is.
fn data_definition(asked: &Asked<'_>, offset: u32) -> Vec<SourceRange> {
    let Some(found) = data_option(asked, offset) else { return Vec::new() };
    found.places.iter().filter_map(|place| asked.origin_of(*place)).collect()
}

/// What declares the option at an offset of a configuration.
pub(crate) fn data_option(asked: &Asked<'_>, offset: u32) -> Option<Declared> {
    if asked.language() != Language::Json {
        return None;
    }
    let text = asked.text();
    let place = json::place(&text, offset)?;
    let configured = asked.configured()?;
    let (_, option) = configured.wanted(&place.keys(&text))?;
    configured.declared(asked.db, option?)
}
