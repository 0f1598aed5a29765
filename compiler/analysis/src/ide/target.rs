//! What stands at an offset of a file, and which option that is, if it is one.

use super::levels;
use super::requests;
use super::resolve::{self, Located};
use super::types;
use super::view::{Guided, View};
use fedic_check::Ty;
use fedic_diagnostics::{NodeId, Place, Span};
use fedic_hir::{Binder, BindingsId, Expr, ExprId, KeyPart, LambdaId, Params, PathId};
use fedic_model::{Member, OptionId};

/// What an offset points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A key of a set or of a `let`.
    Key { bindings: BindingsId, index: usize },
    /// A name that is inherited; the variable, or the member of a source, that it stands for.
    Inherited { bindings: BindingsId, index: usize },
    /// A name of an attribute path.
    Part { expr: ExprId, base: ExprId, path: PathId, nth: usize },
    /// A parameter, where it is bound.
    Parameter { lambda: LambdaId, slot: u32 },
    /// A variable, where it is used.
    Variable(ExprId),
    /// Any other expression.
    Other(ExprId),
}

/// What stands at an offset.
pub(crate) fn target(view: &View<'_>, offset: u32) -> Option<Target> {
    let touches = |node: NodeId| view.map.span(node).is_some_and(|span| span.touches(offset));
    let body = &view.body;
    for (these, id) in body.bindings.iter().zip(0..) {
        if let Some(index) = these.attrs.iter().position(|attr| touches(attr.at)) {
            let bindings = BindingsId(id);
            return Some(match is_inherited(view, bindings, index) {
                true => Target::Inherited { bindings, index },
                false => Target::Key { bindings, index },
            });
        }
    }
    for (expr, id) in body.exprs.iter().zip(0..) {
        if let Expr::Select { base, path }
        | Expr::SelectOr { base, path, .. }
        | Expr::HasAttr { base, path } = *expr
        {
            let parts = &body.paths[path.0 as usize];
            let nth =
                parts.iter().position(|part| matches!(part, KeyPart::Static { at, .. } if touches(*at)));
            if let Some(nth) = nth {
                return Some(Target::Part { expr: ExprId(id), base, path, nth });
            }
        }
    }
    for (lambda, id) in body.lambdas.iter().zip(0..) {
        let lambda_id = LambdaId(id);
        let slot = match &lambda.params {
            Params::Simple(params) => params.iter().position(|(_, at)| touches(*at)),
            Params::Pattern { at_name: Some((_, at)), .. } if touches(*at) => Some(0),
            Params::Pattern { formals, .. } => {
                formals.iter().position(|formal| touches(formal.at)).map(|index| index + 1)
            }
        };
        if let Some(slot) = slot.and_then(|slot| u32::try_from(slot).ok()) {
            return Some(Target::Parameter { lambda: lambda_id, slot });
        }
    }
    let expr = view.innermost(offset)?;
    Some(match view.expr(expr) {
        Expr::Local { .. } | Expr::With(_) | Expr::Global(_) | Expr::Undefined(_) => Target::Variable(expr),
        _ => Target::Other(expr),
    })
}

/// Whether an attribute is written as `inherit name;` or `inherit (source) name;`.
pub(crate) fn is_inherited(view: &View<'_>, bindings: BindingsId, index: usize) -> bool {
    let attr = view.body.bindings[bindings.0 as usize].attrs[index];
    let spans = view.map.span(attr.at).zip(view.span_of(attr.value));
    spans.is_some_and(|(key, value)| key == value)
}

impl Target {
    /// Where it stands.
    pub(crate) fn span(self, view: &View<'_>) -> Option<Span> {
        match self {
            Target::Key { bindings, index } | Target::Inherited { bindings, index } => {
                view.map.span(view.body.bindings[bindings.0 as usize].attrs[index].at)
            }
            Target::Part { path, nth, .. } => match view.body.paths[path.0 as usize].get(nth)? {
                KeyPart::Static { at, .. } => view.map.span(*at),
                KeyPart::Dynamic(expr) => view.span_of(*expr),
            },
            Target::Parameter { lambda, slot } => {
                let (_, at) = Binder::Parameter { lambda, slot }.name(&view.body)?;
                view.map.span(at)
            }
            Target::Variable(expr) | Target::Other(expr) => view.span_of(expr),
        }
    }

    /// What binds the variable that it is, if it is one: at its binding or at a use.
    pub(crate) fn binder(self, view: &View<'_>) -> Option<Binder> {
        match self {
            Target::Key { bindings, index } => own_binder(view, bindings, index),
            Target::Inherited { bindings, index } => {
                let value = view.body.bindings[bindings.0 as usize].attrs[index].value;
                view.scopes.binder(&view.body, value).or_else(|| own_binder(view, bindings, index))
            }
            Target::Parameter { lambda, slot } => Some(Binder::Parameter { lambda, slot }),
            Target::Variable(expr) => view.scopes.binder(&view.body, expr),
            Target::Part { .. } | Target::Other(_) => None,
        }
    }

