//! `INFO` says at run time what the compiler says of costs, and the memory that it names is what the allocator sees.
#![cfg(feature = "ndarray")]
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

mod counting;

use std::mem::size_of;

use backprop::ndarray::{Array1, Array2};
use backprop::{CostInfo, Formula, Graph, graph};
use backprop_codegen::export::{self, GraphCost};
use counting::grown;

fn matrix<F: From<f32>>(rows: usize, columns: usize) -> Array2<F> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        F::from(((i * 7 + j * 11) % 13) as f32 / 4.0 - 1.3)
    })
}

fn vector<F: From<f32>>(length: usize) -> Array1<F> {
    (0..length)
        .map(|i| F::from(((i * 5) % 17) as f32 / 4.0 - 1.7))
        .collect()
}

/// Declares graphs, and keeps their text.
macro_rules! graphs {
    ($text:ident: $($graphs:tt)*) => {
        graph! { $($graphs)* }

        const $text: &str = stringify!($($graphs)*);
    };
}

graphs! {
    NUMBERS:

    struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }

    struct Branch(x: f32, y: f32) -> (z: f32, const w: f32) {
        let z = if x > y { exp(x) } else { sqrt(y) / 3 };
        (z, x.atan2(y))
    }

    struct Powers<F>(x: F) -> F { x.powi(7) - 1 / x }

    /// Its type parameter has the name of something that the description is made of.
    struct Odd<NodeInfo>(x: NodeInfo) -> NodeInfo { x * x }
}

graphs! {
    TENSORS:

    /// W4
    struct Layer<F>(x: [F; n, m], w: [F; n, m], b: [F; m]) -> [F; n, m] {
        relu(x * w + b)
    }

    /// W5
    struct Chain<F>(x: [F; n], y: [F; n], z: [F; n]) -> F {
        mean(square(relu((x * y - z) / (y * y + 2)) + x))
    }

    /// W6
    struct Functions<F>(x: [F; n], y: [F; n], z: [F; n]) -> F {
        mean(tanh(exp(x) * y) * sigmoid(z) + x)
    }

    /// W7 and W8
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

    struct Inner(x: [f64; n, 5], s: f64) -> [f64; n - 2, 4] { exp(x[1..-1, 1..] * s) }
}

/// Every figure of the descriptions, in order, against the compiler's; bytes for numbers of so many bytes.
#[track_caller]
fn described(text: &str, infos: &[(CostInfo, i64)]) {
    let graphs = export::load(text.parse().expect("it is tokens")).expect("it has no mistake");
    assert_eq!(graphs.len(), infos.len());
    for (graph, (info, number)) in graphs.iter().zip(infos) {
        assert_eq!(from_info(info), from_compiler(&graph.cost(), *number));
    }
}

fn from_info(info: &CostInfo) -> Vec<String> {
    let mut lines = vec![info.saved.to_string(), info.gradient.to_string()];
    let both = info.value_and_grad.iter();
    for method in [&info.value, &info.forward, &info.backward]
        .into_iter()
        .chain(both)
    {
        let figures = [method.operations, method.read, method.written, method.held];
        lines.extend(figures.iter().map(Formula::to_string));
        lines.extend(
            method
                .kinds()
                .map(|(name, count)| format!("{name}: {count}")),
        );
    }
    lines
}

fn from_compiler(cost: &GraphCost, number: i64) -> Vec<String> {
    let bytes = |formula: &export::Formula| formula.times(number).to_string();
    let mut lines = vec![bytes(&cost.saved), cost.gradient.to_string()];
    for (_, method) in cost.methods() {
        lines.push(method.operations.to_string());
        lines.extend([&method.read, &method.written, &method.held].map(bytes));
        let kinds = method.kinds.iter();
        lines.extend(kinds.map(|kind| format!("{}: {}", kind.name, kind.count)));
    }
    lines
}

#[test]
fn descriptions_say_what_the_compiler_says() {
    fn cost<G: Graph>() -> CostInfo {
        G::INFO.cost
    }
    let numbers = [
        (cost::<Bill>(), 8),
        (cost::<Branch>(), 4),
        (cost::<Powers<f32>>(), 4),
        (cost::<Odd<f64>>(), 8),
    ];
    described(NUMBERS, &numbers);
    let single = [
        (cost::<Layer<f32>>(), 4),
        (cost::<Chain<f32>>(), 4),
        (cost::<Functions<f32>>(), 4),
        (cost::<Mlp<f32>>(), 4),
        (cost::<Inner>(), 8),
    ];
    described(TENSORS, &single);
    let double = [
        (cost::<Layer<f64>>(), 8),
        (cost::<Chain<f64>>(), 8),
        (cost::<Functions<f64>>(), 8),
        (cost::<Mlp<f64>>(), 8),
        (cost::<Inner>(), 8),
    ];
    described(TENSORS, &double);
}

/// A pass of numbers holds what is saved, and the output.
#[test]
fn a_pass_of_numbers_is_as_large_as_it_says() {
    let bytes = |formula: Formula| {
        formula
            .at(&[])
            .and_then(|bytes| usize::try_from(bytes).ok())
    };
    let saved = bytes(Bill::INFO.cost.saved);
    assert_eq!(saved, Some(6 * 8));
    assert_eq!(saved.map(|saved| saved + 8), Some(size_of::<BillPass>()));
    let written = bytes(Bill::INFO.cost.forward.written);
    assert_eq!(written, Some(size_of::<BillPass>()));
    // Both inputs, and the exponential or the root; the outputs are beside them.
    let saved = bytes(Branch::INFO.cost.saved);
    let outside = size_of::<BranchPass>() - size_of::<BranchOutput>();
    assert!(saved.is_some_and(|saved| (outside..=size_of::<BranchPass>()).contains(&saved)));
}

