//! What a schema cannot say of a model: found when one is made, told when all of it is asked for.

use crate::{Code, Diagnostic, Place, Spot};

/// A limit of a schema. Options are named as they are set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SchemaProblem {
    /// No JSON is a value of an option: it is set by a module or not at all.
    NotJson { at: Option<Place>, option: String, ty: String, required: bool },
    /// The schema takes more than the modules do.
    WiderSchema { at: Option<Place>, option: String, ty: String, why: String },
}

impl SchemaProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            SchemaProblem::NotJson { at, option, ty, required } => {
                let message = format!("no JSON is a value of the option `{option}`");
                let said = Diagnostic::new(Code::NotJson, at.map(Spot::Node), message)
                    .here(format!("its type is {ty}"));
                if *required {
                    said.help("give it a default, or set it in a module: no configuration in JSON can")
                } else {
                    said.help("declare it outside of what an operator writes, or give it a type of data")
                }
            }
            SchemaProblem::WiderSchema { at, option, ty, why } => {
                let message = format!("the schema takes more for `{option}` than the model does");
                Diagnostic::new(Code::WiderSchema, at.map(Spot::Node), message)
                    .here(format!("its type is {ty}"))
                    .note(why.clone())
                    .help("use a type whose values JSON Schema can tell apart, such as an enumeration or a pattern of ASCII letters")
            }
        }
    }
}
