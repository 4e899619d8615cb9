//! A part of the random graphs, compiled.

mod check;
mod compiled;
mod differences;
mod evaluate;
mod functions;
mod generate;
#[allow(dead_code, reason = "the other tests look at all stages")]
mod interpreted;
mod moves;
mod points;
#[path = "../../random/src/rng.rs"]
mod rng;
mod shape;
mod source;
mod suite;
mod tally;
mod tape;
#[allow(dead_code, reason = "the build script asks for element types")]
mod tree;

/// The graphs.
mod graphs {
    use backprop::ShapeError;
    use backprop::graph;
    use backprop::ndarray::{ArrayViewD, Ix1, Ix2, Ix3, Ix4};
    use backprop_codegen::interp::Tensor;

    use crate::compiled::{Case, Collect, Compiled, Found, array, elements, scalar, view};

    include!(concat!(env!("OUT_DIR"), "/graphs_1.rs"));
}

#[test]
fn values_and_gradients_are_those_of_the_tape() {
    let mut tallies = check::Tallies::default();
    suite::tape(graphs::DOUBLE, &mut tallies);
    suite::tape(graphs::SINGLE, &mut tallies);
    tallies.finish("compiled");
}

#[test]
fn value_and_grad_gives_what_the_tape_gives() {
    let mut tallies = check::Tallies::default();
    suite::fused(graphs::DOUBLE, &mut tallies);
    suite::fused(graphs::SINGLE, &mut tallies);
    tallies.finish("value_and_grad");
}

#[test]
fn values_have_the_bits_and_the_nan_of_the_interpreter() {
    suite::interpreter(graphs::DOUBLE);
    suite::interpreter(graphs::SINGLE);
}

#[test]
fn sizes_that_do_not_fit_are_errors() {
    suite::errors(graphs::DOUBLE);
    suite::errors(graphs::SINGLE);
}
