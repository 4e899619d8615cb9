//! Learns to tell three species of iris apart by four measurements, and says how well it does.
//!
//! The model is softmax regression. Each species has a score, a weighted sum of the measurements;
//! the scores become probabilities; the loss is small where the true species gets a high one.
//! `graph!` writes the gradient of the loss with respect to all 15 weights, and gradient descent
//! follows it downhill.
//!
//! `cargo run --release --example iris`

#![allow(
    clippy::cast_precision_loss,
    reason = "only small counts become floats"
)]

use std::error::Error;
use std::fmt::Display;

use backprop::graph;
use indicatif::{ProgressBar, ProgressStyle};

graph! {
    /// The loss for one flower, and the probabilities of the three species.
    ///
    /// Inputs marked `const` are data and get no gradient. Outputs marked `const` are there to be
    /// read. The weights of a species are a bias and a factor for each measurement.
    struct Iris(
        const sepal_length: f64, const sepal_width: f64,
        const petal_length: f64, const petal_width: f64,
        const is_setosa: f64, const is_versicolor: f64, const is_virginica: f64,
        s0: f64, s1: f64, s2: f64, s3: f64, s4: f64,
        e0: f64, e1: f64, e2: f64, e3: f64, e4: f64,
        g0: f64, g1: f64, g2: f64, g3: f64, g4: f64,
    ) -> (loss: f64, const setosa: f64, const versicolor: f64, const virginica: f64) {
        let s = s0 + s1 * sepal_length + s2 * sepal_width + s3 * petal_length + s4 * petal_width;
        let e = e0 + e1 * sepal_length + e2 * sepal_width + e3 * petal_length + e4 * petal_width;
        let g = g0 + g1 * sepal_length + g2 * sepal_width + g3 * petal_length + g4 * petal_width;

        // Softmax. With the highest score taken off, no `exp` can overflow; the result is the same
        // whatever is taken off, so no gradient is wanted for it.
        let top = stop_gradient(max(s, max(e, g)));
        let exp_s = exp(s - top);
        let exp_e = exp(e - top);
        let exp_g = exp(g - top);
        let sum = exp_s + exp_e + exp_g;

        // Minus the logarithm of the probability of the true species.
        let loss = ln(sum) + top - (is_setosa * s + is_versicolor * e + is_virginica * g);
        (loss, exp_s / sum, exp_e / sum, exp_g / sum)
    }
}

const MEASUREMENTS: usize = 4;
const SPECIES: usize = 3;
/// For each species a bias and four factors.
type Weights = [[f64; 1 + MEASUREMENTS]; SPECIES];

const SEED: u64 = 1936;
const HELD_OUT_OF_EACH_SPECIES: usize = 10;
const EPOCHS: u32 = 500;
const LEARNING_RATE: f64 = 1.0;
const REQUIRED_ACCURACY: f64 = 0.93;

struct Flower {
    /// Sepal length, sepal width, petal length, petal width, in cm.
    measurements: [f64; MEASUREMENTS],
    species: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (names, flowers) = read(include_str!("data/iris.csv"))?;
    let (training, held_out) = split(flowers);
    println!(
        "{} flowers to learn from, {} held out",
        training.len(),
        held_out.len()
    );

    let scale = Scale::of(&training);
    let weights = train(&training, &scale)?;

    // The test: flowers that the model has never seen.
    let mut confusion = [[0; SPECIES]; SPECIES];
    let mut least_sure = None;
    for flower in &held_out {
        let (guess, probability) = predict(&weights, &scale, flower);
        confusion[flower.species][guess] += 1;
        if least_sure.is_none_or(|(_, _, lowest)| probability < lowest) {
            least_sure = Some((flower, guess, probability));
        }
    }

    println!("\nThe held-out flowers, and what the model takes them for:");
    print_row("", &names);
    for (name, row) in names.iter().zip(&confusion) {
        print_row(name, row);
    }
    if let Some((flower, guess, probability)) = least_sure {
        let [sepal_length, sepal_width, petal_length, petal_width] = flower.measurements;
        println!(
            "\nThe model is least sure of a flower with sepals of {sepal_length:.1} × {sepal_width:.1} cm \
             and petals of {petal_length:.1} × {petal_width:.1} cm. Its answer is {}, with a \
             probability of {:.0} %; the truth is {}.",
            names[guess],
            100.0 * probability,
            names[flower.species],
        );
    }

    let right: usize = (0..SPECIES)
        .map(|species| confusion[species][species])
        .sum();
    let accuracy = right as f64 / held_out.len() as f64;
    println!(
        "\nHeld-out accuracy: {accuracy:.3} ({right} of {})",
        held_out.len()
    );
    if accuracy < REQUIRED_ACCURACY {
        return Err(format!("an accuracy of {REQUIRED_ACCURACY} was expected").into());
    }
    Ok(())
}

/// Prints a row of the table: what the flowers are, and how many were taken for what.
fn print_row(name: &str, columns: &[impl Display; SPECIES]) {
    let [setosa, versicolor, virginica] = columns;
    println!("{name:>12} {setosa:>12} {versicolor:>12} {virginica:>12}");
}

