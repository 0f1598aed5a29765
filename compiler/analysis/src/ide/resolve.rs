//! Following values through texts without evaluating them: variables to what they are bound to,
//! attributes into sets, imports into files. What is computed is not followed.

use crate::database::Db;
use crate::disk::Entry;
use crate::files::FileText;
use crate::reach::{look, resolve};
use crate::{paths, queries};
use fedic_diagnostics::Place;
use fedic_hir::{BinaryOp, Binder, Bindings, Body, Expr, ExprId, KeyPart, Scopes};

/// An expression of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Located {
    pub(crate) file: FileText,
    pub(crate) expr: ExprId,
}

/// Steps that are followed at most: texts may lead in a circle.
const STEPS: usize = 64;

/// The expression that makes the value: no variable, no selection, no import.
pub(crate) fn value(db: &dyn Db, at: Located) -> Option<Located> {
    followed(db, at, STEPS)
}

/// The member of what an expression makes: its key, and its value.
pub(crate) fn member(db: &dyn Db, at: Located, name: &str) -> Option<(Place, Located)> {
    member_within(db, at, name, STEPS)
}

fn followed(db: &dyn Db, at: Located, steps: usize) -> Option<Located> {
    let (mut at, mut steps) = (at, steps);
    // A body's scopes are made once for a run of steps through it.
    let mut scopes: Option<(FileText, Scopes)> = None;
    loop {
        steps = steps.checked_sub(1)?;
        let body = queries::body(db, at.file);
        match *body.exprs.get(at.expr.0 as usize)? {
            Expr::Let { body, .. } | Expr::Assert { body, .. } | Expr::WithIn { body, .. } => at.expr = body,
            Expr::Local { depth, slot } => {
                if scopes.as_ref().is_none_or(|(file, _)| *file != at.file) {
                    scopes = Some((at.file, Scopes::new(body)));
                }
                let (_, known) = scopes.as_ref()?;
                at.expr = match known.binder(body, at.expr) {
                    Some(Binder::Name { bindings, index }) => {
                        body.bindings[bindings.0 as usize].attrs[index as usize].value
                    }
                    Some(Binder::Parameter { .. }) => return None,
                    None => hidden_source(body, known, at.expr, depth, slot)?,
                };
            }
            Expr::Select { base, path } => {
                let mut found = followed(db, Located { expr: base, ..at }, steps)?;
                for part in &body.paths[path.0 as usize] {
                    let KeyPart::Static { name, .. } = *part else { return None };
                    let name = &body.names[name.0 as usize];
                    found = followed(db, member_within(db, found, name, steps)?.1, steps / 2)?;
                }
                return Some(found);
            }
            Expr::Call { function, arguments } => {
                let first = *body.run(arguments).first()?;
                let imports = matches!(
                    body.exprs[function.0 as usize],
                    Expr::Global(name) if &*body.names[name.0 as usize] == "import"
                );
                let file = if imports { imported(db, at.file, body, first)? } else { return Some(at) };
                let root = queries::body(db, file).root?;
                at = Located { file, expr: root };
                if body.run(arguments).len() > 1 {
                    let inner = queries::body(db, file);
                    while let Expr::Lambda(lambda) = inner.exprs[at.expr.0 as usize] {
                        at.expr = inner.lambdas[lambda.0 as usize].body;
                    }
                }
            }
            _ => return Some(at),
        }
    }
}

/// What an `inherit (source)` in some frame selects from.
fn hidden_source(body: &Body, scopes: &Scopes, expr: ExprId, depth: u16, slot: u32) -> Option<ExprId> {
    let fedic_hir::FrameKind::Bindings(bindings) = scopes.frames_of(expr).nth(depth as usize)? else {
        return None;
    };
    source(&body.bindings[bindings.0 as usize], slot)
}

fn source(bindings: &Bindings, slot: u32) -> Option<ExprId> {
    let names = if bindings.recursive { bindings.attrs.len() } else { 0 };
    bindings.sources.get((slot as usize).checked_sub(names)?).copied()
}

/// The source of an `inherit (source) name;` whose value this is.
pub(crate) fn inherited_source(body: &Body, bindings: &Bindings, value: ExprId) -> Option<ExprId> {
    let Expr::Select { base, .. } = body.exprs[value.0 as usize] else { return None };
    let Expr::Local { slot, .. } = body.exprs[base.0 as usize] else { return None };
    source(bindings, slot)
}

fn member_within(db: &dyn Db, at: Located, name: &str, steps: usize) -> Option<(Place, Located)> {
    let body = queries::body(db, at.file);
    match body.exprs[at.expr.0 as usize] {
        Expr::Set(bindings) => {
            let attrs = &body.bindings[bindings.0 as usize].attrs;
            let attr = attrs.iter().find(|attr| *body.names[attr.name.0 as usize] == *name)?;
            let place = Place { file: at.file.id(db), node: attr.at };
            Some((place, Located { expr: attr.value, ..at }))
        }
        Expr::Binary { op: BinaryOp::Update, left, right } => {
            let steps = steps.checked_sub(1)? / 2;
            [right, left].into_iter().find_map(|side| {
                let side = followed(db, Located { expr: side, ..at }, steps)?;
                member_within(db, side, name, steps)
            })
        }
        // `rec`-less functions around a set: a module's own text.
        Expr::Lambda(_) => None,
        _ => None,
    }
}

/// The file that an expression names.
pub(crate) fn imported(db: &dyn Db, from: FileText, body: &Body, path: ExprId) -> Option<FileText> {
    let Expr::Path(text) = body.exprs[path.0 as usize] else { return None };
    let folder = paths::parent(from.path(db)).unwrap_or("/");
    file_at(db, &paths::join(folder, &body.strings[text.0 as usize]))
}

/// The file at a path, or a folder's `default.nix`.
pub(crate) fn file_at(db: &dyn Db, path: &str) -> Option<FileText> {
    let mut real = resolve(db, path).ok()?;
    if matches!(look(db, &real), Entry::Folder) {
        real = resolve(db, &paths::join(&real, "default.nix")).ok()?;
    }
    let there = matches!(look(db, &real), Entry::File { .. });
    there.then(|| db.files().text(db, &real))
}
