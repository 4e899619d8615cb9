//! Names in scope: what a graph may read, and what it has still to read.

use super::{Generator, infix};
use crate::tree::{Block, Expr, Infix, Let};

const LOCALS: &str = "s h k x a t d_h one result u v1 mean_of";

pub(super) struct Binding {
    pub(super) name: String,
    pub(super) used: bool,
    /// Whether a gradient flows from it to an input.
    pub(super) active: bool,
}

impl Generator {
    /// A `let`, brought into scope. One that shadows a name reads that name first, so that no
    /// binding is ever left unused.
    pub(super) fn binding(&mut self, depth: usize) -> Let {
        let name = self.word(LOCALS).to_owned();
        let mut value = self.expr(depth);
        if let Some(shadowed) = self
            .visible()
            .into_iter()
            .find(|&index| self.scope[index].name == name)
        {
            let shadowed = self.read(shadowed);
            value = self.join(shadowed, value);
        }
        let active = self.is_active(&value);
        self.scope.push(Binding {
            name: name.clone(),
            used: false,
            active,
        });
        Let {
            name,
            typed: self.rng.chance(20),
            value,
        }
    }

    pub(super) fn block(&mut self, depth: usize) -> Block {
        let mark = self.scope.len();
        let lets = 1 + self.rng.below(2);
        let lets = (0..lets)
            .map(|_| self.binding(depth.saturating_sub(1)))
            .collect();
        let mut result = self.expr(depth.saturating_sub(1));
        for name in self.unused(mark) {
            result = self.join(result, name);
        }
        self.scope.truncate(mark);
        Block { lets, result }
    }

    pub(super) fn name(&mut self) -> Expr {
        let visible = self.visible();
        let index = self.rng.pick(&visible);
        self.read(index)
    }

    pub(super) fn active_name(&mut self) -> Expr {
        let active: Vec<usize> = self
            .visible()
            .into_iter()
            .filter(|&index| self.scope[index].active)
            .collect();
        let index = self.rng.pick(&active);
        self.read(index)
    }

    pub(super) fn read(&mut self, index: usize) -> Expr {
        self.scope[index].used = true;
        Expr::Name(self.scope[index].name.clone())
    }

    /// The bindings that are not shadowed.
    pub(super) fn visible(&self) -> Vec<usize> {
        let shadowed = |index: usize| {
            let name = &self.scope[index].name;
            self.scope[index + 1..]
                .iter()
                .any(|later| later.name == *name)
        };
        (0..self.scope.len())
            .filter(|&index| !shadowed(index))
            .collect()
    }

    /// Reads of the bindings from `mark` on that nothing has read yet.
    pub(super) fn unused(&mut self, mark: usize) -> Vec<Expr> {
        let unused: Vec<usize> = self
            .visible()
            .into_iter()
            .filter(|&index| index >= mark && !self.scope[index].used)
            .collect();
        unused.into_iter().map(|index| self.read(index)).collect()
    }

    pub(super) fn join(&mut self, left: Expr, right: Expr) -> Expr {
        let operator = self
            .rng
            .pick(&[Infix::Add, Infix::Subtract, Infix::Multiply]);
        infix(operator, left, right)
    }

    /// Whether a gradient flows from an input to the expression.
    pub(super) fn is_active(&self, expr: &Expr) -> bool {
        let mut scope: Vec<(&str, bool)> = self
            .scope
            .iter()
            .map(|binding| (binding.name.as_str(), binding.active))
            .collect();
        is_active(expr, &mut scope)
    }
}

fn is_active<'a>(expr: &'a Expr, scope: &mut Vec<(&'a str, bool)>) -> bool {
    match expr {
        Expr::Name(name) => scope
            .iter()
            .rev()
            .find(|binding| binding.0 == name)
            .is_some_and(|found| found.1),
        Expr::Negate(operand) => is_active(operand, scope),
        Expr::Infix(_, left, right) => is_active(left, scope) || is_active(right, scope),
        Expr::Number(_)
        | Expr::Constant(_)
        | Expr::Call("stop_gradient" | "signum" | "floor" | "ceil" | "round", ..)
        | Expr::Power(_, 0, _) => false,
        Expr::Call(_, arguments, _) => arguments.iter().any(|argument| is_active(argument, scope)),
        Expr::Power(base, ..) => is_active(base, scope),
        Expr::If(arms, otherwise) => {
            arms.iter()
                .any(|(_, branch)| is_active_block(branch, scope))
                || is_active_block(otherwise, scope)
        }
        Expr::Block(block) => is_active_block(block, scope),
    }
}

fn is_active_block<'a>(block: &'a Block, scope: &mut Vec<(&'a str, bool)>) -> bool {
    let mark = scope.len();
    for binding in &block.lets {
        let active = is_active(&binding.value, scope);
        scope.push((&binding.name, active));
    }
    let active = is_active(&block.result, scope);
    scope.truncate(mark);
    active
}
