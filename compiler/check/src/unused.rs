//! Bindings of `let` that nothing uses. Names that begin with `_` are taken for meant, and a
//! file in which anything could not be read is not looked at.

use fedic_diagnostics::{FileId, Place, Problem, problem::types::TypesProblem};
use fedic_hir::{Binder, Body, Expr, ExprId, Scopes};

/// The bindings of a file that nothing uses.
#[must_use]
pub fn unused(file: FileId, body: &Body) -> Vec<Problem> {
    if body.exprs.iter().any(|expr| matches!(expr, Expr::Missing | Expr::Undefined(_))) {
        return Vec::new();
    }
    let used = uses(body);
    let mut problems = Vec::new();
    for expr in &body.exprs {
        let Expr::Let { bindings, .. } = *expr else { continue };
        for (slot, attr) in body.bindings[bindings.0 as usize].attrs.iter().enumerate() {
            let name = &body.names[attr.name.0 as usize];
            if !used[bindings.0 as usize][slot] && !name.starts_with('_') {
                let at = Place { file, node: attr.at };
                problems.push(Problem::Types(TypesProblem::UnusedBinding { at, name: name.to_string() }));
            }
        }
    }
    problems
}

/// By bindings and name: whether it is referred to.
fn uses(body: &Body) -> Vec<Vec<bool>> {
    let scopes = Scopes::new(body);
    let mut used: Vec<Vec<bool>> =
        body.bindings.iter().map(|bindings| vec![false; bindings.attrs.len()]).collect();
    for expr in (0u32..).take(body.exprs.len()).map(ExprId) {
        if let Some(Binder::Name { bindings, index }) = scopes.binder(body, expr) {
            used[bindings.0 as usize][index as usize] = true;
        }
    }
    used
}
