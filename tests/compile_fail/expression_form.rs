//! Mistakes in expressions; the value has its methods all the same.

use backprop::graph;

fn main() {
    let unknown = graph!(|x, y| x * z + y);
    let _: f64 = unknown.value(1.0, 2.0);

    let incomplete = graph!(|x, y| x * y +);
    let (_, grads) = incomplete.value_and_grad(1.0, 2.0);
    let _: f64 = grads.x + grads.y;

    let unused = graph!(|x, y| x);
    let _ = unused.forward(1.0, 2.0).backward(1.0);

    let open = graph!(|x, y);
    let _: f64 = open.value(1.0, 2.0);

    let mixed = graph!(|x: f32, y| x * y);
    let _: f32 = mixed.value(1.0, 2.0);
}
