//! What some of the graphs give, where a name could be taken for another or a pass is split.

use backprop_strict_tests::names::{Constant, Hiding, HidingByLet, Operations, Reserved};
use backprop_strict_tests::operations::{Floored, Idle, Stopped};
use backprop_strict_tests::places::{DoubledSquare, Spring, interest, shadowed};
use backprop_strict_tests::{Blocks, Polar};

#[test]
fn inputs_and_lets_hide_constants() {
    assert_eq!(Hiding::new().value(2.0, 3.0), 6.0);
    assert_eq!(HidingByLet::new().value(2.0), 6.0);
    assert_eq!(Constant::new().value(2.0), 3.0);
    assert_eq!(interest(100.0), 0.03);
}

#[test]
fn later_lets_hide_earlier_ones() {
    // With X = 2 (x + 1) - y the value is X², its gradient 4 X and -2 X. At (1, 1), X is 3.
    let (value, grads) = Blocks::new().value_and_grad(1.0, 1.0);
    assert_eq!((value, grads.x, grads.y), (9.0, 12.0, -6.0));
}

#[test]
fn inputs_may_bear_the_names_of_operations_and_of_generated_items() {
    let output = Operations::new().value(0.0, 1.0, 2.0, 3.0, 4.0);
    assert_eq!(output.sqrt, 24.0);
    let ones = Reserved::new().forward(
        1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
    );
    assert_eq!(ones.output().sum, 7.0);
    let grads = ones.backward(1.0);
    assert_eq!((grads.value, grads.d_value, grads.zero), (1.0, 7.0, 7.0));
}

#[test]
fn cotangents_are_weights_of_the_outputs() {
    let polar = Polar::new();
    let radius = polar.forward(3.0, 4.0).backward(5.0, 0.0);
    assert_eq!((radius.x, radius.y), (3.0, 4.0));
    let angle = polar.forward(3.0, 4.0).backward(0.0, 25.0);
    assert_eq!((angle.x, angle.y), (-4.0, 3.0));
}

#[test]
fn what_is_stopped_or_floored_has_no_gradient() {
    let (value, grads) = Stopped::new().value_and_grad(3.0, 2.0);
    assert_eq!((value, grads.x, grads.y), (22.0, 6.0, 2.0));
    let (value, grads) = Floored::new().value_and_grad(2.5, 3.0);
    assert_eq!((value, grads.x, grads.y), (6.0, 0.0, 2.0));
}

#[test]
fn idle_arithmetic_changes_nothing() {
    // (3 x)² + (x y)² + x - y, at (2, 3).
    let (value, grads) = Idle::new().value_and_grad(2.0, 3.0);
    assert_eq!(value, 36.0 + 36.0 + 2.0 - 3.0);
    assert_eq!((grads.x, grads.y), (36.0 + 36.0 + 1.0, 24.0 - 1.0));
}

#[test]
fn expressions_work_in_methods() {
    let spring = Spring { stiffness: 10.0 };
    assert_eq!((spring.force(0.5), spring.energy(0.5)), (-5.0, 1.25));
}

#[test]
fn what_another_macro_passes_on_stays_together() {
    assert_eq!(DoubledSquare::new().value(3.0), 18.0);
}

#[test]
fn nothing_depends_on_what_is_in_scope() {
    let output = shadowed::Alone::new().value(1.0, 4.0);
    assert_eq!((output.value, output.other), (8.0, 1.0));
}
