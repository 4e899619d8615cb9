//! W1 to W3 by dual numbers with as many parts as there are inputs.

use backprop_benches::peers::{ArrayPeer, Peer, compare};
use backprop_benches::scalars::Way;
use backprop_benches::workloads::Sizes;
use backprop_benches::{called, inlined};
use formulas::{Number, bill, chain, errors, halves, loss, rosenbrock};
use nalgebra::SVector;
use num_dual::{DualNum, DualSVec64, gradient, jacobian};

#[path = "../formulas.rs"]
mod formulas;

/// Whether all of it is built as one unit. Which operations of dual numbers are inlined where it is not is chance.
const ONE_UNIT: bool = cfg!(feature = "one-unit");
const NAME: &str = if ONE_UNIT {
    "num-dual, one unit"
} else {
    "num-dual"
};

impl<const N: usize> Number for DualSVec64<N> {
    #[inline(always)]
    fn recip(self) -> Self {
        DualNum::recip(&self)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        DualNum::sqrt(&self)
    }

    #[inline(always)]
    fn sin(self) -> Self {
        DualNum::sin(&self)
    }

    #[inline(always)]
    fn cos(self) -> Self {
        DualNum::cos(&self)
    }
}

type Duals<const N: usize> = SVector<DualSVec64<N>, N>;

#[inline(always)]
fn array<const N: usize>(duals: &Duals<N>) -> [DualSVec64<N>; N] {
    std::array::from_fn(|i| duals[i])
}

/// The value and the gradient, one after the other.
#[inline(always)]
fn value_and_gradient<const I: usize, const O: usize>(
    f: impl Fn([DualSVec64<I>; I]) -> DualSVec64<I>,
    inputs: &[f64; I],
) -> [f64; O] {
    let (value, d) = gradient(|x: Duals<I>| f(array(&x)), &SVector::from(*inputs));
    std::array::from_fn(|i| if i == 0 { value } else { d[i - 1] })
}

#[inline(always)]
fn bill_and_gradient(inputs: &[f64; 5]) -> [f64; 6] {
    value_and_gradient(bill, inputs)
}

#[inline(always)]
fn rosenbrock_and_gradient(inputs: &[f64; 2]) -> [f64; 3] {
    value_and_gradient(rosenbrock, inputs)
}

#[inline(always)]
fn chain_and_gradient(inputs: &[f64; 11]) -> [f64; 12] {
    value_and_gradient(chain, inputs)
}

#[inline(always)]
fn loss_and_gradient(inputs: &[f64; 17]) -> [f64; 16] {
    let (active, seen) = halves(inputs);
    value_and_gradient(|x| loss(x, seen), &active)
}

#[inline(always)]
fn errors_and_jacobian(inputs: &[f64; 17]) -> [f64; 32] {
    let (active, seen) = halves(inputs);
    let both = |x: Duals<15>| SVector::from(errors(array(&x), seen));
    let (values, rows) = jacobian(both, &SVector::from(active));
    std::array::from_fn(|i| match i % 16 {
        0 => values[i / 16],
        column => rows[(i / 16, column - 1)],
    })
}

struct NumDual;

impl<F: backprop_benches::Number> ArrayPeer<F> for NumDual {}

impl Peer for NumDual {
    fn bill_called(&self) -> Vec<Way<5, 6>> {
        vec![called!(NAME, bill_and_gradient, 5, 6)]
    }

    fn bill_inlined(&self) -> Vec<Way<5, 6>> {
        vec![inlined!(NAME, bill_and_gradient, 5, 6)]
    }

    fn rosenbrock_called(&self) -> Vec<Way<2, 3>> {
        vec![called!(NAME, rosenbrock_and_gradient, 2, 3)]
    }

    fn rosenbrock_inlined(&self) -> Vec<Way<2, 3>> {
        vec![inlined!(NAME, rosenbrock_and_gradient, 2, 3)]
    }

    fn rosenbrock_chain(&self) -> Vec<Way<11, 12>> {
        vec![called!(NAME, chain_and_gradient, 11, 12)]
    }

    fn bundle_gradient(&self) -> Vec<Way<17, 16>> {
        vec![called!(NAME, loss_and_gradient, 17, 16)]
    }

    fn bundle_jacobian(&self) -> Vec<Way<17, 32>> {
        vec![called!(NAME, errors_and_jacobian, 17, 32)]
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = if ONE_UNIT {
        "num-dual-one-unit"
    } else {
        "num-dual"
    };
    compare(file, "num-dual 0.15.1", Sizes::NONE, &NumDual)
}
