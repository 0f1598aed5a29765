//! What is to be read about what stands at an offset.

use super::completion::argument;
use super::levels::{self, Level};
use super::option_text::{documentation, json as json_text, nix, type_words};
use super::requests::{self, Spoken};
use super::target::{self, Target, option, target};
use super::view::{Guided, View};
use super::written as functions;
use super::{Asked, Language, entries, given, json, library, resolve, types, values};
use crate::report::SourceRange;
use crate::{embedded, paths};
use fedic_check::{Model, Ty};
use fedic_diagnostics::Place;
use fedic_hir::{Binder, Expr, ExprId};
use fedic_model::{At, Member, OptionDecl, RequestPlan, TreeId};

/// Something to read, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Markdown.
    pub text: String,
    pub range: SourceRange,
}

/// What is to be read at an offset of a file.
pub(crate) fn hover(asked: &Asked<'_>, offset: u32) -> Option<Hover> {
    let Some(view) = asked.view_at(offset) else { return of_data(asked, offset) };
    let target = target(&view, offset)?;
    let range = asked.range(target.span(&view)?)?;
    let parts: Vec<String> = [
        of_option(asked, &view, target),
        of_request(asked, &view, target),
        of_library(&view, target),
        of_global(&view, target),
    ]
    .into_iter()
    .flatten()
    .collect();
    let text = match parts.is_empty() {
        true => {
            let requests = of_requests(&view, target).or_else(|| of_place(&view, target));
            let function = requests.or_else(|| of_another_file(&view, target, true));
            let value = function.or_else(|| of_value(&view, target));
            let value = value.or_else(|| of_another_file(&view, target, false));
            let given = given::about(&view, target).or_else(|| of_argument(&view, target));
            match (value, given) {
                (Some(value), Some(given)) => format!("{value}\n\n{given}"),
                (value, given) => value.or(given)?,
            }
        }
        false => parts.join("\n\n---\n\n"),
    };
    Some(Hover { text, range })
}

fn of_data(asked: &Asked<'_>, offset: u32) -> Option<Hover> {
    if asked.language() != Language::Json {
        return None;
    }
    let configured = asked.configured()?;
    let text = asked.text();
    let place = json::place(&text, offset)?;
    let path = place.keys(&text);
    let model = configured.model();
    let shown: Vec<&str> = path.iter().map(|key| key.as_deref().unwrap_or("*")).collect();
    let Some((ty, option)) = configured.wanted(&path) else {
        let group = configured.group(&path)?;
        let text = group_text(model, &shown.join("."), group);
        return Some(Hover { text, range: asked.range(place.written)? });
    };
    let values =
        option.map(|id| values::values(asked, model, Some(configured.part()), id)).unwrap_or_default();
    let text = match option.and_then(|id| model.option(id)) {
        Some(option) => {
            let declared = declared(asked, option.declared.iter().copied());
            section(model, &shown.join("."), option, declared) + &values
        }
        None => format!("```\n{} : {}\n```", shown.join("."), type_words(model, ty)),
    };
    Some(Hover { text, range: asked.range(place.written)? })
}

fn of_option(asked: &Asked<'_>, view: &View<'_>, target: Target) -> Option<String> {
    let found = option(view, target)?;
    let model = found.guided.model();
    let option = model.option(found.option)?;
    let key = found.guided.key(found.option);
    let declared = match key {
        Some(key) => declared(asked, std::iter::once(key)),
        None => declared(asked, option.declared.iter().copied()),
    };
    let mut text = section(model, &option.path.join("."), option, declared);
    let defined: Vec<String> = option.defined.iter().filter_map(|place| shown(asked, *place)).collect();
    if !defined.is_empty() {
        text.push_str(&format!("\n\ndefined in {}", defined.join(", ")));
    }
    text.push_str(&values::values(asked, model, found.guided.part.as_deref(), found.option));
    Some(text)
}

/// An option as its hover begins.
fn section(model: Model<'_>, path: &str, option: &OptionDecl, declared: Option<String>) -> String {
    let mut parts = vec![format!("```\n{path} : {}\n```", type_words(model, option.ty))];
    parts.extend(Some(documentation(model, option)).filter(|text| !text.is_empty()));
    parts.extend(declared.map(|at| format!("declared in {at}")));
    parts.join("\n\n")
}

fn declared(asked: &Asked<'_>, places: impl Iterator<Item = Place>) -> Option<String> {
    let places = places.filter_map(|place| asked.origin_of(place));
    let places: Vec<String> = places.map(|at| as_called(asked, &at)).collect();
    (!places.is_empty()).then(|| places.join(", "))
}

