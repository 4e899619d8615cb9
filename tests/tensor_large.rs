//! Arrays that are larger than caches are, which are written by stores of their own: values and gradients against plain
//! loops over numbers, bit for bit.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2};

graph! {
    /// A row beside an array, so that the loops are one inside of the other.
    struct Rows<F>(x: [F; n, m], w: [F; n, m], b: [F; m]) -> [F; n, m] {
        relu(x * w + b)
    }

    /// A single loop.
    struct Flat<F>(x: [F; n], w: [F; n]) -> [F; n] {
        relu(x * w - 0.5)
    }
}

/// Numbers without order on both sides of zero.
fn number(element: usize, seed: usize) -> f32 {
    ((element * 7919 + element / 13 + seed * 101) % 1009) as f32 / 256.0 - 2.0
}

fn array(rows: usize, columns: usize, seed: usize) -> Array2<f32> {
    Array2::from_shape_fn((rows, columns), |(i, j)| number(i * columns + j, seed))
}

/// The bytes of an array from which on they are: see `backprop-core/src/run/past.rs`.
const LARGE: usize = 16 << 20;

/// Rows of a single number, of less than a line, and of a whole one.
#[test]
fn rows_of_any_length() {
    for columns in [1, 3, 16] {
        let rows = LARGE / 4 / columns + 3;
        let (x, w, g) = (
            array(rows, columns, 1),
            array(rows, columns, 2),
            array(rows, columns, 3),
        );
        let b = Array1::from_shape_fn(columns, |j| number(j, 4));
        let mut graph = Rows::new();
        let pass = graph.forward(&x, &w, &b).unwrap();
        for ((i, j), y) in pass.output().indexed_iter() {
            let sum = x[[i, j]] * w[[i, j]] + b[j];
            assert_eq!(*y, sum.max(0.0), "[{i}, {j}] of {columns} columns");
        }
        let grads = pass.backward(&g).unwrap();
        for ((i, j), g) in g.indexed_iter() {
            let on = x[[i, j]] * w[[i, j]] + b[j] > 0.0;
            let slope = if on { *g } else { 0.0 };
            let expected = [slope * w[[i, j]], slope * x[[i, j]]];
            let found = [grads.x[[i, j]], grads.w[[i, j]]];
            assert_eq!(found, expected, "[{i}, {j}] of {columns} columns");
        }
    }
}

#[test]
fn single_loops_of_any_length() {
    for rest in [0, 15] {
        let length = LARGE / 4 + rest;
        let line = |seed| Array1::from_shape_fn(length, |i| number(i, seed));
        let (x, w) = (line(1), line(2));
        let mut graph = Flat::new();
        let value = graph.value(&x, &w).unwrap();
        for (i, y) in value.iter().enumerate() {
            assert_eq!(*y, (x[i] * w[i] - 0.5).max(0.0), "{i} of {length}");
        }
    }
}
