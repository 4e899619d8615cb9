//! Formulas and statements over numbers, in a notation that is shorter than Rust.

use crate::ir::{Graph, NodeId};
use crate::names::Names;
use crate::ops::{Op, Print};
use crate::plan::{Body, Formula, Statement};
use crate::signature::Signature;

/// Writes the formulas of one method.
pub(super) struct Formulas<'f> {
    pub(super) signature: &'f Signature,
    pub(super) graph: &'f Graph,
    /// The names of what is saved.
    pub(super) names: &'f Names,
}

impl Formulas<'_> {
    pub(super) fn statements(
        &self,
        statements: &[Statement],
        depth: usize,
        lines: &mut Vec<String>,
    ) {
        let indent = "  ".repeat(depth);
        for statement in statements {
            let names = format!("{indent}{} =", statement.names.join(", "));
            self.assigned(&names, &statement.value, depth, lines);
        }
    }

    /// A formula behind `start`; a block and the branches of an `if` on lines of their own.
    pub(super) fn assigned(
        &self,
        start: &str,
        formula: &Formula,
        depth: usize,
        lines: &mut Vec<String>,
    ) {
        match formula {
            Formula::If {
                condition,
                then,
                otherwise,
            } => {
                lines.push(format!("{start} if {}", self.formula(condition)));
                self.body(then, depth + 1, lines);
                lines.push(format!("{}else", "  ".repeat(depth)));
                self.body(otherwise, depth + 1, lines);
            }
            Formula::Block(body) => {
                lines.push(format!("{start} block"));
                self.body(body, depth + 1, lines);
            }
            value => lines.push(format!("{start} {}", self.formula(value))),
        }
    }

    fn body(&self, body: &Body, depth: usize, lines: &mut Vec<String>) {
        self.statements(&body.statements, depth, lines);
        let start = format!("{}->", "  ".repeat(depth));
        if let [result] = body.results.as_slice() {
            self.assigned(&start, result, depth, lines);
            return;
        }
        let results: Vec<String> = body
            .results
            .iter()
            .map(|result| self.formula(result))
            .collect();
        lines.push(format!("{start} {}", results.join(", ")));
    }

    /// A formula on one line.
    pub(super) fn formula(&self, formula: &Formula) -> String {
        self.written(formula).0
    }

    /// A formula, and how tightly it binds.
    fn written(&self, formula: &Formula) -> (String, u8) {
        const ATOM: u8 = 7;
        match formula {
            Formula::Local(name) => (name.clone(), ATOM),
            Formula::Input(input) => {
                let input = self.signature.inputs.get(*input);
                (
                    input.map_or(String::new(), |input| input.name.text.clone()),
                    ATOM,
                )
            }
            Formula::Cotangent(output) => {
                let output = self.signature.outputs.get(*output);
                (
                    format!("d_{}", output.map_or("", |output| output.text())),
                    ATOM,
                )
            }
            Formula::Saved(id) => (format!("saved {}", self.names.known(*id)), ATOM),
            Formula::Constant(id) => self.constant(*id),
            Formula::Path(path) => {
                let path = self.signature.paths.get(*path);
                (path.map_or(String::new(), |path| path.text.clone()), ATOM)
            }
            Formula::Apply { op, operands, .. } => self.apply(*op, operands),
            Formula::Block(body) => (self.inline(body), ATOM),
            Formula::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.formula(condition);
                let (then, otherwise) = (self.inline(then), self.inline(otherwise));
                (format!("if {condition} {then} else {otherwise}"), 0)
            }
        }
    }

    fn constant(&self, id: NodeId) -> (String, u8) {
        const PREFIX: u8 = 6;
        let constant = self.graph.node(id).constant();
        let text = constant.map_or(String::new(), |constant| constant.double().to_string());
        let precedence = PREFIX + u8::from(!text.starts_with('-'));
        (text, precedence)
    }

    /// A block on one line.
    fn inline(&self, body: &Body) -> String {
        let statements = body.statements.iter().map(|statement| {
            let value = self.formula(&statement.value);
            format!("{} = {value}", statement.names.join(", "))
        });
        let results: Vec<String> = body
            .results
            .iter()
            .map(|result| self.formula(result))
            .collect();
        let parts: Vec<String> = statements.chain([results.join(", ")]).collect();
        format!("{{ {} }}", parts.join("; "))
    }

    fn apply(&self, op: Op, operands: &[Formula]) -> (String, u8) {
        const ATOM: u8 = 7;
        const PREFIX: u8 = 6;
        let at_least = |formula: &Formula, needed: u8| match self.written(formula) {
            (text, precedence) if precedence < needed => format!("({text})"),
            (text, _) => text,
        };
        match (op.operation().print, operands) {
            (Print::Infix(text, precedence), [left, right]) => {
                // Comparisons are not associative; everything else is from the left.
                let left = at_least(left, precedence + u8::from(precedence == 3));
                let right = at_least(right, precedence + 1);
                (format!("{left} {text} {right}"), precedence)
            }
            (Print::Prefix(text), [operand]) => {
                (format!("{text}{}", at_least(operand, PREFIX)), PREFIX)
            }
            _ => {
                let operands: Vec<String> = operands
                    .iter()
                    .map(|operand| self.formula(operand))
                    .collect();
                (
                    format!("{}({})", op.operation().name, operands.join(", ")),
                    ATOM,
                )
            }
        }
    }
}
