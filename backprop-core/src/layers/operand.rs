use core::fmt::Debug;

use crate::sealed::Sealed;
use crate::{Float, ShapeError};

/// What an elementwise layer computes with: a number, or an array of numbers of any rank.
///
/// The trait is sealed. It is there for `f32` and `f64`, and with the feature `ndarray` for
/// `Array<f32, D>` and `Array<f64, D>` of every dimension `D`.
pub trait Operand: Elementwise {}

impl Operand for f32 {}
impl Operand for f64 {}
#[cfg(feature = "ndarray")]
impl<F: Float, D: ndarray::Dimension> Operand for ndarray::Array<F, D> {}

/// The part of [`Operand`] that is not public.
pub trait Elementwise: Sealed + Clone + Debug {
    /// The type of its numbers.
    type Element: Float;
    /// Its shape, as an owned value.
    type Shape: Clone + Debug + Default;

    /// Its shape.
    fn shape(&self) -> Self::Shape;

    /// The sizes of a shape's axes.
    fn sizes(shape: &Self::Shape) -> &[usize];

    /// A new value, each number the function of the one in its place.
    fn map(&self, function: impl Fn(Self::Element) -> Self::Element) -> Self;

    /// A new value, each number the function of the two in its place, or an error where the two
    /// shapes differ.
    fn zip(
        &self,
        other: &Self,
        names: Names,
        function: impl Fn(Self::Element, Self::Element) -> Self::Element,
    ) -> Result<Self, ShapeError>;
}

/// What an error calls a layer and the two values that it combines.
#[derive(Clone, Copy)]
pub struct Names {
    /// The layer.
    pub layer: &'static str,
    /// The value on the left.
    pub lhs: &'static str,
    /// The value on the right.
    pub rhs: &'static str,
}

impl Names {
    /// The names of the two operands of `layer`.
    pub(super) const fn operands(layer: &'static str) -> Self {
        Self {
            layer,
            lhs: "lhs",
            rhs: "rhs",
        }
    }

    /// The names of a cotangent of `layer` and of what has the shape of the layer's output.
    pub(super) const fn cotangent(layer: &'static str) -> Self {
        Self {
            layer,
            lhs: "cotangent",
            rhs: "output",
        }
    }

    /// Nothing where the shapes that bear these names are equal.
    pub(super) fn compare(self, lhs: &[usize], rhs: &[usize]) -> Result<(), ShapeError> {
        ShapeError::compare(self.layer, (self.lhs, lhs), (self.rhs, rhs))
    }
}

macro_rules! implement_for_number {
    ($($float:ident)*) => {$(
        impl Elementwise for $float {
            type Element = $float;
            type Shape = [usize; 0];

            fn shape(&self) -> [usize; 0] {
                []
            }

            fn sizes(shape: &[usize; 0]) -> &[usize] {
                shape
            }

            fn map(&self, function: impl Fn($float) -> $float) -> $float {
                function(*self)
            }

            fn zip(
                &self,
                other: &$float,
                _names: Names,
                function: impl Fn($float, $float) -> $float,
            ) -> Result<$float, ShapeError> {
                Ok(function(*self, *other))
            }
        }
    )*};
}

implement_for_number!(f32 f64);

#[cfg(feature = "ndarray")]
mod array {
    use ndarray::{Array, Dimension, Zip};

    use super::{Elementwise, Names};
    use crate::{Float, ShapeError};

    impl<F: Float, D: Dimension> Elementwise for Array<F, D> {
        type Element = F;
        type Shape = D;

        fn shape(&self) -> D {
            self.raw_dim()
        }

        fn sizes(shape: &D) -> &[usize] {
            shape.slice()
        }

        fn map(&self, function: impl Fn(F) -> F) -> Self {
            self.mapv(function)
        }

        fn zip(
            &self,
            other: &Self,
            names: Names,
            function: impl Fn(F, F) -> F,
        ) -> Result<Self, ShapeError> {
            // `Zip` panics where the shapes differ.
            names.compare(self.raw_dim().slice(), other.raw_dim().slice())?;
            Ok(Zip::from(self)
                .and(other)
                .map_collect(|&a, &b| function(a, b)))
        }
    }
}
