//! Conditions, with comparisons that Clippy would rather see written in another way.

use backprop::graph;

graph! {
    /// Two branches, one of which is not defined everywhere.
    pub struct Root(x: f64) -> f64 {
        let root = sqrt(x);
        if x > 0.0 { root } else { 0.0 }
    }

    /// A chain of branches, with a `let` in one of them.
    pub struct Steps(x: f64, width: f64) -> f64 {
        if x < -width {
            -1
        } else if x > width {
            1
        } else {
            let scaled = x / width;
            scaled * (3.0 - square(scaled)) / 2.0
        }
    }

    /// `else { if … }` in two steps.
    pub struct Nested<F>(x: F, y: F) -> F {
        if x >= y {
            if x == y { x } else { x * x }
        } else {
            if y != 0.0 { y } else { x * y }
        }
    }

    /// And, or, not; ranges and equality of floats.
    pub struct Logic(x: f64, y: f64) -> f64 {
        let inside = if x >= 0.0 && x <= 1.0 { x * y } else { x + y };
        let corner = if x <= 0.0 && y <= 0.0 || !(x < 1.0) { exp(x) } else { y };
        let odd = if !(x == y) && !(x != 0.0 || y > x) { inside } else { corner };
        inside * odd
    }

    /// An `if` inside an expression, and one that only a condition uses.
    pub struct Inside(x: f64, threshold: f64) -> (y: f64, const active: f64) {
        let active = if x > threshold { 1.0 } else { 0.0 };
        let y = 2.0 * (if active == 1.0 { ln(x) } else { x }) + 1.0;
        (y, active)
    }

    /// Comparisons of a value with itself: only a NaN differs.
    pub struct Itself(x: f64, y: f64) -> f64 {
        if x != x { 0 } else if x == x { x / x + y } else { y }
    }

    /// Bounds in four ways.
    pub struct Bounds(x: f64, y: f64) -> f64 {
        let a = min(max(x, 0), 1) + y.max(0.0).min(1.0);
        let b = if x < 0 { 0 } else if x > 1 { 1 } else { x };
        let c = if 1.0 < y || y < -1.0 { signum(y) } else { y };
        a * b * c * clamp(x, 0, 1)
    }

    /// The same in every branch, and conditions that could be shorter.
    pub struct Twisted(x: f64, y: f64, z: f64) -> f64 {
        let same = if x > y { z } else { z };
        let b = if !!(x < y) && !(x <= y || x > z) && (x < y || x == y) { x } else { same };
        if !(x >= y) || x < y { b } else { y * z }
    }
}
