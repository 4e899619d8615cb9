use core::fmt::{self, Display};
use core::iter;

use crate::Float;
use crate::sealed::Sealed;

/// A value that is made of numbers: a gradient, or a point to take it at.
///
/// Numbers (`f32`, `f64`), arrays `[T; N]`, tuples of up to twelve, references to such values, and
/// with the feature `ndarray` its arrays and views. The trait is sealed.
///
/// Two values have the same shape when they have the same numbers and ndarray's arrays of the same
/// shapes in the same order; how tuples and `[T; N]` are nested around them makes no difference.
///
/// ```
/// use backprop_core::{ShapeError, check};
///
/// # fn main() -> Result<(), ShapeError> {
/// let value = |[x, y]: [f64; 2]| 3.0 * x + 4.0 * y;
/// let (d_x, d_y) = (3.0, 4.0);
/// assert!(check::gradient(value, [1.0, 1.0], (d_x, &d_y))?.passes(1e-6));
/// # Ok(())
/// # }
/// ```
pub trait Coordinates: Sealed {
    /// Visits the parts in order, a part being a number or an array with a shape: with its place
    /// inside of what is at `index`, its shape, and its numbers in row-major order.
    #[doc(hidden)]
    fn walk(&self, index: Index, visit: &mut Visit<'_>);
}

/// A value that can be moved: [`Coordinates`] that are owned.
pub trait Point: Coordinates {
    /// Whether it is a tuple, each item of which is an argument.
    #[doc(hidden)]
    const IS_TUPLE: bool = false;

    /// The same value with other numbers. `change` gets each number and the ε of its type, in the
    /// order of [`Coordinates::walk`], and gives the number in its place.
    #[doc(hidden)]
    #[must_use]
    fn rebuild(&self, change: &mut dyn FnMut(f64, f64) -> f64) -> Self;
}

/// What [`Coordinates::walk`] does with a part.
type Visit<'a> = dyn FnMut(Index, &[usize], &mut dyn Iterator<Item = f64>) + 'a;

/// Where a number is in a value: one position for each array, axis and tuple around it, from the
/// outermost inwards. It prints as `[2, 3]`.
///
/// ```
/// use backprop_core::{ShapeError, check};
///
/// # fn main() -> Result<(), ShapeError> {
/// let sum = |(x, y): (f64, [f64; 3])| x + y.iter().sum::<f64>();
/// let report = check::gradient(sum, (0.0, [0.0; 3]), (1.0, [1.0, 1.0, 7.0]))?;
/// let worst = report.worst.map(|worst| (worst.argument, worst.index.to_string()));
/// assert_eq!(worst, Some((1, "[2]".to_string())));
/// # Ok(())
/// # }
/// ```
///
/// It holds eight positions; those of a number that is nested deeper end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Index {
    positions: [usize; 8],
    length: usize,
}

impl Index {
    /// The positions.
    #[must_use]
    pub fn as_slice(&self) -> &[usize] {
        self.positions.get(..self.length).unwrap_or(&[])
    }

    /// One level deeper.
    fn at(mut self, position: usize) -> Self {
        if let Some(free) = self.positions.get_mut(self.length) {
            *free = position;
            self.length += 1;
        }
        self
    }

    /// The number at a row-major position inside of an array of this shape.
    pub(super) fn inside(self, shape: &[usize], position: usize) -> Self {
        let mut index = self;
        let mut rest = position;
        for axis in 0..shape.len() {
            let stride = shape.iter().skip(axis + 1).product::<usize>().max(1);
            index = index.at(rest / stride);
            rest %= stride;
        }
        index
    }

    /// The outermost position, and what is inside of it.
    pub(super) fn split_first(self) -> (usize, Self) {
        let (first, rest) = self.as_slice().split_first().unwrap_or((&0, &[]));
        (
            *first,
            rest.iter()
                .fold(Self::default(), |index, &position| index.at(position)),
        )
    }
}

impl Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

impl<T: Coordinates> Sealed for &T {}

impl<T: Coordinates> Coordinates for &T {
    fn walk(&self, index: Index, visit: &mut Visit<'_>) {
        T::walk(self, index, visit);
    }
}

impl<T: Coordinates, const N: usize> Sealed for [T; N] {}

impl<T: Coordinates, const N: usize> Coordinates for [T; N] {
    fn walk(&self, index: Index, visit: &mut Visit<'_>) {
        for (position, item) in self.iter().enumerate() {
            item.walk(index.at(position), visit);
        }
    }
}

impl<T: Point, const N: usize> Point for [T; N] {
    fn rebuild(&self, change: &mut dyn FnMut(f64, f64) -> f64) -> Self {
        self.each_ref().map(|item| item.rebuild(change))
    }
}

macro_rules! implement_for_number {
    ($($float:ident)*) => {$(
        impl Coordinates for $float {
            fn walk(&self, index: Index, visit: &mut Visit<'_>) {
                visit(index, &[], &mut iter::once(self.to_f64()));
            }
        }

        impl Point for $float {
            fn rebuild(&self, change: &mut dyn FnMut(f64, f64) -> f64) -> Self {
                Self::from_f64(change(self.to_f64(), <$float as Float>::EPSILON.to_f64()))
            }
        }
    )*};
}

implement_for_number!(f32 f64);

macro_rules! implement_for_tuple {
    ($($item:ident.$position:tt)*) => {
        impl<$($item: Coordinates),*> Sealed for ($($item,)*) {}

        impl<$($item: Coordinates),*> Coordinates for ($($item,)*) {
            fn walk(&self, index: Index, visit: &mut Visit<'_>) {
                $(self.$position.walk(index.at($position), visit);)*
            }
        }

        impl<$($item: Point),*> Point for ($($item,)*) {
            const IS_TUPLE: bool = true;

            fn rebuild(&self, change: &mut dyn FnMut(f64, f64) -> f64) -> Self {
                ($(self.$position.rebuild(change),)*)
            }
        }
    };
}

implement_for_tuple!(A.0);
implement_for_tuple!(A.0 B.1);
implement_for_tuple!(A.0 B.1 C.2);
implement_for_tuple!(A.0 B.1 C.2 D.3);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6 H.7);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6 H.7 I.8);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6 H.7 I.8 J.9);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6 H.7 I.8 J.9 K.10);
implement_for_tuple!(A.0 B.1 C.2 D.3 E.4 F.5 G.6 H.7 I.8 J.9 K.10 L.11);

#[cfg(feature = "ndarray")]
mod array {
    use ndarray::{Array, ArrayBase, Data, Dimension};

    use super::{Coordinates, Index, Point, Visit};
    use crate::Float;

    impl<F: Float, S: Data<Elem = F>, D: Dimension> Coordinates for ArrayBase<S, D> {
        fn walk(&self, index: Index, visit: &mut Visit<'_>) {
            visit(index, self.shape(), &mut self.iter().map(|x| x.to_f64()));
        }
    }

    impl<F: Float, D: Dimension> Point for Array<F, D> {
        fn rebuild(&self, change: &mut dyn FnMut(f64, f64) -> f64) -> Self {
            let mut rebuilt = self.clone();
            // `iter_mut` is in row-major order whatever the memory layout is; `mapv` is not.
            for x in &mut rebuilt {
                *x = F::from_f64(change(x.to_f64(), F::EPSILON.to_f64()));
            }
            rebuilt
        }
    }
}
