//! W1 to W3 for any type that can be calculated with, as peers that overload operators need them.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number that knows how it has come about.
pub trait Number:
    Copy
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    fn recip(self) -> Self;
    fn sqrt(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
}

#[inline(always)]
pub fn bill<N: Number>([apple, apples, orange, oranges, tax]: [N; 5]) -> N {
    (apple * apples + orange * oranges) * tax
}

#[inline(always)]
pub fn rosenbrock<N: Number>([x, y]: [N; 2]) -> N {
    let (a, b) = (x - 1.0, y - x * x);
    a * a + b * b * 100.0
}

#[inline(always)]
pub fn chain<N: Number>(x: [N; 11]) -> N {
    let mut sum = rosenbrock([x[0], x[1]]);
    for i in 1..10 {
        sum = sum + rosenbrock([x[i], x[i + 1]]);
    }
    sum
}

/// Both errors of W3; where the point should be seen is not active.
#[inline(always)]
pub fn errors<N: Number>(
    [r0, r1, r2, c0, c1, c2, f, u, v, k1, k2, x0, x1, x2, w]: [N; 15],
    [m0, m1]: [f64; 2],
) -> [N; 2] {
    let (y0, y1, y2) = (x0 - c0, x1 - c1, x2 - c2);
    let angle = (r0 * r0 + r1 * r1 + r2 * r2).sqrt();
    let scale = angle.recip();
    let (a0, a1, a2) = (r0 * scale, r1 * scale, r2 * scale);
    let (s, c) = (angle.sin(), angle.cos());
    let along = (a0 * y0 + a1 * y1 + a2 * y2) * (-c + 1.0);
    let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
    let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
    let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
    let (q0, q1) = (p0 / p2, p1 / p2);
    let q = q0 * q0 + q1 * q1;
    let distortion = q * (k1 + k2 * q) + 1.0;
    [
        w * (f * distortion * q0 + u - m0),
        w * (f * distortion * q1 + v - m1),
    ]
}

/// The active inputs of W3, and where the point is seen.
#[inline(always)]
pub fn halves(inputs: &[f64; 17]) -> ([f64; 15], [f64; 2]) {
    let active = std::array::from_fn(|i| inputs[i]);
    (active, [inputs[15], inputs[16]])
}

#[inline(always)]
pub fn loss<N: Number>(active: [N; 15], seen: [f64; 2]) -> N {
    let [e0, e1] = errors(active, seen);
    (e0 * e0 + e1 * e1) * 0.5
}
