//! Every scalar operation, alone in a graph of `f64` and of `f32`.
//!
//! The value is compared bit for bit with std's function, the gradient with a formula of the calculus
//! that is evaluated in `f64` from the arguments, and both with central differences. Where the
//! formula needs a limit, the expected gradient stands in the row as numbers.

use std::collections::BTreeSet;
use std::f64::consts::{LN_2, LN_10, PI};
use std::fmt::Debug;

use backprop::check::{self, Report};
use backprop::graph;

/// The operations of the language on scalars, `neg` for the sign.
const NAMES: &str = "
    + - * / neg recip square powi powf sqrt cbrt abs mul_add hypot
    exp exp2 exp_m1 ln log2 log10 ln_1p
    sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh
    min max clamp signum floor ceil round if < <= > >= == != && || !
    relu leaky_relu elu sigmoid silu softplus gelu
    stop_gradient
";

const UP: f64 = f64::INFINITY;
const DOWN: f64 = f64::NEG_INFINITY;
const NAN: f64 = f64::NAN;

/// One operation as a graph, what it is to give, and where it is tried.
struct Row<R> {
    name: &'static str,
    value: fn(&[R]) -> R,
    /// The output of `forward`, and `backward` of 1.
    passes: fn(&[R]) -> (R, Vec<R>),
    fused: fn(&[R]) -> (R, Vec<R>),
    plain: fn(&[R]) -> R,
    /// The partial derivatives.
    partials: fn(&[f64]) -> Vec<f64>,
    /// How many units of epsilon a partial derivative may be off beyond what is relative to it: what
    /// the rounding of the function's result, or of a square that is taken from 1, does to it.
    slack: fn(&[f64]) -> f64,
    differences: fn(&[R], &[R]) -> Report,
    /// Where the formula holds, and differences give it.
    smooth: Vec<Vec<R>>,
    /// Where the formula holds: far out, and near zero.
    far: Vec<Vec<R>>,
    /// Where the expected gradient is written out.
    edges: Vec<(Vec<R>, Vec<f64>)>,
    /// Where only the value is compared: the function or its derivative is not defined there, or
    /// finite only as a limit.
    outside: Vec<Vec<R>>,
}

/// A row of the table. The graph is written in the language, the value in plain Rust.
macro_rules! row {
    (
        $float:ident, $name:literal, ($($x:ident),+), { $($graph:tt)+ }, $plain:expr,
        [$($partial:expr),+] $(+- $slack:expr)?;
        smooth $smooth:tt $(far $far:tt)? $(edges $edges:tt)? $(outside $outside:tt)?
    ) => {{
        graph! {
            struct Operation($($x: $float),+) -> $float { $($graph)+ }
        }
        const INPUTS: usize = [$(stringify!($x)),+].len();
        Row::<$float> {
            name: $name,
            value: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                Operation::new().value($($x),+)
            },
            passes: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                let graph = Operation::new();
                let pass = graph.forward($($x),+);
                let value = pass.output();
                let gradient = pass.backward(1.0);
                (value, vec![$(gradient.$x),+])
            },
            fused: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                let (value, gradient) = Operation::new().value_and_grad($($x),+);
                (value, vec![$(gradient.$x),+])
            },
            plain: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                $plain
            },
            partials: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                let _ = [$($x),+];
                vec![$($partial),+]
            },
            slack: |at| {
                let [$($x),+] = array::<_, INPUTS>(at);
                let _ = [$($x),+];
                0.0 $(+ $slack)?
            },
            differences: |at, gradient| {
                let value = |[$($x),+]: [$float; INPUTS]| Operation::new().value($($x),+);
                check::gradient(value, array::<_, INPUTS>(at), array::<_, INPUTS>(gradient))
                    .expect("the gradient has the point's shape")
            },
            smooth: points::<_, INPUTS>(&[&$smooth]),
            far: points::<_, INPUTS>(&[$(&$far)?]),
            edges: edges::<_, INPUTS>(&[$(&$edges)?]),
            outside: points::<_, INPUTS>(&[$(&$outside)?]),
        }
    }};
}

fn array<T: Copy, const N: usize>(at: &[T]) -> [T; N] {
    at.try_into()
        .expect("a row's points have one number for each input")
}

