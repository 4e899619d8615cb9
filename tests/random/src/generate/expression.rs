//! Random expressions, of all operations, most of them with arguments where they are tame.

use super::{Generator, alone, infix};
use crate::tree::{Block, CONSTANTS, Condition, Expr, Infix, Style};

const NUMBERS: &str = "2 0.5 1.5 3 0.1 0.25 1 0 1e-2 0.7 2.5 1_0.0";
/// What every build computes alike.
const EXACT: &str = "recip square sqrt abs mul_add min max clamp signum floor ceil round relu leaky_relu stop_gradient";

impl Generator {
    pub(super) fn expr(&mut self, depth: usize) -> Expr {
        if depth == 0 || self.budget == 0 {
            return self.leaf();
        }
        self.budget -= 1;
        let below = depth - 1;
        match self.rng.below(100) {
            0..=5 => self.leaf(),
            6..=25 => {
                let operator = self.rng.pick(&[
                    Infix::Add,
                    Infix::Subtract,
                    Infix::Multiply,
                    Infix::Multiply,
                ]);
                infix(operator, self.expr(below), self.expr(below))
            }
            26..=30 => {
                let (upper, lower) = (self.expr(below), self.expr(below));
                let lower = self.away_from_zero(lower);
                infix(Infix::Divide, upper, lower)
            }
            31 => infix(Infix::Divide, self.expr(below), self.expr(below)),
            32..=35 => {
                let signs = 1 + self.rng.below(3);
                let operand = self.expr(below);
                (0..signs).fold(operand, |operand, _| Expr::Negate(Box::new(operand)))
            }
            36..=49 => self.tamed(below),
            50 => self.raw(below),
            51..=56 => {
                let function = self.word("min max");
                self.call2(function, below)
            }
            57..=59 => self.clamp(below),
            60..=68 => self.activation(below),
            69..=72 => self.power(below),
            73..=75 => self.powf(below),
            76..=79 => match self.rng.below(3) {
                0 => {
                    let arguments = vec![self.expr(below), self.expr(below), self.expr(below)];
                    self.call("mul_add", arguments)
                }
                1 => self.call2("hypot", below),
                _ => self.call2("atan2", below),
            },
            80 | 81 => {
                let function = self.word("signum floor ceil round");
                let argument = self.expr(below);
                self.call(function, vec![argument])
            }
            82..=88 => self.selection(below),
            89..=91 => Expr::Block(Box::new(self.block(depth))),
            92 => {
                let argument = self.expr(below);
                self.call("stop_gradient", vec![argument])
            }
            93..=96 => self.guarded(below),
            _ => self.long(),
        }
    }

    pub(super) fn leaf(&mut self) -> Expr {
        match self.rng.below(20) {
            0..=2 => Expr::Number(self.word(NUMBERS)),
            3 => Expr::Constant(&CONSTANTS[self.rng.below(CONSTANTS.len())]),
            _ => self.name(),
        }
    }

    /// An elementary function of an argument that is kept where the function is tame.
    pub(super) fn tamed(&mut self, depth: usize) -> Expr {
        let argument = self.expr(depth);
        let function = self.word("recip square sqrt cbrt abs exp exp2 exp_m1 ln log2 log10 ln_1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh");
        let argument = match function {
            "sqrt" | "cbrt" | "ln" | "log2" | "log10" | "ln_1p" | "recip" => {
                self.away_from_zero(argument)
            }
            "exp" | "exp2" | "exp_m1" | "sinh" | "cosh" | "tan" => self.bounded(argument),
            "asin" | "acos" | "atanh" => self.inside_one(argument),
            "acosh" => {
                let distant = self.away_from_zero(argument);
                infix(Infix::Add, distant, Expr::Number("1"))
            }
            _ => argument,
        };
        self.call(function, vec![argument])
    }

    /// A function of whatever comes, in its domain or not.
    pub(super) fn raw(&mut self, depth: usize) -> Expr {
        let function = self.word("recip sqrt cbrt exp exp2 exp_m1 ln log2 log10 ln_1p tan asin acos sinh cosh acosh atanh abs");
        let argument = self.expr(depth);
        self.call(function, vec![argument])
    }

    pub(super) fn activation(&mut self, depth: usize) -> Expr {
        let argument = self.expr(depth);
        match self.word("relu leaky_relu elu sigmoid silu softplus gelu tanh") {
            "leaky_relu" => {
                let slope = match self.rng.below(4) {
                    0 => self.name(),
                    _ => Expr::Number(self.word("0.1 1e-2 0.25")),
                };
                self.call("leaky_relu", vec![argument, slope])
            }
            function => self.call(function, vec![argument]),
        }
    }

    pub(super) fn clamp(&mut self, depth: usize) -> Expr {
        let argument = self.expr(depth);
        let bounds = if self.rng.chance(60) {
            [
                Expr::Negate(Box::new(Expr::Number("1"))),
                Expr::Number(self.word("1 0 1.5")),
            ]
        } else {
            [self.leaf(), self.leaf()]
        };
        let [low, high] = bounds;
        self.call("clamp", vec![argument, low, high])
    }

    pub(super) fn power(&mut self, depth: usize) -> Expr {
        let base = self.expr(depth);
        let exponent = self.rng.pick(&[2, 3, 4, 5, 7, 1, 0, -1, -2, -3]);
        let base = if exponent < 0 && self.rng.chance(70) {
            self.away_from_zero(base)
        } else {
            base
        };
        let base = if exponent > 3 {
            self.bounded(base)
        } else {
            base
        };
        Expr::Power(Box::new(base), exponent, self.style())
    }

