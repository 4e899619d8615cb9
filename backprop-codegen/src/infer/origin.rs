//! Where a size comes from: what is said of an operand that does not fit.

use super::nodes::Build;
use super::shapes::from_end;
use crate::diag::SHOWN;
use crate::ir::{Attribute, Graph, NodeId};
use crate::ops::{Op, ShapeRule};
use crate::resolve::{StepId, StepKind};

/// What has brought a size.
enum Origin {
    Input(usize),
    /// A slice of an input, or of something else.
    Slice(Option<usize>),
    Operation(&'static str),
}

impl Build<'_> {
    /// What an operand is, and where its size comes from that stands so many axes from the end.
    pub(super) fn side(&self, (step, node): (StepId, NodeId), back: usize) -> Option<String> {
        // Most of so many errors are not shown, and what is said of each may take a long walk.
        if self.diagnostics.count() > 50 * SHOWN {
            return None;
        }
        let shape = self.shape(node);
        let named = self.name_of(step);
        let Some(size) = from_end(&shape, back) else {
            return named.map(|name| format!("`{name}` is {}", self.words(&shape)));
        };
        let axis = shape.len().checked_sub(back + 1)?;
        let size = self.signature.size_text(size);
        let origin = self.builder.read(|graph| {
            let is_input = graph.node(node).op == Op::Input;
            origin(graph, node, axis).filter(|_| !is_input || named.is_none())
        });
        let origin = origin.map(|origin| self.origin_text(&origin));
        match (named, origin) {
            (Some(name), None) => Some(format!("`{name}` is {}", self.words(&shape))),
            (Some(name), Some(origin)) => Some(format!(
                "`{name}` is {}, and `{size}` comes from {origin}",
                self.words(&shape)
            )),
            (None, Some(origin)) => Some(format!("`{size}` comes from {origin}")),
            (None, None) => None,
        }
    }

    /// The name of an operand that is one.
    pub(super) fn name_of(&self, step: StepId) -> Option<&str> {
        match &self.resolved.steps.get(step.index())?.kind {
            StepKind::Input(input) => {
                let input = self.signature.inputs.get(*input)?;
                Some(&input.name.text)
            }
            StepKind::Use { binding, .. } => {
                let (_, name) = self.resolved.names.get(*binding)?;
                Some(name)
            }
            _ => None,
        }
    }

    fn origin_text(&self, origin: &Origin) -> String {
        let input = |input: usize| {
            let input = self.signature.inputs.get(input);
            input.map_or_else(String::new, |input| {
                let shape = self.signature.shape_text(&input.shape);
                format!("`{}`, which is {shape}", input.name.text)
            })
        };
        match origin {
            Origin::Input(position) => input(*position),
            Origin::Slice(Some(position)) => format!("a slice of {}", input(*position)),
            Origin::Slice(None) => "a slice".to_owned(),
            Origin::Operation(name) => format!("`{name}`"),
        }
    }
}

/// What has brought the size of an axis.
fn origin(graph: &Graph, node: NodeId, axis: usize) -> Option<Origin> {
    let (mut id, mut axis) = (node, axis);
    let mut sliced = false;
    loop {
        let node = graph.node(id);
        match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) if sliced => {
                return Some(Origin::Slice(Some(input)));
            }
            (Op::Input, Attribute::Index(input)) => return Some(Origin::Input(input)),
            _ => {}
        }
        match before(graph, id, axis) {
            Some(Step::Operand {
                operand,
                axis: other,
            }) => {
                if let Attribute::Window(window) = node.attribute {
                    sliced |= window.axis == axis;
                }
                (id, axis) = (operand, other);
            }
            _ if sliced => return Some(Origin::Slice(None)),
            Some(Step::Made) => return Some(Origin::Operation(node.operation().name)),
            None => return None,
        }
    }
}

/// Where a size was before an operation.
enum Step {
    Operand {
        operand: NodeId,
        axis: usize,
    },
    /// The operation has made it.
    Made,
}

fn before(graph: &Graph, id: NodeId, axis: usize) -> Option<Step> {
    let node = graph.node(id);
    let first = *node.operands.first()?;
    let integer = match node.attribute {
        Attribute::Integer(integer) => usize::try_from(integer).ok()?,
        _ => usize::MAX,
    };
    let axis = match node.operation().shape {
        ShapeRule::Broadcast => return broadcast(graph, id, axis),
        ShapeRule::Product => {
            let operand = *node.operands.get(axis)?;
            return Some(Step::Operand { operand, axis });
        }
        ShapeRule::Reduced => {
            let axes = node.attribute.axes();
            let rank = graph.node(first).rank();
            (0..rank).filter(|axis| !axes.contains(*axis)).nth(axis)?
        }
        ShapeRule::Reversed => node.rank().checked_sub(axis + 1)?,
        ShapeRule::Inserted if axis == integer => return Some(Step::Made),
        ShapeRule::Inserted if axis > integer => axis - 1,
        ShapeRule::Removed if axis >= integer => axis + 1,
        ShapeRule::Given | ShapeRule::Scalar => return Some(Step::Made),
        ShapeRule::Same
        | ShapeRule::WithoutLast
        | ShapeRule::Windowed
        | ShapeRule::Inserted
        | ShapeRule::Removed => axis,
    };
    Some(Step::Operand {
        operand: first,
        axis,
    })
}

/// The first operand that has the size of an axis.
fn broadcast(graph: &Graph, id: NodeId, axis: usize) -> Option<Step> {
    let node = graph.node(id);
    let size = node.shape.get(axis)?;
    let back = node.rank().checked_sub(axis + 1)?;
    node.operands.iter().find_map(|operand| {
        let shape = &graph.node(*operand).shape;
        let axis = shape.len().checked_sub(back + 1)?;
        (shape.get(axis)? == size).then_some(Step::Operand {
            operand: *operand,
            axis,
        })
    })
}
