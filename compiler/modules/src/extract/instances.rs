//! Options that a model says a part of itself: what is left to say for others is known of the very
//! instance, not of its type. `db.name = "x"` in a module leaves no name to be given.

use super::types::made;
use super::{Extractor, requires};
use fedic_eval::Attrs;
use fedic_model::{Below, Beside, Member, OptionId, OptionTree, TreeId, Type, TypeId, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// Options inside each other, at most, that are looked through.
const MOST_DEPTH: usize = 32;

impl<'a> Extractor<'a> {
    /// The type of an option as others see it, and whether somebody must still say something of it.
    pub(super) fn left_over(&mut self, option: &'a Attrs<'a>, ty: TypeId, beside: Beside) -> (TypeId, bool) {
        if !self.is_said(option) {
            return (ty, self.has_no_value(option));
        }
        match self.out.interface.types[ty.0 as usize].kind {
            TypeKind::Submodule(tree) if requires(&self.out.interface, ty) || self.may_require(tree) => {
                let Some(instance) = self.instance(option) else { return (ty, false) };
                let lacks = !self.can_be_switched_off(tree) && self.lacks(instance, MOST_DEPTH);
                let ty = if beside == Beside::Merged { self.instance_type(ty, tree, instance) } else { ty };
                (ty, lacks)
            }
            _ if beside == Beside::Merged && self.requires_inside(ty) => {
                (Relaxed { extractor: self, types: BTreeMap::new() }.ty(ty, MOST_DEPTH), false)
            }
            _ => (ty, false),
        }
    }

    /// Whether an option has a default, or the model defines it.
    fn is_said(&mut self, option: &'a Attrs<'a>) -> bool {
        self.slot(option, "default").is_some() || self.truth(option, "isDefined") != Some(false)
    }

    /// Whether there is no value of an option that nobody defines.
    fn has_no_value(&mut self, option: &'a Attrs<'a>) -> bool {
        let Some(ty) = self.attrs(option, "type") else { return true };
        match self.attrs(ty, "emptyValue") {
            Some(empty) => self.slot(empty, "value").is_none(),
            None => true,
        }
    }

    /// The options of a submodule's value as they are evaluated.
    fn instance(&mut self, option: &'a Attrs<'a>) -> Option<&'a Attrs<'a>> {
        self.attrs_at(option, &["valueMeta", "configuration", "options"])
    }

    /// Whether something in an instance must still be said.
    fn lacks(&mut self, options: &'a Attrs<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        self.ev.sorted(options).into_iter().any(|(name, slot)| {
            if matches!(self.ev.name(name), "_module" | "_freeformOptions") {
                return false;
            }
            let Some(attrs) = self.set_in(slot) else { return false };
            if !self.is(attrs, "option") {
                return self.lacks(attrs, depth);
            }
            if !self.is_said(attrs) && self.has_no_value(attrs) {
                return true;
            }
            let ty = self.attrs(attrs, "type").and_then(|ty| self.text(ty, "name"));
            let inner = if ty.as_deref() == Some("submodule") { self.instance(attrs) } else { None };
            inner.is_some_and(|inner| self.lacks(inner, depth))
        })
    }

    /// Whether a submodule that nobody says anything of could lack something inside.
    fn may_require(&self, tree: TreeId) -> bool {
        let interface = &self.out.interface;
        let mut rest = vec![(tree, MOST_DEPTH)];
        while let Some((tree, depth)) = rest.pop() {
            for (_, member) in &interface.trees[tree.0 as usize].members {
                match *member {
                    Member::Group(group) => rest.push((group, depth)),
                    Member::Option(option) => {
                        let option = &interface.options[option.0 as usize];
                        if option.required {
                            return true;
                        }
                        let inner = &interface.types[option.ty.0 as usize].kind;
                        if let (TypeKind::Submodule(inner), Some(depth)) = (inner, depth.checked_sub(1)) {
                            rest.push((*inner, depth));
                        }
                    }
                }
            }
        }
        false
    }

    /// Whether anything inside values of a type must be said, but in items of lists: these are the
    /// operator's alone.
    fn requires_inside(&self, ty: TypeId) -> bool {
        let interface = &self.out.interface;
        let (mut types, mut trees, mut options) = (vec![ty], Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        loop {
            if let Some(ty) = types.pop() {
                if !seen.insert(ty) {
                    continue;
                }
                match interface.types[ty.0 as usize].kind.below() {
                    Below::Nothing | Below::Each(_, None) => {}
                    Below::Same(inner) | Below::Each(inner, Some(_)) => types.push(inner),
                    Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
                        types.extend([one, other]);
                    }
                    Below::Tags(tags) => options.extend(tags),
                    Below::Options(tree) => trees.push(tree),
                }
            } else if let Some(tree) = trees.pop() {
                for (_, member) in &interface.trees[tree.0 as usize].members {
                    match member {
                        Member::Option(option) => options.push(option),
                        Member::Group(group) => trees.push(*group),
                    }
                }
            } else if let Some(option) = options.pop() {
                let option = &interface.options[option.0 as usize];
                if option.required {
                    return true;
                }
                types.push(option.ty);
            } else {
                return false;
            }
        }
    }

    /// Whether settings have a switch of their own: those that are off may be incomplete.
    fn can_be_switched_off(&self, tree: TreeId) -> bool {
        let interface = &self.out.interface;
        interface.trees[tree.0 as usize].members.iter().any(|(name, member)| match *member {
            Member::Option(option) => {
                let ty = interface.options[option.0 as usize].ty;
                name == "enable" && interface.types[ty.0 as usize].kind == TypeKind::Bool
            }
            Member::Group(_) => false,
        })
    }

    /// A type of its own for the options of an instance.
    fn instance_type(&mut self, ty: TypeId, of: TreeId, instance: &'a Attrs<'a>) -> TypeId {
        let tree = self.tree(instance, &[]);
        let known = &self.out.interface.trees[of.0 as usize];
        let (class, takes_modules) = (known.class.clone(), known.takes_modules);
        let made_of = &mut self.out.interface.trees[tree.0 as usize];
        (made_of.class, made_of.takes_modules) = (class, takes_modules);
        let known = &self.out.interface.types[ty.0 as usize];
        let ty = made(&known.name.clone(), &known.description.clone(), TypeKind::Submodule(tree));
        self.add(ty)
    }
}

