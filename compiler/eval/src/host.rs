//! Objects of another crate inside the evaluation, known here by number alone.

use crate::{Res, Slot, Sym};

/// An operation on an object of the host. As a state of a slot it is a value to be made; as
/// a value it is a function. What the numbers mean is the host's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Native {
    pub operation: u16,
    pub object: u32,
}

impl Native {
    /// Operations with this bit stand for open sets: values that count as sets, have a member
    /// of nearly every name, which the host makes when it is asked for, and cannot be listed.
    pub const OPEN: u16 = 1 << 15;

    /// Whether it is an open set.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.operation & Native::OPEN != 0
    }
}

/// Who makes the values of natives: the session of the module system.
pub trait Host<'a> {
    /// The value of a slot in the state `State::Native(native)`.
    ///
    /// # Errors
    /// The error of the evaluation that the native stands for.
    fn force(&self, native: Native) -> Res<'a>;

    /// How many arguments the function `Value::Native(native)` takes.
    fn arity(&self, native: Native) -> usize;

    /// Calls the function with exactly that many arguments.
    ///
    /// # Errors
    /// The error of the call.
    fn call(&self, native: Native, arguments: &'a [Slot<'a>]) -> Res<'a>;

    /// The member of an open set; `None` if it has none of this name.
    fn member(&self, native: Native, name: Sym) -> Option<&'a Slot<'a>> {
        let _ = (native, name);
        None
    }

    /// The name of an open set: the package's attribute path.
    fn label(&self, native: Native) -> &'a str {
        let _ = native;
        ""
    }
}
