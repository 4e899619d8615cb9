//! Random numbers that are the same in every run.

/// Numbers spread evenly over [-2, 2), by the generator `SplitMix64` (Steele, Lea, Flood 2014).
pub(crate) fn random_numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = u32::try_from((bits ^ (bits >> 31)) >> 32).unwrap();
        f64::from(high) / f64::from(1_u32 << 30) - 2.0
    }
}
