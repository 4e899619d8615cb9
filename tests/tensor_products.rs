//! Matrix products of all ranks, in both spellings, with and without transposition: values and gradients
//! against three plain loops.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2, array};

/// Small whole numbers, so that every product and every sum is exact.
fn matrix(rows: usize, columns: usize, seed: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        ((i * 7 + j * 11 + seed * 5 + i * j) % 13) as f64 - 6.0
    })
}

fn vector(length: usize, seed: usize) -> Array1<f64> {
    matrix(length, 1, seed).remove_axis(backprop::ndarray::Axis(1))
}

fn by_loops(a: &Array2<f64>, b: &Array2<f64>) -> Array2<f64> {
    assert_eq!(a.ncols(), b.nrows());
    let mut product = Array2::zeros((a.nrows(), b.ncols()));
    for i in 0..a.nrows() {
        for j in 0..b.ncols() {
            for k in 0..a.ncols() {
                product[[i, j]] += a[[i, k]] * b[[k, j]];
            }
        }
    }
    product
}

fn transposed(a: &Array2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((a.ncols(), a.nrows()), |(i, j)| a[[j, i]])
}

fn column(a: &Array1<f64>) -> Array2<f64> {
    Array2::from_shape_fn((a.len(), 1), |(i, _)| a[i])
}

fn row(a: &Array1<f64>) -> Array2<f64> {
    Array2::from_shape_fn((1, a.len()), |(_, j)| a[j])
}

fn elements(a: &Array2<f64>) -> Vec<f64> {
    a.iter().copied().collect()
}

/// Sizes below, at and beyond those of registers and blocks; none, and one.
const SIZES: [(usize, usize, usize); 12] = [
    (1, 1, 1),
    (2, 3, 4),
    (3, 1, 5),
    (1, 7, 1),
    (4, 4, 4),
    (8, 16, 8),
    (17, 9, 33),
    (64, 3, 2),
    (5, 70, 6),
    (0, 3, 2),
    (3, 0, 2),
    (3, 2, 0),
];

#[test]
fn matrix_times_matrix() {
    graph! {
        struct At(a: [f64; n, k], b: [f64; k, m]) -> [f64; n, m] { a @ b }
        struct Dot(a: [f64; n, k], b: [f64; k, m]) -> [f64; n, m] { a.dot(b) }
        struct First(a: [f64; k, n], b: [f64; k, m]) -> [f64; n, m] { a.t() @ b }
        struct Second(a: [f64; n, k], b: [f64; m, k]) -> [f64; n, m] { dot(a, t(b)) }
        struct Both(a: [f64; k, n], b: [f64; m, k]) -> [f64; n, m] { a.t() @ b.t() }
        struct Result(a: [f64; n, k], b: [f64; k, m]) -> [f64; m, n] { (a @ b).t() }
    }
    for (n, k, m) in SIZES {
        let (a, b, g) = (matrix(n, k, 1), matrix(k, m, 2), matrix(n, m, 3));
        let (a_t, b_t, g_t) = (transposed(&a), transposed(&b), transposed(&g));
        let product = by_loops(&a, &b);
        let d_a = by_loops(&g, &b_t);
        let d_b = by_loops(&a_t, &g);
        macro_rules! check {
            ($graph:ident, $a:expr, $b:expr, $g:expr, $product:expr, $d_a:expr, $d_b:expr) => {{
                let mut graph = $graph::new();
                assert_eq!(graph.value($a, $b).unwrap(), $product, "{n} {k} {m}");
                let pass = graph.forward($a, $b).unwrap();
                assert_eq!(pass.output(), $product, "{n} {k} {m}");
                let grads = pass.backward($g).unwrap();
                assert_eq!(grads.a, $d_a, "{n} {k} {m}");
                assert_eq!(grads.b, $d_b, "{n} {k} {m}");
            }};
        }
        check!(At, &a, &b, &g, product, d_a, d_b);
        check!(Dot, &a, &b, &g, product, d_a, d_b);
        check!(First, &a_t, &b, &g, product, transposed(&d_a), d_b);
        check!(Second, &a, &b_t, &g, product, d_a, transposed(&d_b));
        check!(
            Both,
            &a_t,
            &b_t,
            &g,
            product,
            transposed(&d_a),
            transposed(&d_b)
        );
        check!(Result, &a, &b, &g_t, transposed(&product), d_a, d_b);
        // The same as views that are not contiguous.
        check!(At, a_t.t(), b_t.t(), g_t.t(), product, d_a, d_b);
    }
}

