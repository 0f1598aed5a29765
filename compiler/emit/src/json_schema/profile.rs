//! For whom a schema is made, and what that changes.

use fedic_model::OptionDecl;

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
    /// Whether an option is a property of its object.
    pub(crate) fn shows(self, option: &OptionDecl) -> bool {
        match self {
            Profile::Input | Profile::Codegen => is_input(option),
            Profile::Output => option.renamed_to().is_none(),
            Profile::Form => is_input(option) && option.visible && !option.internal,
        }
    }
}

/// Whether an operator may set an option: one that is read-only and already has its value is
/// none of his.
fn is_input(option: &OptionDecl) -> bool {
    !option.read_only || (option.default.is_none() && option.defined.is_empty())
}
