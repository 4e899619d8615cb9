//! Numbers of 106 bits, as a sum of two `f64` (Dekker 1971), with what the oracle needs of them.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// high + low, where low is at most half an ulp of high.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DoubleDouble {
    pub(crate) high: f64,
    pub(crate) low: f64,
}

/// a + b and what its rounding has lost (Knuth).
fn sum(a: f64, b: f64) -> DoubleDouble {
    let high = a + b;
    let other = high - a;
    DoubleDouble {
        high,
        low: (a - (high - other)) + (b - other),
    }
}

/// a + b for |a| ≥ |b| (Dekker).
fn quick_sum(a: f64, b: f64) -> DoubleDouble {
    let high = a + b;
    DoubleDouble {
        high,
        low: (a - high) + b,
    }
}

/// a·b and what its rounding has lost.
fn product(a: f64, b: f64) -> DoubleDouble {
    let high = a * b;
    DoubleDouble {
        high,
        low: a.mul_add(b, -high),
    }
}

impl DoubleDouble {
    pub(crate) const ONE: Self = Self {
        high: 1.0,
        low: 0.0,
    };

    pub(crate) fn abs(self) -> Self {
        if self.high.is_sign_negative() {
            -self
        } else {
            self
        }
    }

    pub(crate) fn sqrt(self) -> Self {
        if self.high == 0.0 {
            return self;
        }
        let root = self.high.sqrt();
        let rest = (self - product(root, root)).high / (2.0 * root);
        quick_sum(root, rest)
    }

    /// The product with a power of two, or with any number if there is neither over- nor underflow.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self {
            high: self.high * factor,
            low: self.low * factor,
        }
    }
}

impl From<f64> for DoubleDouble {
    fn from(high: f64) -> Self {
        Self { high, low: 0.0 }
    }
}

impl Neg for DoubleDouble {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            high: -self.high,
            low: -self.low,
        }
    }
}

impl Add for DoubleDouble {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let high = sum(self.high, other.high);
        let low = sum(self.low, other.low);
        let first = quick_sum(high.high, high.low + low.high);
        quick_sum(first.high, first.low + low.low)
    }
}

impl Sub for DoubleDouble {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for DoubleDouble {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let exact = product(self.high, other.high);
        quick_sum(
            exact.high,
            exact.low + (self.high * other.low + self.low * other.high),
        )
    }
}

impl Div for DoubleDouble {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self - other * first.into();
        let second = rest.high / other.high;
        let rest = rest - other * second.into();
        quick_sum(first, second) + (rest.high / other.high).into()
    }
}
