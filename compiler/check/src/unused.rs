//! Bindings of `let` that nothing uses. Names that begin with `_` are taken for meant, and a
//! file in which anything could not be read is not looked at.

use fedic_diagnostics::{FileId, Place, Problem, problem::types::TypesProblem};
use fedic_hir::{BindingsId, Body, Expr, ExprId, KeyPart, Params, StringPiece};

/// The bindings of a file that nothing uses.
#[must_use]
pub fn unused(file: FileId, body: &Body) -> Vec<Problem> {
    if body.exprs.iter().any(|expr| matches!(expr, Expr::Missing | Expr::Undefined(_))) {
        return Vec::new();
    }
    let uses = Uses::of(body);
    let mut problems = Vec::new();
    for expr in &body.exprs {
        let Expr::Let { bindings, .. } = *expr else { continue };
        for (slot, attr) in body.bindings[bindings.0 as usize].attrs.iter().enumerate() {
            let name = &body.names[attr.name.0 as usize];
            if !uses.used[bindings.0 as usize][slot] && !name.starts_with('_') {
                let at = Place { file, node: attr.at };
                problems.push(Problem::Types(TypesProblem::UnusedBinding { at, name: name.to_string() }));
            }
        }
    }
    problems
}

/// Which names of which bindings are referred to.
struct Uses<'b> {
    body: &'b Body,
    used: Vec<Vec<bool>>,
}

/// An expression still to be looked at, and the frames around it: bindings, or others.
type Work = (ExprId, Scope);
type Scope = Option<std::rc::Rc<Around>>;

struct Around {
    bindings: Option<BindingsId>,
    parent: Scope,
}

fn inside(scope: &Scope, bindings: Option<BindingsId>) -> Scope {
    Some(std::rc::Rc::new(Around { bindings, parent: scope.clone() }))
}

impl Uses<'_> {
    fn of(body: &Body) -> Uses<'_> {
        let used = body.bindings.iter().map(|bindings| vec![false; bindings.attrs.len()]).collect();
        let mut uses = Uses { body, used };
        let mut work: Vec<Work> = body.root.into_iter().map(|root| (root, None)).collect();
        while let Some((id, scope)) = work.pop() {
            uses.expr(id, &scope, &mut work);
        }
        uses
    }

    #[expect(clippy::too_many_lines, reason = "one short arm for each kind of expression")]
    fn expr(&mut self, id: ExprId, scope: &Scope, work: &mut Vec<Work>) {
        let body = self.body;
        let mut add = |id: ExprId, scope: &Scope| work.push((id, scope.clone()));
        match body.exprs[id.0 as usize] {
            Expr::Local { depth, slot } => self.mark(depth, slot, scope),
            Expr::Let { bindings, body } => {
                let scope = inside(scope, Some(bindings));
                add(body, &scope);
                self.bindings(bindings, &scope, work);
            }
            Expr::Set(bindings) => {
                let frame = body.bindings[bindings.0 as usize].has_frame();
                let scope = if frame { inside(scope, Some(bindings)) } else { scope.clone() };
                self.bindings(bindings, &scope, work);
            }
            Expr::Lambda(lambda) => {
                let lambda = &body.lambdas[lambda.0 as usize];
                let scope = inside(scope, None);
                if let Params::Pattern { formals, .. } = &lambda.params {
                    formals
                        .iter()
                        .filter_map(|formal| formal.default)
                        .for_each(|default| add(default, &scope));
                }
                add(lambda.body, &scope);
            }
            Expr::WithIn { scope: set, body } => {
                add(set, scope);
                add(body, &inside(scope, None));
            }
            Expr::Interpolated(pieces) | Expr::InterpolatedPath(pieces) => {
                for piece in &body.pieces[pieces.0 as usize] {
                    if let StringPiece::Expr(expr) = piece {
                        add(*expr, scope);
                    }
                }
            }
            Expr::Select { base, path } | Expr::HasAttr { base, path } => {
                add(base, scope);
                self.path(path, scope, work);
            }
            Expr::SelectOr { base, path, default } => {
                add(base, scope);
                add(default, scope);
                self.path(path, scope, work);
            }
            Expr::Call { function, arguments } => {
                add(function, scope);
                self.children(arguments, scope, work);
            }
            Expr::List(items) => self.children(items, scope, work),
            Expr::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|part| add(part, scope));
            }
            Expr::Assert { condition, body } => {
                [condition, body].into_iter().for_each(|part| add(part, scope))
            }
            Expr::Unary { operand, .. } => add(operand, scope),
            Expr::Binary { left, right, .. } => [left, right].into_iter().for_each(|part| add(part, scope)),
            Expr::Missing
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Path(_)
            | Expr::SearchPath(_)
            | Expr::With(_)
            | Expr::Global(_)
            | Expr::Undefined(_)
            | Expr::CurrentPosition
            | Expr::Section(_) => {}
        }
    }

    /// What bindings hold; `scope` is inside of their frame, where they have one.
    fn bindings(&mut self, id: BindingsId, scope: &Scope, work: &mut Vec<Work>) {
        let bindings = &self.body.bindings[id.0 as usize];
        let outside = match scope {
            Some(around) if bindings.has_frame() => around.parent.clone(),
            _ => scope.clone(),
        };
        let around = if bindings.recursive { scope } else { &outside };
        work.extend(bindings.sources.iter().map(|&source| (source, around.clone())));
        for attr in &bindings.attrs {
            work.push((attr.value, if attr.inner { scope.clone() } else { outside.clone() }));
        }
        for attr in &bindings.dynamic {
            work.push((attr.name, around.clone()));
            work.push((attr.value, around.clone()));
        }
    }

    fn path(&self, path: fedic_hir::PathId, scope: &Scope, work: &mut Vec<Work>) {
        for part in &self.body.paths[path.0 as usize] {
            if let KeyPart::Dynamic(expr) = part {
                work.push((*expr, scope.clone()));
            }
        }
    }

    fn children(&self, range: fedic_hir::Range, scope: &Scope, work: &mut Vec<Work>) {
        work.extend(self.body.run(range).iter().map(|&child| (child, scope.clone())));
    }

    fn mark(&mut self, depth: u16, slot: u32, scope: &Scope) {
        let mut scope = scope;
        for _ in 0..depth {
            let Some(around) = scope else { return };
            scope = &around.parent;
        }
        if let Some(bindings) = scope.as_ref().and_then(|around| around.bindings)
            && let Some(used) = self.used[bindings.0 as usize].get_mut(slot as usize)
        {
            *used = true;
        }
    }
}
