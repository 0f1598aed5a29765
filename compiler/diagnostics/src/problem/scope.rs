//! Faults of names, found without evaluating.

use crate::{Code, Diagnostic, Place, Spot};

/// A fault of names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScopeProblem {
    UndefinedVariable {
        at: Place,
        name: String,
        similar: Vec<String>,
    },
    /// An attribute that is defined twice, or once as a set and once as something else.
    DuplicateAttribute {
        at: Place,
        /// The whole path: `a.b`.
        path: String,
        first: Place,
    },
    /// Two formals of a name, or a formal that is called as the whole argument is.
    DuplicateFormal {
        at: Place,
        name: String,
        first: Place,
    },
    /// `${e}` as a name in a `let`, where names must be known beforehand.
    DynamicInLet {
        at: Place,
    },
    /// `inherit ${e};`.
    DynamicInInherit {
        at: Place,
    },
    /// `|>` or `<|`, which must be switched on.
    PipeOperator {
        at: Place,
    },
    /// `f g or`: `or` as a variable that `g` is called with, where it stands for one part of
    /// something larger. Nix will read it otherwise one day, and says so.
    OldOr {
        at: Place,
    },
    /// Expressions nested beyond what can be worked on.
    TooDeep {
        at: Place,
    },
}

impl ScopeProblem {
    /// Looks at each place of the problem, and may change it.
    pub fn each_place(&mut self, change: &mut dyn FnMut(&mut Place)) {
        match self {
            ScopeProblem::UndefinedVariable { at, .. }
            | ScopeProblem::DynamicInLet { at }
            | ScopeProblem::DynamicInInherit { at }
            | ScopeProblem::PipeOperator { at }
            | ScopeProblem::OldOr { at }
            | ScopeProblem::TooDeep { at } => change(at),
            ScopeProblem::DuplicateAttribute { at, first, .. }
            | ScopeProblem::DuplicateFormal { at, first, .. } => {
                change(at);
                change(first);
            }
        }
    }

    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            ScopeProblem::UndefinedVariable { at, name, similar } => undefined_variable(*at, name, similar),
            ScopeProblem::DuplicateAttribute { at, path, first } => Diagnostic::new(
                Code::DuplicateAttribute,
                Spot::Node(*at),
                format!("the attribute `{path}` is already defined"),
            )
            .here("defined again here")
            .also(Spot::Node(*first), "first defined here"),
            ScopeProblem::DuplicateFormal { at, name, first } => Diagnostic::new(
                Code::DuplicateFormal,
                Spot::Node(*at),
                format!("two parameters of this function are called `{name}`"),
            )
            .also(Spot::Node(*first), "the first is here"),
            ScopeProblem::DynamicInLet { at } => Diagnostic::new(
                Code::DynamicName,
                Spot::Node(*at),
                "a name bound by `let` cannot be computed",
            )
            .help("put it into an attribute set, and select from that"),
            ScopeProblem::DynamicInInherit { at } => Diagnostic::new(
                Code::DynamicName,
                Spot::Node(*at),
                "a name after `inherit` cannot be computed",
            )
            .help("write it as a definition: `${name} = source.${name};`"),
            ScopeProblem::PipeOperator { at } => Diagnostic::new(
                Code::ExperimentalOperator,
                Spot::Node(*at),
                "the operators `|>` and `<|` are an experimental feature that is not enabled",
            )
            .help("write it as a function call: `f a`"),
            ScopeProblem::OldOr { at } => Diagnostic::new(
                Code::OldOr,
                Spot::Node(*at),
                "`or` is read as a variable here, and what stands before it is called with it",
            )
            .help("put this call in parentheses, or give the variable another name"),
            ScopeProblem::TooDeep { at } => {
                Diagnostic::new(Code::TooDeep, Spot::Node(*at), "the expressions here are nested too deeply")
                    .help("give inner parts a name with `let`, or move them to a file of their own")
            }
        }
    }
}

fn undefined_variable(at: Place, name: &str, similar: &[String]) -> Diagnostic {
    let at = Spot::Node(at);
    Diagnostic::new(Code::UndefinedVariable, at, format!("undefined variable `{name}`"))
        .meant(similar, Some(at))
}
