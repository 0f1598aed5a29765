//! What code uses most: proposals of the library that models need every day stand before those that
//! they need once a year. It is counted in the project's own files, in the catalogue and in the data model.

use super::resolve::{hidden_source, inherited_source};
use crate::database::Db;
use crate::embedded;
use crate::files::FileText;
use crate::project::{self, Project};
use crate::queries;
use fedic_hir::{Binder, Body, Expr, ExprId, FrameKind, KeyPart, Scopes};
use std::collections::BTreeMap;

/// How often members are named, by the last name of what they are taken from, and their own: `types` and
/// `str` of `lib.types.str`.
pub(super) type Uses = BTreeMap<(String, String), usize>;

/// The uses in a project, and in the modules that fedic brings along.
#[salsa::tracked(returns(ref))]
pub(super) fn uses<'db>(db: &'db dyn Db, project: Project<'db>) -> Uses {
    let brought_along = [embedded::CATALOGUE, embedded::MODEL].into_iter().flat_map(|folder| {
        let files = embedded::files_below(folder).filter(|file| file.ends_with(".nix"));
        files.map(move |file| format!("{folder}/{file}"))
    });
    let mut all = Uses::new();
    for path in project::nix_files(db, project).iter().cloned().chain(brought_along) {
        for (names, count) in uses_in(db, db.files().text(db, &path)) {
            *all.entry(names.clone()).or_default() += count;
        }
    }
    all
}

#[salsa::tracked(returns(ref))]
fn uses_in(db: &dyn Db, file: FileText) -> Uses {
    counted(queries::body(db, file))
}

fn counted(body: &Body) -> Uses {
    let scopes = Scopes::new(body);
    let mut found = Uses::new();
    let mut add = |holder: &str, name: &str| {
        *found.entry((holder.to_owned(), name.to_owned())).or_default() += 1;
    };
    for (expr, id) in body.exprs.iter().zip(0..) {
        match *expr {
            Expr::Select { base, path } | Expr::SelectOr { base, path, .. } => {
                let names = body.paths[path.0 as usize].iter().map_while(|part| match part {
                    KeyPart::Static { name, .. } => Some(&*body.names[name.0 as usize]),
                    KeyPart::Dynamic(_) => None,
                });
                names.fold(last_name(body, &scopes, base), |holder, name| {
                    holder.into_iter().for_each(|holder| add(holder, name));
                    Some(name)
                });
            }
            Expr::Local { .. } => {
                if let Some((source, name)) = inherited(body, &scopes, ExprId(id))
                    && let Some(holder) = last_name(body, &scopes, source)
                {
                    add(holder, name);
                }
            }
            Expr::With(with) => {
                let with = &body.withs[with.0 as usize];
                let frames: Vec<FrameKind> = scopes.frames_of(ExprId(id)).collect();
                for depth in &with.depths {
                    if let Some(FrameKind::With(scope)) = frames.get(*depth as usize)
                        && let Some(holder) = last_name(body, &scopes, *scope)
                    {
                        add(holder, &body.names[with.name.0 as usize]);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// What the name of a variable was inherited from, and the name.
fn inherited<'b>(body: &'b Body, scopes: &Scopes, variable: ExprId) -> Option<(ExprId, &'b str)> {
    let Binder::Name { bindings, index } = scopes.binder(body, variable)? else { return None };
    let bindings = &body.bindings[bindings.0 as usize];
    let attr = bindings.attrs[index as usize];
    Some((inherited_source(body, bindings, attr.value)?, &body.names[attr.name.0 as usize]))
}

/// The name by which an expression calls a value: that of a variable, or the last one of a path.
fn last_name<'b>(body: &'b Body, scopes: &Scopes, expr: ExprId) -> Option<&'b str> {
    let name = match body.exprs[expr.0 as usize] {
        Expr::Local { depth, slot } => match scopes.binder(body, expr) {
            Some(binder) => binder.name(body)?.0,
            None => return last_name(body, scopes, hidden_source(body, scopes, expr, depth, slot)?),
        },
        Expr::Global(name) => name,
        Expr::With(with) => body.withs[with.0 as usize].name,
        Expr::Select { path, .. } => match body.paths[path.0 as usize].last()? {
            KeyPart::Static { name, .. } => *name,
            KeyPart::Dynamic(_) => return None,
        },
        _ => return None,
    };
    Some(&body.names[name.0 as usize])
}
