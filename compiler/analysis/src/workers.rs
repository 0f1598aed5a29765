//! Threads that are deep enough for queries. They are started when there is work and nobody
//! idle, and stay; there are never more than a few, and what they cannot take on waits. Who was idle
//! last works first: each thread keeps the memory that its work once took, and caches are warm.

use crate::STACK;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

type Work = Box<dyn FnOnce() + Send>;

/// Some threads and what waits for them. They end when this is dropped and all is done.
pub(crate) struct Workers {
    most: usize,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Work>,
    /// The last one has been idle for the shortest time.
    idle: Vec<Thread>,
    threads: usize,
    closed: bool,
}

impl Workers {
    /// This many threads at most, none yet.
    pub(crate) fn at_most(most: usize) -> Workers {
        Workers { most, shared: Arc::default() }
    }

    /// Has work done by some thread, in the order of the calls as far as there are threads.
    pub(crate) fn run(&self, work: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state();
        state.waiting.push_back(Box::new(work));
        if let Some(thread) = state.idle.pop() {
            thread.unpark();
        } else if state.threads < self.most {
            state.threads += 1;
            let shared = self.shared.clone();
            spawn("fedic query", move || shared.serve());
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        state.closed = true;
        state.idle.drain(..).for_each(|thread| thread.unpark());
    }
}

impl Shared {
    fn serve(&self) {
        while let Some(work) = self.next() {
            // The panic has been told; the next question deserves an answer all the same.
            let _ = catch_unwind(AssertUnwindSafe(work));
        }
    }

    fn next(&self) -> Option<Work> {
        let this = thread::current();
        loop {
            {
                let mut state = self.state();
                // Who wakes up by itself stands among the idle still.
                state.idle.retain(|thread| thread.id() != this.id());
                if let Some(work) = state.waiting.pop_front() {
                    return Some(work);
                }
                if state.closed {
                    return None;
                }
                state.idle.push(this.clone());
            }
            thread::park();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts a thread.
pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    if let Err(error) = thread.spawn(work) {
        panic!("the system gives no thread: {error}");
    }
}
