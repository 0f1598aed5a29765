//! What a call gives a function by name, as the function's own text has it: whether it may be left out,
//! and the comment above it there.

use super::signature::{self, Taken};
use super::target::Target;
use super::view::View;
use super::written;
use fedic_check::Ty;
use fedic_hir::{Expr, ExprId};

/// What is to be read about `type` in `mkOption { type = …; }`.
pub(super) fn about(view: &View<'_>, target: Target) -> Option<String> {
    let (Target::Key { bindings, index } | Target::Inherited { bindings, index }) = target else {
        return None;
    };
    let name = view.name(view.body.bindings[bindings.0 as usize].attrs[index].name);
    let set = view.scopes.owner(bindings).filter(|owner| matches!(view.expr(*owner), Expr::Set(_)))?;
    let Expr::Call { function, arguments } = view.expr(view.scopes.parent(set)?) else { return None };
    let arguments = view.body.run(arguments);
    let nth = arguments.iter().position(|it| *it == set)?;
    let taken = taken(view, function, arguments, nth).into_iter().find(|it| it.name == name)?;
    let left_out = if taken.is_optional { ", which may be left out" } else { "" };
    let called = called(view, function, set)?;
    let line = format!("`{name}`: an argument of `{called}`{left_out}");
    let comment = written::comment(view.db, taken.at);
    Some(std::iter::once(line).chain(comment).collect::<Vec<_>>().join("\n\n"))
}

/// What is called with the set, as it is written: `import ./page.nix`.
fn called<'v>(view: &'v View<'_>, function: ExprId, set: ExprId) -> Option<&'v str> {
    let (start, end) = (view.span_of(function)?.start, view.span_of(set)?.start);
    let called = view.text.get(start as usize..end as usize)?.trim_end();
    if called.contains('\n') { view.written(function) } else { Some(called) }
}

fn taken(view: &View<'_>, function: ExprId, arguments: &[ExprId], nth: usize) -> Vec<Taken> {
    let called = view.guided().iter().find_map(|guided| match guided.types.get(function.0 as usize)? {
        Ty::Function(function) => function.name.clone(),
        _ => None,
    });
    match called {
        Some(name) if nth == 0 => signature::formals_in_library(view, &name),
        _ => signature::formals(view, function, arguments, nth),
    }
}
