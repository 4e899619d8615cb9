//! Keywords as names, written raw.

use backprop::graph;

graph! {
    pub struct r#Move(r#type: f64, r#gen: f64) -> (r#loop: f64, r#in: f64) {
        let r#fn = r#type * r#gen;
        (r#fn, r#fn + r#type)
    }
}

fn main() {
    let pass = r#Move::new().forward(2.0, 3.0);
    assert_eq!(pass.output().r#loop, 6.0);
    assert_eq!(pass.output().r#in, 8.0);
    let grads = pass.backward(1.0, 1.0);
    assert_eq!((grads.r#type, grads.r#gen), (7.0, 4.0));
}
