use super::Float;

/// Implements the methods whose names the standard library and `libm` have, from a table of
/// `method(arguments): libm's function for f32, for f64`.
macro_rules! implement_float {
    ($($method:ident($($argument:ident),*): $single:ident, $double:ident;)*) => {
        impl Float for f32 {
            shared!(f32);
            $(forward!(f32, $method($($argument),*), $single);)*

            #[inline]
            #[expect(clippy::cast_possible_truncation, reason = "rounding is what it is for")]
            fn from_f64(value: f64) -> Self {
                value as f32
            }

            #[inline]
            fn from_literal(single: f32, _double: f64) -> Self {
                single
            }
        }

        impl Float for f64 {
            shared!(f64);
            $(forward!(f64, $method($($argument),*), $double);)*

            #[inline]
            fn from_f64(value: f64) -> Self {
                value
            }

            #[inline]
            fn from_literal(_single: f32, double: f64) -> Self {
                double
            }
        }
    };
}

/// One method that calls the inherent one, or without `std` the one of `libm`.
macro_rules! forward {
    ($float:ident, $method:ident($($argument:ident),*), $libm:ident) => {
        #[cfg(feature = "std")]
        #[inline]
        fn $method(self $(, $argument: Self)*) -> Self {
            $float::$method(self $(, $argument)*)
        }

        #[cfg(not(feature = "std"))]
        #[inline]
        fn $method(self $(, $argument: Self)*) -> Self {
            libm::$libm(self $(, $argument)*)
        }
    };
}

/// What `core` has for both types.
macro_rules! shared {
    ($float:ident) => {
        const ZERO: Self = 0.0;
        const ONE: Self = 1.0;
        const EPSILON: Self = $float::EPSILON;

        #[inline]
        fn to_f64(self) -> f64 {
            f64::from(self)
        }

        #[inline]
        fn is_nan(self) -> bool {
            $float::is_nan(self)
        }

        #[inline]
        fn abs(self) -> Self {
            $float::abs(self)
        }

        #[inline]
        fn recip(self) -> Self {
            $float::recip(self)
        }

        #[inline]
        fn min(self, other: Self) -> Self {
            $float::min(self, other)
        }

        #[inline]
        fn max(self, other: Self) -> Self {
            $float::max(self, other)
        }

        #[inline]
        fn signum(self) -> Self {
            $float::signum(self)
        }
    };
}

implement_float! {
    sqrt(): sqrtf, sqrt;
    cbrt(): cbrtf, cbrt;
    powf(exponent): powf, pow;
    hypot(other): hypotf, hypot;
    mul_add(factor, summand): fmaf, fma;
    exp(): expf, exp;
    exp2(): exp2f, exp2;
    exp_m1(): expm1f, expm1;
    ln(): logf, log;
    log2(): log2f, log2;
    log10(): log10f, log10;
    ln_1p(): log1pf, log1p;
    sin(): sinf, sin;
    cos(): cosf, cos;
    tan(): tanf, tan;
    asin(): asinf, asin;
    acos(): acosf, acos;
    atan(): atanf, atan;
    atan2(x): atan2f, atan2;
    sinh(): sinhf, sinh;
    cosh(): coshf, cosh;
    tanh(): tanhf, tanh;
    asinh(): asinhf, asinh;
    acosh(): acoshf, acosh;
    atanh(): atanhf, atanh;
    floor(): floorf, floor;
    ceil(): ceilf, ceil;
    round(): roundf, round;
}