/// What methods hold after a call, where loops need no memory of their own and no matrix is packed.
#[track_caller]
fn holds_exactly(held: Formula, sizes: &[(&str, usize)], call: impl FnOnce()) {
    assert_eq!(held.at(sizes), Some(grown(call)), "{held} with {sizes:?}");
}

#[test]
fn elementwise_graphs_hold_what_they_say() {
    let (n, m) = (40, 33);
    let sizes = [("n", n), ("m", m)];
    let (x, w, b) = (matrix::<f32>(n, m), matrix::<f32>(m, n), vector::<f32>(m));
    let w = w.into_shape_with_order((n, m)).expect("as many elements");
    let g = matrix::<f32>(n, m);
    let cost = <Layer<f32> as Graph>::INFO.cost;
    let mut layer = Layer::new();
    holds_exactly(cost.value.held, &sizes, || {
        layer.value(&x, &w, &b).expect("the sizes fit");
    });
    let mut layer = Layer::new();
    holds_exactly(cost.forward.held, &sizes, || {
        let pass = layer.forward(&x, &w, &b).expect("the sizes fit");
        pass.backward(&g).expect("the sizes fit");
    });
}

#[test]
fn losses_hold_what_they_say() {
    fn losses<F: backprop::Float + From<f32>>(n: usize) {
        let sizes = [("n", n)];
        let (x, y, z) = (vector::<F>(n), vector::<F>(n), vector::<F>(n));
        let mut chain = Chain::<F>::new();
        let cost = <Chain<F> as Graph>::INFO.cost;
        let both = cost.value_and_grad.expect("the output is a number").held;
        holds_exactly(both, &sizes, || {
            chain.value_and_grad(&x, &y, &z).expect("the sizes fit");
        });
        let mut functions = Functions::<F>::new();
        let cost = <Functions<F> as Graph>::INFO.cost;
        holds_exactly(cost.forward.held, &sizes, || {
            let pass = functions.forward(&x, &y, &z).expect("the sizes fit");
            let _ = pass.backward(F::ONE);
        });
    }
    // One leaf, and several.
    losses::<f32>(1_000);
    losses::<f64>(100_000);
}

/// The classifier holds what it says, and the working memory of its products and loops: a matrix that is read in
/// another order than it lies in is packed, each of its rows filled up, and a row of ten is kept.
#[test]
fn a_classifier_holds_what_it_says_and_packs_one_matrix() {
    let (batch, inputs, hidden) = (32, 20, 64);
    let sizes = [("batch", batch), ("inputs", inputs), ("hidden", hidden)];
    let (x, labels) = (matrix::<f32>(batch, inputs), matrix::<f32>(batch, 10));
    let (w1, b1) = (matrix::<f32>(inputs, hidden), vector::<f32>(hidden));
    let (w2, b2) = (matrix::<f32>(hidden, 10), vector::<f32>(10));
    let cost = <Mlp<f32> as Graph>::INFO.cost;
    let both = cost.value_and_grad.expect("one output takes a cotangent");
    let packed = 10 * (hidden + 16) + 16;
    let working = u64::try_from(size_of::<f32>() * (packed + 10)).expect("it is small");
    let mut mlp = Mlp::new();
    let seen = grown(|| {
        mlp.value_and_grad(&x, &labels, &w1, &b1, &w2, &b2)
            .expect("the sizes fit");
    });
    let held = both.held.at(&sizes).expect("all sizes are given");
    assert!((held..=held + working).contains(&seen), "{held}, {seen}");
    let mut mlp = Mlp::new();
    let seen = grown(|| {
        let pass = mlp.forward(&x, &labels, &w1, &b1, &w2, &b2);
        let _ = pass.expect("the sizes fit").backward(1.0);
    });
    let held = cost.forward.held.at(&sizes).expect("all sizes are given");
    assert!((held..=held + working).contains(&seen), "{held}, {seen}");
}

#[test]
fn the_classifier_in_words() {
    let text = <Mlp<f32> as Graph>::INFO.to_string();
    let forward = text
        .split_once("  forward: ")
        .and_then(|(_, rest)| rest.split_once("\n  backward: "))
        .map(|(forward, _)| forward);
    let expected = "\
2·batch·inputs·hidden + 22·batch·hidden + 93·batch + 2 operations
    additions        batch·hidden + 61·batch
    multiplications  10·batch
    divisions        1
    negations        1
    multiply-adds    batch·inputs·hidden + 10·batch·hidden
    abs              batch
    exp              10·batch
    ln               batch
    max              10·batch
    relu             batch·hidden
    conditions       batch
    selections       batch
    bytes read       4·batch·inputs + 4·batch·hidden + 4·inputs·hidden + 40·batch + 44·hidden + 40
    bytes written    4·batch·hidden + 84·batch + 4
    bytes held       8·batch·hidden + 4·inputs·hidden + 124·batch + 44·hidden + 40";
    assert_eq!(forward, Some(expected));
}
