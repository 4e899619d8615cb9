//! What the language says of points where the calculus has no answer, or where IEEE arithmetic alone
//! would give NaN: one test for each promise, with numbers worked out by hand.

use std::fmt::Debug;

use backprop::graph;

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

/// The value and the gradient at a point, which `forward` with `backward(1)` and `value_and_grad` are
/// to agree on.
macro_rules! at {
    ($graph:ident $(::<$float:ident>)?, $($input:ident = $at:expr),+) => {{
        let graph = $graph $(::<$float>)? ::new();
        let (value, fused) = graph.value_and_grad($($at),+);
        let pass = graph.forward($($at),+);
        expect((pass.output(), [graph.value($($at),+)]), (value, [value]));
        let gradient = pass.backward(1.0);
        expect((value, [$(gradient.$input),+]), (value, [$(fused.$input),+]));
        (value, [$(fused.$input),+])
    }};
}

/// Equal, where a NaN equals any NaN, and the two zeros each other.
#[track_caller]
fn expect<F: PartialEq + Copy + Debug, const N: usize>(found: (F, [F; N]), expected: (F, [F; N])) {
    let same = |(left, right): (&F, &F)| left == right || is_nan(*left) && is_nan(*right);
    let values = same((&found.0, &expected.0));
    let gradients = found.1.iter().zip(&expected.1).all(same);
    assert!(
        values && gradients,
        "found {found:?}, expected {expected:?}"
    );
}

fn is_nan<F: PartialEq + Copy>(number: F) -> bool {
    let same = number;
    number != same
}

// Kinks.

#[test]
fn relu_has_slope_zero_up_to_zero_and_one_beyond() {
    graph! { struct Kink(x: f64) -> f64 { relu(x) } }
    expect(at!(Kink, x = 0.0), (0.0, [0.0]));
    expect(at!(Kink, x = -0.0), (0.0, [0.0]));
    expect(at!(Kink, x = -1.0), (0.0, [0.0]));
    expect(at!(Kink, x = 5e-324), (5e-324, [1.0]));
    expect(at!(Kink, x = -5e-324), (0.0, [0.0]));
    expect(at!(Kink, x = INF), (INF, [1.0]));
    expect(at!(Kink, x = -INF), (0.0, [0.0]));
    assert!(Kink::new().value(-0.0).is_sign_positive());
}

#[test]
fn relu_of_nan_is_nan_and_lets_the_gradient_through() {
    graph! { struct Kink(x: f64) -> f64 { relu(x) } }
    expect(at!(Kink, x = NAN), (NAN, [1.0]));
    assert_eq!(Kink::new().forward(NAN).backward(3.0).x, 3.0);
}

#[test]
fn abs_has_slope_zero_at_zero() {
    graph! { struct Kink(x: f64) -> f64 { abs(x) } }
    expect(at!(Kink, x = 0.0), (0.0, [0.0]));
    expect(at!(Kink, x = -0.0), (0.0, [0.0]));
    expect(at!(Kink, x = 5e-324), (5e-324, [1.0]));
    expect(at!(Kink, x = -5e-324), (5e-324, [-1.0]));
}

#[test]
fn leaky_relu_has_its_slope_at_zero() {
    graph! {
        struct Kink(x: f64) -> f64 { leaky_relu(x, 0.125) }
        struct Learned(x: f64, slope: f64) -> f64 { x.leaky_relu(slope) }
    }
    expect(at!(Kink, x = 0.0), (0.0, [0.125]));
    expect(at!(Kink, x = -0.0), (0.0, [0.125]));
    expect(at!(Kink, x = -2.0), (-0.25, [0.125]));
    expect(at!(Kink, x = 2.0), (2.0, [1.0]));
    expect(at!(Learned, x = 0.0, slope = 0.25), (0.0, [0.25, 0.0]));
    expect(at!(Learned, x = -2.0, slope = 0.25), (-0.5, [0.25, -2.0]));
    expect(at!(Learned, x = 2.0, slope = 0.25), (2.0, [1.0, 0.0]));
}