/// A copy of types in which nothing is required: of members that the model defines, anything may
/// be said already.
struct Relaxed<'e, 'a> {
    extractor: &'e mut Extractor<'a>,
    types: BTreeMap<TypeId, TypeId>,
}

impl Relaxed<'_, '_> {
    fn ty(&mut self, id: TypeId, depth: usize) -> TypeId {
        let Some(depth) = depth.checked_sub(1) else { return id };
        if let Some(&copy) = self.types.get(&id) {
            return copy;
        }
        let known = &self.extractor.out.interface.types[id.0 as usize];
        if let Below::Nothing | Below::Each(_, None) = known.kind.below() {
            return id;
        }
        let known = known.clone();
        let copy = self.extractor.add(Type { kind: TypeKind::Any, ..known.clone() });
        self.types.insert(id, copy);
        let kind = match known.kind {
            TypeKind::NullOr(inner) => TypeKind::NullOr(self.ty(inner, depth)),
            TypeKind::AttrsOf { element, lazy, placeholder } => {
                TypeKind::AttrsOf { element: self.ty(element, depth), lazy, placeholder }
            }
            TypeKind::Either(one, other) => TypeKind::Either(self.ty(one, depth), self.ty(other, depth)),
            TypeKind::CoercedTo { from, to, total } => {
                TypeKind::CoercedTo { from: self.ty(from, depth), to: self.ty(to, depth), total }
            }
            TypeKind::AttrTag(tags) => {
                TypeKind::AttrTag(tags.into_iter().map(|tag| self.option(tag, depth)).collect())
            }
            TypeKind::Submodule(tree) => TypeKind::Submodule(self.tree(tree, depth)),
            kind => kind,
        };
        self.extractor.out.interface.types[copy.0 as usize].kind = kind;
        copy
    }

    fn tree(&mut self, id: TreeId, depth: usize) -> TreeId {
        let known = self.extractor.out.interface.trees[id.0 as usize].clone();
        let members = known.members.into_iter().map(|(name, member)| {
            let member = match member {
                Member::Option(option) => Member::Option(self.option(option, depth)),
                Member::Group(group) => Member::Group(self.tree(group, depth)),
            };
            (name, member)
        });
        let members = members.collect();
        let copy = self.extractor.new_tree();
        self.extractor.out.interface.trees[copy.0 as usize] = OptionTree { members, ..known };
        copy
    }

    fn option(&mut self, id: OptionId, depth: usize) -> OptionId {
        let mut option = self.extractor.out.interface.options[id.0 as usize].clone();
        option.relaxed = std::mem::take(&mut option.required);
        option.ty = self.ty(option.ty, depth);
        let key = self.extractor.out.keys[id.0 as usize];
        self.extractor.add_option(option, key)
    }
}
