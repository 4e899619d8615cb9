//! Gradients at compile time, on stable Rust.
//!
//! [`graph!`] turns an arithmetic expression, of numbers or of ndarray's arrays, into a struct with a
//! fused forward pass and a hand-unrolled backward pass. What it generates is plain Rust that one can
//! read: straight-line code for numbers, loops and matrix products for arrays. No tape, no run-time
//! graph.
//!
//! ```
//! use backprop::graph;
//!
//! graph! {
//!     /// The bill for a basket of fruit, tax included.
//!     pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
//!         let fruit = apple * apples + orange * oranges;
//!         fruit * tax
//!     }
//! }
//!
//! let bill = Bill::new();
//! let (total, gradient) = bill.value_and_grad(100.0, 2.0, 150.0, 3.0, 1.1);
//! assert!((total - 715.0).abs() < 1e-9);
//! assert_eq!(gradient.tax, 650.0); // what one unit more of tax adds to the bill
//! ```
//!
//! Inputs and outputs may be tensors, of sizes that are checked while compiling. A graph of tensors owns
//! the buffers that it reuses from call to call:
//!
//! ```
//! # #[cfg(feature = "ndarray")]
//! # fn main() -> Result<(), backprop::ShapeError> {
//! use backprop::graph;
//! use backprop::ndarray::array;
//!
//! graph! {
//!     /// The mean squared error of a line through points.
//!     pub struct Line(const x: [f64; n], const y: [f64; n], slope: f64, offset: f64) -> f64 {
//!         mean(square(slope * x + offset - y))
//!     }
//! }
//!
//! let mut line = Line::new();
//! let (x, y) = (array![0.0, 1.0, 2.0], array![1.0, 3.0, 5.0]);
//! let (error, gradient) = line.value_and_grad(&x, &y, 2.0, 0.0)?;
//! assert_eq!(error, 1.0);
//! assert_eq!(gradient.offset, -2.0);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "ndarray"))]
//! # fn main() {}
//! ```
//!
//! - [`graph!`] documents the language and what is generated.
//! - [`Layer`] and the layers ([`MulLayer`], [`AddLayer`], [`Relu`], …) are backpropagation as it is
//!   taught: `forward` keeps what `backward` needs. They define what is correct.
//! - [`check`] compares any gradient with central differences.
//! - [`Graph::INFO`] describes a graph as data: its nodes, edges, what is saved, and what it costs:
//!   operations by kind and memory, as formulas in its named sizes ([`CostInfo`]).
//!
//! # Features
//!
//! - `std` (default): the functions of Rust's standard library. Without it graphs are `no_std` and use
//!   those of `libm`.
//! - `ndarray` (default): graphs of arrays, and layers over arrays of any rank.
//! - `parallel`: large arrays on several threads, with the same bits as on one.
//!
//! # Limits
//!
//! A graph has one element type, `f32` or `f64`, and no loops: it is an expression.
#![no_std]

pub use backprop_core::*;

