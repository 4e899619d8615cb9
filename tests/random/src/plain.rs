//! Trees as plain Rust, with all parentheses.

use crate::tree::{Block, Condition, Element, Expr, Graph, Let, Width};

/// A function of the graph's inputs that gives an array of its outputs.
pub(crate) fn function(graph: &Graph, width: Width) -> String {
    let printer = Plain {
        element: graph.element,
        width,
    };
    let kind = width.name();
    let inputs: Vec<String> = graph
        .inputs
        .iter()
        .map(|input| format!("{}: {kind}", input.name))
        .collect();
    let inputs = inputs.join(", ");
    let lets: String = graph
        .lets
        .iter()
        .map(|binding| printer.binding(binding) + "\n    ")
        .collect();
    let results: Vec<String> = graph
        .results
        .iter()
        .map(|result| printer.expr(result))
        .collect();
    let count = results.len();
    let results = results.join(", ");
    let name = graph.function_name(width);
    format!("pub(crate) fn {name}({inputs}) -> [{kind}; {count}] {{\n    {lets}[{results}]\n}}\n")
}

struct Plain {
    element: Element,
    width: Width,
}

impl Plain {
    fn binding(&self, binding: &Let) -> String {
        format!(
            "let {}: {} = {};",
            binding.name,
            self.width.name(),
            self.expr(&binding.value)
        )
    }

    fn block(&self, block: &Block) -> String {
        let lets: String = block
            .lets
            .iter()
            .map(|binding| self.binding(binding) + " ")
            .collect();
        format!("{{ {lets}{} }}", self.expr(&block.result))
    }

    fn expr(&self, expr: &Expr) -> String {
        let kind = self.width.name();
        match expr {
            Expr::Number(text) => format!("{text}_{kind}"),
            Expr::Constant(constant) => {
                let path = constant.path(self.element);
                if self.element == Element::Generic && self.width == Width::F32 {
                    format!("({path} as f32)")
                } else {
                    path.to_owned()
                }
            }
            Expr::Name(name) => name.clone(),
            Expr::Negate(operand) => format!("(-{})", self.expr(operand)),
            Expr::Infix(operator, left, right) => {
                format!(
                    "({} {} {})",
                    self.expr(left),
                    operator.symbol(),
                    self.expr(right)
                )
            }
            Expr::Call("stop_gradient", arguments, _) => self.expr(&arguments[0]),
            Expr::Call(function, arguments, _) => {
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| self.expr(argument))
                    .collect();
                let home = if is_defined_here(function) {
                    "reference::"
                } else {
                    ""
                };
                format!("{home}{kind}::{function}({})", arguments.join(", "))
            }
            Expr::Power(base, exponent, _) => {
                format!("reference::{kind}::powi({}, {exponent})", self.expr(base))
            }
            Expr::If(arms, otherwise) => {
                let mut text = String::new();
                for (condition, branch) in arms {
                    text += &[
                        "if ",
                        &self.condition(condition),
                        " ",
                        &self.block(branch),
                        " else ",
                    ]
                    .concat();
                }
                format!("({text}{})", self.block(otherwise))
            }
            Expr::Block(block) => format!("({})", self.block(block)),
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Compare(operator, left, right) => {
                format!("({} {operator} {})", self.expr(left), self.expr(right))
            }
            Condition::And(left, right) => {
                format!("({} && {})", self.condition(left), self.condition(right))
            }
            Condition::Or(left, right) => {
                format!("({} || {})", self.condition(left), self.condition(right))
            }
            Condition::Not(inner) => format!("(!{})", self.condition(inner)),
        }
    }
}

/// Whether the function is not one of std's, or not quite.
fn is_defined_here(function: &str) -> bool {
    matches!(
        function,
        "square"
            | "clamp"
            | "relu"
            | "leaky_relu"
            | "elu"
            | "sigmoid"
            | "silu"
            | "softplus"
            | "gelu"
    )
}
