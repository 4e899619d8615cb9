//! How fast the memory is: the triad of the benchmark STREAM.

use backprop::Float;

use crate::wide::{Wide, run_wide};

/// Three arrays, for a = b + s · c.
pub struct Triad<F> {
    a: Vec<F>,
    b: Vec<F>,
    c: Vec<F>,
}

struct Pass<'a, F> {
    a: &'a mut [F],
    b: &'a [F],
    c: &'a [F],
    s: F,
}

impl<F: Float> Triad<F> {
    /// Arrays with about so many elements together.
    #[must_use]
    pub fn new(elements: usize) -> Self {
        let array = |value| vec![F::from_f64(value); elements / 3];
        Self {
            a: array(0.0),
            b: array(1.0),
            c: array(2.0),
        }
    }

    /// Reads two of the arrays and writes the third.
    pub fn run(&mut self, s: F) -> F {
        let Self { a, b, c } = self;
        run_wide(Pass { a, b, c, s });
        self.a.last().copied().unwrap_or(F::ZERO)
    }
}

impl<F: Float> Wide for Pass<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for ((a, &b), &c) in self.a.iter_mut().zip(self.b).zip(self.c) {
            *a = b + self.s * c;
        }
    }
}
