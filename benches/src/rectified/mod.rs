//! W4: y = relu(x · w + b), element by element with b broadcast, forward and, from a gradient of y, backward.

use std::hint::black_box;

use backprop::graph;
use backprop::ndarray::{Array1, Array2};

use crate::Number;
use crate::numbers::numbers;
use crate::tensors::{BoxedWay, Results, Way, exact_sum};

mod arrays;
mod by_hand;
mod layers;

graph! {
    /// The rectifier of a product and a row.
    pub struct Rectified<F>(x: [F; n, m], w: [F; n, m], b: [F; m]) -> [F; n, m] {
        relu(x * w + b)
    }
}

/// The length of a row.
pub const COLUMNS: usize = 256;

/// How many arrays as large as x have to be read or written at least: x, w and y forward, and dy, x, w, dx
/// and dw backward.
pub const ARRAYS: usize = 8;

/// What goes in.
pub struct Inputs<F> {
    /// n × m.
    pub x: Array2<F>,
    /// n × m.
    pub w: Array2<F>,
    /// m.
    pub b: Array1<F>,
    /// The gradient of the output, n × m.
    pub d_y: Array2<F>,
}

impl<F: Number> Inputs<F> {
    /// So many elements in rows of [`COLUMNS`].
    #[must_use]
    pub fn new(elements: usize) -> Self {
        let shape = (elements / COLUMNS, COLUMNS);
        let matrix = |seed| {
            let numbers = numbers(seed, shape.0 * shape.1, -1.0, 1.0);
            Array2::from_shape_vec(shape, numbers).expect("the numbers fill the shape")
        };
        Self {
            x: matrix(1),
            w: matrix(2),
            b: Array1::from(numbers(3, COLUMNS, -0.5, 0.5)),
            d_y: matrix(4),
        }
    }
}

/// What comes out, as arrays.
struct Outcome<F> {
    matrices: [Array2<F>; 3],
    row: Array1<F>,
}

impl<F: Number> Outcome<F> {
    fn new(y: Array2<F>, d_x: Array2<F>, d_w: Array2<F>, d_b: Array1<F>) -> Self {
        Self {
            matrices: [y, d_x, d_w],
            row: d_b,
        }
    }

    fn into_results(self) -> Results<F> {
        let [y, d_x, d_w] = self
            .matrices
            .map(|matrix| matrix.into_raw_vec_and_offset().0);
        vec![
            ("y", y),
            ("dx", d_x),
            ("dw", d_w),
            ("db", self.row.to_vec()),
        ]
    }
}

/// The ways to compute it.
#[must_use]
pub fn ways<F: Number>(inputs: &Inputs<F>) -> Vec<BoxedWay<'_, F>> {
    vec![
        Box::new(Generated::new(inputs)),
        Box::new(by_hand::ByHand::new(inputs)),
        Box::new(layers::Layers::new(inputs)),
        Box::new(arrays::Arrays::new(inputs)),
    ]
}

/// By the compiler.
pub struct Generated<'a, F> {
    inputs: &'a Inputs<F>,
    graph: Rectified<F>,
}

impl<'a, F: Number> Generated<'a, F> {
    /// A graph that is ready to run.
    #[must_use]
    pub fn new(inputs: &'a Inputs<F>) -> Self {
        Self {
            inputs,
            graph: Rectified::new(),
        }
    }
}

impl<F: Number> Way<F> for Generated<'_, F> {
    fn name(&self) -> &'static str {
        "generated"
    }

    fn run(&mut self) {
        let Inputs { x, w, b, d_y } = self.inputs;
        let pass = self.graph.forward(x, w, b).expect("the sizes fit");
        black_box(pass.backward(d_y).expect("the sizes fit"));
    }

    fn results(&mut self) -> Results<F> {
        let Inputs { x, w, b, d_y } = self.inputs;
        let pass = self.graph.forward(x, w, b).expect("the sizes fit");
        let y = pass.output().iter().copied().collect();
        let d = pass.backward(d_y).expect("the sizes fit");
        vec![
            ("y", y),
            ("dx", d.x.iter().copied().collect()),
            ("dw", d.w.iter().copied().collect()),
            ("db", d.b.to_vec()),
        ]
    }
}

/// Number by number.
#[must_use]
pub fn expected<F: Number>(inputs: &Inputs<F>) -> Results<F> {
    let Inputs { x, w, b, d_y } = inputs;
    let (mut y, mut d_x, mut d_w) = (Vec::new(), Vec::new(), Vec::new());
    let mut d_z = Vec::new();
    for ((place, &x), (&w, &d_y)) in x.indexed_iter().zip(w.iter().zip(d_y)) {
        let z = x * w + b[place.1];
        let active = z > F::ZERO;
        y.push(if active { z } else { F::ZERO });
        d_z.push(if active { d_y } else { F::ZERO });
        d_x.push(if active { d_y * w } else { F::ZERO });
        d_w.push(if active { d_y * x } else { F::ZERO });
    }
    let column = |column: usize| d_z.iter().copied().skip(column).step_by(COLUMNS);
    let d_b = (0..COLUMNS).map(|j| exact_sum(column(j))).collect();
    vec![("y", y), ("dx", d_x), ("dw", d_w), ("db", d_b)]
}
