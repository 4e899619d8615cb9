//! What random scalar graphs cost is what their text does.

mod generate;
mod rng;
#[allow(dead_code, reason = "the build script asks for more")]
mod source;
#[path = "../../../backprop-codegen/tests/tally/mod.rs"]
mod tally;
#[allow(dead_code, reason = "the build script asks for more")]
mod tree;

#[test]
fn every_cost_is_that_of_the_text() {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 200);
    for graph in &graphs {
        tally::agrees(&source::declaration(graph));
    }
}
