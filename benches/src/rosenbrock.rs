//! W2: Rosenbrock's function, of two numbers and as a chain of ten terms over eleven.

use backprop::ndarray::{Array1, s};
use backprop::{AddLayer, Layer, LayerError, MulLayer, SubLayer, graph};

use crate::scalars::Way;
use crate::{called, inlined};

graph! {
    /// The valley in two dimensions.
    pub struct Rosenbrock(x: f64, y: f64) -> f64 {
        square(1 - x) + 100 * square(y - square(x))
    }

    /// The valley in eleven dimensions: a term for each pair of neighbours.
    pub struct Chain(
        x0: f64, x1: f64, x2: f64, x3: f64, x4: f64, x5: f64,
        x6: f64, x7: f64, x8: f64, x9: f64, x10: f64,
    ) -> f64 {
        square(1 - x0) + 100 * square(x1 - square(x0))
            + (square(1 - x1) + 100 * square(x2 - square(x1)))
            + (square(1 - x2) + 100 * square(x3 - square(x2)))
            + (square(1 - x3) + 100 * square(x4 - square(x3)))
            + (square(1 - x4) + 100 * square(x5 - square(x4)))
            + (square(1 - x5) + 100 * square(x6 - square(x5)))
            + (square(1 - x6) + 100 * square(x7 - square(x6)))
            + (square(1 - x7) + 100 * square(x8 - square(x7)))
            + (square(1 - x8) + 100 * square(x9 - square(x8)))
            + (square(1 - x9) + 100 * square(x10 - square(x9)))
    }
}

/// Around the valley.
pub const RANGES: [(f64, f64); 2] = [(-1.5, 1.5); 2];
/// The same in eleven dimensions.
pub const CHAIN_RANGES: [(f64, f64); 11] = [(-1.5, 1.5); 11];

/// The ways to compute the value and its two derivatives, as calls.
#[must_use]
pub fn ways_called() -> [Way<2, 3>; 4] {
    [
        called!("generated", generated, 2, 3),
        called!("by hand", by_hand, 2, 3),
        called!("layers", layers, 2, 3),
        called!("ndarray", arrays, 2, 3),
    ]
}

/// The same, inlined.
#[must_use]
pub fn ways_inlined() -> [Way<2, 3>; 4] {
    [
        inlined!("generated", generated, 2, 3),
        inlined!("by hand", by_hand, 2, 3),
        inlined!("layers", layers, 2, 3),
        inlined!("ndarray", arrays, 2, 3),
    ]
}

/// The ways to compute the value of the chain and its eleven derivatives.
#[must_use]
pub fn chain_ways() -> [Way<11, 12>; 4] {
    [
        called!("generated", chain_generated, 11, 12),
        called!("by hand", chain_by_hand, 11, 12),
        called!("layers", chain_layers, 11, 12),
        called!("ndarray", chain_arrays, 11, 12),
    ]
}

/// By the compiler.
#[inline(always)]
#[must_use]
pub fn generated(&[x, y]: &[f64; 2]) -> [f64; 3] {
    let (value, d) = Rosenbrock::new().value_and_grad(x, y);
    [value, d.x, d.y]
}

/// By a person.
#[inline(always)]
#[must_use]
pub fn by_hand(&[x, y]: &[f64; 2]) -> [f64; 3] {
    let a = 1.0 - x;
    let b = y - x * x;
    let c = 100.0 * b;
    let d_y = c + c;
    [a * a + c * b, -2.0 * (a + d_y * x), d_y]
}

#[inline(always)]
fn layers(&[x, y]: &[f64; 2]) -> [f64; 3] {
    by_layers(x, y, 1.0, 100.0).map_or([f64::NAN; 3], |results| results)
}

