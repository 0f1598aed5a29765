//! What one evaluation may cost, and the meter that watches it.

use crate::{Error, ErrorKind, Evaluator, Failure};
use std::cell::Cell;

/// What one evaluation may cost at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Calls and forced slots; a hundredth of it for calls each of which ends with the next.
    pub steps: u64,
    /// Stack, in bytes.
    pub depth_bytes: usize,
    /// Memory of the arena, in bytes.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        // About half a minute of work.
        Limits { steps: 1_000_000_000, depth_bytes: 1 << 30, bytes: 8 << 30 }
    }
}

/// One of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    Steps,
    Depth,
    Memory,
}

impl Limit {
    /// What a project's manifest calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Limit::Steps => "steps",
            Limit::Depth => "stack-mib",
            Limit::Memory => "memory-mib",
        }
    }

    /// The error of an evaluation that has reached it.
    #[cold]
    pub(crate) fn reached(self) -> Failure {
        let message = match self {
            Limit::Steps => "evaluation takes more steps than the limit allows",
            Limit::Depth => "stack overflow; max-call-depth exceeded",
            Limit::Memory => "evaluation needs more memory than the limit allows",
        };
        Error::new(ErrorKind::Limit(self), message)
    }
}

/// What an evaluation has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Suspended slots that were evaluated.
    pub thunks: u64,
    pub calls: u64,
    /// Memory taken from the arena.
    pub bytes: u64,
    /// Attributes looked up.
    pub lookups: u64,
}

/// Steps between two looks at the clock of the limits.
const TICKS: u32 = 4096;
/// Memory that is not asked for before it is taken.
const LARGE: usize = 1 << 20;
/// The stack that one check vouches for: more than any evaluation step needs.
const RED_ZONE: usize = 256 << 10;
/// The stack that is added when one runs out.
const STACK: usize = 16 << 20;

/// The meter of one evaluation.
pub(crate) struct Meter {
    ticks: Cell<u32>,
    steps: Cell<u64>,
    pub(crate) thunks: Cell<u64>,
    pub(crate) calls: Cell<u64>,
    pub(crate) lookups: Cell<u64>,
    /// The lowest address that the stack may grow to, before more is added.
    floor: Cell<usize>,
    /// Stack in segments of our own.
    grown: Cell<usize>,
}

impl Meter {
    pub(crate) fn new() -> Meter {
        Meter {
            ticks: Cell::new(TICKS),
            steps: Cell::new(0),
            thunks: Cell::new(0),
            calls: Cell::new(0),
            lookups: Cell::new(0),
            floor: Cell::new(floor()),
            grown: Cell::new(0),
        }
    }
}

impl<'a> Evaluator<'a> {
    /// Counts a step of work; now and then looks at the limits and whether to stop.
    ///
    /// # Errors
    /// A limit is reached, or the answer is wanted no longer.
    #[inline]
    pub fn tick(&self) -> Result<(), Failure> {
        let ticks = self.meter.ticks.get() - 1;
        self.meter.ticks.set(ticks);
        if ticks == 0 { self.look() } else { Ok(()) }
    }

    /// Asks for memory that is about to be taken at once, before a large allocation.
    ///
    /// # Errors
    /// The limit of memory would be passed.
    pub fn reserve(&self, bytes: usize) -> Result<(), Failure> {
        if self.arena().allocated_bytes().saturating_add(bytes) > self.options().limits.bytes {
            return Err(Limit::Memory.reached());
        }
        Ok(())
    }

    /// Runs a step of a recursion over user data with enough stack, growing it if need be.
    ///
    /// # Errors
    /// That of the step, or the limit of depth is reached.
    #[inline]
    pub fn deeper<T>(&self, step: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        if here() < self.meter.floor.get() { self.grow(step) } else { step() }
    }

    /// As [`Evaluator::reserve`], for what may be large but hardly ever is.
    ///
    /// # Errors
    /// The limit of memory would be passed.
    #[inline]
    pub(crate) fn reserve_large(&self, bytes: usize) -> Result<(), Failure> {
        if bytes < LARGE { Ok(()) } else { self.reserve(bytes) }
    }

    /// Begins another piece of work, which may take as many steps as if it were the first.
    pub fn renew(&self) {
        self.meter.ticks.set(TICKS);
        self.meter.steps.set(0);
    }

    /// What has been done so far.
    #[must_use]
    pub fn counters(&self) -> Counters {
        Counters {
            thunks: self.meter.thunks.get(),
            calls: self.meter.calls.get(),
            bytes: (self.arena().allocated_bytes() - self.arena().chunk_capacity()) as u64,
            lookups: self.meter.lookups.get(),
        }
    }

    #[cold]
    fn look(&self) -> Result<(), Failure> {
        self.meter.ticks.set(TICKS);
        self.meter.steps.set(self.meter.steps.get() + u64::from(TICKS));
        if self.loader().cancelled() {
            return Err(Error::new(ErrorKind::Cancelled, "interrupted by the user"));
        }
        if self.meter.steps.get() > self.options().limits.steps {
            return Err(Limit::Steps.reached());
        }
        self.reserve(0)
    }

    #[cold]
    #[inline(never)]
    fn grow<T>(&self, step: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let meter = &self.meter;
        if meter.grown.get() + STACK > self.options().limits.depth_bytes {
            return Err(Limit::Depth.reached());
        }
        meter.grown.set(meter.grown.get() + STACK);
        let before = meter.floor.get();
        let result = stacker::grow(STACK, || {
            meter.floor.set(floor());
            step()
        });
        meter.floor.set(before);
        meter.grown.set(meter.grown.get() - STACK);
        result
    }
}

/// About where the stack stands.
#[inline(always)]
fn here() -> usize {
    let marker = 0_u8;
    std::ptr::from_ref(&marker) as usize
}

/// Where the present stack ends, with room for one step. Where the system does not tell,
/// a stack of the least size that threads have is assumed.
fn floor() -> usize {
    here() - stacker::remaining_stack().unwrap_or(1 << 20) + RED_ZONE
}
