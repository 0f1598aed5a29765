//! Lambdas: what is known of their parameters, and what they give.

use super::{Checker, Definition, Env, FrameKind, Tree, Want};
use crate::ty::{FunctionTy, MemberTy, PatternTy, SetTy, Ty};
use fedic_hir::{ExprId, Formal, Lambda, LambdaId, NameId, Params};
use fedic_model::{TreeId, TypeKind};
use std::sync::Arc;

impl Checker<'_> {
    pub(super) fn lambda(&mut self, id: ExprId, lambda: LambdaId, env: &Env, want: &Want) -> Ty {
        let body = self.body;
        let lambda = &body.lambdas[lambda.0 as usize];
        let (argument, wanted) = self.sides(id, lambda, want);
        let mut given = self.others.called.get(&id).cloned().unwrap_or_default();
        // What looks like a module is none, if it is called as a function.
        let is_guess = argument == Ty::Unknown || matches!(want, Want::Nothing);
        let argument = match given.first() {
            Some(first) if is_guess && *first != Ty::Unknown => first.clone(),
            Some(_) | None => argument,
        };
        match &lambda.params {
            Params::Simple(params) => {
                given.resize(params.len(), Ty::Unknown);
                given[0] = argument;
                for ((name, _), ty) in params.iter().zip(&mut given) {
                    self.guess_library(*name, ty);
                }
                self.simple(given, lambda.body, env, wanted)
            }
            Params::Pattern { formals, ellipsis, .. } => {
                let slots = self.formal_slots(formals, &argument);
                let env = self.enter(FrameKind::Slots(slots), env);
                for formal in formals {
                    if let Some(default) = formal.default {
                        self.infer(default, &env);
                    }
                }
                let result = self.visit(lambda.body, &env, &wanted);
                let formals =
                    formals.iter().map(|formal| (self.text(formal.name).into(), formal.default.is_some()));
                let pattern =
                    PatternTy { formals: formals.collect(), ellipsis: *ellipsis, at: self.place_of(id) };
                Ty::Function(Arc::new(FunctionTy {
                    name: None,
                    argument: Ty::Unknown,
                    result,
                    pattern: Some(pattern),
                }))
            }
        }
    }

    /// The type of the (first) parameter, and what is wanted of what is returned.
    fn sides(&self, id: ExprId, lambda: &Lambda, want: &Want) -> (Ty, Want) {
        match want {
            Want::Module(tree) => (self.module_arguments(tree.id), Want::Module(tree.clone())),
            Want::Function { argument, result } => {
                let argument = argument.map_or(Ty::Unknown, Ty::Declared);
                (argument, result.clone().map_or(Want::Nothing, Want::Result))
            }
            Want::Value(definition) => match self.model.kind(definition.ty) {
                TypeKind::DeferredModule(Some(_)) => match self.model.module(definition.ty) {
                    Some(id) => {
                        let tree = Tree { id, path: [].into(), returned: true };
                        (self.module_arguments(id), Want::Module(tree))
                    }
                    None => (Ty::Unknown, Want::Nothing),
                },
                TypeKind::Submodule(id) if definition.returned => {
                    let tree = Tree { id: *id, path: definition.path.clone(), returned: true };
                    (self.module_arguments(*id), Want::Module(tree))
                }
                TypeKind::Submodule(_) => (self.file_arguments(), Want::Nothing),
                TypeKind::FunctionTo(_) if !definition.returned => (Ty::Unknown, Want::Nothing),
                TypeKind::FunctionTo(result) => match self.model.sides(*result) {
                    Some((input, output)) => {
                        (Ty::Declared(input), Want::Result(Definition { ty: output, ..definition.clone() }))
                    }
                    None => (Ty::Unknown, Want::Value(Definition { ty: *result, ..definition.clone() })),
                },
                _ => (Ty::Unknown, Want::Nothing),
            },
            Want::Hint(hint) => match self.model.expand(hint) {
                Ty::Function(function) => (function.argument.clone(), Want::Hint(function.result.clone())),
                _ => (Ty::Unknown, Want::Nothing),
            },
            Want::Nothing if Some(id) == self.body.root && is_module(lambda) => {
                (self.file_arguments(), Want::Nothing)
            }
            Want::Nothing | Want::Result(_) | Want::Definitions(_) => (Ty::Unknown, Want::Nothing),
        }
    }

    /// Whoever writes a function with an argument `lib` calls it with the library.
    fn guess_library(&self, name: NameId, ty: &mut Ty) {
        if self.expected.is_some() && *ty == Ty::Unknown && self.text(name) == "lib" {
            *ty = self.input.library.lib.clone();
        }
    }

    fn simple(&mut self, given: Vec<Ty>, body: ExprId, env: &Env, wanted: Want) -> Ty {
        let count = given.len();
        let mut given = given.into_iter();
        let mut slots: Vec<Ty> = given.by_ref().take(1).collect();
        let mut wanted = wanted;
        for known in given {
            let (argument, rest) = match wanted {
                Want::Hint(hint) => match self.model.expand(&hint) {
                    Ty::Function(function) => {
                        (function.argument.clone(), Want::Hint(function.result.clone()))
                    }
                    _ => (Ty::Unknown, Want::Nothing),
                },
                Want::Value(definition) => match self.model.kind(definition.ty) {
                    TypeKind::FunctionTo(result) => {
                        (Ty::Unknown, Want::Value(Definition { ty: *result, ..definition }))
                    }
                    _ => (Ty::Unknown, Want::Nothing),
                },
                _ => (Ty::Unknown, Want::Nothing),
            };
            slots.push(if argument == Ty::Unknown { known } else { argument });
            wanted = rest;
        }
        let env = self.enter(FrameKind::Slots(slots), env);
        let result = self.visit(body, &env, &wanted);
        (0..count).fold(result, |result, _| Ty::function(Ty::Unknown, result))
    }

    /// Slot 0 is the whole argument, then come the formals.
    fn formal_slots(&self, formals: &[Formal], argument: &Ty) -> Vec<Ty> {
        let argument = self.model.expand(argument);
        let mut slots = vec![argument.clone()];
        for formal in formals {
            let name = self.text(formal.name);
            // Members of unknown names say nothing of this one.
            let ty = match &argument {
                Ty::Set(set) if formal.default.is_none() => {
                    set.member(name).filter(|member| !member.optional).map(|member| member.ty.clone())
                }
                Ty::Options(tree) if formal.default.is_none() => {
                    self.model.member(*tree, name).map(|member| self.model.member_value(member))
                }
                _ => None,
            };
            let mut ty = ty.unwrap_or(Ty::Unknown);
            self.guess_library(formal.name, &mut ty);
            slots.push(ty);
        }
        slots
    }

    /// What the function of a module with these options is called with.
    fn module_arguments(&self, tree: TreeId) -> Ty {
        arguments(vec![("config", Ty::Options(tree)), ("lib", self.input.library.lib.clone())])
    }

    /// What a file that is a module is called with.
    fn file_arguments(&self) -> Ty {
        arguments(vec![("lib", self.input.library.lib.clone())])
    }
}

fn arguments(known: Vec<(&str, Ty)>) -> Ty {
    let member = |(name, ty): (&str, Ty)| MemberTy { name: name.into(), ty, optional: false, at: None };
    let members = known.into_iter().map(member).collect();
    Ty::Set(Arc::new(SetTy { name: None, members, rest: Some(Ty::Unknown) }))
}

/// Whether a lambda looks like a module: `{ lib, ... }:`.
fn is_module(lambda: &Lambda) -> bool {
    matches!(lambda.params, Params::Pattern { ellipsis: true, .. })
}
