//! Inputs, outputs and sizes that bear names which generated code might want for itself.

use backprop::graph;
use backprop::ndarray::array;

graph! {
    struct Internals(
        graph: [f64; n], sizes: [f64; n], rows: [f64; n], at: [f64; n], row: [f64; n],
        scratch: [f64; n], workspace: [f64; n], products: [f64; n], grads: [f64; n],
        inputs: [f64; n], buffers: [f64; n], product: [f64; n], self_: [f64; n],
    ) -> f64 {
        let nest = graph * sizes + rows * at;
        let leaf = row * scratch + workspace * products;
        sum(nest + leaf + grads * inputs + buffers * product + self_)
    }
    struct Methods(run: [f64; n], value: [f64; n], forward: [f64; n], backward: [f64; n], new: f64) -> f64 {
        sum(run * value * forward * backward) * new
    }
    struct Outputs(x: [f64; n]) -> (
        graph: [f64; n], value: f64, output: [f64; n], const pass: [f64; n], const grads: f64, x: [f64; n],
    ) {
        (2 * x, sum(x), 3 * x, x * x, mean(x), x)
    }
    struct Cotangents(x: [f64; n], d_x: [f64; n], d_output: [f64; n], cotangent: f64) -> [f64; n] {
        x * d_x + d_output * cotangent
    }
    struct Sizes(
        a: [f64; rows, row], b: [f64; row, graph], c: [f64; graph, at], d: [f64; at, len],
    ) -> [f64; rows, len] {
        a @ b @ c @ d
    }
    struct LikeOperations(x: [f64; sum, mean], y: [f64; mean, exp], z: [f64; max, sum]) -> f64 {
        sum(exp(z @ x @ y)) + sum(sum_axis(x, sum)) + max_all(mean_axis(y, mean)) * sum(max_axis(z, max))
    }
    struct Runtime(
        backprop: [f64; arrays], ndarray: [f64; arrays], core: [f64; arrays], std: [f64; arrays],
        tensor: [f64; arrays], runtime: [f64; arrays], f64: [f64; f32],
    ) -> f64 {
        sum(backprop * ndarray * core * std * tensor * runtime) + sum(f64)
    }
    struct Locals(
        t0: [f64; d0, d1], t1: [f64; d0, d1], x_in: [f64; d0, d1], x: [f64; d0, d1], d_x_out: [f64; d0, d1],
        x_out: [f64; d0, d1], lanes: [f64; d1], mask: [f64; d1], zero: [f64; d1], i: [f64; d0, 1],
    ) -> [f64; d0, d1] {
        let t2 = t0 * t1 + x_in * x;
        let d_x = exp(t2) + d_x_out * x_out;
        if mask > zero { d_x } else { lanes * i }
    }
    struct Derived(
        x: [f64; n], x_view: [f64; n], x_packed: [f64; n], x_later: [f64; n], x_kept: f64,
        x_view_2: [f64; n], x_packed_2: [f64; n],
    ) -> (h: [f64; n], h_out: [f64; n], h_later: f64) {
        let h = exp(x * x_view + x_packed);
        let h_out = h * x_later * x_kept;
        let h_row = softmax(h_out) * x_view_2 * x_packed_2;
        (h, h_out, sum(h_row * h_row))
    }
    struct Numbers(
        x: [f64; n], accumulate: f64, at: f64, count: f64, graph: f64, grads: f64, products: f64, row: f64,
        rows: f64, scratch: f64, settle: f64, workspace: f64,
    ) -> f64 {
        sum(x * accumulate * at + count) * graph * grads + products * row * rows * scratch + settle * workspace
    }
    struct Sums(
        rows: [f64; count, row], at: [f64; row], settle: f64, accumulate: [f64; count], lanes: f64, each: f64,
    ) -> (sums: [f64; row], sums_error: [f64; count], total: f64) {
        let products = exp(rows * at);
        (sum_axis(products * lanes, 0), sum_axis(products, 1) * accumulate, sum(products) * settle * each)
    }
    // A `let` may bear the name of a size.
    struct Lets(x: [f64; n], w: [f64; n, hidden]) -> [f64; hidden] {
        let hidden = relu(x @ w);
        let n = sum(x);
        hidden + n - sum_axis(x, n)
    }
    struct Raw(r#type: [f64; r#fn], r#match: [f64; r#fn]) -> (r#loop: [f64; r#fn]) { r#type * r#match }
    struct Capital(X: [f64; N], W: [f64; N, M]) -> [f64; M] { X @ W }
    struct F(x: [f64; n]) -> f64 { sum(x) }
    struct Vec(x: [f64; n]) -> [f64; n] { x + 1 }
    #[allow(non_camel_case_types)]
    struct tensor(x: [f64; n]) -> [f64; n] { x + 2 }
    struct ArrayView1(x: [f64; n]) -> [f64; n] { x + 3 }
    struct Result(x: [f64; n]) -> (y: [f64; n]) { exp(x) }
    struct Ok(x: [f64; n]) -> f64 { sum(x) }
    struct Array(x: [f64; n], y: [f64; n, n]) -> [f64; n] { y @ x }
    struct Folds<Sum>(x: [Sum; n, m]) -> (Max: [Sum; n], Fold: [Sum; m], Min: [Sum; m], total: Sum) {
        (max_axis(x, 1) * 0.5, max_axis(x, 0), sum_axis(exp(x), 0), sum(x))
    }
    struct Folded<Fold>(x: [Fold; n, m]) -> Fold { sum(min_axis(x, 0)) }
    struct Generic<T0>(x: [T0; n], y: [T0; n, n]) -> [T0; n] { softmax(y @ x) }
}

fn main() {
    let one = [1.0];
    let internals = Internals::new().value(
        &one, &one, &one, &one, &one, &one, &one, &one, &one, &one, &one, &one, &one,
    );
    assert_eq!(internals.unwrap(), 7.0);
    let mut methods = Methods::new();
    let (value, grads) = methods
        .value_and_grad(&[2.0], &[3.0], &[5.0], &[7.0], 0.5)
        .unwrap();
    assert_eq!((value, grads.run[0], grads.new), (105.0, 52.5, 210.0));
    let mut outputs = Outputs::new();
    let pass = outputs.forward(&[1.0, 2.0]).unwrap();
    assert_eq!(pass.output().pass, array![1.0, 4.0]);
    let grads = pass
        .backward(&[1.0, 0.0], 10.0, &[0.0, 1.0], &[0.5, 0.5])
        .unwrap();
    assert_eq!(grads.x, array![12.5, 13.5]);
    let mut cotangents = Cotangents::new();
    let grads = cotangents
        .forward(&[2.0], &[3.0], &[5.0], 7.0)
        .unwrap()
        .backward(&[2.0])
        .unwrap();
    assert_eq!(
        (grads.x[0], grads.d_x[0], grads.d_output[0], grads.cotangent),
        (6.0, 4.0, 14.0, 10.0)
    );
    let two = [[2.0]];
    let mut sizes = Sizes::new();
    assert_eq!(sizes.value(&two, &two, &two, &two).unwrap(), array![[16.0]]);
    let mut like = LikeOperations::new();
    assert_eq!(
        like.value(&[[0.0]], &[[2.0]], &[[3.0]]).unwrap(),
        1.0 + 0.0 + 2.0 * 3.0
    );
    assert_eq!(Lets::new().value(&[2.0], &[[3.0]]).unwrap(), array![6.0]);
    let runtime = Runtime::new().value(&[2.0], &[2.0], &[2.0], &[2.0], &[2.0], &[2.0], &[1.0, 1.0]);
    assert_eq!(runtime.unwrap(), 66.0);
    let zero = [[0.0]];
    let mut locals = Locals::new();
    let pass = locals
        .forward(
            &zero,
            &two,
            &two,
            &zero,
            &two,
            &two,
            &[3.0],
            &[1.0],
            &[0.0],
            &two,
        )
        .unwrap();
    assert_eq!(pass.output(), array![[5.0]]);
    let grads = pass.backward(&two).unwrap();
    assert_eq!(
        (grads.d_x_out[[0, 0]], grads.x[[0, 0]], grads.lanes[0]),
        (4.0, 4.0, 0.0)
    );
    let mut derived = Derived::new();
    let pass = derived
        .forward(&[0.0], &[2.0], &[0.0], &[3.0], 5.0, &[7.0], &[0.5])
        .unwrap();
    let output = pass.output();
    assert_eq!(
        (output.h[0], output.h_out[0], output.h_later),
        (1.0, 15.0, 12.25)
    );
    let grads = pass.backward(&[1.0], &[1.0], 2.0).unwrap();
    assert_eq!((grads.x[0], grads.x_view[0]), (32.0, 0.0));
    assert_eq!((grads.x_packed[0], grads.x_later[0]), (16.0, 5.0));
    assert_eq!((grads.x_kept, grads.x_view_2[0]), (3.0, 7.0));
    assert_eq!(grads.x_packed_2[0], 98.0);
    let mut numbers = Numbers::new();
    let (value, grads) = numbers
        .value_and_grad(&[1.0, 2.0], 2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 2.0, 3.0, 0.5, 5.0, 7.0)
        .unwrap();
    assert_eq!(value, 28.0 * 77.0 + 39.0 + 35.0);
    assert_eq!((grads.x[0], grads.accumulate), (462.0, 693.0));
    assert_eq!((grads.at, grads.count), (462.0, 154.0));
    assert_eq!((grads.graph, grads.grads), (308.0, 196.0));
    assert_eq!((grads.products, grads.row), (3.0, 19.5));
    assert_eq!((grads.rows, grads.scratch), (13.0, 78.0));
    assert_eq!((grads.settle, grads.workspace), (7.0, 5.0));
    let mut sums = Sums::new();
    let pass = sums
        .forward(&[[0.0, 0.0]], &[1.0, 1.0], 2.0, &[3.0], 5.0, 7.0)
        .unwrap();
    let output = pass.output();
    assert_eq!(output.sums, array![5.0, 5.0]);
    assert_eq!((output.sums_error[0], output.total), (6.0, 28.0));
    let grads = pass.backward(&[1.0, 0.0], &[1.0], 1.0).unwrap();
    assert_eq!(grads.rows, array![[22.0, 17.0]]);
    assert_eq!((grads.settle, grads.accumulate[0]), (14.0, 2.0));
    assert_eq!((grads.lanes, grads.each), (1.0, 4.0));
    assert_eq!(
        Raw::new().value(&[2.0], &[3.0]).unwrap().r#loop,
        array![6.0]
    );
    assert_eq!(Capital::new().value(&[2.0], &[[3.0]]).unwrap(), array![6.0]);
    assert_eq!(F::new().value(&[2.0]).unwrap(), 2.0);
    assert_eq!(Vec::new().value(&[2.0]).unwrap(), array![3.0]);
    assert_eq!(tensor::new().value(&[2.0]).unwrap(), array![4.0]);
    assert_eq!(ArrayView1::new().value(&[2.0]).unwrap(), array![5.0]);
    assert_eq!(Result::new().value(&[0.0]).unwrap().y, array![1.0]);
    assert_eq!(Ok::new().value(&[0.0]).unwrap(), 0.0);
    assert_eq!(Array::new().value(&[2.0], &[[3.0]]).unwrap(), array![6.0]);
    let mut folds = Folds::<f64>::new();
    let output = folds.value(&[[0.0, 0.0], [0.0, 2.0]]).unwrap();
    assert_eq!(
        (output.Max, output.Fold),
        (array![0.0, 1.0].view(), array![0.0, 2.0].view())
    );
    assert_eq!((output.Min[0], output.total), (2.0, 2.0));
    let mut folded = Folded::<f64>::new();
    let (value, grads) = folded.value_and_grad(&[[1.0, 5.0], [3.0, 4.0]]).unwrap();
    assert_eq!((value, &grads.x), (5.0, &array![[1.0, 0.0], [0.0, 1.0]]));
    assert_eq!(
        Generic::<f32>::new().value(&[2.0], &[[3.0]]).unwrap(),
        array![1.0]
    );
}
