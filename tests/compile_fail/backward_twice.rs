//! A pass is for one `backward`.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { x * x }
}

fn main() {
    let pass = A::new().forward(2.0);
    pass.backward(1.0);
    pass.backward(1.0);
}