#[test]
fn elu_has_its_left_derivative_at_zero() {
    graph! { struct Kink(x: f64) -> f64 { elu(x) } }
    expect(at!(Kink, x = 0.0), (0.0, [1.0]));
    expect(at!(Kink, x = -0.0), (0.0, [1.0]));
    expect(at!(Kink, x = 3.0), (3.0, [1.0]));
    expect(at!(Kink, x = -INF), (-1.0, [0.0]));
}

#[test]
fn a_tie_in_max_gives_each_side_half() {
    graph! {
        struct Kink(x: f64, y: f64) -> f64 { max(x, y) }
        struct Zero(x: f64) -> f64 { max(x, 0) }
        struct Twice(x: f64) -> f64 { max(x, x) }
    }
    expect(at!(Kink, x = 3.0, y = 3.0), (3.0, [0.5, 0.5]));
    expect(at!(Kink, x = 0.0, y = -0.0), (0.0, [0.5, 0.5]));
    expect(at!(Kink, x = INF, y = INF), (INF, [0.5, 0.5]));
    expect(at!(Kink, x = 3.0, y = 2.0), (3.0, [1.0, 0.0]));
    expect(at!(Kink, x = 2.0, y = 3.0), (3.0, [0.0, 1.0]));
    expect(at!(Zero, x = 0.0), (0.0, [0.5]));
    expect(at!(Zero, x = -1.0), (0.0, [0.0]));
    expect(at!(Zero, x = 1.0), (1.0, [1.0]));
    expect(at!(Twice, x = 2.0), (2.0, [1.0]));
}

#[test]
fn a_tie_in_min_gives_each_side_half() {
    graph! {
        struct Kink(x: f64, y: f64) -> f64 { min(x, y) }
        struct Zero(x: f64) -> f64 { 0.min(x) }
        struct Twice(x: f64) -> f64 { min(x, x) }
    }
    expect(at!(Kink, x = 3.0, y = 3.0), (3.0, [0.5, 0.5]));
    expect(at!(Kink, x = 0.0, y = -0.0), (0.0, [0.5, 0.5]));
    expect(at!(Kink, x = -INF, y = -INF), (-INF, [0.5, 0.5]));
    expect(at!(Kink, x = 3.0, y = 2.0), (2.0, [0.0, 1.0]));
    expect(at!(Kink, x = 2.0, y = 3.0), (2.0, [1.0, 0.0]));
    expect(at!(Zero, x = 0.0), (0.0, [0.5]));
    expect(at!(Zero, x = 1.0), (0.0, [0.0]));
    expect(at!(Twice, x = 2.0), (2.0, [1.0]));
}

#[test]
fn min_and_max_ignore_a_nan() {
    graph! {
        struct Greater(x: f64, y: f64) -> f64 { max(x, y) }
        struct Lesser(x: f64, y: f64) -> f64 { min(x, y) }
    }
    expect(at!(Greater, x = NAN, y = 2.0), (2.0, [0.0, 1.0]));
    expect(at!(Greater, x = 2.0, y = NAN), (2.0, [1.0, 0.0]));
    expect(at!(Lesser, x = NAN, y = 2.0), (2.0, [0.0, 1.0]));
    expect(at!(Lesser, x = 2.0, y = NAN), (2.0, [1.0, 0.0]));
    assert!(Greater::new().value(NAN, NAN).is_nan());
    assert!(Lesser::new().value(NAN, NAN).is_nan());
}

#[test]
fn clamp_passes_the_gradient_to_x_at_its_bounds_and_inside() {
    graph! { struct Kink(x: f64, low: f64, high: f64) -> f64 { clamp(x, low, high) } }
    expect(
        at!(Kink, x = -1.0, low = -1.0, high = 2.0),
        (-1.0, [1.0, 0.0, 0.0]),
    );
    expect(
        at!(Kink, x = 2.0, low = -1.0, high = 2.0),
        (2.0, [1.0, 0.0, 0.0]),
    );
    expect(
        at!(Kink, x = 0.5, low = -1.0, high = 2.0),
        (0.5, [1.0, 0.0, 0.0]),
    );
    expect(
        at!(Kink, x = 2.0, low = 2.0, high = 2.0),
        (2.0, [1.0, 0.0, 0.0]),
    );
}

