//! New names: of variables in their file, of options wherever the project names them.

use super::Asked;
use super::broken;
use super::definition::Declared;
use super::inherited::{self, Role};
use super::mentions;
use super::references::{self, Reference, SiteKind};
use super::resolve;
use super::target::{is_inherited, target};
use super::trial::{self, Doubt, Planned, Why};
use super::view::View;
use crate::edits::name_in;
use crate::embedded;
use crate::paths;
use crate::queries;
use crate::report::{SourceRange, TextEdit};
use crate::setup::Setup;
use fedic_diagnostics::Place;
use fedic_hir::{Binder, Expr, ExprId, FrameKind, Params};
use fedic_model::nix;

/// What can be renamed at an offset: where it stands, and its name. An error says why not.
pub(crate) fn prepare(asked: &Asked<'_>, offset: u32) -> Result<(SourceRange, String), String> {
    let sites = sites(asked, offset)?.sites;
    let here = |range: &SourceRange| {
        range.path == asked.path && range.start.offset <= offset && offset <= range.end.offset
    };
    match sites.into_iter().find(|site| here(&site.range)) {
        Some(site) => Ok((site.range.clone(), written(asked, &site.range))),
        None => Err(NOTHING.to_owned()),
    }
}

const NOTHING: &str = "only variables and options can be renamed";

fn written(asked: &Asked<'_>, range: &SourceRange) -> String {
    let file = asked.db.files().text(asked.db, &range.path);
    let text = crate::queries::text(asked.db, file).as_deref().unwrap_or_default();
    let text = text.get(range.start.offset as usize..range.end.offset as usize).unwrap_or_default();
    text.trim_matches('"').to_owned()
}

/// The edits that give what stands at an offset a new name. An error says why there are none.
pub(crate) fn rename(
    asked: &Asked<'_>,
    setup: &Setup,
    offset: u32,
    name: &str,
) -> Result<Vec<TextEdit>, String> {
    let Sites { sites, variable, option } = sites(asked, offset)?;
    if name.is_empty() {
        return Err("a name cannot be empty".to_owned());
    }
    let mut edits: Vec<TextEdit> = match variable {
        Some(_) => sites.iter().map(|site| plain(site, name)).collect(),
        None => sites.iter().flat_map(|site| edits_of(asked, option.as_ref(), site, name)).collect(),
    };
    if let Some(old) = option {
        let doubtful = mentions::doubtful(asked, &old.name, &sites);
        let more = trial::certain(asked, setup, &edits, &doubtful, (&old.name, name), old.is_made);
        edits.extend(more.map_err(|doubt| refusal(asked, &old.name, doubt))?);
    }
    if let Some(binder) = variable {
        if !nix::is_identifier(name) || name == "or" {
            return Err(format!("`{name}` cannot be the name of a variable"));
        }
        if asked.view_at(offset).is_some_and(|view| confuses(&view, binder, name)) {
            return Err(format!("`{name}` means something else there already"));
        }
    }
    edits.sort_by(|left, right| left.range.cmp(&right.range));
    Ok(edits)
}

/// Why an option keeps its name.
fn refusal(asked: &Asked<'_>, name: &str, Doubt { at, why }: Doubt) -> String {
    let at = at.map(|at| format!("`{}:{}`", shown(asked, &at.path), at.start.line));
    let renamed = format!("with another name for `{name}`");
    match (why, at) {
        (Why::Unclear, Some(at)) => format!("nobody can tell what `{name}` names in {at}"),
        (Why::Unclear, None) => format!("{renamed}, a test would fail"),
        (Why::Said(message), Some(at)) => format!("{renamed}, {at} would be wrong: {message}"),
        (Why::Said(message), None) => format!("{renamed}, something would be wrong: {message}"),
        (Why::Changes(Planned { file, environment }), at) => {
            let environment = environment.map(|it| format!(" in `{it}`")).unwrap_or_default();
            let from = at.map(|at| format!(", from {at} on")).unwrap_or_default();
            format!(
                "{renamed}, `{}` would be planned otherwise{environment}: something reads it by its name, \
                 and nobody can tell what{from}",
                shown(asked, &file)
            )
        }
    }
}

fn plain(site: &Reference, name: &str) -> TextEdit {
    TextEdit { text: name_in(&site.range.path, name), range: site.range.clone() }
}

/// The edits that give an option another name at a site. One that is inherited is a key and a member,
/// of which only one changes, unless what it is taken from is renamed too.
fn edits_of(asked: &Asked<'_>, option: Option<&Declared>, site: &Reference, name: &str) -> Vec<TextEdit> {
    let places = option.map(|option| option.places.as_slice()).unwrap_or_default();
    let is_both = |place: &Place| {
        let from = resolve::origin(asked.db, *place);
        from != *place && places.contains(&from) && asked.range_of(*place) == Some(site.range.clone())
    };
    if places.len() > 1 && places.iter().any(is_both) {
        return vec![plain(site, name)];
    }
    let role = match site.kind {
        SiteKind::Declaration | SiteKind::Definition => Role::Key,
        SiteKind::Inherited | SiteKind::Read => Role::Member,
    };
    inherited::edits(asked, &site.range, role, name).unwrap_or_else(|| vec![plain(site, name)])
}

