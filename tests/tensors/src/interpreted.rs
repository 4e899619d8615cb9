//! A graph under the compiler's interpreter.

use std::marker::PhantomData;

use backprop_codegen::interp::{self, Program, Real, Tensor};

use crate::check::{Passes, Subject};
use crate::evaluate::constant;

pub(crate) struct Interpreted<R> {
    program: Program,
    real: PhantomData<R>,
}

impl<R> Interpreted<R> {
    /// The graph as it was written.
    pub(crate) fn new(source: &str) -> Self {
        Self::of(program(source))
    }

    /// The graph after the compiler has made it smaller.
    pub(crate) fn simplified(source: &str) -> Self {
        Self::of(program(source).map(Program::simplified))
    }

    /// The graph as `value_and_grad` has it, where there is one.
    pub(crate) fn fused(source: &str) -> Option<Self> {
        let fused = program(source).map(Program::fused);
        fused.transpose().map(Self::of)
    }

    fn of(program: Result<Program, String>) -> Self {
        Self {
            program: program.unwrap_or_else(|error| panic!("{error}")),
            real: PhantomData,
        }
    }
}

impl<R: Real> Subject<R> for Interpreted<R> {
    fn value(&mut self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>, String> {
        self.program.value(inputs, &constant)
    }

    fn passes(&mut self, inputs: &[Tensor<R>], cotangents: &[Tensor<R>]) -> Passes<R> {
        let outputs = self.program.value(inputs, &constant)?;
        let gradient = self.program.gradient(inputs, cotangents, &constant)?;
        Ok((outputs, gradient))
    }
}

/// The graph as the interpreter reads it.
pub(crate) fn program(source: &str) -> Result<Program, String> {
    let tokens = source.parse().expect("a declaration is made of tokens");
    let mut programs = interp::load(tokens)?;
    assert_eq!(programs.len(), 1, "{source}");
    Ok(programs.remove(0))
}
