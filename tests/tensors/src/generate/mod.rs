//! Random tensor graphs that are valid: every input reaches an output, every `let` is used, and every output
//! with a cotangent depends on an input with a gradient.
//!
//! An expression is made from the shape that it is to have; an input is made where a value of some shape is
//! wanted that no name has.

mod elementwise;
mod scope;
mod shapes;
mod whole;

use std::collections::BTreeMap;

use scope::Binding;

use crate::rng::Rng;
use crate::shape::{Dims, Shape, Size};
use crate::tree::{Element, Expr, Graph, Input, Kind, Let, Output, Style};

/// How many graphs there are.
pub(crate) const COUNT: usize = 304;

const DIMS: &[&str] = &["n", "m", "batch", "hidden", "len", "k"];
const OUTPUTS: &[&str] = &["loss", "logits", "y", "total", "out", "d_loss"];

pub(crate) fn graphs() -> Vec<Graph> {
    (0..COUNT).map(graph).collect()
}

fn graph(index: usize) -> Graph {
    let element = match index % 8 {
        0..=3 => Element::F64,
        4..=6 => Element::F32,
        _ => Element::Generic,
    };
    let mut generator = Generator {
        rng: Rng::new(0x7e45_0000 + index as u64),
        exact: index % 10 == 9,
        dims: Vec::new(),
        least: BTreeMap::new(),
        inputs: Vec::new(),
        scope: Vec::new(),
        budget: 0,
    };
    let count = 1 + generator.rng.below(3);
    while generator.dims.len() < count {
        let dim = generator.rng.pick(DIMS);
        if !generator.dims.contains(&dim) {
            generator.dims.push(dim);
        }
    }
    generator.graph(format!("Tensor{index:03}"), element)
}

struct Generator {
    rng: Rng,
    /// Whether every bit of the value is fixed, so that sums and elementary functions are left out.
    exact: bool,
    dims: Vec<&'static str>,
    least: Dims,
    inputs: Vec<Input>,
    scope: Vec<Binding>,
    /// How many more operations may be made; what is wanted after that is a leaf.
    budget: usize,
}

impl Generator {
    fn graph(mut self, name: String, element: Element) -> Graph {
        let mut outputs = self.outputs();
        self.budget = 6 + self.rng.below(10);
        let lets: Vec<Let> = (0..self.rng.below(4)).map(|_| self.binding(2)).collect();
        let mut results: Vec<Expr> = Vec::new();
        for output in &outputs {
            self.budget += 5;
            results.push(self.expr(&output.shape.clone(), 4));
        }
        if self.inputs.iter().all(|input| input.shape.is_empty()) {
            // A graph of scalars alone is for another crate.
            let shape = self.shape(1);
            let operand = self.input(&shape);
            let scalar = self.scalar_of(operand);
            results[0] = self.join(results[0].clone(), scalar);
        }
        if self.inputs.iter().all(|input| input.constant) {
            self.inputs[0].constant = false;
            let name = self.inputs[0].name.clone();
            for binding in self.scope.iter_mut().filter(|binding| binding.name == name) {
                binding.active = true;
            }
        }
        for (output, result) in outputs.iter_mut().zip(&mut results) {
            if !output.constant && !self.is_active(result) {
                let active = self.active_input();
                *result = self.join(result.clone(), active);
            }
            output.shape.clone_from(&result.shape);
        }
        let target = self.rng.below(results.len());
        for unused in self.unused() {
            results[target] = self.join(results[target].clone(), unused);
        }
        Graph {
            name,
            exact: self.exact,
            element,
            inputs: self.inputs,
            outputs,
            lets,
            results,
            least: self.least,
        }
    }

    fn outputs(&mut self) -> Vec<Output> {
        let count = self.rng.pick(&[1, 1, 1, 1, 1, 1, 2, 2, 3]);
        let unnamed = count == 1 && self.rng.chance(80);
        let mut outputs: Vec<Output> = Vec::new();
        while outputs.len() < count {
            let name = (!unnamed).then(|| self.rng.pick(OUTPUTS));
            if outputs.iter().any(|output| output.name == name) {
                continue;
            }
            let rank = self.rng.pick(&[0, 0, 0, 1, 1, 2, 2, 3]);
            outputs.push(Output {
                name,
                constant: !unnamed && self.rng.chance(30),
                shape: self.shape(rank),
            });
        }
        if outputs.iter().all(|output| output.constant) {
            outputs[0].constant = false;
        }
        outputs
    }

    /// A `let`, brought into scope under a name of its own.
    fn binding(&mut self, depth: usize) -> Let {
        let rank = self.rng.pick(&[0, 1, 1, 2, 2, 3]);
        let shape = self.shape(rank);
        let value = self.expr(&shape, depth);
        let name = self.local();
        self.scope.push(Binding {
            name: name.clone(),
            shape: value.shape.clone(),
            used: false,
            active: self.is_active(&value),
        });
        Let {
            name,
            typed: self.rng.chance(20),
            value,
        }
    }

    /// An expression of this shape.
    fn expr(&mut self, shape: &[Size], depth: usize) -> Expr {
        if depth == 0 || self.budget == 0 {
            return self.leaf(shape);
        }
        self.budget -= 1;
        let below = depth - 1;
        let other = match self.rng.below(100) {
            45..=74 if self.exact => self.extreme(shape, below),
            0..=4 => Some(self.leaf(shape)),
            5..=44 => None,
            45..=62 => self.reduction(shape, below),
            63..=70 => self.product(shape, below),
            71..=74 => self.normalised(shape, below),
            75..=78 => self.transposed(shape, below),
            79..=83 => self.inserted(shape, below),
            84..=88 => self.reshaped(shape, below),
            89..=96 => Some(self.sliced(shape, below)),
            _ => Some(self.block(shape, below)),
        };
        other.unwrap_or_else(|| self.elementwise(shape, below))
    }

    fn style(&mut self) -> Style {
        self.rng.pick(&[Style::Function, Style::Method])
    }
}

/// A reduction over all axes.
fn whole(name: &'static str, operand: Expr) -> Expr {
    of(
        Vec::new(),
        Kind::Reduce(name, Box::new(operand), Style::Function),
    )
}

fn of(shape: Shape, kind: Kind) -> Expr {
    Expr { kind, shape }
}
