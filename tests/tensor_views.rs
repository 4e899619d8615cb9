//! Arguments of all kinds: views of any strides give the bits that owned arrays give, slices and arrays of
//! arrays are views, and an axis may be empty wherever it stands.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{
    Array1, Array2, Array3, ArrayView1, ArrayView2, ArrayView3, Axis, CowArray, Ix2, ShapeBuilder,
    arr1, array, aview1, s,
};

graph! {
    /// Reads its inputs in all ways: element by element, along both axes, in products, in parts.
    #[derive(Clone, Debug)]
    struct Everything(x: [f64; n, m], w: [f64; m, k], v: [f64; m], c: [f64; n, m]) -> (loss: f64, each: [f64; n, m]) {
        let h = tanh(x @ w);
        let soft = softmax(x * v) * exp(c);
        let parts = sum(x[.., 1..] * x[.., ..-1]) + product(v) + max_all(x.t());
        let rows = sum_axis(soft, 1) + mean_axis(h, 1) + x @ v;
        (sum(square(rows)) + parts + mean(sum_axis(c, 0)), soft - c)
    }
    struct Cube(x: [f64; a, b, c], y: [f64; b, c]) -> [f64; a, c] {
        sum_axis(exp(x) * y, 1) + max_axis(x, 1)
    }
}

fn matrix(rows: usize, columns: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        ((i * 7 + j * 11 + i * j) % 17) as f64 / 8.0 - 1.0
    })
}

fn vector(length: usize) -> Array1<f64> {
    matrix(length, 1).remove_axis(Axis(1))
}

/// A matrix in other memory: columns first, every second row, from the end, and both of these.
fn disguises(x: &Array2<f64>) -> Vec<Array2<f64>> {
    let (rows, columns) = x.dim();
    let mut columns_first = Array2::from_elem((rows, columns).f(), f64::NAN);
    columns_first.assign(x);
    let mut spaced = Array2::from_elem((2 * rows, 3 * columns + 1), f64::NAN);
    spaced.slice_mut(s![..;2, 1..;3]).assign(x);
    let mut backwards = Array2::from_elem((rows, columns), f64::NAN);
    backwards.slice_mut(s![..;-1, ..;-1]).assign(x);
    let mut both = Array2::from_elem((columns, 2 * rows), f64::NAN);
    both.slice_mut(s![..;-1, ..;2]).assign(&x.t());
    vec![columns_first, spaced, backwards, both]
}

/// The view of each disguise that shows the matrix.
fn unmask(disguises: &[Array2<f64>]) -> [ArrayView2<'_, f64>; 4] {
    [
        disguises[0].view(),
        disguises[1].slice(s![..;2, 1..;3]),
        disguises[2].slice(s![..;-1, ..;-1]),
        disguises[3].slice(s![..;-1, ..;2]).reversed_axes(),
    ]
}

/// All that a graph gives, as bits.
#[expect(clippy::needless_pass_by_value, reason = "views are small")]
fn everything(
    x: ArrayView2<'_, f64>,
    w: ArrayView2<'_, f64>,
    v: ArrayView1<'_, f64>,
    c: ArrayView2<'_, f64>,
    cotangent: ArrayView2<'_, f64>,
) -> Vec<u64> {
    let mut graph = Everything::new();
    let output = graph.value(x, w, v, c).unwrap();
    let mut numbers = vec![output.loss];
    numbers.extend(output.each);
    let pass = graph.forward(x, w, v, c).unwrap();
    numbers.push(pass.output().loss);
    numbers.extend(pass.output().each);
    let grads = pass.backward(0.5, cotangent).unwrap();
    numbers.extend(
        grads
            .x
            .iter()
            .chain(&grads.w)
            .chain(&grads.v)
            .chain(&grads.c),
    );
    numbers.into_iter().map(f64::to_bits).collect()
}

