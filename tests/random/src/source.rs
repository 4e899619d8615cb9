//! Trees in the language of `graph!`, with no more parentheses than Rust's precedence needs.

use crate::tree::{Block, Condition, Element, Expr, Form, Graph, Infix, Input, Let, Output, Style};

/// The graph as a `struct`, whatever its form.
pub(crate) fn declaration(graph: &Graph) -> String {
    let parameter = if graph.element == Element::Generic {
        "<F>"
    } else {
        ""
    };
    format!(
        "struct {}{parameter}({}) -> {} {}",
        graph.name,
        inputs(graph, true),
        outputs(graph),
        body(graph),
    )
}

/// The graph in the expression form.
pub(crate) fn closure(graph: &Graph) -> String {
    match graph.form {
        Form::BareClosure => {
            let printer = Source {
                element: graph.element,
            };
            format!(
                "|{}| {}",
                inputs(graph, false),
                printer.expr(&graph.results[0], LOWEST)
            )
        }
        Form::Struct | Form::Closure => {
            format!(
                "|{}| -> {} {}",
                inputs(graph, true),
                outputs(graph),
                body(graph)
            )
        }
    }
}

fn inputs(graph: &Graph, typed: bool) -> String {
    let one = |input: &Input| {
        let constant = if input.constant { "const " } else { "" };
        let annotation = if typed {
            format!(": {}", element(graph.element))
        } else {
            String::new()
        };
        format!("{constant}{}{annotation}", input.name)
    };
    graph.inputs.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn outputs(graph: &Graph) -> String {
    let kind = element(graph.element);
    let one = |output: &Output| {
        let constant = if output.constant { "const " } else { "" };
        output
            .name
            .as_ref()
            .map(|name| format!("{constant}{name}: {kind}"))
    };
    match graph.outputs.iter().map(one).collect::<Option<Vec<_>>>() {
        Some(named) => format!("({})", named.join(", ")),
        None => kind.to_owned(),
    }
}

fn body(graph: &Graph) -> String {
    let printer = Source {
        element: graph.element,
    };
    let lets: String = graph
        .lets
        .iter()
        .map(|binding| printer.binding(binding) + "\n    ")
        .collect();
    let results: Vec<String> = graph
        .results
        .iter()
        .map(|result| printer.expr(result, LOWEST))
        .collect();
    let results = match results.as_slice() {
        [only] => only.clone(),
        several => format!("(\n        {},\n    )", several.join(",\n        ")),
    };
    format!("{{\n    {lets}{results}\n}}")
}

fn element(element: Element) -> &'static str {
    match element {
        Element::F64 => "f64",
        Element::F32 => "f32",
        Element::Generic => "F",
    }
}

/// Levels of precedence, as Rust has them.
const LOWEST: u8 = 0;
const OR: u8 = 1;
const AND: u8 = 2;
const COMPARISON: u8 = 3;
const SUM: u8 = 4;
const PRODUCT: u8 = 5;
const SIGN: u8 = 6;
const POSTFIX: u8 = 7;

struct Source {
    element: Element,
}

impl Source {
    fn binding(&self, binding: &Let) -> String {
        let annotation = if binding.typed {
            format!(": {}", element(self.element))
        } else {
            String::new()
        };
        format!(
            "let {}{annotation} = {};",
            binding.name,
            self.expr(&binding.value, LOWEST)
        )
    }

    fn block(&self, block: &Block) -> String {
        let lets: String = block
            .lets
            .iter()
            .map(|binding| self.binding(binding) + " ")
            .collect();
        format!("{{ {lets}{} }}", self.expr(&block.result, LOWEST))
    }

    /// The expression where an operand of at least this level of precedence is wanted.
    fn expr(&self, expr: &Expr, level: u8) -> String {
        let (text, own) = match expr {
            Expr::Number(text) => ((*text).to_owned(), POSTFIX),
            Expr::Constant(constant) => (constant.path(self.element).to_owned(), POSTFIX),
            Expr::Name(name) => (name.clone(), POSTFIX),
            Expr::Negate(operand) => (format!("-{}", self.expr(operand, SIGN)), SIGN),
            Expr::Infix(operator, left, right) => {
                let own = match operator {
                    Infix::Add | Infix::Subtract => SUM,
                    Infix::Multiply | Infix::Divide => PRODUCT,
                };
                let text = format!(
                    "{} {} {}",
                    self.expr(left, own),
                    operator.symbol(),
                    self.expr(right, own + 1)
                );
                (text, own)
            }
            Expr::Call(function, arguments, style) => {
                (self.call(function, arguments, *style), POSTFIX)
            }
            Expr::Power(base, exponent, Style::Function) => (
                format!("powi({}, {exponent})", self.expr(base, LOWEST)),
                POSTFIX,
            ),
            Expr::Power(base, exponent, Style::Method) => (
                format!("{}.powi({exponent})", self.expr(base, POSTFIX)),
                POSTFIX,
            ),
            Expr::If(arms, otherwise) => {
                let mut text = String::new();
                for (condition, branch) in arms {
                    text += &[
                        "if ",
                        &self.condition(condition, LOWEST),
                        " ",
                        &self.block(branch),
                        " else ",
                    ]
                    .concat();
                }
                (text + &self.block(otherwise), LOWEST)
            }
            Expr::Block(block) => (self.block(block), LOWEST),
        };
        if own < level {
            format!("({text})")
        } else {
            text
        }
    }

    fn call(&self, function: &str, arguments: &[Expr], style: Style) -> String {
        let (receiver, arguments) = match (style, arguments) {
            (Style::Method, [receiver, rest @ ..]) => (Some(receiver), rest),
            (_, all) => (None, all),
        };
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| self.expr(argument, LOWEST))
            .collect();
        let arguments = arguments.join(", ");
        match receiver {
            Some(receiver) => format!("{}.{function}({arguments})", self.expr(receiver, POSTFIX)),
            None => format!("{function}({arguments})"),
        }
    }

    fn condition(&self, condition: &Condition, level: u8) -> String {
        let (text, own) = match condition {
            Condition::Compare(operator, left, right) => {
                let text = format!(
                    "{} {operator} {}",
                    self.expr(left, SUM),
                    self.expr(right, SUM)
                );
                (text, COMPARISON)
            }
            Condition::And(left, right) => (
                format!(
                    "{} && {}",
                    self.condition(left, AND),
                    self.condition(right, AND + 1)
                ),
                AND,
            ),
            Condition::Or(left, right) => (
                format!(
                    "{} || {}",
                    self.condition(left, OR),
                    self.condition(right, OR + 1)
                ),
                OR,
            ),
            Condition::Not(inner) => (format!("!{}", self.condition(inner, POSTFIX)), SIGN),
        };
        if own < level {
            format!("({text})")
        } else {
            text
        }
    }
}