/// The points of a list that may be absent.
fn points<T: Copy, const N: usize>(lists: &[&[[T; N]]]) -> Vec<Vec<T>> {
    lists
        .iter()
        .copied()
        .flatten()
        .map(|point| point.to_vec())
        .collect()
}

fn edges<T: Copy, const N: usize>(lists: &[&[([T; N], [f64; N])]]) -> Vec<(Vec<T>, Vec<f64>)> {
    lists
        .iter()
        .copied()
        .flatten()
        .map(|(at, gradient)| (at.to_vec(), gradient.to_vec()))
        .collect()
}

fn logistic(x: f64) -> f64 {
    if x < 0.0 {
        x.exp() / (1.0 + x.exp())
    } else {
        (1.0 + (-x).exp()).recip()
    }
}

/// The derivative of `gelu` in the form with tanh.
fn gelu_slope(x: f64) -> f64 {
    let scale = (2.0 / PI).sqrt();
    let u = scale * (x + 0.044_715 * x * x * x);
    0.5 * (1.0 + u.tanh()) + 0.5 * x * u.cosh().powi(-2) * scale * (1.0 + 0.134_145 * x * x)
}

/// The definitions of the functions that std does not have.
macro_rules! definitions {
    ($module:ident, $float:ident, $gelu_scale:literal) => {
        mod $module {
            /// Repeated squaring from the low bit, a negative power's reciprocal last.
            pub(crate) fn powi(mut x: $float, exponent: i32) -> $float {
                let mut rest = exponent.unsigned_abs();
                let mut power = 1.0;
                while rest > 0 {
                    if rest & 1 == 1 {
                        power *= x;
                    }
                    x *= x;
                    rest >>= 1;
                }
                if exponent < 0 { 1.0 / power } else { power }
            }

            pub(crate) fn sigmoid(x: $float) -> $float {
                if x >= 0.0 {
                    1.0 / (1.0 + (-x).exp())
                } else {
                    let e = x.exp();
                    e / (1.0 + e)
                }
            }

            pub(crate) fn softplus(x: $float) -> $float {
                x.max(0.0) + (-x.abs()).exp().ln_1p()
            }

            /// The factor is sqrt(2 / pi).
            pub(crate) fn gelu(x: $float) -> $float {
                0.5 * x * (1.0 + ($gelu_scale * (x + 0.044_715 * x * x * x)).tanh())
            }
        }
    };
}

definitions!(wide, f64, 0.797_884_560_802_865_4);
definitions!(narrow, f32, 0.797_884_6);

