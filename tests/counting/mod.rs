//! An allocator that counts the bytes that are in use, for each thread, so that tests do not count each other.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static BYTES: Cell<isize> = const { Cell::new(0) };
}

struct Counting;

fn count(more: usize, less: usize) {
    // There is nothing to count while the thread ends.
    let _ = BYTES.try_with(|bytes| {
        bytes.set(bytes.get() + more.cast_signed() - less.cast_signed());
    });
}

#[expect(
    unsafe_code,
    reason = "an allocator is unsafe; this one hands on to the system's"
)]
// SAFETY: every method is the system's, with the same arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promise is the system's condition.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes more there are after `run` than before it.
pub(crate) fn grown(run: impl FnOnce()) -> u64 {
    let before = BYTES.get();
    run();
    let grown = BYTES.get() - before;
    u64::try_from(grown).expect("nothing of before is given back")
}