/// Turns arithmetic expressions into structs with a forward and a backward pass.
///
/// # A graph
///
/// A graph looks like a function: inputs, outputs, `let`s and a result. One `graph!` holds any number of
/// them.
///
/// ```
/// backprop::graph! {
///     /// One neuron, and its squared error.
///     pub struct Neuron<F>(
///         /// The weight.
///         weight: F,
///         bias: F,
///         const x: F,
///         const label: F,
///     ) -> (loss: F, const activation: F) {
///         let activation = sigmoid(weight * x + bias);
///         (square(activation - label), activation)
///     }
/// }
///
/// let neuron = Neuron::new();
/// let pass = neuron.forward(0.0_f32, 0.0, 2.0, 1.0);
/// assert_eq!(pass.output().activation, 0.5);
/// let gradient = pass.backward(1.0);
/// assert_eq!((gradient.weight, gradient.bias), (-0.5, -0.25));
/// ```
///
/// - A `const` input takes part in the value and gets no gradient; a `const` output takes no cotangent.
///   An output that no input with a gradient reaches has to be `const`, beside one that some input does.
/// - All values have one element type: `f32`, `f64`, or the parameter `<F>`, which is either. A type is
///   that, or a tensor of it: `[f64; 3]`, `[F; batch, 10]`; see [Shapes](#shapes).
/// - Numbers are written without suffix. A path such as `std::f64::consts::PI`, or an upper-case name
///   that no input or `let` bears, is a Rust constant.
/// - A later `let` may shadow an earlier name. Blocks nest. `if` is a value and needs its `else`; its
///   conditions are comparisons joined by `&&`, `||` and `!`.
/// - Doc comments and attributes of a graph go to its struct, `#[cfg]` to everything generated, doc
///   comments of an input to its field in the gradient. `#[graph(crate = path)]` names the runtime
///   crate.
///
/// Small things can be written where they are used; a type that is left out is `f64`:
///
/// ```
/// use backprop::graph;
///
/// let bill = graph!(|price, count, tax| price * count * tax);
/// let (_total, gradient) = bill.value_and_grad(100.0, 2.0, 1.1);
/// assert_eq!(gradient.price, 2.2);
/// ```
///
/// # What is generated
///
/// For `struct Neuron`:
///
/// | item | what it is |
/// | --- | --- |
/// | `Neuron` | the graph; `Neuron::new()`, `Default` |
/// | `value(inputs…)` | the output alone |
/// | `forward(inputs…)` | a `NeuronPass`: `output()`, and `backward(cotangents…)`, which consumes it |
/// | `value_and_grad(inputs…)` | output and gradient in one fused pass, where one output takes a cotangent |
/// | `NeuronGrads` | a public field for each input that is not `const` |
/// | `NeuronOutput` | a public field for each output, where outputs have names |
/// | `impl Graph` | the graph as data: [`Graph::INFO`] |
///
/// The methods of a graph of numbers take `&self` and numbers, and give numbers. Where an input or an
/// output is a tensor,
///
/// - methods take `&mut self`: the graph owns the buffers, and after the first call with given sizes
///   no method allocates;
/// - an argument is anything that is [`Into`] an array view: `&array`, a view of any strides, a slice;
/// - `value`, `forward` and `value_and_grad` give a `Result`, with a [`ShapeError`] where sizes do not
///   fit; `backward` does where a cotangent is a tensor. The graph is as it was after an error;
/// - a tensor output is an array view, and the gradient comes as a reference to a struct of owned
///   arrays. Both borrow the graph; the gradient does not borrow the inputs, so that weights can be
///   updated while it is read.
///
/// ```
/// # #[cfg(feature = "ndarray")]
/// # fn main() -> Result<(), backprop::ShapeError> {
/// use backprop::graph;
/// use backprop::ndarray::array;
///
/// graph! {
///     pub struct Layer<F>(const x: [F; n, k], w: [F; k, m], b: [F; m]) -> [F; n, m] {
///         relu(x @ w + b)
///     }
/// }
///
/// let mut layer = Layer::new();
/// let (x, w, b) = (array![[1.0, 2.0]], array![[1.0, -1.0], [1.0, 0.0]], array![0.5, 0.5]);
/// let pass = layer.forward(&x, &w, &b)?;
/// assert_eq!(pass.output(), array![[3.5, 0.0]]);
/// let gradient = pass.backward(&array![[1.0, 1.0]])?;
/// assert_eq!(gradient.w, array![[1.0, 0.0], [2.0, 0.0]]);
///
/// let error = layer.value(&x, &w, &array![0.5]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "in `Layer`, axis 0 of `b` has size 1, but `m` is 2, the size of axis 1 of `w`"
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "ndarray"))]
/// # fn main() {}
/// ```
///
/// # Operations
///
/// Each can be called as a function or as a method: `relu(x)`, `x.relu()`.
///
/// | group | operations |
/// | --- | --- |
/// | arithmetic | `+ - * /`, unary `-`, `recip`, `square`, `powi(n)`, `powf(p)`, `sqrt`, `cbrt`, `abs`, `mul_add`, `hypot` |
/// | exponential | `exp`, `exp2`, `exp_m1`, `ln`, `log2`, `log10`, `ln_1p` |
/// | trigonometric | `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, `atan2`, `sinh`, `cosh`, `tanh`, `asinh`, `acosh`, `atanh` |
/// | piecewise | `min`, `max`, `clamp`, `signum`, `floor`, `ceil`, `round`, `if` |
/// | activations | `relu`, `leaky_relu(slope)`, `elu`, `sigmoid`, `silu`, `softplus`, `gelu`, `tanh` |
/// | reductions | `sum`, `mean`, `product`, `max_all`, `min_all`; along an axis `sum_axis(a)`, `mean_axis(a)`, `product_axis(a)`, `max_axis(a)`, `min_axis(a)`; over the last axis `softmax`, `log_softmax`, `logsumexp` |
/// | linear algebra | `x @ w` or `x.dot(w)`, `t` |
/// | shape | `insert_axis(a)`, `reshape([d, …])`, `x[i]`, `x[a..b]`, `x[.., 1..]` |
/// | gradient | `stop_gradient(x)`: the value of `x`, taken as a constant |
///
/// Functions that Rust has are Rust's. The others are, operation by operation:
///
/// | operation | value |
/// | --- | --- |
/// | `relu(x)` | 0 if x ≤ 0, else x |
/// | `leaky_relu(x, slope)` | slope · x if x ≤ 0, else x |
/// | `elu(x)` | `exp_m1(x)` if x ≤ 0, else x |
/// | `sigmoid(x)` | 1 / (1 + exp(−x)) if x ≥ 0, else e / (1 + e) with e = exp(x) |
/// | `silu(x)` | x · sigmoid(x) |
/// | `softplus(x)` | max(x, 0) + `ln_1p`(exp(−\|x\|)) |
/// | `gelu(x)` | 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x · x · x))) |
/// | `clamp(x, low, high)` | low if x < low, else high if x > high, else x |
/// | `powi(x, n)` | repeated squaring from the low bit, the reciprocal of a negative power last |
///
/// # Shapes
///
/// A size is an integer or a name, with or without an offset: `n`, `n + 1`, `n - 1`. The types of the
/// inputs give the names; what a name stands for is known when `forward` is called. Two sizes are equal
/// where they are written equal. Inputs and outputs have at most six axes.
///
/// | what | shape |
/// | --- | --- |
/// | operations of several operands, conditions and branches of `if` | broadcast: aligned from the last axis, sizes equal or the literal 1; a number fits everything |
/// | `sum(x)`, `mean(x)`, … | a scalar; of a scalar, itself |
/// | `x.sum_axis(a)`, … | that of `x` without the axis, which is given by number, or by name where the name occurs once |
/// | `softmax(x)`, `log_softmax(x)` | that of `x` |
/// | `logsumexp(x)` | that of `x` without the last axis |
/// | `a @ b` | `[n, k] @ [k, m]` is `[n, m]`, `[n, k] @ [k]` is `[n]`, `[k] @ [k, m]` is `[m]`, `[k] @ [k]` a scalar |
/// | `x.t()` | the axes in reverse |
/// | `x.insert_axis(a)` | with an axis of size 1 in front of axis `a`, or behind the last |
/// | `x.reshape([d, …])` | the list, row by row; it has as many elements, name by name |
/// | `x[1, .., 2..-1]` | an index or a range of literals for each axis; an index removes its axis, a negative bound counts from the end |
///
/// A slice of a named size has a size that is known: `x[1..]` of `[n]` is `[n - 1]`, `x[-3..]` is `[3]`. Where
/// `n` turns out too small for it, the call gives an error. A slice may be empty.
///
/// # What it promises
///
/// - The value of a graph of numbers is bit for bit that of the same expression in plain Rust. On tensors
///   arithmetic, `sqrt`, comparisons and selection give each element the same bits; elementary functions
///   are within 2 ulp, and the error of a sum is no worse than that of pairwise summation. Results do not
///   depend on the number of threads.
/// - Gradients are exact derivatives. The branch of an `if` that was not taken contributes nothing, not
///   even `0 * inf`:
///
///   ```
///   let root = backprop::graph!(|x| if x > 0 { sqrt(x) } else { 0 });
///   let (_, gradient) = root.value_and_grad(0.0);
///   assert_eq!(gradient.x, 0.0); // not NaN
///   ```
///
/// - At kinks: relu'(0) = 0, abs'(0) = 0, `leaky_relu`'(0) = slope, elu'(0) = 1; a tie in `max` or `min`
///   gives each side half; at the bounds of `clamp` the gradient passes to x; `powf` at x = 0 gives its
///   exponent 0, `hypot` at (0, 0) gives 0; `signum`, `floor`, `ceil` and `round` have gradient 0. A tie
///   in `max_axis` and the like is shared equally; a `product` with zeros in it has its exact gradient.
/// - The gradient with respect to any number of inputs costs a small multiple of the value.
/// - Generated code has no `unsafe` and panics on no input. On numbers it allocates nothing, on tensors
///   only when sizes change.
///
/// # Names
///
/// An input or `let` may bear the name of a Rust constant, and hides it; it may bear the name of a size,
/// which is meant in types, axes and `reshape` alone. One thing Rust does not let a
/// macro do: a *lower-case* constant, static or unit struct in scope that bears the name of an input, a
/// `let` or `d_output` is an error of rustc's, since Rust takes the name in a pattern for the constant.
///
/// # Errors
///
/// What the language does not know is an error at its token, all at once; nothing is skipped or guessed.
/// The structs and methods exist all the same, so that the rest of the crate reports nothing.
///
/// ```compile_fail
/// // error: there is no operator `^` in a graph
/// //        help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
/// backprop::graph!(|x| x ^ 2);
/// ```
///
/// `docs/errors.md` in the repository has every message, the smallest program that gives it, and the
/// program mended.
pub use backprop_macros::graph;

