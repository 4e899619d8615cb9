//! Where two outputs take a cotangent there is no `value_and_grad`.

use backprop::graph;

graph! {
    struct Two(x: f64) -> (y: f64, z: f64) { (x, x * x) }
}

fn both() {
    let _ = Two::new().value_and_grad(1.0);
}

fn main() {}
