//! The runtime crate under another name.

mod facade {
    pub use backprop as gradients;
}

use facade::gradients::graph;

graph! {
    #[graph(crate = crate::facade::gradients)]
    pub struct A(x: f64) -> f64 { x.sin() }
}

mod backprop {}

fn main() {
    assert_eq!(A::new().value(0.0), 0.0);
}
