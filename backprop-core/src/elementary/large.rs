//! Arguments that are too large for the lanes, which are rare.

use crate::Float;

/// Puts `function(x)` where |x| is above `limit`, one lane at a time.
#[inline(always)]
pub(super) fn replace_large<F: Float, const N: usize>(
    x: [F; N],
    result: &mut [F; N],
    limit: F,
    function: fn(F) -> F,
) {
    let mut any = false;
    for lane in x {
        any |= lane.abs() > limit;
    }
    if any {
        replace(&x, result, limit, function);
    }
}

#[cold]
#[inline(never)]
fn replace<F: Float>(x: &[F], result: &mut [F], limit: F, function: fn(F) -> F) {
    for (&x, result) in x.iter().zip(result) {
        if x.abs() > limit {
            *result = function(x);
        }
    }
}
