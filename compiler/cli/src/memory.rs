//! How the memory of the process is laid out.

/// What the allocator takes from the system at once, and how it is aligned (mimalloc's
/// `mi_option_arena_reserve` and `MI_SEGMENT_SIZE`).
#[cfg(target_os = "linux")]
const RESERVED: usize = 1 << 30;
#[cfg(target_os = "linux")]
const ALIGNMENT: usize = 1 << 25;

/// Asks the system for large pages from here on, for what fills memory: four thousand small ones, each
/// cleared when it is first touched, are a fourth of what a check of the catalogue takes. Not from the
/// start of the process, as two of them are more than all else that a small command touches.
#[cfg(target_os = "linux")]
pub(crate) fn prefer_large_pages() {
    let anything = Box::new(0_u8);
    let heap = (&raw const *anything).map_addr(|address| address & !(ALIGNMENT - 1));
    #[allow(unsafe_code, reason = "advice for pages, which leaves what they hold as it is")]
    // SAFETY: this advice changes no byte of any memory, whosever it is.
    let _ =
        unsafe { rustix::mm::madvise(heap.cast_mut().cast(), RESERVED, rustix::mm::Advice::LinuxHugepage) };
}

/// Where nothing is known to be gained.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prefer_large_pages() {}