/// `applications/forum.nix:12`, as people of the project call it.
fn shown(asked: &Asked<'_>, place: Place) -> Option<String> {
    Some(as_called(asked, &asked.range_of(place)?))
}

fn as_called(asked: &Asked<'_>, at: &SourceRange) -> String {
    if embedded::owns(&at.path) {
        return format!("`{}`", at.path);
    }
    let folder = asked.project.map(|project| project.layout(asked.db).folder.clone()).unwrap_or_default();
    format!("`{}:{}`", paths::shown(&at.path, &folder), at.start.line)
}

/// What a request is granted, at its own key or at a use of `granted`.
fn of_request(asked: &Asked<'_>, view: &View<'_>, target: Target) -> Option<String> {
    let remembered = asked.memory.of(asked.db, asked.project?);
    let mut text: Vec<String> = Vec::new();
    let granted = granted_id(view, target);
    let all = remembered.plans.iter().flat_map(|(.., plan)| plan.requests.values());
    // What is granted to others under the same id is none of it, where it is known whose it is.
    let own = granted.as_ref().map(|_| requests::applications_of(view, all)).unwrap_or_default();
    for (file, environment, plan) in &remembered.plans {
        for (name, request) in &plan.requests {
            let is_own = own.is_empty() || own.contains(request.application.as_str());
            if !is_own || !is_about(view, target, granted.as_deref(), request) {
                continue;
            }
            let folder = asked.project.map(|project| project.layout(asked.db).folder.clone());
            let file = paths::shown(file, folder.as_deref().unwrap_or_default()).to_owned();
            let environment = environment.as_deref().map(|it| format!(" in `{it}`")).unwrap_or_default();
            let mut lines = vec![format!("request `{name}` for `{}`, `{file}`{environment}", request.kind)];
            for (offer, grant) in &request.granted {
                let value = json_text(&grant.value).unwrap_or_else(|| nix(&grant.value));
                lines.push(format!("granted by `{offer}`:\n```json\n{}\n```", shortened(&value)));
            }
            if request.granted.is_empty() {
                lines.push("granted by nobody".to_owned());
            }
            text.push(lines.join("\n\n"));
        }
    }
    text.dedup();
    (!text.is_empty()).then(|| text.join("\n\n"))
}

/// What a part of a path into requests is, or into what they are granted.
fn of_requests(view: &View<'_>, target: Target) -> Option<String> {
    let (base, below) = steps(view, target)?;
    view.guided().iter().find_map(|guided| {
        let (spoken, mut path) = requests::spoken(view, guided, base)?;
        path.extend(&below);
        requests::about(view, guided, spoken, &path)
    })
}

/// The expression that a target begins with, and the names that lead from there to it.
fn steps<'v>(view: &'v View<'_>, target: Target) -> Option<(ExprId, Vec<&'v str>)> {
    match target {
        Target::Part { base, path, nth, .. } => Some((base, view.static_names(path).get(..=nth)?.to_vec())),
        Target::Variable(expr) => Some((expr, Vec::new())),
        Target::Key { bindings, index } | Target::Inherited { bindings, index } => {
            Some((view.body.bindings[bindings.0 as usize].attrs[index].value, Vec::new()))
        }
        Target::Parameter { .. } | Target::Other(_) => None,
    }
}

/// A key that is no option: a name that somebody chose in a set of such, or a group of options.
fn of_place(view: &View<'_>, target: Target) -> Option<String> {
    let Target::Key { bindings, index } = target else { return None };
    let name = view.name(view.body.bindings[bindings.0 as usize].attrs[index].name);
    view.guided().iter().find_map(|guided| {
        let model = guided.model();
        let around = levels::of_set(view, guided, bindings);
        around.iter().find_map(|level| match levels::member(model, *level, name) {
            Some(Member::Group(group)) => Some(group_text(model, name, group)),
            Some(Member::Option(_)) => None,
            None => entry_text(view, guided, *level, target),
        })
    })
}

/// A group of options, by their names.
fn group_text(model: Model<'_>, path: &str, group: TreeId) -> String {
    let names = types::words(model, &Ty::Options(group)).unwrap_or_default();
    format!("```nix\n{path} : {names}\n```")
}

