//! The precisions of the interpreter.

/// A precision of the interpreter: `f32` or `f64`.
pub trait Real: Copy {
    /// Whether each operation is rounded to `f32`.
    const SINGLE: bool;
    /// The number, exactly.
    fn widen(self) -> f64;
    /// The number, rounded to nearest.
    fn narrow(number: f64) -> Self;
}

impl Real for f32 {
    const SINGLE: bool = true;

    fn widen(self) -> f64 {
        self.into()
    }

    #[expect(clippy::cast_possible_truncation, reason = "rounding is what is meant")]
    fn narrow(number: f64) -> Self {
        number as f32
    }
}

impl Real for f64 {
    const SINGLE: bool = false;

    fn widen(self) -> f64 {
        self
    }

    fn narrow(number: f64) -> Self {
        number
    }
}

/// The number as one of `R`, exactly.
pub(super) fn round<R: Real>(number: f64) -> f64 {
    R::narrow(number).widen()
}
