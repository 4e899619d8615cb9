//! Elementwise operations, most of them of arguments where they are tame.

use super::{Generator, of};
use crate::shape::{Shape, Size};
use crate::tree::{Condition, Expr, Kind};

const ACTIVATIONS: &[&str] = &[
    "relu",
    "leaky_relu",
    "elu",
    "sigmoid",
    "silu",
    "softplus",
    "gelu",
    "tanh",
];
const TAMED: &[&str] = &[
    "recip", "square", "sqrt", "cbrt", "abs", "exp", "exp2", "exp_m1", "ln", "log2", "log10",
    "ln_1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh",
    "atanh",
];

impl Generator {
    pub(super) fn elementwise(&mut self, shape: &[Size], below: usize) -> Expr {
        match self.rng.below(100) {
            81..=85 if self.exact => self.tamed(shape, below),
            0..=29 => {
                let symbol = self.rng.pick(&['+', '-', '*', '*']);
                let [left, right] = self.operands(shape, below);
                infix(symbol, left, right)
            }
            30..=36 => {
                let [upper, lower] = self.operands(shape, below);
                let lower = self.away_from_zero(lower);
                infix('/', upper, lower)
            }
            37..=39 => {
                let operand = Box::new(self.expr(shape, below));
                of(shape.to_vec(), Kind::Negate(operand))
            }
            40..=57 => self.tamed(shape, below),
            58..=64 => {
                let function = self.rng.pick(&["min", "max"]);
                let [left, right] = self.operands(shape, below);
                self.call(function, vec![left, right])
            }
            65..=67 => {
                let [x, low, high] = self.operands(shape, below);
                self.call("clamp", vec![x, low, high])
            }
            68..=76 => self.activation(shape, below),
            77..=80 => self.power(shape, below),
            81..=85 => {
                let function = self.rng.pick(&["mul_add", "hypot", "atan2", "powf"]);
                self.several(function, shape, below)
            }
            86 | 87 => {
                let function = self.rng.pick(&["signum", "floor", "ceil", "round"]);
                let operand = self.expr(shape, below);
                self.call(function, vec![operand])
            }
            88 | 89 => {
                let operand = self.expr(shape, below);
                self.call("stop_gradient", vec![operand])
            }
            _ => self.selection(shape, below),
        }
    }

    /// Expressions that broadcast to `shape`.
    fn operands<const N: usize>(&mut self, shape: &[Size], below: usize) -> [Expr; N] {
        let shapes = self.split(shape, N);
        std::array::from_fn(|operand| self.expr(&shapes[operand], below))
    }

    fn tamed(&mut self, shape: &[Size], below: usize) -> Expr {
        let function = self.rng.pick(if self.exact {
            &["recip", "square", "sqrt", "abs"]
        } else {
            TAMED
        });
        let argument = self.expr(shape, below);
        let argument = match function {
            "sqrt" | "cbrt" | "ln" | "log2" | "log10" | "ln_1p" | "recip" => {
                self.away_from_zero(argument)
            }
            "exp" | "exp2" | "exp_m1" | "sinh" | "cosh" | "tan" => self.bounded(argument),
            "asin" | "acos" | "atanh" => {
                let bounded = self.bounded(argument);
                infix('*', bounded, number("0.9"))
            }
            "acosh" => {
                let distant = self.away_from_zero(argument);
                infix('+', distant, number("1"))
            }
            _ => argument,
        };
        self.call(function, vec![argument])
    }

    fn several(&mut self, function: &'static str, shape: &[Size], below: usize) -> Expr {
        if function == "mul_add" {
            let operands: [Expr; 3] = self.operands(shape, below);
            return self.call(function, operands.to_vec());
        }
        let [left, right] = self.operands(shape, below);
        let (left, right) = match function {
            "powf" => (self.away_from_zero(left), self.bounded(right)),
            "atan2" => (left, self.away_from_zero(right)),
            _ => (left, right),
        };
        self.call(function, vec![left, right])
    }

    fn activation(&mut self, shape: &[Size], below: usize) -> Expr {
        let function = self.rng.pick(if self.exact {
            &["relu", "leaky_relu"]
        } else {
            ACTIVATIONS
        });
        if function == "leaky_relu" {
            let [argument, slope] = self.operands(shape, below.min(1));
            return self.call(function, vec![argument, slope]);
        }
        let argument = self.expr(shape, below);
        self.call(function, vec![argument])
    }

