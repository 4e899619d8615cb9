//! What moves elements and computes nothing: transposition, new axes, other shapes, indices, slices.
//! Each value is what ndarray gives, each gradient is the cotangent moved back.
#![allow(
    clippy::cast_precision_loss,
    clippy::reversed_empty_ranges,
    reason = "counts are small; a negative end counts from the end"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2, Array3, Axis, array, s};

fn vector(length: usize) -> Array1<f64> {
    (0..length).map(|i| ((i * 7) % 11) as f64 - 4.5).collect()
}

fn matrix(rows: usize, columns: usize) -> Array2<f64> {
    vector(rows * columns)
        .into_shape_with_order((rows, columns))
        .unwrap()
}

fn cube(a: usize, b: usize, c: usize) -> Array3<f64> {
    vector(a * b * c).into_shape_with_order((a, b, c)).unwrap()
}

/// The value of a graph of `x` is `$value`; under the cotangent 1, 2, 3, … the gradient is zero, with
/// those numbers where `$place` takes `x`'s elements from.
macro_rules! moves {
    ($graph:ident($x:expr), |$array:ident| $value:expr) => {{
        let x = $x;
        let mut graph = $graph::new();
        let expected = {
            let $array = x.view();
            $value.to_owned()
        };
        assert_eq!(graph.value(&x).unwrap(), expected);
        // The places: which element of `x` stands where in the value.
        let mut count = -1.0;
        let numbered = x.mapv(|_| {
            count += 1.0;
            count
        });
        let places = {
            let $array = numbered.view();
            $value.to_owned()
        };
        let mut next = 0.0;
        let cotangent = places.mapv(|_| {
            next += 1.0;
            next
        });
        let mut gradient = vec![0.0; x.len()];
        for (place, weight) in places.iter().zip(&cotangent) {
            let place = numbered.iter().position(|number| number == place).unwrap();
            gradient[place] += weight;
        }
        let pass = graph.forward(&x).unwrap();
        assert_eq!(pass.output(), expected);
        let grads = pass.backward(&cotangent).unwrap();
        assert_eq!(grads.x.iter().copied().collect::<Vec<f64>>(), gradient);
    }};
}

#[test]
fn transposition_reverses_the_axes() {
    graph! {
        struct One(x: [f64; n]) -> [f64; n] { x.t() }
        struct Two(x: [f64; n, m]) -> [f64; m, n] { t(x) }
        struct Three(x: [f64; a, b, c]) -> [f64; c, b, a] { x.t() }
        struct Twice(x: [f64; n, m]) -> [f64; n, m] { x.t().t() }
    }
    moves!(One(vector(5)), |x| x);
    for (rows, columns) in [(1, 1), (2, 3), (40, 33), (0, 3), (3, 0), (1, 9)] {
        moves!(Two(matrix(rows, columns)), |x| x.t());
        moves!(Twice(matrix(rows, columns)), |x| x);
    }
    moves!(Three(cube(2, 3, 5)), |x| x.t());
    moves!(Three(cube(2, 0, 5)), |x| x.t());
}

#[test]
fn a_new_axis_stands_in_front_in_the_middle_and_at_the_end() {
    graph! {
        struct Front(x: [f64; n, m]) -> [f64; 1, n, m] { x.insert_axis(0) }
        struct Middle(x: [f64; n, m]) -> [f64; n, 1, m] { insert_axis(x, 1) }
        struct End(x: [f64; n, m]) -> [f64; n, m, 1] { x.insert_axis(2) }
        struct Both(x: [f64; n]) -> [f64; 1, n, 1] { x.insert_axis(0).insert_axis(2) }
    }
    moves!(Front(matrix(3, 4)), |x| x.insert_axis(Axis(0)));
    moves!(Middle(matrix(3, 4)), |x| x.insert_axis(Axis(1)));
    moves!(End(matrix(3, 4)), |x| x.insert_axis(Axis(2)));
    moves!(Both(vector(4)), |x| x
        .insert_axis(Axis(0))
        .insert_axis(Axis(2)));
}

