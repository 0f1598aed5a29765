//! What a call gives a function by name, as the function's own text has it: whether it may be left out,
//! and the comment above it there.

use super::signature;
use super::target::Target;
use super::view::View;
use super::written;
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
    let known = view.guided().iter().map(|guided| signature::taken(view, guided, function, arguments, nth));
    let taken = known.flatten().find(|it| it.name == name)?;
    let left_out = if taken.is_optional { ", which may be left out" } else { "" };
    let called = called(view, function, &arguments[..nth])?;
    let line = format!("`{name}`: an argument of `{called}`{left_out}");
    let comment = taken.at.and_then(|at| written::comment(view.db, at));
    Some(std::iter::once(line).chain(comment).collect::<Vec<_>>().join("\n\n"))
}

/// What is called with a set behind some arguments, as it is written: `import ./page.nix`.
fn called(view: &View<'_>, function: ExprId, before: &[ExprId]) -> Option<String> {
    let parts = std::iter::once(&function).chain(before).map(|it| view.written(*it));
    let called = parts.collect::<Option<Vec<_>>>().map(|parts| parts.join(" "));
    called.filter(|called| !called.contains('\n')).or_else(|| view.written(function).map(str::to_owned))
}