/// All rows for one type, with numbers that are near its range's ends but whose squares are not in it.
macro_rules! rows {
    ($f:ident, $definitions:ident, tiny $tiny:literal, huge $huge:literal) => {{
        const INF: $f = $f::INFINITY;
        const MINF: $f = $f::NEG_INFINITY;
        vec![
            row!($f, "+", (x, y), { x + y }, x + y, [1.0, 1.0];
                smooth [[1.5, -2.25]] far [[1e3, -1e3], [$tiny, 1.0], [INF, MINF]]),
            row!($f, "-", (x, y), { x - y }, x - y, [1.0, -1.0];
                smooth [[1.5, -2.25]] far [[1e3, 1e3], [-$tiny, 1.0], [INF, INF]]),
            row!($f, "*", (x, y), { x * y }, x * y, [y, x];
                smooth [[1.5, -2.25], [0.0, 3.0]] far [[1e3, -1e3], [$tiny, $tiny], [INF, 0.0]]),
            row!($f, "/", (x, y), { x / y }, x / y, [1.0 / y, -x / y / y];
                smooth [[1.5, -2.25], [0.0, 3.0]] far [[1e3, -1e3], [1.0, $tiny], [-$tiny, $tiny], [$huge, -$huge]]
                edges [([1.0, 0.0], [UP, DOWN]), ([0.0, 0.0], [UP, NAN]), ([1.0, INF], [0.0, 0.0])]),
            row!($f, "neg", (x), { -x }, -x, [-1.0];
                smooth [[1.5], [0.0], [-3.0]] far [[1e3], [-$tiny], [INF], [MINF], [-0.0]]),
            row!($f, "recip", (x), { recip(x) }, x.recip(), [-1.0 / x / x];
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [-$tiny], [$huge], [INF], [MINF]]
                edges [([0.0], [DOWN]), ([-0.0], [DOWN])]),
            row!($f, "square", (x), { square(x) }, x * x, [2.0 * x];
                smooth [[1.5], [-0.5], [0.0]] far [[1e3], [-1e3], [$tiny], [-$tiny], [INF], [MINF]]),
            row!($f, "powi", (x), { powi(x, 3) }, $definitions::powi(x, 3), [3.0 * x * x];
                smooth [[1.5], [-0.5], [0.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "powi", (x), { powi(x, 7) }, $definitions::powi(x, 7), [7.0 * x.powi(6)];
                smooth [[1.25], [-0.5], [0.0]] far [[1e3], [-1e3], [$tiny], [MINF]]),
            row!($f, "powi", (x), { powi(x, 2) }, $definitions::powi(x, 2), [2.0 * x];
                smooth [[1.5], [-0.5], [0.0]] far [[1e3], [-1e3], [$tiny], [MINF]]),
            row!($f, "powi", (x), { powi(x, 1) }, $definitions::powi(x, 1), [1.0];
                smooth [[1.5], [-0.5], [0.0]] far [[1e3], [$tiny], [MINF]]),
            row!($f, "powi", (x), { powi(x, 0) }, $definitions::powi(x, 0), [0.0];
                smooth [[1.5], [-0.5], [0.0]] far [[1e3], [$tiny], [MINF]]),
            row!($f, "powi", (x), { powi(x, -1) }, $definitions::powi(x, -1), [-1.0 / x / x];
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [$huge], [INF]] edges [([0.0], [DOWN])]),
            row!($f, "powi", (x), { powi(x, -3) }, $definitions::powi(x, -3), [-3.0 / x / x / x / x];
                smooth [[1.5], [-0.75]] far [[1e3], [-1e3], [$tiny], [INF]] edges [([0.0], [DOWN])]),
            row!($f, "powf", (x, p), { powf(x, p) }, x.powf(p), [p * x.powf(p - 1.0), x.powf(p) * x.ln()];
                smooth [[2.0, 3.0], [0.5, -1.5], [1.5, 0.25], [3.0, 0.0]]
                far [[1e3, 2.0], [1e3, -2.5], [$tiny, 2.0], [$tiny, 0.5]]
                edges [
                    ([0.0, 2.0], [0.0, 0.0]), ([0.0, 1.0], [1.0, 0.0]), ([0.0, 0.5], [UP, 0.0]),
                    ([0.0, 0.0], [0.0, 0.0]), ([0.0, -1.0], [DOWN, 0.0])
                ]
                outside [[-1.5, 0.5], [INF, 2.0], [-2.0, 3.0]]),
            row!($f, "powf", (x), { powf(x, 2.5) }, x.powf(2.5), [2.5 * x.powf(1.5)];
                smooth [[2.0], [0.5]] far [[1e3], [$tiny], [0.0], [INF]] outside [[-1.0]]),
            row!($f, "powf", (x), { powf(x, -0.5) }, x.powf(-0.5), [-0.5 * x.powf(-1.5)];
                smooth [[2.0], [0.5]] far [[1e3], [INF]] edges [([0.0], [DOWN])] outside [[-1.0]]),
            row!($f, "powf", (p), { powf(2.5, p) }, $f::powf(2.5, p), [2.5_f64.powf(p) * 2.5_f64.ln()];
                smooth [[2.0], [-0.5], [0.0]] far [[-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "sqrt", (x), { sqrt(x) }, x.sqrt(), [0.5 / x.sqrt()];
                smooth [[1.5], [0.25]] far [[1e3], [$tiny], [$huge], [0.0], [INF]] outside [[-1.0], [-0.0], [MINF]]),
            row!($f, "cbrt", (x), { cbrt(x) }, x.cbrt(), [1.0 / (3.0 * x.cbrt() * x.cbrt())];
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [-$tiny], [0.0], [-0.0], [INF], [MINF]]),
            row!($f, "abs", (x), { abs(x) }, x.abs(), [if x < 0.0 { -1.0 } else { 1.0 }];
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [-$tiny], [INF], [MINF]]),
            row!($f, "mul_add", (x, y, z), { mul_add(x, y, z) }, x.mul_add(y, z), [y, x, 1.0];
                smooth [[1.5, -2.25, 0.5], [0.0, 0.0, 1.0]]
                far [[1e3, 1.001, -1001.0], [$tiny, $tiny, 1.0], [$huge, $huge, MINF]]),
            row!($f, "hypot", (x, y), { hypot(x, y) }, x.hypot(y), [x / x.hypot(y), y / x.hypot(y)];
                smooth [[3.0, -4.0], [0.0, 2.0]]
                far [[1e3, -1e3], [$tiny, $tiny], [-$tiny, 1.0], [$huge, $huge], [1.0, $huge]]
                outside [[INF, 1.0], [1.0, MINF]]),
            row!($f, "exp", (x), { exp(x) }, x.exp(), [x.exp()];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "exp2", (x), { exp2(x) }, x.exp2(), [LN_2 * x.exp2()];
                smooth [[0.0], [1.5], [-2.0]] far [[-1e4], [$tiny], [INF], [MINF]]),
            // `y + 1` is a derivative of exp_m1, too.
            row!($f, "exp_m1", (x), { exp_m1(x) }, x.exp_m1(), [x.exp()] +- 1.0;
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [-$tiny], [INF], [MINF]]),
            row!($f, "ln", (x), { ln(x) }, x.ln(), [1.0 / x];
                smooth [[1.0], [1.5], [0.5]] far [[1e3], [$tiny], [$huge], [0.0], [INF]] outside [[-1.0]]),
            row!($f, "log2", (x), { log2(x) }, x.log2(), [1.0 / (x * LN_2)];
                smooth [[1.0], [1.5], [0.5]] far [[1e3], [$tiny], [$huge], [0.0], [INF]] outside [[-1.0]]),
            row!($f, "log10", (x), { log10(x) }, x.log10(), [1.0 / (x * LN_10)];
                smooth [[1.0], [1.5], [0.5]] far [[1e3], [$tiny], [$huge], [0.0], [INF]] outside [[-1.0]]),
            row!($f, "ln_1p", (x), { ln_1p(x) }, x.ln_1p(), [1.0 / (1.0 + x)];
                smooth [[0.0], [1.5], [-0.5]] far [[1e3], [$tiny], [-$tiny], [-1.0], [INF]] outside [[-2.0]]),
            row!($f, "sin", (x), { sin(x) }, x.sin(), [x.cos()];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [$huge]]
                edges [([INF], [NAN])]),
            row!($f, "cos", (x), { cos(x) }, x.cos(), [-x.sin()];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [$huge]]
                edges [([MINF], [NAN])]),
            row!($f, "tan", (x), { tan(x) }, x.tan(), [1.0 / (x.cos() * x.cos())];
                smooth [[0.0], [1.25], [-2.0]] far [[1e3], [-1e3], [$tiny]]
                edges [([INF], [NAN])]),
            row!($f, "asin", (x), { asin(x) }, x.asin(),
                [1.0 / ((1.0 - x) * (1.0 + x)).sqrt()] +- x * x * (1.0 - x * x).powf(-1.5);
                smooth [[0.0], [0.5], [-0.75]] far [[$tiny], [-$tiny]]
                edges [([1.0], [UP]), ([-1.0], [UP])] outside [[2.0]]),
            row!($f, "acos", (x), { acos(x) }, x.acos(),
                [-1.0 / ((1.0 - x) * (1.0 + x)).sqrt()] +- x * x * (1.0 - x * x).powf(-1.5);
                smooth [[0.0], [0.5], [-0.75]] far [[$tiny], [-$tiny]]
                edges [([1.0], [DOWN]), ([-1.0], [DOWN])] outside [[2.0]]),
            row!($f, "atan", (x), { atan(x) }, x.atan(), [1.0 / (1.0 + x * x)];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "atan2", (y, x), { atan2(y, x) }, y.atan2(x),
                [x / x.hypot(y) / x.hypot(y), -y / x.hypot(y) / x.hypot(y)];
                smooth [[1.5, 0.5], [-2.0, 0.0], [0.0, 1.0], [1.0, -3.0]]
                far [[1e3, -1e3], [$tiny, 1.0], [0.0, -1.0], [-0.0, -1.0], [$tiny, $tiny], [-$huge, $huge]]
                outside [[0.0, 0.0], [INF, INF], [1.0, INF]]),
            row!($f, "sinh", (x), { sinh(x) }, x.sinh(), [x.cosh()];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "cosh", (x), { cosh(x) }, x.cosh(), [x.sinh()];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            // As `(1 - y) * (1 + y)`.
            row!($f, "tanh", (x), { tanh(x) }, x.tanh(), [x.cosh().powi(-2)] +- 2.0 * x.tanh() * x.tanh();
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [INF], [MINF]]),
            row!($f, "asinh", (x), { asinh(x) }, x.asinh(), [1.0 / x.hypot(1.0)];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [$tiny], [-$tiny], [INF], [MINF]]),
            row!($f, "acosh", (x), { acosh(x) }, x.acosh(),
                [1.0 / ((x - 1.0) * (x + 1.0)).sqrt()] +- x * x * ((x - 1.0) * (x + 1.0)).powf(-1.5);
                smooth [[1.25], [3.0]] far [[1e3]] edges [([1.0], [UP]), ([INF], [0.0])] outside [[0.5]]),
            row!($f, "atanh", (x), { atanh(x) }, x.atanh(),
                [1.0 / ((1.0 - x) * (1.0 + x))] +- 2.0 * x * x * ((1.0 - x) * (1.0 + x)).powi(-2);
                smooth [[0.0], [0.5], [-0.75]] far [[$tiny], [-$tiny]]
                edges [([1.0], [UP]), ([-1.0], [UP])] outside [[2.0]]),
            row!($f, "min", (x, y), { min(x, y) }, x.min(y),
                [f64::from(u8::from(x < y)), f64::from(u8::from(y < x))];
                smooth [[1.0, 2.0], [2.0, -1.0]] far [[1e3, -1e3], [$tiny, 0.0], [INF, 1.0], [1.0, MINF]]),
            row!($f, "max", (x, y), { max(x, y) }, x.max(y),
                [f64::from(u8::from(x > y)), f64::from(u8::from(y > x))];
                smooth [[1.0, 2.0], [2.0, -1.0]] far [[1e3, -1e3], [$tiny, 0.0], [INF, 1.0], [1.0, MINF]]),
            row!($f, "clamp", (x, low, high), { clamp(x, low, high) },
                if x < low { low } else if x > high { high } else { x },
                [
                    f64::from(u8::from(low < x && x < high)),
                    f64::from(u8::from(x < low)),
                    f64::from(u8::from(x > high))
                ];
                smooth [[0.5, -1.0, 2.0], [-1.5, -1.0, 2.0], [2.5, -1.0, 2.0]]
                far [[1e3, -1.0, 1.0], [-1e3, -1.0, 1.0], [$tiny, 0.0, 1.0], [INF, -1.0, 1.0], [MINF, -1.0, 1.0]]),
            row!($f, "signum", (x), { signum(x) }, x.signum(), [0.0];
                smooth [[1.5], [-0.25]] far [[0.0], [-0.0], [1e3], [$tiny], [INF]]),
            row!($f, "floor", (x), { floor(x) }, x.floor(), [0.0];
                smooth [[1.5], [-0.25]] far [[0.0], [-0.0], [1e3], [-$tiny], [INF]]),
            row!($f, "ceil", (x), { ceil(x) }, x.ceil(), [0.0];
                smooth [[1.5], [-0.25]] far [[0.0], [-0.0], [1e3], [$tiny], [INF]]),
            row!($f, "round", (x), { round(x) }, x.round(), [0.0];
                smooth [[1.25], [-0.25]] far [[0.5], [-0.5], [2.5], [-0.0], [1e3], [$tiny], [INF]]),
            row!($f, "if", (x, y), { if x < 1 { x * y } else { x - y } }, if x < 1.0 { x * y } else { x - y },
                [if x < 1.0 { y } else { 1.0 }, if x < 1.0 { x } else { -1.0 }];
                smooth [[0.5, 3.0], [1.5, 3.0]] far [[1.0, 3.0], [-1e3, $tiny], [INF, 2.0]]),
            row!($f, "<", (x, y), { if x < y { 3 * x } else { 5 * y } }, if x < y { 3.0 * x } else { 5.0 * y },
                [if x < y { 3.0 } else { 0.0 }, if x < y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0], [2.0, 1.0]] far [[1.0, 1.0], [0.0, -0.0], [MINF, INF]]),
            row!($f, "<=", (x, y), { if x <= y { 3 * x } else { 5 * y } }, if x <= y { 3.0 * x } else { 5.0 * y },
                [if x <= y { 3.0 } else { 0.0 }, if x <= y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0], [2.0, 1.0]] far [[1.0, 1.0], [0.0, -0.0], [INF, MINF]]),
            row!($f, ">", (x, y), { if x > y { 3 * x } else { 5 * y } }, if x > y { 3.0 * x } else { 5.0 * y },
                [if x > y { 3.0 } else { 0.0 }, if x > y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0], [2.0, 1.0]] far [[1.0, 1.0], [0.0, -0.0], [INF, MINF]]),
            row!($f, ">=", (x, y), { if x >= y { 3 * x } else { 5 * y } }, if x >= y { 3.0 * x } else { 5.0 * y },
                [if x >= y { 3.0 } else { 0.0 }, if x >= y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0], [2.0, 1.0]] far [[1.0, 1.0], [0.0, -0.0], [MINF, INF]]),
            row!($f, "==", (x, y), { if x == y { 3 * x } else { 5 * y } }, if x == y { 3.0 * x } else { 5.0 * y },
                [if x == y { 3.0 } else { 0.0 }, if x == y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0]] far [[1.0, 1.0], [0.0, -0.0], [INF, INF], [$tiny, 0.0]]),
            row!($f, "!=", (x, y), { if x != y { 3 * x } else { 5 * y } }, if x != y { 3.0 * x } else { 5.0 * y },
                [if x != y { 3.0 } else { 0.0 }, if x != y { 0.0 } else { 5.0 }];
                smooth [[1.0, 2.0]] far [[1.0, 1.0], [0.0, -0.0], [INF, INF], [$tiny, 0.0]]),
            row!($f, "&&", (x, y), { if x > 0 && y > 0 { x * y } else { x + y } },
                if x > 0.0 && y > 0.0 { x * y } else { x + y },
                [if x > 0.0 && y > 0.0 { y } else { 1.0 }, if x > 0.0 && y > 0.0 { x } else { 1.0 }];
                smooth [[2.0, 3.0], [-2.0, 3.0], [2.0, -3.0], [-2.0, -3.0]]),
            row!($f, "||", (x, y), { if x > 0 || y > 0 { x * y } else { x + y } },
                if x > 0.0 || y > 0.0 { x * y } else { x + y },
                [if x > 0.0 || y > 0.0 { y } else { 1.0 }, if x > 0.0 || y > 0.0 { x } else { 1.0 }];
                smooth [[2.0, 3.0], [-2.0, 3.0], [2.0, -3.0], [-2.0, -3.0]]),
            // `!` is not the reverse comparison: it holds for a NaN.
            row!($f, "!", (x, y), { if !(x > y) { 3 * x } else { 5 * y } },
                if x > y { 5.0 * y } else { 3.0 * x },
                [if x > y { 0.0 } else { 3.0 }, if x > y { 5.0 } else { 0.0 }];
                smooth [[1.0, 2.0], [2.0, 1.0]] far [[1.0, 1.0]]),
            row!($f, "relu", (x), { relu(x) }, if x <= 0.0 { 0.0 } else { x }, [if x <= 0.0 { 0.0 } else { 1.0 }];
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [-$tiny], [0.0], [INF], [MINF]]),
            row!($f, "leaky_relu", (x, slope), { leaky_relu(x, slope) }, if x <= 0.0 { slope * x } else { x },
                [if x <= 0.0 { slope } else { 1.0 }, if x <= 0.0 { x } else { 0.0 }];
                smooth [[1.5, 0.25], [-0.5, 0.25]] far [[1e3, 0.1], [-1e3, 0.1], [-$tiny, 0.1], [INF, 0.1], [MINF, 0.1]]),
            // `y + 1` is a derivative below zero, too.
            row!($f, "elu", (x), { elu(x) }, if x <= 0.0 { x.exp_m1() } else { x },
                [if x <= 0.0 { x.exp() } else { 1.0 }] +- f64::from(u8::from(x <= 0.0));
                smooth [[1.5], [-0.5]] far [[1e3], [-1e3], [$tiny], [-$tiny], [INF], [MINF]]),
            // As `y * (1 - y)`.
            row!($f, "sigmoid", (x), { sigmoid(x) }, $definitions::sigmoid(x),
                [logistic(x) * logistic(-x)] +- logistic(x) * logistic(x);
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [-20.0], [$tiny], [INF], [MINF]]),
            row!($f, "silu", (x), { silu(x) }, x * $definitions::sigmoid(x),
                [logistic(x) * (1.0 + x * logistic(-x))] +- logistic(x) * (1.0 + x.abs());
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [-20.0], [$tiny]] outside [[INF], [MINF]]),
            row!($f, "softplus", (x), { softplus(x) }, $definitions::softplus(x), [logistic(x)];
                smooth [[0.0], [1.5], [-2.0]] far [[1e3], [-1e3], [-20.0], [$tiny], [INF], [MINF]]),
            // The roundings of `1 + t` and of `1 - t * t` in the two terms.
            row!($f, "gelu", (x), { gelu(x) }, $definitions::gelu(x),
                [gelu_slope(x)] +- 1.0 + x.abs() * (1.0 + 0.134_145 * x * x);
                smooth [[0.0], [1.5], [-2.0]] far [[3.0], [-3.0], [$tiny]]
                edges [([1e3], [1.0]), ([-1e3], [0.0])] outside [[INF], [MINF]]),
            row!($f, "stop_gradient", (x), { stop_gradient(x) * x }, x * x, [x];
                smooth [[0.0]] far [[1.5], [1e3], [$tiny]] outside [[INF]]),
        ]
    }};
}

