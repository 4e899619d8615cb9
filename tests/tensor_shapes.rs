//! What a graph says of sizes that do not fit: one sentence, and what a program can read of it.

use backprop::ndarray::{Array1, Array2, Array3, ArrayView2, ArrayView3, aview0};
use backprop::{ShapeError, graph};

graph! {
    #[derive(Debug)]
    struct Net(
        const x: [f64; batch, inputs],
        const labels: [f64; batch, 3],
        w: [f64; inputs, 3],
        b: [f64; 3],
    ) -> (loss: f64, scores: [f64; batch, 3]) {
        let scores = x @ w + b;
        (mean(labels * scores), scores)
    }
}

fn zeros(rows: usize, columns: usize) -> Array2<f64> {
    Array2::zeros((rows, columns))
}

#[track_caller]
fn says(error: ShapeError, sentence: &str) {
    assert_eq!(error.to_string(), sentence);
}

/// Everything a program can read of an error.
type Read = (
    &'static str,
    Option<usize>,
    Option<&'static str>,
    Option<usize>,
    Option<usize>,
    Option<(&'static str, usize)>,
);

/// The input, its axis, the size's name, the size that was expected, the one that was found, what set it.
#[track_caller]
fn reads(error: ShapeError, graph: &str, read: Read) {
    assert_eq!(error.graph(), graph);
    let found = (
        error.input(),
        error.axis(),
        error.name(),
        error.expected(),
        error.found(),
        error.set_by(),
    );
    assert_eq!(found, read);
}

#[test]
fn a_named_size_names_both_inputs() {
    let error = Net::new()
        .value(&zeros(4, 5), &zeros(6, 3), &zeros(5, 3), &[0.0; 3])
        .unwrap_err();
    says(
        error,
        "in `Net`, axis 0 of `labels` has size 6, but `batch` is 4, the size of axis 0 of `x`",
    );
    reads(
        error,
        "Net",
        (
            "labels",
            Some(0),
            Some("batch"),
            Some(4),
            Some(6),
            Some(("x", 0)),
        ),
    );
    let error = Net::new()
        .value(&zeros(4, 5), &zeros(4, 3), &zeros(7, 3), &[0.0; 3])
        .unwrap_err();
    says(
        error,
        "in `Net`, axis 0 of `w` has size 7, but `inputs` is 5, the size of axis 1 of `x`",
    );
    reads(
        error,
        "Net",
        (
            "w",
            Some(0),
            Some("inputs"),
            Some(5),
            Some(7),
            Some(("x", 1)),
        ),
    );
}

#[test]
fn a_literal_size_is_the_declared_one() {
    let error = Net::new()
        .value(&zeros(4, 5), &zeros(4, 2), &zeros(5, 3), &[0.0; 3])
        .unwrap_err();
    says(
        error,
        "in `Net`, axis 1 of `labels` has size 2, but the graph declares 3",
    );
    reads(
        error,
        "Net",
        ("labels", Some(1), None, Some(3), Some(2), None),
    );
    let error = Net::new()
        .value(&zeros(4, 5), &zeros(4, 3), &zeros(5, 3), &[0.0; 4])
        .unwrap_err();
    says(
        error,
        "in `Net`, axis 0 of `b` has size 4, but the graph declares 3",
    );
}

#[test]
fn all_methods_give_the_same_error_and_it_is_an_error_of_rusts() {
    graph! { struct Inner(x: [f64; n], y: [f64; n]) -> f64 { x @ y } }
    let mut inner = Inner::new();
    let (x, y) = ([1.0, 2.0], [1.0, 2.0, 3.0]);
    let errors = [
        inner.value(&x, &y).map(|_| ()).unwrap_err(),
        inner.forward(&x, &y).map(|_| ()).unwrap_err(),
        inner.value_and_grad(&x, &y).map(|_| ()).unwrap_err(),
    ];
    assert_eq!(errors, [errors[0]; 3]);
    let error: Box<dyn std::error::Error + Send + Sync> = Box::new(errors[0]);
    assert_eq!(
        error.to_string(),
        "in `Inner`, axis 0 of `y` has size 3, but `n` is 2, the size of axis 0 of `x`",
    );
    // The graph is what it was.
    assert_eq!(inner.value(&x, &y[1..]).unwrap(), 8.0);
    assert!(inner.value(&x, &y).is_err());
    assert_eq!(
        inner.value_and_grad(&x, &y[1..]).unwrap().1.x.to_vec(),
        [2.0, 3.0]
    );
}

#[test]
fn one_size_twice_in_one_input() {
    graph! { struct Trace(x: [f64; n, n]) -> f64 { sum(x @ x) } }
    let error = Trace::new().value(&zeros(2, 3)).unwrap_err();
    says(
        error,
        "in `Trace`, axis 1 of `x` has size 3, but `n` is 2, the size of axis 0 of `x`",
    );
}

#[test]
fn sizes_with_offsets() {
    graph! {
        struct Less(x: [f64; n], d: [f64; n - 1]) -> f64 { sum((x[1..] - x[..-1]) * d) }
        struct More(d: [f64; n - 1], x: [f64; n]) -> f64 { sum((x[1..] - x[..-1]) * d) }
        struct Padded(x: [f64; n + 2], y: [f64; n]) -> f64 { sum(x[1..-1] * y) }
    }
    let (two, three, four) = ([1.0; 2], [1.0; 3], [1.0; 4]);
    assert!(Less::new().value(&three, &two).is_ok());
    assert!(More::new().value(&two, &three).is_ok());
    assert!(Padded::new().value(&four, &two).is_ok());
    let error = Less::new().value(&three, &three).unwrap_err();
    says(
        error,
        "in `Less`, axis 0 of `d` has size 3, but `n - 1` is 2: `n` is 3, the size of axis 0 of `x`",
    );
    reads(
        error,
        "Less",
        ("d", Some(0), Some("n"), Some(2), Some(3), Some(("x", 0))),
    );
    let error = More::new().value(&two, &two).unwrap_err();
    says(
        error,
        "in `More`, axis 0 of `x` has size 2, but `n` is 3, since `n - 1` is 2, the size of axis 0 of `d`",
    );
    let error = Padded::new().value(&four, &three).unwrap_err();
    says(
        error,
        "in `Padded`, axis 0 of `y` has size 3, but `n` is 2, since `n + 2` is 4, the size of axis 0 of `x`",
    );
    let error = Padded::new().value(&[1.0], &three).unwrap_err();
    says(
        error,
        "in `Padded`, axis 0 of `x` has size 1, but `n + 2` is at least 2",
    );
    reads(
        error,
        "Padded",
        ("x", Some(0), Some("n"), Some(2), Some(1), None),
    );
}

#[test]
fn slices_need_a_least_size() {
    graph! {
        struct First(x: [f64; n]) -> f64 { x[0] }
        struct Third(x: [f64; n]) -> f64 { x[2] }
        struct Back(x: [f64; n]) -> f64 { x[-4] }
        struct Head(x: [f64; n, m]) -> [f64; n, 2] { x[.., ..2] }
        struct Inside(x: [f64; n]) -> [f64; n - 3] { x[1..-2] }
        struct OfMore(x: [f64; n + 1]) -> [f64; n - 1] { x[2..] }
    }
    let error = First::new().value(&[]).unwrap_err();
    says(
        error,
        "in `First`, `n` is 0, the size of axis 0 of `x`, but a slice needs at least 1",
    );
    reads(
        error,
        "First",
        ("x", Some(0), Some("n"), Some(1), Some(0), Some(("x", 0))),
    );
    let error = Third::new().value(&[1.0, 2.0]).unwrap_err();
    says(
        error,
        "in `Third`, `n` is 2, the size of axis 0 of `x`, but a slice needs at least 3",
    );
    let error = Back::new().value(&[1.0, 2.0, 3.0]).unwrap_err();
    says(
        error,
        "in `Back`, `n` is 3, the size of axis 0 of `x`, but a slice needs at least 4",
    );
    let error = Head::new().value(&zeros(5, 1)).unwrap_err();
    says(
        error,
        "in `Head`, `m` is 1, the size of axis 1 of `x`, but a slice needs at least 2",
    );
    let error = Inside::new().forward(&[1.0, 2.0]).map(|_| ()).unwrap_err();
    says(
        error,
        "in `Inside`, `n` is 2, the size of axis 0 of `x`, but a slice needs at least 3",
    );
    let error = OfMore::new().value(&[1.0]).unwrap_err();
    says(
        error,
        "in `OfMore`, `n` is 0, since `n + 1` is 1, the size of axis 0 of `x`, but a slice needs at least 1",
    );
    // At the least size there is something, or nothing to see.
    assert_eq!(First::new().value(&[7.0]).unwrap(), 7.0);
    assert_eq!(Third::new().value(&[1.0, 2.0, 3.0]).unwrap(), 3.0);
    assert_eq!(Back::new().value(&[4.0, 3.0, 2.0, 1.0]).unwrap(), 4.0);
    assert_eq!(Inside::new().value(&[1.0, 2.0, 3.0]).unwrap().len(), 0);
    assert_eq!(OfMore::new().value(&[1.0, 2.0]).unwrap().len(), 0);
}

#[test]
fn cotangents_have_the_shape_of_their_output() {
    let mut net = Net::new();
    let (x, labels, w) = (zeros(4, 5), zeros(4, 3), zeros(5, 3));
    let pass = net.forward(&x, &labels, &w, &[0.0; 3]).unwrap();
    let error = pass.backward(1.0, &zeros(5, 3)).unwrap_err();
    says(
        error,
        "in `Net`, axis 0 of the cotangent of `scores` has size 5, but the output has size 4",
    );
    reads(
        error,
        "Net",
        ("scores", Some(0), None, Some(4), Some(5), None),
    );
    let pass = net.forward(&x, &labels, &w, &[0.0; 3]).unwrap();
    let error = pass.backward(1.0, &zeros(4, 2)).unwrap_err();
    says(
        error,
        "in `Net`, axis 1 of the cotangent of `scores` has size 2, but the output has size 3",
    );
    graph! { struct Double(x: [f64; n]) -> [f64; n] { 2 * x } }
    let mut double = Double::new();
    let error = double
        .forward(&[1.0, 2.0])
        .unwrap()
        .backward(&[1.0])
        .unwrap_err();
    says(
        error,
        "in `Double`, axis 0 of the cotangent of `output` has size 1, but the output has size 2",
    );
    assert_eq!(
        double
            .forward(&[1.0])
            .unwrap()
            .backward(&[3.0])
            .unwrap()
            .x
            .to_vec(),
        [6.0]
    );
}

#[test]
fn only_the_first_mistake_is_told() {
    // In the order of the inputs.
    let error = Net::new()
        .value(&zeros(4, 5), &zeros(6, 2), &zeros(7, 4), &[0.0; 9])
        .unwrap_err();
    assert_eq!((error.input(), error.axis()), ("labels", Some(0)));
}

#[test]
fn what_no_memory_holds_is_named_as_the_source_names_it() {
    graph! {
        struct Named(x: [f64; n], y: [f64; m]) -> (product: [f64; n, m]) { x.insert_axis(1) * y }
        struct Unnamed(x: [f64; n], y: [f64; m]) -> [f64; n, m] { x.insert_axis(1) * y }
        struct Kept(x: [f64; n], y: [f64; m], z: [f64; m, 2]) -> f64 {
            let table = x.insert_axis(1) * y;
            sum(table @ z)
        }
        struct Part(x: [f64; n], y: [f64; m], z: [f64; m, 2]) -> (total: f64) {
            sum(exp(x.insert_axis(1) * y) @ z)
        }
    }
    // Their product is more than there are addresses; they themselves are never written.
    let long = Array1::zeros(1 << 24);
    let table = "of shape [16777216, 16777216] is too large for memory";
    let error = Named::new().value(&long, &long).map(|_| ()).unwrap_err();
    says(error, &format!("in `Named`, `product` {table}"));
    let error = Unnamed::new().value(&long, &long).map(|_| ()).unwrap_err();
    says(error, &format!("in `Unnamed`, the output {table}"));
    let high = zeros(1 << 24, 2);
    let error = Kept::new().value(&long, &long, &high).unwrap_err();
    says(error, &format!("in `Kept`, `table` {table}"));
    let error = Part::new()
        .value(&long, &long, &high)
        .map(|_| ())
        .unwrap_err();
    says(error, &format!("in `Part`, a part of `total` {table}"));
}

#[test]
fn sizes_that_no_memory_holds_are_errors() {
    graph! {
        struct Twice(x: [f64; n, m]) -> [f64; n, m] { 2 * x }
        struct Total(x: [f64; n, m]) -> f64 { sum(x) }
        struct Fixed(const x: [f64; n, m], c: f64) -> [f64; n, m] { c * x }
        struct Outer(x: [f64; n], const y: [f64; m]) -> [f64; n, m] { x.insert_axis(1) * y }
        struct Cubic(x: [f64; a, b, c]) -> f64 { mean(square(x)) }
    }
    let one = aview0(&1.0);
    let huge: ArrayView2<'_, f64> = one.broadcast((1 << 40, 1 << 20)).unwrap();
    // Where the gradient, or the output, would be as large as the input.
    let error = Twice::new().value(huge).unwrap_err();
    says(
        error,
        "in `Twice`, `x` of shape [1099511627776, 1048576] is too large for memory",
    );
    assert!(Twice::new().forward(huge).is_err());
    let error = Total::new().value_and_grad(huge).map(|_| ()).unwrap_err();
    assert_eq!((error.graph(), error.input()), ("Total", "x"));
    assert!(Total::new().forward(huge).is_err());
    assert!(Fixed::new().value(huge, 1.0).is_err());
    assert!(Fixed::new().forward(huge, 1.0).is_err());
    let huge: ArrayView3<'_, f64> = one.broadcast((1 << 20, 1 << 20, 1 << 20)).unwrap();
    assert!(Cubic::new().value_and_grad(huge).is_err());
    assert!(Cubic::new().forward(huge).is_err());
    // Sizes that can be counted, and still no memory holds.
    let large: ArrayView2<'_, f64> = one.broadcast((1 << 30, 1 << 20)).unwrap();
    assert!(Twice::new().value(large).is_err());
    assert!(Twice::new().forward(large).is_err());
    assert!(Total::new().forward(large).is_err());
    assert!(Total::new().value_and_grad(large).is_err());
    assert!(Fixed::new().value(large, 1.0).is_err());
    // Two long vectors whose product overflows.
    let long = one.broadcast(1 << 40).unwrap();
    assert!(Outer::new().value(long, long).is_err());
    assert!(Outer::new().forward(long, long).is_err());
    // None of it is in the way of what fits.
    let mut twice = Twice::new();
    assert!(
        twice
            .value(one.broadcast((1 << 40, 1 << 20)).unwrap())
            .is_err()
    );
    assert_eq!(twice.value(&Array2::ones((1, 2))).unwrap().sum(), 4.0);
}

#[test]
fn sizes_that_no_product_counts_are_errors_where_an_axis_is_empty() {
    // ndarray multiplies the sizes other than 0 and would panic.
    graph! { struct Outer(x: [f64; n], y: [f64; m], z: [f64; k]) -> [f64; n, m, k] {
        x.insert_axis(1).insert_axis(2) * y.insert_axis(1) * z
    } }
    let one = aview0(&1.0);
    let long = one.broadcast(1 << 40).unwrap();
    let none = Array1::zeros(0);
    assert!(Outer::new().value(long, long, none.view()).is_err());
    assert!(Outer::new().forward(long, long, none.view()).is_err());
    let empty = Array3::<f64>::zeros((0, 3, 0));
    assert_eq!(empty.len(), 0);
}
