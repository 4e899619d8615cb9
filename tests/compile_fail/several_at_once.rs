use backprop::graph;

graph! {
    struct Several(x: f64, y: f64) -> f64 {
        let a = foo(x);
        let b = x ^ 2;
        let c = unknown + y;
        let d = a * b * c;
        d.bar()
    }
}

fn main() {}
