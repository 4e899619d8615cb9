use crate::Number;
use crate::triple::{Loop, Slices, count, fused};

/// Numbers whose exponential function is a polynomial that the compiler makes vectors of.
pub trait Exponential: Number {
    /// eˣ to a few units in the last place, for x that do not overflow.
    #[must_use]
    fn exponential(self) -> Self;
}

impl Exponential for f32 {
    #[inline(always)]
    #[expect(clippy::excessive_precision, reason = "the rest of the bits of ln 2")]
    fn exponential(self) -> Self {
        // Adding 1.5 · 2²³ rounds to an integer, which is in the low bits then.
        const ROUNDER: f32 = 12_582_912.0;
        let x = if self > 88.0 { 88.0 } else { self };
        let x = if x < -87.0 { -87.0 } else { x };
        let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
        let power = rounded.to_bits().wrapping_sub(ROUNDER.to_bits());
        let n = rounded - ROUNDER;
        let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4;
        // The Taylor polynomial; |r| ≤ ln 2 / 2.
        let polynomial = 1.0 / 720.0;
        let polynomial = polynomial * r + 1.0 / 120.0;
        let polynomial = polynomial * r + 1.0 / 24.0;
        let polynomial = polynomial * r + 1.0 / 6.0;
        let polynomial = polynomial * r + 0.5;
        let polynomial = polynomial * r + 1.0;
        let polynomial = polynomial * r + 1.0;
        polynomial * f32::from_bits((power << 23).wrapping_add(0x3f80_0000))
    }
}

impl Exponential for f64 {
    #[inline(always)]
    #[expect(clippy::excessive_precision, reason = "the rest of the bits of ln 2")]
    fn exponential(self) -> Self {
        const ROUNDER: f64 = 6_755_399_441_055_744.0;
        let x = if self > 709.0 { 709.0 } else { self };
        let x = if x < -708.0 { -708.0 } else { x };
        let rounded = x * std::f64::consts::LOG2_E + ROUNDER;
        let power = rounded.to_bits().wrapping_sub(ROUNDER.to_bits());
        let n = rounded - ROUNDER;
        let r = x - n * 0.693_147_180_369_123_816_49 - n * 1.908_214_929_270_587_7e-10;
        let mut polynomial = 1.0 / 479_001_600.0;
        polynomial = polynomial * r + 1.0 / 39_916_800.0;
        polynomial = polynomial * r + 1.0 / 3_628_800.0;
        polynomial = polynomial * r + 1.0 / 362_880.0;
        polynomial = polynomial * r + 1.0 / 40_320.0;
        polynomial = polynomial * r + 1.0 / 5_040.0;
        polynomial = polynomial * r + 1.0 / 720.0;
        polynomial = polynomial * r + 1.0 / 120.0;
        polynomial = polynomial * r + 1.0 / 24.0;
        polynomial = polynomial * r + 1.0 / 6.0;
        polynomial = polynomial * r + 0.5;
        polynomial = polynomial * r + 1.0;
        polynomial = polynomial * r + 1.0;
        polynomial * f64::from_bits((power << 52).wrapping_add(0x3ff0_0000_0000_0000))
    }
}

/// The chain for one element, and its derivatives; `scale` is 2 / n.
#[inline(always)]
fn element<F: Number>(
    [a, b, c]: [F; 3],
    scale: F,
    exp: impl Fn(F) -> F,
    tanh: impl Fn(F) -> F,
    sigmoid: impl Fn(F) -> F,
) -> (F, [F; 3]) {
    let exponential = exp(a * b);
    let bounded = tanh(exponential + c);
    let activation = sigmoid(bounded * a);
    let off = activation - b;
    let d_off = scale * off;
    let d_scaled = d_off * activation * (F::ONE - activation);
    let d_sum = d_scaled * a * (F::ONE - bounded * bounded);
    let d_product = d_sum * exponential;
    let d_a = d_scaled * bounded + d_product * b;
    (off * off, [d_a, d_product * a - d_off, d_sum])
}

/// All functions by one polynomial, that of the exponential.
pub(super) struct ByExponential;

impl<F: Exponential> Loop<F> for ByExponential {
    const NAME: &'static str = "by hand";

    #[inline(always)]
    fn run(slices: Slices<'_, F>) -> F {
        let n = count::<F>(slices.a.len());
        let two = F::ONE + F::ONE;
        let tanh = |x: F| F::ONE - two / ((two * x).exponential() + F::ONE);
        let sigmoid = |x: F| F::ONE / (F::ONE + (-x).exponential());
        let sum = fused(slices, |at| {
            element(at, two / n, F::exponential, tanh, sigmoid)
        });
        sum / n
    }
}

/// The functions of the standard library.
pub(super) struct ByStandardLibrary;

impl<F: Exponential> Loop<F> for ByStandardLibrary {
    const NAME: &'static str = "by hand, with std";

    #[inline(always)]
    fn run(slices: Slices<'_, F>) -> F {
        let n = count::<F>(slices.a.len());
        let scale = (F::ONE + F::ONE) / n;
        let sum = fused(slices, |at| element(at, scale, F::exp, F::tanh, F::sigmoid));
        sum / n
    }
}
