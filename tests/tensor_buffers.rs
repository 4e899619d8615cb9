//! After the first call with given sizes nothing is allocated any more, by no method; nor for smaller
//! sizes. An error leaves the graph as it was.
//!
//! The counter is in the allocator of this test, for each thread, so that tests do not count each other.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use backprop::graph;
use backprop::ndarray::{Array1, Array2, Array3, ArrayView2, s};

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

fn count() {
    // There is nothing to count while the thread ends.
    let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
}

#[expect(
    unsafe_code,
    reason = "an allocator is unsafe; this one hands on to the system's"
)]
// SAFETY: every method is the system's, with the same arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promise is the system's condition.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What `run` gives, and how often it allocates.
fn counted<R>(run: impl FnOnce() -> R) -> (usize, R) {
    let before = ALLOCATIONS.get();
    let result = run();
    (ALLOCATIONS.get() - before, result)
}

fn matrix(rows: usize, columns: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        ((i * 7 + j * 11) % 13) as f64 / 4.0 - 1.3
    })
}

fn vector(length: usize) -> Array1<f64> {
    (0..length)
        .map(|i| ((i * 5) % 17) as f64 / 4.0 - 1.7)
        .collect()
}

fn cube(a: usize, b: usize, c: usize) -> Array3<f64> {
    vector(a * b * c).into_shape_with_order((a, b, c)).unwrap()
}

#[test]
fn the_counter_counts() {
    let (count, kept) = counted(|| vec![1.0; 100]);
    assert_eq!((count, kept.len()), (1, 100));
    let (count, _) = counted(|| 1 + 1);
    assert_eq!(count, 0);
}

/// Two sizes at a time: the first and the largest ones come twice; the rest are smaller or come back.
const ROUNDS: [(usize, usize); 11] = [
    (6, 5),
    (6, 5),
    (9, 17),
    (9, 17),
    (6, 5),
    (9, 17),
    (5, 9),
    (3, 2),
    (1, 1),
    (9, 17),
    (6, 5),
];

/// Calls all methods of a graph with inputs of various sizes: only the first round may allocate, and the
/// first with larger sizes.
#[track_caller]
fn settles<G, I>(mut graph: G, inputs: impl Fn(usize, usize) -> I, call: impl Fn(&mut G, &I)) {
    for (round, (n, m)) in ROUNDS.into_iter().enumerate() {
        let inputs = inputs(n, m);
        let (allocations, ()) = counted(|| call(&mut graph, &inputs));
        if round == 0 {
            assert!(allocations > 0, "the gradient is somewhere");
        } else if round != 2 {
            assert_eq!(allocations, 0, "round {round}, sizes {n} and {m}");
        }
    }
}

#[test]
fn a_classifier() {
    graph! {
        struct Mlp(
            const x: [f64; batch, inputs], const labels: [f64; batch, 10],
            w1: [f64; inputs, 8], b1: [f64; 8], w2: [f64; 8, 10], b2: [f64; 10],
        ) -> (loss: f64, const logits: [f64; batch, 10]) {
            let h = relu(x @ w1 + b1);
            let logits = h @ w2 + b2;
            let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
            (loss, logits)
        }
    }
    let inputs = |batch, inputs| {
        let layers = (matrix(inputs, 8), vector(8), matrix(8, 10), vector(10));
        (matrix(batch, inputs), matrix(batch, 10), layers)
    };
    settles(Mlp::new(), inputs, |mlp, (x, labels, (w1, b1, w2, b2))| {
        let value = mlp.value(x, labels, w1, b1, w2, b2).unwrap().loss;
        let pass = mlp.forward(x, labels, w1, b1, w2, b2).unwrap();
        assert_eq!(pass.output().loss, value);
        assert!(pass.backward(1.0).w1.iter().all(|slope| slope.is_finite()));
        let (output, grads) = mlp.value_and_grad(x, labels, w1, b1, w2, b2).unwrap();
        assert!(output.logits.len() + grads.b2.len() > 10);
    });
}

#[test]
fn elementwise_with_broadcast() {
    graph! {
        struct Broadcast(x: [f64; n, m], row: [f64; m], column: [f64; n, 1], c: f64) -> [f64; n, m] {
            exp(x * row) * column + c * sin(x) - if x > row { row } else { column }
        }
    }
    let inputs = |n, m| (matrix(n, m), vector(m), matrix(n, 1), matrix(n, m));
    settles(
        Broadcast::new(),
        inputs,
        |graph, (x, row, column, cotangent)| {
            let _ = graph.value(x, row, column, 0.5).unwrap();
            let pass = graph.forward(x, row, column, 0.5).unwrap();
            let _ = pass.output().sum();
            assert!(pass.backward(cotangent).unwrap().c.is_finite());
        },
    );
}

