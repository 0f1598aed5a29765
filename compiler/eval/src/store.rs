//! The owner of an evaluation: the arena, the bodies it runs, the errors its slots keep.
//!
//! Nothing in the arena is ever dropped, so whatever owns memory of its own (bodies, errors,
//! tables) lives beside it. A store is made before the evaluator and dropped after it.

use crate::derivation::Derivations;
use crate::origins::Origins;
use crate::regex::Regex;
use crate::{Error, ErrorId, Failure};
use bumpalo::Bump;
use fedic_hir::Body;
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

/// The arena of one evaluation and all that must be dropped with it.
#[derive(Default)]
pub struct Store {
    pub(crate) arena: Bump,
    pub(crate) bodies: Shelf<Arc<Body>>,
    pub(crate) patterns: Shelf<Regex>,
    pub(crate) derivations: RefCell<Derivations>,
    errors: RefCell<Vec<Error>>,
    pub(crate) names: RefCell<Vec<crate::symbol::Entry>>,
    pub(crate) origins: RefCell<Origins>,
}

impl Store {
    /// An empty store.
    #[must_use]
    pub fn new() -> Store {
        Store::default()
    }

    /// Forgets everything, but keeps the memory for the next evaluation.
    pub fn reset(&mut self) {
        self.arena.reset();
        self.bodies = Shelf::default();
        self.patterns = Shelf::default();
        self.derivations.get_mut().clear();
        self.errors.get_mut().clear();
        self.origins.get_mut().clear();
        self.names.get_mut().clear();
    }

    /// Keeps an error for a slot; an error that was kept before stays the same one.
    pub(crate) fn keep(&self, error: &mut Error) -> ErrorId {
        if let Some(id) = error.id {
            return id;
        }
        let mut errors = self.errors.borrow_mut();
        let id = ErrorId(u32::try_from(errors.len()).unwrap_or(u32::MAX));
        error.id = Some(id);
        errors.push(error.clone());
        id
    }

    /// Says of a kept error what has been learned of it since.
    pub(crate) fn amend(&self, error: &Error) {
        if let Some(id) = error.id {
            self.errors.borrow_mut()[id.0 as usize].problem.clone_from(&error.problem);
        }
    }

    /// The error that a slot kept.
    pub(crate) fn kept(&self, id: ErrorId) -> Failure {
        Box::new(self.errors.borrow()[id.0 as usize].clone())
    }
}

/// A list that only grows, whose elements can be borrowed while it grows: shelves of
/// doubling length, none of which ever moves.
pub(crate) struct Shelf<T> {
    shelves: [OnceCell<Box<[OnceCell<T>]>>; 32],
    len: Cell<usize>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf { shelves: [const { OnceCell::new() }; 32], len: Cell::new(0) }
    }
}

impl<T> Shelf<T> {
    /// Adds an element and lends it.
    pub(crate) fn push(&self, element: T) -> &T {
        let index = self.len.get() + 1;
        self.len.set(index);
        let shelf = index.ilog2();
        let row =
            self.shelves[shelf as usize].get_or_init(|| (0..1 << shelf).map(|_| OnceCell::new()).collect());
        row[index - (1 << shelf)].get_or_init(|| element)
    }
}
