//! How fast the processor can multiply and add at all.

use std::hint::black_box;

/// Sums that do not wait for each other: enough to keep two units busy that take four steps each.
const SUMS: usize = 12;

/// Does about so many operations, multiplications and additions each counted as one, on `f32` in
/// registers, as fast as the processor can.
#[must_use]
pub fn run(operations: usize) -> f32 {
    #[cfg(target_arch = "x86_64")]
    {
        if std::is_x86_feature_detected!("avx512f") {
            #[expect(
                unsafe_code,
                reason = "nothing else can call code for such a processor"
            )]
            // SAFETY: the processor has the features for which the function is compiled.
            return unsafe { avx512(operations / (2 * 16 * SUMS)) };
        }
        if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
            #[expect(
                unsafe_code,
                reason = "nothing else can call code for such a processor"
            )]
            // SAFETY: as above.
            return unsafe { avx2(operations / (2 * 8 * SUMS)) };
        }
    }
    portable(operations / (2 * 4 * SUMS))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn avx512(steps: usize) -> f32 {
    use std::arch::x86_64::{_mm512_add_ps, _mm512_fmadd_ps, _mm512_reduce_add_ps, _mm512_set1_ps};

    let (factor, summand) = (_mm512_set1_ps(black_box(0.5)), _mm512_set1_ps(1.0));
    let mut sums = [_mm512_set1_ps(black_box(1.0)); SUMS];
    for _ in 0..steps {
        for sum in &mut sums {
            *sum = _mm512_fmadd_ps(*sum, factor, summand);
        }
    }
    let total = sums
        .into_iter()
        .reduce(|total, sum| _mm512_add_ps(total, sum));
    total.map_or(0.0, |total| _mm512_reduce_add_ps(total))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(steps: usize) -> f32 {
    use std::arch::x86_64::{
        _mm256_add_ps, _mm256_cvtss_f32, _mm256_fmadd_ps, _mm256_hadd_ps, _mm256_set1_ps,
    };

    let (factor, summand) = (_mm256_set1_ps(black_box(0.5)), _mm256_set1_ps(1.0));
    let mut sums = [_mm256_set1_ps(black_box(1.0)); SUMS];
    for _ in 0..steps {
        for sum in &mut sums {
            *sum = _mm256_fmadd_ps(*sum, factor, summand);
        }
    }
    let total = sums
        .into_iter()
        .reduce(|total, sum| _mm256_add_ps(total, sum));
    total.map_or(0.0, |total| _mm256_cvtss_f32(_mm256_hadd_ps(total, total)))
}

/// Whatever the compiler makes of it; without an instruction for both, a multiplication and an addition.
fn portable(steps: usize) -> f32 {
    let factor = black_box(0.5_f32);
    let mut sums = [[black_box(1.0_f32); 4]; SUMS];
    for _ in 0..steps {
        for sum in sums.as_flattened_mut() {
            *sum = *sum * factor + 1.0;
        }
    }
    sums.as_flattened().iter().sum()
}
