use rustix::time::{ClockId, clock_gettime};

/// The time that this thread has run, in nanoseconds.
///
/// What other programs take of the processor does not count; what they take of its caches and of the
/// memory's bandwidth does.
pub(crate) fn thread_nanoseconds() -> f64 {
    nanoseconds(ClockId::ThreadCPUTime)
}

/// The time that all threads of this program have run, in nanoseconds.
pub(crate) fn process_nanoseconds() -> f64 {
    nanoseconds(ClockId::ProcessCPUTime)
}

/// The time on the wall, in nanoseconds, which is what counts where there are several threads.
pub(crate) fn wall_nanoseconds() -> f64 {
    nanoseconds(ClockId::Monotonic)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "2⁵³ nanoseconds are a hundred days"
)]
fn nanoseconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}
