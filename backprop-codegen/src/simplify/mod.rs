//! The graph again, smaller: interned through [`rewrite`], with short forms written out and only what the
//! outputs and gradients need.

mod adjoint;
mod masks;
pub(crate) mod rewrite;
mod spread;

use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, NodeId, NodeMap, Role};
use crate::ops::Op;
use crate::term::Builder;

/// Whether the cotangents are arguments, or the number one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    Argument,
    One,
}

/// Rebuilds what `differentiated` needs. Every value keeps its bits; an adjoint may be rounded otherwise.
pub(crate) fn simplify(differentiated: &Differentiated, seed: Seed) -> Differentiated {
    let old = &differentiated.graph;
    let needed = old.reachable(differentiated.roots());
    let builder = Builder::rewriting(Graph::like(old));
    let mut renewed: NodeMap<Option<NodeId>> = NodeMap::new(old);
    for id in old.ids().filter(|id| needed.contains(*id)) {
        let node = old.node(id);
        let operands: Vec<NodeId> = node
            .operands
            .iter()
            .filter_map(|operand| renewed.get(*operand))
            .collect();
        builder.play(match node.role {
            Some(Role::Value(value)) => Some(Role::Part(value)),
            role => role,
        });
        let new = if node.op == Op::Cotangent && seed == Seed::One {
            builder.constant(1.0.into()).id
        } else if let (Op::Input | Op::Cotangent, Attribute::Index(index)) =
            (node.op, node.attribute)
        {
            builder.leaf(node.op, index, &node.shape).id
        } else {
            builder.apply(node.op, node.attribute, &operands).id
        };
        builder.write(|graph| {
            // A number that has been computed needs no name.
            if let (Some(label), None) = (&node.label, graph.node(new).constant()) {
                graph.label(new, label.clone());
            }
            graph.locate(new, node.place);
            graph.cast(new, node.role);
        });
        renewed.set(id, Some(new));
    }
    // Nodes that rules have made superfluous on the way are left behind.
    let simplified = differentiated.renewed(builder.finish(), &renewed);
    let (graph, renewed) = simplified.graph.only(simplified.roots());
    masks::masks(simplified.renewed(graph, &renewed))
}
