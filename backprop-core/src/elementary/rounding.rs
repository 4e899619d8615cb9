//! To an integer, with additions alone: SSE2 has no instruction for it, and `core` no function.

/// The three functions for one type; `$integral` is the power of two from which on every number
/// is an integer.
macro_rules! implement_rounding {
    ($module:ident, $float:ident, $integral:literal) => {
        pub(super) mod $module {
            use super::super::lanes::lanes;

            /// The nearest integer, a tie going to the even one: the sum has no room for more.
            #[inline(always)]
            fn to_even<const N: usize>(magnitude: [$float; N]) -> [$float; N] {
                lanes!(i in N => {
                    let rounded = (magnitude[i] + $integral) - $integral;
                    if magnitude[i] < $integral { rounded } else { magnitude[i] }
                })
            }

            #[inline(always)]
            pub(in super::super) fn floor<const N: usize>(x: [$float; N]) -> [$float; N] {
                let nearest = to_even(lanes!(i in N => x[i].abs()));
                lanes!(i in N => {
                    let nearest = nearest[i].copysign(x[i]);
                    let lower = if nearest > x[i] { nearest - 1.0 } else { nearest };
                    lower.copysign(x[i])
                })
            }

            #[inline(always)]
            pub(in super::super) fn ceil<const N: usize>(x: [$float; N]) -> [$float; N] {
                let nearest = to_even(lanes!(i in N => x[i].abs()));
                lanes!(i in N => {
                    let nearest = nearest[i].copysign(x[i]);
                    let higher = if nearest < x[i] { nearest + 1.0 } else { nearest };
                    higher.copysign(x[i])
                })
            }

            #[inline(always)]
            pub(in super::super) fn round<const N: usize>(x: [$float; N]) -> [$float; N] {
                let nearest = to_even(lanes!(i in N => x[i].abs()));
                lanes!(i in N => {
                    // A tie that has gone down to the even integer goes up instead.
                    let tie = x[i].abs() - nearest[i] == 0.5;
                    let away = if tie { nearest[i] + 1.0 } else { nearest[i] };
                    away.copysign(x[i])
                })
            }
        }
    };
}

implement_rounding!(single, f32, 8_388_608.0);
implement_rounding!(double, f64, 4_503_599_627_370_496.0);
