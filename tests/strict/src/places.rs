//! Graphs in all the places that an item, or an expression, can have.

use backprop::{Graph, graph};

graph! {
    /// Only its value is used.
    struct OnlyValue(x: f64, y: f64) -> f64 { x * exp(y) }

    /// Only one of its partial derivatives is used.
    struct OnlyGradient(x: f64, y: f64) -> f64 { sin(x) * y }

    /// Only `forward` and `backward` are used, and of the output one field.
    struct OnlyPasses(const scale: f64, x: f64, y: f64) -> (a: f64, b: f64, const c: f64) {
        (scale * x, x * y, exp(x))
    }

    /// Only its description is used.
    struct OnlyInfo<F>(x: F) -> F { x * x }

    /// For the crate alone.
    pub(crate) struct Crate<F>(x: F, y: F) -> F { x - y }

    /// For this module and the one above.
    pub(super) struct Above(x: f64) -> f64 { cos(x) }

    /// Not there.
    #[cfg(any())]
    pub struct Never(x: f64) -> f64 { x }

    /// Always there.
    #[cfg(all())]
    pub struct Always(x: f64) -> f64 { x * 3.0 }
}

graph! {
    /// Attributes of rustc's.
    #[must_use]
    #[derive(PartialEq, PartialOrd)]
    pub struct Wanted(x: f64) -> (y: f64) { x * x }

    /// Not to be used any more, and not by this crate.
    #[deprecated(note = "there is `Wanted`")]
    pub struct Unwanted<F>(x: F) -> (y: F) { x * x * x }
}

macro_rules! scaled_power {
    ($visibility:vis $name:ident, $type:ty, $factor:expr, $exponent:literal) => {
        graph! {
            /// A graph that another macro writes.
            $visibility struct $name(x: $type) -> $type { $factor * powi(x, $exponent) }
        }
    };
}

scaled_power!(pub DoubledSquare, f64, 1.0 + 1.0, 2);
scaled_power!(pub(crate) HalvedInverse, f32, 0.5, -1);

/// Uses the private graphs, each in part.
#[must_use]
pub fn use_private_graphs(x: f64, y: f64) -> f64 {
    let (_, grads) = OnlyGradient::new().value_and_grad(x, y);
    let passes = OnlyPasses::default();
    let pass = passes.forward(2.0, x, y);
    let a = pass.output().a;
    let pass_grads = pass.backward(1.0, 0.5);
    let crate_value = Crate::new().value(1.0_f32, 0.5);
    OnlyValue::new().value(x, y)
        + grads.x
        + a
        + pass_grads.x
        + f64::from(crate_value)
        + Above::new().value(x)
        + f64::from(HalvedInverse::new().value(2.0))
}

/// The description of a graph that is never run.
#[must_use]
pub fn operations() -> usize {
    <OnlyInfo<f64> as Graph>::INFO.nodes.len()
}

/// A graph in a function, with a constant of that function.
#[must_use]
pub fn interest(capital: f64) -> f64 {
    const RATE: f64 = 0.03;
    graph! {
        struct Interest(capital: f64) -> f64 { capital * RATE }
    }
    let (_, grads) = Interest::new().value_and_grad(capital);
    graph! {
        struct After(capital: f64) -> f64 { capital * 1.0 }
    }
    After::new().value(grads.capital)
}

/// The expression form, with and without types.
#[must_use]
pub fn expressions(x: f64) -> f64 {
    let product = graph!(|price, count, tax| price * count * tax);
    let (total, grads) = product.value_and_grad(x, 2.0, 1.1);
    let single = graph!(|x: f32, const scale: f32| -> f32 scale * relu(x));
    let both = graph!(|x, y| -> (sum: f64, const difference: f64) (x + y, x - y));
    let output = both.value(x, 1.0);
    let pass = product.forward(1.0, 2.0, 3.0);
    let before = pass.output();
    let tax = pass.backward(1.0).tax;
    total
        + grads.tax
        + f64::from(single.value(1.5, 2.0))
        + output.sum
        + output.difference
        + before
        + tax
}

/// An expression in a method, and as an argument.
#[derive(Clone, Copy, Debug)]
pub struct Spring {
    /// In newtons a metre.
    pub stiffness: f64,
}

impl Spring {
    /// The force at a distance in metres, in newtons: minus the slope of the energy.
    #[must_use]
    pub fn force(self, distance: f64) -> f64 {
        let energy = graph!(|const stiffness, distance| 0.5 * stiffness * square(distance));
        -energy.value_and_grad(self.stiffness, distance).1.distance
    }

    /// The energy at a distance in metres, in joules.
    #[must_use]
    pub fn energy(self, distance: f64) -> f64 {
        graph!(|k, x| k * x * x / 2).value(self.stiffness, distance)
    }
}

/// A module without Rust's prelude, in which other things bear the names of the standard library.
pub mod shadowed {
    #![no_implicit_prelude]

    /// Not the standard library.
    pub mod std {}
    /// Not the core library.
    pub mod core {}
    /// Not the runtime.
    pub mod backprop {}
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Option;
    /// Not that of the prelude.
    #[derive(::core::fmt::Debug)]
    pub struct Default;

    ::backprop::graph! {
        /// Depends on nothing that is in scope here.
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct Alone<F>(x: F, y: F) -> (value: F, const other: F) {
            let z = if x > y { exp(x) } else { sqrt(y) };
            (z * max(x, y), relu(x))
        }
    }
}

/// A module whose name its graph repeats.
pub mod circle {
    ::backprop::graph! {
        /// The area of a circle.
        pub struct CircleArea(circle_radius: f64) -> f64 {
            std::f64::consts::PI * square(circle_radius)
        }
    }
}
