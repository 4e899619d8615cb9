use core::sync::atomic::{AtomicU8, Ordering};
#[cfg(test)]
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The registers of the machine for which code is compiled more than once.
///
/// Wider registers, and an instruction for `mul_add`, change no bit: nothing else is ever fused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Registers {
    /// Those that every machine has.
    Narrow = 1,
    /// AVX2 and FMA: loops and elementary functions.
    Wide = 2,
    /// AVX-512 too: elementary functions, which need more registers than AVX2 has.
    Widest = 3,
}

/// What this machine has.
#[inline]
pub(crate) fn registers() -> Registers {
    match KNOWN.load(Ordering::Relaxed) {
        NARROW => Registers::Narrow,
        WIDE => Registers::Wide,
        WIDEST => Registers::Widest,
        _ => find_out(),
    }
}

/// What is known, in one byte: the standard library looks for each of the features.
static KNOWN: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const NARROW: u8 = Registers::Narrow as u8;
const WIDE: u8 = Registers::Wide as u8;
const WIDEST: u8 = Registers::Widest as u8;

#[cold]
#[inline(never)]
fn find_out() -> Registers {
    let found = find_features();
    KNOWN.store(found as u8, Ordering::Relaxed);
    found
}

fn find_features() -> Registers {
    if !(std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma")) {
        return Registers::Narrow;
    }
    // What every server's and desktop's processor with AVX-512 has had from the first one on.
    let widest = std::is_x86_feature_detected!("avx512f")
        && std::is_x86_feature_detected!("avx512dq")
        && std::is_x86_feature_detected!("avx512bw")
        && std::is_x86_feature_detected!("avx512vl");
    if widest {
        Registers::Widest
    } else {
        Registers::Wide
    }
}

/// Has code run in no wider registers than these until the result is dropped. Tests that try one after the other, or that
/// ask which there are, wait for each other.
#[cfg(test)]
pub(crate) fn hold(to: Registers) -> Held {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    KNOWN.store(find_features().min(to) as u8, Ordering::Relaxed);
    Held(turn)
}

#[cfg(test)]
static TURN: Mutex<()> = Mutex::new(());

/// The registers are the machine's own again when it is dropped.
#[cfg(test)]
pub(crate) struct Held(#[expect(dead_code, reason = "dropped")] MutexGuard<'static, ()>);

#[cfg(test)]
impl Drop for Held {
    fn drop(&mut self) {
        KNOWN.store(UNKNOWN, Ordering::Relaxed);
    }
}
