//! An input and a `let` may bear the name of a size: in types, axes and `reshape` it is the size, in expressions the
//! value.

use backprop::ndarray::array;
use backprop::{Graph, graph};

graph! {
    pub struct Average(x: [f64; n], n: f64) -> f64 { sum(x) / n }
    pub struct Rows(n: f64, x: [f64; n, m], m: [f64; m]) -> [f64; n] {
        let k = x * m;
        k.reshape([m, n]).t().sum_axis(m) / n
    }
    pub struct Own<F>(n: [F; n]) -> F {
        let square = n * n;
        square.sum_axis(n)
    }
    pub struct Local(x: [f64; n]) -> [f64; n] {
        let n = x + 1;
        n.insert_axis(n)[.., 0] * n
    }
}

fn main() {
    let mut average = Average::new();
    let (value, gradient) = average.value_and_grad(&[1.0, 2.0, 3.0], 3.0).unwrap();
    assert_eq!((value, gradient.n), (2.0, -2.0 / 3.0));
    assert_eq!(gradient.x[0], 1.0 / 3.0);
    assert_eq!(<Average as Graph>::INFO.inputs.len(), 2);

    let rows = Rows::new()
        .value(2.0, &array![[1.0, 2.0], [3.0, 4.0]], &[1.0, 10.0])
        .unwrap()
        .to_owned();
    assert_eq!(rows.len(), 2);
    let error = Rows::new()
        .value(2.0, &array![[1.0, 2.0]], &[1.0])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `Rows`, axis 0 of `m` has size 1, but `m` is 2, the size of axis 1 of `x`"
    );

    let mut own = Own::new();
    let (value, gradient) = own.value_and_grad(&[1.0_f32, 2.0]).unwrap();
    assert_eq!((value, gradient.n[1]), (5.0, 4.0));

    let mut local = Local::new();
    assert_eq!(local.value(&[1.0, 2.0]).unwrap(), array![4.0, 6.0]);
}
