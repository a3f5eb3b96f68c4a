//! Time and memory of one run.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

/// The system's allocator, with a count of the bytes while [`peak`] runs; timed runs do not count.
pub struct Counting;

static ON: AtomicBool = AtomicBool::new(false);
static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.load(Relaxed) {
            let now = NOW.fetch_add(layout.size(), Relaxed).wrapping_add(layout.size());
            // what is given back of earlier times makes the count run below zero
            if now < usize::MAX / 2 {
                PEAK.fetch_max(now, Relaxed);
            }
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if ON.load(Relaxed) {
            NOW.fetch_sub(layout.size(), Relaxed);
        }
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Most bytes that were allocated at one time beyond those before.
pub fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    NOW.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    ON.store(true, Relaxed);
    let out = work();
    ON.store(false, Relaxed);
    (PEAK.load(Relaxed), out)
}

/// Seconds that some work takes on this thread; what it made is dropped afterwards. Processor time where the system
/// tells it, so that other programs count less.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let (start, before) = (Instant::now(), on_processor());
    let out = work();
    let seconds = match (before, on_processor()) {
        (Some(before), Some(after)) if after > before => (after - before) as f64 / 1e9,
        _ => start.elapsed().as_secs_f64(),
    };
    drop(out);
    seconds
}

/// Nanoseconds this thread has run.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
