//! A graph as a picture: what is written where, before anything has a place.

mod columns;
mod fold;
mod layout;
mod levels;
mod route;
mod summary;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeMap;

use backprop_codegen::export::{Drawing, EdgeCaption, Exported, Role, Values};

use crate::arguments::Show;
use crate::emit;
use crate::point::{self, Given};
use crate::report::Failure;
use crate::show::Graph;

pub(crate) use layout::{Layout, layout};
pub(crate) use route::{ARROW, Curve, Piece, Point};
pub(crate) use text::width;

/// The sizes of the fonts.
pub(crate) const SYMBOL: f64 = 24.0;
pub(crate) const NAME: f64 = 15.0;
pub(crate) const NUMBER: f64 = 14.0;
pub(crate) const SMALL: f64 = 12.0;

/// The radius of a circle.
pub(crate) const RADIUS: f64 = 20.0;

/// What a picture shows.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    /// The groups of at least two operations: their titles.
    pub(crate) groups: Vec<String>,
    /// Whether there are numbers.
    pub(crate) valued: bool,
}

/// How a node is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A circle; as wide as its symbol needs.
    Operation,
    /// A name alone.
    Input {
        constant: bool,
    },
    Constant,
    Output,
}

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) form: Form,
    pub(crate) symbol: String,
    /// What it computes, for whoever points at it.
    pub(crate) tooltip: String,
    /// The sum of what flows back to it, where this is not on a single edge.
    pub(crate) sum: Option<String>,
    pub(crate) saved: bool,
    pub(crate) group: Option<usize>,
    /// Whether it has several operands, whose order matters.
    pub(crate) ordered: bool,
}

#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Which operand it is, from 0 on.
    pub(crate) operand: usize,
    /// What stands on the edge itself.
    pub(crate) caption: EdgeCaption,
    /// What runs forward, and what flows back.
    pub(crate) value: Option<String>,
    pub(crate) gradient: Option<String>,
}

impl Node {
    /// How wide and high it is, without the sum below.
    pub(crate) fn size(&self) -> (f64, f64) {
        match self.form {
            Form::Operation => {
                let wide = width(&self.symbol, self.symbol_size()) + self.beside();
                let round = wide <= 2.0 * RADIUS + 14.0;
                (if round { 2.0 * RADIUS } else { wide }, 2.0 * RADIUS)
            }
            Form::Constant => (width(&self.symbol, NUMBER) + 10.0, 24.0),
            Form::Input { .. } | Form::Output => (width(&self.symbol, NAME) * 1.05 + 12.0, 28.0),
        }
    }

    /// How much wider it is than its symbol; where the order of operands matters, there is room for marks.
    fn beside(&self) -> f64 {
        if self.ordered && self.symbol.chars().count() > 1 {
            34.0
        } else {
            22.0
        }
    }

    pub(crate) fn symbol_size(&self) -> f64 {
        match self.form {
            Form::Operation if self.symbol.chars().count() == 1 => SYMBOL,
            Form::Operation | Form::Constant => NUMBER,
            Form::Input { .. } | Form::Output => NAME,
        }
    }

    /// How much room it takes with the sum below, and the same above so that it stays in the middle.
    fn room(&self) -> (f64, f64) {
        let (wide, high) = self.size();
        match &self.sum {
            Some(sum) => {
                let sum = width(&format!("Σ {sum}"), NUMBER);
                (wide.max(sum), high + 2.0 * (NUMBER + 6.0))
            }
            None => (wide, high),
        }
    }
}

impl Edge {
    /// How wide that is.
    pub(crate) fn inline_width(&self) -> f64 {
        let name = self.caption.name.as_deref();
        let name = name.map_or(0.0, |name| width(name, NUMBER));
        let shape = self.caption.shape.as_deref();
        let shape = shape.map_or(0.0, |shape| width(shape, SMALL));
        let between = if name > 0.0 && shape > 0.0 { 5.0 } else { 0.0 };
        name + shape + between
    }

