//! Which expression made the value of a slot: a second channel of positions, for people.
//! Nix code never sees it; without `Options::origins` it costs nothing.
//!
//! While origins are kept, each evaluation leaves the place of the expression that made its
//! value in [`Evaluator::made`], as a second result; variables, selections and calls leave
//! the place that they were given.

use crate::force::address;
use crate::{Evaluator, Frame, Res, Slot, State, Suspended, Value};
use fedic_diagnostics::{FileId, Place};
use fedic_hir::{Expr, ExprId};
use rustc_hash::FxHashMap;

/// By the address of a slot: the expression that made its value. The halves of an address are
/// kept apart, so that an entry has no gaps: of a model of middling size there are tens of
/// thousands.
pub(crate) type Origins = FxHashMap<[u32; 2], Place>;

/// For so many there is room from the start: a table that grows is copied each time.
pub(crate) const USUAL_ORIGINS: usize = 28_000;

impl<'a> Evaluator<'a> {
    /// Whether origins are kept.
    #[inline]
    pub(crate) fn keeps_origins(&self) -> bool {
        self.origins.get()
    }

    /// Keeps no more origins: for questions whose answers nobody looks for places in, asked
    /// of an evaluation that has answered others. What was kept stays.
    pub fn forgo_origins(&self) {
        self.origins.set(false);
        self.made.set(None);
    }

    /// The expression that made the value of a slot, or will make it.
    pub fn origin(&self, slot: &'a Slot<'a>) -> Option<Place> {
        let origins = self.store.origins.borrow();
        let mut slot = slot;
        loop {
            if let Some(&place) = origins.get(&halves(slot)) {
                return Some(place);
            }
            match slot.state() {
                State::Suspended(Suspended { expr, frame }) => return own_place(frame, expr),
                State::Alias(target) => slot = target,
                _ => return None,
            }
        }
    }

    /// The bodies of a function and of those that are variables around it, the innermost first:
    /// what a function decides that another one made of a third, the third decides too. Where a
    /// function of the library was given a function that is still to be made, as by `import ./x.nix`,
    /// it is made, and the expression that makes it is among them.
    pub fn functions_around(
        &'a self,
        function: Value<'a>,
        is_of_library: &dyn Fn(FileId) -> bool,
    ) -> Vec<Place> {
        /// Functions with several arguments, and what they bind, need no more.
        const LEVELS: usize = 3;
        let mut places = Vec::new();
        let Value::Lambda(_, frame) = function else { return places };
        places.extend(body_of(function));
        let mut around = Some(frame);
        for _ in 0..LEVELS {
            let Some(frame) = around else { break };
            let makes = is_of_library(frame.code().file);
            for slot in frame.slots() {
                self.add_function(slot, &mut places, &|file| makes && !is_of_library(file));
            }
            around = frame.around();
        }
        places
    }

    /// Adds what a slot decides, if a function is in it. One that is to be made in some files is made.
    fn add_function(&'a self, slot: &'a Slot<'a>, places: &mut Vec<Place>, makes: &dyn Fn(FileId) -> bool) {
        /// A name for a name for a function.
        const NAMES: usize = 8;
        let mut slot = slot;
        for _ in 0..NAMES {
            match slot.state() {
                State::Alias(target) => slot = target,
                State::Ready(value) => return places.extend(body_of(value)),
                State::Suspended(Suspended { expr, frame }) => match frame.code().exprs[expr.0 as usize] {
                    Expr::Lambda(lambda) => return places.extend(body_of(Value::Lambda(lambda, frame))),
                    Expr::Local { depth, slot: index } => slot = &frame.up(depth).slots()[index as usize],
                    _ if !makes(frame.code().file) => return,
                    _ => {
                        let Ok(made) = self.strictly(|| self.force(slot)) else { return };
                        if let Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) =
                            made
                        {
                            places.push(frame.place(expr));
                            places.extend(body_of(made));
                        }
                        return;
                    }
                },
                _ => return,
            }
        }
    }

    /// The state of a second slot with the same value, which has the same origin too.
    pub fn share(&self, slot: &'a Slot<'a>) -> State<'a> {
        if self.keeps_origins() { State::Alias(slot) } else { slot.share() }
    }

    /// Says that this expression made the value at hand.
    #[inline]
    pub(crate) fn made_at(&self, frame: &'a Frame<'a>, expr: ExprId) {
        if self.keeps_origins() {
            self.made.set(own_place(frame, expr));
        }
    }

    /// Says where the value at hand comes from, for natives that know it.
    pub fn made_from(&self, place: Option<Place>) {
        if self.keeps_origins() {
            self.made.set(place);
        }
    }

    /// The value of a slot, whose origin is now that of the value at hand.
    #[inline]
    pub(crate) fn follow(&'a self, slot: &'a Slot<'a>) -> Res<'a> {
        let value = self.force(slot)?;
        if self.keeps_origins() {
            self.made.set(self.origin(slot));
        }
        Ok(value)
    }

    /// Says where the value of a slot is from, if origins are kept.
    pub(crate) fn set_origin(&self, slot: &'a Slot<'a>, place: Place) {
        if self.keeps_origins() {
            self.store.origins.borrow_mut().insert(halves(slot), place);
        }
    }

    /// Remembers the origin of the value at hand as that of a slot.
    pub(crate) fn remember(&self, slot: &'a Slot<'a>) {
        if self.keeps_origins()
            && let Some(place) = self.made.get()
        {
            self.store.origins.borrow_mut().insert(halves(slot), place);
        }
    }
}

/// The place of an expression, unless it is one of `lib`: nobody can do anything there about a value,
/// and what is known of its definition says more.
fn own_place(frame: &Frame<'_>, expr: ExprId) -> Option<Place> {
    (!frame.code().library).then(|| frame.place(expr))
}

fn halves(slot: &Slot<'_>) -> [u32; 2] {
    let address = address(slot) as u64;
    [(address >> 32) as u32, address as u32]
}

/// The body of a function that is written in Nix.
fn body_of(function: Value<'_>) -> Option<Place> {
    let Value::Lambda(lambda, frame) = function else { return None };
    Some(frame.place(frame.code().body.lambdas[lambda.0 as usize].body))
}
