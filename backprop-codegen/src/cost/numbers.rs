//! What the methods of a graph of numbers cost: their statements, counted.

use super::polynomial::Polynomial;
use super::{Formula, GraphCost, MethodCost, Tally};
use crate::ir::NodeId;
use crate::ops::Work;
use crate::plan;
use crate::signature::Signature;
use crate::sorted::Set;

/// Counts the statements of each method; `saved` is how many values `forward` keeps for `backward`.
pub(crate) fn of_numbers(
    signature: &Signature,
    [value, forward, backward]: [&plan::Body; 3],
    value_and_grad: Option<&plan::Body>,
    saved: usize,
) -> GraphCost {
    let method = |body: &plan::Body| method(body, signature);
    GraphCost {
        value: method(value),
        forward: method(forward),
        backward: method(backward),
        value_and_grad: value_and_grad.map(method),
        saved: Formula::new(&number(saved), signature),
        ..GraphCost::empty(signature)
    }
}

fn number(count: usize) -> Polynomial {
    Polynomial::number(i128::try_from(count).unwrap_or(i128::MAX))
}

fn method(body: &plan::Body, signature: &Signature) -> MethodCost {
    let mut counter = Counter::default();
    counter.body(body);
    counter.tally.read = number(counter.given.len());
    counter.tally.written = number(body.results.len());
    counter.tally.finish(signature)
}

/// What a method is given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Input(usize),
    Saved(NodeId),
    Cotangent(usize),
}

#[derive(Default)]
struct Counter {
    tally: Tally,
    given: Set<Given>,
}

impl Counter {
    fn body(&mut self, body: &plan::Body) {
        let values = body.statements.iter().map(|statement| &statement.value);
        for formula in values.chain(&body.results) {
            self.formula(formula);
        }
    }

    fn formula(&mut self, formula: &plan::Formula) {
        let once = Polynomial::number(1);
        match formula {
            plan::Formula::Input(input) => {
                self.given.insert(Given::Input(*input));
            }
            plan::Formula::Saved(node) => {
                self.given.insert(Given::Saved(*node));
            }
            plan::Formula::Cotangent(output) => {
                self.given.insert(Given::Cotangent(*output));
            }
            plan::Formula::Local(_) | plan::Formula::Constant(_) | plan::Formula::Path(_) => {}
            plan::Formula::Apply { op, operands, .. } => {
                self.tally.work(op.operation().work, &once);
                for operand in operands {
                    self.formula(operand);
                }
            }
            plan::Formula::Block(body) => self.body(body),
            plan::Formula::If {
                condition,
                then,
                otherwise,
            } => {
                self.tally.work(Work::Selection, &once);
                self.formula(condition);
                self.body(then);
                self.body(otherwise);
            }
        }
    }
}