#[cfg(feature = "ndarray")]
pub use ndarray;

/// What generated code names; no one else should.
#[doc(hidden)]
pub mod __private {
    pub use backprop_core::{
        CostTable, Dim, Float, Graph, GraphInfo, InputInfo, NodeInfo, OutputInfo, ShapeError,
        editor, tensor,
    };
    #[cfg(feature = "ndarray")]
    pub use ndarray;
}

/// Compiles every block of the README and of the guide.
#[cfg(all(doctest, feature = "std", feature = "ndarray"))]
mod documents {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/introduction.md")]
    struct Introduction;
    #[doc = include_str!("../docs/drawing.md")]
    struct Drawing;
    #[doc = include_str!("../docs/backward.md")]
    struct Backward;
    #[doc = include_str!("../docs/layers.md")]
    struct Layers;
    #[doc = include_str!("../docs/graph.md")]
    struct Graph;
    #[doc = include_str!("../docs/cost.md")]
    struct Cost;
    #[doc = include_str!("../docs/shapes.md")]
    struct Shapes;
    #[doc = include_str!("../docs/network.md")]
    struct Network;
    #[doc = include_str!("../docs/kinks.md")]
    struct Kinks;
    #[doc = include_str!("../docs/generated.md")]
    struct Generated;
    #[doc = include_str!("../docs/looking.md")]
    struct Looking;
    #[doc = include_str!("../docs/limits.md")]
    struct Limits;
    #[doc = include_str!("../docs/performance.md")]
    struct Performance;
}
