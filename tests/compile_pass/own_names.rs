//! Nothing depends on what the user has imported, defined or shadowed.

#![allow(non_camel_case_types, dead_code, unused_macros)]

use backprop::graph;

struct Option;
struct Default;
struct Clone;
struct Debug;
struct Float;
struct f64_;
mod core {}
mod std {}
mod backprop_core {}
fn max() {}
fn sin() {}
macro_rules! unreachable {
    () => {};
}

graph! {
    pub struct A(x: f64, y: f64) -> (output: f64, forward: f64) {
        let pass = max(x, y);
        let value = sin(pass);
        (value, pass * value)
    }
}

fn main() {
    let value = A::new().value(0.0, 0.0);
    assert_eq!((value.output, value.forward), (0.0, 0.0));
}
