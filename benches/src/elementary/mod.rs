//! W6: the mean of (sigmoid(tanh(exp(a · b) + c) · a) - b)²: eight operations, three of them elementary functions.

use backprop::graph;

use crate::Number;
use crate::tensors::{BoxedWay, Results, exact_sum};
use crate::triple::{ByHand, Fresh, Inputs, Outcome, count, generated};

mod by_hand;
pub use by_hand::Exponential;
mod layers;

graph! {
    /// A chain of eight operations into a mean.
    pub struct Elementary<F>(a: [F; n], b: [F; n], c: [F; n]) -> F {
        mean(square(sigmoid(tanh(exp(a * b) + c) * a) - b))
    }
}

/// The ways to compute it.
#[must_use]
pub fn ways<F: by_hand::Exponential>(inputs: &Inputs<F>) -> Vec<BoxedWay<'_, F>> {
    let fresh = |name, compute| Fresh {
        name,
        inputs,
        compute,
        outcome: None,
    };
    vec![
        Box::new(Generated::new(inputs)),
        Box::new(ByHand::<F, by_hand::ByExponential>::new(inputs)),
        Box::new(ByHand::<F, by_hand::ByStandardLibrary>::new(inputs)),
        Box::new(fresh("layers", layers::compute)),
        Box::new(fresh("ndarray", arrays)),
    ]
}

generated!(Elementary);

/// One operation after the other on arrays.
fn arrays<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Outcome<F> {
    let n = count::<F>(a.len());
    let exponential = (a * b).mapv(F::exp);
    let tanh = (&exponential + c).mapv(F::tanh);
    let sigmoid = (&tanh * a).mapv(F::sigmoid);
    let off = &sigmoid - b;
    let value = (&off * &off).sum() / n;

    let d_off = &off * ((F::ONE + F::ONE) / n);
    let d_scaled = &d_off * &sigmoid * sigmoid.mapv(|y| F::ONE - y);
    let d_tanh = &d_scaled * a;
    let d_sum = &d_tanh * &tanh.mapv(|y| F::ONE - y * y);
    let d_product = &d_sum * &exponential;
    let d_a = &d_scaled * &tanh + &d_product * b;
    let d_b = &d_product * a - &d_off;
    Outcome {
        value,
        gradients: [d_a, d_b, d_sum],
    }
}

/// Number by number.
#[must_use]
pub fn expected<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Results<F> {
    let n = a.len();
    let (mut d_a, mut d_b, mut d_c) = (Vec::new(), Vec::new(), Vec::new());
    let mut squares = Vec::new();
    for ((&a, &b), &c) in a.iter().zip(b).zip(c) {
        let (a, b, c) = (a.to_f64(), b.to_f64(), c.to_f64());
        let exponential = (a * b).exp();
        let tanh = (exponential + c).tanh();
        let sigmoid = 1.0 / (1.0 + (-tanh * a).exp());
        let off = sigmoid - b;
        let d_off = 2.0 * off / count::<f64>(n);
        let d_scaled = d_off * sigmoid * (1.0 - sigmoid);
        let d_sum = d_scaled * a * (1.0 - tanh * tanh);
        squares.push(off * off);
        d_a.push(F::from_f64(d_scaled * tanh + d_sum * exponential * b));
        d_b.push(F::from_f64(d_sum * exponential * a - d_off));
        d_c.push(F::from_f64(d_sum));
    }
    let value = exact_sum(squares) / count::<f64>(n);
    vec![
        ("value", vec![F::from_f64(value)]),
        ("da", d_a),
        ("db", d_b),
        ("dc", d_c),
    ]
}
