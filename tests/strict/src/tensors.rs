//! Graphs with tensors: generic, of one precision, with named outputs, with scalars among them.

use backprop::graph;

/// A constant that a graph of tensors reads.
pub const DECAY: f64 = 1e-4;

graph! {
    /// A two-layer classifier and its loss.
    #[derive(Clone, Debug)]
    pub struct Mlp<F>(
        /// The images, one a row.
        const x: [F; batch, inputs],
        /// One in the column of the digit, zero elsewhere.
        const labels: [F; batch, 10],
        /// The weights of the hidden layer.
        w1: [F; inputs, hidden],
        b1: [F; hidden],
        w2: [F; hidden, 10],
        b2: [F; 10],
    ) -> (
        loss: F,
        const logits: [F; batch, 10],
    ) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }

    /// Single precision, a tensor as its only output.
    pub struct Single(x: [f32; n], y: [f32; n]) -> [f32; n] {
        x * y + exp(-x) - 2 * y
    }

    /// So many elements that their number has underscores where people write it.
    pub struct Large(x: [f32; 1000, 1000]) -> f32 {
        sum(x * x)
    }

    /// Several outputs, each with a cotangent, of different ranks.
    pub struct Moments(x: [f64; n, m]) -> (mean: [f64; m], variance: [f64; m], largest: f64) {
        let mean = mean_axis(x, n);
        let centred = x - mean;
        (mean, mean_axis(square(centred), 0), max_all(x))
    }

    /// Scalars and tensors, and a constant of Rust.
    pub struct Ridge(
        const x: [f64; n, k],
        const y: [f64; n],
        weights: [f64; k],
        bias: f64,
        const strength: f64,
    ) -> f64 {
        let error = x @ weights + bias - y;
        mean(square(error)) + (strength + DECAY) * sum(square(weights))
    }

    /// A scalar alone becomes a tensor.
    pub struct Spread(scale: f64, const x: [f64; n]) -> [f64; n] {
        scale * x
    }

    /// Tensors of which nothing is used but their sum.
    pub struct Sums(x: [f32; n], y: [f32; 3, m]) -> f32 {
        sum(x) + sum(y)
    }

    /// One output with a name.
    pub struct Named<F>(x: [F; n]) -> (total: F) {
        sum(x)
    }

    /// An input that takes no part, and says so.
    pub struct Spare(x: [f64; n], _spare: [f64; n, 3], const _other: f64) -> f64 {
        sum(x)
    }

    /// The same input twice, and nothing else.
    pub struct Itself(x: [f64; n, n]) -> [f64; n, n] {
        x
    }

    /// A square matrix and its transpose.
    pub struct Gram<F>(x: [F; n, k]) -> [F; k, k] {
        x.t() @ x
    }

    /// Products of every rank.
    pub struct Products(a: [f64; n, m], b: [f64; m, k], u: [f64; n], v: [f64; m]) -> (
        matrix: [f64; n, k], columns: [f64; n], rows: [f64; k], number: f64, quadratic: f64,
    ) {
        (a @ b, a @ v, v @ b, dot(v, v), u @ a @ v)
    }

    /// Shapes that change.
    pub struct Shapes(x: [f64; n, m], y: [f64; 2, 6], v: [f64; n]) -> (
        front: [f64; 1, n], end: [f64; n, 1], middle: [f64; n, 1, m], flat: [f64; 12],
        folded: [f64; 3, 4], transposed: [f64; m, n],
    ) {
        (v.insert_axis(0), v.insert_axis(1), insert_axis(x, 1), reshape(y, [12]), y.reshape([3, 4]), t(x))
    }

    /// Parts of tensors.
    pub struct Slices(x: [f64; n], y: [f64; n, 4]) -> (
        difference: [f64; n - 1], first: f64, last: [f64; 4], two: [f64; 2], corner: [f64; n, 3], one: f64,
    ) {
        (x[1..] - x[..-1], x[0], y[-1, ..], x[..2], y[.., 1..], y[0, -1])
    }

    /// Branches, elementwise and as a whole.
    pub struct Branches(x: [f64; n], y: [f64; n], c: f64) -> [f64; n] {
        let root = sqrt(x);
        let each = if x > 0 && y != x { root } else { 0 };
        if c >= 0 { each * y } else { x - y }
    }

    /// Reductions of every kind.
    pub struct Reductions(x: [f64; n, m, 3]) -> (
        a: f64, b: f64, c: f64, d: f64, e: f64,
        f: [f64; m, 3], g: [f64; n, 3], h: [f64; n, m], i: [f64; n, m], j: [f64; m, 3],
        k: [f64; n, m, 3], l: [f64; n, m, 3], m: [f64; n, m],
    ) {
        (
            sum(x), mean(x), product(x), max_all(x), min_all(x),
            sum_axis(x, n), mean_axis(x, m), product_axis(x, 2), max_axis(x, 2), min_axis(x, 0),
            softmax(x), log_softmax(x), logsumexp(x),
        )
    }

    /// Every elementary function on every element.
    pub struct Elementary<F>(x: [F; n], y: [F; n]) -> [F; n] {
        let a = exp(x) + exp2(x) + exp_m1(x) + ln(x) + log2(x) + log10(x) + ln_1p(x);
        let b = sin(x) + cos(x) + tan(x) + asin(x) + acos(x) + atan(x) + atan2(y, x);
        let c = sinh(x) + cosh(x) + tanh(x) + asinh(x) + acosh(y) + atanh(x);
        let d = recip(y) + square(y) + powi(x, 3) + powf(x, y) + sqrt(x) + cbrt(y) + hypot(x, y) + abs(x);
        a + b * c - d
    }

    /// What is made of pieces, on every element.
    pub struct Piecewise<F>(x: [F; n], y: [F; m, 1]) -> [F; m, n] {
        let a = relu(x) + leaky_relu(x, 0.01) + elu(x) + sigmoid(x) + silu(x) + softplus(x) + gelu(x);
        let b = min(x, y) + max(x, y) + clamp(x, -1, y) + signum(x) + floor(y) + ceil(x) + round(x);
        a * b + mul_add(x, y, a) + stop_gradient(x) * y
    }

    /// No tensor but for the output.
    pub struct Filled(x: f64, const like: [f64; n]) -> [f64; n] {
        x + 0 * like
    }

    /// A type parameter by another name, and axes of three ranks.
    pub struct Ranks<Number>(a: [Number; n], b: [Number; m, n], c: [Number; k, m, n], d: [Number; l, k, m, n]) -> Number {
        mean(a + b + c + d)
    }

    /// The runtime crate by another path.
    #[graph(crate = ::backprop)]
    pub struct Renamed(x: [f64; n]) -> f64 {
        sum(relu(x))
    }

    /// Names that generated code might want for itself, of inputs, outputs and sizes.
    pub struct Reserved(
        graph: [f64; rows], sizes: [f64; rows], at: [f64; rows, row], scratch: [f64; row],
        workspace: [f64; row], products: f64, grads: f64, d_graph: [f64; rows], run: [f64; rows],
        x_in: [f64; rows, 1], const buffers: [f64; row], self_: f64,
    ) -> (output: [f64; rows], value: f64, const pass: [f64; rows, row]) {
        let inputs = graph * sizes + d_graph * run;
        let nest = at * scratch + workspace * products + x_in * buffers;
        (inputs + sum_axis(nest, row), grads * self_, nest)
    }

    /// Ranks that differ, and axes of size 1 in the middle.
    pub struct Spanned(a: f64, b: [f64; n], c: [f64; m, 1], d: [f64; k, 1, n]) -> [f64; k, m, n] {
        a * b + c * d
    }

    /// A name that says nothing twice.
    pub struct X(X: [f64; N], Y: [f64; N]) -> f64 { X @ Y }

    /// For the crate alone.
    pub(crate) struct Crate<F>(x: [F; n], y: [F; n]) -> F { sum(x * y) }

    /// Not there.
    #[cfg(any())]
    pub struct Never(x: [f64; n]) -> f64 { sum(x) }

    /// Always there.
    #[cfg(all())]
    pub struct Always(x: [f64; n]) -> f64 { sum(x) * 3.0 }

    /// Not to be used any more, and not by this crate.
    #[deprecated(note = "there is `Always`")]
    pub struct Unwanted<F>(x: [F; n]) -> (y: F) { product(x) }

    /// Only its value is used.
    struct OnlyValue(x: [f64; n], y: f64) -> f64 { sum(x) * exp(y) }

    /// Only one of its partial derivatives is used.
    struct OnlyGradient(x: [f64; n], y: f64) -> f64 { sum(sin(x)) * y }

    /// Only its passes are used, and of the output one field.
    struct OnlyPasses(const scale: f64, x: [f64; n], y: f64) -> (a: f64, b: [f64; n], const c: [f64; n]) {
        (scale * sum(x), x * y, exp(x))
    }
}

