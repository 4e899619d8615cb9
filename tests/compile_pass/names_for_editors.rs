//! What is generated for editors takes its names from the source, whatever else they mean.
#![deny(warnings)]

use backprop::{Graph, graph};

mod limits {
    pub const MAX: f64 = 2.0;
    pub const UNUSED: f64 = 3.0;
}

use limits::UNUSED;

graph! {
    /// A size bears the name of a module, another one that of the type parameter.
    pub struct Sizes<F>(x: [F; limits, F], y: [F; F]) -> F {
        sum((x * limits::MAX).sum_axis(limits) * y) + std::f64::consts::PI - std::f64::consts::PI
    }
    /// A `let` bears the name of a size.
    pub struct Both(n: f64, x: [f64; m]) -> f64 {
        let m = x * n;
        sum_axis(m, m)
    }
    /// Names that differ in their case alone.
    pub struct Cases(X: f64, x: f64) -> f64 {
        let MAX = X * x;
        let max = MAX + x;
        max * MAX + limits::MAX
    }
    /// A constant that only a value needs which nothing does.
    pub struct Spare(x: f64) -> f64 {
        let _spare = x * UNUSED;
        x
    }
    #[deprecated]
    pub struct Old(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64) -> f64 {
        a * b * c * d * e * f * g * h
    }
    #[cfg(any())]
    pub struct Absent(x: f64) -> f64 { x }
}

/// Names that the macro and its caller write are the same names.
macro_rules! scaled {
    ($name:ident($x:ident) = $body:expr) => {
        graph! {
            pub struct $name($x: [f64; n], k: f64) -> f64 {
                let h = sum_axis($x, n) * k;
                h + $body
            }
        }
    };
}

scaled!(Scaled(x) = h * k + sum_axis(x, n));

fn main() {
    let inner = graph!(|x, y| { let z = x * y; z * x });
    assert_eq!(inner.value(2.0, 3.0), 12.0);
    assert_eq!(Cases::new().value(2.0, 3.0), 56.0);
    assert_eq!(Spare::new().value(2.0), 2.0);
    assert_eq!(Scaled::new().value(&[1.0, 2.0], 3.0), Ok(9.0 + 30.0));
    assert_eq!(<Sizes<f64> as Graph>::INFO.inputs.len(), 2);
    assert_eq!(Both::new().value(2.0, &[1.0, 2.0]), Ok(6.0));
}