#[test]
fn matrix_times_vector_and_vector_times_matrix() {
    graph! {
        struct Right(a: [f64; n, k], v: [f64; k]) -> [f64; n] { a @ v }
        struct RightOfTransposed(a: [f64; k, n], v: [f64; k]) -> [f64; n] { a.t().dot(v) }
        struct Left(v: [f64; k], a: [f64; k, n]) -> [f64; n] { v @ a }
        struct LeftOfTransposed(v: [f64; k], a: [f64; n, k]) -> [f64; n] { dot(v, a.t()) }
    }
    for (n, k, _) in SIZES {
        let (a, v, g) = (matrix(n, k, 4), vector(k, 5), vector(n, 6));
        let a_t = transposed(&a);
        let product = elements(&by_loops(&a, &column(&v)));
        let d_a = by_loops(&column(&g), &row(&v));
        let d_v = elements(&by_loops(&a_t, &column(&g)));
        macro_rules! check {
            ($graph:ident($first:expr, $second:expr), $d_a:expr) => {{
                let mut graph = $graph::new();
                assert_eq!(
                    graph.value($first, $second).unwrap().to_vec(),
                    product,
                    "{n} {k}"
                );
                let pass = graph.forward($first, $second).unwrap();
                assert_eq!(pass.output().to_vec(), product, "{n} {k}");
                let grads = pass.backward(&g).unwrap();
                assert_eq!(grads.a, $d_a, "{n} {k}");
                assert_eq!(grads.v.to_vec(), d_v, "{n} {k}");
            }};
        }
        check!(Right(&a, &v), d_a);
        check!(RightOfTransposed(&a_t, &v), transposed(&d_a));
        check!(Left(&v, &a_t), transposed(&d_a));
        check!(LeftOfTransposed(&v, &a), d_a);
        check!(Right(a_t.t(), &v), d_a);
    }
}

#[test]
fn vector_times_vector() {
    graph! {
        struct At(u: [f64; n], v: [f64; n]) -> f64 { u @ v }
        struct Dot(u: [f64; n], v: [f64; n]) -> f64 { u.dot(v) }
        struct Itself(u: [f64; n]) -> f64 { u @ u }
    }
    let (mut at, mut dot, mut itself) = (At::new(), Dot::new(), Itself::new());
    for length in [0, 1, 2, 7, 8, 31, 100] {
        let (u, v) = (vector(length, 1), vector(length, 2));
        let product: f64 = u.iter().zip(&v).map(|(u, v)| u * v).sum();
        let square: f64 = u.iter().map(|u| u * u).sum();
        assert_eq!(at.value(&u, &v).unwrap(), product);
        let (value, grads) = dot.value_and_grad(&u, &v).unwrap();
        assert_eq!(value, product);
        assert_eq!((&grads.u, &grads.v), (&v, &u));
        let grads = at.forward(&u, &v).unwrap().backward(2.0);
        assert_eq!((&grads.u, &grads.v), (&(&v * 2.0), &(&u * 2.0)));
        let (value, grads) = itself.value_and_grad(&u).unwrap();
        assert_eq!((value, &grads.u), (square, &(&u * 2.0)));
    }
}

