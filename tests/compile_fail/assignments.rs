//! A graph has no assignments.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let mut a = x;
        a = a * 2;
        a += 1;
        if a = x { a } else { x }
    }
}

fn main() {}
