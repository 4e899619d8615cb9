use backprop::graph;

graph! {
    fn not_a_graph(x: f64) -> f64 { x }
    const ALSO_NOT: f64 = 1.0;
    struct Fine(x: f64) -> f64 { x }
}

fn main() {}
