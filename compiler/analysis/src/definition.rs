//! From a use to its declaration: a path to its file, the key of a definition to the option
//! that it defines.

use crate::checking::extents;
use crate::database::Db;
use crate::disk::Entry;
use crate::evaluate::{evaluate, tables};
use crate::files::FileText;
use crate::inference::concerned;
use crate::project::{self, Project};
use crate::reach::{look, resolve};
use crate::report::{SourceRange, range, source_range};
use crate::setup::Setup;
use crate::{paths, queries};
use fedic_diagnostics::{Place, Span, Spot};
use fedic_hir::{Attr, Body, Expr, ExprId, SourceMap};
use fedic_model::{Expectation, Interface, Member, OptionId, TreeId, TypeId, TypeKind};

/// Types inside each other that are looked through at most: they may contain themselves.
const DEPTH: usize = 32;

/// Where what stands at an offset is declared.
pub(crate) fn definition(db: &dyn Db, setup: &Setup, path: &str, offset: u32) -> Vec<SourceRange> {
    let Ok(path) = resolve(db, path) else { return Vec::new() };
    let file = db.files().text(db, &path);
    if let Some(target) = path_at(db, file, &path, offset) {
        return file_start(db, &target).into_iter().collect();
    }
    let Some(project) = project::find(db, &path, &setup.include) else { return Vec::new() };
    options_at(db, project, file, offset)
}

/// The path literal at an offset, resolved.
fn path_at(db: &dyn Db, file: FileText, path: &str, offset: u32) -> Option<String> {
    let body = queries::body(db, file);
    let expr = innermost(queries::source_map(db, file), offset)?;
    let Expr::Path(text) = body.exprs[expr.0 as usize] else { return None };
    Some(paths::join(paths::parent(path).unwrap_or("/"), &body.strings[text.0 as usize]))
}

/// The smallest expression around an offset.
fn innermost(map: &SourceMap, offset: u32) -> Option<ExprId> {
    let around = map.exprs.iter().enumerate().filter(|(_, span)| span.touches(offset));
    let (index, _) = around.min_by_key(|(_, span)| span.len())?;
    u32::try_from(index).ok().map(ExprId)
}

/// The beginning of the file at a path, or of a folder's `default.nix`.
fn file_start(db: &dyn Db, path: &str) -> Option<SourceRange> {
    let mut real = resolve(db, path).ok()?;
    if matches!(look(db, &real), Entry::Folder) {
        real = resolve(db, &paths::join(&real, "default.nix")).ok()?;
    }
    let there = matches!(look(db, &real), Entry::File { .. });
    let id = there.then(|| db.files().text(db, &real).id(db))?;
    source_range(db, id, Span::new(0, 0))
}

/// Declarations of the option that the key at an offset defines: the expectation of the
/// nearest expression around it that has one, followed along the keys in between.
fn options_at(db: &dyn Db, project: Project<'_>, file: FileText, offset: u32) -> Vec<SourceRange> {
    let (body, map) = (queries::body(db, file), queries::source_map(db, file));
    let mut around: Vec<(u32, ExprId, &[Expectation], &Interface)> = Vec::new();
    for extent in concerned(db, project, file, &extents(tables(db, project))) {
        let evaluation = evaluate(db, project, extent);
        for (place, expectations) in evaluation.facts.of(file.id(db)) {
            let Some(expr) = map.expr(place.node) else { continue };
            if let Some(span) = map.span(place.node).filter(|span| span.touches(offset)) {
                around.push((span.len(), expr, expectations, &evaluation.interface));
            }
        }
    }
    around.sort_by_key(|(len, expr, ..)| (*len, *expr));
    for (_, expr, expectations, interface) in around {
        let Some(keys) = keys_to(body, map, expr, offset) else { continue };
        let found = expectations.iter().find_map(|expectation| option(interface, expectation, &keys));
        if let Some(option) = found {
            let declared = &interface.options[option.0 as usize].declared;
            return declared
                .iter()
                .filter_map(|place| range(db, Spot::Node(key_around(db, *place))))
                .collect();
        }
    }
    Vec::new()
}

