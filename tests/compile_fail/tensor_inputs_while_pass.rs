//! A pass borrows the inputs, so that `backward` reads what `forward` has read.

use backprop::graph;
use backprop::ndarray::Array1;

graph! {
    pub struct Square(w: [f64; n]) -> f64 { sum(w * w) }
}

fn changed(mut w: Array1<f64>) {
    let mut graph = Square::new();
    let pass = graph.forward(&w).unwrap();
    w[0] = 3.0;
    pass.backward(1.0);
}

fn dropped() {
    let mut graph = Square::new();
    let pass = {
        let w = Array1::ones(3);
        graph.forward(&w).unwrap()
    };
    pass.backward(1.0);
}

fn temporary() {
    let mut graph = Square::new();
    let pass = graph.forward(&Array1::ones(3)).unwrap();
    pass.backward(1.0);
}

fn main() {}
