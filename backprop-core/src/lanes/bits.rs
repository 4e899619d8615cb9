use core::fmt::Debug;
use core::ops::{BitAnd, BitOr, Not};

/// A number as a pattern of bits, by which lanes are selected.
///
/// It is a part of [`Float`](crate::Float) that nobody has to know.
pub trait FloatBits: Copy + 'static {
    /// An unsigned integer of the same width.
    type Bits: Copy
        + Debug
        + PartialEq
        + BitAnd<Output = Self::Bits>
        + BitOr<Output = Self::Bits>
        + Not<Output = Self::Bits>
        + Send
        + Sync
        + 'static;

    /// The mask that selects nothing: all zeros.
    const NOTHING: Self::Bits;
    /// The mask that selects everything: all ones.
    const EVERYTHING: Self::Bits;
    /// What is smaller than every other number, −∞.
    const LEAST: Self;
    /// What is larger than every other number, ∞.
    const GREATEST: Self;
    /// What is not a number.
    const NAN: Self;
    /// A slice of one number, for a view that must have something to look at.
    const PLACEHOLDER: &'static [Self];

    /// The number's bits.
    #[must_use]
    fn into_pattern(self) -> Self::Bits;

    /// The number with these bits.
    #[must_use]
    fn from_pattern(bits: Self::Bits) -> Self;

    /// The mask that selects everything where the condition holds, and otherwise nothing.
    #[must_use]
    fn mask(condition: bool) -> Self::Bits;
}

macro_rules! implement {
    ($float:ident, $bits:ident) => {
        impl FloatBits for $float {
            type Bits = $bits;

            const NOTHING: $bits = 0;
            const EVERYTHING: $bits = $bits::MAX;
            const LEAST: $float = $float::NEG_INFINITY;
            const GREATEST: $float = $float::INFINITY;
            const NAN: $float = $float::NAN;
            const PLACEHOLDER: &'static [$float] = &[0.0];

            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            fn into_pattern(self) -> $bits {
                self.to_bits()
            }

            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            fn from_pattern(bits: $bits) -> $float {
                $float::from_bits(bits)
            }

            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            fn mask(condition: bool) -> $bits {
                if condition { $bits::MAX } else { 0 }
            }
        }
    };
}

implement!(f32, u32);
implement!(f64, u64);