/// A term, or with arrays several at once, and its derivatives; `one` and `hundred` are these numbers.
fn by_layers<T>(x: T, y: T, one: T, hundred: T) -> Result<[T; 3], LayerError>
where
    T: backprop::Operand,
    MulLayer<T>: Layer<Input = (T, T), Output = T, Gradient = (T, T)>,
    AddLayer<T>: Layer<Input = (T, T), Output = T, Gradient = (T, T)>,
    SubLayer<T>: Layer<Input = (T, T), Output = T, Gradient = (T, T)>,
{
    let (mut from_one, mut from_one_squared) = (SubLayer::new(), MulLayer::new());
    let (mut x_squared, mut from_parabola) = (MulLayer::new(), SubLayer::new());
    let (mut from_parabola_squared, mut weighted) = (MulLayer::new(), MulLayer::new());
    let (mut sum, mut d_x_sum, mut d_x_all) = (AddLayer::new(), AddLayer::new(), AddLayer::new());
    let mut d_b_sum = AddLayer::new();
    let mut d_a_sum = AddLayer::new();

    let a = from_one.forward((one.clone(), x.clone()))?;
    let a_squared = from_one_squared.forward((a.clone(), a))?;
    let parabola = x_squared.forward((x.clone(), x))?;
    let b = from_parabola.forward((y, parabola))?;
    let b_squared = from_parabola_squared.forward((b.clone(), b))?;
    let valley = weighted.forward((hundred, b_squared))?;
    let value = sum.forward((a_squared, valley))?;

    let (d_a_squared, d_valley) = sum.backward(one)?;
    let (_, d_b_squared) = weighted.backward(d_valley)?;
    let d_b = d_b_sum.forward(from_parabola_squared.backward(d_b_squared)?)?;
    let (d_y, d_parabola) = from_parabola.backward(d_b)?;
    let d_x_valley = d_x_sum.forward(x_squared.backward(d_parabola)?)?;
    let d_a = d_a_sum.forward(from_one_squared.backward(d_a_squared)?)?;
    let (_, d_x_wall) = from_one.backward(d_a)?;
    let d_x = d_x_all.forward((d_x_valley, d_x_wall))?;
    Ok([value, d_x, d_y])
}

#[inline(always)]
fn arrays(&[x, y]: &[f64; 2]) -> [f64; 3] {
    term_arrays(&Array1::from_elem(1, x), &Array1::from_elem(1, y)).map(|results| results[0])
}

/// Terms on arrays, one operation after the other.
fn term_arrays(x: &Array1<f64>, y: &Array1<f64>) -> [Array1<f64>; 3] {
    let a = 1.0 - x;
    let b = y - x * x;
    let value = &a * &a + 100.0 * &b * &b;
    let d_y = 200.0 * &b;
    let d_x = -2.0 * &a - 2.0 * x * &d_y;
    [value, d_x, d_y]
}

/// By the compiler.
#[inline(always)]
#[must_use]
pub fn chain_generated(x: &[f64; 11]) -> [f64; 12] {
    let &[x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10] = x;
    let chain = Chain::new();
    let (value, d) = chain.value_and_grad(x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
    [
        value, d.x0, d.x1, d.x2, d.x3, d.x4, d.x5, d.x6, d.x7, d.x8, d.x9, d.x10,
    ]
}

/// By a person.
#[inline(always)]
#[must_use]
pub fn chain_by_hand(x: &[f64; 11]) -> [f64; 12] {
    let mut result = [0.0; 12];
    let [value, d @ ..] = &mut result;
    for i in 0..10 {
        let a = 1.0 - x[i];
        let b = x[i + 1] - x[i] * x[i];
        let c = 100.0 * b;
        *value += a * a + c * b;
        d[i] -= 2.0 * (a + (c + c) * x[i]);
        d[i + 1] = c + c;
    }
    result
}

#[inline(always)]
fn chain_layers(x: &[f64; 11]) -> [f64; 12] {
    let (low, high) = (
        Array1::from(x[..10].to_vec()),
        Array1::from(x[1..].to_vec()),
    );
    let (one, hundred) = (Array1::ones(10), Array1::from_elem(10, 100.0));
    by_layers(low, high, one, hundred).map_or([f64::NAN; 12], |terms| collect(&terms))
}

#[inline(always)]
fn chain_arrays(x: &[f64; 11]) -> [f64; 12] {
    let (low, high) = (
        Array1::from(x[..10].to_vec()),
        Array1::from(x[1..].to_vec()),
    );
    collect(&term_arrays(&low, &high))
}

/// The sum of the terms, and the derivatives of both neighbours added up.
fn collect([value, d_low, d_high]: &[Array1<f64>; 3]) -> [f64; 12] {
    let mut d = Array1::zeros(11);
    let mut low = d.slice_mut(s![..10]);
    low += d_low;
    let mut high = d.slice_mut(s![1..]);
    high += d_high;
    std::array::from_fn(|i| if i == 0 { value.sum() } else { d[i - 1] })
}

/// The derivatives as a textbook has them.
#[must_use]
pub fn expected(&[x, y]: &[f64; 2]) -> [f64; 3] {
    [
        (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2),
        -2.0 * (1.0 - x) - 400.0 * x * (y - x.powi(2)),
        200.0 * (y - x.powi(2)),
    ]
}

/// The chain by its terms.
#[must_use]
pub fn chain_expected(x: &[f64; 11]) -> [f64; 12] {
    let mut result = [0.0; 12];
    for i in 0..10 {
        let [value, d_low, d_high] = expected(&[x[i], x[i + 1]]);
        result[0] += value;
        result[1 + i] += d_low;
        result[2 + i] += d_high;
    }
    result
}
