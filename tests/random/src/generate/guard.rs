//! Values that are only defined, or only have a derivative, where a condition holds.

use super::{Generator, alone, infix};
use crate::tree::{Block, Condition, Expr, Infix, Let};

impl Generator {
    /// A value that is only defined, or only has a derivative, where a condition holds, used under
    /// that condition: above one `if`, above two, under nested ones, or in the branch itself.
    pub(super) fn guarded(&mut self, depth: usize) -> Expr {
        let x = self.name();
        let zero = Expr::Number("0");
        let one = Expr::Number("1");
        let compare =
            |operator, right: &Expr| Condition::Compare(operator, x.clone(), right.clone());
        let operand = vec![x.clone()];
        let (value, condition) = match self.rng.below(9) {
            0 | 1 => (self.call("sqrt", operand), compare(">", &zero)),
            2 => (self.call("ln", operand), compare(">", &zero)),
            3 => (self.call("recip", operand), compare("!=", &zero)),
            4 => {
                let condition = Condition::Not(Box::new(compare("==", &zero)));
                (infix(Infix::Divide, one, x.clone()), condition)
            }
            5 => {
                let arguments = vec![x.clone(), Expr::Number("0.5")];
                (self.call("powf", arguments), compare(">", &zero))
            }
            6 => {
                let style = self.style();
                (
                    Expr::Power(Box::new(x.clone()), -2, style),
                    compare("!=", &zero),
                )
            }
            7 => {
                let low = Expr::Negate(Box::new(Expr::Number("1")));
                let condition =
                    Condition::And(Box::new(compare("<", &one)), Box::new(compare(">", &low)));
                (self.call("asin", operand), condition)
            }
            _ => (self.call("acosh", operand), compare(">", &one)),
        };
        if self.rng.chance(20) {
            let otherwise = self.branch(depth);
            return Expr::If(vec![(condition, alone(value))], Box::new(otherwise));
        }
        let name = ["root", "inner", "guard"][self.rng.below(3)];
        let s = Expr::Name(name.to_owned());
        let result = match self.rng.below(5) {
            0 => {
                let (factor, otherwise) = (self.expr(depth), self.branch(depth));
                let taken = alone(infix(Infix::Multiply, s, factor));
                Expr::If(vec![(condition, taken)], Box::new(otherwise))
            }
            1 => {
                let narrower =
                    Condition::And(Box::new(condition.clone()), Box::new(self.condition(0)));
                let first = Expr::If(
                    vec![(condition, alone(s.clone()))],
                    Box::new(alone(Expr::Number("0"))),
                );
                let squared = infix(Infix::Multiply, s.clone(), s);
                let second = Expr::If(
                    vec![(narrower, alone(squared))],
                    Box::new(self.branch(depth)),
                );
                self.join(first, second)
            }
            2 => {
                let doubled = infix(Infix::Multiply, s.clone(), Expr::Number("2"));
                let nested = Expr::If(
                    vec![(self.condition(0), alone(s))],
                    Box::new(alone(doubled)),
                );
                Expr::If(
                    vec![(condition, alone(nested))],
                    Box::new(self.branch(depth)),
                )
            }
            3 => {
                let outside = Condition::Not(Box::new(condition));
                let arms = vec![
                    (outside, self.branch(depth)),
                    (self.condition(0), alone(s.clone())),
                ];
                Expr::If(arms, Box::new(alone(Expr::Negate(Box::new(s)))))
            }
            _ => {
                let taken = Block {
                    lets: vec![Let {
                        name: name.to_owned(),
                        typed: false,
                        value: self.join_same(s),
                    }],
                    result: Expr::Name(name.to_owned()),
                };
                Expr::If(vec![(condition, taken)], Box::new(self.branch(depth)))
            }
        };
        let lets = vec![Let {
            name: name.to_owned(),
            typed: false,
            value,
        }];
        Expr::Block(Box::new(Block { lets, result }))
    }

    /// The name with another operand, both of them read.
    pub(super) fn join_same(&mut self, left: Expr) -> Expr {
        let right = self.name();
        self.join(left, right)
    }
}
