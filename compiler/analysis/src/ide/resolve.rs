//! Following values through texts without evaluating them: variables to what they are bound to,
//! attributes into sets, imports into files. What is computed is not followed.

use super::view::View;
use crate::database::Db;
use crate::files::FileText;
use crate::reach::file_at;
use crate::{paths, queries};
use fedic_diagnostics::Place;
use fedic_hir::{BinaryOp, Binder, Bindings, Body, Expr, ExprId, KeyPart, Lambda, Params, Scopes};

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

/// The key that a place stands for where that is an inherited name: the one that it comes from.
pub(crate) fn origin(db: &dyn Db, place: Place) -> Place {
    origins(db, place).last().unwrap_or(place)
}

/// The place itself and, as far as each is an inherited name, the key that it comes from.
pub(crate) fn origins(db: &dyn Db, place: Place) -> impl Iterator<Item = Place> {
    std::iter::successors(Some(place), |at| inherited_from(db, *at)).take(STEPS)
}

/// The key of the set that `inherit (set) name;` takes a name from.
fn inherited_from(db: &dyn Db, place: Place) -> Option<Place> {
    let file = db.files().by_id(place.file)?;
    if !file.path(db).ends_with(".nix") {
        return None;
    }
    let body = queries::body(db, file);
    let (bindings, attr) = body.bindings.iter().find_map(|bindings| {
        let attr = bindings.attrs.iter().find(|attr| attr.at == place.node)?;
        Some((bindings, attr))
    })?;
    let expr = inherited_source(body, bindings, attr.value)?;
    let map = queries::source_map(db, file);
    if map.span(attr.at) != map.exprs.get(attr.value.0 as usize).copied() {
        return None;
    }
    let source = value(db, Located { file, expr })?;
    Some(member(db, source, &body.names[attr.name.0 as usize])?.0)
}

/// The members of what an expression makes, in the order of the text: those that are seen first hide
/// others of their name.
pub(crate) fn names(db: &dyn Db, at: Located) -> Vec<(String, Located)> {
    let mut found: Vec<(String, Located)> = Vec::new();
    let mut rest = vec![at];
    for _ in 0..STEPS {
        let Some(at) = rest.pop() else { break };
        let Some(at) = value(db, at) else { continue };
        let body = queries::body(db, at.file);
        match body.exprs[at.expr.0 as usize] {
            Expr::Set(bindings) => {
                for attr in &body.bindings[bindings.0 as usize].attrs {
                    let name = &*body.names[attr.name.0 as usize];
                    if found.iter().all(|(it, _)| it != name) {
                        found.push((name.to_owned(), Located { expr: attr.value, ..at }));
                    }
                }
            }
            Expr::Binary { op: BinaryOp::Update, left, right } => {
                rest.extend([left, right].map(|expr| Located { expr, ..at }));
            }
            _ => {}
        }
    }
    found
}

/// Whether an expression is a function as it is written.
pub(crate) fn is_function(db: &dyn Db, at: Located) -> bool {
    let found = value(db, at).unwrap_or(at);
    matches!(queries::body(db, found.file).exprs[found.expr.0 as usize], Expr::Lambda(_))
}

/// What makes the value of an expression of a view, where that stands in another file: the view's
/// text may be another than its file's.
pub(crate) fn outside(view: &View<'_>, expr: ExprId) -> Option<Located> {
    outside_within(view, expr, STEPS)
}

fn outside_within(view: &View<'_>, expr: ExprId, steps: usize) -> Option<Located> {
    let steps = steps.checked_sub(1)?;
    match view.expr(expr) {
        Expr::Local { depth, slot } => match view.scopes.binder(&view.body, expr) {
            Some(Binder::Name { bindings, index }) => {
                let value = view.body.bindings[bindings.0 as usize].attrs[index as usize].value;
                outside_within(view, value, steps)
            }
            Some(Binder::Parameter { .. }) => None,
            None => {
                let source = hidden_source(&view.body, &view.scopes, expr, depth, slot)?;
                outside_within(view, source, steps)
            }
        },
        Expr::Select { base, path } => {
            let mut found = outside_within(view, base, steps)?;
            for part in &view.body.paths[path.0 as usize] {
                let KeyPart::Static { name, .. } = *part else { return None };
                found = value(view.db, member(view.db, found, view.name(name))?.1)?;
            }
            Some(found)
        }
        Expr::Call { .. } => {
            let (function, given) = called_within(view, expr, steps)?;
            result(view.db, function, given)
        }
        _ => None,
    }
}

