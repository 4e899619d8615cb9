//! The interpreter over tensors, against numbers worked out by hand.

use backprop_codegen::interp::{self, Program, Real, Tensor};

fn program(source: &str) -> Program {
    let mut programs = interp::load(source.parse().unwrap()).unwrap();
    assert_eq!(programs.len(), 1);
    programs.remove(0)
}

fn tensor<R: Real>(shape: &[usize], data: &[f64]) -> Tensor<R> {
    let data = data.iter().map(|number| R::narrow(*number)).collect();
    Tensor::new(shape.to_vec(), data).unwrap()
}

type Given<'a> = (&'a [usize], &'a [f64]);

/// A body of one output, as a function of `x` and what else `inputs` declares.
fn evaluate<R: Real>(graph: &str, inputs: &[Given<'_>]) -> Result<Tensor<f64>, String> {
    let inputs: Vec<Tensor<R>> = inputs
        .iter()
        .map(|(shape, data)| tensor(shape, data))
        .collect();
    let mut outputs = program(graph).value(&inputs, &|_| None)?;
    assert_eq!(outputs.len(), 1);
    let Tensor { shape, data } = outputs.remove(0);
    let data = data.into_iter().map(R::widen).collect();
    Ok(Tensor { shape, data })
}

#[track_caller]
fn check(graph: &str, inputs: &[Given<'_>], expect: Given<'_>) {
    let found = evaluate::<f64>(graph, inputs).unwrap();
    assert_eq!(found.shape, expect.0);
    let same = |(found, expect): (&f64, &f64)| {
        found == expect || found.is_nan() && expect.is_nan() || (found - expect).abs() < 1e-15
    };
    let equal = found.data.len() == expect.1.len() && found.data.iter().zip(expect.1).all(same);
    assert!(equal, "{:?}, expected {:?}", found.data, expect.1);
}

#[track_caller]
fn check_gradient(graph: &str, inputs: &[Given<'_>], cotangent: Given<'_>, expect: &[Given<'_>]) {
    let inputs: Vec<Tensor<f64>> = inputs
        .iter()
        .map(|(shape, data)| tensor(shape, data))
        .collect();
    let cotangent = tensor(cotangent.0, cotangent.1);
    let found = program(graph)
        .gradient(&inputs, &[cotangent], &|_| None)
        .unwrap();
    let expect: Vec<Tensor<f64>> = expect
        .iter()
        .map(|(shape, data)| tensor(shape, data))
        .collect();
    assert_eq!(found, expect);
}

const X: Given<'_> = (&[2, 3], &[1.0, -2.0, 3.0, 4.0, 5.0, -6.0]);

#[test]
fn elementwise_operations_broadcast_from_the_last_axis() {
    check(
        "struct G(x: [f64; n, 3], b: [f64; 3]) -> [f64; n, 3] { x + b }",
        &[X, (&[3], &[10.0, 20.0, 30.0])],
        (&[2, 3], &[11.0, 18.0, 33.0, 14.0, 25.0, 24.0]),
    );
    check(
        "struct G(a: [f64; n, 1], b: [f64; m]) -> [f64; n, m] { a * b }",
        &[(&[2, 1], &[2.0, 3.0]), (&[3], &[1.0, 10.0, 100.0])],
        (&[2, 3], &[2.0, 20.0, 200.0, 3.0, 30.0, 300.0]),
    );
    check(
        "struct G(x: [f64; n, 3], s: f64) -> [f64; n, 3] { if x < s { x } else { -x } }",
        &[X, (&[], &[3.0])],
        (&[2, 3], &[1.0, -2.0, -3.0, -4.0, -5.0, -6.0]),
    );
}

#[test]
fn reductions_remove_their_axes() {
    check(
        "struct G(x: [f64; n, 3]) -> f64 { sum(x) }",
        &[X],
        (&[], &[5.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; 3] { x.sum_axis(n) }",
        &[X],
        (&[3], &[5.0, 3.0, -3.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; n] { x.mean_axis(1) }",
        &[X],
        (&[2], &[2.0 / 3.0, 1.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; n] { product_axis(x, 1) }",
        &[X],
        (&[2], &[-6.0, -120.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; 3] { x.max_axis(0) }",
        &[X],
        (&[3], &[4.0, 5.0, 3.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> f64 { min_all(x) }",
        &[X],
        (&[], &[-6.0]),
    );
}

#[test]
fn reductions_of_nothing_have_their_values() {
    let nothing: &[Given<'_>] = &[(&[0, 2], &[])];
    for (reduction, value) in [
        ("sum", 0.0),
        ("product", 1.0),
        ("mean", f64::NAN),
        ("max", f64::NEG_INFINITY),
        ("min", f64::INFINITY),
    ] {
        let graph = format!("struct G(x: [f64; n, 2]) -> [f64; 2] {{ {reduction}_axis(x, n) }}");
        check(&graph, nothing, (&[2], &[value, value]));
        let graph = format!("struct G(x: [f64; n, 2]) -> [f64; n] {{ {reduction}_axis(x, 1) }}");
        check(&graph, nothing, (&[0], &[]));
    }
}

#[test]
fn a_nan_is_the_maximum_and_the_minimum_wherever_it_stands() {
    for data in [
        [f64::NAN, 1.0, 2.0],
        [1.0, f64::NAN, 2.0],
        [1.0, 2.0, f64::NAN],
    ] {
        check(
            "struct G(x: [f64; n]) -> f64 { max_all(x) }",
            &[(&[3], &data)],
            (&[], &[f64::NAN]),
        );
        check(
            "struct G(x: [f64; n]) -> f64 { min_all(x) }",
            &[(&[3], &data)],
            (&[], &[f64::NAN]),
        );
    }
}

#[test]
fn softmax_is_stable_over_the_last_axis() {
    let x: Given<'_> = (&[2, 2], &[1000.0, 1000.0, 0.0, 3.0_f64.ln()]);
    check(
        "struct G(x: [f64; n, m]) -> [f64; n, m] { softmax(x) }",
        &[x],
        (&[2, 2], &[0.5, 0.5, 0.25, 0.75]),
    );
    check(
        "struct G(x: [f64; n, m]) -> [f64; n, m] { log_softmax(x) }",
        &[x],
        (
            &[2, 2],
            &[
                -(2.0_f64.ln()),
                -(2.0_f64.ln()),
                -(4.0_f64.ln()),
                3.0_f64.ln() - 4.0_f64.ln(),
            ],
        ),
    );
    check(
        "struct G(x: [f64; n, m]) -> [f64; n] { logsumexp(x) }",
        &[x],
        (&[2], &[1000.0 + 2.0_f64.ln(), 4.0_f64.ln()]),
    );
    let none: Given<'_> = (&[2], &[f64::NEG_INFINITY, f64::NEG_INFINITY]);
    check(
        "struct G(x: [f64; n]) -> f64 { logsumexp(x) }",
        &[none],
        (&[], &[f64::NEG_INFINITY]),
    );
    check(
        "struct G(x: [f64; n]) -> f64 { logsumexp(x) }",
        &[(&[0], &[])],
        (&[], &[f64::NEG_INFINITY]),
    );
}

#[test]
fn products_are_those_of_matrices_and_vectors() {
    let (a, b): (Given<'_>, Given<'_>) = (
        (&[2, 2], &[1.0, 2.0, 3.0, 4.0]),
        (&[2, 3], &[1.0, 0.0, 2.0, 0.0, 1.0, 3.0]),
    );
    let v: Given<'_> = (&[2], &[10.0, 1.0]);
    check(
        "struct G(a: [f64; n, k], b: [f64; k, m]) -> [f64; n, m] { a @ b }",
        &[a, b],
        (&[2, 3], &[1.0, 2.0, 8.0, 3.0, 4.0, 18.0]),
    );
    check(
        "struct G(a: [f64; n, k], v: [f64; k]) -> [f64; n] { a @ v }",
        &[a, v],
        (&[2], &[12.0, 34.0]),
    );
    check(
        "struct G(v: [f64; k], b: [f64; k, m]) -> [f64; m] { v @ b }",
        &[v, b],
        (&[3], &[10.0, 1.0, 23.0]),
    );
    check(
        "struct G(v: [f64; k]) -> f64 { dot(v, v) }",
        &[v],
        (&[], &[101.0]),
    );
}

#[test]
fn elements_move() {
    check(
        "struct G(x: [f64; n, 3]) -> [f64; 3, n] { x.t() }",
        &[X],
        (&[3, 2], &[1.0, 4.0, -2.0, 5.0, 3.0, -6.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; n, 1, 3] { insert_axis(x, 1) }",
        &[X],
        (&[2, 1, 3], X.1),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; 3, n] { reshape(x, [3, n]) }",
        &[X],
        (&[3, 2], X.1),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; n] { x[.., -1] }",
        &[X],
        (&[2], &[3.0, -6.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; n - 1, 2] { x[1.., ..-1] }",
        &[X],
        (&[1, 2], &[4.0, 5.0]),
    );
    check(
        "struct G(x: [f64; n, 3]) -> [f64; 3] { x[0, ..] }",
        &[X],
        (&[3], &[1.0, -2.0, 3.0]),
    );
    check(
        "struct G(x: [f64; n]) -> [f64; 2] { x[-3..-1] }",
        &[(&[4], &[1.0, 2.0, 3.0, 4.0])],
        (&[2], &[2.0, 3.0]),
    );
}

#[test]
fn the_gradient_of_a_product_is_exact_with_zeros() {
    let graph = "struct G(x: [f64; n]) -> f64 { product(x) }";
    check_gradient(
        graph,
        &[(&[3], &[2.0, 0.0, 3.0])],
        (&[], &[1.0]),
        &[(&[3], &[0.0, 6.0, 0.0])],
    );
    check_gradient(
        graph,
        &[(&[3], &[0.0, 0.0, 3.0])],
        (&[], &[1.0]),
        &[(&[3], &[0.0, 0.0, 0.0])],
    );
    check_gradient(graph, &[(&[1], &[0.0])], (&[], &[5.0]), &[(&[1], &[5.0])]);
    check_gradient(graph, &[(&[0], &[])], (&[], &[1.0]), &[(&[0], &[])]);
}

#[test]
fn gradients_of_what_is_broadcast_are_sums() {
    check_gradient(
        "struct G(a: [f64; n, 1], b: [f64; m], s: f64) -> [f64; n, m] { a * b + s }",
        &[
            (&[2, 1], &[2.0, 3.0]),
            (&[3], &[1.0, 10.0, 100.0]),
            (&[], &[7.0]),
        ],
        (&[2, 3], &[1.0, 0.0, 0.0, 0.0, 1.0, 2.0]),
        &[
            (&[2, 1], &[1.0, 210.0]),
            (&[3], &[2.0, 3.0, 6.0]),
            (&[], &[4.0]),
        ],
    );
}

#[test]
fn gradients_go_back_to_their_places() {
    let x: Given<'_> = (&[3], &[1.0, 2.0, 3.0]);
    check_gradient(
        "struct G(x: [f64; n]) -> [f64; n - 1] { x[1..] - x[..-1] }",
        &[x],
        (&[2], &[1.0, 10.0]),
        &[(&[3], &[-1.0, -9.0, 10.0])],
    );
    check_gradient(
        "struct G(x: [f64; n]) -> f64 { x[-1] }",
        &[x],
        (&[], &[2.0]),
        &[(&[3], &[0.0, 0.0, 2.0])],
    );
    let ties: Given<'_> = (&[2, 2], &[5.0, 5.0, 1.0, 2.0]);
    check_gradient(
        "struct G(x: [f64; n, m]) -> [f64; n] { max_axis(x, m) }",
        &[ties],
        (&[2], &[1.0, 3.0]),
        &[(&[2, 2], &[0.5, 0.5, 0.0, 3.0])],
    );
    check_gradient(
        "struct G(a: [f64; n, k], v: [f64; k]) -> [f64; n] { a @ v }",
        &[(&[2, 2], &[1.0, 2.0, 3.0, 4.0]), (&[2], &[10.0, 1.0])],
        (&[2], &[1.0, 2.0]),
        &[(&[2, 2], &[10.0, 1.0, 20.0, 2.0]), (&[2], &[7.0, 10.0])],
    );
}

#[test]
fn an_input_without_a_gradient_has_zeros() {
    check_gradient(
        "struct G(x: [f64; n], y: [f64; n]) -> [f64; n] { x + floor(y) }",
        &[(&[2], &[1.0, 2.0]), (&[2], &[1.5, 2.5])],
        (&[2], &[3.0, 4.0]),
        &[(&[2], &[3.0, 4.0]), (&[2], &[0.0, 0.0])],
    );
}

#[test]
fn single_precision_rounds_each_operation_and_a_sum_once() {
    let third = f64::from(1.0_f32 / 3.0);
    let found = evaluate::<f32>(
        "struct G(x: [f32; n]) -> [f32; n] { x / 3 }",
        &[(&[1], &[1.0])],
    )
    .unwrap();
    assert_eq!(found.data, [third]);
    // One by one, the small numbers would be lost.
    let data: Vec<f64> = std::iter::once(16_777_216.0).chain([1.0; 4]).collect();
    let found =
        evaluate::<f32>("struct G(x: [f32; n]) -> f32 { sum(x) }", &[(&[5], &data)]).unwrap();
    assert_eq!(found.data, [16_777_220.0]);
    let found = evaluate::<f64>(
        "struct G(x: [f64; n]) -> f64 { sum(x) }",
        &[(&[3], &[1e100, 1.0, -1e100])],
    )
    .unwrap();
    assert_eq!(found.data, [1.0]);
}

#[test]
fn sizes_are_bound_by_the_inputs() {
    let graph = "struct G(x: [f64; n + 1], y: [f64; n - 1], z: [f64; 2]) -> [f64; n - 1] { x[1..-1] + y + z[0] }";
    let two: Given<'_> = (&[2], &[1.0; 2]);
    check(
        graph,
        &[(&[4], &[0.0, 1.0, 2.0, 3.0]), two, two],
        (&[2], &[3.0, 4.0]),
    );
    let error = |inputs: &[Given<'_>]| evaluate::<f64>(graph, inputs).unwrap_err();
    assert_eq!(
        error(&[(&[3], &[0.0; 3]), two, two]),
        "`y` is [n - 1], found [2]"
    );
    assert_eq!(
        error(&[(&[4], &[0.0; 4]), two, (&[1], &[0.0])]),
        "`z` is [2], found [1]"
    );
    assert_eq!(
        error(&[(&[2, 2], &[0.0; 4]), two, two]),
        "`x` is [n + 1], found [2, 2]"
    );
    assert_eq!(error(&[(&[0], &[]), two, two]), "`x` is [n + 1], found [0]");
    assert_eq!(error(&[two]), "`G` takes 3 inputs, found 1");
    let graph = "struct G(x: [f64; n]) -> [f64; 2] { x[..2] }";
    assert!(evaluate::<f64>(graph, &[(&[1], &[0.0])]).is_err());
    let graph = "struct G(x: [f64; n]) -> [f64; n - 1] { x[1..] }";
    assert!(evaluate::<f64>(graph, &[(&[0], &[])]).is_err());
    check(graph, &[(&[1], &[0.0])], (&[0], &[]));
}

#[test]
fn a_cotangent_of_another_shape_is_an_error() {
    let program = program("struct G(x: [f64; n]) -> [f64; n] { x }");
    let x = tensor::<f64>(&[2], &[1.0, 2.0]);
    let found = program.gradient(&[x], &[tensor(&[3], &[0.0; 3])], &|_| None);
    assert_eq!(found.unwrap_err(), "`cotangent` is to be [n], and is [3]");
}
