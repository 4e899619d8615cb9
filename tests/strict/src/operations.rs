//! Every operation on scalars, each as a function and some as methods, and literals of all kinds.

use backprop::graph;

graph! {
    /// Arithmetic.
    pub struct Arithmetic<F>(x: F, y: F, z: F) -> F {
        let a = x + y - z * x / y;
        let b = -x + recip(y) + square(z) + powi(x, 3) + powi(y, -2) + powi(z, 0);
        let c = powf(x, y) + powf(y, 0.5) + sqrt(x) + cbrt(y) + abs(z);
        a + b + c + mul_add(x, y, z) + hypot(x, z)
    }

    /// Exponentials and logarithms.
    pub struct Exponential<F>(x: F) -> F {
        exp(x) + exp2(x) + exp_m1(x) + ln(x) + log2(x) + log10(x) + ln_1p(x)
    }

    /// Circular and hyperbolic functions.
    pub struct Trigonometric<F>(x: F, y: F) -> F {
        let circular = sin(x) + cos(x) + tan(x) + asin(x) + acos(x) + atan(x) + atan2(y, x);
        let hyperbolic = sinh(x) + cosh(x) + tanh(x) + asinh(x) + acosh(y) + atanh(x);
        circular * hyperbolic
    }

    /// What is made of pieces.
    pub struct Piecewise<F>(x: F, y: F) -> F {
        let chosen = min(x, y) + max(x, y) + max(x, 0) + clamp(x, -1, 1) + clamp(x, -y, 2 * y);
        chosen * (signum(x) + floor(x) + ceil(y) + round(y))
    }

    /// Activations.
    pub struct Activations<F>(x: F) -> F {
        relu(x) + leaky_relu(x, 0.01) + elu(x) + sigmoid(x) + silu(x) + softplus(x) + gelu(x) + tanh(x)
    }

    /// The same as methods.
    pub struct Methods(x: f64, y: f64) -> f64 {
        let a = x.exp().ln_1p().sqrt() + (x * y).relu() + x.powi(2).max(y).clamp(0.0, 1.0);
        a.tanh().mul_add(x, y).hypot(1.5).leaky_relu(0.1).atan2(x.cosh()) + (-x).abs()
    }

    /// A value that is taken as a constant.
    pub struct Stopped(x: f64, y: f64) -> f64 {
        x * stop_gradient(x * y) + y.stop_gradient() * y
    }

    /// Only a floor of `x`, so its gradient is 0.
    pub struct Floored(x: f64, y: f64) -> f64 {
        floor(x) * y
    }

    /// Literals, with and without a point, an exponent, or digits in groups.
    pub struct Literals<F>(x: F) -> F {
        let a = 2 * x + 0.5 * x + 1e-3 * x + 1234567.0 * x + 1_000_000 * x + 3.0E2 * x;
        a + 0.1000000000000000055511151231257827 + 16777217 * x + 1e300 * 0
    }

    /// What has no effect, and what repeats itself.
    pub struct Idle(x: f64, y: f64) -> f64 {
        let same = x * 1 + 0 + x - 0.0 + x / 1.0 + 0 * y;
        same * same + (x * y) * (y * x) - -x - (-(-y)) + x - x
    }

    /// The product of many factors.
    pub struct Product(
        a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64,
        i: f64, j: f64, k: f64, l: f64, m: f64, n: f64, o: f64, p: f64,
    ) -> f64 {
        a * b * c * d * e * f * g * h * i * j * k * l * m * n * o * p
    }

    /// Constants that have a name in the standard library.
    pub struct Rounded(x: f64) -> f64 {
        3.14159 * x + 2.71828 * x + 0.693147 * x + 1.41421356 * x
    }

    /// A sum that is long.
    pub struct Sawtooth<F>(x: F) -> F {
            sin(1 * x) + sin(2 * x) + sin(3 * x) + sin(4 * x) + sin(5 * x) + sin(6 * x) + sin(7 * x) + sin(8 * x)
            + sin(9 * x) + sin(10 * x) + sin(11 * x) + sin(12 * x) + sin(13 * x) + sin(14 * x) + sin(15 * x) + sin(16 * x)
            + sin(17 * x) + sin(18 * x) + sin(19 * x) + sin(20 * x) + sin(21 * x) + sin(22 * x) + sin(23 * x) + sin(24 * x)
            + sin(25 * x) + sin(26 * x) + sin(27 * x) + sin(28 * x) + sin(29 * x) + sin(30 * x) + sin(31 * x) + sin(32 * x)
            + sin(33 * x) + sin(34 * x) + sin(35 * x) + sin(36 * x) + sin(37 * x) + sin(38 * x) + sin(39 * x) + sin(40 * x)
            + sin(41 * x) + sin(42 * x) + sin(43 * x) + sin(44 * x) + sin(45 * x) + sin(46 * x) + sin(47 * x) + sin(48 * x)
            + sin(49 * x) + sin(50 * x) + sin(51 * x) + sin(52 * x) + sin(53 * x) + sin(54 * x) + sin(55 * x) + sin(56 * x)
            + sin(57 * x) + sin(58 * x) + sin(59 * x) + sin(60 * x) + sin(61 * x) + sin(62 * x) + sin(63 * x) + sin(64 * x)
            + sin(65 * x) + sin(66 * x) + sin(67 * x) + sin(68 * x) + sin(69 * x) + sin(70 * x) + sin(71 * x) + sin(72 * x)
            + sin(73 * x) + sin(74 * x) + sin(75 * x) + sin(76 * x) + sin(77 * x) + sin(78 * x) + sin(79 * x) + sin(80 * x)
            + sin(81 * x) + sin(82 * x) + sin(83 * x) + sin(84 * x) + sin(85 * x) + sin(86 * x) + sin(87 * x) + sin(88 * x)
            + sin(89 * x) + sin(90 * x) + sin(91 * x) + sin(92 * x) + sin(93 * x) + sin(94 * x) + sin(95 * x) + sin(96 * x)
    }

    /// Steps that are many.
    pub struct Iterated<F>(x: F, step: F) -> F {
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        let x = x + step * cos(x);
        x
    }
}
