//! Dual numbers: a value with its derivative in one direction, a bound for what rounding may do to
//! that derivative, and what is known of the points where it is not smooth.
//!
//! The value has the graph's element type, so that every branch and every argument is the one that
//! plain Rust sees; the derivative is computed in `f64` from formulas of the calculus.
//!
//! # The bound
//!
//! A derivative is a sum over paths from the input to the output, of products of local derivatives.
//! Forward and reverse accumulation add and multiply the same factors in another order, so what is
//! rounded differs by some units of epsilon times the sum of the *absolute* products, which `magnitude`
//! carries. To that comes the error of the local derivatives themselves: `FACTOR` units relative to
//! each, which pays for the roundings of its formula and of the functions in it; and, where the
//! derivative may well be written with the function's result (`1 - y * y` for tanh), what the result's
//! own rounding does to it: the `slack` of a partial derivative.

use crate::element::Element;

/// Units of epsilon that a local derivative may be off, relative to itself.
const FACTOR: f64 = 8.0;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Dual<R> {
    pub(crate) value: R,
    /// How far rounding may have moved the value, to first order.
    pub(crate) noise: f64,
    /// Absent where the value does not depend on the input.
    pub(crate) tangent: Option<Tangent>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Tangent {
    pub(crate) slope: f64,
    /// The sum over paths of the absolute products of local derivatives.
    pub(crate) magnitude: f64,
    /// The error of `slope` in units of epsilon.
    pub(crate) error: f64,
    /// The largest and the smallest product of adjacent local derivatives on any path so far, and of
    /// those that end here. Where these leave the range of the element type, an accumulation in some
    /// order overflows or loses digits.
    peak: f64,
    peak_here: f64,
    dip: f64,
    dip_here: f64,
    /// A local derivative is beyond the range of `f64`, though it is a quotient of numbers that are not.
    overflows: bool,
    /// A kink has set a contribution to zero.
    masked: bool,
    /// A zero of a kink has met a derivative that is not finite, or a derivative was asked for where
    /// the language leaves it open.
    pub(crate) unspecified: bool,
}

/// The local derivative of an operation with respect to one of its operands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Partial {
    /// The derivative, and how far off it may be in units of epsilon beyond what is relative to it.
    Smooth(f64, f64),
    /// Zero, because a kink's convention says so: `relu` at -1, the lesser side of `max`.
    Masked,
    /// The operand takes no part: the branch not taken, `floor`, `stop_gradient`.
    Absent,
    /// A number that `f64` has not, of factors that it has.
    Overflow,
    /// The language does not say.
    Unspecified,
}

impl<R: Element> Dual<R> {
    pub(crate) fn constant(value: R) -> Self {
        Self {
            value,
            noise: 0.0,
            tangent: None,
        }
    }

    /// The input in whose direction the derivative is taken.
    pub(crate) fn seed(value: R) -> Self {
        let tangent = Tangent {
            slope: 1.0,
            magnitude: 1.0,
            error: 0.0,
            peak: 1.0,
            peak_here: 1.0,
            dip: 1.0,
            dip_here: 1.0,
            overflows: false,
            masked: false,
            unspecified: false,
        };
        Self {
            tangent: Some(tangent),
            ..Self::constant(value)
        }
    }

    /// The chain rule, for a value that is off by `rounding` units of epsilon, given its operands.
    pub(crate) fn chain(value: R, rounding: f64, operands: &[(Partial, &Self)]) -> Self {
        let mut noise = R::EPSILON * rounding;
        let mut sum: Option<Tangent> = None;
        for (partial, operand) in operands {
            if let Partial::Smooth(slope, _) = *partial
                && operand.noise != 0.0
            {
                noise += slope.abs() * operand.noise;
            }
            let Some(tangent) = operand.tangent else {
                continue;
            };
            if let Some(term) = tangent.scaled(*partial) {
                sum = Some(sum.map_or(term, |sum| sum.plus(term)));
            }
        }
        Self {
            value,
            noise,
            tangent: sum,
        }
    }
}

impl Tangent {
    fn scaled(self, partial: Partial) -> Option<Self> {
        match partial {
            Partial::Absent => None,
            Partial::Unspecified => Some(Self {
                slope: f64::NAN,
                unspecified: true,
                ..self
            }),
            Partial::Overflow => Some(Self {
                overflows: true,
                ..self
            }),
            Partial::Masked => Some(Self {
                slope: 0.0,
                magnitude: 0.0,
                error: 0.0,
                peak_here: 1.0,
                dip_here: 1.0,
                masked: true,
                unspecified: self.unspecified || !self.slope.is_finite(),
                ..self
            }),
            Partial::Smooth(slope, slack) => {
                let size = slope.abs();
                let peak_here = size * self.peak_here.max(1.0);
                let dip_here = size * self.dip_here.min(1.0);
                Some(Self {
                    slope: slope * self.slope,
                    magnitude: size * self.magnitude,
                    error: size * self.error + (FACTOR * size + slack) * self.magnitude,
                    peak: self.peak.max(peak_here),
                    peak_here,
                    dip: if size == 0.0 {
                        self.dip
                    } else {
                        self.dip.min(dip_here)
                    },
                    dip_here: if size == 0.0 { 1.0 } else { dip_here },
                    overflows: self.overflows,
                    masked: self.masked,
                    unspecified: self.unspecified || self.masked && !slope.is_finite(),
                })
            }
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            slope: self.slope + other.slope,
            magnitude: self.magnitude + other.magnitude,
            error: self.error + other.error,
            peak: self.peak.max(other.peak),
            peak_here: self.peak_here.max(other.peak_here),
            dip: self.dip.min(other.dip),
            dip_here: self.dip_here.min(other.dip_here),
            overflows: self.overflows || other.overflows,
            masked: self.masked || other.masked,
            unspecified: self.unspecified || other.unspecified,
        }
    }

    /// The derivative of a cotangent's product with the output.
    pub(crate) fn times(self, cotangent: f64) -> Self {
        self.scaled(Partial::Smooth(cotangent, 0.0)).unwrap_or(self)
    }

    pub(crate) fn add(self, other: Self) -> Self {
        self.plus(other)
    }

    /// Whether a factor is not in the range of `f64`, so that nothing here means anything.
    pub(crate) fn overflows(&self) -> bool {
        self.overflows
    }

    /// Whether an accumulation in any order stays in the range of the element type, with all digits.
    pub(crate) fn is_in_range<R: Element>(&self) -> bool {
        self.peak.max(self.magnitude) < R::LARGEST * R::EPSILON
            && self.dip > R::SMALLEST / R::EPSILON
    }
}
