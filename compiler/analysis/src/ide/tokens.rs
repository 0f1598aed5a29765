//! What the names of a file are, for colours that a grammar cannot know.

use super::Asked;
use super::target::{self, Target};
use super::view::View;
use fedic_check::Ty;
use fedic_hir::{BindingsId, Expr, ExprId, KeyPart, Params};

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
    if asked.path.ends_with(".json") {
        return Vec::new();
    }
    let view = asked.view();
    let mut found: Vec<Token> = Vec::new();
    let mut add = |target: Target, kind: TokenKind, declares: bool| {
        if let Some(span) = target.span(&view).filter(|span| span.start < end && span.end > start) {
            found.push(Token { start: span.start, end: span.end, kind, declares });
        }
    };
    for (bindings, id) in view.body.bindings.iter().zip(0..) {
        for (index, attr) in bindings.attrs.iter().enumerate() {
            let target = Target::Key { bindings: BindingsId(id), index };
            let is_function = matches!(view.expr(attr.value), Expr::Lambda(_));
            let kind = match is_option(&view, target) {
                true => TokenKind::Option,
                false if is_function => TokenKind::Function,
                false if bindings.recursive => TokenKind::Variable,
                false => TokenKind::Attribute,
            };
            add(target, kind, true);
        }
    }
    for (expr, id) in view.body.exprs.iter().zip(0..) {
        let id = ExprId(id);
        match *expr {
            Expr::Local { .. } => {
                if let Some(kind) = variable(&view, id) {
                    add(Target::Variable(id), kind, false);
                }
            }
            Expr::With(_) => add(Target::Variable(id), TokenKind::Library, false),
            Expr::Global(_) => add(Target::Variable(id), TokenKind::Builtin, false),
            Expr::Select { base, path }
            | Expr::SelectOr { base, path, .. }
            | Expr::HasAttr { base, path } => {
                for nth in 0..view.body.paths[path.0 as usize].len() {
                    if matches!(view.body.paths[path.0 as usize][nth], KeyPart::Dynamic(_)) {
                        continue;
                    }
                    let target = Target::Part { expr: id, base, path, nth };
                    add(target, part(&view, target), false);
                }
            }
            _ => {}
        }
    }
    for (lambda, id) in view.body.lambdas.iter().zip(0..) {
        let slots = match &lambda.params {
            Params::Simple(params) => params.len(),
            Params::Pattern { formals, .. } => formals.len() + 1,
        };
        for slot in 0..u32::try_from(slots).unwrap_or(0) {
            add(Target::Parameter { lambda: fedic_hir::LambdaId(id), slot }, TokenKind::Parameter, true);
        }
    }
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

fn is_option(view: &View<'_>, target: Target) -> bool {
    view.guided().iter().any(|guided| target::option_in(view, guided, target).is_some())
}

/// What a variable is; none for one that stands nowhere in the text.
fn variable(view: &View<'_>, expr: ExprId) -> Option<TokenKind> {
    let binder = view.scopes.binder(&view.body, expr)?;
    Some(match binder {
        fedic_hir::Binder::Parameter { .. } => TokenKind::Parameter,
        fedic_hir::Binder::Name { .. } => {
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
