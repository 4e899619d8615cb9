//! Inputs, by a formula that programs in other languages can repeat.

use backprop::Float;

/// A number in [0, 1) with 24 bits that look random: the hash of an index by the finaliser of
/// A. Appleby's `MurmurHash3`, as `benches/peers/workloads.py` has it too.
#[must_use]
pub fn uniform(seed: u32, index: u32) -> f64 {
    let mut hash = index.wrapping_mul(0x9e37_79b1) ^ seed.wrapping_mul(0x85eb_ca77);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^= hash >> 16;
    f64::from(hash >> 8) / f64::from(1_u32 << 24)
}

/// `count` numbers between `low` and `high`; another seed gives others.
#[must_use]
pub fn numbers<F: Float>(seed: u32, count: usize, low: f64, high: f64) -> Vec<F> {
    (0..count)
        .map(|index| {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            F::from_f64(low + (high - low) * uniform(seed, index))
        })
        .collect()
}
