//! W7 and W8: a classifier with one hidden layer, its loss and the gradients of its weights, f32.

use std::hint::black_box;

use backprop::graph;
use backprop::ndarray::{Array1, Array2};

use crate::numbers::{numbers, uniform};
use crate::tensors::{BoxedWay, Results, Way, exact_sum};

mod arrays;
mod by_hand;
mod layers;
mod products;

pub use by_hand::ByHand;
pub use products::{Multiply, Products, View, multiply_own, multiply_with_matrixmultiply};

graph! {
    /// A two-layer classifier and its loss.
    pub struct Mlp<F>(
        const x: [F; batch, inputs],
        const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden],
        w2: [F; hidden, 10],     b2: [F; 10],
    ) -> (loss: F, const logits: [F; batch, 10]) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }
}

/// The number of classes.
pub const CLASSES: usize = 10;

/// How large a classifier is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Examples.
    pub batch: usize,
    /// Numbers in an example.
    pub inputs: usize,
    /// Hidden units.
    pub hidden: usize,
}

impl Size {
    /// W7: images of handwritten digits.
    #[must_use]
    pub fn digits(batch: usize) -> Self {
        Self {
            batch,
            inputs: 784,
            hidden: 128,
        }
    }

    /// W8.
    pub const SMALL: Self = Self {
        batch: 32,
        inputs: 64,
        hidden: 32,
    };

    /// The multiplications and additions of the five matrix products.
    #[must_use]
    pub fn operations(self) -> usize {
        let (first, second) = (self.inputs * self.hidden, self.hidden * CLASSES);
        2 * self.batch * (2 * first + 3 * second)
    }
}

/// What goes in.
pub struct Inputs {
    /// The size of everything else.
    pub size: Size,
    /// The examples.
    pub x: Array2<f32>,
    /// A 1 in the column of each example's class.
    pub labels: Array2<f32>,
    /// The weights of the hidden layer.
    pub w1: Array2<f32>,
    /// Its bias.
    pub b1: Array1<f32>,
    /// The weights of the output layer.
    pub w2: Array2<f32>,
    /// Its bias.
    pub b2: Array1<f32>,
}

impl Inputs {
    /// Examples and weights of this size.
    #[must_use]
    pub fn new(size: Size) -> Self {
        let matrix = |seed, rows, columns, largest: f64| {
            let numbers = numbers(seed, rows * columns, -largest, largest);
            Array2::from_shape_vec((rows, columns), numbers).expect("the numbers fill the shape")
        };
        let mut labels = Array2::zeros((size.batch, CLASSES));
        for (example, mut row) in (0_u32..).zip(labels.rows_mut()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a number from 0 to 9"
            )]
            let class = (uniform(8, example) * 10.0) as usize;
            row[class] = 1.0;
        }
        Self {
            size,
            x: matrix(9, size.batch, size.inputs, 1.0),
            labels,
            w1: matrix(10, size.inputs, size.hidden, 0.1),
            b1: Array1::from(numbers(11, size.hidden, -0.1, 0.1)),
            w2: matrix(12, size.hidden, CLASSES, 0.3),
            b2: Array1::from(numbers(13, CLASSES, -0.1, 0.1)),
        }
    }
}

/// What comes out.
#[derive(Clone, Debug)]
struct Outcome {
    loss: f32,
    w1: Array2<f32>,
    b1: Array1<f32>,
    w2: Array2<f32>,
    b2: Array1<f32>,
}

impl Outcome {
    fn results(&self) -> Results<f32> {
        vec![
            ("loss", vec![self.loss]),
            ("dw1", self.w1.iter().copied().collect()),
            ("db1", self.b1.to_vec()),
            ("dw2", self.w2.iter().copied().collect()),
            ("db2", self.b2.to_vec()),
        ]
    }
}