fn wide_rows() -> Vec<Row<f64>> {
    rows!(f64, wide, tiny 1e-300, huge 1e200)
}

fn narrow_rows() -> Vec<Row<f32>> {
    rows!(f32, narrow, tiny 1e-37, huge 1e25)
}

/// What the checks ask of `f32` and `f64`.
trait Element: Copy + Debug {
    const EPSILON: f64;
    /// The smallest normal number.
    const SMALLEST: f64;
    /// What central differences come up to where functions are smooth and near 1 in size.
    const BY_DIFFERENCES: f64;
    const NAN: Self;
    fn bits(self) -> u64;
    fn wide(self) -> f64;
    /// The number, or infinity where this type has none so large.
    fn rounded(number: f64) -> f64;
}

impl Element for f64 {
    const EPSILON: f64 = f64::EPSILON;
    const SMALLEST: f64 = f64::MIN_POSITIVE;
    const BY_DIFFERENCES: f64 = 1e-7;
    const NAN: Self = f64::NAN;

    fn bits(self) -> u64 {
        self.to_bits()
    }

    fn wide(self) -> f64 {
        self
    }

    fn rounded(number: f64) -> f64 {
        number
    }
}

impl Element for f32 {
    const EPSILON: f64 = f32::EPSILON as f64;
    const SMALLEST: f64 = f32::MIN_POSITIVE as f64;
    const BY_DIFFERENCES: f64 = 1e-3;
    const NAN: Self = f32::NAN;

