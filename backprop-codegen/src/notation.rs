//! Values as the source writes them, put together again from the graph: for comments and for tools.

use crate::ir::{Attribute, Graph, Node, NodeId};
use crate::ops::{Op, Print};
use crate::shape::Size;
use crate::signature::Signature;

/// How wide the text is at most, if it can be cut short.
const WIDTH: usize = 60;

/// How deeply operations are written inside of each other at most.
const DEPTH: usize = 6;

/// How tightly an atom binds, a sign, and a product.
const ATOM: u8 = 7;
const PREFIX: u8 = 6;
const PRODUCT: u8 = 5;

/// The operation that gives a value, with the names of the source for its operands; what is too long is cut short,
/// with `..` in place of what is left out.
pub(crate) fn notation(graph: &Graph, signature: &Signature, id: NodeId) -> String {
    let notation = Notation { graph, signature };
    let mut text = String::new();
    for depth in (1..=DEPTH).rev() {
        text = notation.operation(id, depth).text;
        if text.chars().count() <= WIDTH {
            break;
        }
    }
    text
}

/// A value by its name, or else by the operation that gives it. A cotangent that is none of an output's is called `g`.
pub(crate) fn short(graph: &Graph, signature: &Signature, id: NodeId) -> String {
    Notation { graph, signature }.value(id, DEPTH).text
}

/// What an index writes behind `base` to get `id`: `[1.., 0]`.
pub(crate) fn subscript(graph: &Graph, signature: &Signature, id: NodeId, base: NodeId) -> String {
    Notation { graph, signature }.subscript(id, base)
}

struct Notation<'g> {
    graph: &'g Graph,
    signature: &'g Signature,
}

/// Text, and how tightly it binds.
struct Written {
    text: String,
    precedence: u8,
}

impl Written {
    fn atom(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            precedence: ATOM,
        }
    }

    fn at_least(self, needed: u8) -> String {
        if self.precedence < needed {
            format!("({})", self.text)
        } else {
            self.text
        }
    }
}

