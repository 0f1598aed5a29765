//! What is known of a file from those that import it: the types of what its function is called
//! with, and what is expected of what that gives. Modules that stand in files of their own,
//! behind arguments, are known through this: `nixos = import ./nixos.nix { inherit lib; };`, and
//! then `nixos settings`. Nothing is reported on the strength of it.

use super::remembered::Part;
use super::resolve;
use super::view::View;
use crate::files::FileText;
use crate::{project, queries};
use fedic_check::{Called, MemberTy, Ty};
use fedic_diagnostics::Place;
use fedic_hir::{Binder, Expr, ExprId, Params};
use fedic_model::Expectation;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// What one part of the model makes of the calls of a file in another one.
pub(super) struct Calls {
    pub(super) part: Arc<Part>,
    pub(super) called: Called,
    pub(super) expected: Vec<(Place, Expectation)>,
}

/// Parts that are asked at most: a file that all applications import has nothing of its own for
/// any of them.
pub(super) const PARTS: usize = 4;

/// Files that are followed outwards at most.
pub(super) const STEPS: usize = 2;

/// What the files that import this one make of it, where that is anything.
pub(super) fn calls(view: &View<'_>, steps: usize) -> Vec<Calls> {
    let (Some(project), Some(steps)) = (view.project, steps.checked_sub(1)) else { return Vec::new() };
    let mut found: Vec<Calls> = Vec::new();
    for path in project::nix_files(view.db, project).iter() {
        if found.len() >= PARTS {
            break;
        }
        let from = view.db.files().text(view.db, path);
        if !imports(view, from) {
            continue;
        }
        let caller = View::of_caller(view.db, view.memory, view.project, from, steps);
        let given = calls_in(&caller, view.input);
        if given.is_empty() {
            continue;
        }
        for guided in caller.guided() {
            if found.len() >= PARTS {
                break;
            }
            let Some(part) = guided.part.clone() else { continue };
            let mut calls = Calls { part, called: Called::new(), expected: Vec::new() };
            let type_of = |expr: &Option<ExprId>| {
                let ty = expr.and_then(|expr| guided.types.get(expr.0 as usize).cloned());
                ty.unwrap_or(Ty::Unknown)
            };
            for (call, arguments) in &given {
                let types: Vec<Ty> = arguments.iter().map(type_of).collect();
                let expected = guided.expected.get(call.0 as usize).cloned().flatten();
                enter(view, &types, expected, &mut calls);
            }
            // `map (import ./page.nix) pages`
            for (function, ty) in &guided.handed {
                let Some(before) = arguments(&caller, *function, view.input, 16) else { continue };
                let types: Vec<Ty> = before.iter().map(type_of).chain(parameters(ty)).collect();
                enter(view, &types, None, &mut calls);
            }
            if !calls.called.is_empty() || !calls.expected.is_empty() {
                found.push(calls);
            }
        }
    }
    found
}

/// What a function is called with, argument by argument.
fn parameters(ty: &Ty) -> Vec<Ty> {
    let next = |ty: &Ty| match ty {
        Ty::Function(function) => Some(function.clone()),
        _ => None,
    };
    let functions = std::iter::successors(next(ty), |function| next(&function.result));
    functions.map(|function| function.argument.clone()).collect()
}

/// Whether a file has a path that leads to this one.
fn imports(view: &View<'_>, from: FileText) -> bool {
    let body = queries::body(view.db, from);
    from != view.input
        && (0..).zip(&body.exprs).any(|(id, expr)| {
            matches!(expr, Expr::Path(_))
                && resolve::imported(view.db, from, body, ExprId(id)) == Some(view.input)
        })
}

/// The calls in a file of what another one has, each with its arguments from the first on; of those
/// that stand in a third file nothing is known.
fn calls_in(caller: &View<'_>, file: FileText) -> Vec<(ExprId, Vec<Option<ExprId>>)> {
    let mut found = Vec::new();
    for id in (0..).map(ExprId).take(caller.body.exprs.len()) {
        if matches!(caller.expr(id), Expr::Call { .. })
            && let Some(arguments) = arguments(caller, id, file, 16)
        {
            found.push((id, arguments));
        }
    }
    found
}

/// The arguments that a file's value has been given where an expression stands.
fn arguments(caller: &View<'_>, expr: ExprId, file: FileText, steps: usize) -> Option<Vec<Option<ExprId>>> {
    let steps = steps.checked_sub(1)?;
    match caller.expr(expr) {
        Expr::Call { function, arguments: given } => {
            let given = caller.body.run(given);
            let (first, rest) = given.split_first()?;
            if let Some(imported) = resolve::import(caller, function, *first) {
                return (imported.file == file).then(|| rest.iter().copied().map(Some).collect());
            }
            let mut all = arguments(caller, function, file, steps)?;
            all.extend(given.iter().copied().map(Some));
            Some(all)
        }
        Expr::Local { .. } => match caller.scopes.binder(&caller.body, expr)? {
            Binder::Name { bindings, index } => {
                let value = caller.body.bindings[bindings.0 as usize].attrs[index as usize].value;
                arguments(caller, value, file, steps)
            }
            Binder::Parameter { .. } => None,
        },
        _ => None,
    }
}

/// Follows a call into the functions of the file: each takes its arguments, and what the last of
/// them gives is what is expected of the call.
fn enter(view: &View<'_>, types: &[Ty], expected: Option<Expectation>, calls: &mut Calls) {
    let mut rest = types;
    let Some(mut at) = view.body.root else { return };
    while !rest.is_empty() {
        let Expr::Lambda(lambda) = view.expr(at) else { return };
        let lambda = &view.body.lambdas[lambda.0 as usize];
        let takes = match &lambda.params {
            Params::Simple(params) => params.len(),
            Params::Pattern { .. } => 1,
        };
        let (given, behind) = rest.split_at(takes.min(rest.len()));
        if given.iter().any(|ty| *ty != Ty::Unknown) {
            match calls.called.entry(at) {
                Entry::Vacant(entry) => drop(entry.insert(given.to_vec())),
                Entry::Occupied(mut entry) => {
                    entry.get_mut().iter_mut().zip(given).for_each(|(ty, other)| *ty = either(ty, other));
                }
            }
        }
        if given.len() < takes {
            return;
        }
        (at, rest) = (lambda.body, behind);
    }
    if let Some(expected) = expected {
        calls.expected.push((Place { file: view.file, node: view.body.node(at) }, expected));
    }
}

/// What is known of an argument that two calls give: the members of either, if they are sets; those that one
/// alone gives may be missing.
fn either(one: &Ty, other: &Ty) -> Ty {
    match (one, other) {
        (Ty::Unknown, known) | (known, Ty::Unknown) => known.clone(),
        (Ty::Set(one), Ty::Set(other)) => {
            let mut set = (**one).clone();
            for member in &mut set.members {
                match other.member(&member.name) {
                    Some(also) => member.ty = either(&member.ty, &also.ty),
                    None => member.optional = true,
                }
            }
            let added = other.members.iter().filter(|it| one.member(&it.name).is_none());
            set.members.extend(added.map(|it| MemberTy { optional: true, ..it.clone() }));
            set.rest = set.rest.or_else(|| other.rest.clone());
            Ty::Set(Arc::new(set))
        }
        (Ty::List(one), Ty::List(other)) => Ty::List(Arc::new(either(one, other))),
        (one, _) => one.clone(),
    }
}
