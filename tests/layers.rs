//! Layers that are composed by hand against the same computation as a graph of scalars.
//!
//! Values agree bit for bit; gradients to some roundings, since a graph may multiply in another order.

use backprop::ndarray::{Array1, Array2, array};
use backprop::{
    AddLayer, DivLayer, Layer, LayerError, MulLayer, Relu, Sigmoid, SubLayer, Tanh, check, graph,
};

/// Within eight roundings of each other, relative to the larger.
#[track_caller]
fn assert_near(left: &[f64], right: &[f64]) {
    assert_near_within(left, right, 8.0 * f64::EPSILON);
}

#[track_caller]
fn assert_near_within(left: &[f64], right: &[f64], tolerance: f64) {
    assert_eq!(left.len(), right.len());
    for (one, other) in left.iter().zip(right) {
        let scale = one.abs().max(other.abs());
        assert!(
            (one - other).abs() <= tolerance * scale,
            "{left:?} and {right:?}"
        );
    }
}

/// Numbers on both sides of zero, and zero.
const NUMBERS: [f64; 7] = [-2.5, -1.0, -0.125, 0.0, 0.3, 1.0, 3.75];

#[test]
fn two_apples_and_a_tax() -> Result<(), LayerError> {
    graph! {
        struct Apple(price: f64, count: f64, tax: f64) -> f64 { price * count * tax }
    }
    let (price, count, tax) = (100.0_f64, 2.0, 1.1);
    let mut fruit = MulLayer::new();
    let mut taxed = MulLayer::new();
    let subtotal = fruit.forward((price, count))?;
    let total = taxed.forward((subtotal, tax))?;
    let (d_subtotal, d_tax) = taxed.backward(1.0)?;
    let (d_price, d_count) = fruit.backward(d_subtotal)?;

    let (value, gradient) = Apple::new().value_and_grad(price, count, tax);
    assert_eq!(value.to_bits(), total.to_bits());
    assert_near(
        &[gradient.price, gradient.count, gradient.tax],
        &[d_price, d_count, d_tax],
    );
    assert_near(
        &[d_price, d_count, d_tax, total],
        &[2.2, 110.0, 200.0, 220.0],
    );
    Ok(())
}

#[test]
fn apples_and_oranges() -> Result<(), LayerError> {
    graph! {
        struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
            let fruit = apple * apples + orange * oranges;
            fruit * tax
        }
    }
    let (mut apple, mut orange, mut both, mut taxed) = (
        MulLayer::new(),
        MulLayer::new(),
        AddLayer::new(),
        MulLayer::new(),
    );
    let apples = apple.forward((100.0_f64, 2.0))?;
    let oranges = orange.forward((150.0, 3.0))?;
    let fruit = both.forward((apples, oranges))?;
    let total = taxed.forward((fruit, 1.1))?;
    let (d_fruit, d_tax) = taxed.backward(1.0)?;
    let (d_apples, d_oranges) = both.backward(d_fruit)?;
    let (d_apple, d_apple_count) = apple.backward(d_apples)?;
    let (d_orange, d_orange_count) = orange.backward(d_oranges)?;
    let by_layers = [d_apple, d_apple_count, d_orange, d_orange_count, d_tax];

    let bill = Bill::new();
    let pass = bill.forward(100.0, 2.0, 150.0, 3.0, 1.1);
    assert_eq!(pass.output().to_bits(), total.to_bits());
    let gradient = pass.backward(1.0);
    let by_graph = [
        gradient.apple,
        gradient.apples,
        gradient.orange,
        gradient.oranges,
        gradient.tax,
    ];
    assert_near(&by_layers, &by_graph);
    assert_near(&by_graph, &[2.2, 110.0, 3.3, 165.0, 650.0]);
    assert_near(&[total], &[715.0]);
    Ok(())
}

