//! Fragments of every kind around `graph!`.

use backprop::graph;

macro_rules! scaled {
    ($(#[$meta:meta])* $vis:vis $name:ident($x:ident: $ty:ty) = $scale:expr, $power:literal, $body:block) => {
        graph! {
            $(#[$meta])*
            $vis struct $name($x: $ty) -> $ty {
                let scaled = $x * $scale;
                scaled.powi($power) - $scale * 2 + $body
            }
        }
    };
}

scaled! {
    /// Documented.
    #[derive(Clone, Debug)]
    pub A(x: f64) = 1 + 2, 2, { let a = 1; a }
}
scaled!(B(width: f32) = std::f32::consts::PI, -1, { 0 });
scaled!(#[cfg(any())] pub(crate) A(x: f64) = 1, 1, { 0 });

macro_rules! polynomial {
    ($name:ident: $first:literal $(, $rest:literal)*) => {
        graph! {
            pub struct $name(x: f64) -> f64 { $first $(+ $rest * x)* }
        }
    };
}

polynomial!(P: 1, 2.5, -3);

macro_rules! expression {
    ($($x:ident),* => $body:expr) => { graph!(|$($x),*| $body) };
}

mod facade {
    pub use backprop as gradients;
    pub const RATE: f64 = 0.5;
}

// Paths of the macro's own crate, and names of its own beside those that it is given.
macro_rules! rated {
    ($name:ident, $x:ident) => {
        graph! {
            #[graph(crate = $crate::facade::gradients)]
            struct $name($x: [f64; n], y: [f64; n], z: f64) -> f64 {
                let doubled = $x * 2;
                sum(doubled * y * $crate::facade::RATE) + if z > 0 { $crate::facade::RATE } else { z }
            }
        }
    };
}

rated!(Rated, y_2);

fn main() {
    let (value, grads) = Rated::new()
        .value_and_grad(&[3.0], &[5.0], 1.0)
        .map(|(value, grads)| (value, (grads.y_2[0], grads.y[0], grads.z)))
        .unwrap();
    assert_eq!((value, grads), (15.5, (5.0, 3.0, 0.0)));
    assert_eq!(A::new().clone().value(2.0), 36.0 - 6.0 + 1.0);
    assert!(B::new().value(1.0) < 0.0);
    assert_eq!(P::new().value(2.0), 0.0);
    assert_eq!(expression!(x, y => x * y + 1).value(2.0, 3.0), 7.0);
}
