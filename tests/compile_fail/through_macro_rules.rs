//! Mistakes in what a macro by example passes on.

use backprop::graph;

macro_rules! scaled {
    ($name:ident, $x:ident, $scale:expr, $ty:ty) => {
        graph! {
            pub struct $name($x: $ty) -> $ty { $x * $scale }
        }
    };
}

scaled!(A, x, 2 ^ 3, f64);
scaled!(B, x, y + 1, f64);
scaled!(C, x, 2, i32);

fn main() {}
