//! Objects of another crate inside the evaluation, known here by number alone.

use crate::{Res, Slot};

/// An operation on an object of the host. As a state of a slot it is a value to be made; as
/// a value it is a function. What the numbers mean is the host's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Native {
    pub operation: u16,
    pub object: u32,
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
}
