//! Names in scope: inputs, which come when they are wanted, and `let`s.

use super::{Generator, of, whole};
use crate::shape::{Shape, Size};
use crate::tree::{Expr, Input, Kind};

const INPUTS: &[&str] = &[
    "x", "y", "z", "a", "b", "w", "v", "theta", "d_x", "value", "output", "pass", "grads", "t0",
    "bias", "i0",
];
const LOCALS: &[&str] = &["h", "s", "u", "d_h", "mean_of", "row", "j", "acc", "out0"];

/// Rust constants, for `f64` and for `f32`.
const CONSTANTS: &[(&str, &str)] = &[
    (
        "std::f64::consts::FRAC_1_SQRT_2",
        "std::f32::consts::FRAC_1_SQRT_2",
    ),
    ("core::f64::consts::LN_2", "core::f32::consts::LN_2"),
];

const NUMBERS: &[&str] = &[
    "2", "0.5", "1.5", "3", "0.1", "0.25", "1", "1e-2", "0.7", "2.5",
];

pub(super) struct Binding {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) used: bool,
    /// Whether a gradient flows from it to an input.
    pub(super) active: bool,
}

impl Generator {
    pub(super) fn leaf(&mut self, shape: &[Size]) -> Expr {
        if shape.is_empty() && self.rng.chance(40) {
            return self.number();
        }
        let all = self.scope.iter().enumerate();
        let known: Vec<usize> = all
            .filter(|(_, binding)| binding.shape == shape)
            .map(|(place, _)| place)
            .collect();
        let anew = if self.inputs.len() < 6 { 25 } else { 0 };
        if known.is_empty() || self.rng.chance(anew) {
            return self.input(shape);
        }
        let choice = self.rng.pick(&known);
        let binding = &mut self.scope[choice];
        binding.used = true;
        of(shape.to_vec(), Kind::Name(binding.name.clone()))
    }

    pub(super) fn number(&mut self) -> Expr {
        let kind = if self.rng.chance(10) {
            let (wide, narrow) = self.rng.pick(CONSTANTS);
            Kind::Constant(wide, narrow)
        } else {
            Kind::Number(self.rng.pick(NUMBERS))
        };
        of(Vec::new(), kind)
    }

    /// A new input of this shape.
    pub(super) fn input(&mut self, shape: &[Size]) -> Expr {
        let name = self.fresh(INPUTS);
        let constant = self.rng.chance(20);
        self.inputs.push(Input {
            name: name.clone(),
            constant,
            shape: shape.to_vec(),
        });
        self.scope.push(Binding {
            name: name.clone(),
            shape: shape.to_vec(),
            used: true,
            active: !constant,
        });
        of(shape.to_vec(), Kind::Name(name))
    }

    pub(super) fn local(&mut self) -> String {
        self.fresh(LOCALS)
    }

    /// A word of a list that is not in scope; with a number, if all are.
    fn fresh(&mut self, words: &[&str]) -> String {
        let start = self.rng.below(words.len());
        let mut attempt = 0;
        loop {
            let word = words[(start + attempt) % words.len()];
            let name = match attempt / words.len() {
                0 => word.to_owned(),
                round => format!("{word}_{round}"),
            };
            if self.scope.iter().all(|binding| binding.name != name) {
                return name;
            }
            attempt += 1;
        }
    }

    /// A scalar that all elements of an expression take part in.
    pub(super) fn scalar_of(&self, expr: Expr) -> Expr {
        whole(if self.exact { "max_all" } else { "mean" }, expr)
    }

    /// A scalar of an input that has a gradient.
    pub(super) fn active_input(&mut self) -> Expr {
        let active: Vec<Input> = self
            .inputs
            .iter()
            .filter(|input| !input.constant)
            .cloned()
            .collect();
        let input = self.rng.pick(&active);
        self.scalar_of(of(input.shape, Kind::Name(input.name)))
    }

    /// What no one has read yet, as scalars.
    pub(super) fn unused(&mut self) -> Vec<Expr> {
        let unused = self.scope.iter_mut().filter(|binding| !binding.used);
        let names: Vec<Expr> = unused
            .map(|binding| {
                binding.used = true;
                let name = Kind::Name(binding.name.clone());
                of(binding.shape.clone(), name)
            })
            .collect();
        names.into_iter().map(|name| self.scalar_of(name)).collect()
    }

    /// An expression and a scalar.
    pub(super) fn join(&mut self, left: Expr, scalar: Expr) -> Expr {
        let symbol = self.rng.pick(&['+', '-', '*']);
        of(
            left.shape.clone(),
            Kind::Infix(symbol, Box::new(left), Box::new(scalar)),
        )
    }

    /// A block with a `let` that it reads.
    pub(super) fn block(&mut self, shape: &[Size], depth: usize) -> Expr {
        let mark = self.scope.len();
        let binding = self.binding(depth);
        let name = binding.name.clone();
        let mut result = self.expr(shape, depth);
        let own = self.scope.iter_mut().find(|binding| binding.name == name);
        if let Some(own) = own.filter(|own| !own.used) {
            own.used = true;
            let own = of(own.shape.clone(), Kind::Name(name.clone()));
            let scalar = self.scalar_of(own);
            result = self.join(result, scalar);
        }
        // Its name is kept from all others, and its value from all that follows.
        if let Some(own) = self.scope[mark..].iter_mut().find(|own| own.name == name) {
            own.shape = vec![Size::Literal(0)];
        }
        of(
            shape.to_vec(),
            Kind::Block(Box::new(binding), Box::new(result)),
        )
    }

    /// Whether a gradient flows from an input to the expression.
    pub(super) fn is_active(&self, expr: &Expr) -> bool {
        match &expr.kind {
            Kind::Name(name) => {
                let own = self.scope.iter().find(|binding| binding.name == *name);
                own.is_some_and(|binding| binding.active)
            }
            Kind::Number(_)
            | Kind::Constant(..)
            | Kind::Call("stop_gradient" | "signum" | "floor" | "ceil" | "round", ..) => false,
            Kind::Call(_, operands, _) => operands.iter().any(|operand| self.is_active(operand)),
            Kind::Infix(_, left, right) | Kind::Dot(left, right, _) => {
                self.is_active(left) || self.is_active(right)
            }
            Kind::If(arms, otherwise) => {
                arms.iter().any(|(_, branch)| self.is_active(branch)) || self.is_active(otherwise)
            }
            Kind::Negate(operand)
            | Kind::Power(operand, ..)
            | Kind::Reduce(_, operand, _)
            | Kind::Along(_, operand, ..)
            | Kind::Last(_, operand, _)
            | Kind::Transpose(operand, _)
            | Kind::InsertAxis(operand, ..)
            | Kind::Reshape(operand, _)
            | Kind::Slice(operand, _)
            | Kind::Block(_, operand) => self.is_active(operand),
        }
    }
}