#[test]
fn clamp_passes_the_gradient_to_the_bound_outside() {
    graph! {
        struct Kink(x: f64, low: f64, high: f64) -> f64 { clamp(x, low, high) }
        struct Fixed(x: f64) -> f64 { x.clamp(-1, 2) }
        struct Computed(x: f64, y: f64) -> f64 { x.clamp(-y * y, y * y) }
    }
    expect(
        at!(Kink, x = -1.5, low = -1.0, high = 2.0),
        (-1.0, [0.0, 1.0, 0.0]),
    );
    expect(
        at!(Kink, x = 2.5, low = -1.0, high = 2.0),
        (2.0, [0.0, 0.0, 1.0]),
    );
    // Bounds in the wrong order: the lower one is asked first.
    expect(
        at!(Kink, x = 0.0, low = 1.0, high = -1.0),
        (1.0, [0.0, 1.0, 0.0]),
    );
    expect(at!(Fixed, x = 3.0), (2.0, [0.0]));
    expect(at!(Fixed, x = 2.0), (2.0, [1.0]));
    expect(at!(Computed, x = 10.0, y = 3.0), (9.0, [0.0, 6.0]));
    expect(at!(Computed, x = -10.0, y = 3.0), (-9.0, [0.0, -6.0]));
}

#[test]
fn clamp_of_nan_is_nan_and_a_bound_that_is_nan_does_not_bind() {
    graph! { struct Kink(x: f64, low: f64, high: f64) -> f64 { clamp(x, low, high) } }
    expect(
        at!(Kink, x = NAN, low = -1.0, high = 2.0),
        (NAN, [1.0, 0.0, 0.0]),
    );
    expect(
        at!(Kink, x = -5.0, low = NAN, high = 2.0),
        (-5.0, [1.0, 0.0, 0.0]),
    );
    expect(
        at!(Kink, x = 5.0, low = -1.0, high = NAN),
        (5.0, [1.0, 0.0, 0.0]),
    );
}

#[test]
fn clamp_is_an_if_whose_other_branches_contribute_nothing() {
    graph! { struct Kink(x: f64) -> f64 { clamp(sqrt(x), 0.5, 2) } }
    // The slope of sqrt is infinite at 0, where the bound is taken.
    expect(at!(Kink, x = 0.0), (0.5, [0.0]));
    expect(at!(Kink, x = 16.0), (2.0, [0.0]));
    expect(at!(Kink, x = 1.0), (1.0, [0.5]));
}

#[test]
fn powf_gives_its_exponent_no_gradient_at_zero() {
    graph! { struct Kink(x: f64, p: f64) -> f64 { powf(x, p) } }
    expect(at!(Kink, x = 0.0, p = 2.0), (0.0, [0.0, 0.0]));
    expect(at!(Kink, x = -0.0, p = 2.0), (0.0, [0.0, 0.0]));
    expect(at!(Kink, x = 0.0, p = 1.0), (0.0, [1.0, 0.0]));
    expect(at!(Kink, x = 0.0, p = 0.5), (0.0, [INF, 0.0]));
    expect(at!(Kink, x = 0.0, p = -1.0), (INF, [-INF, 0.0]));
    expect(at!(Kink, x = 1.0, p = 3.0), (1.0, [3.0, 0.0]));
}

#[test]
fn hypot_has_gradient_zero_at_the_origin() {
    graph! { struct Kink(x: f64, y: f64) -> f64 { hypot(x, y) } }
    expect(at!(Kink, x = 0.0, y = 0.0), (0.0, [0.0, 0.0]));
    expect(at!(Kink, x = -0.0, y = 0.0), (0.0, [0.0, 0.0]));
    expect(at!(Kink, x = 3.0, y = 4.0), (5.0, [3.0 / 5.0, 4.0 / 5.0]));
    expect(at!(Kink, x = 0.0, y = -2.0), (2.0, [0.0, -1.0]));
}

