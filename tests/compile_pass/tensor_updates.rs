//! A gradient borrows the graph and not the inputs: weights change while it is read.

use backprop::graph;
use backprop::ndarray::{Array1, ArrayView1, Zip, array};

graph! {
    struct Line<F>(const x: [F; n], const y: [F; n], w: [F; 1], b: F) -> F {
        mean(square(x * w + b - y))
    }
    struct Scale(x: [f64; n], c: f64) -> [f64; n] { c * x }
}

/// A function that keeps the graph and gives out the gradient.
struct Fit {
    graph: Line<f64>,
    steps: usize,
}

impl Fit {
    fn gradient<'g>(
        &'g mut self,
        w: &Array1<f64>,
        b: f64,
        x: &[f64],
        y: &[f64],
    ) -> &'g LineGrads<f64> {
        self.steps += 1;
        self.graph.forward(x, y, w, b).unwrap().backward(1.0)
    }
}

fn scaled<'g>(graph: &'g mut Scale, x: &[f64]) -> ArrayView1<'g, f64> {
    graph.value(x, 2.0).unwrap()
}

fn main() {
    let (x, y) = (vec![0.0, 1.0, 2.0], vec![1.0, 3.0, 5.0]);
    let (mut w, mut b) = (array![0.0], 0.0);
    let mut line = Line::<f64>::new();
    for _ in 0..500 {
        let (loss, grads) = line.value_and_grad(&x, &y, &w, b).unwrap();
        // The gradient is alive, the inputs are free.
        w -= &(0.1 * &grads.w);
        b -= 0.1 * grads.b;
        assert!(loss.is_finite() && grads.b.is_finite());
    }
    assert!((w[0] - 2.0).abs() < 1e-6 && (b - 1.0).abs() < 1e-6);

    let pass = line.forward(&x, &y, &w, b).unwrap();
    let loss = pass.output();
    let grads = pass.backward(1.0);
    Zip::from(&mut w).and(&grads.w).for_each(|w, d| *w -= d);
    drop(x);
    assert!(loss < 1e-9 && grads.w.len() == 1);

    let mut fit = Fit {
        graph: Line::default(),
        steps: 0,
    };
    let mut w = array![1.0];
    let grads = fit.gradient(&w, 0.0, &[1.0], &[0.0]);
    w[0] -= grads.w[0];
    assert_eq!((w[0], grads.b), (-1.0, 2.0));
    // Kept beyond the next call, it is a copy.
    let kept: LineGrads<f64> = fit.gradient(&w, 0.0, &[1.0], &[0.0]).clone();
    let next = fit.gradient(&w, 0.0, &[1.0], &[0.0]);
    assert_eq!(&kept, next);
    assert_eq!(format!("{kept:?}").contains("LineGrads"), true);

    let mut scale = Scale::new();
    let output = {
        let x = [1.0, 2.0];
        scaled(&mut scale, &x)
    };
    assert_eq!(output, array![2.0, 4.0]);
    let owned = output.to_owned();
    let pass = scale.forward(&owned, 3.0).unwrap();
    let first = pass.output()[0];
    assert_eq!(
        first + pass.backward(&[1.0, 1.0]).unwrap().c,
        2.0 * 3.0 + 6.0
    );
}
