//! The names that a file declares as options: those written below `options`. Where they
//! belong is not asked; it is enough that somebody may have meant them.

use fedic_hir::{BindingsId, Body, Expr, NameId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The names below every `options` of a file, at any depth that is written out as sets.
#[must_use]
pub fn declared(body: &Body) -> BTreeSet<Arc<str>> {
    let mut names = BTreeSet::new();
    let mut rest: Vec<BindingsId> = Vec::new();
    for bindings in &body.bindings {
        for attr in bindings.attrs.iter().filter(|attr| &**text(body, attr.name) == "options") {
            rest.extend(set(body, attr.value));
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = rest.pop() {
        if !seen.insert(id) {
            continue;
        }
        for attr in &body.bindings[id.0 as usize].attrs {
            names.insert(text(body, attr.name).clone());
            rest.extend(set(body, attr.value));
        }
    }
    names
}

fn text(body: &Body, name: NameId) -> &Arc<str> {
    &body.names[name.0 as usize]
}

fn set(body: &Body, value: fedic_hir::ExprId) -> Option<BindingsId> {
    match body.exprs[value.0 as usize] {
        Expr::Set(bindings) => Some(bindings),
        _ => None,
    }
}
