//! `Elementary`: within 2 ulp of the exact value, over the whole range, in both precisions.

mod double;
mod double_check;
mod double_double;
mod lanes;
mod oracle;
mod single;
mod ulps;

/// How far a result can be from the exact one, in units in the last place.
const BOUND: f64 = 2.0;

/// Bits that are the same in every run, by the generator `SplitMix64` (Steele, Lea, Flood 2014).
fn random_bits(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}
