//! Names that nothing bears; each is reported once.

use backprop::graph;

graph! {
    pub struct A(width: f64, height: f64) -> f64 {
        let area = widht * height * width;
        let half = area / 2;
        half + depth + depth + 2 * pi
    }
}

fn main() {}
