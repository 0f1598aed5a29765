//! Bringing slots to weak head normal form.

use crate::{Error, ErrorKind, Evaluator, Failure, Mapped, Res, Slot, State, Suspended, Value};
use fedic_diagnostics::{Place, Problem, problem::evaluation::EvaluationProblem};
use fedic_model::nix::attribute_name;

/// Where something stands in memory, which is what it is.
pub(crate) fn address<T>(of: &T) -> usize {
    std::ptr::from_ref(of).addr()
}

/// The step of a limit's trace.
const UNDER_WAY: &str = "while this was evaluated";

impl<'a> Evaluator<'a> {
    /// The value of a slot, evaluated now if it has not been before.
    ///
    /// # Errors
    /// What evaluating it gives; the same each time.
    #[inline]
    pub fn force(&'a self, slot: &'a Slot<'a>) -> Res<'a> {
        if let State::Ready(value) = slot.state() { Ok(value) } else { self.force_slow(slot) }
    }

    /// Evaluates a value wholly, whatever it holds.
    ///
    /// # Errors
    /// What evaluating a part of it gives.
    pub fn deep_force(&'a self, value: Value<'a>) -> Result<(), Failure> {
        let mut seen = rustc_hash::FxHashSet::default();
        self.deep_force_new(value, &mut seen)
    }

    /// What is asked for all the time, in a function of its own: the rest would only burden it.
    #[inline(never)]
    fn force_slow(&'a self, slot: &'a Slot<'a>) -> Res<'a> {
        self.tick()?;
        let state = slot.state();
        let result = match state {
            State::Suspended(Suspended { expr, frame }) => {
                self.start(slot);
                self.eval(expr, frame)
            }
            State::Mapped(Mapped { index, mapping }) => {
                self.start(slot);
                self.deeper(|| self.apply_mapped(mapping, index))
            }
            State::Apply(partial) => {
                self.start(slot);
                self.deeper(|| self.apply(partial.function, partial.arguments))
            }
            // What is under way, or has failed, the target itself knows.
            State::Alias(target) if !self.keeps_origins() && !matches!(target.state(), State::Alias(_)) => {
                let value = self.force(target)?;
                slot.set(State::Ready(value));
                return Ok(value);
            }
            _ => return self.force_other(slot),
        };
        match result {
            Ok(value) => Ok(self.done(slot, self.owned_by(slot, state, value))),
            Err(error) => Err(self.failed(slot, error, state)),
        }
    }

    #[inline(never)]
    fn force_other(&'a self, slot: &'a Slot<'a>) -> Res<'a> {
        let state = slot.state();
        let result = match state {
            State::Ready(value) => return Ok(value),
            State::Alias(target) => {
                slot.set(State::Running);
                self.deeper(|| self.follow(target))
            }
            State::Native(native) => {
                slot.set(State::Running);
                self.made.set(None);
                self.deeper(|| self.host().force(native))
            }
            State::Running => return Err(self.endless(address(slot))),
            State::Failed(id) => return Err(self.store.kept(id)),
            State::Suspended(_) | State::Mapped(_) | State::Apply(_) => {
                unreachable!("done by the caller")
            }
        };
        match result {
            Ok(value) => Ok(self.done(slot, value)),
            Err(error) => Err(self.failed(slot, error, state)),
        }
    }

    /// Says that a suspended slot is being evaluated.
    #[inline]
    fn start(&self, slot: &'a Slot<'a>) {
        slot.set(State::Running);
        self.meter.thunks.set(self.meter.thunks.get() + 1);
    }

    /// Puts the value into the slot.
    #[inline]
    fn done(&self, slot: &'a Slot<'a>, value: Value<'a>) -> Value<'a> {
        slot.set(State::Ready(value));
        self.remember(slot);
        value
    }

    /// Keeps the error, which will be the same next time, of a slot that was in this state.
    #[cold]
    #[inline(never)]
    fn failed(&self, slot: &'a Slot<'a>, mut error: Failure, state: State<'a>) -> Failure {
        let at = match state {
            State::Suspended(Suspended { expr, frame }) => Some(frame.place(expr)),
            _ => None,
        };
        self.close_cycle(address(slot), &mut error, at);
        // What was under way says where an evaluation that has no end is at work.
        if matches!(error.kind, ErrorKind::Limit(_))
            && at.is_some()
            && error.trace.last().is_none_or(|step| step.at != at)
        {
            error = error.during(at, UNDER_WAY);
        }
        slot.set(State::Failed(self.store.keep(&mut error)));
        error
    }

    /// What has this address was asked for while it was made.
    pub(crate) fn endless(&self, address: usize) -> Failure {
        self.recursion.set(address);
        let mut error = Error::new(ErrorKind::Evaluation, "infinite recursion encountered");
        error.problem = Some(Problem::Evaluation(EvaluationProblem::InfiniteRecursion {
            cycle: Vec::new(),
            options: Vec::new(),
            imports: false,
        }));
        error
    }

    /// On the way out of an infinite recursion, while its cycle has not been left: says that
    /// this option is part of it.
    pub fn recursive_option(&self, error: &mut Error, path: impl FnOnce() -> String, at: Option<Place>) {
        if self.recursion.get() == 0 {
            return;
        }
        if let Some(Problem::Evaluation(EvaluationProblem::InfiniteRecursion { options, .. })) =
            &mut error.problem
        {
            options.push((path(), at));
        }
    }

    /// The same of what is imported.
    pub fn recursive_imports(&self, error: &mut Error) {
        if self.recursion.get() == 0 {
            return;
        }
        if let Some(Problem::Evaluation(EvaluationProblem::InfiniteRecursion { imports, .. })) =
            &mut error.problem
        {
            *imports = true;
        }
    }

    /// On the way out of an infinite recursion: adds a place to its cycle, until what was met again
    /// has been left.
    pub(crate) fn close_cycle(&self, address: usize, error: &mut Error, place: Option<Place>) {
        if self.recursion.get() == 0 {
            return;
        }
        if let Some(Problem::Evaluation(EvaluationProblem::InfiniteRecursion { cycle, .. })) =
            &mut error.problem
        {
            cycle.extend(place);
        }
        if self.recursion.get() == address {
            self.recursion.set(0);
            self.store.amend(error);
        }
    }

    fn deep_force_new(
        &'a self,
        value: Value<'a>,
        seen: &mut rustc_hash::FxHashSet<usize>,
    ) -> Result<(), Failure> {
        let (slots, attrs) = match value {
            Value::List(list) => (list.items, None),
            Value::Attrs(attrs) => (attrs.slots(), Some(attrs)),
            _ => return Ok(()),
        };
        if slots.is_empty() || !seen.insert(slots.as_ptr() as usize) {
            return Ok(());
        }
        for (index, slot) in slots.iter().enumerate() {
            let forced = self.force(slot).and_then(|value| self.deeper(|| self.deep_force_new(value, seen)));
            if let Err(error) = forced {
                let Some(name) = attrs.map(|attrs| attrs.names()[index]) else { return Err(error) };
                let place = attrs.and_then(|attrs| attrs.place(name));
                return Err(error.during(
                    place,
                    format!("while evaluating the attribute '{}'", attribute_name(self.name(name))),
                ));
            }
        }
        Ok(())
    }
}
