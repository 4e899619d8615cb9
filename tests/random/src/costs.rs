//! What random scalar graphs cost is what their text does.

mod generate;
mod rng;
#[allow(dead_code, reason = "the build script asks for more")]
mod source;
#[path = "../../../backprop-codegen/tests/tally/mod.rs"]
mod tally;
#[allow(dead_code, reason = "the build script asks for more")]
mod tree;

/// Every second graph, for tests at the same time.
fn every_second(first: usize) {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 200);
    for graph in graphs.iter().skip(first).step_by(2) {
        tally::agrees(&source::declaration(graph));
    }
}

#[test]
fn costs_are_those_of_the_text() {
    every_second(0);
}

#[test]
fn costs_are_those_of_the_other_texts() {
    every_second(1);
}
