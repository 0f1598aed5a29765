//! The part of an interface that is written out.

use fedic_diagnostics::Place;
use fedic_model::{Interface, Matches, OptionDecl, TreeId, Type, TypeId, TypeKind};

/// A part of an interface, with what every format needs to speak of it.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    pub interface: &'a Interface,
    pub top: Top,
    /// What the whole is called: a name that generators of code can use.
    pub title: &'a str,
    pub locate: Locate<'a>,
    pub matches: Matches<'a>,
}

/// What stands at the top of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    Type(TypeId),
    /// The options of an application, a request, a policy.
    Tree(TreeId),
}

/// How a place is written: `application.nix:12:5`, relative to the model; none if it is not
/// in the project.
pub type Locate<'a> = &'a dyn Fn(Place) -> Option<String>;

impl<'a> Part<'a> {
    /// The options at the top, if values are attribute sets of options.
    pub(crate) fn tree(&self) -> Option<TreeId> {
        match self.top {
            Top::Tree(tree) => Some(tree),
            Top::Type(ty) => match self.ty(ty).kind {
                TypeKind::Submodule(tree) => Some(tree),
                _ => None,
            },
        }
    }

    pub(crate) fn ty(&self, ty: TypeId) -> &'a Type {
        &self.interface.types[ty.0 as usize]
    }

    /// Where an option is declared, as far as that is in the project.
    pub(crate) fn declared(&self, option: &OptionDecl) -> Vec<String> {
        option.declared.iter().filter_map(|&place| (self.locate)(place)).collect()
    }
}
