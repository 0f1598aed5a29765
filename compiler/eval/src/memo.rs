//! What is made once, when it is first asked for, and is no value of the language: what a host knows of
//! its own objects.

use crate::force::address;
use crate::{ErrorId, Evaluator, Failure};
use std::cell::Cell;

/// Something made once. Asked for while it is made, it is an infinite recursion; failed once, it fails with
/// the same error again. So slots are, but for a value of any type.
pub struct Memo<T>(Cell<State<T>>);

/// Two levels, as the compiler then finds room for the inner one in what is made, where that has some.
#[derive(Clone, Copy)]
enum State<T> {
    Made(T),
    Not(Pending),
}

#[derive(Clone, Copy)]
enum Pending {
    Unmade,
    Running,
    Failed(ErrorId),
}

const _: () = assert!(size_of::<Memo<&[u8]>>() == 16);

impl<T: Copy> Memo<T> {
    /// One that nobody has asked for.
    #[must_use]
    pub const fn new() -> Memo<T> {
        Memo(Cell::new(State::Not(Pending::Unmade)))
    }

    /// One that is made already.
    #[must_use]
    pub const fn made(it: T) -> Memo<T> {
        Memo(Cell::new(State::Made(it)))
    }

    /// What it holds, if it was made.
    #[must_use]
    #[inline]
    pub fn peek(&self) -> Option<T> {
        match self.0.get() {
            State::Made(it) => Some(it),
            State::Not(_) => None,
        }
    }
}

impl<T: Copy> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo::new()
    }
}

impl<'a> Evaluator<'a> {
    /// What a memo holds, made now if it has not been before.
    ///
    /// # Errors
    /// What making it gives; the same each time.
    #[inline]
    pub fn once<T: Copy>(
        &'a self,
        memo: &'a Memo<T>,
        make: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if let Some(it) = memo.peek() { Ok(it) } else { self.make(memo, make) }
    }

    fn make<T: Copy>(
        &'a self,
        memo: &'a Memo<T>,
        make: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.tick()?;
        let address = address(memo);
        match memo.0.get() {
            State::Made(it) => return Ok(it),
            State::Not(Pending::Running) => return Err(self.endless(address)),
            State::Not(Pending::Failed(id)) => return Err(self.store.kept(id)),
            State::Not(Pending::Unmade) => memo.0.set(State::Not(Pending::Running)),
        }
        self.made.set(None);
        match self.deeper(make) {
            Ok(it) => {
                memo.0.set(State::Made(it));
                Ok(it)
            }
            Err(mut error) => {
                self.close_cycle(address, &mut error, None);
                memo.0.set(State::Not(Pending::Failed(self.store.keep(&mut error))));
                Err(error)
            }
        }
    }
}