/// An entry of a set whose names are free: its type, and what it is said to be.
fn entry_text(view: &View<'_>, guided: &Guided<'_>, level: Level, target: Target) -> Option<String> {
    let Target::Key { bindings, index } = target else { return None };
    let model = guided.model();
    let name = view.name(view.body.bindings[bindings.0 as usize].attrs[index].name);
    let (ty, _) = levels::type_of_key(model, level, name)?;
    let path = &model.option(entries::set_of(view, guided, bindings)?)?.path;
    let entry = entries::entry(view, guided, target);
    let line = format!("```\n{}.{name} : {}\n```", path.join("."), type_words(model, ty));
    let about = entry.and_then(|it| it.description);
    Some(std::iter::once(line.as_str()).chain(about).collect::<Vec<_>>().join("\n\n"))
}

/// What a module is called with that has no type, or a function that the data model calls.
fn of_argument(view: &View<'_>, target: Target) -> Option<String> {
    let binder = target.binder(view)?;
    let Binder::Parameter { lambda, .. } = binder else { return None };
    let name = view.name(binder.name(&view.body)?.0);
    Some(format!("`{name}`: {}", argument(view, lambda, name)?))
}

/// More than a screen helps nobody.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(600) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}

/// The id of the request whose grant a target is: of `media` in `granted.media`.
fn granted_id(view: &View<'_>, target: Target) -> Option<String> {
    let (base, below) = steps(view, target)?;
    view.guided().iter().find_map(|guided| {
        let (spoken, mut path) = requests::spoken(view, guided, base)?;
        path.extend(&below);
        match (spoken, path.as_slice()) {
            (Spoken::Granted, [id]) => Some((*id).to_owned()),
            _ => None,
        }
    })
}

fn is_about(view: &View<'_>, target: Target, granted: Option<&str>, request: &RequestPlan) -> bool {
    if let Some(id) = granted {
        return id == request.id;
    }
    let Target::Key { bindings, index } = target else { return false };
    let Some(At::Node(place)) = &request.at else { return false };
    let attr = view.body.bindings[bindings.0 as usize].attrs[index];
    let at = view.map.span(place.node);
    let inside =
        at.zip(view.map.span(attr.at)).zip(view.span_of(attr.value)).is_some_and(|((at, key), value)| {
            at.start == key.start || (value.start <= at.start && at.end <= value.end)
        });
    place.file == view.file && *view.name(attr.name) == request.id && inside
}

/// The path below `lib` that a target names, if it is one.
pub(crate) fn library_path(view: &View<'_>, target: Target) -> Option<Vec<String>> {
    view.guided().iter().find_map(|guided| {
        let (ty, name) = target.member(view, guided)?;
        let Ty::Set(set) = guided.model().expand(&ty) else { return None };
        let topic = set.name.as_deref()?.trim_matches('`').to_owned();
        let mut path: Vec<String> = topic.split('.').map(str::to_owned).collect();
        path.push(name.to_owned());
        matches!(path.first().map(String::as_str), Some("lib" | "builtins")).then_some(path)
    })
}

fn of_library(view: &View<'_>, target: Target) -> Option<String> {
    if let Some(path) = library_path(view, target) {
        let below: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
        return match path[0].as_str() {
            "builtins" => library::builtin(below.first()?),
            _ => library::find(&below).map(|entry| library::markdown(&entry.text)),
        };
    }
    // A variable that has a function of the library: `inherit (lib) mkOption;` far away.
    let Target::Variable(expr) = target else { return None };
    let ty = view.guided().first()?.types.get(expr.0 as usize)?;
    let Ty::Function(function) = ty else { return None };
    library::find(&[function.name.as_deref()?]).map(|entry| library::markdown(&entry.text))
}

fn of_global(view: &View<'_>, target: Target) -> Option<String> {
    let Target::Variable(expr) = target else { return None };
    match view.expr(expr) {
        Expr::Global(name) => library::builtin(view.name(name)),
        _ => None,
    }
}

/// The value of a binding where it is written out, and its type, in the eyes of the part that knows
/// most of it.
fn of_value(view: &View<'_>, target: Target) -> Option<String> {
    let known = view.guided().iter().filter_map(|guided| value_in(view, guided, target));
    known.reduce(|most, other| if other.len() > most.len() { other } else { most })
}