#[test]
fn signum_floor_ceil_and_round_have_gradient_zero() {
    graph! {
        struct Signum(x: f64) -> f64 { signum(x) }
        struct Floor(x: f64) -> f64 { floor(x) }
        struct Ceil(x: f64) -> f64 { ceil(x) }
        struct Round(x: f64) -> f64 { round(x) }
        struct Steps(x: f64) -> f64 { x * floor(x) + signum(x) }
    }
    for x in [-1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.5, INF, -INF, 1e-300] {
        expect(at!(Signum, x = x), (x.signum(), [0.0]));
        expect(at!(Floor, x = x), (x.floor(), [0.0]));
        expect(at!(Ceil, x = x), (x.ceil(), [0.0]));
        expect(at!(Round, x = x), (x.round(), [0.0]));
    }
    expect(at!(Steps, x = 2.5), (6.0, [2.0]));
}

#[test]
fn a_product_with_zeros_has_its_exact_gradient() {
    graph! { struct Volume(x: f64, y: f64, z: f64) -> f64 { x * y * z } }
    expect(
        at!(Volume, x = 0.0, y = 3.0, z = 2.0),
        (0.0, [6.0, 0.0, 0.0]),
    );
    expect(
        at!(Volume, x = 0.0, y = 0.0, z = 2.0),
        (0.0, [0.0, 0.0, 0.0]),
    );
    expect(
        at!(Volume, x = 5.0, y = 3.0, z = 0.0),
        (0.0, [0.0, 0.0, 15.0]),
    );
}

#[test]
fn the_conventions_hold_for_f32_and_a_type_parameter() {
    graph! {
        struct Narrow(x: f32, y: f32) -> f32 { relu(x) + max(x, y) + abs(y) + leaky_relu(y, 0.25) }
        struct Any<F>(x: F, y: F) -> F { relu(x) + max(x, y) + abs(y) + leaky_relu(y, 0.25) }
    }
    // relu 0, half of max; half of max, abs 0, leaky_relu 1/4.
    expect(at!(Narrow, x = 0.0, y = 0.0), (0.0, [0.5, 0.75]));
    expect(at!(Any::<f32>, x = 0.0, y = 0.0), (0.0, [0.5, 0.75]));
    expect(at!(Any::<f64>, x = 0.0, y = 0.0), (0.0, [0.5, 0.75]));
    expect(at!(Narrow, x = 2.0, y = -4.0), (7.0, [2.0, -0.75]));
    expect(at!(Any::<f32>, x = 2.0, y = -4.0), (7.0, [2.0, -0.75]));
    expect(at!(Any::<f64>, x = 2.0, y = -4.0), (7.0, [2.0, -0.75]));
}

// The branch that is not taken.

#[test]
fn a_branch_that_is_not_taken_contributes_nothing() {
    graph! { struct Guarded(x: f64) -> f64 { if x > 0 { sqrt(x) } else { 0 } } }
    expect(at!(Guarded, x = 0.0), (0.0, [0.0]));
    expect(at!(Guarded, x = -0.0), (0.0, [0.0]));
    expect(at!(Guarded, x = -1.0), (0.0, [0.0]));
    expect(at!(Guarded, x = NAN), (0.0, [0.0]));
    expect(at!(Guarded, x = 4.0), (2.0, [0.25]));
}

#[test]
fn a_let_above_the_if_that_only_a_branch_uses_is_guarded() {
    graph! {
        struct Guarded(x: f64) -> f64 {
            let s = sqrt(x);
            if x > 0 { s } else { 0 }
        }
        struct Chain(x: f64) -> f64 {
            let a = sqrt(x);
            let b = ln(a);
            let c = b * a;
            if x > 0 { c } else { 0 }
        }
    }
    expect(at!(Guarded, x = 0.0), (0.0, [0.0]));
    expect(at!(Guarded, x = -1.0), (0.0, [0.0]));
    expect(at!(Guarded, x = 4.0), (2.0, [0.25]));
    expect(at!(Chain, x = 0.0), (0.0, [0.0]));
    // a = 1: d(a ln a) = (ln a + 1) / (2 a).
    expect(at!(Chain, x = 1.0), (0.0, [0.5]));
}

