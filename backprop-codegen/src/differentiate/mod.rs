//! Reverse mode: the adjoint of each node, written into the same graph with the same operations.
//!
//! An adjoint exists only for nodes that depend on an active input and reach an output; one that is not
//! needed is absent, never zero. The adjoint of a branch of an `if` is *guarded*: it stands under the
//! condition of the branch until it meets an adjoint from elsewhere, so that a branch that was not taken
//! contributes nothing, not even `0 * inf`.

mod flow;
mod guarded;
mod scale;
mod trace;

use self::flow::{branches, flow};
use self::guarded::Guarded;
use self::scale::Scale;
use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, Label, NodeId, NodeMap, NodeSet, Role};
use crate::ops::{Adjoint, At, Op};
use crate::place::Place;
use crate::signature::Signature;
use crate::term::Builder;

pub(crate) use self::trace::{Trace, trace};

/// A graph with its values and, for each input, its gradient.
#[derive(Clone, Debug)]
pub(crate) struct Differentiated {
    pub(crate) graph: Graph,
    /// One node for each output.
    pub(crate) outputs: Vec<NodeId>,
    /// One node for each input; absent where the input is constant.
    pub(crate) gradients: Vec<Option<NodeId>>,
}

impl Differentiated {
    /// The outputs and the gradients.
    pub(crate) fn roots(&self) -> impl Iterator<Item = NodeId> {
        let gradients = self.gradients.iter().flatten();
        self.outputs.iter().chain(gradients).copied()
    }

    /// The same outputs and gradients in another graph, in which each node has a new id.
    pub(crate) fn renewed(&self, graph: Graph, renewed: &NodeMap<Option<NodeId>>) -> Self {
        let renew = |id: &NodeId| renewed.get(*id);
        Self {
            graph,
            outputs: self.outputs.iter().filter_map(renew).collect(),
            gradients: self
                .gradients
                .iter()
                .map(|gradient| gradient.as_ref().and_then(renew))
                .collect(),
        }
    }
}

/// Adds the gradient of every input that is not constant, for one cotangent for each output that is not.
pub(crate) fn differentiate(
    graph: Graph,
    outputs: Vec<NodeId>,
    signature: &Signature,
    diagnostics: &mut Diagnostics,
) -> Differentiated {
    let sweep = sweep(graph, &outputs, signature, diagnostics);
    let gradients = sweep.gradients(signature);
    Differentiated {
        graph: sweep.builder.finish(),
        outputs,
        gradients,
    }
}

/// A graph through which adjoints have gone from the outputs to the inputs.
#[derive(Debug)]
struct Sweep {
    builder: Builder,
    /// The cotangent of each output; absent where none flows.
    seeds: Vec<Option<NodeId>>,
    /// What flows back to each node, all in all.
    adjoints: NodeMap<Option<Guarded>>,
    /// What flows back along each edge.
    contributions: Vec<Contribution<Guarded>>,
}

/// What a node's adjoint becomes on its way to one of its operands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contribution<T> {
    pub(crate) node: NodeId,
    /// Which of the operands.
    pub(crate) position: usize,
    pub(crate) value: T,
}

fn sweep(
    graph: Graph,
    outputs: &[NodeId],
    signature: &Signature,
    diagnostics: &mut Diagnostics,
) -> Sweep {
    let active = active(&graph, signature);
    let mut adjoints: NodeMap<Option<Guarded>> = NodeMap::new(&graph);
    let mut contributions = Vec::new();
    let values: Vec<NodeId> = graph.ids().collect();
    let builder = Builder::rewriting_conditions(graph);
    builder.write(|graph| {
        for id in &values {
            graph.cast(*id, Some(Role::Value(*id)));
        }
    });
    let mut seeds = Vec::new();
    for (position, (output, node)) in signature.outputs.iter().zip(outputs).enumerate() {
        let seed = (!output.constant && active.contains(*node))
            .then(|| builder.leaf(Op::Cotangent, position, &output.shape).id);
        if let Some(seed) = seed {
            add(&builder, &mut adjoints, *node, Guarded::free(seed));
        }
        seeds.push(seed);
    }
    for node in values.into_iter().rev() {
        if !active.contains(node) {
            continue;
        }
        if let Some(adjoint) = adjoints.get(node) {
            builder.play(Some(Role::Sum(node)));
            let adjoint = settled(&builder, node, adjoint, &active);
            adjoints.set(node, Some(adjoint));
            if adjoint.scale == Scale::ONE {
                name_adjoint(&builder, node, adjoint.value);
            }
            builder.play(Some(Role::Through(node)));
            let flow = propagate(&builder, node, adjoint, &active);
            match flow {
                Ok(flow) => {
                    for (operand, value) in by_operand(&builder, &flow) {
                        add(&builder, &mut adjoints, operand, value);
                    }
                    for (position, _, value) in flow {
                        contributions.push(Contribution {
                            node,
                            position,
                            value,
                        });
                    }
                }
                Err(Missing(place, name)) => {
                    diagnostics.report(catalogue::missing_derivative(place, name));
                }
            }
        }
    }
    Sweep {
        builder,
        seeds,
        adjoints,
        contributions,
    }
}

/// What flows to each operand: to one that stands twice, both shares together, which add up to twice the same in a
/// square.
fn by_operand(builder: &Builder, flow: &[(usize, NodeId, Guarded)]) -> Vec<(NodeId, Guarded)> {
    let mut shares: Vec<(NodeId, Guarded)> = Vec::new();
    for (_, operand, value) in flow.iter().filter(|(_, _, value)| !value.is_zero(builder)) {
        match shares.iter_mut().find(|(other, _)| other == operand) {
            Some((_, share)) => {
                builder.play(Some(Role::Sum(*operand)));
                *share = share.plus(*value, builder);
            }
            None => shares.push((*operand, *value)),
        }
    }
    shares
}

