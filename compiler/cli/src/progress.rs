//! What is under way, for a person who waits: one line on standard error, drawn only on a
//! terminal and only when something takes its time, gone before anything else is written.

use fedic_analysis::Event;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Work that is done sooner needs no line.
const SOON: Duration = Duration::from_millis(500);
/// The line changes no oftener.
const PAUSE: Duration = Duration::from_millis(100);
/// Characters of the line.
const WIDTH: usize = 68;

/// Whether the line is there now.
static DRAWN: AtomicBool = AtomicBool::new(false);

/// The progress of one run.
pub(crate) struct Progress {
    started: Instant,
    state: Mutex<State>,
}

struct State {
    under_way: String,
    next: Instant,
}

impl Progress {
    pub(crate) fn start() -> Progress {
        let started = Instant::now();
        let state = State { under_way: "evaluating".to_owned(), next: started + SOON };
        Progress { started, state: Mutex::new(state) }
    }

    /// Takes note of what happens.
    pub(crate) fn note(&self, event: Event<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Event::Runs { query, of } = event
            && let Some(verb) = verb(query)
        {
            state.under_way = format!("{verb} {of}");
        }
        let now = Instant::now();
        if now >= state.next {
            state.next = now + PAUSE;
            draw(&state.under_way, self.started.elapsed().as_secs());
        }
    }
}

/// What a query does, if it is one that takes its time.
fn verb(query: &str) -> Option<&'static str> {
    match query {
        "evaluate" => Some("evaluating"),
        "infer" => Some("checking"),
        "plan" => Some("planning"),
        "test" => Some("testing"),
        _ => None,
    }
}

fn draw(text: &str, seconds: u64) {
    let text: String = text.chars().filter(|letter| !letter.is_control()).take(WIDTH).collect();
    let time = if seconds == 0 { String::new() } else { format!(" ({seconds} s)") };
    DRAWN.store(true, Ordering::Relaxed);
    // Nobody is told of a terminal that went away.
    let _ = write!(io::stderr().lock(), "\r\x1b[2K{text}{time}");
}

/// Takes the line away. To be called before anything is written.
pub(crate) fn clear() {
    if DRAWN.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr().lock(), "\r\x1b[2K");
    }
}