#[test]
fn activations() -> Result<(), LayerError> {
    graph! {
        struct Rectified(x: f64) -> f64 { relu(x) }
        struct Squashed(x: f64) -> f64 { sigmoid(x) }
        struct Bent(x: f64) -> f64 { tanh(x) }
    }
    for x in NUMBERS
        .into_iter()
        .chain([-0.0, 30.0, -30.0, 1e3, -1e3, f64::NAN])
    {
        let cotangent = -1.5;
        let (mut rectified, mut squashed, mut bent) = (Relu::new(), Sigmoid::new(), Tanh::new());
        let by_layers = [
            rectified.forward(x)?,
            squashed.forward(x)?,
            bent.forward(x)?,
        ];
        let by_graph = [
            Rectified::new().value(x),
            Squashed::new().value(x),
            Bent::new().value(x),
        ];
        for (layer, graph) in by_layers.iter().zip(by_graph) {
            assert!(
                layer.to_bits() == graph.to_bits() || layer.is_nan() && graph.is_nan(),
                "{layer} {graph}"
            );
        }
        let by_layers = [
            rectified.backward(cotangent)?,
            squashed.backward(cotangent)?,
            bent.backward(cotangent)?,
        ];
        let by_graph = [
            Rectified::new().forward(x).backward(cotangent).x,
            Squashed::new().forward(x).backward(cotangent).x,
            Bent::new().forward(x).backward(cotangent).x,
        ];
        if x.is_nan() {
            // The rectifier lets the gradient through.
            assert_eq!((by_layers[0], by_graph[0]), (cotangent, cotangent));
            assert!(
                by_layers[1..]
                    .iter()
                    .chain(&by_graph[1..])
                    .all(|slope| slope.is_nan())
            );
        } else {
            assert_near(&by_layers, &by_graph);
        }
    }
    Ok(())
}

/// A neuron of two inputs and the square of its error, with every elementwise layer: as layers, the
/// value and the gradient with respect to all six numbers.
fn neuron(at: [f64; 6]) -> Result<(f64, [f64; 6]), LayerError> {
    let [x, y, v, w, bias, label] = at;
    let (mut first, mut second) = (MulLayer::new(), MulLayer::new());
    let (mut sum, mut shifted) = (AddLayer::new(), AddLayer::new());
    let (mut hidden, mut squashed) = (Relu::new(), Sigmoid::new());
    let (mut ratio, mut error, mut square) = (DivLayer::new(), SubLayer::new(), MulLayer::new());
    let mut bent = Tanh::new();

    let first_product = first.forward((x, v))?;
    let second_product = second.forward((y, w))?;
    let products = sum.forward((first_product, second_product))?;
    let z = shifted.forward((products, bias))?;
    let h = hidden.forward(z)?;
    let s = squashed.forward(z)?;
    let quotient = ratio.forward((h, s))?;
    let t = bent.forward(quotient)?;
    let e = error.forward((t, label))?;
    let loss = square.forward((e, e))?;

    let (d_left, d_right) = square.backward(1.0)?;
    let (d_t, d_label) = error.backward(d_left + d_right)?;
    let d_quotient = bent.backward(d_t)?;
    let (d_h, d_s) = ratio.backward(d_quotient)?;
    let d_z = hidden.backward(d_h)? + squashed.backward(d_s)?;
    let (d_products, d_bias) = shifted.backward(d_z)?;
    let (d_first, d_second) = sum.backward(d_products)?;
    let (d_x, d_v) = first.backward(d_first)?;
    let (d_y, d_w) = second.backward(d_second)?;
    Ok((loss, [d_x, d_y, d_v, d_w, d_bias, d_label]))
}

