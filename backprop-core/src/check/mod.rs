//! Whether a gradient is right: a comparison with central differences.
//!
//! [`gradient`] checks what a graph gives, [`layer`] what a layer gives. Both move one coordinate of
//! the input at a time, by h = ∛ε · max(1, |x|) to either side, ε being that of the coordinate's
//! type, compare the slope (f(x + h) − f(x − h)) / 2h with the gradient's entry, and [`Report`] the
//! entry that is the furthest off. The error of such a slope is about h² times the third derivative:
//! a right gradient agrees to about 1e-8 in `f64` and 1e-4 in `f32` where the function is smooth and
//! its values are not large. Near a kink the slope is an average over both sides, and no measure of
//! the gradient.
//!
//! ```
//! use backprop_core::check;
//!
//! # fn main() -> Result<(), backprop_core::ShapeError> {
//! // x³y, whose gradient is (3x²y, x³).
//! let report = check::gradient(|(x, y)| x * x * x * y, (2.0, 5.0), (60.0, 8.0))?;
//! assert!(report.passes(1e-6), "{report}");
//!
//! // The same with a slip in the second entry.
//! let report = check::gradient(|(x, y)| x * x * x * y, (2.0, 5.0), (60.0, 6.0))?;
//! assert!(!report.passes(1e-6));
//! assert_eq!(report.worst.map(|entry| entry.argument), Some(1));
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here needs `std`, an allocator or arrays; with the feature `ndarray`, arrays can be
//! checked too.

mod compare;
mod coordinates;
mod report;
mod sum;
mod value;

pub use coordinates::{Coordinates, Index, Point};
pub use report::{Entry, Report};
pub use value::Value;

use crate::{Layer, LayerError};
use sum::Sum;

/// How well `gradient` agrees with the slopes of `value` at the point `at`.
///
/// The point is what `value` takes, and the gradient has its shape: numbers, arrays `[T; N]`, tuples
/// of up to twelve of them, nested as you like, and with the feature `ndarray` its arrays. The
/// gradient may hold references and views. `value` gives a number, or a `Result` with one.
///
/// ```
/// use backprop_core::{ShapeError, check};
///
/// # fn main() -> Result<(), ShapeError> {
/// // The gradient of Σ xᵢ² is 2x.
/// let squares = |x: [f64; 3]| x.iter().map(|x| x * x).sum::<f64>();
/// let report = check::gradient(squares, [1.0, -2.0, 3.0], [2.0, -4.0, 6.0])?;
/// assert_eq!(report.entries, 3);
/// assert!(report.passes(1e-6), "{report}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// The gradient has another shape than the point, or `value` gives an error.
#[expect(
    clippy::needless_pass_by_value,
    reason = "`(-1.2, 1.0), (g.x, g.y)` is written at the call"
)]
pub fn gradient<P, V, G>(
    mut value: impl FnMut(P) -> V,
    at: P,
    gradient: G,
) -> Result<Report, V::Error>
where
    P: Point,
    V: Value,
    G: Coordinates,
{
    compare::shapes("check::gradient", ("gradient", &gradient), ("point", &at))?;
    compare::slopes(&at, &gradient, |moved| {
        let number = value(moved).into_number()?;
        Ok(Sum {
            rounded: number,
            lost: 0.0,
        })
    })
}

/// How well the gradient that `layer` gives agrees with the slopes of its output at `input`.
///
/// An output of several numbers is made one: the sum of its numbers, each multiplied by a weight
/// between ½ and 1½. The weights are fixed, differ from each other, and are the cotangent that
/// `backward` gets. Operands that have no gradient, see [`Layer::Gradient`], are held constant.
///
/// It leaves the layer with a `forward` at `input`.
///
/// ```
/// use backprop_core::{DivLayer, LayerError, check};
///
/// # fn main() -> Result<(), LayerError> {
/// let report = check::layer(&mut DivLayer::new(), (6.0, 4.0))?;
/// assert_eq!(report.entries, 2);
/// assert!(report.passes(1e-6), "{report}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// The layer gives one, or a gradient of another shape than its input.
pub fn layer<L>(layer: &mut L, input: L::Input) -> Result<Report, LayerError>
where
    L: Layer<Input: Point, Output: Point, Gradient: Coordinates> + ?Sized,
{
    let output = layer.forward(copy(&input))?;
    let gradient = layer.backward(weights_for(&output))?;
    compare::leading_shapes("check::layer", ("gradient", &gradient), ("input", &input))?;
    let report = compare::slopes(&input, &gradient, |moved| {
        layer.forward(moved).map(|output| weighted_sum(&output))
    })?;
    layer.forward(input)?;
    Ok(report)
}

/// The same point once more.
fn copy<P: Point>(point: &P) -> P {
    point.rebuild(&mut |number, _| number)
}

/// A cotangent for `output` that treats no two near entries alike.
fn weights_for<P: Point>(output: &P) -> P {
    let mut weights = weights();
    output.rebuild(&mut |_, _| weights.next().unwrap_or(1.0))
}

/// The product of `output` with the cotangent that [`weights_for`] gives for it.
fn weighted_sum(output: &impl Coordinates) -> Sum {
    let mut weights = weights();
    let mut sum = Sum::default();
    output.walk(Index::default(), &mut |_, _, numbers| {
        for (number, weight) in numbers.zip(&mut weights) {
            sum.add(number * weight);
        }
    });
    sum
}

/// Weights in [½, 1½) without end: multiples of 40503 modulo 2¹⁶, which is near the golden section,
/// so that they are spread evenly. An `f32` holds each of them exactly.
fn weights() -> impl Iterator<Item = f64> {
    (1..=u16::MAX)
        .cycle()
        .map(|count| 0.5 + f64::from(count.wrapping_mul(40503)) / 65536.0)
}
