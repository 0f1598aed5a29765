//! Sets and lists written out, and the bindings of `let`.

use super::{Checker, Env, FrameKind, Want};
use crate::ty::{MemberTy, SetTy, Ty};
use fedic_diagnostics::NodeId;
use fedic_hir::{BindingsId, ExprId, Range};
use fedic_model::TypeKind;
use std::sync::Arc;

impl Checker<'_> {
    /// The values bound by a `let`; `env` is inside.
    pub(super) fn bound(&mut self, id: BindingsId, env: &Env) {
        self.members(id, env, &mut |_, _, _| Want::Nothing);
    }

    /// Visits all that bindings hold, each value with what `want` wants of it by its name.
    /// `env` is inside of the bindings' frame, where they have one.
    fn members(
        &mut self,
        id: BindingsId,
        env: &Env,
        want: &mut dyn FnMut(&mut Self, Option<&str>, NodeId) -> Want,
    ) -> Ty {
        let body = self.body;
        let bindings = &body.bindings[id.0 as usize];
        let outside = match env {
            Some(frame) if bindings.has_frame() => &frame.parent,
            _ => env,
        };
        let around = if bindings.recursive { env } else { outside };
        for &source in &bindings.sources {
            self.infer(source, around);
        }
        let mut set = SetTy::default();
        for attr in &bindings.attrs {
            let name = self.text(attr.name);
            let wanted = want(self, Some(name), attr.at);
            let ty = self.visit(attr.value, if attr.inner { env } else { outside }, &wanted);
            let at = Some(self.place(attr.at));
            set.members.push(MemberTy { name: name.into(), ty, optional: false, at });
        }
        for attr in &bindings.dynamic {
            let name = self.infer(attr.name, around);
            if !matches!(self.model.expand(&name), Ty::Null | Ty::Union(_)) {
                self.interpolation(attr.name, &name);
            }
            let wanted = want(self, None, attr.at);
            self.visit(attr.value, around, &wanted);
            set.rest = Some(Ty::Unknown);
        }
        Ty::Set(Arc::new(set))
    }

    pub(super) fn set(&mut self, id: ExprId, bindings: BindingsId, env: &Env, want: &Want) -> Ty {
        let inside = &match self.body.bindings[bindings.0 as usize].has_frame() {
            true => self.enter(FrameKind::Bindings(bindings), env),
            false => env.clone(),
        };
        match want {
            Want::Nothing | Want::Function { .. } => {
                self.members(bindings, inside, &mut |_, _, _| Want::Nothing)
            }
            Want::Hint(hint) => self.hinted_set(bindings, inside, hint),
            Want::Value(definition) => self.define_set(id, bindings, inside, definition),
            Want::Result(definition) => self.result_set(id, bindings, inside, definition),
            Want::Module(tree) => self.module_set(bindings, inside, tree),
            Want::Definitions(tree) => self.definitions(bindings, inside, tree, true),
        }
    }

    fn hinted_set(&mut self, bindings: BindingsId, env: &Env, hint: &Ty) -> Ty {
        let hint = self.model.expand(hint);
        self.members(bindings, env, &mut |_, name, _| match (&hint, name) {
            (Ty::Set(set), Some(name)) => match (set.member(name), &set.rest) {
                (Some(member), _) => Want::Hint(member.ty.clone()),
                (None, Some(rest)) => Want::Hint(rest.clone()),
                (None, None) => Want::Nothing,
            },
            _ => Want::Nothing,
        })
    }

    /// What a function returns: `{ input; output; }` stands for its output.
    fn result_set(
        &mut self,
        id: ExprId,
        bindings: BindingsId,
        env: &Env,
        definition: &super::Definition,
    ) -> Ty {
        let all = &self.body.bindings[bindings.0 as usize];
        let named = |name: &str| all.attrs.iter().any(|attr| self.text(attr.name) == name);
        let long = all.dynamic.is_empty() && all.attrs.len() == 2 && named("input") && named("output");
        if !long {
            return self.define_set(id, bindings, env, definition);
        }
        self.members(bindings, env, &mut |_, name, _| match name {
            Some("output") => Want::Value(definition.clone()),
            _ => Want::Nothing,
        })
    }

    pub(super) fn each_member(
        &mut self,
        bindings: BindingsId,
        env: &Env,
        of: &super::Definition,
        element: fedic_model::TypeId,
    ) -> Ty {
        self.members(bindings, env, &mut |_, name, _| {
            let mut path = of.path.to_vec();
            path.push(name.unwrap_or("<name>").to_owned());
            Want::Value(super::Definition { ty: element, path: path.into(), ..of.clone() })
        })
    }

    pub(super) fn any_members(&mut self, bindings: BindingsId, env: &Env) -> Ty {
        self.members(bindings, env, &mut |_, _, _| Want::Nothing)
    }

    pub(super) fn named_members(
        &mut self,
        bindings: BindingsId,
        env: &Env,
        want: &mut dyn FnMut(&mut Self, &str, NodeId) -> Want,
    ) -> Ty {
        self.members(bindings, env, &mut |this, name, value| match name {
            Some(name) => want(this, name, value),
            None => Want::Nothing,
        })
    }

    pub(super) fn list(&mut self, id: ExprId, items: Range, env: &Env, want: &Want) -> Ty {
        let element = match want {
            Want::Hint(hint) => match self.model.expand(hint) {
                Ty::List(element) => Want::Hint((*element).clone()),
                _ => Want::Nothing,
            },
            Want::Value(definition) | Want::Result(definition) => match self.list_element(definition.ty) {
                Some(ty) => Want::Value(super::Definition { ty, ..definition.clone() }),
                None => Want::Nothing,
            },
            // The modules of `imports`.
            Want::Module(tree) => Want::Module(tree.clone()),
            Want::Nothing | Want::Definitions(..) | Want::Function { .. } => Want::Nothing,
        };
        let body = self.body;
        let items = body.run(items);
        let mut elements = Vec::new();
        for &item in items {
            let ty = self.visit(item, env, &element);
            elements.push(self.model.expand(&ty));
        }
        let ty = Ty::list(Ty::union(elements));
        self.compare(id, &ty, want);
        ty
    }

    /// The type of the elements, if a list can only be meant as a list of these.
    fn list_element(&self, ty: fedic_model::TypeId) -> Option<fedic_model::TypeId> {
        match self.model.kind(ty) {
            TypeKind::List { element, .. } => Some(*element),
            TypeKind::NullOr(inner) => self.list_element(*inner),
            TypeKind::Either(left, right) => match (self.list_element(*left), self.list_element(*right)) {
                (Some(only), None) if !self.takes_anything(*right) => Some(only),
                (None, Some(only)) if !self.takes_anything(*left) => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn takes_anything(&self, ty: fedic_model::TypeId) -> bool {
        matches!(self.model.expand(&Ty::Declared(ty)), Ty::Unknown)
    }
}
