//! Layers that are composed by hand against the same computation as a graph of tensors: the classifier
//! that books on the subject build, its loss and all of its gradients.

use std::error::Error;

use backprop::ndarray::{Array1, Array2};
use backprop::{Affine, Float, Layer, LayerError, Relu, ShapeError, SoftmaxWithLoss, check, graph};

graph! {
    /// A two-layer classifier and its loss.
    struct Mlp<F>(
        const x: [F; batch, inputs],
        const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden],
        w2: [F; hidden, 10],     b2: [F; 10],
    ) -> (loss: F, const logits: [F; batch, 10]) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }

    /// The same with a gradient for the images.
    struct Open<F>(
        x: [F; batch, inputs], const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden], w2: [F; hidden, 10], b2: [F; 10],
    ) -> F {
        let logits = relu(x @ w1 + b1) @ w2 + b2;
        -mean(sum_axis(labels * log_softmax(logits), 1))
    }
}

/// The weights and the data.
#[derive(Clone)]
struct At<F> {
    x: Array2<F>,
    labels: Array2<F>,
    w1: Array2<F>,
    b1: Array1<F>,
    w2: Array2<F>,
    b2: Array1<F>,
}

fn at<F: Float>(batch: usize, inputs: usize, hidden: usize) -> At<F> {
    let mut random = fastrand::Rng::with_seed(batch as u64);
    let mut matrix = |rows, columns, size: f64| {
        Array2::from_shape_simple_fn((rows, columns), || {
            F::from_f64(size * (random.f64() * 2.0 - 1.0))
        })
    };
    let (x, w1, b1) = (
        matrix(batch, inputs, 1.0),
        matrix(inputs, hidden, 0.4),
        matrix(1, hidden, 0.1),
    );
    let (w2, b2) = (matrix(hidden, 10, 0.4), matrix(1, 10, 0.1));
    let labels = Array2::from_shape_fn((batch, 10), |(row, digit)| {
        F::from_f64(f64::from(u8::from((row * 7 + 3) % 10 == digit)))
    });
    At {
        x,
        labels,
        w1,
        b1: b1.row(0).to_owned(),
        w2,
        b2: b2.row(0).to_owned(),
    }
}

/// The loss, the logits, and the gradients by name.
struct Outcome<F> {
    loss: F,
    logits: Array2<F>,
    x: Array2<F>,
    w1: Array2<F>,
    b1: Array1<F>,
    w2: Array2<F>,
    b2: Array1<F>,
}

fn by_layers<F: Float>(at: &At<F>) -> Result<Outcome<F>, LayerError> {
    let mut first = Affine::new(at.w1.clone(), at.b1.clone());
    let mut hidden = Relu::new();
    let mut second = Affine::new(at.w2.clone(), at.b2.clone());
    let mut loss_layer = SoftmaxWithLoss::new();
    let h = hidden.forward(first.forward(at.x.clone())?)?;
    let logits = second.forward(h)?;
    let loss = loss_layer.forward((logits.clone(), at.labels.clone()))?;
    let d_logits = loss_layer.backward(F::ONE)?;
    let d_h = second.backward(d_logits)?;
    let x = first.backward(hidden.backward(d_h)?)?;
    Ok(Outcome {
        loss,
        logits,
        x,
        w1: first.d_weights,
        b1: first.d_bias,
        w2: second.d_weights,
        b2: second.d_bias,
    })
}

/// Within so many roundings of the largest number among those that are compared.
#[track_caller]
fn assert_near<'a, F: Float>(
    what: &str,
    found: impl IntoIterator<Item = &'a F>,
    expected: impl IntoIterator<Item = &'a F>,
) {
    let wide = |number: &F| number.to_f64();
    let found: Vec<f64> = found.into_iter().map(wide).collect();
    let expected: Vec<f64> = expected.into_iter().map(wide).collect();
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected
        .iter()
        .fold(0.0_f64, |most, number| most.max(number.abs()));
    let tolerance = 64.0 * F::EPSILON.to_f64() * scale;
    for (place, (found, expected)) in found.iter().zip(&expected).enumerate() {
        let error = (found - expected).abs();
        assert!(
            error <= tolerance,
            "{what}, {place}: {found}, by layers {expected}"
        );
    }
}

