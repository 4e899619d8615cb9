//! Names that are unusual, or that generated code might want for itself.

use backprop::graph;

/// A constant that a graph's input hides.
pub const TAX: f64 = 1.5;

/// Constants with a path.
pub mod limits {
    /// The highest speed.
    pub const MAX: f64 = 130.0;
    /// One of single precision.
    pub const HALF: f32 = 0.5;
}

graph! {
    /// The input `TAX` hides the constant.
    pub struct Hiding(price: f64, TAX: f64) -> f64 {
        price * TAX
    }

    /// The `let` hides the constant.
    pub struct HidingByLet(price: f64) -> f64 {
        let TAX = price + 1.0;
        price * TAX
    }

    /// The constant itself.
    pub struct Constant(price: f64) -> f64 {
        price * TAX
    }

    /// Constants by their paths, in a graph with a type parameter too.
    pub struct Paths<F>(x: F) -> F {
        min(x, self::limits::MAX) * std::f64::consts::PI + crate::names::TAX
    }

    /// Constants by their paths, in single precision.
    pub struct SinglePaths(x: f32) -> f32 {
        x * limits::HALF + core::f32::consts::E
    }

    /// Names of what is generated.
    pub struct Reserved(
        value: f64, output: f64, forward: f64, backward: f64, grads: f64, gradient: f64, pass: f64,
        d_value: f64, cotangent: f64, inputs: f64, result: f64, new: f64, zero: f64,
    ) -> (total: f64, const sum: f64) {
        let sum = value + output + forward + backward + grads + gradient + pass;
        let d_sum = d_value * cotangent * inputs;
        let this = sum * d_sum;
        (this * result * new * zero, sum)
    }

    /// Names of operations, of crates and of keywords.
    pub struct Operations(exp: f64, ln: f64, core: f64, std: f64, r#type: f64) -> (sqrt: f64) {
        exp(exp) * ln(ln) + core * std * r#type
    }

    /// Fields that all begin, or all end, in the same word.
    pub struct Weights(weight_a: f64, weight_b: f64, weight_c: f64) -> (
        first_output: f64, second_output: f64, third_output: f64,
    ) {
        (weight_a * weight_b, weight_b * weight_c, weight_c * weight_a)
    }

    /// One letter each.
    pub struct Letters(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64) -> f64 {
        let i = a * b;
        let j = c * d;
        let k = e * f;
        let l = g * h;
        i * j + k * l
    }

    /// Inputs that take no part, and say so.
    pub struct Spare(x: f64, _spare: f64, const _other: f64) -> f64 {
        x * x
    }

    /// Letters of other alphabets.
    pub struct Größe(λ: f64, θ: f64) -> f64 {
        let Δ = λ - θ;
        Δ * Δ
    }

    /// The runtime crate by another path.
    #[graph(crate = ::backprop)]
    pub struct Renamed(x: f64) -> f64 {
        relu(x)
    }
}
