//! Applying functions.

use crate::{Evaluator, Res, Slot, State, Value};

impl<'a> Evaluator<'a> {
    /// Applies a function to arguments that may still be suspended.
    ///
    /// # Errors
    /// It is no function, does not take these arguments, or its body fails.
    pub fn call(&'a self, function: Value<'a>, arguments: &[State<'a>]) -> Res<'a> {
        self.apply(function, self.slots(arguments))
    }

    /// Applies a function to arguments in slots of their own.
    pub(crate) fn apply(&'a self, function: Value<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let _ = (function, arguments);
        Err(self.expected("a function", function))
    }
}
