//! What the names of a file are, for colours that a grammar cannot know.

use super::Asked;
use super::target::{self, Target};
use super::view::View;
use fedic_check::Ty;
use fedic_hir::{Binder, BindingsId, Expr, ExprId, KeyPart};

/// A name and what it is. They stand in the order of the text and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// In bytes.
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
    /// Whether it is where the name is bound or declared.
    pub declares: bool,
}

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    Variable,
    Parameter,
    Function,
    /// An option, defined or read.
    Option,
    Attribute,
    /// `builtins`, `true`, `map` …
    Builtin,
    /// Something of `lib`.
    Library,
}

/// The names of a file, or of a part of it.
pub(crate) fn tokens(asked: &Asked<'_>, start: u32, end: u32) -> Vec<Token> {
    let mut found = asked.everywhere(|view| tokens_of(view, start, end), |token| token.start);
    found.sort_by_key(|token| (token.start, token.end, !token.declares));
    let mut last = 0;
    found.retain(|token| {
        let is_free = token.start >= last;
        if is_free {
            last = token.end;
        }
        is_free
    });
    found
}

fn tokens_of(view: &View<'_>, start: u32, end: u32) -> Vec<Token> {
    let named = keys(view).into_iter().chain(uses(view)).chain(parameters(view));
    let token = |(target, kind, declares): Named| {
        let span = target.span(view).filter(|span| span.start < end && span.end > start)?;
        Some(Token { start: span.start, end: span.end, kind, declares })
    };
    named.filter_map(token).collect()
}

/// Something named, what it is, and whether it is bound there.
type Named = (Target, TokenKind, bool);

/// The names that sets and `let` bind.
fn keys(view: &View<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        for (index, attr) in bindings.attrs.iter().enumerate() {
            let target = Target::Key { bindings: BindingsId(id), index };
            let is_function = matches!(view.expr(attr.value), Expr::Lambda(_));
            let kind = match is_option(view, target) {
                true => TokenKind::Option,
                false if is_function => TokenKind::Function,
                false if bindings.recursive => TokenKind::Variable,
                false => TokenKind::Attribute,
            };
            found.push((target, kind, true));
        }
    }
    found
}

/// Variables, and attributes that are selected.
fn uses(view: &View<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    for (expr, id) in view.body.exprs.iter().zip(0..) {
        let id = ExprId(id);
        match *expr {
            Expr::Local { .. } => {
                found.extend(variable(view, id).map(|kind| (Target::Variable(id), kind, false)));
            }
            Expr::With(_) => found.push((Target::Variable(id), part(view, Target::Variable(id)), false)),
            Expr::Global(_) => found.push((Target::Variable(id), TokenKind::Builtin, false)),
            Expr::Select { base, path }
            | Expr::SelectOr { base, path, .. }
            | Expr::HasAttr { base, path } => {
                let parts = view.body.paths[path.0 as usize].iter().enumerate();
                let is_static = |part: &KeyPart| !matches!(part, KeyPart::Dynamic(_));
                found.extend(parts.filter(|(_, key)| is_static(key)).map(|(nth, _)| {
                    let target = Target::Part { expr: id, base, path, nth };
                    (target, part(view, target), false)
                }));
            }
            _ => {}
        }
    }
    found
}

/// The parameters of functions, where they are bound.
fn parameters(view: &View<'_>) -> Vec<Named> {
    let frames = view.scopes.frames.iter().flat_map(|frame| view.binders(frame.kind));
    let parameter = |binder: Binder| match binder {
        Binder::Parameter { lambda, slot } => {
            Some((Target::Parameter { lambda, slot }, TokenKind::Parameter, true))
        }
        Binder::Name { .. } => None,
    };
    frames.filter_map(parameter).collect()
}

fn is_option(view: &View<'_>, target: Target) -> bool {
    view.guided().iter().any(|guided| target::option_in(view, guided, target).is_some())
}

/// What a variable is; none for one that stands nowhere in the text.
fn variable(view: &View<'_>, expr: ExprId) -> Option<TokenKind> {
    let binder = view.scopes.binder(&view.body, expr)?;
    Some(match binder {
        Binder::Parameter { .. } => TokenKind::Parameter,
        Binder::Name { .. } => {
            let ty = view.guided().first().and_then(|guided| guided.types.get(expr.0 as usize));
            if matches!(ty, Some(Ty::Function(_))) { TokenKind::Function } else { TokenKind::Variable }
        }
    })
}

fn part(view: &View<'_>, target: Target) -> TokenKind {
    if is_option(view, target) {
        return TokenKind::Option;
    }
    match super::hover::library_path(view, target) {
        Some(path) if path[0] == "builtins" => TokenKind::Builtin,
        Some(_) => TokenKind::Library,
        None => TokenKind::Attribute,
    }
}