/// Uses the private graphs, each in part.
///
/// # Errors
///
/// None: the sizes fit.
pub fn use_private_graphs(x: &[f64], y: f64) -> Result<f64, backprop::ShapeError> {
    let mut crate_graph = Crate::new();
    let product = crate_graph.value(x, x)?;
    let mut gradient = OnlyGradient::new();
    let (_, grads) = gradient.value_and_grad(x, y)?;
    let mut passes = OnlyPasses::default();
    let pass = passes.forward(2.0, x, y)?;
    let a = pass.output().a;
    let pass_grads = pass.backward(1.0, x)?;
    Ok(OnlyValue::new().value(x, y)? + product + grads.y + a + pass_grads.y)
}

/// The expression form, with tensors.
///
/// # Errors
///
/// The slices differ in their lengths.
pub fn distance(x: &[f64], y: &[f64]) -> Result<f64, backprop::ShapeError> {
    let mut distance = graph!(|x: [f64; n], y: [f64; n]| sqrt(sum(square(x - y))));
    let value = distance.value(x, y)?;
    let (again, grads) = distance.value_and_grad(x, y)?;
    let slope = grads.x.sum();
    let mut both =
        graph!(|x: [f64; n], const y: [f64; n]| -> (total: f64, each: [f64; n]) (sum(x * y), x));
    let pass = both.forward(x, y)?;
    let total = pass.output().total;
    let grads = pass.backward(1.0, y)?;
    Ok(value + again + slope + total + grads.x.sum())
}

/// A graph of tensors in a function, with a constant of that function.
///
/// # Errors
///
/// None: any size fits.
pub fn weighted(x: &[f64]) -> Result<f64, backprop::ShapeError> {
    const WEIGHT: f64 = 0.03;
    graph! {
        struct Weighted(x: [f64; n]) -> f64 { WEIGHT * sum(x) }
    }
    Weighted::new().value(x)
}

/// A module without Rust's prelude, in which other things bear the names of the standard library.
pub mod shadowed {
    #![no_implicit_prelude]

    /// Not the standard library.
    pub mod std {}
    /// Not the core library.
    pub mod core {}
    /// Not the runtime.
    pub mod backprop {}
    /// Not the arrays.
    pub mod ndarray {}
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Option;
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Default;
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Result;
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Ok;
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Some;

    ::backprop::graph! {
        /// Depends on nothing that is in scope here.
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct Alone<F>(x: [F; n, k], y: [F; k]) -> (value: [F; n], const other: F) {
            let z = if x > y { exp(x) } else { sqrt(y) };
            (sum_axis(z * max(x, y), 1), mean(x @ y))
        }
    }
}
