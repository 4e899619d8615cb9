use backprop::ndarray::Axis;

use super::{Inputs, Outcome};
use crate::tensors::{Results, Way};

/// One operation after the other on arrays.
pub(super) struct Arrays<'a> {
    inputs: &'a Inputs,
    outcome: Option<Outcome>,
}

impl<'a> Arrays<'a> {
    pub(super) fn new(inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            outcome: None,
        }
    }
}

impl Way<f32> for Arrays<'_> {
    fn name(&self) -> &'static str {
        "ndarray"
    }

    fn run(&mut self) {
        let Inputs {
            x,
            labels,
            w1,
            b1,
            w2,
            b2,
            ..
        } = self.inputs;
        let h = (x.dot(w1) + b1).mapv(|z| z.max(0.0));
        let logits = h.dot(w2) + b2;
        let largest = logits.fold_axis(Axis(1), f32::NEG_INFINITY, |a, b| a.max(*b));
        let shifted = &logits - &largest.insert_axis(Axis(1));
        let exponentials = shifted.mapv(f32::exp);
        let totals = exponentials.sum_axis(Axis(1)).insert_axis(Axis(1));
        let log_softmax = &shifted - &totals.mapv(f32::ln);
        let loss = -(labels * &log_softmax)
            .sum_axis(Axis(1))
            .mean()
            .unwrap_or(f32::NAN);

        let scale = super::narrow(super::as_float(x.nrows()).recip());
        let d_logits = (&exponentials / &totals - labels) * scale;
        let d_h = d_logits.dot(&w2.t());
        let d_z = d_h * h.mapv(|h| if h > 0.0 { 1.0 } else { 0.0 });
        self.outcome = Some(Outcome {
            loss,
            w1: x.t().dot(&d_z),
            b1: d_z.sum_axis(Axis(0)),
            w2: h.t().dot(&d_logits),
            b2: d_logits.sum_axis(Axis(0)),
        });
    }

    fn results(&mut self) -> Results<f32> {
        self.outcome.as_ref().expect("it has run").results()
    }
}
