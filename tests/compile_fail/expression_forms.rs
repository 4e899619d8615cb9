use backprop::graph;

fn use_them() {
    let _ = graph!(|x| x ^ 2);
    let _ = graph!(|x, y| x * z);
    let _ = graph!(|| 1);
    let _ = graph!(|x: f32, y| x * y);
}

fn main() {}
