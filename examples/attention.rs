//! One head of attention learns to look at the letter before.
//!
//! The head is given strings of random letters, and for each letter it is to say which one stands
//! before it. It computes from each letter and its place a query, a key and a value; where a query
//! fits a key, it reads the value. Which key is to fit must be learnt.
//!
//! First the gradient is compared with central differences, then it is used.
//!
//! `cargo run --release --example attention`

use std::array;
use std::error::Error;

use backprop::ndarray::{Array2, ArrayView2};
use backprop::{check, graph};
use fastrand::Rng;

graph! {
    /// Softmax attention over a sequence, and how far its result is from `target`.
    struct Attention(
        const x: [f64; seq, model],
        const target: [f64; seq, value],
        wq: [f64; model, 8], wk: [f64; model, 8], wv: [f64; model, value],
    ) -> (loss: f64, const weights: [f64; seq, seq]) {
        let q = x @ wq;
        let k = x @ wk;
        let v = x @ wv;
        let weights = softmax(q @ k.t() / sqrt(8));
        let loss = mean(square(weights @ v - target));
        (loss, weights)
    }
}

const LETTERS: [char; 4] = ['a', 'b', 'c', 'd'];
const LENGTH: usize = 7;
const SEED: u64 = 2017;
const STEPS: usize = 2000;
const RATE: f64 = 2.0;

fn main() -> Result<(), Box<dyn Error>> {
    let text = ['d', 'a', 'b', 'b', 'a', 'c', 'a'];
    let mut rng = Rng::with_seed(SEED);
    let inputs = LETTERS.len() + LENGTH;
    let mut random = |outputs| Array2::from_shape_simple_fn((inputs, outputs), || rng.f64() - 0.5);
    let (mut wq, mut wk, mut wv) = (random(8), random(8), random(LETTERS.len()));

    let mut head = Attention::new();
    let (x, target) = (encode(&text), letters_before(&text));
    let (_, grads) = head.value_and_grad(&x, &target, &wq, &wk, &wv)?;
    let gradient = (grads.wq.clone(), grads.wk.clone(), grads.wv.clone());
    let report = check::gradient(
        |(wq, wk, wv)| {
            let output = head.value(&x, &target, &wq, &wk, &wv);
            output.map(|output| output.loss)
        },
        (wq.clone(), wk.clone(), wv.clone()),
        gradient,
    )?;
    if !report.passes(1e-7) {
        return Err(format!("the gradient is wrong: {report}").into());
    }
    println!("The gradient agrees with central differences: {report}");

    for step in 0..=STEPS {
        let text: [char; LENGTH] = array::from_fn(|_| LETTERS[rng.usize(..LETTERS.len())]);
        let (output, grads) =
            head.value_and_grad(&encode(&text), &letters_before(&text), &wq, &wk, &wv)?;
        if step % 500 == 0 {
            println!("step {step}, loss {:.4}", output.loss);
        }
        wq.scaled_add(-RATE, &grads.wq);
        wk.scaled_add(-RATE, &grads.wk);
        wv.scaled_add(-RATE, &grads.wv);
    }

    let output = head.value(&x, &target, &wq, &wk, &wv)?;
    println!("\nWhere each letter looks, in percent of its attention:");
    print(&text, &output.weights);
    if output.loss < 0.01 {
        Ok(())
    } else {
        Err("a loss below 0.01 was expected".into())
    }
}

/// A row for each letter: which it is, and where it stands.
fn encode(text: &[char]) -> Array2<f64> {
    Array2::from_shape_fn((text.len(), LETTERS.len() + LENGTH), |(place, column)| {
        f64::from(match LETTERS.get(column) {
            Some(letter) => text[place] == *letter,
            None => column - LETTERS.len() == place,
        })
    })
}

/// A row for each letter: which stands before it. The first has itself.
fn letters_before(text: &[char]) -> Array2<f64> {
    Array2::from_shape_fn((text.len(), LETTERS.len()), |(place, column)| {
        f64::from(text[place.saturating_sub(1)] == LETTERS[column])
    })
}

fn print(text: &[char], weights: &ArrayView2<f64>) {
    for letter in text {
        print!("{letter:>6}");
    }
    println!();
    for (letter, row) in text.iter().zip(weights.rows()) {
        print!("{letter}");
        for weight in row {
            print!("{:>6.0}", 100.0 * weight);
        }
        println!();
    }
}
