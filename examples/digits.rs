//! Learns to read handwritten digits, tests itself on digits that it has not seen, and draws how
//! the loss fell and which digits it misread.
//!
//! The model is a network of two layers. Its loss, and with it its whole gradient, is one graph over
//! arrays. The data are 1797 images of 8 × 8 pixels.
//!
//! `cargo run --release --example digits` draws `target/digits.svg`; another path may be given as
//! an argument.

#![allow(
    clippy::cast_precision_loss,
    reason = "only small counts become floats"
)]

#[path = "digits/picture.rs"]
mod picture;

use std::env;
use std::error::Error;
use std::path::Path;

use backprop::ndarray::{Array, Array2, ArrayView1, ArrayView2, Axis, Dimension, Ix1, Ix2, Zip};
use backprop::{ShapeError, graph};
use fastrand::Rng;
use flate2::read::GzDecoder;
use indicatif::{ProgressBar, ProgressStyle};

graph! {
    /// A two-layer classifier and its loss.
    ///
    /// `const` inputs are data and get no gradient. The sizes that have a name, such as `batch`, are
    /// known when a method is called, and may be others at each call.
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
}

const SIDE: usize = 8;
const PIXELS: usize = SIDE * SIDE;
const CLASSES: usize = 10;

const SEED: u64 = 1998;
const TRAINING: usize = 1437;
const HIDDEN: usize = 64;
const BATCH: usize = 32;
const EPOCHS: u32 = 40;
const LEARNING_RATE: f32 = 0.05;
const MOMENTUM: f32 = 0.9;
const REQUIRED_ACCURACY: f32 = 0.96;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or("target/digits.svg".to_owned());
    let mut rng = Rng::with_seed(SEED);
    let digits = Digits::read(include_bytes!("data/digits.csv.gz"))?;
    let (training, held_out) = digits.split(TRAINING, &mut rng);
    let (learnt, all) = (training.len(), held_out.len());
    println!("{learnt} digits to learn from, {all} held out");

    let mut network = Network::new(&mut rng);
    let losses = train(&mut network, &training, &held_out, &mut rng)?;

    // The test: digits that the network has never learnt from.
    let mut mlp = Mlp::new();
    let output = network.run(&mut mlp, &held_out)?;
    let misread = held_out.misread(&output.logits);
    let right = all - misread.len();
    let accuracy = right as f32 / all as f32;
    println!("\nHeld-out accuracy: {accuracy:.3} ({right} of {all})");

    picture::draw(Path::new(&path), &losses, &held_out, &misread)?;
    println!("The loss, and the digits that were misread: {path}");
    if accuracy < REQUIRED_ACCURACY {
        return Err(format!("an accuracy of {REQUIRED_ACCURACY} was expected").into());
    }
    Ok(())
}

/// The mean loss over the digits learnt from, during an epoch, and over the others, after it.
struct Loss {
    training: f32,
    held_out: f32,
}

/// Gradient descent with momentum, in small batches.
fn train(
    network: &mut Network,
    training: &Digits,
    held_out: &Digits,
    rng: &mut Rng,
) -> Result<Vec<Loss>, Box<dyn Error>> {
    let style = ProgressStyle::with_template("[{bar:40}] epoch {pos} of {len}, {msg}")?;
    let bar = ProgressBar::new(EPOCHS.into()).with_style(style.progress_chars("=> "));

    // The graph owns the buffers that it computes in. It makes them at its first call, and again
    // only when sizes change.
    let mut mlp = Mlp::new();
    let mut order: Vec<usize> = (0..training.len()).collect();
    let mut losses = Vec::new();
    for epoch in 1..=EPOCHS {
        rng.shuffle(&mut order);
        let (mut loss, mut right) = (0.0, 0);
        // 44 batches of 32 digits, and a last one of 29: `batch` is what `images` says it is.
        for batch in order.chunks(BATCH) {
            let batch = training.select(batch);
            let Network { w1, b1, w2, b2 } = &mut *network;
            let (output, grads) = mlp.value_and_grad(
                &batch.images,
                &batch.labels,
                &w1.value,
                &b1.value,
                &w2.value,
                &b2.value,
            )?;
            loss += output.loss * batch.len() as f32 / training.len() as f32;
            right += batch.len() - batch.misread(&output.logits).len();

            // `grads` borrows the graph and not the weights, so these can move while it is read.
            w1.step(&grads.w1);
            b1.step(&grads.b1);
            w2.step(&grads.w2);
            b2.step(&grads.b2);
        }

        let accuracy = right as f32 / training.len() as f32;
        let message = format!("loss {loss:.4}, accuracy {accuracy:.3}");
        losses.push(Loss {
            training: loss,
            held_out: network.run(&mut mlp, held_out)?.loss,
        });
        // Where there is no terminal to draw a bar in, a line now and then does.
        if bar.is_hidden() && epoch % 10 == 0 {
            println!("epoch {epoch} of {EPOCHS}, {message}");
        }
        bar.set_message(message);
        bar.inc(1);
    }
    bar.finish();
    Ok(losses)
}

