//! Calls: of functions written in the file, and of the library's by their signatures.

use super::{Checker, Env, Want};
use crate::ty::{FunctionTy, SetTy, Ty};
use fedic_diagnostics::{problem::types::TypesProblem, similar};
use fedic_hir::{Expr, ExprId, Range};
use std::{collections::BTreeMap, sync::Arc};

/// What a function of the library does with definitions that pass through it.
enum Passes {
    /// Its last argument is the definition: `mkIf c x`, `mkForce x`.
    Last,
    /// Its argument is a list of definitions: `mkMerge [ … ]`.
    Each,
}

fn passes(name: &str) -> Option<Passes> {
    match name {
        "mkIf"
        | "mkForce"
        | "mkDefault"
        | "mkOptionDefault"
        | "mkImageMediaOverride"
        | "mkVMOverride"
        | "mkOverride"
        | "mkOrder"
        | "mkBefore"
        | "mkAfter"
        | "optionalAttrs"
        | "optionals" => Some(Passes::Last),
        "mkMerge" => Some(Passes::Each),
        _ => None,
    }
}

impl Checker<'_> {
    pub(super) fn call(&mut self, function: ExprId, arguments: Range, env: &Env, want: &Want) -> Ty {
        let body = self.body;
        let arguments = body.run(arguments);
        let ty = self.infer(function, env);
        if let Some((given, rest)) = self.imported(arguments) {
            return if rest.is_empty() { given } else { self.apply(function, given, rest, env) };
        }
        let name = match &ty {
            Ty::Function(function) => function.name.clone(),
            _ => None,
        };
        if let (Some(passes), false) =
            (name.as_deref().and_then(passes), matches!(want, Want::Nothing | Want::Hint(_)))
        {
            return self.passed(passes, arguments, env, want);
        }
        self.apply(function, ty, arguments, env)
    }

    /// What `import path` gives, if that is known, and what that is called with.
    fn imported<'r>(&self, arguments: &'r [ExprId]) -> Option<(Ty, &'r [ExprId])> {
        let (path, rest) = arguments.split_first()?;
        Some((self.others.imported.get(path)?.clone(), rest))
    }

    fn passed(&mut self, passes: Passes, arguments: &[ExprId], env: &Env, want: &Want) -> Ty {
        let Some((&last, first)) = arguments.split_last() else { return Ty::Unknown };
        for &argument in first {
            self.infer(argument, env);
        }
        match (passes, self.body.exprs[last.0 as usize]) {
            (Passes::Last, _) => {
                self.visit(last, env, want);
            }
            (Passes::Each, Expr::List(items)) => {
                let body = self.body;
                for &item in body.run(items) {
                    self.visit(item, env, want);
                }
            }
            (Passes::Each, _) => {
                self.infer(last, env);
            }
        }
        Ty::Unknown
    }

    fn apply(&mut self, function: ExprId, ty: Ty, arguments: &[ExprId], env: &Env) -> Ty {
        let mut ty = self.model.expand(&ty);
        let mut bound = Bound::default();
        let mut waiting: Vec<(ExprId, Ty, Option<Arc<str>>)> = Vec::new();
        let mut handed: Vec<(ExprId, Ty)> = Vec::new();
        let mut name = None;
        for (nth, &argument) in arguments.iter().enumerate() {
            let callee = match &ty {
                Ty::Function(function) => function.clone(),
                other => {
                    if nth == 0 {
                        self.not_a_function(function, other.clone());
                    }
                    self.infer(argument, env);
                    ty = Ty::Unknown;
                    continue;
                }
            };
            name = callee.name.clone().or(name);
            if self.is_lambda(argument) {
                waiting.push((argument, callee.argument.clone(), name.clone()));
            } else {
                self.argument(argument, &callee, name.as_deref(), &mut bound, env);
                if self.expected.is_some() && matches!(callee.argument, Ty::Function(_)) {
                    handed.push((argument, callee.argument.clone()));
                }
            }
            ty = self.model.expand(&callee.result);
        }
        // Lambdas come last: what the other arguments are says what their parameters are.
        for (lambda, wanted, name) in waiting {
            let hint = bound.applied(&wanted);
            let ty = self.visit(lambda, env, &Want::Hint(hint));
            self.wrong_argument(lambda, &ty, &wanted, name.as_deref());
            bound.bind(&wanted, &ty, 0);
        }
        self.handed.extend(handed.into_iter().map(|(function, wanted)| (function, bound.applied(&wanted))));
        bound.applied(&ty)
    }

    fn argument(
        &mut self,
        id: ExprId,
        callee: &FunctionTy,
        name: Option<&str>,
        bound: &mut Bound,
        env: &Env,
    ) {
        let hint = bound.applied(&callee.argument);
        let ty = self.visit(id, env, &Want::Hint(hint));
        let ty = self.model.expand(&ty);
        if let (Some(_), Ty::Set(set)) = (&callee.pattern, &ty) {
            self.pattern_call(id, callee, set);
        }
        self.wrong_argument(id, &ty, &callee.argument, name);
        bound.bind(&callee.argument, &ty, 0);
    }

    fn wrong_argument(&mut self, id: ExprId, ty: &Ty, wanted: &Ty, name: Option<&str>) {
        let Some(name) = name else { return };
        if self.model.clash(ty, wanted) {
            let (expected, found) = (wanted.words(), self.model.expand(ty).words());
            if expected == found {
                return;
            }
            let at = self.place_of(id);
            self.report(at, TypesProblem::WrongArgument { at, function: name.to_owned(), expected, found });
        }
    }

    fn not_a_function(&mut self, id: ExprId, ty: Ty) {
        if self.model.clash(&ty, &Ty::function(Ty::Unknown, Ty::Unknown)) {
            let at = self.place_of(id);
            self.report(at, TypesProblem::NotAFunction { at, found: ty.words() });
        }
    }

    /// A call of a function with a pattern, with a set whose members are known.
    fn pattern_call(&mut self, id: ExprId, callee: &FunctionTy, set: &SetTy) {
        let Some(pattern) = &callee.pattern else { return };
        let at = self.place_of(id);
        for (name, has_default) in &pattern.formals {
            if !has_default && !set.may_have(name) {
                let name = name.to_string();
                self.report(at, TypesProblem::MissingArgument { at, name, declared: pattern.at });
            }
        }
        if pattern.ellipsis {
            return;
        }
        for member in set.members.iter().filter(|member| !member.optional) {
            if !pattern.formals.iter().any(|(name, _)| *name == member.name) {
                let similar = similar(&member.name, pattern.formals.iter().map(|(name, _)| &**name));
                let at = member.at.unwrap_or(at);
                let name = member.name.to_string();
                self.report(at, TypesProblem::UnexpectedArgument { at, name, similar, declared: pattern.at });
            }
        }
    }

    fn is_lambda(&self, id: ExprId) -> bool {
        matches!(self.body.exprs[id.0 as usize], Expr::Lambda(_))
    }
}