#[test]
fn strides_do_not_matter() {
    for (n, m, k) in [(1, 1, 1), (3, 5, 2), (9, 33, 7), (40, 17, 20)] {
        let (x, w, v, c, g) = (
            matrix(n, m),
            matrix(m, k),
            vector(m),
            matrix(n, m) * 0.5,
            matrix(n, m),
        );
        let plain = everything(x.view(), w.view(), v.view(), c.view(), g.view());
        let (xs, ws, cs, gs) = (disguises(&x), disguises(&w), disguises(&c), disguises(&g));
        let spaced: Array1<f64> = v.iter().flat_map(|number| [f64::NAN, *number]).collect();
        let backwards: Array1<f64> = v.iter().rev().copied().collect();
        let vs = [
            v.view(),
            spaced.slice(s![1..;2]),
            backwards.slice(s![..;-1]),
            v.view(),
        ];
        let (xs, ws, cs, gs) = (unmask(&xs), unmask(&ws), unmask(&cs), unmask(&gs));
        for i in 0..4 {
            assert_eq!(xs[i], x);
            assert_eq!(everything(xs[i], ws[i], vs[i], cs[i], gs[i]), plain, "{i}");
            // Each input in another disguise.
            let (j, k) = ((i + 1) % 4, (i + 2) % 4);
            assert_eq!(everything(xs[i], ws[j], vs[k], cs[j], gs[k]), plain, "{i}");
            // Only one of them.
            assert_eq!(
                everything(xs[i], w.view(), v.view(), c.view(), g.view()),
                plain,
                "{i}"
            );
            assert_eq!(
                everything(x.view(), ws[i], v.view(), c.view(), g.view()),
                plain,
                "{i}"
            );
            assert_eq!(
                everything(x.view(), w.view(), vs[i], c.view(), gs[i]),
                plain,
                "{i}"
            );
        }
    }
}

#[test]
fn views_that_repeat_an_element_are_arrays_of_it() {
    let (n, m, k) = (4, 9, 3);
    let (row, number) = (vector(m), arr1(&[0.75]));
    let x = row.broadcast((n, m)).unwrap();
    let w = number.broadcast((m, k)).unwrap();
    let v = number.broadcast(m).unwrap();
    let column = vector(n).insert_axis(Axis(1));
    let c = column.broadcast((n, m)).unwrap();
    let owned = (x.to_owned(), w.to_owned(), v.to_owned(), c.to_owned());
    let plain = everything(
        owned.0.view(),
        owned.1.view(),
        owned.2.view(),
        owned.3.view(),
        owned.0.view(),
    );
    assert_eq!(everything(x, w, v, c, x), plain);
}

#[test]
fn three_axes_in_any_order_of_memory() {
    let (x, y, g) = (
        Array3::from_shape_fn((3, 4, 5), |(i, j, k)| {
            ((i * 5 + j * 3 + k * 7) % 11) as f64 / 8.0
        }),
        matrix(4, 5),
        matrix(3, 5),
    );
    let give = |x: ArrayView3<'_, f64>| -> Vec<u64> {
        let mut cube = Cube::new();
        let value: Vec<f64> = cube.value(x, &y).unwrap().iter().copied().collect();
        let grads = cube.forward(x, &y).unwrap().backward(&g).unwrap();
        let numbers = value.iter().chain(&grads.x).chain(&grads.y);
        numbers.map(|number| number.to_bits()).collect()
    };
    let plain = give(x.view());
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        // The axes in another order in memory, and back by a view.
        let stored = x
            .view()
            .permuted_axes(order)
            .as_standard_layout()
            .to_owned();
        let mut back = [0; 3];
        for (place, axis) in order.into_iter().enumerate() {
            back[axis] = place;
        }
        let view = stored.view().permuted_axes(back);
        assert_eq!(view, x);
        assert_eq!(give(view), plain);
    }
    let mut backwards = x.slice(s![..;-1, ..;-1, ..;-1]).to_owned();
    assert_eq!(give(backwards.slice(s![..;-1, ..;-1, ..;-1])), plain);
    backwards.invert_axis(Axis(1));
    assert_eq!(give(backwards.slice(s![..;-1, .., ..;-1])), plain);
}

#[test]
fn whatever_becomes_a_view_is_an_argument() {
    graph! {
        struct Dot(x: [f64; n], y: [f64; n]) -> f64 { x @ y }
        struct Sum<F>(x: [F; n, m]) -> F { sum(x) }
        struct Double(x: [f64; n, m]) -> [f64; n, m] { 2 * x }
    }
    let mut dot = Dot::new();
    let (list, array, owned) = (vec![1.0, 2.0], [3.0, 4.0], arr1(&[5.0, 6.0]));
    assert_eq!(dot.value(&list, &array).unwrap(), 11.0);
    assert_eq!(dot.value(list.as_slice(), &array[..]).unwrap(), 11.0);
    assert_eq!(dot.value(&owned, owned.view()).unwrap(), 61.0);
    assert_eq!(
        dot.value(aview1(&array), owned.slice(s![..;-1])).unwrap(),
        38.0
    );
    let mut sum = Sum::<f64>::new();
    assert_eq!(
        sum.value(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).unwrap(),
        21.0
    );
    let rows: [[f64; 2]; 3] = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
    assert_eq!(sum.value(&rows).unwrap(), 21.0);
    assert_eq!(sum.value(&rows[1..]).unwrap(), 18.0);
    assert_eq!(sum.value(vec![[1.0, 2.0]; 4].as_slice()).unwrap(), 12.0);
    let borrowed: CowArray<'_, f64, Ix2> = CowArray::from(ArrayView2::from(&rows));
    assert_eq!(sum.value(borrowed.view()).unwrap(), 21.0);
    let shared = matrix(2, 2).into_shared();
    assert_eq!(sum.value(&shared).unwrap(), matrix(2, 2).sum());
    let mut changing = matrix(2, 2);
    assert_eq!(
        sum.value(changing.view_mut().view()).unwrap(),
        matrix(2, 2).sum()
    );
    let mut double = Double::new();
    let grads = double.forward(&rows).unwrap().backward(&rows).unwrap();
    assert_eq!(grads.x, array![[2.0, 4.0], [6.0, 8.0], [10.0, 12.0]]);
}