#[test]
fn softmax_of_rows() {
    graph! { struct Rows<F>(x: [F; n, m]) -> (p: [F; n, m], total: F) { (softmax(x), sum(logsumexp(x))) } }
    let inputs = |n, m| (matrix(n, m), matrix(n, m));
    settles(Rows::<f64>::new(), inputs, |graph, (x, cotangent)| {
        let _ = graph.value(x).unwrap().total;
        let pass = graph.forward(x).unwrap();
        let _ = pass.output().p.sum();
        let _ = pass.backward(cotangent, 1.0).unwrap();
    });
}

#[test]
fn slices_and_indices() {
    graph! {
        struct Slices(x: [f64; n, m], y: [f64; k]) -> f64 {
            sum(square(x[.., 1..] - x[.., ..-1])) + y[0] * y[-1] + sum(y[1..] * y[..-1])
        }
    }
    let inputs = |n, m| (matrix(n, m), vector(n + m));
    settles(Slices::new(), inputs, |graph, (x, y)| {
        let _ = graph.value(x, y).unwrap();
        let _ = graph.forward(x, y).unwrap().backward(2.0);
        let _ = graph.value_and_grad(x, y).unwrap();
    });
}

#[test]
fn views_that_must_be_packed() {
    graph! {
        struct Product(a: [f64; n, m], b: [f64; m, k]) -> [f64; n, k] { tanh(a @ b) }
        struct Everywhere(a: [f64; n, m], v: [f64; n]) -> f64 { sum(exp(a) * v.insert_axis(1)) + mean(a.t() @ v) }
    }
    // Transposed, with every second element, and from the end.
    let inputs = |n, m| {
        (
            matrix(2 * m, 3 * n),
            matrix(m, 7),
            matrix(n, 7),
            vector(2 * n),
        )
    };
    settles(Product::new(), inputs, |graph, (a, b, cotangent, _)| {
        let a: ArrayView2<'_, f64> = a.slice(s![..;2, ..;-3]).reversed_axes();
        let b = b.slice(s![.., ..;-1]);
        let _ = graph.value(a, b).unwrap();
        let pass = graph.forward(a, b).unwrap();
        let _ = pass.output().sum();
        let _ = pass.backward(cotangent.slice(s![..;-1, ..])).unwrap();
    });
    settles(Everywhere::new(), inputs, |graph, (a, _, _, v)| {
        let a = a.slice(s![..;2, ..;-3]).reversed_axes();
        let v = v.slice(s![..;2]);
        let _ = graph.value(a, v).unwrap();
        let _ = graph.forward(a, v).unwrap().backward(1.0);
        let _ = graph.value_and_grad(a, v).unwrap();
    });
}

#[test]
fn reductions_of_every_axis() {
    graph! {
        struct Axes(x: [f64; n, m, 3], w: [f64; n, 3]) -> f64 {
            let spread = max_axis(x, m) - min_axis(x, m);
            mean(spread * w) + sum(mean_axis(x, 0) * product_axis(x, 0)) + max_all(sum_axis(x, 2))
        }
    }
    let inputs = |n, m| (cube(n, m, 3), matrix(n, 3));
    settles(Axes::new(), inputs, |graph, (x, w)| {
        let _ = graph.value(x, w).unwrap();
        let _ = graph.forward(x, w).unwrap().backward(1.0);
        let _ = graph.value_and_grad(x, w).unwrap();
    });
}

#[test]
fn products_of_all_elements() {
    graph! { struct Volume(x: [f64; n, m], y: [f64; m]) -> f64 { product(x * y) + product(y) } }
    let inputs = |n, m| (matrix(n, m), vector(m));
    settles(Volume::new(), inputs, |graph, (x, y)| {
        let _ = graph.value(x, y).unwrap();
        let _ = graph.forward(x, y).unwrap().backward(1.0);
        let _ = graph.value_and_grad(x, y).unwrap();
    });
}

