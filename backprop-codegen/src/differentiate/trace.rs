//! What flows back along each edge of a graph, for whoever wants to see it.

use super::guarded::Guarded;
use super::{Contribution, Differentiated, active, at, propagate, sweep};
use crate::diag::Diagnostics;
use crate::ir::{Graph, NodeId, NodeMap};
use crate::ops::{Adjoint, Op};
use crate::signature::Signature;
use crate::term::Builder;

/// A graph with what flows back to each of its nodes and along each of its edges.
#[derive(Debug)]
pub(crate) struct Trace {
    /// The nodes of the value, with the ids that they have there; behind them what flows back.
    pub(crate) graph: Graph,
    /// The cotangent of each output; absent where none flows.
    pub(crate) seeds: Vec<Option<NodeId>>,
    /// What flows back to each node of the value, all in all; absent where nothing does.
    pub(crate) adjoints: NodeMap<Option<NodeId>>,
    /// What flows back along each edge on which something does.
    pub(crate) edges: Vec<Contribution<Backflow>>,
}

/// What flows back along an edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backflow {
    /// It, as a number or a tensor.
    pub(crate) value: NodeId,
    /// The rule: the same in terms of what flows back to the operation, which is a cotangent of its own there. Not to be
    /// evaluated.
    pub(crate) rule: NodeId,
    /// The derivative of the operation by this operand, for each element; absent where an element of the result
    /// depends on several of the operand.
    pub(crate) local: Option<NodeId>,
}

/// Follows the adjoints of a graph that holds its value alone. No edge to a constant input carries anything.
pub(crate) fn trace(value: &Differentiated, signature: &Signature) -> Trace {
    // What is wrong with a derivative has been reported when the graph was read.
    let mut reported = Diagnostics::default();
    let sweep = sweep(
        value.graph.clone(),
        &value.outputs,
        signature,
        &mut reported,
    );
    let builder = &sweep.builder;
    builder.play(None);
    let mut adjoints = NodeMap::new(&value.graph);
    for id in value.graph.ids() {
        let adjoint = sweep.adjoints.get(id);
        adjoints.set(id, adjoint.map(|adjoint| adjoint.resolve(builder).id));
    }
    let flows: Vec<NodeId> = sweep
        .contributions
        .iter()
        .map(|contribution| contribution.value.resolve(builder).id)
        .collect();
    let active = active(&value.graph, signature);
    // Rules are for people: they are made small.
    let builder = Builder::shortening(sweep.builder.finish());
    let edges = sweep.contributions.iter().zip(flows);
    let edges = edges.map(|(contribution, flow)| {
        let Contribution { node, position, .. } = *contribution;
        let shape = value.graph.node(node).shape.as_slice();
        // Behind the outputs' cotangents, one for each node.
        let incoming = signature.outputs.len() + node.index();
        let incoming = builder.leaf(Op::Cotangent, incoming, shape).id;
        let shares = propagate(&builder, node, Guarded::free(incoming), &active);
        let shares = shares.unwrap_or_default();
        let share = shares.iter().find(|(other, _, _)| *other == position);
        let rule = share.map(|(_, _, share)| share.resolve(&builder).id);
        let backflow = Backflow {
            value: flow,
            rule: rule.unwrap_or(flow),
            local: local(&builder, node, position),
        };
        Contribution {
            node,
            position,
            value: backflow,
        }
    });
    let edges = edges.collect();
    Trace {
        graph: builder.finish(),
        seeds: sweep.seeds,
        adjoints,
        edges,
    }
}

/// The derivative of an elementwise operation by one of its operands.
fn local(builder: &Builder, node: NodeId, position: usize) -> Option<NodeId> {
    let (op, elementwise, operands) = builder.read(|graph| {
        let node = graph.node(node);
        (node.op, node.is_elementwise(), node.operands.clone())
    });
    let one = builder.constant(1.0.into());
    match op.operation().adjoint {
        Adjoint::Rules(rules) if elementwise => {
            let rule = rules.get(position)?;
            Some(rule(at(builder, node, one.id)).id)
        }
        Adjoint::Branch => {
            let condition = builder.term(*operands.first()?);
            let (then, otherwise) = match position {
                1 => (one, one.number(0.0)),
                _ => (one.number(0.0), one),
            };
            Some(condition.select(then, otherwise).id)
        }
        _ => None,
    }
}
