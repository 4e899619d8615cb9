//! The machine's widest instructions against scalar code.
#![cfg(feature = "ndarray")]

use std::ops::Range;

use backprop_core::Float;
use backprop_core::tensor::{LoopNest, Output, Space, Written, each, run};
use support::random_numbers;

mod support;

/// Functions that the machine's widest instructions do, each for a row of results.
struct Functions(Vec<f32>);

impl Functions {
    /// The functions of two numbers.
    fn scalar(x: f32, y: f32) -> [f32; 9] {
        let selected = if x < y { x } else { -y };
        let rounded = x.floor() + y.ceil() * x.round();
        [
            x * y + x,
            x / y - y,
            x.abs().sqrt(),
            x.min(y),
            x.max(y),
            Float::mul_add(x, y, -y),
            selected,
            rounded,
            x.signum() * Float::relu(y),
        ]
    }

    /// The numbers that stand beside those of the input.
    fn others(&self) -> impl Iterator<Item = f32> {
        self.0.iter().rev().copied()
    }
}

impl LoopNest<f32, 1, 0, 0, 0> for Functions {
    #[expect(
        clippy::inline_always,
        reason = "the instructions are those of the caller"
    )]
    #[inline(always)]
    fn run(
        &self,
        rows: Range<usize>,
        [output]: [&mut [f32]; 1],
        []: [&mut (impl Written<f32> + ?Sized); 0],
        []: [&mut [f32]; 0],
        scratch: &mut [f32],
    ) -> [f32; 0] {
        let width = self.0.len();
        for (scratch, y) in scratch.iter_mut().zip(self.others()) {
            *scratch = y;
        }
        for (row, function) in rows.enumerate() {
            let output = &mut output[row * width..][..width];
            each! { for at in lanes(width) {
                let (x, y) = (at.load(&self.0), at.load(scratch));
                let result = match function {
                    0 => x * y + x,
                    1 => x / y - y,
                    2 => x.abs().sqrt(),
                    3 => x.min(y),
                    4 => x.max(y),
                    5 => x.mul_add(y, -y),
                    6 => x.less(y).select(x, -y),
                    7 => x.floor() + y.ceil() * x.round(),
                    _ => x.signum() * y.relu(),
                };
                at.store(output, result);
            } }
        }
        []
    }
}

#[test]
fn wide_instructions_give_the_bits_of_scalar_code() {
    let mut random = random_numbers(3);
    #[expect(clippy::cast_possible_truncation, reason = "rounding is meant")]
    let mut x: Vec<f32> = (0..301).map(|_| random() as f32 * 100.0).collect();
    let edges = [
        0.0,
        -0.0,
        f32::NAN,
        f32::INFINITY,
        0.5,
        -2.5,
        0.499_999_97,
        1e-42,
    ];
    for (place, edge) in edges.into_iter().enumerate() {
        // Each beside itself, beside its neighbour, and beside others.
        x[150 + place] = edge;
        x[150 - place] = edge;
        x[10 * place] = edge;
        x[300 - 11 * place] = edge;
    }
    let nest = Functions(x);
    let width = nest.0.len();
    let mut found = vec![7.0; 9 * width];
    let space = Space {
        rows: 9,
        width,
        work: 1,
        tile: 1,
        scratch: width,
    };
    run(
        &nest,
        space,
        [Output {
            data: &mut found,
            width,
        }],
        [],
        [],
        [],
        &mut Vec::new(),
    );
    for (place, (&x, y)) in nest.0.iter().zip(nest.others()).enumerate() {
        for (function, expected) in Functions::scalar(x, y).into_iter().enumerate() {
            let found = found[function * width + place];
            assert!(
                found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan(),
                "function {function} of {x} and {y}: {found} instead of {expected}"
            );
        }
    }
}
