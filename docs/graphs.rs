//! The graphs that the guide draws, prints and counts.

use backprop::graph;

graph! {
    /// The price of some apples, tax included.
    pub struct Apples(price: f64, count: f64, tax: f64) -> (total: f64) {
        let apples = price * count;
        let total = apples * tax;
        total
    }

    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }

    /// A value that is used twice.
    pub struct Twice(x: f64) -> f64 {
        square(x) + x
    }

    /// One neuron, and its squared error.
    pub struct Neuron(weight: f64, bias: f64, const x: f64, const label: f64) -> f64 {
        let activation = tanh(weight * x + bias);
        square(activation - label)
    }

    /// Weights and biases element by element, and the negative part cut off.
    pub struct Rectified(x: [f64; n, m], w: [f64; n, m], b: [f64; m]) -> [f64; n, m] {
        relu(x * w + b)
    }

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
