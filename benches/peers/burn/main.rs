//! W4 to W8 by burn with its backend in plain Rust, `flex`, without threads.

use backprop_benches::peers::{ArrayPeer, Peer, compare, fresh};
use backprop_benches::tensors::{BoxedWay, Results};
use backprop_benches::workloads::Sizes;
use backprop_benches::{Number, classifier, rectified, triple};
use burn::tensor::activation::{log_softmax, relu, sigmoid};
use burn::tensor::{Device, Element, Tensor, TensorData};

const NAME: &str = "burn";

/// A tensor of these numbers, and whether its gradient is wanted.
fn tensor<'a, F: Element, const D: usize>(
    numbers: impl IntoIterator<Item = &'a F>,
    shape: [usize; D],
    active: bool,
) -> Tensor<D>
where
    F: 'a,
{
    let data = TensorData::new(numbers.into_iter().copied().collect::<Vec<F>>(), shape);
    let device = Device::flex().autodiff();
    let tensor = Tensor::from_data(data, (&device, F::dtype()));
    if active { tensor.require_grad() } else { tensor }
}

fn numbers<F: Element, const D: usize>(tensor: &Tensor<D>) -> Vec<F> {
    let data = tensor.clone().into_data();
    data.try_to_vec().expect("the tensor has this type of numbers")
}

/// The gradients of a number.
fn gradients<const D: usize, const N: usize>(of: &Tensor<1>, inputs: [&Tensor<D>; N]) -> [Tensor<D>; N] {
    let mut gradients = of.backward();
    inputs.map(|it| it.grad_remove(&mut gradients).expect("it is active"))
}

/// A mean over a function of three arrays.
fn mean<'a, F: Number + Element>(
    inputs: &triple::Inputs<F>,
    of: impl Fn(&[Tensor<1>; 3]) -> Tensor<1> + Send + 'a,
) -> Vec<BoxedWay<'a, F>> {
    let leaves = [&inputs.a, &inputs.b, &inputs.c].map(|it| tensor(it, [it.len()], true));
    let compute = move || {
        let value = of(&leaves).mean();
        let gradients = gradients(&value, leaves.each_ref());
        (value, gradients)
    };
    vec![fresh(NAME, compute, |(value, [a, b, c])| {
        vec![
            ("value", numbers(value)),
            ("da", numbers(a)),
            ("db", numbers(b)),
            ("dc", numbers(c)),
        ]
    })]
}

struct Burn;

impl<F: Number + Element> ArrayPeer<F> for Burn {
    fn rectified<'a>(&self, inputs: &'a rectified::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        let shape = inputs.x.dim().into();
        let x = tensor(&inputs.x, shape, true);
        let w = tensor(&inputs.w, shape, true);
        let b = tensor(&inputs.b, [1, rectified::COLUMNS], true);
        let d_y = tensor(&inputs.d_y, shape, false);
        let compute = move || {
            let y = relu(x.clone() * w.clone() + b.clone());
            // It takes no gradient from outside: that of this sum is the one that is given.
            let sum = (y.clone() * d_y.clone()).sum();
            let gradients = gradients(&sum, [&x, &w, &b]);
            (y, gradients)
        };
        vec![fresh(NAME, compute, |(y, [x, w, b])| {
            vec![
                ("y", numbers(y)),
                ("dx", numbers(x)),
                ("dw", numbers(w)),
                ("db", numbers(b)),
            ]
        })]
    }

    fn chain<'a>(&self, inputs: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        mean(inputs, |[a, b, c]| {
            let over = a.clone() * b.clone() + c.clone();
            let quotient = over / (b.clone().square() + 1.0);
            (relu(quotient) - a.clone()).square()
        })
    }

    fn elementary<'a>(&self, inputs: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        mean(inputs, |[a, b, c]| {
            let tanh = ((a.clone() * b.clone()).exp() + c.clone()).tanh();
            (sigmoid(tanh * a.clone()) - b.clone()).square()
        })
    }
}

impl Peer for Burn {
    fn classifier<'a>(&self, inputs: &'a classifier::Inputs) -> Vec<BoxedWay<'a, f32>> {
        let (hidden, classes) = (inputs.size.hidden, classifier::CLASSES);
        let x = tensor(&inputs.x, inputs.x.dim().into(), false);
        let labels = tensor(&inputs.labels, inputs.labels.dim().into(), false);
        let w1 = tensor(&inputs.w1, inputs.w1.dim().into(), true);
        let b1 = tensor(&inputs.b1, [1, hidden], true);
        let w2 = tensor(&inputs.w2, inputs.w2.dim().into(), true);
        let b2 = tensor(&inputs.b2, [1, classes], true);
        let compute = move || {
            let h = relu(x.clone().matmul(w1.clone()) + b1.clone());
            let logits = h.matmul(w2.clone()) + b2.clone();
            let loss = -(labels.clone() * log_softmax(logits, 1)).sum_dim(1).mean();
            let gradients = gradients(&loss, [&w1, &b1, &w2, &b2]);
            (loss, gradients)
        };
        let results = |(loss, [w1, b1, w2, b2]): &(Tensor<1>, [Tensor<2>; 4])| -> Results<f32> {
            vec![
                ("loss", numbers(loss)),
                ("dw1", numbers(w1)),
                ("db1", numbers(b1)),
                ("dw2", numbers(w2)),
                ("db2", numbers(b2)),
            ]
        };
        vec![fresh(NAME, compute, results)]
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let versions = "burn 0.22.1, its backend flex with SIMD and AVX-512";
    compare(NAME, versions, Sizes::MEASURED, &Burn)
}