/// Batches of one image, of few, of more than a block, and with sizes that no register divides.
const SIZES: [(usize, usize, usize); 5] = [
    (1, 4, 3),
    (2, 7, 5),
    (13, 30, 17),
    (32, 64, 16),
    (100, 50, 20),
];

fn graph_and_layers_agree<F: Float>() -> Result<(), Box<dyn Error>> {
    let (mut mlp, mut open) = (Mlp::<F>::new(), Open::<F>::new());
    for (batch, inputs, hidden) in SIZES {
        let at = at::<F>(batch, inputs, hidden);
        let expected = by_layers(&at)?;
        let At {
            x,
            labels,
            w1,
            b1,
            w2,
            b2,
        } = &at;

        let value = mlp.value(x, labels, w1, b1, w2, b2)?;
        assert_near("the loss of value", [&value.loss], [&expected.loss]);
        assert_near("the logits of value", value.logits, &expected.logits);

        let pass = mlp.forward(x, labels, w1, b1, w2, b2)?;
        assert_near("the loss", [&pass.output().loss], [&expected.loss]);
        assert_near("the logits", pass.output().logits, &expected.logits);
        let grads = pass.backward(F::ONE);
        assert_near("w1", &grads.w1, &expected.w1);
        assert_near("b1", &grads.b1, &expected.b1);
        assert_near("w2", &grads.w2, &expected.w2);
        assert_near("b2", &grads.b2, &expected.b2);

        let (output, grads) = mlp.value_and_grad(x, labels, w1, b1, w2, b2)?;
        assert_near("the fused loss", [&output.loss], [&expected.loss]);
        assert_near("the fused logits", output.logits, &expected.logits);
        assert_near("the fused w1", &grads.w1, &expected.w1);
        assert_near("the fused b1", &grads.b1, &expected.b1);
        assert_near("the fused w2", &grads.w2, &expected.w2);
        assert_near("the fused b2", &grads.b2, &expected.b2);

        let grads = open.forward(x, labels, w1, b1, w2, b2)?.backward(F::ONE);
        assert_near("x", &grads.x, &expected.x);
        assert_near("w1 beside x", &grads.w1, &expected.w1);
        let (loss, grads) = open.value_and_grad(x, labels, w1, b1, w2, b2)?;
        assert_near("the loss beside x", [&loss], [&expected.loss]);
        assert_near("the fused x", &grads.x, &expected.x);
    }
    Ok(())
}

#[test]
fn a_classifier_of_f64() -> Result<(), Box<dyn Error>> {
    graph_and_layers_agree::<f64>()
}

#[test]
fn a_classifier_of_f32() -> Result<(), Box<dyn Error>> {
    graph_and_layers_agree::<f32>()
}

#[test]
fn a_cotangent_scales_the_gradient_of_both() -> Result<(), Box<dyn Error>> {
    let at = at::<f64>(6, 5, 4);
    let At {
        x,
        labels,
        w1,
        b1,
        w2,
        b2,
    } = &at;
    let expected = by_layers(&at)?;
    let mut mlp = Mlp::new();
    let grads = mlp.forward(x, labels, w1, b1, w2, b2)?.backward(-2.5);
    assert_near("w1", &grads.w1, &(expected.w1 * -2.5));
    assert_near("b2", &grads.b2, &(expected.b2 * -2.5));
    Ok(())
}

