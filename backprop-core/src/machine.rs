use core::sync::atomic::{AtomicU8, Ordering};

/// Whether the machine has AVX2 and FMA, for which loops and elementary functions are compiled a
/// second time.
///
/// Wider registers, and an instruction for `mul_add`, change no bit: nothing else is ever fused.
#[inline]
pub(crate) fn has_wide_registers() -> bool {
    match WIDE.load(Ordering::Relaxed) {
        UNKNOWN => find_out(),
        wide => wide == YES,
    }
}

/// What is known, in one byte: the standard library looks for each of the features.
static WIDE: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

#[cold]
#[inline(never)]
fn find_out() -> bool {
    let wide = std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma");
    WIDE.store(if wide { YES } else { NO }, Ordering::Relaxed);
    wide
}
