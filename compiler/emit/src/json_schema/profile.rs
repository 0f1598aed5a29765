//! For whom a schema is made, and what that changes.

use fedic_model::{Beside, Interface, Member, OptionDecl, OptionTree, TreeId, TypeKind};

/// The reader of a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Who writes a configuration, or judges a written one.
    #[default]
    Input,
    /// Who reads a configuration as evaluated, with every option there and every value of
    /// its final type.
    Output,
    /// A form for people: nothing that is hidden from them, nothing that only Nix can say.
    Form,
    /// A generator of code: titles on definitions alone, since some make a type of each, and
    /// none of our own keywords.
    Codegen,
}

impl Profile {
    /// Whether an option of an interface is a property of its object.
    pub(crate) fn shows(self, interface: &Interface, option: &OptionDecl) -> bool {
        if option.removed.is_some() {
            return false;
        }
        match self {
            Profile::Input | Profile::Codegen => option.is_input(),
            Profile::Output => option.renamed_to().is_none(),
            Profile::Form => {
                // Who fills in a form has no package; the model gives one.
                let is_package = interface.types[option.ty.0 as usize].kind == TypeKind::Package;
                let is_given = is_package && !option.required;
                let is_seen = option.visible && !option.internal && !is_given;
                option.is_input() && is_seen && option.beside != Beside::Dropped
            }
        }
    }

    /// Whether a group in a tree is a property of its object. Of a group that is there for the old names
    /// of options alone, a form would show an empty box.
    pub(crate) fn shows_group(self, interface: &Interface, group: TreeId, around: &OptionTree) -> bool {
        let has_more = |tree: &OptionTree| {
            tree.takes_free_names()
                || tree.members.iter().any(|(_, member)| match member {
                    Member::Option(id) => self.shows(interface, &interface.options[id.0 as usize]),
                    Member::Group(inner) => self.shows_group(interface, *inner, tree),
                })
        };
        self != Profile::Form || around.takes_free_names() || has_more(&interface.trees[group.0 as usize])
    }

    /// Whether values that are chosen from have titles of their own in the schema of an option.
    pub(super) fn titles_choices(self, option: &OptionDecl) -> bool {
        self == Profile::Form && !option.ui.enum_titles.is_empty()
    }
}
