//! Trees in the language of `graph!`.

use crate::shape::{self, Size};
use crate::tree::{Condition, Element, Expr, Graph, Item, Kind, Let, Style};

pub(crate) fn declaration(graph: &Graph) -> String {
    let parameter = match graph.element {
        Element::Generic => "<F>",
        Element::F32 | Element::F64 => "",
    };
    let constant = |constant| if constant { "const " } else { "" };
    let inputs: Vec<String> = graph
        .inputs
        .iter()
        .map(|input| {
            let ty = ty(graph.element, &input.shape);
            format!("{}{}: {ty}", constant(input.constant), input.name)
        })
        .collect();
    let outputs: Vec<String> = graph
        .outputs
        .iter()
        .map(|output| {
            let ty = ty(graph.element, &output.shape);
            match output.name {
                Some(name) => format!("{}{name}: {ty}", constant(output.constant)),
                None => ty,
            }
        })
        .collect();
    let outputs = match graph.outputs.as_slice() {
        [only] if only.name.is_none() => outputs.concat(),
        _ => format!("({})", outputs.join(", ")),
    };
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
    format!(
        "struct {}{parameter}({}) -> {outputs} {{\n    {lets}{results}\n}}",
        graph.name,
        inputs.join(", "),
    )
}

fn ty(element: Element, sizes: &[Size]) -> String {
    let element = element.text();
    if sizes.is_empty() {
        element.to_owned()
    } else {
        format!("[{element}; {}]", shape::text(sizes))
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
        let Let { name, typed, value } = binding;
        let annotation = if *typed {
            format!(": {}", ty(self.element, &value.shape))
        } else {
            String::new()
        };
        format!("let {name}{annotation} = {};", self.expr(value, LOWEST))
    }

    /// The expression where an operand of at least this level of precedence is wanted.
    fn expr(&self, expr: &Expr, level: u8) -> String {
        let (text, own) = match &expr.kind {
            Kind::Number(text) => ((*text).to_owned(), POSTFIX),
            Kind::Constant(wide, narrow) => {
                let path = if self.element == Element::F32 {
                    narrow
                } else {
                    wide
                };
                ((*path).to_owned(), POSTFIX)
            }
            Kind::Name(name) => (name.clone(), POSTFIX),
            Kind::Negate(operand) => (format!("-{}", self.expr(operand, SIGN)), SIGN),
            Kind::Infix(symbol, left, right) => {
                let own = if matches!(symbol, '+' | '-') {
                    SUM
                } else {
                    PRODUCT
                };
                let (left, right) = (self.expr(left, own), self.expr(right, own + 1));
                (format!("{left} {symbol} {right}"), own)
            }
            Kind::Dot(left, right, None) => {
                let (left, right) = (self.expr(left, PRODUCT), self.expr(right, SIGN));
                (format!("{left} @ {right}"), PRODUCT)
            }
            Kind::If(arms, otherwise) => {
                let mut text = String::new();
                for (condition, branch) in arms {
                    let condition = self.condition(condition, LOWEST);
                    text += &["if ", &condition, " ", &self.block(branch), " else "].concat();
                }
                (text + &self.block(otherwise), LOWEST)
            }
            Kind::Block(..) => (self.block(expr), LOWEST),
            Kind::Slice(operand, items) => {
                let items: Vec<String> = items.iter().map(|item| index(*item)).collect();
                let operand = self.expr(operand, POSTFIX);
                (format!("{operand}[{}]", items.join(", ")), POSTFIX)
            }
            _ => (self.call(expr), POSTFIX),
        };
        if own < level {
            format!("({text})")
        } else {
            text
        }
    }

    fn block(&self, expr: &Expr) -> String {
        match &expr.kind {
            Kind::Block(binding, result) => {
                format!(
                    "{{ {} {} }}",
                    self.binding(binding),
                    self.expr(result, LOWEST)
                )
            }
            _ => format!("{{ {} }}", self.expr(expr, LOWEST)),
        }
    }

    /// An operation that has a name.
    fn call(&self, expr: &Expr) -> String {
        match &expr.kind {
            Kind::Call(name, operands, style) => {
                let operands: Vec<&Expr> = operands.iter().collect();
                self.named(name, &operands, None, *style)
            }
            Kind::Power(base, exponent, style) => {
                self.named("powi", &[base], Some(exponent.to_string()), *style)
            }
            Kind::Reduce(name, operand, style) | Kind::Last(name, operand, style) => {
                self.named(name, &[operand], None, *style)
            }
            Kind::Along(name, operand, axis, named, style) => {
                let axis = match operand.shape[*axis] {
                    Size::Named(dim, _) if *named => dim.to_owned(),
                    _ => axis.to_string(),
                };
                self.named(name, &[operand], Some(axis), *style)
            }
            Kind::Dot(left, right, style) => self.named(
                "dot",
                &[left, right],
                None,
                style.unwrap_or(Style::Function),
            ),
            Kind::Transpose(operand, style) => self.named("t", &[operand], None, *style),
            Kind::InsertAxis(operand, axis, style) => {
                self.named("insert_axis", &[operand], Some(axis.to_string()), *style)
            }
            Kind::Reshape(operand, style) => {
                let sizes = format!("[{}]", shape::text(&expr.shape));
                self.named("reshape", &[operand], Some(sizes), *style)
            }
            kind => panic!("{kind:?} has no name"),
        }
    }

    fn named(&self, name: &str, operands: &[&Expr], last: Option<String>, style: Style) -> String {
        let text = |operand: &&Expr| self.expr(operand, LOWEST);
        match (style, operands) {
            (Style::Method, [receiver, rest @ ..]) if !matches!(receiver.kind, Kind::Number(_)) => {
                let arguments: Vec<String> = rest.iter().map(text).chain(last).collect();
                let receiver = self.expr(receiver, POSTFIX);
                format!("{receiver}.{name}({})", arguments.join(", "))
            }
            _ => {
                let arguments: Vec<String> = operands.iter().map(text).chain(last).collect();
                format!("{name}({})", arguments.join(", "))
            }
        }
    }

    fn condition(&self, condition: &Condition, level: u8) -> String {
        let (text, own) = match condition {
            Condition::Compare(operator, left, right) => {
                let (left, right) = (self.expr(left, SUM), self.expr(right, SUM));
                (format!("{left} {operator} {right}"), COMPARISON)
            }
            Condition::And(left, right) => {
                let (left, right) = (self.condition(left, AND), self.condition(right, AND + 1));
                (format!("{left} && {right}"), AND)
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.condition(left, OR), self.condition(right, OR + 1));
                (format!("{left} || {right}"), OR)
            }
            Condition::Not(inner) => (format!("!{}", self.condition(inner, POSTFIX)), SIGN),
        };
        if own < level {
            format!("({text})")
        } else {
            text
        }
    }
}

fn index(item: Item) -> String {
    let bound = |bound: Option<i64>| bound.map_or(String::new(), |bound| bound.to_string());
    match item {
        Item::At(position) => position.to_string(),
        Item::Range(start, end) => format!("{}..{}", bound(start), bound(end)),
    }
}
