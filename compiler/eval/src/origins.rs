//! Which expression made the value of a slot: a second channel of positions, for people.
//! Nix code never sees it; without `Options::origins` it costs nothing.

use crate::{Evaluator, Slot, State};
use fedic_diagnostics::Place;

impl<'a> Evaluator<'a> {
    /// The expression that made the value of a slot, or will make it.
    pub fn origin(&self, slot: &'a Slot<'a>) -> Option<Place> {
        match slot.state() {
            State::Suspended(it) => Some(Place { file: it.frame.code.file, node: it.expr.node() }),
            State::Alias(target) => self.origin(target),
            State::Ready(_) | State::Apply(_) | State::Native(_) | State::Running | State::Failed(_) => {
                self.store.origins.borrow().get(&(std::ptr::from_ref(slot) as usize)).copied()
            }
        }
    }
}