    /// The member of a set that it names: the type of the set, and the name.
    pub(crate) fn member<'v>(self, view: &'v View<'_>, guided: &Guided<'_>) -> Option<(Ty, &'v str)> {
        match self {
            Target::Part { base, path, nth, .. } => {
                let names = view.static_names(path);
                let name = *names.get(nth)?;
                Some((known(view, guided, base, &names[..nth])?, name))
            }
            Target::Inherited { bindings, index } => {
                let these = &view.body.bindings[bindings.0 as usize];
                let attr = these.attrs[index];
                let source = resolve::inherited_source(&view.body, these, attr.value)?;
                Some((known(view, guided, source, &[])?, view.name(attr.name)))
            }
            Target::Variable(expr) => match view.expr(expr) {
                Expr::With(with) => {
                    let name = view.name(view.body.withs[with.0 as usize].name);
                    let scopes = view.scopes.frames_of(expr).filter_map(|frame| match frame {
                        fedic_hir::FrameKind::With(scope) => Some(scope),
                        fedic_hir::FrameKind::Lambda(_) | fedic_hir::FrameKind::Bindings(_) => None,
                    });
                    let types: Vec<&Ty> =
                        scopes.filter_map(|scope| guided.types.get(scope.0 as usize)).collect();
                    let has = |ty: &&&Ty| types::member(guided.model(), ty, name) != Ty::Unknown;
                    let found = types.iter().find(has).or(types.first())?;
                    Some(((*found).clone(), name))
                }
                _ => None,
            },
            Target::Key { .. } | Target::Parameter { .. } | Target::Other(_) => None,
        }
    }
}

/// The type of what a path from an expression leads to; what is granted is known by requests.
fn known(view: &View<'_>, guided: &Guided<'_>, expr: ExprId, path: &[&str]) -> Option<Ty> {
    let base = guided.types.get(expr.0 as usize)?.clone();
    let found = path.iter().fold(base, |ty, name| types::member(guided.model(), &ty, name));
    match found {
        Ty::Unknown => requests::type_of(view, guided, expr, path).or(Some(Ty::Unknown)),
        found => Some(found),
    }
}

fn own_binder(view: &View<'_>, bindings: BindingsId, index: usize) -> Option<Binder> {
    let recursive = view.body.bindings[bindings.0 as usize].recursive;
    let index = u32::try_from(index).ok()?;
    recursive.then_some(Binder::Name { bindings, index })
}

/// An option and the part of the model that knows it.
pub(crate) struct Found<'g, 'v> {
    pub(crate) guided: &'g Guided<'v>,
    pub(crate) option: OptionId,
}

/// The option that stands at a target: defined, read or declared there.
pub(crate) fn option<'g, 'v>(view: &'g View<'v>, target: Target) -> Option<Found<'g, 'v>> {
    view.guided().iter().find_map(|guided| {
        let option = option_in(view, guided, target)?;
        Some(Found { guided, option })
    })
}

pub(crate) fn option_in(view: &View<'_>, guided: &Guided<'_>, target: Target) -> Option<OptionId> {
    let model = guided.model();
    if let Target::Key { bindings, index } | Target::Inherited { bindings, index } = target {
        if let Some(Member::Option(id)) = levels::of_key(view, guided, bindings, index).1 {
            return Some(id);
        }
        let key = view.map.span(view.body.bindings[bindings.0 as usize].attrs[index].at);
        if let Some(id) = key.and_then(|key| guided.declared_at(key)) {
            return Some(id);
        }
    }
    let (ty, name) = target.member(view, guided)?;
    let member = match model.expand(&ty) {
        Ty::Options(tree) => model.member(tree, name)?,
        Ty::Union(parts) => parts.iter().find_map(|part| match model.expand(part) {
            Ty::Options(tree) => model.member(tree, name),
            _ => None,
        })?,
        _ => return tag(guided, &ty, name),
    };
    match member {
        Member::Option(id) => Some(id),
        Member::Group(_) => None,
    }
}

/// The tag of a choice that a member of its value is.
fn tag(guided: &Guided<'_>, ty: &Ty, name: &str) -> Option<OptionId> {
    let Ty::Declared(id) = ty else { return None };
    let model = guided.model();
    let levels = levels::opened(model, *id, None, 0);
    levels.into_iter().find_map(|level| match levels::member(model, level, name) {
        Some(Member::Option(id)) => Some(id),
        Some(Member::Group(_)) | None => None,
    })
}

/// Where the value that a target names is written, as far as the texts tell.
pub(crate) fn value(view: &View<'_>, target: Target) -> Option<(Place, Located)> {
    let here = |expr: ExprId| Located { file: view.input, expr };
    match target {
        Target::Part { base, path, nth, .. } => {
            let names = view.static_names(path);
            let (last, before) = names.get(..=nth)?.split_last()?;
            let mut at = resolve::value(view.db, here(base))?;
            for name in before {
                at = resolve::value(view.db, resolve::member(view.db, at, name)?.1)?;
            }
            resolve::member(view.db, at, last)
        }
        Target::Inherited { bindings, index } => {
            let these = &view.body.bindings[bindings.0 as usize];
            let attr = these.attrs[index];
            let source = resolve::inherited_source(&view.body, these, attr.value)?;
            let set = resolve::value(view.db, here(source))?;
            resolve::member(view.db, set, view.name(attr.name))
        }
        Target::Variable(expr) => match view.expr(expr) {
            Expr::With(with) => {
                let name = view.name(view.body.withs[with.0 as usize].name);
                view.scopes.frames_of(expr).find_map(|frame| match frame {
                    fedic_hir::FrameKind::With(scope) => {
                        resolve::member(view.db, resolve::value(view.db, here(scope))?, name)
                    }
                    fedic_hir::FrameKind::Lambda(_) | fedic_hir::FrameKind::Bindings(_) => None,
                })
            }
            _ => None,
        },
        Target::Key { .. } | Target::Parameter { .. } | Target::Other(_) => None,
    }
}