    /// How wide and high the texts on an edge are; nothing where there are none.
    pub(crate) fn label(&self) -> Option<(f64, f64)> {
        let inline = self.inline_width();
        let number =
            |text: &Option<String>| text.as_deref().map_or(0.0, |text| width(text, NUMBER));
        // With room for a small arrowhead on both sides of a gradient, so that it stays in the middle.
        let arrows = if self.gradient.is_some() { 20.0 } else { 0.0 };
        let numbers = number(&self.value).max(number(&self.gradient) + arrows);
        let wide = inline.max(numbers);
        let line = if inline > 0.0 { NUMBER + 6.0 } else { 4.0 };
        let high = if numbers > 0.0 {
            line + 2.0 * (NUMBER + 2.0)
        } else {
            line
        };
        (wide > 0.0).then_some((wide + 8.0, high))
    }
}

/// The picture that is asked for.
pub(crate) fn of(graph: &Graph, request: &Show) -> Result<Picture, Failure> {
    let exported = &graph.exported;
    let given = point::given(exported, &graph.called(), &request.at)?;
    of_drawing(exported, &exported.drawing(), &given)
}

/// The picture of a drawing, with the numbers that are given.
pub(crate) fn of_drawing(
    graph: &Exported,
    drawing: &Drawing,
    given: &Given,
) -> Result<Picture, Failure> {
    let values = given.point.as_ref();
    let values = values.map(|point| graph.values(drawing, point));
    let values = values.transpose().map_err(emit::bug)?;
    Ok(picture(drawing, values.as_ref(), &given.sizes))
}

/// What is written in the picture of a graph.
pub(crate) fn picture(
    drawing: &Drawing,
    values: Option<&Values>,
    sizes: &BTreeMap<String, usize>,
) -> Picture {
    let mut flows = vec![0; drawing.nodes.len()];
    let mut operands = vec![0; drawing.nodes.len()];
    for edge in &drawing.edges {
        if let Some(operands) = operands.get_mut(edge.to) {
            *operands += 1;
        }
        if let Some(flows) = flows.get_mut(edge.from).filter(|_| edge.carries_gradient()) {
            *flows += 1;
        }
    }
    let captions = drawing.captions(sizes);
    let nodes = drawing.nodes.iter().zip(captions.nodes).enumerate();
    let nodes = nodes.map(|(index, (vertex, caption))| {
        let sum = values.and_then(|values| values.gradients.get(index)?.as_ref());
        let sum = sum.filter(|_| flows.get(index) != Some(&1) && vertex.operation != "output");
        Node {
            form: form(vertex.role),
            symbol: caption.symbol,
            tooltip: caption.description,
            sum: sum.map(summary::numbers),
            saved: vertex.saved,
            group: caption.group,
            ordered: operands.get(index) > Some(&1) && !is_symmetric(vertex.operation),
        }
    });
    let edges = drawing.edges.iter().zip(captions.edges).enumerate();
    let edges = edges.map(|(index, (edge, caption))| {
        let from = drawing.nodes.get(edge.from);
        let constant = from.is_some_and(|from| from.operation == "constant");
        Edge {
            from: edge.from,
            to: edge.to,
            operand: edge.operand,
            caption,
            value: values
                .filter(|_| !constant)
                .and_then(|values| values.nodes.get(edge.from))
                .map(summary::datum),
            gradient: values
                .and_then(|values| values.edges.get(index)?.as_ref())
                .map(summary::numbers),
        }
    });
    Picture {
        nodes: nodes.collect(),
        edges: edges.collect(),
        groups: captions.groups,
        valued: values.is_some(),
    }
}

/// Whether an operation gives the same for its operands in another order.
fn is_symmetric(operation: &str) -> bool {
    let symmetric = ["+", "*", "min", "max", "hypot", "&&", "||", "==", "!="];
    symmetric.contains(&operation)
}

fn form(role: Role) -> Form {
    match role {
        Role::Input { constant } => Form::Input { constant },
        Role::Constant => Form::Constant,
        Role::Operation => Form::Operation,
        Role::Output { .. } => Form::Output,
    }
}