#[test]
fn the_else_branch_is_guarded_too() {
    graph! {
        struct Entropy(p: f64) -> f64 { if p == 0 { 0 } else { -p * ln(p) } }
        struct Sinc(x: f64) -> f64 { if x != 0 { sin(x) / x } else { 1 } }
    }
    expect(at!(Entropy, p = 0.0), (0.0, [0.0]));
    expect(at!(Entropy, p = 1.0), (0.0, [-1.0]));
    expect(at!(Sinc, x = 0.0), (1.0, [0.0]));
}

#[test]
fn nested_ifs_guard() {
    graph! {
        struct Guarded(x: f64, y: f64) -> f64 {
            let s = sqrt(x);
            if x > 0 {
                if y > 0 { s } else { s * y }
            } else {
                y
            }
        }
    }
    expect(at!(Guarded, x = 0.0, y = 1.0), (1.0, [0.0, 1.0]));
    expect(at!(Guarded, x = 0.0, y = -1.0), (-1.0, [0.0, 1.0]));
    expect(at!(Guarded, x = 4.0, y = 1.0), (2.0, [0.25, 0.0]));
    expect(at!(Guarded, x = 4.0, y = -2.0), (-4.0, [-0.5, 2.0]));
}

#[test]
fn an_if_in_the_outer_branch_alone_guards() {
    graph! {
        struct Guarded(x: f64, y: f64) -> f64 {
            let s = sqrt(x);
            let t = recip(y);
            if x > 0 { if y != 0 { s * t } else { s } } else { if y != 0 { t } else { x } }
        }
    }
    expect(at!(Guarded, x = 0.0, y = 0.0), (0.0, [1.0, 0.0]));
    expect(at!(Guarded, x = 4.0, y = 0.0), (2.0, [0.25, 0.0]));
    expect(at!(Guarded, x = 0.0, y = 2.0), (0.5, [0.0, -0.25]));
    expect(at!(Guarded, x = 4.0, y = 2.0), (1.0, [0.125, -0.5]));
}

#[test]
fn an_else_if_chain_guards() {
    graph! {
        struct Guarded(x: f64) -> f64 {
            let r = 1 / x;
            if x == 0 { 0 } else if x > 0 { r } else { -r }
        }
        struct Ranges(x: f64) -> f64 {
            if x <= 0 { 0 } else if x < 1 { sqrt(x) } else if x == 1 { 1 } else { sqrt(x - 1) + 1 }
        }
    }
    expect(at!(Guarded, x = 0.0), (0.0, [0.0]));
    expect(at!(Guarded, x = 2.0), (0.5, [-0.25]));
    expect(at!(Guarded, x = -2.0), (0.5, [0.25]));
    expect(at!(Ranges, x = 0.0), (0.0, [0.0]));
    expect(at!(Ranges, x = 0.25), (0.5, [1.0]));
    // The slope of sqrt(x - 1) is infinite here.
    expect(at!(Ranges, x = 1.0), (1.0, [0.0]));
    expect(at!(Ranges, x = 5.0), (3.0, [0.25]));
}

