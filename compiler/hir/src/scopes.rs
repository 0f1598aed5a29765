//! Which scope each expression of a body stands in, and what stands around it: for whoever
//! asks where a variable is bound, who uses it, or what could be named here. Bodies and what
//! runs them need none of this.

use crate::{BindingsId, Body, Expr, ExprId, LambdaId, NameId, Params, StringPiece};
use fedic_diagnostics::NodeId;

/// A scope, by its index in [`Scopes::frames`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameId(pub u32);

/// A scope and the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFrame {
    pub kind: FrameKind,
    pub parent: Option<FrameId>,
}

/// What makes a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    Lambda(LambdaId),
    Bindings(BindingsId),
    /// `with` of this expression.
    With(ExprId),
}

/// What binds a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binder {
    /// A parameter, by its slot.
    Parameter { lambda: LambdaId, slot: u32 },
    /// A name of a `let` or of a recursive set, by its index.
    Name { bindings: BindingsId, index: u32 },
}

/// The scopes of a body.
#[derive(Clone, Debug, Default)]
pub struct Scopes {
    pub frames: Vec<ScopeFrame>,
    /// By expression: the innermost scope that it stands in.
    scope: Vec<Option<FrameId>>,
    /// By expression: the one that it is a part of.
    parents: Vec<Option<ExprId>>,
    /// By expression: the attribute whose value it is, by its bindings and its index in them.
    attrs: Vec<Option<(BindingsId, u32)>>,
    /// By bindings: their `let` or set.
    owners: Vec<Option<ExprId>>,
    /// By lambda: its expression.
    lambdas: Vec<Option<ExprId>>,
}

impl Scopes {
    /// The scopes of a body that is whole.
    #[must_use]
    pub fn new(body: &Body) -> Scopes {
        let mut walk = Walk {
            body,
            scopes: Scopes {
                frames: Vec::new(),
                scope: vec![None; body.exprs.len()],
                parents: vec![None; body.exprs.len()],
                attrs: vec![None; body.exprs.len()],
                owners: vec![None; body.bindings.len()],
                lambdas: vec![None; body.lambdas.len()],
            },
            rest: body.root.map(|root| (root, None, None)).into_iter().collect(),
        };
        while let Some((id, scope, parent)) = walk.rest.pop() {
            walk.step(id, scope, parent);
        }
        walk.scopes
    }

    /// The expression that one is a part of.
    #[must_use]
    pub fn parent(&self, expr: ExprId) -> Option<ExprId> {
        self.parents.get(expr.0 as usize).copied().flatten()
    }

    /// The expression itself and those around it, inner first.
    pub fn around(&self, expr: ExprId) -> impl Iterator<Item = ExprId> {
        std::iter::successors(Some(expr), |expr| self.parent(*expr))
    }

    /// The attribute whose value an expression is, by its index in its bindings.
    #[must_use]
    pub fn attr(&self, value: ExprId) -> Option<(BindingsId, usize)> {
        let (bindings, index) = self.attrs.get(value.0 as usize).copied().flatten()?;
        Some((bindings, index as usize))
    }

    /// The `let` or the set of bindings.
    #[must_use]
    pub fn owner(&self, bindings: BindingsId) -> Option<ExprId> {
        self.owners.get(bindings.0 as usize).copied().flatten()
    }

    /// The expression of a lambda.
    #[must_use]
    pub fn lambda(&self, lambda: LambdaId) -> Option<ExprId> {
        self.lambdas.get(lambda.0 as usize).copied().flatten()
    }

    /// The scopes that an expression stands in, inner first.
    pub fn frames_of(&self, expr: ExprId) -> impl Iterator<Item = FrameKind> {
        let first = self.scope.get(expr.0 as usize).copied().flatten();
        let frames = std::iter::successors(first, |frame| self.frames[frame.0 as usize].parent);
        frames.map(|frame| self.frames[frame.0 as usize].kind)
    }

    /// What binds the variable that an expression is; none if it is no variable, or a hidden one.
    #[must_use]
    pub fn binder(&self, body: &Body, expr: ExprId) -> Option<Binder> {
        let Expr::Local { depth, slot } = body.exprs[expr.0 as usize] else { return None };
        match self.frames_of(expr).nth(depth as usize)? {
            FrameKind::Lambda(lambda) => Some(Binder::Parameter { lambda, slot }),
            FrameKind::Bindings(bindings) => {
                let names = &body.bindings[bindings.0 as usize];
                let is_name = names.recursive && (slot as usize) < names.attrs.len();
                is_name.then_some(Binder::Name { bindings, index: slot })
            }
            FrameKind::With(_) => None,
        }
    }

    /// Everything that uses a variable, in the order of the text.
    pub fn uses<'s>(&'s self, body: &'s Body, binder: Binder) -> impl Iterator<Item = ExprId> + 's {
        (0u32..)
            .take(body.exprs.len())
            .map(ExprId)
            .filter(move |expr| self.binder(body, *expr) == Some(binder))
    }
}

