//! W5: the mean of (relu((a · b + c) / (1 + b²)) - a)²: eight operations, a division, a rectifier and a square
//! among them.

use backprop::graph;
use backprop::ndarray::Array1;

use crate::Number;
use crate::tensors::{BoxedWay, Results, exact_sum};
use crate::triple::{ByHand, Fresh, Inputs, Loop, Outcome, Slices, count, fused, generated};

mod layers;

graph! {
    /// A chain of eight operations into a mean.
    pub struct Chain<F>(a: [F; n], b: [F; n], c: [F; n]) -> F {
        mean(square(relu((a * b + c) / (1 + square(b))) - a))
    }
}

/// The ways to compute it.
#[must_use]
pub fn ways<F: Number>(inputs: &Inputs<F>) -> Vec<BoxedWay<'_, F>> {
    let fresh = |name, compute| Fresh {
        name,
        inputs,
        compute,
        outcome: None,
    };
    vec![
        Box::new(Generated::new(inputs)),
        Box::new(ByHand::<F, OneLoop>::new(inputs)),
        Box::new(fresh("layers", layers::compute)),
        Box::new(fresh("ndarray", arrays)),
    ]
}

generated!(Chain);

/// By a person: one loop, since the gradient of a mean is known beforehand.
struct OneLoop;

impl<F: Number> Loop<F> for OneLoop {
    const NAME: &'static str = "by hand";

    #[inline(always)]
    fn run(slices: Slices<'_, F>) -> F {
        let n = count::<F>(slices.a.len());
        let scale = (F::ONE + F::ONE) / n;
        let sum = fused(slices, |[a, b, c]| {
            let under = F::ONE + b * b;
            let over = a * b + c;
            let quotient = over / under;
            let zero = quotient <= F::ZERO;
            let rectified = if zero { F::ZERO } else { quotient };
            let off = rectified - a;
            let d_off = scale * off;
            let d_quotient = if zero { F::ZERO } else { d_off };
            let d_over = d_quotient / under;
            let d_square = d_over * quotient;
            let d_b = d_over * a - (d_square + d_square) * b;
            (off * off, [d_over * b - d_off, d_b, d_over])
        });
        sum / n
    }
}

/// One operation after the other on arrays.
fn arrays<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Outcome<F> {
    let n = count::<F>(a.len());
    let two = F::ONE + F::ONE;
    let over = a * b + c;
    let under = (b * b).mapv(|square| F::ONE + square);
    let quotient = &over / &under;
    let rectified = quotient.mapv(|x| if x <= F::ZERO { F::ZERO } else { x });
    let off = &rectified - a;
    let value = (&off * &off).sum() / n;

    let d_off = &off * (two / n);
    let mask = quotient.mapv(|x| if x <= F::ZERO { F::ZERO } else { F::ONE });
    let d_quotient = &d_off * &mask;
    let d_over = &d_quotient / &under;
    let d_under = &d_over * &quotient;
    let d_a = &d_over * b - &d_off;
    let d_b: Array1<F> = &d_over * a - &d_under * b * two;
    Outcome {
        value,
        gradients: [d_a, d_b, d_over],
    }
}

/// Number by number.
#[must_use]
pub fn expected<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Results<F> {
    let n = a.len();
    let (mut d_a, mut d_b, mut d_c) = (Vec::new(), Vec::new(), Vec::new());
    let mut squares = Vec::new();
    for ((&a, &b), &c) in a.iter().zip(b).zip(c) {
        // What the rectifier lets through is decided by numbers of this precision.
        let active = (a * b + c) / (F::ONE + b * b) > F::ZERO;
        let (a, b, c) = (a.to_f64(), b.to_f64(), c.to_f64());
        let quotient = if active {
            (a * b + c) / (1.0 + b * b)
        } else {
            0.0
        };
        let off = quotient - a;
        let d_off = 2.0 * off / count::<f64>(n);
        let d_quotient = if active { d_off } else { 0.0 };
        squares.push(off * off);
        d_a.push(F::from_f64(d_quotient * b / (1.0 + b * b) - d_off));
        let slope = (a - 2.0 * b * quotient) / (1.0 + b * b);
        d_b.push(F::from_f64(d_quotient * slope));
        d_c.push(F::from_f64(d_quotient / (1.0 + b * b)));
    }
    let value = exact_sum(squares) / count::<f64>(n);
    vec![
        ("value", vec![F::from_f64(value)]),
        ("da", d_a),
        ("db", d_b),
        ("dc", d_c),
    ]
}