/// Gradient descent on the mean loss of the training flowers.
fn train(training: &[Flower], scale: &Scale) -> Result<Weights, Box<dyn Error>> {
    let style = ProgressStyle::with_template("[{bar:40}] epoch {pos} of {len}, {msg}")?;
    let bar = ProgressBar::new(EPOCHS.into()).with_style(style.progress_chars("=> "));
    let share = 1.0 / training.len() as f64;

    let mut weights = Weights::default();
    for epoch in 1..=EPOCHS {
        let mut loss = 0.0;
        let mut gradient = Weights::default();
        for flower in training {
            let (flower_loss, slopes) = loss_and_gradient(&weights, scale, flower);
            loss += share * flower_loss;
            add_scaled(&mut gradient, share, &slopes);
        }
        add_scaled(&mut weights, -LEARNING_RATE, &gradient);

        bar.set_message(format!("loss {loss:.4}"));
        bar.inc(1);
        // Where there is no terminal to draw a bar in, a line now and then does.
        if bar.is_hidden() && epoch % 100 == 0 {
            println!("epoch {epoch} of {EPOCHS}, loss {loss:.4}");
        }
    }
    bar.finish();
    Ok(weights)
}

fn add_scaled(to: &mut Weights, factor: f64, from: &Weights) {
    for (to, from) in to.as_flattened_mut().iter_mut().zip(from.as_flattened()) {
        *to += factor * from;
    }
}

// A graph of scalars takes its numbers one by one, so the two functions below spread the arrays
// out. They are kept in rows, one for each species.

#[rustfmt::skip]
fn loss_and_gradient(weights: &Weights, scale: &Scale, flower: &Flower) -> (f64, Weights) {
    let [a, b, c, d] = scale.apply(&flower.measurements);
    let is = |species| if flower.species == species { 1.0 } else { 0.0 };
    let [[s0, s1, s2, s3, s4], [e0, e1, e2, e3, e4], [g0, g1, g2, g3, g4]] = *weights;
    let (output, grads) = Iris::new().value_and_grad(
        a, b, c, d,
        is(0), is(1), is(2),
        s0, s1, s2, s3, s4,
        e0, e1, e2, e3, e4,
        g0, g1, g2, g3, g4,
    );
    (output.loss, [
        [grads.s0, grads.s1, grads.s2, grads.s3, grads.s4],
        [grads.e0, grads.e1, grads.e2, grads.e3, grads.e4],
        [grads.g0, grads.g1, grads.g2, grads.g3, grads.g4],
    ])
}

/// The most likely species and its probability. Only the loss depends on the label, so any does.
#[rustfmt::skip]
fn predict(weights: &Weights, scale: &Scale, flower: &Flower) -> (usize, f64) {
    let [a, b, c, d] = scale.apply(&flower.measurements);
    let [[s0, s1, s2, s3, s4], [e0, e1, e2, e3, e4], [g0, g1, g2, g3, g4]] = *weights;
    let output = Iris::new().value(
        a, b, c, d,
        0.0, 0.0, 0.0,
        s0, s1, s2, s3, s4,
        e0, e1, e2, e3, e4,
        g0, g1, g2, g3, g4,
    );
    let mut best = (0, output.setosa);
    for (species, probability) in [(1, output.versicolor), (2, output.virginica)] {
        if probability > best.1 {
            best = (species, probability);
        }
    }
    best
}

/// Brings each measurement to mean 0 and standard deviation 1. It is taken from the training
/// flowers alone: nothing of the others may be known before the test.
struct Scale {
    mean: [f64; MEASUREMENTS],
    deviation: [f64; MEASUREMENTS],
}

impl Scale {
    fn of(flowers: &[Flower]) -> Self {
        let average =
            |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / flowers.len() as f64;
        let column = |i: usize| flowers.iter().map(move |flower| flower.measurements[i]);
        let mean = std::array::from_fn(|i| average(&mut column(i)));
        let variance = |i| average(&mut column(i).map(|value| (value - mean[i]).powi(2)));
        Self {
            mean,
            deviation: std::array::from_fn(|i| variance(i).sqrt()),
        }
    }

    fn apply(&self, measurements: &[f64; MEASUREMENTS]) -> [f64; MEASUREMENTS] {
        std::array::from_fn(|i| (measurements[i] - self.mean[i]) / self.deviation[i])
    }
}

/// The names of the species, and the flowers.
fn read(text: &str) -> Result<([String; SPECIES], Vec<Flower>), Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    // The first line: how many flowers, how many measurements, and the names.
    let header = reader.headers()?;
    let names: Vec<String> = header.iter().skip(2).map(str::to_owned).collect();
    let names = <[String; SPECIES]>::try_from(names).map_err(|_| "the data names other species")?;

    let mut flowers = Vec::new();
    for record in reader.deserialize() {
        let (a, b, c, d, species): (f64, f64, f64, f64, usize) = record?;
        if species >= SPECIES {
            return Err(format!("there is no species {species}").into());
        }
        flowers.push(Flower {
            measurements: [a, b, c, d],
            species,
        });
    }
    Ok((names, flowers))
}

/// Shuffles the flowers, always in the same way, and holds back the same number of each species.
fn split(mut flowers: Vec<Flower>) -> (Vec<Flower>, Vec<Flower>) {
    fastrand::Rng::with_seed(SEED).shuffle(&mut flowers);
    let mut held_out_of = [0; SPECIES];
    flowers.into_iter().partition(|flower| {
        held_out_of[flower.species] += 1;
        held_out_of[flower.species] > HELD_OUT_OF_EACH_SPECIES
    })
}
