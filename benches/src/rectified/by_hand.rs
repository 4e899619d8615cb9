use std::hint::black_box;

use super::{COLUMNS, Inputs};
use crate::Number;
use crate::tensors::{Results, Way};
use crate::wide::{Wide, run_wide};

/// Rows whose gradients of b are added one after the other.
const BLOCK: usize = 256;

/// Two fused loops over slices.
pub(super) struct ByHand<'a, F> {
    x: &'a [F],
    w: &'a [F],
    b: &'a [F],
    d_y: &'a [F],
    y: Vec<F>,
    d_x: Vec<F>,
    d_w: Vec<F>,
    d_b: Vec<F>,
    partial: Vec<F>,
}

impl<'a, F: Number> ByHand<'a, F> {
    pub(super) fn new(inputs: &'a Inputs<F>) -> Self {
        let slice = |array: &'a backprop::ndarray::Array2<F>| {
            array.as_slice().expect("the array is contiguous")
        };
        let zeros = vec![F::ZERO; inputs.x.len()];
        Self {
            x: slice(&inputs.x),
            w: slice(&inputs.w),
            b: inputs.b.as_slice().expect("the array is contiguous"),
            d_y: slice(&inputs.d_y),
            y: zeros.clone(),
            d_x: zeros.clone(),
            d_w: zeros,
            d_b: vec![F::ZERO; COLUMNS],
            partial: vec![F::ZERO; COLUMNS],
        }
    }
}

struct Forward<'a, F> {
    x: &'a [F],
    w: &'a [F],
    b: &'a [F],
    y: &'a mut [F],
}

impl<F: Number> Wide for Forward<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let m = self.b.len();
        let rows = self.x.chunks_exact(m).zip(self.w.chunks_exact(m));
        for ((x, w), y) in rows.zip(self.y.chunks_exact_mut(m)) {
            for (((y, &x), &w), &b) in y.iter_mut().zip(x).zip(w).zip(self.b) {
                let z = x * w + b;
                *y = if z <= F::ZERO { F::ZERO } else { z };
            }
        }
    }
}

struct Backward<'a, F> {
    x: &'a [F],
    w: &'a [F],
    b: &'a [F],
    d_y: &'a [F],
    d_x: &'a mut [F],
    d_w: &'a mut [F],
    d_b: &'a mut [F],
    partial: &'a mut [F],
}

impl<F: Number> Wide for Backward<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let m = self.b.len();
        let inputs = self.x.chunks_exact(m).zip(self.w.chunks_exact(m));
        let gradients = self
            .d_x
            .chunks_exact_mut(m)
            .zip(self.d_w.chunks_exact_mut(m));
        let rows = inputs.zip(self.d_y.chunks_exact(m)).zip(gradients);
        let (b, partial) = (&self.b[..m], &mut self.partial[..m]);
        self.d_b.fill(F::ZERO);
        partial.fill(F::ZERO);
        for (row, (((x, w), d_y), (d_x, d_w))) in rows.enumerate() {
            if row > 0 && row % BLOCK == 0 {
                flush(self.d_b, partial);
            }
            let (x, w, d_y) = (&x[..m], &w[..m], &d_y[..m]);
            let (d_x, d_w) = (&mut d_x[..m], &mut d_w[..m]);
            for i in 0..m {
                let (x, w, b, d_y) = (x[i], w[i], b[i], d_y[i]);
                let d_z = if x * w + b <= F::ZERO { F::ZERO } else { d_y };
                d_x[i] = d_z * w;
                d_w[i] = d_z * x;
                partial[i] += d_z;
            }
        }
        flush(self.d_b, partial);
    }
}

#[inline(always)]
fn flush<F: Number>(totals: &mut [F], partial: &mut [F]) {
    for (total, partial) in totals.iter_mut().zip(partial) {
        *total += *partial;
        *partial = F::ZERO;
    }
}

impl<F: Number> Way<F> for ByHand<'_, F> {
    fn name(&self) -> &'static str {
        "by hand"
    }

    fn run(&mut self) {
        run_wide(Forward {
            x: self.x,
            w: self.w,
            b: self.b,
            y: &mut self.y,
        });
        black_box(&mut self.y);
        run_wide(Backward {
            x: self.x,
            w: self.w,
            b: self.b,
            d_y: self.d_y,
            d_x: &mut self.d_x,
            d_w: &mut self.d_w,
            d_b: &mut self.d_b,
            partial: &mut self.partial,
        });
        black_box((&mut self.d_x, &mut self.d_w, &mut self.d_b));
    }

    fn results(&mut self) -> Results<F> {
        vec![
            ("y", self.y.clone()),
            ("dx", self.d_x.clone()),
            ("dw", self.d_w.clone()),
            ("db", self.d_b.clone()),
        ]
    }
}