/// The key of an option whose declaration a place lies in: `host` in `host = mkOption { … }`.
/// The place itself, if it is such a key already.
fn key_around(db: &dyn Db, place: Place) -> Place {
    let Some(file) = db.files().by_id(place.file) else { return place };
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

/// The names of the keys from an expression down to the key at an offset; none if no key
/// stands there.
fn keys_to(body: &Body, map: &SourceMap, from: ExprId, offset: u32) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    let mut expr = from;
    loop {
        let touches = |it: &ExprId| map.span(body.node(*it)).is_some_and(|span| span.touches(offset));
        expr = match body.exprs[expr.0 as usize] {
            Expr::Set(bindings) => {
                let attrs = &body.bindings[bindings.0 as usize].attrs;
                let name = |attr: &Attr| body.names[attr.name.0 as usize].to_string();
                if let Some(attr) =
                    attrs.iter().find(|it| map.span(it.at).is_some_and(|span| span.touches(offset)))
                {
                    keys.push(name(attr));
                    return Some(keys);
                }
                let attr = attrs.iter().find(|it| touches(&it.value))?;
                keys.push(name(attr));
                attr.value
            }
            Expr::Lambda(lambda) => body.lambdas[lambda.0 as usize].body,
            Expr::Let { body, .. } | Expr::WithIn { body, .. } | Expr::Assert { body, .. } => body,
            Expr::If { then, otherwise, .. } => [then, otherwise].into_iter().find(touches)?,
            Expr::Binary { left, right, .. } => [left, right].into_iter().find(touches)?,
            Expr::Call { arguments: run, .. } | Expr::List(run) => {
                *body.run(run).iter().find(|it| touches(it))?
            }
            _ => return None,
        };
    }
}

/// The option at the end of a path of keys below what is expected of an expression.
fn option(interface: &Interface, expectation: &Expectation, keys: &[String]) -> Option<OptionId> {
    match expectation {
        Expectation::Value { ty, .. } => below_type(interface, *ty, keys, 0),
        Expectation::Function { result, .. } => below_type(interface, (*result)?, keys, 0),
        Expectation::Definitions { options, path } => {
            let keys: Vec<String> = path.iter().chain(keys).cloned().collect();
            below_tree(interface, *options, &keys, 0)
        }
        Expectation::Module { options } => {
            let keys = match keys {
                [first, rest @ ..] if first == "config" && !rest.is_empty() => rest,
                _ => keys,
            };
            below_tree(interface, *options, keys, 0)
        }
    }
}

fn below_tree(interface: &Interface, tree: TreeId, keys: &[String], depth: usize) -> Option<OptionId> {
    let (first, rest) = keys.split_first()?;
    let tree = &interface.trees[tree.0 as usize];
    match tree.members.iter().find(|(name, _)| name == first) {
        Some((_, Member::Group(group))) => below_tree(interface, *group, rest, depth),
        Some((_, Member::Option(option))) if rest.is_empty() => Some(*option),
        Some((_, Member::Option(option))) => {
            below_type(interface, interface.options[option.0 as usize].ty, rest, depth + 1)
        }
        None => below_type(interface, tree.freeform?, keys, depth + 1),
    }
}

fn below_type(interface: &Interface, ty: TypeId, keys: &[String], depth: usize) -> Option<OptionId> {
    if depth > DEPTH {
        return None;
    }
    let inner = |ty: TypeId, keys| below_type(interface, ty, keys, depth + 1);
    match &interface.types[ty.0 as usize].kind {
        TypeKind::Submodule(tree) | TypeKind::DeferredModule(Some(tree)) => {
            below_tree(interface, *tree, keys, depth + 1)
        }
        TypeKind::AttrsOf { element, .. } => inner(*element, keys.get(1..)?),
        TypeKind::AttrTag(tags) => {
            let (first, rest) = keys.split_first()?;
            let option = *tags.iter().find(|tag| interface.options[tag.0 as usize].name == *first)?;
            if rest.is_empty() { Some(option) } else { inner(interface.options[option.0 as usize].ty, rest) }
        }
        TypeKind::NullOr(element) | TypeKind::List { element, .. } | TypeKind::FunctionTo(element) => {
            inner(*element, keys)
        }
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right } => {
            inner(*left, keys).or_else(|| inner(*right, keys))
        }
        _ => None,
    }
}