impl Binder {
    /// The name that it binds and where that stands; none for an argument without a name.
    #[must_use]
    pub fn name(self, body: &Body) -> Option<(NameId, NodeId)> {
        match self {
            Binder::Name { bindings, index } => {
                let attr = body.bindings[bindings.0 as usize].attrs.get(index as usize)?;
                Some((attr.name, attr.at))
            }
            Binder::Parameter { lambda, slot } => match &body.lambdas[lambda.0 as usize].params {
                Params::Simple(params) => params.get(slot as usize).copied(),
                Params::Pattern { at_name, .. } if slot == 0 => *at_name,
                Params::Pattern { formals, .. } => {
                    let formal = formals.get(slot as usize - 1)?;
                    Some((formal.name, formal.at))
                }
            },
        }
    }
}

struct Walk<'b> {
    body: &'b Body,
    scopes: Scopes,
    /// What is still to be looked at, with its scope and what it is a part of.
    rest: Vec<(ExprId, Option<FrameId>, Option<ExprId>)>,
}

impl Walk<'_> {
    #[expect(clippy::too_many_lines, reason = "a kind of expression after the other")]
    fn step(&mut self, id: ExprId, scope: Option<FrameId>, parent: Option<ExprId>) {
        let Some(expr) = self.body.exprs.get(id.0 as usize).copied() else { return };
        self.scopes.scope[id.0 as usize] = scope;
        self.scopes.parents[id.0 as usize] = parent;
        let body = self.body;
        match expr {
            Expr::Missing
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Path(_)
            | Expr::SearchPath(_)
            | Expr::Local { .. }
            | Expr::With(_)
            | Expr::Global(_)
            | Expr::Undefined(_)
            | Expr::CurrentPosition
            | Expr::Section(_) => {}
            Expr::Interpolated(pieces) | Expr::InterpolatedPath(pieces) => {
                for piece in &body.pieces[pieces.0 as usize] {
                    if let StringPiece::Expr(expr) = piece {
                        self.go(*expr, scope, id);
                    }
                }
            }
            Expr::Select { base, path } | Expr::HasAttr { base, path } => {
                self.go(base, scope, id);
                self.path(path, scope, id);
            }
            Expr::SelectOr { base, path, default } => {
                self.go(base, scope, id);
                self.path(path, scope, id);
                self.go(default, scope, id);
            }
            Expr::Call { function, arguments } => {
                self.go(function, scope, id);
                body.run(arguments).iter().for_each(|it| self.go(*it, scope, id));
            }
            Expr::List(items) => body.run(items).iter().for_each(|it| self.go(*it, scope, id)),
            Expr::Lambda(lambda) => self.lambda(id, lambda, scope),
            Expr::Let { bindings, body } => {
                let inside = self.bindings(id, bindings, scope);
                self.go(body, inside, id);
            }
            Expr::Set(bindings) => {
                self.bindings(id, bindings, scope);
            }
            Expr::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|it| self.go(it, scope, id));
            }
            Expr::Assert { condition, body } => {
                self.go(condition, scope, id);
                self.go(body, scope, id);
            }
            Expr::WithIn { scope: set, body } => {
                self.go(set, scope, id);
                let inside = self.enter(FrameKind::With(set), scope);
                self.go(body, inside, id);
            }
            Expr::Unary { operand, .. } => self.go(operand, scope, id),
            Expr::Binary { left, right, .. } => {
                self.go(left, scope, id);
                self.go(right, scope, id);
            }
        }
    }

    fn go(&mut self, expr: ExprId, scope: Option<FrameId>, parent: ExprId) {
        self.rest.push((expr, scope, Some(parent)));
    }

    fn enter(&mut self, kind: FrameKind, parent: Option<FrameId>) -> Option<FrameId> {
        let id = FrameId(u32::try_from(self.scopes.frames.len()).unwrap_or(u32::MAX));
        self.scopes.frames.push(ScopeFrame { kind, parent });
        Some(id)
    }

    fn path(&mut self, path: crate::PathId, scope: Option<FrameId>, parent: ExprId) {
        for part in &self.body.paths[path.0 as usize] {
            if let crate::KeyPart::Dynamic(expr) = part {
                self.go(*expr, scope, parent);
            }
        }
    }

    fn lambda(&mut self, id: ExprId, lambda: LambdaId, scope: Option<FrameId>) {
        self.scopes.lambdas[lambda.0 as usize] = Some(id);
        let inside = self.enter(FrameKind::Lambda(lambda), scope);
        let lambda = &self.body.lambdas[lambda.0 as usize];
        if let Params::Pattern { formals, .. } = &lambda.params {
            formals.iter().filter_map(|formal| formal.default).for_each(|it| self.go(it, inside, id));
        }
        self.go(lambda.body, inside, id);
    }

    /// Goes through bindings; the scope that they make, or else the one they are in.
    fn bindings(&mut self, id: ExprId, bindings: BindingsId, outside: Option<FrameId>) -> Option<FrameId> {
        self.scopes.owners[bindings.0 as usize] = Some(id);
        let these = &self.body.bindings[bindings.0 as usize];
        let inside =
            if these.has_frame() { self.enter(FrameKind::Bindings(bindings), outside) } else { outside };
        let usual = if these.recursive { inside } else { outside };
        these.sources.iter().for_each(|it| self.go(*it, usual, id));
        for (attr, index) in these.attrs.iter().zip(0..) {
            self.scopes.attrs[attr.value.0 as usize] = Some((bindings, index));
            self.go(attr.value, if attr.inner { inside } else { outside }, id);
        }
        for attr in &these.dynamic {
            self.go(attr.name, usual, id);
            self.go(attr.value, usual, id);
        }
        inside
    }
}
