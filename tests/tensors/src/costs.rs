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

#[test]
fn every_cost_is_that_of_the_text() {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 300);
    for graph in &graphs {
        tally::agrees(&source::declaration(graph));
    }
}