#[test]
fn a_neuron_with_every_elementwise_layer() -> Result<(), Box<dyn std::error::Error>> {
    graph! {
        struct Neuron(x: f64, y: f64, v: f64, w: f64, bias: f64, label: f64) -> f64 {
            let z = x * v + y * w + bias;
            let e = tanh(relu(z) / sigmoid(z)) - label;
            e * e
        }
    }
    let graph = Neuron::new();
    let mut active = 0;
    for (place, x) in NUMBERS.into_iter().enumerate() {
        for (other, w) in NUMBERS.into_iter().enumerate() {
            let y = NUMBERS[(place + other) % NUMBERS.len()];
            let at = [x, y, 0.4, w, -0.2, 0.7];
            let (loss, by_layers) = neuron(at)?;
            let [x, y, v, w, bias, label] = at;
            let (value, gradient) = graph.value_and_grad(x, y, v, w, bias, label);
            assert_eq!(value.to_bits(), loss.to_bits());
            let by_graph = [
                gradient.x,
                gradient.y,
                gradient.v,
                gradient.w,
                gradient.bias,
                gradient.label,
            ];
            // Far out, tanh' is the difference of two numbers near 1, and h's own slope cancels
            // against that of s: as many more roundings as the terms are larger than their sum.
            assert_near_within(&by_layers, &by_graph, 64.0 * f64::EPSILON);
            let z = x * v + y * w + bias;
            if z.abs() > 1e-3 {
                let value =
                    |[x, y, v, w, bias, label]: [f64; 6]| graph.value(x, y, v, w, bias, label);
                for gradient in [by_layers, by_graph] {
                    let report = check::gradient(value, at, gradient)?;
                    assert!(report.passes(1e-7), "at {at:?}: {report}");
                }
            }
            active += usize::from(z > 0.0 && by_graph.iter().any(|slope| *slope != 0.0));
        }
    }
    // The other points are where the rectifier is shut.
    assert!(
        active >= 15,
        "{active} of {} points have a gradient",
        NUMBERS.len() * NUMBERS.len()
    );
    Ok(())
}

#[test]
fn a_layer_over_an_array_is_the_graph_at_each_element() -> Result<(), LayerError> {
    graph! {
        struct Unit(x: f64, w: f64) -> f64 { sigmoid(relu(x * w)) }
    }
    let x: Array2<f64> = array![[-2.5, 0.0, 0.5], [1.0, -0.0, 3.0]];
    let w: Array2<f64> = array![[1.5, 2.0, -1.0], [0.25, 1.0, 2.0]];
    let cotangent: Array2<f64> = array![[1.0, -1.0, 2.0], [0.5, 3.0, -0.25]];
    let (mut product, mut hidden, mut output) = (MulLayer::new(), Relu::new(), Sigmoid::new());
    let z = product.forward((x.clone(), w.clone()))?;
    let h = hidden.forward(z)?;
    let y = output.forward(h)?;
    let d_h = output.backward(cotangent.clone())?;
    let d_z = hidden.backward(d_h)?;
    let (d_x, d_w) = product.backward(d_z)?;

    let unit = Unit::new();
    for (index, &x) in x.indexed_iter() {
        let pass = unit.forward(x, w[index]);
        assert_eq!(pass.output().to_bits(), y[index].to_bits());
        let gradient = pass.backward(cotangent[index]);
        assert_near(&[gradient.x, gradient.w], &[d_x[index], d_w[index]]);
    }
    Ok(())
}

#[test]
fn layers_of_f32() -> Result<(), LayerError> {
    graph! {
        struct Unit(x: f32, w: f32, b: f32) -> f32 { tanh(x * w + b) }
    }
    let (mut product, mut sum, mut output) = (MulLayer::new(), AddLayer::new(), Tanh::new());
    let inputs: Array1<f32> = array![-1.5, -0.25, 0.0, 0.75, 2.0];
    for x in inputs {
        let z = product.forward((x, 0.6))?;
        let shifted = sum.forward((z, 0.1))?;
        let y = output.forward(shifted)?;
        let (d_z, d_b) = sum.backward(output.backward(1.0)?)?;
        let (d_x, d_w) = product.backward(d_z)?;
        let (value, gradient) = Unit::new().value_and_grad(x, 0.6, 0.1);
        assert_eq!(value.to_bits(), y.to_bits());
        let by_graph = [gradient.x, gradient.w, gradient.b].map(f64::from);
        assert_near_within(
            &by_graph,
            &[d_x, d_w, d_b].map(f64::from),
            8.0 * f64::from(f32::EPSILON),
        );
    }
    Ok(())
}
