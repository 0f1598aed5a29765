//! New names: of variables in their file, of options wherever the project names them.

use super::Asked;
use super::option_text::key;
use super::references::{self, SiteKind, references};
use super::target::{Target, is_inherited, target};
use crate::embedded;
use crate::report::{SourceRange, TextEdit};
use fedic_hir::{Binder, Expr};

/// What can be renamed at an offset: where it stands, and its name. An error says why not.
pub(crate) fn prepare(asked: &Asked<'_>, offset: u32) -> Result<(SourceRange, String), String> {
    let sites = references(asked, offset);
    let here = |range: &SourceRange| {
        range.path == asked.path && range.start.offset <= offset && offset <= range.end.offset
    };
    let Some(site) = sites.iter().find(|site| here(&site.range)) else {
        return Err("only variables and options can be renamed".to_owned());
    };
    if let Some(outside) = sites.iter().find(|site| embedded::owns(&site.range.path)) {
        return Err(format!("it is declared in `{}`, which is a part of fedic", outside.range.path));
    }
    Ok((site.range.clone(), written(asked, &site.range)))
}

fn written(asked: &Asked<'_>, range: &SourceRange) -> String {
    let file = asked.db.files().text(asked.db, &range.path);
    let text = crate::queries::text(asked.db, file).as_deref().unwrap_or_default();
    let text = text.get(range.start.offset as usize..range.end.offset as usize).unwrap_or_default();
    text.trim_matches('"').to_owned()
}

/// The edits that give what stands at an offset a new name. An error says why there are none.
pub(crate) fn rename(asked: &Asked<'_>, offset: u32, name: &str) -> Result<Vec<TextEdit>, String> {
    prepare(asked, offset)?;
    if name.is_empty() {
        return Err("a name cannot be empty".to_owned());
    }
    let is_option = !references::option_sites(asked, offset).is_empty();
    if !is_option {
        return variable(asked, offset, name);
    }
    let edit = |site: references::Reference| {
        let text = match site.range.path.ends_with(".json") {
            true => format!("{name:?}"),
            false => key(name),
        };
        TextEdit { text, range: site.range }
    };
    Ok(references(asked, offset).into_iter().map(edit).collect())
}

fn variable(asked: &Asked<'_>, offset: u32, name: &str) -> Result<Vec<TextEdit>, String> {
    if key(name) != name {
        return Err(format!("`{name}` cannot be the name of a variable"));
    }
    let view = asked.view();
    let binder = target(&view, offset).and_then(|target| target.binder(&view));
    let Some(binder) = binder else { return Err("there is no variable".to_owned()) };
    if is_bound_by_name(&view, binder) {
        return Err("it is inherited: its name is that of an attribute elsewhere".to_owned());
    }
    if let Binder::Parameter { lambda, slot: 1.. } = binder
        && matches!(view.body.lambdas[lambda.0 as usize].params, fedic_hir::Params::Pattern { .. })
    {
        return Err("its name is that of an argument, by which callers give it".to_owned());
    }
    if let Some(owner) = owner(binder).and_then(|bindings| view.scopes.owner(bindings))
        && matches!(view.expr(owner), Expr::Set(_))
    {
        return Err("it is an attribute of a set, which others may read".to_owned());
    }
    let own = binder.name(&view.body).map(|(name, _)| view.name(name).to_owned()).unwrap_or_default();
    let edit = |site: references::Reference| {
        let inherits = site.kind == SiteKind::Read && is_inherit(&view, site.range.start.offset);
        match inherits {
            true => None,
            false => Some(TextEdit { text: name.to_owned(), range: site.range }),
        }
    };
    let sites = references::variable_sites(&view, binder);
    let inherits =
        sites.iter().any(|site| site.kind == SiteKind::Read && is_inherit(&view, site.range.start.offset));
    if inherits {
        return Err(format!("`inherit {own};` makes an attribute of it, whose name would change"));
    }
    let mut edits: Vec<TextEdit> = sites.into_iter().filter_map(edit).collect();
    edits.sort_by(|left, right| left.range.cmp(&right.range));
    edits.dedup();
    Ok(edits)
}

fn owner(binder: Binder) -> Option<fedic_hir::BindingsId> {
    match binder {
        Binder::Name { bindings, .. } => Some(bindings),
        Binder::Parameter { .. } => None,
    }
}

/// Whether a variable is bound by `inherit`.
fn is_bound_by_name(view: &super::view::View<'_>, binder: Binder) -> bool {
    match binder {
        Binder::Name { bindings, index } => is_inherited(view, bindings, index as usize),
        Binder::Parameter { .. } => false,
    }
}

fn is_inherit(view: &super::view::View<'_>, offset: u32) -> bool {
    matches!(target(view, offset), Some(Target::Inherited { .. }))
}
