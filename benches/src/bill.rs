//! W1: what a basket of fruit costs, and how that depends on each of five numbers.

use backprop::ndarray::{Array0, arr0};
use backprop::{AddLayer, Layer, LayerError, MulLayer, graph};

use crate::scalars::Way;
use crate::{called, inlined};

graph! {
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
}

/// Prices, counts and tax.
pub const RANGES: [(f64, f64); 5] = [(0.5, 2.0), (1.0, 9.0), (0.5, 2.0), (1.0, 9.0), (1.0, 1.3)];

/// The ways to compute the total, and its gradient in the order of the inputs, as calls.
#[must_use]
pub fn ways_called() -> [Way<5, 6>; 5] {
    [
        called!("generated", generated, 5, 6),
        called!("by hand", by_hand, 5, 6),
        called!("layers", layers, 5, 6),
        called!("layers over 0-d arrays", layers_over_arrays, 5, 6),
        called!("ndarray", arrays, 5, 6),
    ]
}

/// The same, inlined.
#[must_use]
pub fn ways_inlined() -> [Way<5, 6>; 5] {
    [
        inlined!("generated", generated, 5, 6),
        inlined!("by hand", by_hand, 5, 6),
        inlined!("layers", layers, 5, 6),
        inlined!("layers over 0-d arrays", layers_over_arrays, 5, 6),
        inlined!("ndarray", arrays, 5, 6),
    ]
}

/// By the compiler.
#[inline(always)]
#[must_use]
pub fn generated(&[apple, apples, orange, oranges, tax]: &[f64; 5]) -> [f64; 6] {
    let (total, d) = Bill::new().value_and_grad(apple, apples, orange, oranges, tax);
    [total, d.apple, d.apples, d.orange, d.oranges, d.tax]
}

/// By a person.
#[inline(always)]
#[must_use]
pub fn by_hand(&[apple, apples, orange, oranges, tax]: &[f64; 5]) -> [f64; 6] {
    let fruit = apple * apples + orange * oranges;
    [
        fruit * tax,
        apples * tax,
        apple * tax,
        oranges * tax,
        orange * tax,
        fruit,
    ]
}

#[inline(always)]
fn layers(inputs: &[f64; 5]) -> [f64; 6] {
    by_layers(inputs.map(|input| input), 1.0).unwrap_or([f64::NAN; 6])
}

#[inline(always)]
fn layers_over_arrays(inputs: &[f64; 5]) -> [f64; 6] {
    by_layers(inputs.map(arr0), arr0(1.0))
        .map_or([f64::NAN; 6], |results| results.map(Array0::into_scalar))
}

/// Four layers there and back.
fn by_layers<T>([apple, apples, orange, oranges, tax]: [T; 5], one: T) -> Result<[T; 6], LayerError>
where
    T: backprop::Operand,
    MulLayer<T>: Layer<Input = (T, T), Output = T, Gradient = (T, T)>,
    AddLayer<T>: Layer<Input = (T, T), Output = T, Gradient = (T, T)>,
{
    let (mut first, mut second) = (MulLayer::new(), MulLayer::new());
    let (mut sum, mut taxed) = (AddLayer::new(), MulLayer::new());
    let apple_price = first.forward((apple, apples))?;
    let orange_price = second.forward((orange, oranges))?;
    let fruit = sum.forward((apple_price, orange_price))?;
    let total = taxed.forward((fruit, tax))?;

    let (d_fruit, d_tax) = taxed.backward(one)?;
    let (d_apple_price, d_orange_price) = sum.backward(d_fruit)?;
    let (d_apple, d_apples) = first.backward(d_apple_price)?;
    let (d_orange, d_oranges) = second.backward(d_orange_price)?;
    Ok([total, d_apple, d_apples, d_orange, d_oranges, d_tax])
}

/// One operation after the other on arrays without axes.
#[inline(always)]
fn arrays(inputs: &[f64; 5]) -> [f64; 6] {
    let [apple, apples, orange, oranges, tax] = inputs.map(arr0);
    let fruit = &apple * &apples + &orange * &oranges;
    let total = &fruit * &tax;
    let results = [
        total,
        &apples * &tax,
        &apple * &tax,
        &oranges * &tax,
        &orange * &tax,
        fruit,
    ];
    results.map(Array0::into_scalar)
}

/// The derivatives as a textbook has them.
#[must_use]
pub fn expected(&[apple, apples, orange, oranges, tax]: &[f64; 5]) -> [f64; 6] {
    [
        (apple * apples + orange * oranges) * tax,
        apples * tax,
        apple * tax,
        oranges * tax,
        orange * tax,
        apple * apples + orange * oranges,
    ]
}
