//! Members: of sets, of options' values, of what `with` brings in.

use super::{Checker, Env, FrameKind};
use crate::ty::{SetTy, Ty};
use fedic_diagnostics::{NodeId, Place, problem::types::TypesProblem, similar};
use fedic_hir::{ExprId, KeyPart, NameId, PathId, WithId};

/// What looking for a member found.
pub(super) enum Found {
    Member(Ty),
    Unknown,
    /// The set is known and does not have it: what is near, and what the set is called.
    Missing {
        similar: Vec<String>,
        nearby: Vec<(String, Place)>,
        of: Option<String>,
    },
    /// It is no set.
    NoSet,
}

impl Checker<'_> {
    /// Follows an attribute path; reports what is certainly not there, if it is needed.
    pub(super) fn path(&mut self, base: Ty, path: PathId, env: &Env, needed: bool) -> Ty {
        let body = self.body;
        let mut ty = base;
        for part in &body.paths[path.0 as usize] {
            ty = match *part {
                KeyPart::Static { name, at } => self.member(&ty, name, at, needed),
                KeyPart::Dynamic(expr) => {
                    let name = self.infer(expr, env);
                    self.interpolation(expr, &name);
                    match self.model.expand(&ty) {
                        Ty::Set(set) if set.members.is_empty() => set.rest.clone().unwrap_or(Ty::Unknown),
                        // `sizes.${size}`: one of those that are there.
                        Ty::Set(set) if self.expected.is_some() && set.rest.is_none() => {
                            Ty::union(set.members.iter().map(|member| member.ty.clone()))
                        }
                        _ => Ty::Unknown,
                    }
                }
            };
        }
        ty
    }

    fn member(&mut self, ty: &Ty, name: NameId, at: NodeId, needed: bool) -> Ty {
        let text = self.text(name);
        let at = self.place(at);
        match self.find(ty, text) {
            Found::Member(ty) => ty,
            Found::Missing { similar, nearby, of } if needed && !self.tested.contains(&name) => {
                let name = text.to_owned();
                self.report(at, TypesProblem::UnknownAttribute { at, name, of, similar, nearby });
                Ty::Unknown
            }
            Found::NoSet if needed => {
                let found = self.model.expand(ty).words();
                self.report(at, TypesProblem::NoMembers { at, name: text.to_owned(), found });
                Ty::Unknown
            }
            Found::Unknown | Found::Missing { .. } | Found::NoSet => Ty::Unknown,
        }
    }

    pub(super) fn find(&self, ty: &Ty, name: &str) -> Found {
        match self.model.expand(ty) {
            Ty::Set(set) => find_in_set(&set, name),
            Ty::Options(tree) => self.find_option(tree, name),
            Ty::Union(parts) => self.find_in_any(&parts, name),
            Ty::Unknown | Ty::Never | Ty::Variable(_) | Ty::Declared(_) | Ty::OptionType => Found::Unknown,
            Ty::Null
            | Ty::Bool
            | Ty::Int
            | Ty::Float
            | Ty::Number
            | Ty::String
            | Ty::Path
            | Ty::List(_)
            | Ty::Function(_) => Found::NoSet,
        }
    }

    /// A member of one of several: those that are no sets were presumably told apart before.
    fn find_in_any(&self, parts: &[Ty], name: &str) -> Found {
        let mut members = Vec::new();
        let mut missing = Found::Unknown;
        for part in parts {
            match self.find(part, name) {
                Found::Member(ty) => members.push(ty),
                Found::Unknown => return Found::Unknown,
                Found::NoSet => {}
                found @ Found::Missing { .. } => missing = found,
            }
        }
        if members.is_empty() { missing } else { Found::Member(Ty::union(members)) }
    }

    fn find_option(&self, tree: fedic_model::TreeId, name: &str) -> Found {
        if let Some(member) = self.model.member(tree, name) {
            return Found::Member(self.model.member_value(member));
        }
        let Some(options) = self.model.tree(tree) else { return Found::Unknown };
        if let Some(freeform) = options.freeform {
            return match self.model.expand(&Ty::Declared(freeform)) {
                Ty::Set(set) => set.rest.clone().map_or(Found::Unknown, Found::Member),
                _ => Found::Unknown,
            };
        }
        if !self.model.lacks(tree, name) || name.starts_with('_') {
            return Found::Unknown;
        }
        let (similar, nearby) = self.model.similar(tree, name);
        Found::Missing { similar, nearby, of: None }
    }

    /// A variable that only `with` can bind.
    pub(super) fn with_variable(&mut self, id: ExprId, with: WithId, env: &Env) -> Ty {
        let body = self.body;
        let lookup = &body.withs[with.0 as usize];
        let name = self.text(lookup.name);
        let mut nearest = None;
        for &depth in &lookup.depths {
            let set = self.with_set(depth, env);
            match self.find(&set, name) {
                Found::Member(ty) => return ty,
                Found::Unknown | Found::NoSet => return Ty::Unknown,
                found @ Found::Missing { .. } => nearest = nearest.or(Some(found)),
            }
        }
        if let Some(Found::Missing { similar, nearby, of }) = nearest
            && !fedic_hir::globals::is_global(name)
            && !self.tested.contains(&lookup.name)
        {
            let at = self.place_of(id);
            let name = name.to_owned();
            self.report(at, TypesProblem::UnknownAttribute { at, name, of, similar, nearby });
        }
        Ty::Unknown
    }

    fn with_set(&self, depth: u16, env: &Env) -> Ty {
        let mut env = env;
        for _ in 0..depth {
            let Some(frame) = env else { return Ty::Unknown };
            env = &frame.parent;
        }
        match env.as_ref().map(|frame| &frame.kind) {
            Some(FrameKind::With(set)) => set.clone(),
            Some(FrameKind::Slots(_) | FrameKind::Bindings(_)) | None => Ty::Unknown,
        }
    }
}

fn find_in_set(set: &SetTy, name: &str) -> Found {
    match (set.member(name), &set.rest) {
        (Some(member), _) => Found::Member(member.ty.clone()),
        (None, Some(rest)) => Found::Member(rest.clone()),
        (None, None) => {
            let similar = similar(name, set.members.iter().map(|member| &*member.name));
            let nearby =
                similar.iter().filter_map(|near| Some((near.clone(), set.member(near)?.at?))).collect();
            Found::Missing { nearby, similar, of: set.name.as_deref().map(str::to_owned) }
        }
    }
}