/// The ways to compute it.
#[must_use]
pub fn ways(inputs: &Inputs) -> Vec<BoxedWay<'_, f32>> {
    vec![
        Box::new(Generated::new(inputs)),
        Box::new(ByHand::new("by hand", inputs, multiply_with_matrixmultiply)),
        Box::new(layers::Layers::new(inputs)),
        Box::new(arrays::Arrays::new(inputs)),
    ]
}

/// By the compiler.
pub struct Generated<'a> {
    inputs: &'a Inputs,
    graph: Mlp<f32>,
}

impl<'a> Generated<'a> {
    /// A graph that is ready to run.
    #[must_use]
    pub fn new(inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            graph: Mlp::new(),
        }
    }

    fn compute(&mut self) -> (f32, &MlpGrads<f32>) {
        let Inputs {
            x,
            labels,
            w1,
            b1,
            w2,
            b2,
            ..
        } = self.inputs;
        let outcome = self.graph.value_and_grad(x, labels, w1, b1, w2, b2);
        let (output, gradients) = outcome.expect("the sizes fit");
        (output.loss, gradients)
    }
}

impl Way<f32> for Generated<'_> {
    fn name(&self) -> &'static str {
        "generated"
    }

    fn run(&mut self) {
        black_box(self.compute());
    }

    fn results(&mut self) -> Results<f32> {
        let (loss, d) = self.compute();
        let d = d.clone();
        Outcome {
            loss,
            w1: d.w1,
            b1: d.b1,
            w2: d.w2,
            b2: d.b2,
        }
        .results()
    }
}

/// Number by number.
#[must_use]
pub fn expected(inputs: &Inputs) -> Results<f32> {
    let Inputs { x, labels, .. } = inputs;
    let [x, labels, w1, w2] = [x, labels, &inputs.w1, &inputs.w2].map(|it| it.mapv(f64::from));
    let [b1, b2] = [&inputs.b1, &inputs.b2].map(|it| it.mapv(f64::from));
    let Size { batch, hidden, .. } = inputs.size;
    let mut z = Array2::<f64>::zeros((batch, hidden));
    for ((i, j), z) in z.indexed_iter_mut() {
        *z = b1[j] + exact_sum(x.row(i).iter().zip(w1.column(j)).map(|(x, w)| x * w));
    }
    let h = z.mapv(|z| if z > 0.0 { z } else { 0.0 });
    let mut loss = Vec::new();
    let mut d_logits = Array2::<f64>::zeros((batch, CLASSES));
    for (i, mut d) in d_logits.rows_mut().into_iter().enumerate() {
        let logit = |j| b2[j] + exact_sum(h.row(i).iter().zip(w2.column(j)).map(|(h, w)| h * w));
        let logits: [f64; CLASSES] = std::array::from_fn(logit);
        let total: f64 = logits.iter().map(|logit| logit.exp()).sum();
        for (j, d) in d.iter_mut().enumerate() {
            let probability = logits[j].exp() / total;
            loss.push(-labels[[i, j]] * probability.ln() / as_float(batch));
            *d = (probability - labels[[i, j]]) / as_float(batch);
        }
    }
    let mut d_z = Array2::<f64>::zeros((batch, hidden));
    for ((i, j), d) in d_z.indexed_iter_mut() {
        let sum = d_logits.row(i).dot(&w2.row(j));
        *d = if z[[i, j]] > 0.0 { sum } else { 0.0 };
    }
    Outcome {
        loss: narrow(exact_sum(loss)),
        w1: x.t().dot(&d_z).mapv(narrow),
        b1: d_z
            .columns()
            .into_iter()
            .map(|it| narrow(it.sum()))
            .collect(),
        w2: h.t().dot(&d_logits).mapv(narrow),
        b2: d_logits
            .columns()
            .into_iter()
            .map(|it| narrow(it.sum()))
            .collect(),
    }
    .results()
}

fn narrow(number: f64) -> f32 {
    <f32 as backprop::Float>::from_f64(number)
}

fn as_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