#[test]
fn a_let_under_two_ifs_is_guarded_by_either() {
    graph! {
        struct Guarded(x: f64) -> f64 {
            let s = sqrt(x);
            let first = if x > 0 { s } else { 0 };
            let second = if x > 1 { 2 * s } else { 1 };
            first + second
        }
        struct Apart(x: f64, c: f64, d: f64) -> f64 {
            let s = sqrt(x);
            let first = if c > 0 { s } else { 0 };
            let second = if d > 0 { s } else { 0 };
            first - second
        }
    }
    expect(at!(Guarded, x = 0.0), (1.0, [0.0]));
    expect(at!(Guarded, x = 0.25), (1.5, [1.0]));
    expect(at!(Guarded, x = 4.0), (6.0, [0.75]));
    expect(
        at!(Apart, x = 0.0, c = -1.0, d = -1.0),
        (0.0, [0.0, 0.0, 0.0]),
    );
    expect(
        at!(Apart, x = 4.0, c = 1.0, d = -1.0),
        (2.0, [0.25, 0.0, 0.0]),
    );
    expect(
        at!(Apart, x = 4.0, c = -1.0, d = 1.0),
        (-2.0, [-0.25, 0.0, 0.0]),
    );
    // Only one of them is taken: infinity, and nothing that would make it NaN.
    expect(
        at!(Apart, x = 0.0, c = 1.0, d = -1.0),
        (0.0, [INF, 0.0, 0.0]),
    );
    expect(
        at!(Apart, x = 0.0, c = -1.0, d = 1.0),
        (0.0, [-INF, 0.0, 0.0]),
    );
    // Both are taken, and they cancel: zero times infinity.
    expect(
        at!(Apart, x = 0.0, c = 1.0, d = 1.0),
        (0.0, [NAN, 0.0, 0.0]),
    );
}

#[test]
fn the_same_expression_in_two_branches_is_guarded_in_each() {
    graph! {
        struct Guarded(x: f64, c: f64) -> f64 {
            (if x > 0 { sqrt(x) } else { c }) + if c > 0 { c * sqrt(x) } else { 0 }
        }
    }
    expect(at!(Guarded, x = 0.0, c = -1.0), (-1.0, [0.0, 1.0]));
    expect(at!(Guarded, x = 4.0, c = -1.0), (2.0, [0.25, 0.0]));
    expect(at!(Guarded, x = 4.0, c = 3.0), (8.0, [1.0, 2.0]));
    expect(at!(Guarded, x = 0.0, c = 3.0), (3.0, [INF, 1.0]));
}

#[test]
fn a_condition_on_the_guarded_value_itself_guards() {
    graph! {
        struct Cosine(x: f64, y: f64) -> f64 {
            let n = sqrt(x * x + y * y);
            if n > 0 { x / n } else { 0 }
        }
    }
    expect(at!(Cosine, x = 0.0, y = 0.0), (0.0, [0.0, 0.0]));
    expect(at!(Cosine, x = 4.0, y = 0.0), (1.0, [0.0, 0.0]));
    expect(at!(Cosine, x = 0.0, y = 2.0), (0.0, [0.5, 0.0]));
}

#[test]
fn a_block_and_a_shadowing_let_are_guarded() {
    graph! {
        struct Guarded(x: f64) -> f64 {
            let s = { let s = sqrt(x); s * s * s };
            if x > 0 { let s = s + x; s } else { 0 }
        }
    }
    expect(at!(Guarded, x = 0.0), (0.0, [0.0]));
    // x^(3/2) + x at 4: 8 + 4, and 3/2 * 2 + 1.
    expect(at!(Guarded, x = 4.0), (12.0, [4.0]));
}

#[test]
fn an_infinite_factor_does_not_reach_the_branch_that_is_not_taken() {
    graph! { struct Guarded(x: f64, y: f64) -> f64 { y * (if x > 0 { sqrt(x) } else { 1 }) } }
    expect(at!(Guarded, x = 0.0, y = INF), (INF, [0.0, 1.0]));
    expect(at!(Guarded, x = 4.0, y = 3.0), (6.0, [0.75, 2.0]));
}

#[test]
fn each_output_guards_for_itself() {
    graph! {
        struct Pair(x: f64, y: f64) -> (first: f64, second: f64, const third: f64) {
            let s = sqrt(x);
            (if x > 0 { s } else { y }, if y > 0 { s * y } else { y }, s)
        }
    }
    let gradient = |x, y| {
        let gradient = Pair::new().forward(x, y).backward(1.0, 10.0);
        [gradient.x, gradient.y]
    };
    assert_eq!(gradient(0.0, -1.0), [0.0, 11.0]);
    assert_eq!(gradient(4.0, -1.0), [0.25, 10.0]);
    assert_eq!(gradient(4.0, 2.0), [0.25 + 5.0, 20.0]);
    assert_eq!(gradient(0.0, 2.0), [INF, 1.0]);
}

