//! Faults found by inference, in code that may never have run.

use crate::{Code, Diagnostic, Edit, Place, Spot};

/// A fault of types. Kinds of values are given in words: `a string`, `an integer`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypesProblem {
    /// A member that the set does not have.
    UnknownAttribute {
        at: Place,
        name: String,
        /// The set, where it has a name: `lib`, `the settings of ...`.
        of: Option<String>,
        similar: Vec<String>,
        /// Where the similar ones are declared.
        nearby: Vec<(String, Place)>,
    },
    /// A member of something that is no set.
    NoMembers { at: Place, name: String, found: String },
    /// A value that an operator, a condition or an interpolation cannot work with.
    WrongOperand { at: Place, of: String, expected: String, found: String, help: Option<String> },
    /// A value that a function of the library does not take.
    WrongArgument { at: Place, function: String, expected: String, found: String },
    /// A call without an argument that the function's pattern asks for.
    MissingArgument { at: Place, name: String, declared: Place },
    /// A call with an argument that the function's pattern does not know.
    UnexpectedArgument { at: Place, name: String, similar: Vec<String>, declared: Place },
    /// A call of something that is no function.
    NotAFunction { at: Place, found: String },
    /// A binding of a `let` that nothing uses.
    UnusedBinding { at: Place, name: String },
}

impl TypesProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            TypesProblem::UnknownAttribute { .. } => self.unknown_attribute(),
            TypesProblem::NoMembers { at, name, found } => Diagnostic::new(
                Code::NoMembers,
                Spot::Node(*at),
                format!("there is no `{name}` in {found}, only attribute sets have members"),
            ),
            TypesProblem::WrongOperand { at, of, expected, found, help } => {
                let message = format!("{of} takes {expected}, not {found}");
                let said = Diagnostic::new(Code::WrongOperand, Spot::Node(*at), message)
                    .here(format!("this is {found}"));
                match help {
                    Some(help) => said.help(help.clone()),
                    None => said,
                }
            }
            TypesProblem::WrongArgument { at, function, expected, found } => {
                let message = format!("`{function}` takes {expected} here, not {found}");
                Diagnostic::new(Code::WrongArgument, Spot::Node(*at), message)
                    .here(format!("this is {found}"))
            }
            TypesProblem::MissingArgument { at, name, declared } => Diagnostic::new(
                Code::MissingArgument,
                Spot::Node(*at),
                format!("the function is called without its argument `{name}`"),
            )
            .also(Spot::Node(*declared), "asked for here"),
            TypesProblem::UnexpectedArgument { at, name, similar, declared } => {
                let message = format!("the function is called with `{name}`, which it does not take");
                Diagnostic::new(Code::UnexpectedArgument, Spot::Node(*at), message)
                    .also(Spot::Node(*declared), "the function is here")
                    .meant(similar, Some(Spot::Node(*at)))
            }
            TypesProblem::NotAFunction { at, found } => Diagnostic::new(
                Code::NotAFunction,
                Spot::Node(*at),
                format!("{found} is called as if it were a function"),
            )
            .help("if these are two expressions, something is missing between them"),
            TypesProblem::UnusedBinding { at, name } => {
                Diagnostic::new(Code::UnusedBinding, Spot::Node(*at), format!("nothing uses `{name}`"))
                    .help("remove it, or let its name begin with `_`")
                    .edit(Edit::Remove { key: *at })
            }
        }
    }

    fn unknown_attribute(&self) -> Diagnostic {
        let TypesProblem::UnknownAttribute { at, name, of, similar, nearby } = self else {
            unreachable!("asked of unknown attributes only")
        };
        let message = match of {
            Some(of) => format!("{of} has no attribute `{name}`"),
            None => format!("the set has no attribute `{name}`"),
        };
        let mut said = Diagnostic::new(Code::UnknownAttribute, Spot::Node(*at), message);
        for (near, place) in nearby {
            said = said.also(Spot::Node(*place), format!("`{near}` is declared here"));
        }
        said.meant(similar, Some(Spot::Node(*at)))
    }
}