impl Notation<'_> {
    /// A value by its name, if the source gives it one.
    fn value(&self, id: NodeId, depth: usize) -> Written {
        let node = self.graph.node(id);
        match &node.label {
            _ if node.operands.is_empty() => self.leaf(node),
            Some(label) if label.own => Written::atom(label.name.as_str()),
            _ if depth == 0 => Written::atom(".."),
            _ => self.operation(id, depth),
        }
    }

    fn operation(&self, id: NodeId, depth: usize) -> Written {
        let node = self.graph.node(id);
        let inside = depth.saturating_sub(1);
        if let Some(written) = self.expanded(node, inside) {
            return written;
        }
        let operand = |position: usize| match node.operands.get(position) {
            Some(operand) => self.value(*operand, inside),
            None => Written::atom(".."),
        };
        match (node.op, node.operation().print) {
            (Op::Slice | Op::RemoveAxis, _) => self.index(id, depth),
            (Op::Broadcast, _) => match node.operands.first() {
                Some(operand) => self.value(*operand, depth),
                None => Written::atom(".."),
            },
            (Op::Dot, _) => self.infix("@", PRODUCT, &node.operands, inside),
            (_, Print::Infix(text, precedence)) => {
                self.infix(text, precedence, &node.operands, inside)
            }
            (_, Print::Prefix(text)) => Written {
                text: format!("{text}{}", operand(0).at_least(PREFIX)),
                precedence: PREFIX,
            },
            (Op::Select, _) => Written {
                text: format!(
                    "if {} {{ {} }} else {{ {} }}",
                    operand(0).text,
                    operand(1).text,
                    operand(2).text
                ),
                precedence: 0,
            },
            _ if node.operands.is_empty() => self.leaf(node),
            _ => self.call(node, inside),
        }
    }

    /// What the source writes as one operation and the graph has as several: only the last of them has a place.
    fn expanded(&self, node: &Node, depth: usize) -> Option<Written> {
        node.place?;
        let behind = |id: NodeId, op: Op| {
            let node = self.graph.node(id);
            let unwritten = node.place.is_none() && node.label.is_none();
            (node.op == op && unwritten).then_some(node.operands.as_slice())
        };
        match (node.op, node.operands.as_slice()) {
            (Op::Sum, &[products]) => {
                let &[left, right] = behind(products, Op::Mul)? else {
                    return None;
                };
                let left = behind(left, Op::InsertAxis)
                    .and_then(<[NodeId]>::first)
                    .copied();
                let left = left.unwrap_or(*self.graph.node(products).operands.first()?);
                Some(self.infix("@", PRODUCT, &[left, right], depth))
            }
            (Op::Select, &[below, low, rest]) => {
                behind(below, Op::Less)?;
                let &[_, high, x] = behind(rest, Op::Select)? else {
                    return None;
                };
                let arguments = [x, low, high].map(|id| self.value(id, depth).text);
                Some(Written::atom(format!("clamp({})", arguments.join(", "))))
            }
            _ => None,
        }
    }

    fn infix(&self, text: &str, precedence: u8, operands: &[NodeId], depth: usize) -> Written {
        let operand = |position: usize, needed: u8| match operands.get(position) {
            Some(operand) => self.value(*operand, depth).at_least(needed),
            None => "..".to_owned(),
        };
        // Comparisons are not associative; everything else is from the left.
        let left = operand(0, precedence + u8::from(precedence == 3));
        let right = operand(1, precedence + 1);
        Written {
            text: format!("{left} {text} {right}"),
            precedence,
        }
    }

    fn leaf(&self, node: &Node) -> Written {
        match (node.op, node.attribute) {
            (_, Attribute::Constant(constant)) => {
                let text = constant.double().to_string();
                let negative = text.starts_with('-');
                Written {
                    text,
                    precedence: if negative { PREFIX } else { ATOM },
                }
            }
            (Op::Path, Attribute::Index(path)) => {
                let path = self.signature.paths.get(path);
                Written::atom(path.map_or("..", |path| path.text.as_str()))
            }
            (Op::Input, Attribute::Index(input)) => {
                let input = self.signature.inputs.get(input);
                Written::atom(input.map_or("..", |input| input.name.text.as_str()))
            }
            (Op::Cotangent, Attribute::Index(output)) => {
                Written::atom(match self.signature.outputs.get(output) {
                    Some(output) => format!("d_{}", output.text()),
                    None => "g".to_owned(),
                })
            }
            _ => Written::atom(node.operation().name),
        }
    }

    fn call(&self, node: &Node, depth: usize) -> Written {
        let operands = node.operands.iter();
        let mut arguments: Vec<String> = operands
            .map(|operand| self.value(*operand, depth).text)
            .collect();
        let mut name = node.operation().name.to_owned();
        match node.attribute {
            Attribute::Integer(integer) => arguments.push(integer.to_string()),
            Attribute::Shape(shape) => {
                arguments.push(self.signature.shape_text(self.graph.shape(shape)));
            }
            Attribute::Axes(axes) if !node.shape.is_empty() && node.op != Op::Exclusive => {
                name = match node.op {
                    Op::MaxAll => "max_axis".to_owned(),
                    Op::MinAll => "min_axis".to_owned(),
                    _ => format!("{name}_axis"),
                };
                arguments.extend(axes.iter().map(|axis| axis.to_string()));
            }
            _ => {}
        }
        Written::atom(format!("{name}({})", arguments.join(", ")))
    }

    /// `x[1.., 0]`, which is a slice for each axis of which a part is taken, and an axis less for each position.
    fn index(&self, id: NodeId, depth: usize) -> Written {
        let mut base = id;
        loop {
            let node = self.graph.node(base);
            let named = base != id && node.label.as_ref().is_some_and(|label| label.own);
            match (node.op, node.operands.first()) {
                (Op::Slice | Op::RemoveAxis, Some(operand)) if !named => base = *operand,
                _ => break,
            }
        }
        let subscript = self.subscript(id, base);
        let base = self.value(base, depth.saturating_sub(1)).at_least(ATOM);
        Written::atom(format!("{base}{subscript}"))
    }

    /// What makes `id` of `base`: `[1.., 0]`.
    fn subscript(&self, id: NodeId, base: NodeId) -> String {
        let mut steps = Vec::new();
        let mut next = id;
        while next != base
            && let node = self.graph.node(next)
            && let Some(operand) = node.operands.first()
        {
            steps.push(node);
            next = *operand;
        }
        let whole = &self.graph.node(base).shape;
        let mut items: Vec<(Option<Size>, Option<Size>, bool)> =
            vec![(None, None, false); whole.len()];
        // For each axis that is left, that of the whole.
        let mut axes: Vec<usize> = (0..whole.len()).collect();
        for step in steps.into_iter().rev() {
            match step.attribute {
                Attribute::Window(window) => {
                    let axis = axes.get(window.axis).copied();
                    if let Some(item) = axis.and_then(|axis| items.get_mut(axis)) {
                        *item = (Some(window.start), Some(window.size), false);
                    }
                }
                Attribute::Integer(removed) => {
                    let removed = usize::try_from(removed).unwrap_or(usize::MAX);
                    if removed < axes.len()
                        && let Some(item) = items.get_mut(axes.remove(removed))
                    {
                        item.2 = true;
                    }
                }
                _ => {}
            }
        }
        let items = items
            .iter()
            .zip(whole)
            .map(|((start, size, position), whole)| {
                let (Some(start), Some(size)) = (*start, *size) else {
                    return "..".to_owned();
                };
                let first = self.bound(start, *whole);
                if *position {
                    return first;
                }
                let first = if start == Size::ZERO { "" } else { &first };
                let end = start.plus_size(size).or_else(|| size.plus_size(start));
                let last = match end {
                    Some(end) if end != *whole => self.bound(end, *whole),
                    _ => String::new(),
                };
                format!("{first}..{last}")
            });
        let items: Vec<String> = items.collect();
        format!("[{}]", items.join(", "))
    }

    /// A bound of an index, counted from the end of an axis where that is known by name.
    fn bound(&self, bound: Size, whole: Size) -> String {
        match (bound, bound.minus(whole)) {
            (Size::Named { .. }, Some(from_end)) => from_end.to_string(),
            _ => self.signature.size_text(bound),
        }
    }
}
