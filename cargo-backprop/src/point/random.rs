//! Values that are made up: always the same ones for an input of the same name.

/// So many numbers from -1 to 1, with two digits, so that they are short where they are shown.
pub(super) fn numbers(name: &str, count: usize) -> Vec<f64> {
    // The algorithm of G. Fowler, L. C. Noll and K.-P. Vo, FNV-1a.
    let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut generator = fastrand::Rng::with_seed(seed);
    (0..count)
        .map(|_| f64::from(generator.i32(-100..=100)) / 100.0)
        .collect()
}
