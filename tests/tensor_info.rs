//! What a graph of tensors says of itself: its shapes, and what `forward` keeps for `backward`.
#![cfg(feature = "ndarray")]

use backprop::{Dim, Graph, graph};

graph! {
    struct Layer(x: [f32; n, m], w: [f32; n, m], b: [f32; m]) -> [f32; n, m] {
        relu(x * w + b)
    }

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

    /// The gradient reads the exponential, and cheap arithmetic around it.
    struct Costly(x: [f64; n], s: f64) -> [f64; n] {
        let scaled = x * s;
        let e = exp(scaled + 1);
        square(e) - scaled
    }

    /// An output is in memory anyway.
    struct Output(x: [f64; n]) -> [f64; n] {
        exp(x)
    }

    /// A statistic of a row is kept, and not the row.
    struct Rows(x: [f64; n, m]) -> [f64; n, m] {
        let length = sqrt(sum_axis(square(x), 1) + 1);
        x / length.insert_axis(1)
    }

    struct Slices(x: [f64; n, 4]) -> [f64; n - 1] {
        let d = x[1.., 0] - x[..-1, -1];
        d * d
    }
}

/// Inputs cost nothing, and a product and a sum of them are computed again; so is relu's mask.
#[test]
fn cheap_arithmetic_is_not_saved() {
    assert_eq!(Layer::INFO.saved, ["x", "w", "b"]);
}

/// The matrix product by way of what it becomes; of the loss the exponentials, and a sum for each row.
#[test]
fn the_classifier_saves_its_hidden_layer_and_exponentials() {
    assert_eq!(
        <Mlp<f32> as Graph>::INFO.saved,
        ["x", "labels", "w2", "h", "exp", "sum"]
    );
}

#[test]
fn elementary_functions_are_saved_and_what_they_read_is_not() {
    assert_eq!(Costly::INFO.saved, ["x", "s", "e"]);
}

#[test]
fn outputs_are_there_anyway() {
    assert_eq!(Output::INFO.saved, ["exp"]);
}

#[test]
fn statistics_of_rows_are_saved() {
    assert_eq!(Rows::INFO.saved, ["x", "length"]);
}

#[test]
fn shapes_have_literal_and_named_sizes() {
    let info = Slices::INFO;
    let n = Dim::Named {
        name: "n",
        offset: 0,
    };
    let output = info.outputs.first().expect("there is an output");
    let shape = |node: usize| info.nodes.get(node).map(|node| node.shape);
    assert_eq!(shape(0), Some([n, Dim::Literal(4)].as_slice()));
    let less = Dim::Named {
        name: "n",
        offset: -1,
    };
    assert_eq!(shape(output.node), Some([less].as_slice()));
    let text = info.to_string();
    let first = text.lines().next();
    assert_eq!(first, Some("graph Slices(x: [f64; n, 4]) -> [f64; n - 1]"));
}

graph! {
    struct Optional<Option>(x: Option) -> Option { x * x }
    struct Sized<Dim>(x: [Dim; n]) -> Dim { sum(x) }
}

/// Type parameters that are called as what descriptions are made of.
#[test]
fn a_type_parameter_hides_nothing_of_a_description() {
    assert_eq!(Optional::<f64>::INFO.nodes[1].operation, "*");
    assert_eq!(Sized::<f64>::INFO.nodes[0].shape.len(), 1);
}