#[test]
fn numbers_and_tensors() {
    graph! {
        struct Mixed<F>(a: F, x: [F; n], b: F, const y: [F; m]) -> (scaled: [F; n], loss: F, const plain: F) {
            let total = a * sum(x) + b;
            (x * total, square(total) + sum(y) * b, a)
        }
        struct Spread(a: f64, const x: [f64; n]) -> [f64; n] { a * x }
    }
    let inputs = |n, m| (vector(n), vector(m));
    settles(Mixed::<f64>::new(), inputs, |graph, (x, y)| {
        let _ = graph.value(1.5, x, 2.5, y).unwrap().loss;
        let pass = graph.forward(1.5, x, 2.5, y).unwrap();
        let _ = pass.output().scaled.sum();
        let _ = pass.backward(x, 1.0).unwrap().b;
    });
    settles(Spread::new(), inputs, |graph, (x, _)| {
        let _ = graph.value(1.5, x).unwrap();
        let _ = graph.forward(1.5, x).unwrap().backward(x).unwrap().a;
    });
}

#[test]
fn shapes_that_change() {
    graph! {
        struct Shapes(x: [f64; n, 2, 6], y: [f64; n, m]) -> [f64; m, n] {
            let folded = sum_axis(x.reshape([n, 12]), 1);
            (y * folded.insert_axis(1)).t()
        }
    }
    let inputs = |n, m| (cube(n, 2, 6), matrix(n, m), matrix(m, n));
    settles(Shapes::new(), inputs, |graph, (x, y, cotangent)| {
        let _ = graph.value(x, y).unwrap();
        let _ = graph.forward(x, y).unwrap().backward(cotangent).unwrap();
    });
}

#[test]
fn each_method_alone() {
    graph! { struct Fit(w: [f64; m], const x: [f64; n, m]) -> f64 { mean(square(x @ w)) } }
    let (w, x) = (vector(7), matrix(9, 7));
    let mut graph = Fit::new();
    for round in 0..3 {
        let (allocations, value) = counted(|| graph.value(&w, &x).unwrap());
        assert!(value.is_finite() && (round == 0 || allocations == 0));
    }
    let mut graph = Fit::new();
    for round in 0..3 {
        let (allocations, pass) = counted(|| graph.forward(&w, &x).unwrap());
        assert!(round == 0 || allocations == 0);
        let (allocations, value) = counted(|| pass.output());
        assert!(value.is_finite() && allocations == 0);
        let (allocations, grads) = counted(|| pass.backward(1.0));
        assert!(grads.w.len() == 7 && (round == 0 || allocations == 0));
    }
    let mut graph = Fit::new();
    for round in 0..3 {
        let (allocations, (value, _)) = counted(|| graph.value_and_grad(&w, &x).unwrap());
        assert!(value.is_finite() && (round == 0 || allocations == 0));
    }
}

#[test]
fn an_error_leaves_the_graph_as_it_was() {
    graph! {
        struct Fit(w: [f64; m], const x: [f64; n, m], const y: [f64; n]) -> (loss: f64, error: [f64; n]) {
            let error = x @ w - y;
            (sum(square(error)), error)
        }
    }
    let (w, x, y) = (vector(3), matrix(4, 3), vector(4));
    let mut graph = Fit::new();
    let before = {
        let pass = graph.forward(&w, &x, &y).unwrap();
        (pass.output().loss, pass.backward(1.0, &y).unwrap().clone())
    };
    // By hand: d/dw Σ e² + y · e = Xᵀ (2 e + y).
    for j in 0..3 {
        let slope: f64 = (0..4)
            .map(|i| x[[i, j]] * (2.0 * (x.row(i).dot(&w) - y[i]) + y[i]))
            .sum();
        assert!((before.1.w[j] - slope).abs() < 1e-12);
    }
    let (short, wide) = (vector(5), matrix(4, 9));
    let huge = ArrayView2::from_shape((4, 3), x.as_slice().unwrap()).unwrap();
    let (allocations, ()) = counted(|| {
        for _ in 0..3 {
            assert!(graph.value(&w, &x, &short).is_err());
            assert!(graph.forward(&w, &wide, &y).is_err());
            assert!(graph.forward(&short, huge, &y).is_err());
            let pass = graph.forward(&w, &x, &y).unwrap();
            assert!(pass.backward(1.0, &short).is_err());
            let pass = graph.forward(&w, &x, &y).unwrap();
            assert_eq!(pass.output().loss, before.0);
            assert_eq!(pass.backward(1.0, &y).unwrap(), &before.1);
        }
    });
    assert_eq!(allocations, 0);
}

#[test]
fn an_error_alone_allocates_nothing() {
    graph! { struct Pair(x: [f64; n], y: [f64; n]) -> f64 { x @ y } }
    let mut graph = Pair::new();
    let (allocations, error) = counted(|| graph.value(&[1.0], &[1.0, 2.0]).unwrap_err());
    assert_eq!((allocations, error.found()), (0, Some(2)));
    let (allocations, pair) = counted(Pair::new);
    assert_eq!(allocations, 0);
    drop(pair);
}
