//! How the memory of the process is laid out.

use mimalloc::MiMalloc;
use std::alloc::{GlobalAlloc, Layout};

/// The allocator of the program: mimalloc, which asks for large pages for blocks that are large from the
/// beginning. Those that grow are moved about by it as they are.
pub(crate) struct Allocator;

/// A block from which on large pages are asked for. The values of an evaluation lie in a few blocks, each a
/// little smaller than a power of two and twice as large as the one before.
const LARGE: usize = 2 << 20;
/// A block from which on they are asked for whatever comes: all that is small wastes some of them, a tenth
/// of what fills less.
const HUGE: usize = 32 << 20;

#[allow(unsafe_code, reason = "an allocator is not made without")]
// SAFETY: all blocks are mimalloc's, which gets them back with the layouts they were asked for with.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller vouches.
        let block = unsafe { MiMalloc.alloc(layout) };
        if layout.size() >= LARGE && !block.is_null() {
            is_large(block, layout.size());
        }
        block
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller vouches.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as the caller vouches.
        unsafe { MiMalloc.dealloc(block, layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as the caller vouches.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }
}

#[cold]
fn is_large(block: *mut u8, size: usize) {
    ask_for_large_pages(block, size);
    if size >= HUGE {
        prefer_large_pages();
    }
}

/// What the allocator takes from the system at once, and how it is aligned (mimalloc's
/// `mi_option_arena_reserve` and `MI_SEGMENT_SIZE`).
const RESERVED: usize = 1 << 30;
const ALIGNMENT: usize = 1 << 25;

/// Asks the system for large pages from here on, for what fills memory: four thousand small ones, each
/// cleared when it is first touched, are a fourth of what a check of the catalogue takes. Not from the
/// start of the process, as two of them are more than all else that a small command touches: commands that
/// evaluate a model say so at once, others ask as soon as they have a large block.
pub(crate) fn prefer_large_pages() {
    let anything = Box::new(0_u8);
    let heap = (&raw const *anything).map_addr(|address| address & !(ALIGNMENT - 1));
    ask_for_large_pages(heap.cast_mut(), RESERVED);
}

/// Asks for large pages wherever one lies wholly in these bytes.
#[cfg(target_os = "linux")]
fn ask_for_large_pages(start: *mut u8, length: usize) {
    const PAGE: usize = 1 << 21;
    let from = start.map_addr(|address| address.next_multiple_of(PAGE));
    let length = (start.addr() + length).saturating_sub(from.addr()) / PAGE * PAGE;
    #[allow(unsafe_code, reason = "advice for pages, which leaves what they hold as it is")]
    // SAFETY: this advice changes no byte of any memory, whosever it is.
    let _ = unsafe { rustix::mm::madvise(from.cast(), length, rustix::mm::Advice::LinuxHugepage) };
}

/// Where nothing is known to be gained.
#[cfg(not(target_os = "linux"))]
fn ask_for_large_pages(_: *mut u8, _: usize) {}