    pub(super) fn powf(&mut self, depth: usize) -> Expr {
        let base = self.expr(depth);
        let base = if self.rng.chance(80) {
            self.away_from_zero(base)
        } else {
            base
        };
        let exponent = match self.rng.below(3) {
            0 => Expr::Number(self.word("0.5 1.5 2 2.5")),
            1 => Expr::Negate(Box::new(Expr::Number(self.word("0.5 1 1.5")))),
            _ => {
                let exponent = self.leaf();
                self.bounded(exponent)
            }
        };
        self.call("powf", vec![base, exponent])
    }

    pub(super) fn selection(&mut self, depth: usize) -> Expr {
        let arms = 1 + self.rng.below(3);
        let arms = (0..arms)
            .map(|_| (self.condition(2), self.branch(depth)))
            .collect();
        let otherwise = self.branch(depth);
        Expr::If(arms, Box::new(otherwise))
    }

    /// The branch of an `if`: mostly an expression alone.
    pub(super) fn branch(&mut self, depth: usize) -> Block {
        if self.rng.chance(20) {
            self.block(depth)
        } else {
            alone(self.expr(depth))
        }
    }

    pub(super) fn condition(&mut self, depth: usize) -> Condition {
        let kind = if depth == 0 { 9 } else { self.rng.below(10) };
        match kind {
            0 | 1 => Condition::And(
                Box::new(self.condition(depth - 1)),
                Box::new(self.condition(depth - 1)),
            ),
            2 | 3 => Condition::Or(
                Box::new(self.condition(depth - 1)),
                Box::new(self.condition(depth - 1)),
            ),
            4 => Condition::Not(Box::new(self.condition(depth - 1))),
            _ => {
                let operator = self.word("< <= > >= == !=");
                let left = if self.rng.chance(70) {
                    self.name()
                } else {
                    self.expr(1)
                };
                let right = match self.rng.below(3) {
                    0 => Expr::Number("0"),
                    1 => self.leaf(),
                    _ => self.expr(1),
                };
                Condition::Compare(operator, left, right)
            }
        }
    }

    /// A long sum or product.
    pub(super) fn long(&mut self) -> Expr {
        if self.rng.chance(50) {
            let terms = 8 + self.rng.below(40);
            let mut sum = self.leaf();
            for _ in 1..terms {
                let factor = self.name();
                let term = if self.rng.chance(50) {
                    infix(Infix::Multiply, self.leaf(), factor)
                } else {
                    factor
                };
                let operator = self.rng.pick(&[Infix::Add, Infix::Subtract]);
                sum = infix(operator, sum, term);
            }
            sum
        } else {
            let factors = 4 + self.rng.below(9);
            let mut product = self.name();
            for _ in 1..factors {
                let factor = self.leaf();
                let factor = if self.rng.chance(50) {
                    self.bounded(factor)
                } else {
                    factor
                };
                let (operator, factor) = if self.rng.chance(10) {
                    (Infix::Divide, self.away_from_zero(factor))
                } else {
                    (Infix::Multiply, factor)
                };
                product = infix(operator, product, factor);
            }
            product
        }
    }

    /// `|e|` plus a positive number, or its like.
    pub(super) fn away_from_zero(&mut self, expr: Expr) -> Expr {
        let distance = Expr::Number(self.word("0.5 1.5 2 0.25"));
        let function = self.word("abs square cosh exp");
        let magnitude = match function {
            "cosh" | "exp" => {
                let bounded = self.bounded(expr);
                self.call(function, vec![bounded])
            }
            _ => self.call(function, vec![expr]),
        };
        infix(Infix::Add, magnitude, distance)
    }

    /// An expression within some units of zero.
    pub(super) fn bounded(&mut self, expr: Expr) -> Expr {
        match self.rng.below(4) {
            0 => self.call("sin", vec![expr]),
            1 => self.call("tanh", vec![expr]),
            2 => {
                let low = Expr::Negate(Box::new(Expr::Number("2")));
                self.call("clamp", vec![expr, low, Expr::Number("2.5")])
            }
            _ => self.call("atan", vec![expr]),
        }
    }

    /// An expression strictly between -1 and 1.
    pub(super) fn inside_one(&mut self, expr: Expr) -> Expr {
        let function = self.word("sin tanh cos");
        let within = self.call(function, vec![expr]);
        infix(Infix::Multiply, Expr::Number("0.7"), within)
    }

    /// A call in either style. In `f32`, an elementary function gets no constants alone: an optimising
    /// build evaluates the plain Rust of that in `f64` and rounds, so that its last bit depends on the
    /// profile.
    pub(super) fn call(&mut self, function: &'static str, mut arguments: Vec<Expr>) -> Expr {
        let is_exact = EXACT.split(' ').any(|exact| exact == function);
        let varies = arguments.iter().any(|argument| self.is_active(argument));
        if !self.wide && !is_exact && !varies {
            let (name, constant) = (self.active_name(), arguments.remove(0));
            arguments.insert(0, self.join(name, constant));
        }
        Expr::Call(function, arguments, self.style())
    }

    pub(super) fn call2(&mut self, function: &'static str, depth: usize) -> Expr {
        let arguments = vec![self.expr(depth), self.expr(depth)];
        self.call(function, arguments)
    }

    pub(super) fn style(&mut self) -> Style {
        self.rng.pick(&[Style::Function, Style::Method])
    }
}