/// The function of another file that an expression of a view has, and how many arguments it has been
/// given there: of `nixos` in `let nixos = import ./nixos.nix { }; in nixos`, that of the file and one.
pub(crate) fn called(view: &View<'_>, expr: ExprId) -> Option<(Located, usize)> {
    called_within(view, expr, STEPS)
}

fn called_within(view: &View<'_>, expr: ExprId, steps: usize) -> Option<(Located, usize)> {
    let steps = steps.checked_sub(1)?;
    match view.expr(expr) {
        Expr::Call { function, arguments } => {
            let arguments = view.body.run(arguments);
            if let Some(root) = import(view, function, *arguments.first()?) {
                return Some((root, arguments.len() - 1));
            }
            let (function, given) = called_within(view, function, steps)?;
            Some((function, given + arguments.len()))
        }
        Expr::Local { .. } => match view.scopes.binder(&view.body, expr) {
            Some(Binder::Name { bindings, index }) => {
                let value = view.body.bindings[bindings.0 as usize].attrs[index as usize].value;
                called_within(view, value, steps)
            }
            Some(Binder::Parameter { .. }) => None,
            None => Some((outside_within(view, expr, steps)?, 0)),
        },
        _ => Some((outside_within(view, expr, steps)?, 0)),
    }
}

/// What `import path` gives, written in a view: the outermost expression of that file.
pub(crate) fn import(view: &View<'_>, function: ExprId, path: ExprId) -> Option<Located> {
    let file = is_import(&view.body, function).then(|| imported(view.db, view.input, &view.body, path))??;
    Some(Located { file, expr: queries::body(view.db, file).root? })
}

/// Whether a function is `import` itself.
pub(crate) fn is_import(body: &Body, function: ExprId) -> bool {
    matches!(body.exprs[function.0 as usize], Expr::Global(name) if &*body.names[name.0 as usize] == "import")
}

/// The function that an expression is, behind what may stand before one.
pub(crate) fn lambda(body: &Body, mut at: ExprId) -> Option<&Lambda> {
    loop {
        at = match body.exprs[at.0 as usize] {
            Expr::Lambda(lambda) => return Some(&body.lambdas[lambda.0 as usize]),
            Expr::Let { body, .. } | Expr::WithIn { body, .. } | Expr::Assert { body, .. } => body,
            _ => return None,
        };
    }
}

/// What a function gives after so many arguments, if that is no function of more.
pub(crate) fn result(db: &dyn Db, function: Located, given: usize) -> Option<Located> {
    result_within(db, function, given, STEPS)
}

fn result_within(db: &dyn Db, function: Located, given: usize, steps: usize) -> Option<Located> {
    let (mut at, mut given) = (followed(db, function, steps)?, given);
    while given > 0 {
        let body = queries::body(db, at.file);
        let Expr::Lambda(lambda) = body.exprs[at.expr.0 as usize] else { return None };
        let lambda = &body.lambdas[lambda.0 as usize];
        let taken = match &lambda.params {
            Params::Simple(params) => params.len(),
            Params::Pattern { .. } => 1,
        };
        given = given.checked_sub(taken)?;
        at = followed(db, Located { expr: lambda.body, ..at }, steps.checked_sub(1)? / 2)?;
    }
    Some(at)
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
                let file = if is_import(body, function) {
                    imported(db, at.file, body, first)?
                } else {
                    return Some(at);
                };
                let root = queries::body(db, file).root?;
                let given = body.run(arguments).len() - 1;
                at = Located { file, expr: root };
                if given > 0 {
                    return result_within(db, at, given, steps);
                }
            }
            _ => return Some(at),
        }
    }
}

/// What an `inherit (source)` in some frame selects from.
pub(crate) fn hidden_source(
    body: &Body,
    scopes: &Scopes,
    expr: ExprId,
    depth: u16,
    slot: u32,
) -> Option<ExprId> {
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
