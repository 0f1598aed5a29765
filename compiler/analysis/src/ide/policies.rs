//! The functions by which policies grant requests, wherever they are written: `config.apply = { resources }: …`
//! in a policy. An option that somebody calls `apply` elsewhere is none.

use super::target::{self, Target};
use super::view::{Guided, View};
use crate::embedded;
use fedic_check::{Called, MemberTy, Model, SetTy, Ty};
use fedic_diagnostics::Place;
use fedic_hir::{BindingsId, Expr, ExprId};
use fedic_model::{Member, OptionDecl, OptionId, TypeKind};
use std::sync::Arc;

/// The kinds of requests that a function grants as the policies' own `apply`; more than one, if policies
/// share their options.
pub(super) fn policy_of(view: &View<'_>, guided: &Guided<'_>, function: ExprId) -> Option<Vec<String>> {
    let id = key_of(view, guided, function)?;
    let model = guided.model();
    let option = model.option(id).filter(|it| it.name == "apply")?;
    let is_embedded = |place: &Place| {
        let file = view.db.files().by_id(place.file);
        file.is_some_and(|file| embedded::owns(file.path(view.db)))
    };
    if !option.declared.iter().any(is_embedded) {
        return None;
    }
    let has = |tree| model.member(tree, "apply") == Some(Member::Option(id));
    let resources = model.own.resources.iter().filter(|it| it.policy.is_some_and(has));
    Some(resources.map(|it| it.kind.clone()).collect())
}

/// What the functions of a file are called with that grant requests as policies' own.
pub(super) fn called(view: &View<'_>, guided: &Guided<'_>) -> Called {
    let attrs = view.body.bindings.iter().flat_map(|bindings| &bindings.attrs);
    let functions = attrs
        .filter(|attr| view.name(attr.name) == "apply" && matches!(view.expr(attr.value), Expr::Lambda(_)));
    let argument = |function: ExprId| {
        let kinds = policy_of(view, guided, function).filter(|kinds| !kinds.is_empty())?;
        Some((function, vec![requests(guided.model(), &kinds)]))
    };
    functions.filter_map(|attr| argument(attr.value)).collect()
}

/// `{ resources.<name>.<kind> = request; }`
fn requests(model: Model<'_>, kinds: &[String]) -> Ty {
    let set =
        |members: Vec<MemberTy>, rest: Option<Ty>| Ty::Set(Arc::new(SetTy { name: None, members, rest }));
    let member = |name: &str, ty: Ty| MemberTy { name: name.into(), ty, optional: false, at: None };
    let of_kind = |kind: &String| {
        let resource = model.own.resources.iter().find(|it| it.kind == *kind);
        let values = resource.and_then(|it| it.request).map_or(Ty::Unknown, Ty::Options);
        MemberTy { optional: kinds.len() > 1, ..member(kind, values) }
    };
    let request = set(kinds.iter().map(of_kind).collect(), None);
    set(vec![member("resources", set(Vec::new(), Some(request)))], None)
}

/// The option that takes functions, and has this one as its value.
pub(super) fn option_of<'g>(
    view: &View<'_>,
    guided: &'g Guided<'_>,
    function: ExprId,
) -> Option<&'g OptionDecl> {
    let option = guided.model().option(key_of(view, guided, function)?)?;
    matches!(guided.model().kind(option.ty), TypeKind::FunctionTo(_)).then_some(option)
}

fn key_of(view: &View<'_>, guided: &Guided<'_>, function: ExprId) -> Option<OptionId> {
    let (bindings, index) = view.body.bindings.iter().zip(0..).find_map(|(bindings, id)| {
        let index = bindings.attrs.iter().position(|attr| attr.value == function)?;
        Some((BindingsId(id), index))
    })?;
    target::option_in(view, guided, Target::Key { bindings, index })
}
