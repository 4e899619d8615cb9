//! What must hold of every function: the edges are as in the standard library, and a result
//! depends on its own lane alone.

use backprop_core::{Elementary, Float};

use super::random_bits;

/// Calls `$test!(name, lanes)` for all functions of one number, as `Float` and `Elementary` name
/// them.
macro_rules! all_functions {
    ($test:ident, $float:ident) => {
        $test!($float: sqrt sqrt_lanes, cbrt cbrt_lanes, exp exp_lanes, exp2 exp2_lanes,
            exp_m1 exp_m1_lanes, ln ln_lanes, log2 log2_lanes, log10 log10_lanes,
            ln_1p ln_1p_lanes, sin sin_lanes, cos cos_lanes, tan tan_lanes, asin asin_lanes,
            acos acos_lanes, atan atan_lanes, sinh sinh_lanes, cosh cosh_lanes, tanh tanh_lanes,
            asinh asinh_lanes, acosh acosh_lanes, atanh atanh_lanes, floor floor_lanes,
            ceil ceil_lanes, round round_lanes, sigmoid sigmoid_lanes)
    };
}

/// Calls `$test!` in the same way for the functions of two numbers.
macro_rules! all_pairs {
    ($test:ident, $float:ident) => {
        $test!($float: powf powf_lanes, hypot hypot_lanes, atan2 atan2_lanes)
    };
}

macro_rules! edges {
    ($float:ident: $($name:ident $lanes:ident),*) => {$(
        for x in [0.0, 1.0, $float::INFINITY, $float::NAN] {
            for x in [x, -x] {
                let expected = Float::$name(x);
                let [result] = $float::$lanes([x]);
                // An infinity, 0 and NaN are exact, and 0 has a sign.
                let exact = expected.is_nan() || expected == 0.0 || expected.is_infinite();
                let same = if expected.is_nan() {
                    result.is_nan()
                } else if exact {
                    result.to_bits() == expected.to_bits()
                } else {
                    (result - expected).abs() <= $float::EPSILON * expected.abs()
                };
                assert!(same, "{} of {x:?} is {result:?}, not {expected:?}", stringify!($name));
            }
        }
    )*};
}

macro_rules! pair_edges {
    ($float:ident: $($name:ident $lanes:ident),*) => {$(
        let edges = [
            0.0,
            0.5,
            1.0,
            2.0,
            3.0,
            $float::MIN_POSITIVE,
            $float::MAX,
            1.0 / $float::EPSILON,
            2.0 / $float::EPSILON - 1.0,
            $float::INFINITY,
            $float::NAN,
        ];
        for x in edges.into_iter().flat_map(|x| [x, -x]) {
            for y in edges.into_iter().flat_map(|y| [y, -y]) {
                let expected = Float::$name(x, y);
                let [result] = $float::$lanes([x], [y]);
                let same = if expected.is_nan() {
                    result.is_nan()
                } else if expected == 0.0 || expected.is_infinite() {
                    result.to_bits() == expected.to_bits()
                } else {
                    (result - expected).abs() <= $float::EPSILON * expected.abs()
                };
                assert!(same, "{}({x:?}, {y:?}) is {result:?}, not {expected:?}", stringify!($name));
            }
        }
    )*};
}

#[test]
fn edges_are_those_of_the_standard_library() {
    all_functions!(edges, f32);
    all_functions!(edges, f64);
    all_pairs!(pair_edges, f32);
    all_pairs!(pair_edges, f64);
}

/// Lanes of any bits: NaN, infinities and large arguments among ordinary ones.
macro_rules! any_lanes {
    ($float:ident, $random:ident) => {
        std::array::from_fn::<$float, 32, _>(|i| {
            let bits = $random();
            if i % 3 == 0 {
                any_bits!($float, bits)
            } else {
                <$float as Float>::from_f64(f64::from(u32::try_from(bits >> 32).unwrap()) * 1e-9)
            }
        })
    };
}

macro_rules! any_bits {
    (f32, $bits:ident) => {
        f32::from_bits(u32::try_from($bits >> 32).unwrap())
    };
    (f64, $bits:ident) => {
        f64::from_bits($bits)
    };
}

macro_rules! alone {
    ($float:ident: $($name:ident $lanes:ident),*) => {{
        let mut random = random_bits(3);
        for _ in 0..200 {
            let x = any_lanes!($float, random);
            $(
                let together = $float::$lanes(x);
                let (eights, _) = x.as_chunks::<8>();
                let by_eight = eights.iter().flat_map(|&x| $float::$lanes(x));
                for ((x, together), by_eight) in x.into_iter().zip(together).zip(by_eight) {
                    let [alone] = $float::$lanes([x]);
                    for other in [by_eight, alone] {
                        let same = together.to_bits() == other.to_bits()
                            || together.is_nan() && other.is_nan();
                        assert!(same, "{}: {x:e}", stringify!($name));
                    }
                }
            )*
        }
    }};
}

macro_rules! pairs_alone {
    ($float:ident: $($name:ident $lanes:ident),*) => {{
        let mut random = random_bits(4);
        for _ in 0..200 {
            let x = any_lanes!($float, random);
            let y = any_lanes!($float, random);
            $(
                let together = $float::$lanes(x, y);
                for ((x, y), together) in x.into_iter().zip(y).zip(together) {
                    let [alone] = $float::$lanes([x], [y]);
                    let same = together.to_bits() == alone.to_bits()
                        || together.is_nan() && alone.is_nan();
                    assert!(same, "{}: {x:e}, {y:e}", stringify!($name));
                }
            )*
        }
    }};
}

#[test]
fn a_result_depends_on_its_own_lane_alone() {
    all_functions!(alone, f32);
    all_functions!(alone, f64);
    all_pairs!(pairs_alone, f32);
    all_pairs!(pairs_alone, f64);
}
