//! The workloads by which the speed of generated code is measured, and how it is measured.
//!
//! A workload is a module: the graph, the same by hand, by layers, and with plain ndarray, all of them
//! checked against a formula of its own before anything is timed. `cargo bench` runs them; so do the
//! programs that compare them with other libraries.
#![allow(
    clippy::inline_always,
    reason = "what is inlined is a part of what is measured"
)]
#![allow(
    clippy::missing_panics_doc,
    reason = "a workload whose sizes do not fit is a mistake in this crate"
)]

pub mod bandwidth;
pub mod bill;
pub mod bundle_adjustment;
pub mod chain;
pub mod classifier;
mod clock;
pub mod elementary;
pub mod machine;
pub mod measure;
pub mod near;
pub mod numbers;
pub mod peak;
pub mod peers;
pub mod rectified;
pub mod rosenbrock;
pub mod row;
pub mod scalars;
pub mod summary;
pub mod tensors;
pub mod triple;
pub mod wide;
pub mod workloads;

/// The numbers that workloads are generic over: those of graphs, which `gemm` multiplies too.
pub trait Number: backprop::Float {
    /// What the type is called.
    const NAME: &'static str;
}

impl Number for f32 {
    const NAME: &'static str = "f32";
}

impl Number for f64 {
    const NAME: &'static str = "f64";
}