#[test]
fn any_axis_may_be_empty() {
    fn zeros(shape: (usize, usize)) -> Array2<f64> {
        Array2::zeros(shape)
    }
    for (n, m, k) in [
        (0, 3, 2),
        (3, 0, 2),
        (3, 2, 0),
        (0, 0, 2),
        (0, 2, 0),
        (3, 0, 0),
        (0, 0, 0),
    ] {
        let (x, w, c) = (zeros((n, m)), zeros((m, k)), zeros((n, m)));
        graph! {
            struct Layer(x: [f64; n, m], w: [f64; m, k], b: [f64; k]) -> (y: [f64; n, k], loss: f64) {
                let y = relu(x @ w + b);
                (y, sum(square(y)) + sum(x.t() @ y))
            }
        }
        let b = Array1::ones(k);
        let mut layer = Layer::new();
        // A product over no axis is 0, so that what is left is the bias.
        assert_eq!(
            layer.value(&x, &w, &b).unwrap().y,
            Array2::<f64>::ones((n, k))
        );
        let pass = layer.forward(&x, &w, &b).unwrap();
        assert_eq!(pass.output().loss, (n * k) as f64);
        let grads = pass.backward(&Array2::zeros((n, k)), 1.0).unwrap();
        assert_eq!((grads.x.dim(), grads.w.dim()), ((n, m), (m, k)));
        assert_eq!(grads.b, Array1::from_elem(k, 2.0 * n as f64));
        graph! {
            struct Elementwise(x: [f64; n, m], c: [f64; n, m]) -> [f64; m, n] {
                (exp(x) * c + softmax(x)).t()
            }
        }
        let mut elementwise = Elementwise::new();
        let pass = elementwise.forward(&x, &c).unwrap();
        assert_eq!(pass.output().dim(), (m, n));
        let grads = pass.backward(&Array2::zeros((m, n))).unwrap();
        assert_eq!((grads.x.dim(), grads.c.dim()), ((n, m), (n, m)));
    }
    for shape in [
        (0, 3, 4),
        (2, 0, 4),
        (2, 3, 0),
        (0, 0, 4),
        (0, 3, 0),
        (2, 0, 0),
    ] {
        let (a, b, c) = shape;
        let (x, y) = (Array3::zeros(shape), Array2::zeros((b, c)));
        let mut cube = Cube::new();
        let pass = cube.forward(&x, &y).unwrap();
        assert_eq!(pass.output().dim(), (a, c));
        let grads = pass.backward(&Array2::zeros((a, c))).unwrap();
        assert_eq!((grads.x.dim(), grads.y.dim()), (shape, (b, c)));
    }
}

#[test]
fn sizes_may_change_from_call_to_call() {
    let mut graph = Everything::new();
    for (n, m, k) in [(3, 5, 2), (9, 33, 7), (1, 2, 1), (40, 17, 20), (3, 5, 2)] {
        let (x, w, v, c) = (matrix(n, m), matrix(m, k), vector(m), matrix(n, m));
        let mut fresh = Everything::new();
        let expected = fresh
            .forward(&x, &w, &v, &c)
            .unwrap()
            .backward(1.0, &c)
            .unwrap()
            .clone();
        let pass = graph.forward(&x, &w, &v, &c).unwrap();
        assert_eq!(pass.backward(1.0, &c).unwrap(), &expected);
        // A copy of the graph is one of its own.
        let mut copy = graph.clone();
        let grads = copy
            .forward(&x, &w, &v, &c)
            .unwrap()
            .backward(1.0, &c)
            .unwrap();
        assert_eq!(grads, &expected);
    }
}