/// The weights of both layers.
struct Network {
    w1: Weights<Ix2>,
    b1: Weights<Ix1>,
    w2: Weights<Ix2>,
    b2: Weights<Ix1>,
}

impl Network {
    /// Weights at random, within bounds that keep the size of what flows through them; biases of 0.
    fn new(rng: &mut Rng) -> Self {
        let mut random = |inputs: usize, outputs| {
            let bound = (6.0 / inputs as f32).sqrt();
            Array::from_shape_simple_fn((inputs, outputs), || bound * (2.0 * rng.f32() - 1.0))
        };
        Self {
            w1: Weights::new(random(PIXELS, HIDDEN)),
            b1: Weights::new(Array::zeros(HIDDEN)),
            w2: Weights::new(random(HIDDEN, CLASSES)),
            b2: Weights::new(Array::zeros(CLASSES)),
        }
    }

    /// The loss for `digits` and the scores of the ten classes, without a gradient.
    fn run<'a>(
        &self,
        mlp: &'a mut Mlp<f32>,
        digits: &Digits,
    ) -> Result<MlpOutput<'a, f32>, ShapeError> {
        mlp.value(
            &digits.images,
            &digits.labels,
            &self.w1.value,
            &self.b1.value,
            &self.w2.value,
            &self.b2.value,
        )
    }
}

/// Weights, and the speed at which each is moving.
struct Weights<D: Dimension> {
    value: Array<f32, D>,
    speed: Array<f32, D>,
}

impl<D: Dimension> Weights<D> {
    fn new(value: Array<f32, D>) -> Self {
        let speed = Array::zeros(value.raw_dim());
        Self { value, speed }
    }

    /// A step downhill. What is left of the speed of earlier steps carries on.
    fn step(&mut self, gradient: &Array<f32, D>) {
        Zip::from(&mut self.value)
            .and(&mut self.speed)
            .and(gradient)
            .for_each(|value, speed, gradient| {
                *speed = MOMENTUM * *speed - LEARNING_RATE * gradient;
                *value += *speed;
            });
    }
}

/// Images of digits, and what they show.
struct Digits {
    /// A row for each digit, of pixels between 0 and 1.
    images: Array2<f32>,
    /// A row for each digit: 1 for its class, 0 for the others.
    labels: Array2<f32>,
}

/// A digit that was taken for another.
struct Misread {
    row: usize,
    class: usize,
    read_as: usize,
}

impl Digits {
    /// Each line has the pixels of an image, 0 to 16, and then its class.
    fn read(compressed: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(GzDecoder::new(compressed));
        let mut pixels = Vec::new();
        let mut classes = Vec::new();
        for record in reader.deserialize() {
            let numbers: Vec<u8> = record?;
            let (&class, image) = numbers.split_last().ok_or("a line is empty")?;
            if usize::from(class) >= CLASSES {
                return Err(format!("there is no digit {class}").into());
            }
            classes.push(usize::from(class));
            pixels.extend(image.iter().map(|&pixel| f32::from(pixel) / 16.0));
        }
        let labels = Array::from_shape_fn((classes.len(), CLASSES), |(digit, class)| {
            f32::from(u8::from(classes[digit] == class))
        });
        Ok(Self {
            images: Array::from_shape_vec((classes.len(), PIXELS), pixels)?,
            labels,
        })
    }

    fn len(&self) -> usize {
        self.images.nrows()
    }

    fn select(&self, digits: &[usize]) -> Self {
        Self {
            images: self.images.select(Axis(0), digits),
            labels: self.labels.select(Axis(0), digits),
        }
    }

    /// Some of the digits, taken at random, and the rest.
    fn split(&self, first: usize, rng: &mut Rng) -> (Self, Self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        rng.shuffle(&mut order);
        let (first, rest) = order.split_at(first);
        (self.select(first), self.select(rest))
    }

    /// The digits whose highest score is not that of their class.
    fn misread(&self, scores: &ArrayView2<f32>) -> Vec<Misread> {
        let all = (0..self.len()).map(|row| Misread {
            row,
            class: largest(&self.labels.row(row)),
            read_as: largest(&scores.row(row)),
        });
        all.filter(|digit| digit.read_as != digit.class).collect()
    }
}

/// Where the largest number is.
fn largest(numbers: &ArrayView1<f32>) -> usize {
    let mut best = 0;
    for (i, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = i;
        }
    }
    best
}
