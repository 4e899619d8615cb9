//! Every way to write a graph.

use backprop::graph;

mod renamed {
    pub mod runtime {
        pub use backprop::__private;
    }
}

graph! {
    #[graph(crate = crate::renamed::runtime)]
    #[derive(Clone, Debug, Default)]
    pub struct Renamed<F>(x: F,) -> (y: F,) { (x,) }

    #[cfg(any())]
    struct Absent(x: f64) -> f64 { x }

    pub(crate) struct Present(x: f32) -> f32 { if x > 0 { x } else if x == 0 { 1 } else { -x } }
}

macro_rules! power {
    ($name:ident, $x:ident: $ty:ty, $exponent:literal, $factor:expr) => {
        graph! {
            struct $name($x: $ty) -> $ty { $factor * $x.powi($exponent) }
        }
    };
}

power!(Cube, x: f64, 3, 1 + 1);

struct Absent;

fn main() {
    let renamed = Renamed::default().clone();
    assert_eq!(renamed.value(2.0).y, 2.0);
    assert_eq!(Present::new().value(-2.0), 2.0);
    assert_eq!(Cube::new().value(2.0), 16.0);
    let _ = Absent;
    let inside = graph!(|a, const b, c: f64| -> (sum: f64, const product: f64) {
        let sum = a + b;
        (sum * c, a * b * c)
    });
    assert_eq!(inside.value(1.0, 2.0, 3.0).product, 6.0);
    fn nested() -> f64 {
        backprop::graph! { struct Local(x: f64) -> f64 { 2.max(x) } }
        Local::new().value(1.0)
    }
    assert_eq!(nested(), 2.0);
}
