//! What std has no function for, written from the definitions.

macro_rules! define {
    ($float:ident, $gelu_scale:literal) => {
        #[allow(
            non_camel_case_types,
            reason = "named as the primitive type whose functions it adds to"
        )]
        pub(crate) mod $float {
            pub(crate) fn square(x: $float) -> $float {
                x * x
            }

            /// Repeated squaring from the low bit, a negative power's reciprocal last.
            pub(crate) fn powi(x: $float, exponent: i32) -> $float {
                let mut rest = exponent.unsigned_abs();
                let mut square = x;
                let mut power = 1.0;
                loop {
                    if rest & 1 == 1 {
                        power *= square;
                    }
                    rest >>= 1;
                    if rest == 0 {
                        break;
                    }
                    square *= square;
                }
                if exponent < 0 { 1.0 / power } else { power }
            }

            #[allow(
                clippy::manual_clamp,
                reason = "std's clamp panics where the bounds are not in order"
            )]
            pub(crate) fn clamp(x: $float, low: $float, high: $float) -> $float {
                if x < low {
                    low
                } else if x > high {
                    high
                } else {
                    x
                }
            }

            pub(crate) fn relu(x: $float) -> $float {
                if x <= 0.0 { 0.0 } else { x }
            }

            pub(crate) fn leaky_relu(x: $float, slope: $float) -> $float {
                if x <= 0.0 { slope * x } else { x }
            }

            pub(crate) fn elu(x: $float) -> $float {
                if x <= 0.0 { x.exp_m1() } else { x }
            }

            pub(crate) fn sigmoid(x: $float) -> $float {
                if x >= 0.0 {
                    1.0 / (1.0 + (-x).exp())
                } else {
                    let e = x.exp();
                    e / (1.0 + e)
                }
            }

            pub(crate) fn silu(x: $float) -> $float {
                x * sigmoid(x)
            }

            pub(crate) fn softplus(x: $float) -> $float {
                x.max(0.0) + (-x.abs()).exp().ln_1p()
            }

            /// The form with tanh; the factor is sqrt(2 / pi).
            pub(crate) fn gelu(x: $float) -> $float {
                0.5 * x * (1.0 + ($gelu_scale * (x + 0.044_715 * x * x * x)).tanh())
            }
        }
    };
}

define!(f64, 0.797_884_560_802_865_4);
define!(f32, 0.797_884_6);