impl Sweep {
    /// The gradient of each input that is not constant.
    fn gradients(&self, signature: &Signature) -> Vec<Option<NodeId>> {
        let builder = &self.builder;
        let inputs = signature.inputs.iter().zip(&signature.input_nodes);
        inputs
            .map(|(input, node)| {
                (!input.constant).then(|| match self.adjoints.get(*node) {
                    Some(adjoint) => {
                        builder.play(Some(Role::Sum(*node)));
                        let gradient = adjoint.resolve(builder).id;
                        name_adjoint(builder, *node, gradient);
                        gradient
                    }
                    None => builder.term(*node).number(0.0).broadcast(&input.shape).id,
                })
            })
            .collect()
    }
}

/// The nodes through which a gradient can flow: those that depend on an active input by a path of
/// operations that have a derivative.
fn active(graph: &Graph, signature: &Signature) -> NodeSet {
    let mut active = NodeSet::new(graph);
    for id in graph.ids() {
        let node = graph.node(id);
        let flows = match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) => signature
                .inputs
                .get(input)
                .is_some_and(|input| !input.constant),
            _ => {
                !matches!(node.operation().adjoint, Adjoint::Zero)
                    && node
                        .operands
                        .iter()
                        .any(|operand| active.contains(*operand))
            }
        };
        if flows {
            active.insert(id);
        }
    }
    active
}

fn add(
    builder: &Builder,
    adjoints: &mut NodeMap<Option<Guarded>>,
    node: NodeId,
    contribution: Guarded,
) {
    builder.play(Some(Role::Sum(node)));
    let sum = match adjoints.get(node) {
        Some(adjoint) => adjoint.plus(contribution, builder),
        None => contribution,
    };
    adjoints.set(node, Some(sum));
}

/// The adjoint of a node, with as much of its scale written out as cannot wait.
///
/// A magnitude is written where several operands would each do it again; but a half that is only handed on waits
/// still, since squares and products double what flows to their operands. Nothing waits beside a tensor, to whose
/// elements all is done in one loop, nor where elements are moved or added up.
fn settled(builder: &Builder, node: NodeId, adjoint: Guarded, active: &NodeSet) -> Guarded {
    let (waits, hands_on, several) = builder.read(|graph| {
        let node = graph.node(node);
        let mut operands = node.operands.iter().filter(|id| active.contains(**id));
        let first = operands.next();
        (
            node.shape.is_empty() && node.is_elementwise(),
            matches!(node.op, Op::Add | Op::Sub | Op::Select),
            operands.any(|other| Some(other) != first),
        )
    });
    if !waits {
        return adjoint.scaled(adjoint.scale, Scale::ONE, builder);
    }
    if !several || (hands_on && adjoint.scale.shrinks()) {
        return adjoint;
    }
    let (sign, magnitude) = adjoint.scale.parts();
    adjoint.scaled(magnitude, sign, builder)
}

/// The adjoint of a node that the source names `h` is called `d_h`.
fn name_adjoint(builder: &Builder, node: NodeId, adjoint: NodeId) {
    builder.write(|graph| {
        let named = graph.node(node);
        if matches!(graph.node(adjoint).op, Op::Cotangent) {
            return;
        }
        if let Some(label) = &named.label {
            let name = format!("d_{}", label.name);
            graph.label(adjoint, Label { name, own: false });
        }
    });
}

/// An operation without a derivative: where it stands and what it is called.
struct Missing(Place, &'static str);

/// What an adjoint contributes to each active operand of its node: the position, the operand, and its share.
fn propagate(
    builder: &Builder,
    node: NodeId,
    adjoint: Guarded,
    active: &NodeSet,
) -> Result<Vec<(usize, NodeId, Guarded)>, Missing> {
    let (op, operands, place) = builder.read(|graph| {
        let node = graph.node(node);
        (node.op, node.operands.clone(), node.place)
    });
    let at = at(builder, node, adjoint.value);
    let contributions = match op.operation().adjoint {
        Adjoint::Rules(rules) => operands
            .iter()
            .zip(rules)
            .enumerate()
            .filter(|(_, (operand, _))| active.contains(**operand))
            .map(|(position, (operand, rule))| {
                let share = flow(builder, node, *operand, adjoint, *rule, at);
                (position, *operand, share)
            })
            .collect(),
        Adjoint::Branch => branches(builder, node, &operands, adjoint, active),
        Adjoint::Zero => Vec::new(),
        Adjoint::Missing if op == Op::Input => Vec::new(),
        Adjoint::Missing => match place {
            Some(place) => return Err(Missing(place, op.operation().name)),
            None => Vec::new(),
        },
    };
    Ok(contributions)
}

/// Where the rules of a node are applied, with this cotangent of its result.
fn at(builder: &Builder, node: NodeId, cotangent: NodeId) -> At<'_> {
    let (operands, attribute) = builder.read(|graph| {
        let node = graph.node(node);
        (node.operands.clone(), node.attribute)
    });
    let term = |position: usize| builder.term(operands.get(position).copied().unwrap_or(node));
    At {
        g: builder.term(cotangent),
        y: builder.term(node),
        a: term(0),
        b: term(1),
        n: match attribute {
            Attribute::Integer(exponent) => exponent,
            _ => 0,
        },
        attribute,
    }
}