#[test]
fn a_comparison_with_nan_does_not_hold() {
    graph! {
        struct Plain(x: f64, y: f64) -> f64 { if x > 0 { 2 * y } else { 3 * y } }
        struct Negated(x: f64, y: f64) -> f64 { if !(x > 0) { 2 * y } else { 3 * y } }
        struct Unequal(x: f64, y: f64) -> f64 { if x != x { 2 * y } else { 3 * y } }
    }
    expect(at!(Plain, x = NAN, y = 1.0), (3.0, [0.0, 3.0]));
    expect(at!(Negated, x = NAN, y = 1.0), (2.0, [0.0, 2.0]));
    expect(at!(Unequal, x = NAN, y = 1.0), (2.0, [0.0, 2.0]));
    expect(at!(Unequal, x = 1.0, y = 1.0), (3.0, [0.0, 3.0]));
}

#[test]
fn where_no_gradient_flows_it_is_zero() {
    graph! {
        struct Condition(c: f64, x: f64) -> f64 { if c > 0 { x } else { 2 * x } }
        struct Stopped(x: f64, y: f64) -> f64 { stop_gradient(sqrt(x)) * y }
        struct Read(x: f64, y: f64) -> (loss: f64, const root: f64) { (y * y, sqrt(x)) }
    }
    expect(at!(Condition, c = 0.0, x = 3.0), (6.0, [0.0, 2.0]));
    // Not zero times infinity.
    expect(at!(Stopped, x = 0.0, y = 3.0), (0.0, [0.0, 0.0]));
    let (output, gradient) = Read::new().value_and_grad(0.0, 3.0);
    assert_eq!((output.loss, output.root), (9.0, 0.0));
    assert_eq!((gradient.x, gradient.y), (0.0, 6.0));
}

// Elsewhere IEEE arithmetic holds.

#[test]
fn zero_times_infinity_is_nan_outside_of_an_if() {
    graph! {
        struct Literal(x: f64) -> f64 { sqrt(x) * 0 }
        struct Factor(x: f64, y: f64) -> f64 { sqrt(x) * y }
        struct Difference(x: f64) -> f64 { 1 / x - 1 / x }
        struct Value(x: f64) -> f64 { 0 * x }
    }
    expect(at!(Literal, x = 0.0), (0.0, [NAN]));
    expect(at!(Factor, x = 0.0, y = 0.0), (0.0, [NAN, 0.0]));
    expect(at!(Factor, x = 0.0, y = 2.0), (0.0, [INF, 0.0]));
    expect(at!(Difference, x = 0.0), (NAN, [NAN]));
    expect(at!(Value, x = INF), (NAN, [0.0]));
    expect(at!(Value, x = 2.0), (0.0, [0.0]));
}

#[test]
fn a_use_outside_of_the_if_is_not_guarded() {
    graph! {
        struct Both(x: f64) -> f64 {
            let s = sqrt(x);
            s + if x > 0 { s } else { 0 }
        }
        struct Times(x: f64) -> f64 {
            let s = sqrt(x);
            s * 0 + if x > 0 { s } else { 0 }
        }
    }
    expect(at!(Both, x = 0.0), (0.0, [INF]));
    expect(at!(Both, x = 4.0), (4.0, [0.5]));
    expect(at!(Times, x = 0.0), (0.0, [NAN]));
    expect(at!(Times, x = 4.0), (2.0, [0.25]));
}

#[test]
fn the_branch_that_is_taken_is_not_guarded() {
    graph! { struct Taken(x: f64) -> f64 { if x >= 0 { 0 * sqrt(x) } else { 0 } } }
    expect(at!(Taken, x = 0.0), (0.0, [NAN]));
    expect(at!(Taken, x = -1.0), (0.0, [0.0]));
}
