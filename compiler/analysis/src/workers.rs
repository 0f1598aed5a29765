//! Threads that are deep enough for queries. They are started when there is work and nobody
//! idle, and stay; there are never more than a few, and what they cannot take on waits.

use crate::STACK;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// More would only share the processors.
const MOST: usize = 8;

type Work = Box<dyn FnOnce() + Send>;

/// Some threads and what waits for them. They end when this is dropped and all is done.
#[derive(Default)]
pub(crate) struct Workers {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Work>,
    idle: usize,
    threads: usize,
    closed: bool,
}

impl Workers {
    /// Has work done by some thread, in the order of the calls as far as there are threads.
    pub(crate) fn run(&self, work: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state();
        state.waiting.push_back(Box::new(work));
        if state.waiting.len() > state.idle && state.threads < MOST {
            state.threads += 1;
            let shared = self.shared.clone();
            spawn("fedic query", move || shared.serve());
        } else {
            self.shared.news.notify_one();
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.state().closed = true;
        self.shared.news.notify_all();
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
        let mut state = self.state();
        loop {
            if let Some(work) = state.waiting.pop_front() {
                return Some(work);
            }
            if state.closed {
                return None;
            }
            state.idle += 1;
            state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
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
