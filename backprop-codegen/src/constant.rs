//! Numbers in both precisions at once.

/// A number as `f32` and as `f64`, each rounded from the source on its own, so that a graph over `<F>`
/// means in each type what the literal means there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Constant {
    single: u32,
    double: u64,
}

impl Constant {
    /// The constant that is `single` in `f32` and `double` in `f64`.
    pub(crate) fn new(single: f32, double: f64) -> Self {
        Self {
            single: single.to_bits(),
            double: double.to_bits(),
        }
    }

    /// The number with these decimal digits, if they are digits.
    pub(crate) fn parse(digits: &str) -> Option<Self> {
        Some(Self::new(digits.parse().ok()?, digits.parse().ok()?))
    }

    pub(crate) fn single(self) -> f32 {
        f32::from_bits(self.single)
    }

    pub(crate) fn double(self) -> f64 {
        f64::from_bits(self.double)
    }

    /// Whether the constant is exactly `value`, the sign of zero included.
    pub(crate) fn is(self, value: f64) -> bool {
        self == Self::from(value)
    }

    pub(crate) fn is_finite(self) -> bool {
        self.single().is_finite() && self.double().is_finite()
    }

    /// Whether rounding the `f64` gives the `f32`.
    pub(crate) fn agrees(self) -> bool {
        Self::from(self.double()) == self
    }
}

impl From<f64> for Constant {
    #[expect(clippy::cast_possible_truncation, reason = "rounding is what is meant")]
    fn from(value: f64) -> Self {
        Self::new(value as f32, value)
    }
}
