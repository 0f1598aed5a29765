//! What code uses most: proposals of the library that models need every day stand before those that
//! they need once a year. It is counted in the project's own files, in the catalogue and in the data model.

use super::resolve::{hidden_source, inherited_source};
use crate::database::Db;
use crate::embedded;
use crate::files::FileText;
use crate::project::{self, Project};
use crate::queries;
use fedic_diagnostics::FileId;
use fedic_hir::{Binder, Body, Dialect, Expr, ExprId, FrameKind, KeyPart, Scopes};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How often members are named, by the last name of what they are taken from, and their own: `types` and
/// `str` of `lib.types.str`.
pub(super) type Uses = BTreeMap<(String, String), usize>;

/// The uses in a project, and in the modules that fedic brings along.
#[salsa::tracked(returns(ref))]
pub(super) fn uses<'db>(db: &'db dyn Db, project: Project<'db>) -> Uses {
    let mut all = BROUGHT_ALONG.get_or_init(brought_along).clone();
    for path in project::nix_files(db, project).iter() {
        add(&mut all, uses_in(db, db.files().text(db, path)));
    }
    all
}

static BROUGHT_ALONG: OnceLock<Uses> = OnceLock::new();

/// The uses in the catalogue and in the data model, which never change.
fn brought_along() -> Uses {
    let mut all = Uses::new();
    for folder in [embedded::CATALOGUE, "/fedic/model"] {
        for file in embedded::files_below(folder).filter(|file| file.ends_with(".nix")) {
            let file = embedded::file(&format!("{folder}/{file}"));
            let parsed = fedic_syntax::parse(file.map_or("", |file| file.text));
            let dialect = Dialect { embedded: true, ..Dialect::default() };
            add(&mut all, &counted(&fedic_hir::lower(FileId(0), &parsed, dialect).body));
        }
    }
    all
}

fn add(all: &mut Uses, more: &Uses) {
    for (names, count) in more {
        *all.entry(names.clone()).or_default() += count;
    }
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
