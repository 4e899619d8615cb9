//! W1 to W3 by tapes of numbers: `echidna` and `reverse`, which record each call anew, and the tape of `echidna`
//! that is recorded once and played for each call.

use backprop_benches::peers::{ArrayPeer, Peer, compare};
use backprop_benches::scalars::Way;
use backprop_benches::workloads::Sizes;
use echidna::{BReverse, BytecodeTape, Reverse};
use formulas::{Number, bill, chain, errors, halves, loss, rosenbrock};
use reverse::{Tape, Var};

#[path = "../formulas.rs"]
mod formulas;

impl Number for Var<'_> {
    fn recip(self) -> Self {
        Var::recip(&self)
    }

    fn sqrt(self) -> Self {
        Var::sqrt(&self)
    }

    fn sin(self) -> Self {
        Var::sin(&self)
    }

    fn cos(self) -> Self {
        Var::cos(&self)
    }
}

macro_rules! number {
    ($type:ty) => {
        impl Number for $type {
            #[inline(always)]
            fn recip(self) -> Self {
                num_traits::Float::recip(self)
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                num_traits::Float::sqrt(self)
            }

            #[inline(always)]
            fn sin(self) -> Self {
                num_traits::Float::sin(self)
            }

            #[inline(always)]
            fn cos(self) -> Self {
                num_traits::Float::cos(self)
            }
        }
    };
}

number!(Reverse<f64>);
number!(BReverse<f64>);

/// The numbers as an array: whoever calls has as many.
fn array<T: Copy, const N: usize>(numbers: &[T]) -> [T; N] {
    std::array::from_fn(|i| numbers[i])
}

/// Contenders for a function of `$active` inputs: the value and the gradient. `$f` computes it from the active
/// inputs and all of them.
macro_rules! gradients {
    ($inputs:literal, $active:literal, $outputs:literal, $f:expr) => {
        vec![
            Way {
                name: "reverse",
                all: |inputs: &[[f64; $inputs]], outputs: &mut [[f64; $outputs]]| {
                    for (input, output) in inputs.iter().zip(outputs) {
                        let tape = Tape::new();
                        let x: [Var; $active] = array(&tape.add_vars(&input[..$active]));
                        let y: Var = $f(x, input);
                        output[0] = y.val();
                        output[1..].copy_from_slice(&y.grad()[..$active]);
                    }
                },
            },
            Way {
                name: "echidna",
                all: |inputs, outputs| {
                    for (input, output) in inputs.iter().zip(outputs) {
                        let f = |x: &[Reverse<f64>]| vec![$f(array::<_, $active>(x), input)];
                        let (value, d) = echidna::vjp(f, &input[..$active], &[1.0]);
                        output[0] = value[0];
                        output[1..].copy_from_slice(&d);
                    }
                },
            },
        ]
    };
}

/// One more, for a function all of whose inputs are active, so that its tape does not change.
macro_rules! recorded {
    ($inputs:literal, $outputs:literal, $f:expr) => {
        Way {
            name: "echidna, recorded once",
            all: |inputs: &[[f64; $inputs]], outputs: &mut [[f64; $outputs]]| {
                let f = |x: &[BReverse<f64>]| $f(array::<_, $inputs>(x));
                let (mut tape, _): (BytecodeTape<f64>, f64) = echidna::record(f, &inputs[0]);
                tape.optimize();
                let mut adjoints = Vec::new();
                for (input, output) in inputs.iter().zip(outputs) {
                    let d = tape.gradient_with_buf(input, &mut adjoints);
                    output[0] = tape.output_value();
                    output[1..].copy_from_slice(&d);
                }
            },
        }
    };
}

struct Tapes;

impl<F: backprop_benches::Number> ArrayPeer<F> for Tapes {}

impl Peer for Tapes {
    fn bill_called(&self) -> Vec<Way<5, 6>> {
        let mut ways: Vec<Way<5, 6>> = gradients!(5, 5, 6, |x, _: &[f64; 5]| bill(x));
        ways.push(recorded!(5, 6, bill));
        ways
    }

    fn rosenbrock_called(&self) -> Vec<Way<2, 3>> {
        let mut ways: Vec<Way<2, 3>> = gradients!(2, 2, 3, |x, _: &[f64; 2]| rosenbrock(x));
        ways.push(recorded!(2, 3, rosenbrock));
        ways
    }

    fn rosenbrock_chain(&self) -> Vec<Way<11, 12>> {
        let mut ways: Vec<Way<11, 12>> = gradients!(11, 11, 12, |x, _: &[f64; 11]| chain(x));
        ways.push(recorded!(11, 12, chain));
        ways
    }

    fn bundle_gradient(&self) -> Vec<Way<17, 16>> {
        gradients!(17, 15, 16, |x, all| loss(x, halves(all).1))
    }

    /// By two cotangents.
    fn bundle_jacobian(&self) -> Vec<Way<17, 32>> {
        let reverse = |inputs: &[[f64; 17]], outputs: &mut [[f64; 32]]| {
            for (input, output) in inputs.iter().zip(outputs) {
                let (active, seen) = halves(input);
                let tape = Tape::new();
                let errors = errors(array::<Var, 15>(&tape.add_vars(&active)), seen);
                for (row, error) in output.chunks_exact_mut(16).zip(errors) {
                    row[0] = error.val();
                    row[1..].copy_from_slice(&error.grad()[..15]);
                }
            }
        };
        let echidna = |inputs: &[[f64; 17]], outputs: &mut [[f64; 32]]| {
            for (input, output) in inputs.iter().zip(outputs) {
                let (active, seen) = halves(input);
                let f = |x: &[Reverse<f64>]| errors(array(x), seen).to_vec();
                for (row, cotangents) in [[1.0, 0.0], [0.0, 1.0]].iter().enumerate() {
                    let (values, d) = echidna::vjp(f, &active, cotangents);
                    output[row * 16] = values[row];
                    output[row * 16 + 1..][..15].copy_from_slice(&d);
                }
            }
        };
        vec![
            Way {
                name: "reverse",
                all: reverse,
            },
            Way {
                name: "echidna",
                all: echidna,
            },
        ]
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let versions = "reverse 0.2.2, echidna 0.15.0";
    compare("tapes", versions, Sizes::NONE, &Tapes)
}
