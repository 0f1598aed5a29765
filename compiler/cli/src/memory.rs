//! Large pages of memory, where the system has them: one is two megabytes, and cleared as a
//! whole when it is first touched. An evaluation that takes long wins by them; a short one would spend
//! most of its time and memory on what it never uses.

use fedic_analysis::Event;
use std::sync::atomic::{AtomicU32, Ordering};

/// How often an evaluation says that it goes on, each few thousand steps, until it counts as long.
const LONG: u32 = 400;

/// Does without large pages for now.
pub(crate) fn begin_small() {
    allow_large_pages(false);
}

/// Takes large pages from now on, if an evaluation takes long.
pub(crate) fn note(event: Event<'_>) {
    static GONE_ON: AtomicU32 = AtomicU32::new(0);
    if matches!(event, Event::GoesOn) && GONE_ON.fetch_add(1, Ordering::Relaxed) == LONG {
        allow_large_pages(true);
    }
}

#[cfg(target_os = "linux")]
fn allow_large_pages(allowed: bool) {
    // A system that knows no such thing gives an error, and nothing is lost.
    let _ = rustix::thread::disable_transparent_huge_pages(!allowed);
}

#[cfg(not(target_os = "linux"))]
fn allow_large_pages(_allowed: bool) {}
