//! How much of a part of an interface JSON Schema can say: option by option.

use crate::json_schema::{self, Reach};
use crate::part::{Part, Top};
use fedic_model::{Below, Interface, Member, OptionId, TreeId, TypeId};
use std::collections::BTreeSet;

/// Every option of a part that an operator may set, each once, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub options: Vec<(OptionId, Reach)>,
}

impl Coverage {
    /// `36 options: 33 exact, 2 wider, 1 not JSON`.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&Reach) -> bool| self.options.iter().filter(|(_, it)| wanted(it)).count();
        let exact = count(|it| matches!(it, Reach::Exact));
        let wider = count(|it| matches!(it, Reach::Wider(_)));
        let not_json = count(|it| matches!(it, Reach::NotJson));
        let options = if self.options.len() == 1 { "option" } else { "options" };
        format!("{} {options}: {exact} exact, {wider} wider, {not_json} not JSON", self.options.len())
    }
}

/// What the schema of a part covers.
#[must_use]
pub fn coverage(part: &Part<'_>) -> Coverage {
    let mut walk = Walk {
        interface: part.interface,
        options: Vec::new(),
        trees: BTreeSet::new(),
        types: BTreeSet::new(),
    };
    match part.top {
        Top::Tree(tree) => walk.tree(tree),
        Top::Type(ty) => walk.ty(ty),
    }
    Coverage { options: json_schema::reaches(part, &walk.options) }
}

struct Walk<'a> {
    interface: &'a Interface,
    options: Vec<OptionId>,
    trees: BTreeSet<TreeId>,
    types: BTreeSet<TypeId>,
}

impl Walk<'_> {
    fn tree(&mut self, tree: TreeId) {
        if !self.trees.insert(tree) {
            return;
        }
        let tree = &self.interface.trees[tree.0 as usize];
        for (_, member) in &tree.members {
            match member {
                Member::Option(option) => self.option(*option),
                Member::Group(group) => self.tree(*group),
            }
        }
        tree.freeform.into_iter().for_each(|ty| self.ty(ty));
    }

    fn option(&mut self, option: OptionId) {
        self.options.push(option);
        self.ty(self.interface.options[option.0 as usize].ty);
    }

    fn ty(&mut self, ty: TypeId) {
        if !self.types.insert(ty) {
            return;
        }
        match self.interface.types[ty.0 as usize].kind.below() {
            Below::Nothing => {}
            Below::Same(inner) | Below::Each(inner, _) => self.ty(inner),
            Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
                self.ty(one);
                self.ty(other);
            }
            Below::Tags(tags) => tags.iter().for_each(|tag| self.option(*tag)),
            Below::Options(tree) => self.tree(tree),
        }
    }
}
