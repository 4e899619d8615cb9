//! Whether results agree.

use backprop::Float;

/// Asserts that numbers agree with those expected, to `ulps` roundings of the largest of them.
///
/// # Panics
///
/// They do not.
#[track_caller]
pub fn assert_near<F: Float>(what: &str, found: &[F], expected: &[F], ulps: f64) {
    assert_eq!(found.len(), expected.len(), "{what}: the number of results");
    let largest = expected
        .iter()
        .fold(0.0_f64, |largest, x| largest.max(x.to_f64().abs()));
    let tolerance = ulps * F::EPSILON.to_f64() * largest;
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let (found, expected) = (found.to_f64(), expected.to_f64());
        // Not `error > tolerance`, which a NaN would pass.
        assert!(
            (found - expected).abs() <= tolerance,
            "{what}[{place}]: {found} instead of {expected}"
        );
    }
}
