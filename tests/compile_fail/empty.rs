//! A call without a graph.

use backprop::graph;

graph! {}

fn main() {}