/// What is written anew when something is renamed.
struct Sites {
    sites: Vec<Reference>,
    /// The variable, if it is one.
    variable: Option<Binder>,
    /// The option, if it is one.
    option: Option<Declared>,
}

/// What is written anew when what stands at an offset is renamed.
fn sites(asked: &Asked<'_>, offset: u32) -> Result<Sites, String> {
    let view = asked.view_at(offset);
    if let Some(identity) = references::identity(asked, view.as_ref(), offset) {
        let sites = option_sites(asked, references::option_sites(asked, &identity))?;
        return Ok(Sites { sites, variable: None, option: Some(identity) });
    }
    let view = view.ok_or(NOTHING)?;
    let binder = target(&view, offset).and_then(|target| target.binder(&view)).ok_or(NOTHING)?;
    if let Some(reason) = is_fixed(&view, binder) {
        return Err(reason.to_owned());
    }
    let sites = references::variable_sites(&view, binder);
    if let Some((_, change)) = asked.view().and_then(|view| broken::whole(&view)) {
        let text = queries::text(asked.db, view.input).as_deref().unwrap_or_default();
        let name = sites.first().map(|site| written(asked, &site.range)).unwrap_or_default();
        let is_covered = |site: &Reference| change.covers(site.range.start.offset);
        if sites.iter().any(is_covered) || change.written(text).contains(name.as_str()) {
            return Err(format!("`{name}` stands where the text is broken, too: mend that first"));
        }
    }
    match sites.iter().find(|site| site.kind == SiteKind::Inherited) {
        Some(site) => {
            let name = written(asked, &site.range);
            Err(format!("`inherit {name};` makes an attribute of it, whose name would change"))
        }
        None => Ok(Sites { sites, variable: Some(binder), option: None }),
    }
}

fn option_sites(asked: &Asked<'_>, sites: Vec<Reference>) -> Result<Vec<Reference>, String> {
    let folder = folder(asked);
    let is_own = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    for Reference { range, .. } in &sites {
        let path = &range.path;
        if embedded::owns(path) {
            return Err(format!("it is declared in `{path}`, which is a part of fedic"));
        }
        if !is_own(path) {
            return Err(format!("it is declared in `{path}`, outside of the project"));
        }
    }
    Ok(sites)
}

fn folder<'q>(asked: &Asked<'q>) -> &'q str {
    asked.project.map(|project| project.layout(asked.db).folder.as_str()).unwrap_or_default()
}

/// A path as people of the project call it.
fn shown(asked: &Asked<'_>, path: &str) -> String {
    paths::shown(path, folder(asked))
}

/// Why the name of a variable is not its own.
fn is_fixed(view: &View<'_>, binder: Binder) -> Option<&'static str> {
    match binder {
        Binder::Name { bindings, index } if is_inherited(view, bindings, index as usize) => {
            Some("it is inherited: its name is that of an attribute elsewhere")
        }
        Binder::Name { bindings, .. } => {
            let owner = view.scopes.owner(bindings)?;
            let is_set = matches!(view.expr(owner), Expr::Set(_));
            is_set.then_some("it is an attribute of a set, which others may read")
        }
        Binder::Parameter { lambda, slot } => {
            let params = &view.body.lambdas[lambda.0 as usize].params;
            let is_formal = slot > 0 && matches!(params, Params::Pattern { .. });
            is_formal.then_some("its name is that of an argument, by which callers give it")
        }
    }
}

/// Whether a variable with another name would hide something, or be hidden.
fn confuses(view: &View<'_>, binder: Binder, name: &str) -> bool {
    let own = match binder {
        Binder::Name { bindings, .. } => FrameKind::Bindings(bindings),
        Binder::Parameter { lambda, .. } => FrameKind::Lambda(lambda),
    };
    let is_hidden = |expr: ExprId| {
        let mut inner = view.scopes.frames_of(expr).take_while(|frame| *frame != own);
        inner.any(|frame| view.binds(frame, name))
    };
    let is_named = |expr: ExprId| match view.expr(expr) {
        Expr::Local { .. } => {
            let found = view.scopes.binder(&view.body, expr).and_then(|it| it.name(&view.body));
            found.is_some_and(|(it, _)| view.name(it) == name)
        }
        Expr::With(with) => view.name(view.body.withs[with.0 as usize].name) == name,
        Expr::Global(it) | Expr::Undefined(it) => view.name(it) == name,
        _ => false,
    };
    let hides = |expr: ExprId| is_named(expr) && view.scopes.frames_of(expr).any(|frame| frame == own);
    let all = (0u32..).take(view.body.exprs.len()).map(ExprId);
    view.binds(own, name) || view.scopes.uses(&view.body, binder).any(is_hidden) || all.into_iter().any(hides)
}
