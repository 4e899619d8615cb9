//! Graphs of tensors in modules, in functions, as expressions, through other macros, with the runtime by
//! another name, among threads.

use backprop::Graph;
use backprop::ndarray::{Array1, Array2, array};

mod model {
    pub mod layers {
        use backprop::graph;

        graph! {
            #[derive(Clone, Debug)]
            pub struct Mlp<F>(
                const x: [F; batch, inputs], const labels: [F; batch, 2],
                w1: [F; inputs, hidden], b1: [F; hidden], w2: [F; hidden, 2], b2: [F; 2],
            ) -> (loss: F, const logits: [F; batch, 2]) {
                let h = relu(x @ w1 + b1);
                let logits = h @ w2 + b2;
                (-mean(sum_axis(labels * log_softmax(logits), 1)), logits)
            }
            pub(in crate::model) struct Inner(x: [f64; n]) -> f64 { sum(x) }
        }
    }

    pub fn inner(x: &[f64]) -> f64 {
        layers::Inner::new().value(x).unwrap()
    }
}

use model::layers::{Mlp, MlpGrads, MlpOutput, MlpPass};

struct Trainer<F> {
    mlp: Mlp<F>,
    velocity: Option<MlpGrads<F>>,
}

fn loss(output: &MlpOutput<'_, f32>) -> f32 {
    output.loss
}

fn finish<'g>(pass: MlpPass<'g, '_, f32>) -> &'g MlpGrads<f32> {
    pass.backward(1.0)
}

mod renamed {
    pub mod runtime {
        pub use backprop::*;
    }
    backprop::graph! {
        #[graph(crate = self::runtime)]
        pub struct Renamed(x: [f64; n], y: [f64; n, n]) -> [f64; n] { softmax(x) + y @ x }
    }
}

macro_rules! reduced {
    ($visibility:vis $name:ident, $float:ty, [$($dim:tt),*], |$x:ident| $($body:tt)*) => {
        backprop::graph! {
            $visibility struct $name($x: [$float; $($dim),*]) -> $float { $($body)* }
        }
    };
}

reduced!(pub Total, f64, [n], |x| sum(x) * 2.0);
reduced!(pub(crate) Corner, f32, [n, 3], |y| y[0, 2] + mean(y));

macro_rules! activated {
    ($name:ident, $activation:ident, $($operation:tt)*) => {
        backprop::graph! {
            struct $name<F>(x: [F; n, k], w: [F; k, m]) -> [F; n, m] { $activation(x $($operation)* w) }
        }
    };
}

activated!(Dense, relu, @);

fn in_a_function(x: &Array1<f64>) -> f64 {
    const SHARE: f64 = 0.25;
    backprop::graph! { struct Local(x: [f64; n]) -> f64 { SHARE * sum(x) } }
    let mut graph = Local::new();
    let (value, grads) = graph.value_and_grad(x).unwrap();
    value + grads.x[0]
}

fn as_expressions(x: &[f64], y: &[f64]) -> f64 {
    let mut distance = backprop::graph!(|x: [f64; n], y: [f64; n]| sqrt(sum(square(x - y))));
    let (value, grads) = distance.value_and_grad(x, y).unwrap();
    let mut both = backprop::graph!(|x: [f64; n], c| -> (scaled: [f64; n], const total: f64) (c * x, c * sum(x)));
    let pass = both.forward(x, 2.0).unwrap();
    let total = pass.output().total;
    let slope = pass.backward(&grads.x).unwrap().c;
    let mut narrow = backprop::graph!(|x: [f32; 2], const w: [f32; 2, 2]| -> [f32; 2] x @ w);
    let product = narrow
        .value(&[1.0, 2.0], &[[1.0, 0.0], [0.0, 1.0]])
        .unwrap()
        .sum();
    value + total + slope + f64::from(product)
}

fn is_sent<T: Send + Sync + 'static>(_: &T) {}

fn main() {
    let mut trainer = Trainer {
        mlp: Mlp::new(),
        velocity: None,
    };
    let (x, labels) = (Array2::<f32>::ones((2, 3)), array![[1.0, 0.0], [0.0, 1.0]]);
    let (w1, b1) = (Array2::ones((3, 4)), Array1::zeros(4));
    let (w2, b2) = (Array2::ones((4, 2)), Array1::zeros(2));
    let (output, grads) = trainer
        .mlp
        .value_and_grad(&x, &labels, &w1, &b1, &w2, &b2)
        .unwrap();
    // Both logits are equal.
    assert!((loss(&output) - 2.0_f32.ln()).abs() < 1e-6);
    trainer.velocity = Some(grads.clone());
    let pass = trainer
        .mlp
        .forward(&x, &labels, &w1, &b1, &w2, &b2)
        .unwrap();
    assert_eq!(finish(pass).b2.len(), 2);
    assert_eq!(<Mlp<f32> as Graph>::INFO.name, "Mlp");
    is_sent(&trainer.mlp);
    is_sent(&trainer.velocity);
    let mut copy = trainer.mlp.clone();
    let losses =
        std::thread::spawn(move || copy.value(&x, &labels, &w1, &b1, &w2, &b2).unwrap().loss);
    assert!((losses.join().unwrap() - 2.0_f32.ln()).abs() < 1e-6);

    assert_eq!(model::inner(&[1.0, 2.0]), 3.0);
    assert_eq!(
        renamed::Renamed::new().value(&[2.0], &[[3.0]]).unwrap(),
        array![7.0]
    );
    assert_eq!(Total::new().value(&[1.0, 2.0]).unwrap(), 6.0);
    assert_eq!(Corner::new().value(&[[1.0, 2.0, 3.0]]).unwrap(), 5.0);
    assert_eq!(
        Dense::<f64>::new().value(&[[2.0]], &[[-3.0]]).unwrap(),
        array![[0.0]]
    );
    assert_eq!(in_a_function(&array![1.0, 3.0]), 1.25);
    // 5, 2 · 3, the slope (-3, -4) / 5 · (0, 3), 3.
    assert_eq!(
        as_expressions(&[0.0, 3.0], &[3.0, 7.0]),
        5.0 + 6.0 - 2.4000000000000004 + 3.0
    );
}
