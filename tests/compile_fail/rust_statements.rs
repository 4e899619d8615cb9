use backprop::graph;

graph! {
    struct Statements(x: f64) -> f64 {
        let a = match x { _ => x };
        let b = return x;
        let c = |y| y;
        let d = vec![x];
        let e = &x;
        let f = x?;
        a + b + c + d + e + f
    }
}

fn main() {}