/// What the variables of a signature stand for in one call.
#[derive(Default)]
struct Bound(BTreeMap<Arc<str>, Ty>);

/// How far types are followed.
const DEPTH: usize = 6;

impl Bound {
    fn bind(&mut self, wanted: &Ty, actual: &Ty, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match (wanted, actual) {
            (Ty::Variable(name), actual) => {
                let ty = match self.0.remove(name) {
                    Some(before) => Ty::union([before, actual.clone()]),
                    None => actual.clone(),
                };
                self.0.insert(name.clone(), ty);
            }
            (Ty::List(wanted), Ty::List(actual)) => self.bind(wanted, actual, depth + 1),
            (Ty::Function(wanted), Ty::Function(actual)) => {
                self.bind(&wanted.result, &actual.result, depth + 1)
            }
            (Ty::Set(wanted), Ty::Set(actual)) => self.bind_members(wanted, actual, depth + 1),
            _ => {}
        }
    }

    fn bind_members(&mut self, wanted: &SetTy, actual: &SetTy, depth: usize) {
        for member in &wanted.members {
            let ty = match actual.member(&member.name) {
                Some(found) if !found.optional => found.ty.clone(),
                Some(_) | None => Ty::Unknown,
            };
            self.bind(&member.ty, &ty, depth);
        }
        if let Some(rest) = &wanted.rest {
            let others = actual.members.iter().filter(|member| wanted.member(&member.name).is_none());
            let others = others.map(|member| member.ty.clone()).chain(actual.rest.clone());
            self.bind(rest, &Ty::union(others), depth);
        }
    }

    /// A type with the variables replaced, unknown where nothing is bound.
    fn applied(&self, ty: &Ty) -> Ty {
        self.applied_within(ty, 0)
    }

    fn applied_within(&self, ty: &Ty, depth: usize) -> Ty {
        if depth > DEPTH {
            return Ty::Unknown;
        }
        let next = |ty: &Ty| self.applied_within(ty, depth + 1);
        match ty {
            Ty::Variable(name) => match self.0.get(name) {
                Some(Ty::Never) | None => Ty::Unknown,
                Some(ty) => ty.clone(),
            },
            Ty::List(element) => Ty::list(next(element)),
            Ty::Union(parts) => Ty::union(parts.iter().map(next)),
            Ty::Function(function) => Ty::Function(Arc::new(FunctionTy {
                name: function.name.clone(),
                argument: next(&function.argument),
                result: next(&function.result),
                pattern: function.pattern.clone(),
            })),
            Ty::Set(set) => {
                let mut set = (**set).clone();
                for member in &mut set.members {
                    member.ty = next(&member.ty);
                }
                set.rest = set.rest.as_ref().map(next);
                Ty::Set(Arc::new(set))
            }
            other => other.clone(),
        }
    }
}
