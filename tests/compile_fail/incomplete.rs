//! What an editor sees while something is typed; the graph is used all the same.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        let a = x.;
        let b = max(x, );
        let c = y +
    }
}

fn main() {
    let (value, grads) = A::new().value_and_grad(1.0, 2.0);
    let _: f64 = value + grads.x + grads.y;
}
