//! Graphs in functions, in modules, several in one call, and under `#[cfg]`.

use backprop::graph;

graph! {
    /// One.
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct One(x: f64) -> f64 { x }

    /// The one that is compiled.
    #[cfg(not(any()))]
    pub(crate) struct Two(x: f64) -> f64 { x * 2 }

    /// The one that is not.
    #[cfg(any())]
    pub(crate) struct Two(x: f64) -> f64 { x * no_such_thing::CONSTANT }
}

mod inner {
    backprop::graph! {
        pub(super) struct Two(x: f64) -> f64 { x * 2 }
    }
}

fn main() {
    graph! {
        struct Local<F>(x: F, y: F) -> F { x + y }
    }
    assert_eq!(Local::<f32>::default().value(1.0, 2.0), 3.0);
    assert_eq!(One::default(), One::new());
    assert_eq!(Two::new().value(inner::Two::new().value(1.0)), 4.0);
    assert_eq!(graph!(|x| { let y = x * 2; y }).value(1.0), 2.0);
}
