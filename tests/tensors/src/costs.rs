//! What random tensor graphs cost is what their text does.

mod generate;
#[path = "../../random/src/rng.rs"]
mod rng;
#[allow(dead_code, reason = "other tests evaluate")]
mod shape;
mod source;
#[path = "../../../backprop-codegen/tests/tally/mod.rs"]
mod tally;
#[allow(dead_code, reason = "other tests evaluate")]
mod tree;

/// Every second graph, for tests at the same time.
fn every_second(first: usize) {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 300);
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
