//! A pass over tensors, too, is for one `backward`.

use backprop::graph;

graph! {
    pub struct Double(x: [f64; n]) -> [f64; n] { 2 * x }
}

fn main() {
    let mut graph = Double::new();
    let pass = graph.forward(&[1.0, 2.0]).unwrap();
    let _ = pass.backward(&[1.0, 1.0]);
    let _ = pass.backward(&[1.0, 1.0]);
}