    fn power(&mut self, shape: &[Size], below: usize) -> Expr {
        let base = self.expr(shape, below);
        let exponent = self.rng.pick(&[2, 2, 3, 4, 5, 1, -1, -2]);
        let base = match exponent {
            ..=-1 => self.away_from_zero(base),
            4.. => self.bounded(base),
            _ => base,
        };
        let style = self.style();
        of(shape.to_vec(), Kind::Power(Box::new(base), exponent, style))
    }

    fn selection(&mut self, shape: &[Size], below: usize) -> Expr {
        let arms = if self.rng.chance(20) { 2 } else { 1 };
        let mut shapes = self.split(shape, 2 * arms + 1).into_iter();
        let mut branches = Vec::new();
        for _ in 0..arms {
            let condition = shapes.next().unwrap_or_default();
            let branch = shapes.next().unwrap_or_default();
            let condition = self.condition(&condition, below.min(1), 2);
            branches.push((condition, self.expr(&branch, below)));
        }
        let otherwise = shapes.next().unwrap_or_default();
        let otherwise = Box::new(self.expr(&otherwise, below));
        of(shape.to_vec(), Kind::If(branches, otherwise))
    }

    fn condition(&mut self, shape: &[Size], below: usize, depth: usize) -> Condition {
        if depth > 0 && self.rng.chance(25) {
            let shapes = self.split(shape, 2);
            let [left, right] = [0, 1].map(|operand: usize| {
                Box::new(self.condition(&shapes[operand].clone(), below, depth - 1))
            });
            return if self.rng.chance(50) {
                Condition::And(left, right)
            } else {
                Condition::Or(left, right)
            };
        }
        if depth > 0 && self.rng.chance(15) {
            return Condition::Not(Box::new(self.condition(shape, below, depth - 1)));
        }
        let operator = self.rng.pick(&["<", "<=", ">", ">=", "<", ">", "==", "!="]);
        let [left, right] = self.operands(shape, below);
        Condition::Compare(operator, left, right)
    }

    /// An expression with values from one half on.
    pub(super) fn away_from_zero(&mut self, expr: Expr) -> Expr {
        let functions: &[&str] = if self.exact {
            &["square", "abs"]
        } else {
            &["square", "abs", "softplus"]
        };
        let function = self.rng.pick(functions);
        let positive = self.call(function, vec![expr]);
        infix('+', positive, number("0.5"))
    }

    /// An expression with values between -1 and 1.
    pub(super) fn bounded(&mut self, expr: Expr) -> Expr {
        if self.exact {
            let low = of(Vec::new(), Kind::Negate(Box::new(number("1"))));
            return self.call("clamp", vec![expr, low, number("1")]);
        }
        match self.rng.below(4) {
            0 => self.call("sin", vec![expr]),
            1 => self.call("atan", vec![expr]),
            _ => self.call("tanh", vec![expr]),
        }
    }

    pub(super) fn call(&mut self, function: &'static str, operands: Vec<Expr>) -> Expr {
        let shapes = operands.iter().map(|operand| operand.shape.as_slice());
        let shape = shapes.fold(Shape::new(), |shape, other| broadcast(&shape, other));
        let style = self.style();
        of(shape, Kind::Call(function, operands, style))
    }
}

pub(super) fn number(text: &'static str) -> Expr {
    of(Vec::new(), Kind::Number(text))
}

pub(super) fn infix(symbol: char, left: Expr, right: Expr) -> Expr {
    let shape = broadcast(&left.shape, &right.shape);
    of(shape, Kind::Infix(symbol, Box::new(left), Box::new(right)))
}

/// The shape that two shapes broadcast to, which fit.
fn broadcast(left: &[Size], right: &[Size]) -> Shape {
    let (long, short) = if left.len() < right.len() {
        (right, left)
    } else {
        (left, right)
    };
    let missing = long.len() - short.len();
    let mut shape = long.to_vec();
    for (size, other) in shape[missing..].iter_mut().zip(short) {
        if *size == Size::Literal(1) {
            *size = *other;
        }
    }
    shape
}
