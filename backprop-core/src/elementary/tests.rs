//! Calls, in the registers that the machine has, against the same functions inlined here, in those
//! that tests are compiled for.

use super::compiled::{PART, WHOLE};
use super::{Elementary, double, single};

/// As many as take a call of each kind.
const LANES: usize = WHOLE + PART + 1;

/// `same!(f32, bits; module::function(x) as method, ..)` for lanes of all kinds of numbers.
macro_rules! same {
    ($float:ident, $module:ident, $bits:expr; $($function:ident($($argument:ident),*) as $method:ident),* $(,)?) => {
        let mut state = 1_u64;
        let mut next = || {
            // The generator of Knuth's MMIX; its low bits are poor.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state
        };
        for round in 0..300 {
            // Any bits: NaN, infinities and large arguments among ordinary ones.
            let mut lanes = || core::array::from_fn::<$float, LANES, _>(|lane| {
                let number = next();
                if (lane + round) % 3 == 0 { $bits(number) } else { (number >> 40) as $float * 2e-7 - 1.5 }
            });
            $({
                $(let $argument = lanes();)*
                let calls = $float::$method($($argument),*);
                let inlined = $module::$function($($argument),*);
                for lane in 0..LANES {
                    let same = calls[lane].to_bits() == inlined[lane].to_bits()
                        || calls[lane].is_nan() && inlined[lane].is_nan();
                    assert!(
                        same,
                        "{} of {:?}: {:e}, not {:e}",
                        stringify!($function),
                        [$($argument[lane]),*],
                        calls[lane],
                        inlined[lane],
                    );
                }
            })*
        }
    };
}

macro_rules! all_same {
    ($float:ident, $module:ident, $bits:expr) => {
        same!($float, $module, $bits;
            cbrt(x) as cbrt_lanes, exp(x) as exp_lanes, exp2(x) as exp2_lanes, exp_m1(x) as exp_m1_lanes,
            ln(x) as ln_lanes, log2(x) as log2_lanes, log10(x) as log10_lanes, ln_1p(x) as ln_1p_lanes,
            sin(x) as sin_lanes, cos(x) as cos_lanes, tan(x) as tan_lanes,
            asin(x) as asin_lanes, acos(x) as acos_lanes, atan(x) as atan_lanes,
            sinh(x) as sinh_lanes, cosh(x) as cosh_lanes, tanh(x) as tanh_lanes,
            asinh(x) as asinh_lanes, acosh(x) as acosh_lanes, atanh(x) as atanh_lanes,
            sigmoid(x) as sigmoid_lanes, powf(x, y) as powf_lanes, hypot(x, y) as hypot_lanes,
            atan2(y, x) as atan2_lanes);
    };
}

#[test]
fn calls_have_the_bits_of_narrow_registers() {
    #[expect(clippy::cast_precision_loss, reason = "any numbers will do")]
    let check = || {
        all_same!(f32, single, |bits: u64| f32::from_bits((bits >> 32) as u32));
        all_same!(f64, double, f64::from_bits);
    };
    check();
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    {
        use crate::machine::{Registers, hold};

        for registers in [Registers::Wide, Registers::Narrow, Registers::Widest] {
            let _held = hold(registers);
            check();
        }
    }
}