    fn bits(self) -> u64 {
        u64::from(self.to_bits())
    }

    fn wide(self) -> f64 {
        f64::from(self)
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounding is what is asked for"
    )]
    fn rounded(number: f64) -> f64 {
        f64::from(number as f32)
    }
}

/// Collects what is wrong, so that one run shows all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, name: &str, at: &[impl Debug], what: &str) {
        self.0.push(format!("{name} at {at:?}: {what}"));
    }

    #[track_caller]
    fn finish(self) {
        assert!(
            self.0.is_empty(),
            "{} faults\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}

fn check_values<R: Element>(rows: &[Row<R>]) {
    let mut faults = Faults::default();
    for row in rows {
        let mut tried: Vec<Vec<R>> = [&row.smooth, &row.far, &row.outside]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        tried.extend(row.edges.iter().map(|(at, _)| at.clone()));
        // A NaN in each place, alone and with ordinary numbers.
        let ordinary = row.smooth[0].clone();
        for place in 0..ordinary.len() {
            let mut at = ordinary.clone();
            at[place] = R::NAN;
            tried.push(at);
        }
        tried.push(vec![R::NAN; ordinary.len()]);
        for at in tried {
            let expected = (row.plain)(&at);
            let found = [
                ("value", (row.value)(&at)),
                ("forward", (row.passes)(&at).0),
                ("value_and_grad", (row.fused)(&at).0),
            ];
            for (method, found) in found {
                let both_nan = found.wide().is_nan() && expected.wide().is_nan();
                if found.bits() != expected.bits() && !both_nan {
                    faults.add(
                        row.name,
                        &at,
                        &format!("`{method}` gives {found:?}, plain Rust {expected:?}"),
                    );
                }
            }
        }
    }
    faults.finish();
}

fn check_gradients<R: Element>(rows: &[Row<R>]) {
    let mut faults = Faults::default();
    for row in rows {
        let by_formula = row.smooth.iter().chain(&row.far).map(|at| {
            let wide: Vec<f64> = at.iter().map(|number| number.wide()).collect();
            (at.clone(), (row.partials)(&wide), (row.slack)(&wide))
        });
        let written = row
            .edges
            .iter()
            .map(|(at, gradient)| (at.clone(), gradient.clone(), 0.0));
        for (at, expected, slack) in by_formula.chain(written) {
            let (two, one) = ((row.passes)(&at).1, (row.fused)(&at).1);
            assert_eq!((two.len(), one.len()), (expected.len(), expected.len()));
            for (place, expected) in expected.into_iter().enumerate() {
                for (method, found) in [("backward", two[place]), ("value_and_grad", one[place])] {
                    if !is_near::<R>(found.wide(), expected, slack) {
                        let what =
                            format!("`{method}` gives entry {place} = {found:?}, not {expected:?}");
                        faults.add(row.name, &at, &what);
                    }
                }
            }
        }
    }
    faults.finish();
}

/// Within eight roundings of the expected number, and the slack; the same infinity; or NaN.
fn is_near<R: Element>(found: f64, expected: f64, slack: f64) -> bool {
    let expected = R::rounded(expected);
    if !expected.is_finite() {
        return found == expected || found.is_nan() && expected.is_nan();
    }
    (found - expected).abs() <= R::EPSILON * (8.0 * expected.abs() + slack) + R::SMALLEST
}

fn check_differences<R: Element>(rows: &[Row<R>]) {
    let mut faults = Faults::default();
    for row in rows {
        // What is held constant has no derivative that differences could see, but at 0.
        for at in &row.smooth {
            for gradient in [(row.passes)(at).1, (row.fused)(at).1] {
                let report = (row.differences)(at, &gradient);
                assert_eq!(report.entries, at.len());
                if !report.passes(R::BY_DIFFERENCES) {
                    faults.add(row.name, at, &report.to_string());
                }
            }
        }
    }
    faults.finish();
}

#[test]
fn values_of_f64_are_those_of_plain_rust() {
    check_values(&wide_rows());
}

#[test]
fn values_of_f32_are_those_of_plain_rust() {
    check_values(&narrow_rows());
}

#[test]
fn gradients_of_f64_are_those_of_the_calculus() {
    check_gradients(&wide_rows());
}

#[test]
fn gradients_of_f32_are_those_of_the_calculus() {
    check_gradients(&narrow_rows());
}

#[test]
fn gradients_of_f64_agree_with_central_differences() {
    check_differences(&wide_rows());
}

#[test]
fn gradients_of_f32_agree_with_central_differences() {
    check_differences(&narrow_rows());
}

#[test]
fn every_operation_has_a_row_that_is_tried() {
    let names: BTreeSet<&str> = NAMES.split_whitespace().collect();
    for operation in backprop_codegen::export::operations() {
        assert!(names.contains(operation), "`{operation}` is not tried");
    }
    let wide: BTreeSet<&str> = wide_rows().iter().map(|row| row.name).collect();
    let narrow: BTreeSet<&str> = narrow_rows().iter().map(|row| row.name).collect();
    assert_eq!(wide, names);
    assert_eq!(narrow, names);
    assert!(wide_rows().iter().all(|row| !row.smooth.is_empty()));
}
