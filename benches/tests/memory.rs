//! What the graphs of W4 to W8 hold, and what they save for backward, is what `INFO` says: numbers by hand, the
//! description, and an allocator that counts.

#[path = "../../tests/counting/mod.rs"]
mod counting;

use std::mem::size_of;

use backprop::{CostInfo, Formula, Graph};
use backprop_benches::classifier::{self, CLASSES, Mlp, Size};
use backprop_benches::rectified::{self, COLUMNS, Rectified};
use backprop_benches::triple::Inputs;
use backprop_benches::{Number, chain::Chain, elementary::Elementary};
use counting::grown;

/// What a graph holds, in numbers.
struct Held {
    /// The gradient.
    gradient: usize,
    /// Outputs that are arrays.
    outputs: usize,
    /// What `forward` saves for `backward`.
    saved: usize,
    /// What `backward` needs between its loops.
    between: usize,
}

impl Held {
    /// Compares with the description, for numbers of so many bytes.
    #[track_caller]
    fn described(&self, cost: &CostInfo, sizes: &[(&str, usize)], number: usize) {
        let at = |formula: Formula| formula.at(sizes).and_then(|it| usize::try_from(it).ok());
        assert_eq!(at(cost.gradient), Some(self.gradient), "the gradient");
        assert_eq!(at(cost.saved), Some(self.saved * number), "saved");
        assert_eq!(at(cost.forward.held), Some(self.bytes(number)), "held");
    }

    /// Compares with what the allocator has seen, working memory of so many numbers beside it.
    #[track_caller]
    fn seen(&self, seen: usize, working: usize, number: usize) {
        let held = self.bytes(number);
        let most = held + working * number;
        assert!((held..=most).contains(&seen), "{held}, {seen}, {most}");
    }

    fn bytes(&self, number: usize) -> usize {
        (self.gradient + self.outputs + self.saved + self.between) * number
    }
}

/// The bytes that `run` leaves in use.
fn left(run: impl FnOnce()) -> usize {
    usize::try_from(grown(run)).expect("it is a size in memory")
}

/// W4: the output, and nothing for backward: two operations are done again.
fn rectified<F: Number>(elements: usize) {
    let inputs = rectified::Inputs::<F>::new(elements);
    let held = Held {
        gradient: 2 * elements + COLUMNS,
        outputs: elements,
        saved: 0,
        between: 0,
    };
    let sizes = [("n", elements / COLUMNS), ("m", COLUMNS)];
    held.described(&<Rectified<F> as Graph>::INFO.cost, &sizes, size_of::<F>());
    let mut graph = Rectified::<F>::new();
    let rectified::Inputs { x, w, b, d_y } = &inputs;
    let seen = left(|| {
        let pass = graph.forward(x, w, b).expect("the sizes fit");
        pass.backward(d_y).expect("the sizes fit");
    });
    // Beyond a leaf, the gradient of b is summed in a row for each level of the tree of leaves.
    let levels = if elements > 1_024 { 8 } else { 0 };
    held.seen(seen, levels * COLUMNS, size_of::<F>());
}

#[test]
fn w4() {
    for elements in [1_024, 102_400] {
        rectified::<f32>(elements);
        rectified::<f64>(elements);
    }
}

/// W5 and W6, of three inputs.
macro_rules! losses {
    ($test:ident, $graph:ident, saves $saved:literal) => {
        #[test]
        fn $test() {
            fn check<F: Number>(elements: usize) {
                let Inputs { a, b, c } = &Inputs::<F>::new(elements);
                let held = Held {
                    gradient: 3 * elements,
                    outputs: 0,
                    saved: $saved * elements,
                    between: 0,
                };
                let (sizes, number) = ([("n", elements)], size_of::<F>());
                let cost = <$graph<F> as Graph>::INFO.cost;
                held.described(&cost, &sizes, number);
                let mut graph = $graph::<F>::new();
                let seen = left(|| {
                    let pass = graph.forward(a, b, c).expect("the sizes fit");
                    let _ = pass.backward(F::ONE);
                });
                assert_eq!(seen, held.bytes(number));
                // With both at once nothing is saved.
                let mut graph = $graph::<F>::new();
                let seen = left(|| {
                    graph.value_and_grad(a, b, c).expect("the sizes fit");
                });
                assert_eq!(seen, held.gradient * number);
                let both = cost.value_and_grad.expect("the output is a number");
                assert_eq!(both.held.at(&sizes), u64::try_from(seen).ok());
                let mut graph = $graph::<F>::new();
                let seen = left(|| {
                    graph.value(a, b, c).expect("the sizes fit");
                });
                assert_eq!(seen, 0);
            }
            for elements in [1_024, 102_400] {
                check::<f32>(elements);
                check::<f64>(elements);
            }
        }
    };
}

losses!(w5, Chain, saves 0);
// exp, tanh and sigmoid.
losses!(w6, Elementary, saves 3);

/// W7 and W8. Backward needs two activations: the hidden layer, for its mask and for the gradient of the second
/// weights, and what softmax made of the logits, as exponentials with their sum for each row. Images, labels and
/// weights are borrowed.
fn classifier(size: Size) {
    let Size {
        batch,
        inputs,
        hidden,
    } = size;
    let held = Held {
        gradient: inputs * hidden + hidden + hidden * CLASSES + CLASSES,
        outputs: batch * CLASSES,
        saved: batch * hidden + batch * (CLASSES + 1),
        // The gradients of the logits and of the hidden layer.
        between: batch * CLASSES + batch * hidden,
    };
    let sizes = [("batch", batch), ("inputs", inputs), ("hidden", hidden)];
    let number = size_of::<f32>();
    let cost = <Mlp<f32> as Graph>::INFO.cost;
    held.described(&cost, &sizes, number);

    let all = classifier::Inputs::new(size);
    let (x, labels) = (&all.x, &all.labels);
    let (w1, b1, w2, b2) = (&all.w1, &all.b1, &all.w2, &all.b2);
    // The second weights are packed: each row of their transpose filled up to whole vectors, and all from the start of
    // a line of the cache on. The gradient of a bias is summed in two parts. A row of exponentials is kept.
    let working = CLASSES * (hidden + 16) + 16 + hidden + CLASSES;
    let mut mlp = Mlp::<f32>::new();
    let seen = left(|| {
        let pass = mlp.forward(x, labels, w1, b1, w2, b2);
        let _ = pass.expect("the sizes fit").backward(1.0);
    });
    held.seen(seen, working, number);

    // With both at once the hidden layer is there, too, and the exponentials are in a row of ten.
    let mut mlp = Mlp::<f32>::new();
    let seen = left(|| {
        let both = mlp.value_and_grad(x, labels, w1, b1, w2, b2);
        both.expect("the sizes fit");
    });
    let both = Held {
        saved: batch * hidden,
        ..held
    };
    both.seen(seen, working, number);
    let cost = cost.value_and_grad.expect("one output takes a cotangent");
    let described = cost.held.at(&sizes);
    assert_eq!(described, u64::try_from(both.bytes(number)).ok());
}

#[test]
fn w7() {
    classifier(Size::digits(64));
}

#[test]
fn w8() {
    classifier(Size::SMALL);
}