#[test]
fn a_matrix_in_two_places_of_one_product() {
    graph! {
        struct Gram(x: [f64; n, k]) -> [f64; k, k] { x.t() @ x }
        struct Outer(x: [f64; n, k]) -> [f64; n, n] { x @ x.t() }
        struct Square(x: [f64; n, n]) -> [f64; n, n] { x @ x }
    }
    for (n, k, _) in SIZES {
        let x = matrix(n, k, 1);
        let x_t = transposed(&x);
        // d/dX of <G, XᵀX> is X (G + Gᵀ), of <G, XXᵀ> it is (G + Gᵀ) X.
        let g = matrix(k, k, 2);
        let mut gram = Gram::new();
        let pass = gram.forward(&x).unwrap();
        assert_eq!(pass.output(), by_loops(&x_t, &x));
        assert_eq!(
            pass.backward(&g).unwrap().x,
            by_loops(&x, &(&g + &transposed(&g)))
        );
        let g = matrix(n, n, 3);
        let mut outer = Outer::new();
        let pass = outer.forward(&x).unwrap();
        assert_eq!(pass.output(), by_loops(&x, &x_t));
        assert_eq!(
            pass.backward(&g).unwrap().x,
            by_loops(&(&g + &transposed(&g)), &x)
        );
        let x = matrix(n, n, 4);
        let x_t = transposed(&x);
        let mut square = Square::new();
        let pass = square.forward(&x).unwrap();
        assert_eq!(pass.output(), by_loops(&x, &x));
        let expected = by_loops(&g, &x_t) + by_loops(&x_t, &g);
        assert_eq!(pass.backward(&g).unwrap().x, expected);
    }
}

#[test]
fn products_among_other_operations() {
    graph! {
        struct Bilinear(u: [f64; n], a: [f64; n, m], v: [f64; m]) -> f64 { u @ a @ v }
        struct Affine(x: [f64; n, k], w: [f64; k, m], b: [f64; m]) -> [f64; n, m] { 2 * x @ w - b }
        struct Chain(a: [f64; n, n], x: [f64; n]) -> [f64; n] { a @ (a @ (a @ x)) }
    }
    let (u, a, v) = (
        array![1.0, -2.0],
        array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        array![1.0, 0.0, -1.0],
    );
    let mut bilinear = Bilinear::new();
    let (value, grads) = bilinear.value_and_grad(&u, &a, &v).unwrap();
    // u a = (-7, -8, -9); a v = (-2, -2).
    assert_eq!(value, 2.0);
    assert_eq!(grads.u, array![-2.0, -2.0]);
    assert_eq!(grads.v, array![-7.0, -8.0, -9.0]);
    assert_eq!(grads.a, array![[1.0, 0.0, -1.0], [-2.0, 0.0, 2.0]]);

    let mut affine = Affine::new();
    let (x, w, b) = (matrix(4, 3, 1), matrix(3, 5, 2), vector(5, 3));
    let g = matrix(4, 5, 4);
    let pass = affine.forward(&x, &w, &b).unwrap();
    assert_eq!(pass.output(), by_loops(&x, &w) * 2.0 - &b);
    let grads = pass.backward(&g).unwrap();
    assert_eq!(grads.x, by_loops(&g, &transposed(&w)) * 2.0);
    assert_eq!(grads.w, by_loops(&transposed(&x), &g) * 2.0);
    let sums: Vec<f64> = (0..5)
        .map(|j| -(0..4).map(|i| g[[i, j]]).sum::<f64>())
        .collect();
    assert_eq!(grads.b.to_vec(), sums);

    let mut chain = Chain::new();
    let (a, x) = (array![[0.0, 1.0], [2.0, 1.0]], array![1.0, 3.0]);
    // a x = (3, 5), then (5, 11), then (11, 21).
    let pass = chain.forward(&a, &x).unwrap();
    assert_eq!(pass.output(), array![11.0, 21.0]);
    let grads = pass.backward(&[1.0, 0.0]).unwrap();
    // Cotangents (1, 0), (0, 1), (2, 1), (2, 3); each times the x of its own step.
    assert_eq!(grads.x, array![2.0, 3.0]);
    assert_eq!(
        grads.a,
        array![
            [5.0 + 0.0 + 2.0, 11.0 + 0.0 + 6.0],
            [0.0 + 3.0 + 1.0, 0.0 + 5.0 + 3.0]
        ]
    );

    // `*` and `@` are on one level, from the left: (c * a) @ b needs [n, k] on both sides of `*`.
    let mut level = Level::new();
    let (c, a, b) = (matrix(2, 3, 1), matrix(2, 3, 2), matrix(3, 4, 3));
    assert_eq!(level.value(&a, &b, &c).unwrap(), by_loops(&(&c * &a), &b));
    graph! { struct Level(a: [f64; n, k], b: [f64; k, m], c: [f64; n, k]) -> [f64; n, m] { c * a @ b.t().t() } }
}
