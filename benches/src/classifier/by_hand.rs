use std::hint::black_box;

use super::products::{Multiply, View};
use super::{CLASSES, Inputs, Size};
use crate::elementary::Exponential;
use crate::tensors::{Results, Way};
use crate::wide::{Wide, run_wide};

/// Loops over slices around matrix products, all in memory that is used again.
pub struct ByHand<'a> {
    name: &'static str,
    inputs: &'a Inputs,
    multiply: Multiply,
    scratch: Vec<f32>,
    h: Vec<f32>,
    d_logits: Vec<f32>,
    d_z: Vec<f32>,
    loss: f32,
    d_w1: Vec<f32>,
    d_b1: Vec<f32>,
    d_w2: Vec<f32>,
    d_b2: Vec<f32>,
}

impl<'a> ByHand<'a> {
    /// With this way to multiply matrices.
    #[must_use]
    pub fn new(name: &'static str, inputs: &'a Inputs, multiply: Multiply) -> Self {
        let Size {
            batch,
            inputs: width,
            hidden,
        } = inputs.size;
        Self {
            name,
            inputs,
            multiply,
            scratch: Vec::new(),
            h: vec![0.0; batch * hidden],
            d_logits: vec![0.0; batch * CLASSES],
            d_z: vec![0.0; batch * hidden],
            loss: 0.0,
            d_w1: vec![0.0; width * hidden],
            d_b1: vec![0.0; hidden],
            d_w2: vec![0.0; hidden * CLASSES],
            d_b2: vec![0.0; CLASSES],
        }
    }
}

/// Adds the bias to each row, and rectifies.
struct BiasAndRelu<'a> {
    h: &'a mut [f32],
    bias: &'a [f32],
}

impl Wide for BiasAndRelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for row in self.h.chunks_exact_mut(self.bias.len()) {
            for (h, &bias) in row.iter_mut().zip(self.bias) {
                let z = *h + bias;
                *h = if z <= 0.0 { 0.0 } else { z };
            }
        }
    }
}

/// From the products of the last layer to the loss, the gradient of the logits in their place, and that of
/// the bias.
struct SoftmaxLoss<'a> {
    logits: &'a mut [f32],
    labels: &'a [f32],
    bias: &'a [f32; CLASSES],
    d_bias: &'a mut [f32],
    scale: f32,
}

impl Wide for SoftmaxLoss<'_> {
    type Output = f32;

    #[inline(always)]
    fn run(self) -> f32 {
        let mut loss = 0.0;
        let mut d_bias = [0.0; CLASSES];
        let (rows, _) = self.logits.as_chunks_mut::<CLASSES>();
        let (labels, _) = self.labels.as_chunks::<CLASSES>();
        for (row, labels) in rows.iter_mut().zip(labels) {
            let mut largest = f32::NEG_INFINITY;
            for (logit, bias) in row.iter_mut().zip(self.bias) {
                *logit += bias;
                largest = if *logit > largest { *logit } else { largest };
            }
            let mut exponentials = [0.0; CLASSES];
            for (exponential, &logit) in exponentials.iter_mut().zip(&*row) {
                *exponential = (logit - largest).exponential();
            }
            let total: f32 = exponentials.iter().sum();
            let log_total = total.ln();
            let mut mass = 0.0;
            for (&logit, label) in row.iter().zip(labels) {
                loss += label * (log_total - (logit - largest));
                mass += label;
            }
            let weight = mass / total;
            for i in 0..CLASSES {
                row[i] = (exponentials[i] * weight - labels[i]) * self.scale;
                d_bias[i] += row[i];
            }
        }
        self.d_bias.copy_from_slice(&d_bias);
        loss * self.scale
    }
}

/// Leaves of the gradient what the rectifier has let through, and sums that of the bias.
struct ReluBackward<'a> {
    d_z: &'a mut [f32],
    h: &'a [f32],
    d_bias: &'a mut [f32],
}

impl Wide for ReluBackward<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let hidden = self.d_bias.len();
        self.d_bias.fill(0.0);
        let rows = self.d_z.chunks_exact_mut(hidden);
        for (d_z, h) in rows.zip(self.h.chunks_exact(hidden)) {
            for ((d_z, &h), d_bias) in d_z.iter_mut().zip(h).zip(&mut *self.d_bias) {
                let d = *d_z;
                let d = if h <= 0.0 { 0.0 } else { d };
                *d_z = d;
                *d_bias += d;
            }
        }
    }
}

impl Way<f32> for ByHand<'_> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self) {
        let Inputs {
            size,
            x,
            labels,
            w1,
            b1,
            w2,
            b2,
        } = self.inputs;
        let &Size {
            batch,
            inputs,
            hidden,
        } = size;
        let contiguous = "the array is contiguous";
        let x = View::new(x.as_slice().expect(contiguous), batch, inputs);
        let w1 = View::new(w1.as_slice().expect(contiguous), inputs, hidden);
        let w2 = View::new(w2.as_slice().expect(contiguous), hidden, CLASSES);
        let (multiply, scratch) = (self.multiply, &mut self.scratch);
        multiply(x, w1, &mut self.h, scratch);
        run_wide(BiasAndRelu {
            h: &mut self.h,
            bias: b1.as_slice().expect(contiguous),
        });
        let h = View::new(&self.h, batch, hidden);
        multiply(h, w2, &mut self.d_logits, scratch);
        let bias = b2.as_slice().and_then(<[f32]>::as_array);
        let scale = super::narrow(super::as_float(batch).recip());
        self.loss = run_wide(SoftmaxLoss {
            logits: &mut self.d_logits,
            labels: labels.as_slice().expect(contiguous),
            bias: bias.expect("ten classes"),
            d_bias: &mut self.d_b2,
            scale,
        });
        let d_logits = View::new(&self.d_logits, batch, CLASSES);
        multiply(d_logits, w2.t(), &mut self.d_z, scratch);
        run_wide(ReluBackward {
            d_z: &mut self.d_z,
            h: &self.h,
            d_bias: &mut self.d_b1,
        });
        multiply(h.t(), d_logits, &mut self.d_w2, scratch);
        let d_z = View::new(&self.d_z, batch, hidden);
        multiply(x.t(), d_z, &mut self.d_w1, scratch);
        black_box((&mut self.loss, &mut self.d_w1, &mut self.d_b1));
        black_box((&mut self.d_w2, &mut self.d_b2));
    }

    fn results(&mut self) -> Results<f32> {
        vec![
            ("loss", vec![self.loss]),
            ("dw1", self.d_w1.clone()),
            ("db1", self.d_b1.clone()),
            ("dw2", self.d_w2.clone()),
            ("db2", self.d_b2.clone()),
        ]
    }
}
