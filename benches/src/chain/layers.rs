use backprop::ndarray::Array1;
use backprop::{AddLayer, DivLayer, Layer, LayerError, MulLayer, Relu, SubLayer};

use crate::Number;
use crate::triple::{Inputs, Outcome, count};

/// Eight layers there and back.
pub(super) fn compute<F: Number>(inputs: &Inputs<F>) -> Outcome<F> {
    by_layers(inputs).expect("the sizes fit")
}

fn by_layers<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Result<Outcome<F>, LayerError> {
    let (mut product, mut over_sum) = (MulLayer::new(), AddLayer::new());
    let (mut square_b, mut under_sum) = (MulLayer::new(), AddLayer::new());
    let (mut division, mut relu) = (DivLayer::new(), Relu::new());
    let (mut difference, mut square) = (SubLayer::new(), MulLayer::new());

    let over = over_sum.forward((product.forward((a.clone(), b.clone()))?, c.clone()))?;
    let ones = Array1::ones(a.len());
    let under = under_sum.forward((ones, square_b.forward((b.clone(), b.clone()))?))?;
    let rectified = relu.forward(division.forward((over, under))?)?;
    let off = difference.forward((rectified, a.clone()))?;
    let squares = square.forward((off.clone(), off))?;
    let n = count::<F>(a.len());
    let value = squares.sum() / n;

    let (one, other) = square.backward(Array1::from_elem(a.len(), F::ONE / n))?;
    let (d_rectified, d_a_off) = difference.backward(one + other)?;
    let (d_over, d_under) = division.backward(relu.backward(d_rectified)?)?;
    let (_, d_square) = under_sum.backward(d_under)?;
    let (d_b_one, d_b_other) = square_b.backward(d_square)?;
    let (d_product, d_c) = over_sum.backward(d_over)?;
    let (d_a, d_b) = product.backward(d_product)?;
    Ok(Outcome {
        value,
        gradients: [d_a + d_a_off, d_b + d_b_one + d_b_other, d_c],
    })
}