fn value_in(view: &View<'_>, guided: &Guided<'_>, target: Target) -> Option<String> {
    let model = guided.model();
    let (name, ty, constant) = match target {
        Target::Key { bindings, index } => {
            let attr = view.body.bindings[bindings.0 as usize].attrs[index];
            let ty = guided.types.get(attr.value.0 as usize).cloned().unwrap_or(Ty::Unknown);
            (view.name(attr.name).to_owned(), ty, constant(view, attr.value))
        }
        Target::Variable(expr) => {
            let binder = view.scopes.binder(&view.body, expr);
            let (name, _) = binder?.name(&view.body)?;
            let ty = guided.types.get(expr.0 as usize).cloned().unwrap_or(Ty::Unknown);
            (view.name(name).to_owned(), ty, constant(view, expr))
        }
        Target::Inherited { .. } | Target::Part { .. } => {
            let (ty, name) = match target.member(view, guided) {
                Some((set, name)) => (types::member(model, &set, name), name.to_owned()),
                None => (Ty::Unknown, written(view, target)?),
            };
            let value = target::value(view, target);
            let constant = value.and_then(|(_, at)| constant_at(view, at));
            (name, ty, constant)
        }
        Target::Parameter { .. } => {
            let binder = target.binder(view)?;
            let (name, _) = binder.name(&view.body)?;
            let mut uses = view.scopes.uses(&view.body, binder);
            let ty = uses.find_map(|expr| guided.types.get(expr.0 as usize).filter(|ty| **ty != Ty::Unknown));
            (view.name(name).to_owned(), ty.cloned().unwrap_or(Ty::Unknown), None)
        }
        Target::Other(_) => return None,
    };
    let known = types::words(model, &ty);
    let line = match (known, constant) {
        (_, Some(value)) => format!("{name} = {value}"),
        (Some(ty), None) => format!("{name} : {ty}"),
        (None, None) => return None,
    };
    Some(format!("```nix\n{line}\n```"))
}

/// What another file has: of a function what it takes, by the names of its parameters, and what is said
/// of it where it stands; else the names of a set.
fn of_another_file(view: &View<'_>, target: Target, is_function: bool) -> Option<String> {
    let name = written(view, target)?;
    let (key, (at, given)) = match target {
        Target::Variable(expr) => (None, resolve::called(view, expr)?),
        Target::Key { bindings, index } => {
            let attr = view.body.bindings[bindings.0 as usize].attrs[index];
            (Some(Place { file: view.file, node: attr.at }), resolve::called(view, attr.value)?)
        }
        Target::Inherited { .. } | Target::Part { .. } => {
            let (key, at) = target::value(view, target)?;
            (Some(key), (resolve::value(view.db, at)?, 0))
        }
        Target::Parameter { .. } | Target::Other(_) => return None,
    };
    let parameters = functions::parameters(view.db, at);
    let line = match parameters.get(given..).filter(|rest| !rest.is_empty()) {
        Some(rest) if is_function => functions::signature(&name, rest),
        Some(_) => return None,
        None if is_function => return None,
        None => {
            let members = resolve::names(view.db, resolve::result(view.db, at, given)?);
            let members: Vec<String> = members.into_iter().map(|(name, _)| name).collect();
            (!members.is_empty()).then(|| format!("{name} : {}", types::names(&members)))?
        }
    };
    let comment = key.and_then(|key| functions::comment(view.db, resolve::origin(view.db, key)));
    let code = format!("```nix\n{line}\n```");
    Some(std::iter::once(code).chain(comment).collect::<Vec<_>>().join("\n\n"))
}

fn written(view: &View<'_>, target: Target) -> Option<String> {
    let span = target.span(view)?;
    view.text.get(span.start as usize..span.end as usize).map(str::to_owned)
}

/// The text of a literal that an expression has as its value.
fn constant(view: &View<'_>, expr: ExprId) -> Option<String> {
    constant_at(view, resolve::Located { file: view.input, expr })
}

fn constant_at(view: &View<'_>, at: resolve::Located) -> Option<String> {
    let found = resolve::value(view.db, at)?;
    let body = crate::queries::body(view.db, found.file);
    let is_literal = match body.exprs[found.expr.0 as usize] {
        Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(_) => true,
        Expr::Global(name) => matches!(&*body.names[name.0 as usize], "true" | "false" | "null"),
        Expr::List(items) => body.run(items).is_empty(),
        _ => false,
    };
    if !is_literal {
        return None;
    }
    let span = *crate::queries::source_map(view.db, found.file).exprs.get(found.expr.0 as usize)?;
    let text = crate::queries::text(view.db, found.file).as_deref().ok()?;
    text.get(span.start as usize..span.end as usize).map(shortened)
}
