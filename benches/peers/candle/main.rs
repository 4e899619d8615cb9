//! W4 to W8 by candle, on one thread.

use backprop_benches::peers::{ArrayPeer, Peer, compare, fresh};
use backprop_benches::tensors::{BoxedWay, Results};
use backprop_benches::workloads::Sizes;
use backprop_benches::{Number, classifier, rectified, triple};
use candle_core::{Device, Result, Tensor, Var, WithDType};
use candle_nn::ops::{log_softmax, sigmoid};

const NAME: &str = "candle";

/// A leaf with these numbers; it is only differentiated by if it stays a variable.
fn variable<'a, F: WithDType>(numbers: impl IntoIterator<Item = &'a F>, shape: &[usize]) -> Var {
    let numbers = numbers.into_iter().copied().collect();
    Var::from_vec(numbers, shape, &Device::Cpu).expect("the numbers fill the shape")
}

fn numbers<F: WithDType>(tensor: &Tensor) -> Vec<F> {
    let flat = tensor.flatten_all().and_then(|flat| flat.to_vec1());
    flat.expect("the tensor has this type of numbers")
}

/// A number or an array, and gradients.
type Outcome = Result<(Tensor, Vec<Tensor>)>;

/// The gradients of `of` beside `output`.
fn with_gradients(output: Tensor, of: &Tensor, inputs: &[&Var]) -> Outcome {
    let mut gradients = of.backward()?;
    let gradient = |input: &&Var| gradients.remove(input).expect("it is active");
    let gradients = inputs.iter().map(gradient).collect();
    Ok((output, gradients))
}

/// All of them by name.
fn results<F: WithDType>(outcome: &Outcome, names: &[&'static str]) -> Results<F> {
    let (output, gradients) = outcome.as_ref().expect("the sizes fit");
    let all = std::iter::once(output).chain(gradients);
    names.iter().copied().zip(all.map(numbers)).collect()
}

/// A mean over a function of three arrays.
fn mean<'a, F: Number + WithDType>(
    inputs: &triple::Inputs<F>,
    of: impl Fn(&Var, &Var, &Var) -> Result<Tensor> + Send + 'a,
) -> Vec<BoxedWay<'a, F>> {
    let [a, b, c] = [&inputs.a, &inputs.b, &inputs.c].map(|it| variable(it, &[it.len()]));
    let compute = move || {
        let value = of(&a, &b, &c)?.mean_all()?;
        with_gradients(value.clone(), &value, &[&a, &b, &c])
    };
    let names = ["value", "da", "db", "dc"];
    vec![fresh(NAME, compute, move |it| results(it, &names))]
}

struct Candle;

impl<F: Number + WithDType> ArrayPeer<F> for Candle {
    fn rectified<'a>(&self, inputs: &'a rectified::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        let shape = inputs.x.shape();
        let [x, w, d_y] = [&inputs.x, &inputs.w, &inputs.d_y].map(|it| variable(it, shape));
        let b = variable(&inputs.b, &[rectified::COLUMNS]);
        let d_y = d_y.as_detached_tensor();
        let compute = move || {
            let y = ((x.as_tensor() * w.as_tensor())?.broadcast_add(&b)?).relu()?;
            // It takes no gradient from outside: that of this sum is the one that is given.
            let sum = (&y * &d_y)?.sum_all()?;
            with_gradients(y, &sum, &[&x, &w, &b])
        };
        let names = ["y", "dx", "dw", "db"];
        vec![fresh(NAME, compute, move |it| results(it, &names))]
    }

    fn chain<'a>(&self, inputs: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        mean(inputs, |a, b, c| {
            let over = ((a.as_tensor() * b.as_tensor())? + c.as_tensor())?;
            let quotient = (over / (b.sqr()? + 1.0)?)?;
            (quotient.relu()? - a.as_tensor())?.sqr()
        })
    }

    fn elementary<'a>(&self, inputs: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        mean(inputs, |a, b, c| {
            let exp = (a.as_tensor() * b.as_tensor())?.exp()?;
            let tanh = (exp + c.as_tensor())?.tanh()?;
            (sigmoid(&(tanh * a.as_tensor())?)? - b.as_tensor())?.sqr()
        })
    }
}

impl Peer for Candle {
    fn classifier<'a>(&self, inputs: &'a classifier::Inputs) -> Vec<BoxedWay<'a, f32>> {
        let x = variable(&inputs.x, inputs.x.shape()).as_detached_tensor();
        let labels = variable(&inputs.labels, inputs.labels.shape()).as_detached_tensor();
        let w1 = variable(&inputs.w1, inputs.w1.shape());
        let b1 = variable(&inputs.b1, inputs.b1.shape());
        let w2 = variable(&inputs.w2, inputs.w2.shape());
        let b2 = variable(&inputs.b2, inputs.b2.shape());
        let compute = move || {
            let h = x.matmul(&w1)?.broadcast_add(&b1)?.relu()?;
            let logits = h.matmul(&w2)?.broadcast_add(&b2)?;
            let loss = (&labels * log_softmax(&logits, 1)?)?.sum(1)?.mean_all()?.neg()?;
            with_gradients(loss.clone(), &loss, &[&w1, &b1, &w2, &b2])
        };
        let names = ["loss", "dw1", "db1", "dw2", "db2"];
        vec![fresh(NAME, compute, move |it| results(it, &names))]
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    // SAFETY: there is no other thread yet.
    unsafe { std::env::set_var("RAYON_NUM_THREADS", "1") };
    compare(NAME, "candle 0.11.1", Sizes::MEASURED, &Candle)
}
