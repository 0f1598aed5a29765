//! Forcing the values of a model along their types, each alone, so that one mistake hides no
//! other. Functions, modules, types and what is taken as it comes are left as they are.

use super::Extractor;
use fedic_eval::{Attrs, Slot, Value};
use fedic_model::{Member, OptionId, TreeId, TypeId, TypeKind};

/// Deeper than any model nests; recursive values end here.
const MOST_DEPTH: usize = 64;

impl<'a> Extractor<'a> {
    /// Forces the value of an option, and what is inside it. An old name of another option has
    /// no value of its own, and one that was removed throws.
    pub(super) fn examine_option(&mut self, option: &'a Attrs<'a>, ty: TypeId, path: &[String]) {
        let is_old = self.truth(option, "visible") == Some(false)
            && (self.is_alias(option) || self.removed(option).is_some());
        if let (false, Some(value)) = (is_old, self.slot(option, "value")) {
            self.examine(value, ty, path);
        }
    }

    fn examine(&mut self, slot: &'a Slot<'a>, ty: TypeId, path: &[String]) {
        if path.len() > MOST_DEPTH {
            return;
        }
        let value = self.ev.force(slot);
        let Some(value) = self.probe(value) else { return };
        let kind = self.out.interface.types[ty.0 as usize].kind.clone();
        match (kind, value) {
            (TypeKind::NullOr(element), value) if !matches!(value, Value::Null) => {
                self.examine(slot, element, path)
            }
            (TypeKind::List { element, .. }, Value::List(list)) => {
                for item in list.items {
                    self.examine(item, element, &below(path, "*"));
                }
            }
            (TypeKind::AttrsOf { element, .. }, Value::Attrs(attrs)) => {
                self.examine_members(attrs, element, path)
            }
            (TypeKind::AttrTag(tags), Value::Attrs(attrs)) => {
                for tag in tags {
                    self.examine_member(attrs, tag, path);
                }
            }
            (TypeKind::Submodule(tree), Value::Attrs(attrs)) => self.examine_tree(attrs, tree, path),
            _ => {}
        }
    }

    fn examine_members(&mut self, attrs: &'a Attrs<'a>, element: TypeId, path: &[String]) {
        for (name, slot) in self.ev.sorted(attrs) {
            let path = below(path, self.ev.name(name));
            if self.extent.has(&path) {
                self.examine(slot, element, &path);
            }
        }
    }

    fn examine_tree(&mut self, attrs: &'a Attrs<'a>, tree: TreeId, path: &[String]) {
        for (name, member) in self.out.interface.trees[tree.0 as usize].members.clone() {
            match member {
                Member::Option(option) => self.examine_member(attrs, option, path),
                Member::Group(group) => {
                    let slot = attrs.get(self.ev.sym(&name));
                    if let Some(attrs) = slot.and_then(|slot| self.set_in(slot)) {
                        self.examine_tree(attrs, group, &below(path, &name));
                    }
                }
            }
        }
    }

    fn examine_member(&mut self, attrs: &'a Attrs<'a>, option: OptionId, path: &[String]) {
        let option = &self.out.interface.options[option.0 as usize];
        if option.renamed_to().is_some() || option.removed.is_some() {
            return;
        }
        let (name, ty) = (option.name.clone(), option.ty);
        if let Some(slot) = attrs.get(self.ev.sym(&name)) {
            self.examine(slot, ty, &below(path, &name));
        }
    }
}

fn below(path: &[String], name: &str) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(name.to_owned());
    path
}