#[test]
fn the_gradient_agrees_with_central_differences() -> Result<(), Box<dyn Error>> {
    let At {
        x,
        labels,
        w1,
        b1,
        w2,
        b2,
    } = at::<f64>(5, 4, 3);
    let mut mlp = Mlp::new();
    let grads = mlp
        .value_and_grad(&x, &labels, &w1, &b1, &w2, &b2)?
        .1
        .clone();
    let value = |(w1, b1, w2, b2): (Array2<f64>, Array1<f64>, Array2<f64>, Array1<f64>)| {
        mlp.value(&x, &labels, &w1, &b1, &w2, &b2)
            .map(|output| output.loss)
    };
    let point = (w1.clone(), b1.clone(), w2.clone(), b2.clone());
    let gradient = (&grads.w1, &grads.b1, &grads.w2, &grads.b2);
    let report = check::gradient(value, point, gradient)?;
    assert_eq!(report.entries, 4 * 3 + 3 + 3 * 10 + 10);
    assert!(report.passes(1e-7), "{report}");
    Ok(())
}

/// A graph as a layer, in which the layers' own check can look.
struct AsLayer {
    graph: Open<f64>,
    gradient: Option<(Array2<f64>, Array2<f64>)>,
    at: At<f64>,
}

impl Layer for AsLayer {
    type Input = (Array2<f64>, Array2<f64>);
    type Output = f64;
    type Gradient = (Array2<f64>, Array2<f64>);

    fn forward(&mut self, (x, w1): Self::Input) -> Result<f64, LayerError> {
        let At {
            labels, b1, w2, b2, ..
        } = &self.at;
        let (value, grads) = self.graph.value_and_grad(&x, labels, &w1, b1, w2, b2)?;
        self.gradient = Some((grads.x.clone(), grads.w1.clone()));
        Ok(value)
    }

    fn backward(&mut self, cotangent: f64) -> Result<Self::Gradient, LayerError> {
        let Some((x, w1)) = &self.gradient else {
            return Err(LayerError::BackwardBeforeForward { layer: "AsLayer" });
        };
        Ok((x * cotangent, w1 * cotangent))
    }
}

#[test]
fn a_graph_is_a_layer_among_layers() -> Result<(), Box<dyn Error>> {
    let at = at::<f64>(4, 6, 3);
    let mut layer = AsLayer {
        graph: Open::new(),
        gradient: None,
        at: at.clone(),
    };
    let report = check::layer(&mut layer, (at.x.clone(), at.w1.clone()))?;
    assert_eq!(report.entries, 4 * 6 + 6 * 3);
    assert!(report.passes(1e-7), "{report}");
    // Its errors pass through.
    let error = layer.forward((at.w1, at.x)).unwrap_err();
    let inner: ShapeError = Open::<f64>::new()
        .value(
            &layer.at.w1,
            &layer.at.labels,
            &layer.at.x,
            &layer.at.b1,
            &layer.at.w2,
            &layer.at.b2,
        )
        .unwrap_err();
    assert_eq!(error.to_string(), inner.to_string());
    Ok(())
}

#[test]
fn descent_by_layers_and_by_graph_go_the_same_way() -> Result<(), Box<dyn Error>> {
    let mut at = at::<f64>(20, 8, 6);
    let mut layers = at.clone();
    let mut mlp = Mlp::new();
    let mut losses = Vec::new();
    for _ in 0..20 {
        let (output, grads) =
            mlp.value_and_grad(&at.x, &at.labels, &at.w1, &at.b1, &at.w2, &at.b2)?;
        losses.push(output.loss);
        at.w1.scaled_add(-0.5, &grads.w1);
        at.b1.scaled_add(-0.5, &grads.b1);
        at.w2.scaled_add(-0.5, &grads.w2);
        at.b2.scaled_add(-0.5, &grads.b2);
        let step = by_layers(&layers)?;
        assert!((step.loss - output.loss).abs() <= 1e-12);
        layers.w1.scaled_add(-0.5, &step.w1);
        layers.b1.scaled_add(-0.5, &step.b1);
        layers.w2.scaled_add(-0.5, &step.w2);
        layers.b2.scaled_add(-0.5, &step.b2);
    }
    assert!(losses[19] < 0.9 * losses[0], "{losses:?}");
    Ok(())
}