#[test]
fn a_new_axis_lets_two_vectors_make_a_matrix() {
    graph! {
        struct Outer(x: [f64; n], y: [f64; m]) -> [f64; n, m] { x.insert_axis(1) * y }
        struct Distances(x: [f64; n, k], y: [f64; m, k]) -> [f64; n, m] {
            sum_axis(square(x.insert_axis(1) - y), 2)
        }
    }
    let (x, y) = (array![1.0, -2.0], array![3.0, 0.0, 5.0]);
    let mut outer = Outer::new();
    let pass = outer.forward(&x, &y).unwrap();
    assert_eq!(pass.output(), array![[3.0, 0.0, 5.0], [-6.0, 0.0, -10.0]]);
    let grads = pass
        .backward(&array![[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
        .unwrap();
    assert_eq!(
        (&grads.x, &grads.y),
        (&array![13.0, 5.0], &array![1.0, -2.0, 0.0])
    );

    let (x, y) = (matrix(4, 3), matrix(5, 3) + 0.5);
    let mut distances = Distances::new();
    let g = matrix(4, 5);
    let pass = distances.forward(&x, &y).unwrap();
    let mut expected = (
        Array2::zeros((4, 5)),
        Array2::zeros((4, 3)),
        Array2::zeros((5, 3)),
    );
    for (i, j, k) in (0..60).map(|place| (place / 15, place / 3 % 5, place % 3)) {
        let difference = x[[i, k]] - y[[j, k]];
        expected.0[[i, j]] += difference * difference;
        expected.1[[i, k]] += 2.0 * g[[i, j]] * difference;
        expected.2[[j, k]] -= 2.0 * g[[i, j]] * difference;
    }
    assert_eq!(pass.output(), expected.0);
    let grads = pass.backward(&g).unwrap();
    assert_eq!((&grads.x, &grads.y), (&expected.1, &expected.2));
}

#[test]
fn another_shape_is_row_major() {
    graph! {
        struct Flat(x: [f64; 3, 4]) -> [f64; 12] { x.reshape([12]) }
        struct Fold(x: [f64; 12]) -> [f64; 2, 3, 2] { reshape(x, [2, 3, 2]) }
        struct Other(x: [f64; 3, 4]) -> [f64; 2, 6] { x.reshape([2, 6]) }
        struct Named(x: [f64; n, 2, 6]) -> [f64; n, 12] { x.reshape([n, 12]) }
        struct Split(x: [f64; n, 12]) -> [f64; 3, n, 4] { x.reshape([3, n, 4]) }
        struct OfTransposed(x: [f64; 3, 4]) -> [f64; 12] { x.t().reshape([12]) }
    }
    fn shaped(x: impl IntoIterator<Item = f64>) -> Array1<f64> {
        x.into_iter().collect()
    }
    moves!(Flat(matrix(3, 4)), |x| shaped(x.iter().copied()));
    moves!(Fold(vector(12)), |x| x.to_shape((2, 3, 2)).unwrap());
    moves!(Other(matrix(3, 4)), |x| x.to_shape((2, 6)).unwrap());
    moves!(Named(cube(5, 2, 6)), |x| x.to_shape((5, 12)).unwrap());
    moves!(Named(cube(0, 2, 6)), |x| x.to_shape((0, 12)).unwrap());
    moves!(Split(matrix(5, 12)), |x| x.to_shape((3, 5, 4)).unwrap());
    moves!(OfTransposed(matrix(3, 4)), |x| shaped(
        x.t().iter().copied()
    ));
}

#[test]
fn slices_of_a_vector() {
    graph! {
        struct All(x: [f64; n]) -> [f64; n] { x[..] }
        struct Tail(x: [f64; n]) -> [f64; n - 1] { x[1..] }
        struct Head(x: [f64; n]) -> [f64; n - 1] { x[..-1] }
        struct Inside(x: [f64; n]) -> [f64; n - 3] { x[1..-2] }
        struct First(x: [f64; n]) -> [f64; 2] { x[..2] }
        struct Last(x: [f64; n]) -> [f64; 2] { x[-2..] }
        struct Fixed(x: [f64; n]) -> [f64; 3] { x[1..4] }
        struct BeforeLast(x: [f64; n]) -> [f64; 2] { x[-3..-1] }
        struct Literal(x: [f64; 5]) -> [f64; 3] { x[1..-1] }
    }
    for length in [4, 5, 9, 41] {
        moves!(All(vector(length)), |x| x);
        moves!(Tail(vector(length)), |x| x.slice(s![1..]));
        moves!(Head(vector(length)), |x| x.slice(s![..-1]));
        moves!(Inside(vector(length)), |x| x.slice(s![1..-2]));
        moves!(First(vector(length)), |x| x.slice(s![..2]));
        moves!(Last(vector(length)), |x| x.slice(s![-2..]));
        moves!(Fixed(vector(length)), |x| x.slice(s![1..4]));
        moves!(BeforeLast(vector(length)), |x| x.slice(s![-3..-1]));
    }
    moves!(Literal(vector(5)), |x| x.slice(s![1..-1]));
    moves!(Tail(vector(1)), |x| x.slice(s![1..]));
}

#[test]
fn slices_of_a_matrix_and_more() {
    graph! {
        struct Row(x: [f64; n, m]) -> [f64; m] { x[1, ..] }
        struct LastRow(x: [f64; n, m]) -> [f64; m] { x[-1, ..] }
        struct Column(x: [f64; n, m]) -> [f64; n] { x[.., 0] }
        struct LastColumn(x: [f64; n, m]) -> [f64; n] { x[.., -1] }
        struct Corner(x: [f64; n, m]) -> [f64; n - 1, 2] { x[1.., ..2] }
        struct Block(x: [f64; n, m]) -> [f64; n - 2, m - 1] { x[1..-1, 1..] }
        struct Fibre(x: [f64; a, b, c]) -> [f64; b] { x[0, .., -2] }
        struct Slab(x: [f64; a, b, c]) -> [f64; a, c] { x[.., 1, ..] }
        struct Core(x: [f64; a, b, c]) -> [f64; a, b - 1, 1] { x[.., 1.., 1..2] }
        struct OfTransposed(x: [f64; n, m]) -> [f64; m - 1, 2] { x.t()[1.., ..2] }
    }
    for (rows, columns) in [(3, 4), (2, 2), (7, 20)] {
        moves!(Row(matrix(rows, columns)), |x| x.slice(s![1, ..]));
        moves!(LastRow(matrix(rows, columns)), |x| x.slice(s![-1, ..]));
        moves!(Column(matrix(rows, columns)), |x| x.slice(s![.., 0]));
        moves!(LastColumn(matrix(rows, columns)), |x| x.slice(s![.., -1]));
        moves!(Corner(matrix(rows, columns)), |x| x.slice(s![1.., ..2]));
        moves!(Block(matrix(rows, columns)), |x| x.slice(s![1..-1, 1..]));
        moves!(OfTransposed(matrix(rows, columns)), |x| x
            .t()
            .slice(s![1.., ..2])
            .to_owned());
    }
    moves!(Fibre(cube(2, 3, 5)), |x| x.slice(s![0, .., -2]));
    moves!(Slab(cube(2, 3, 5)), |x| x.slice(s![.., 1, ..]));
    moves!(Core(cube(2, 3, 5)), |x| x.slice(s![.., 1.., 1..2]));
}

#[test]
fn an_index_for_every_axis_gives_a_number() {
    graph! {
        struct First(x: [f64; n]) -> f64 { x[0] }
        struct Last(x: [f64; n]) -> f64 { x[-1] }
        struct Entry(x: [f64; n, m]) -> f64 { x[1, -1] }
        struct Cross(x: [f64; 3]) -> f64 { x[0] * x[1] - x[2] * x[-1] }
    }
    let x = array![2.0, 3.0, 5.0];
    assert_eq!(First::new().value(&x).unwrap(), 2.0);
    assert_eq!(Last::new().value(&x).unwrap(), 5.0);
    let mut first = First::new();
    assert_eq!(first.value_and_grad(&x).unwrap().1.x, array![1.0, 0.0, 0.0]);
    let mut last = Last::new();
    assert_eq!(
        last.forward(&x).unwrap().backward(2.0).x,
        array![0.0, 0.0, 2.0]
    );
    let mut entry = Entry::new();
    let (value, grads) = entry
        .value_and_grad(&array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
        .unwrap();
    assert_eq!(value, 4.0);
    assert_eq!(grads.x, array![[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]]);
    let mut cross = Cross::new();
    let (value, grads) = cross.value_and_grad(&x).unwrap();
    assert_eq!((value, &grads.x), (-19.0, &array![3.0, 2.0, -10.0]));
}

#[test]
fn slices_that_overlap_add_up() {
    graph! {
        struct Differences(x: [f64; n]) -> [f64; n - 1] { x[1..] - x[..-1] }
        struct Roughness(x: [f64; n]) -> f64 { sum(square(x[..-2] - 2 * x[1..-1] + x[2..])) }
        struct Moving(x: [f64; n, m]) -> f64 { sum(x[1.., 1..] * x[..-1, ..-1]) + 3 * x[0, 0] }
    }
    let x = array![1.0, 4.0, 9.0, 17.0];
    let mut differences = Differences::new();
    let pass = differences.forward(&x).unwrap();
    assert_eq!(pass.output(), array![3.0, 5.0, 8.0]);
    assert_eq!(
        pass.backward(&[1.0, 10.0, 100.0]).unwrap().x,
        array![-1.0, -9.0, -90.0, 100.0]
    );
    let mut roughness = Roughness::new();
    // Second differences 2 and 3, doubled: 4 (1, -2, 1, 0) + 6 (0, 1, -2, 1).
    let (value, grads) = roughness.value_and_grad(&x).unwrap();
    assert_eq!((value, &grads.x), (13.0, &array![4.0, -2.0, -8.0, 6.0]));
    let mut moving = Moving::new();
    let (value, grads) = moving
        .value_and_grad(&array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
        .unwrap();
    // 4 · 1 + 6 · 3 + 3.
    assert_eq!(value, 25.0);
    assert_eq!(grads.x, array![[7.0, 0.0], [6.0, 1.0], [0.0, 3.0]]);
}
