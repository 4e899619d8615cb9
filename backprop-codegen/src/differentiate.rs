//! Reverse mode: the adjoint of each node, written into the same graph with the same operations.
//!
//! An adjoint exists only for nodes that depend on an active input and reach an output; one that is not
//! needed is absent, never zero. The adjoint of a branch of an `if` is *guarded*: it stands under the
//! condition of the branch until it meets an adjoint from elsewhere, so that a branch that was not taken
//! contributes nothing, not even `0 * inf`.

use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, Label, NodeId, NodeMap, NodeSet};
use crate::ops::{Adjoint, At, Op};
use crate::place::Place;
use crate::signature::Signature;
use crate::simplify::rewrite;
use crate::term::{Builder, Term};

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
    let active = active(&graph, signature);
    let mut adjoints: NodeMap<Option<Guarded>> = NodeMap::new(&graph);
    let values: Vec<NodeId> = graph.ids().collect();
    let builder = Builder::rewriting_conditions(graph);
    for (position, (output, node)) in signature.outputs.iter().zip(&outputs).enumerate() {
        if !output.constant && active.contains(*node) {
            let seed = builder.apply(Op::Cotangent, Attribute::Index(position), &[]);
            add(&builder, &mut adjoints, *node, Guarded::free(seed.id));
        }
    }
    for node in values.into_iter().rev() {
        if !active.contains(node) {
            continue;
        }
        if let Some(adjoint) = adjoints.get(node) {
            name_adjoint(&builder, node, adjoint.value);
            let flow = propagate(&builder, node, adjoint, &active);
            match flow {
                Ok(contributions) => {
                    for (operand, contribution) in contributions {
                        add(&builder, &mut adjoints, operand, contribution);
                    }
                }
                Err(Missing(place, name)) => {
                    diagnostics.report(catalogue::missing_derivative(place, name));
                }
            }
        }
    }
    let gradients = signature
        .inputs
        .iter()
        .zip(&signature.input_nodes)
        .map(|(input, node)| {
            (!input.constant).then(|| match adjoints.get(*node) {
                Some(adjoint) => {
                    let gradient = adjoint.resolve(&builder).id;
                    name_adjoint(&builder, *node, gradient);
                    gradient
                }
                None => builder.term(*node).number(0.0).id,
            })
        })
        .collect();
    Differentiated {
        graph: builder.finish(),
        outputs,
        gradients,
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

/// An adjoint that is `value` where `guard` holds, and zero elsewhere; `value` is not to be trusted there.
#[derive(Clone, Copy, Debug)]
struct Guarded {
    guard: Option<NodeId>,
    value: NodeId,
}

impl Guarded {
    fn free(value: NodeId) -> Self {
        Self { guard: None, value }
    }

    /// The adjoint as a plain value.
    fn resolve(self, builder: &Builder) -> Term<'_> {
        let value = builder.term(self.value);
        match self.guard {
            Some(guard) => value.or_zero(builder.term(guard)),
            None => value,
        }
    }

    /// The sum of two adjoints, under the weakest guard that covers both.
    fn plus(self, other: Self, builder: &Builder) -> Self {
        let (left, right) = (builder.term(self.value), builder.term(other.value));
        if self.guard == other.guard {
            return Self {
                guard: self.guard,
                value: (left + right).id,
            };
        }
        if let Some((common, condition)) = complementary(self.guard, other.guard, builder) {
            return Self {
                guard: common,
                value: builder.term(condition).select(left, right).id,
            };
        }
        let (Some(mine), Some(others)) = (self.guard, other.guard) else {
            let sum = self.resolve(builder) + other.resolve(builder);
            return Self::free(sum.id);
        };
        let guard = builder.apply(Op::Or, Attribute::None, &[mine, others]).id;
        if excludes(builder, others, mine) {
            let value = builder.term(mine).select(left, right).id;
            return Self {
                guard: Some(guard),
                value,
            };
        }
        if excludes(builder, mine, others) {
            let value = builder.term(others).select(right, left).id;
            return Self {
                guard: Some(guard),
                value,
            };
        }
        // Where one guard covers the other, its side needs no selection of its own.
        let keep = |side: Guarded| {
            if side.guard == Some(guard) {
                builder.term(side.value)
            } else {
                side.resolve(builder)
            }
        };
        Self {
            guard: Some(guard),
            value: (keep(self) + keep(other)).id,
        }
    }
}

/// If one guard is `common && c` and the other `common && !c`: the common part, and the condition under
/// which the first side holds.
fn complementary(
    left: Option<NodeId>,
    right: Option<NodeId>,
    builder: &Builder,
) -> Option<(Option<NodeId>, NodeId)> {
    let ((outer, mine), (other_outer, others)) = (split(left?, builder), split(right?, builder));
    let opposite = builder.term(mine).apply(Op::Not).id == others;
    (outer == other_outer && opposite).then_some((outer, mine))
}

/// Whether `guard` holds only where `condition` does not.
fn excludes(builder: &Builder, guard: NodeId, condition: NodeId) -> bool {
    let negated = builder.term(condition).apply(Op::Not).id;
    rewrite::implies(builder, guard, negated)
}

/// A guard as its outer part and its innermost condition.
fn split(guard: NodeId, builder: &Builder) -> (Option<NodeId>, NodeId) {
    builder.read(|graph| {
        let node = graph.node(guard);
        match (node.op, node.operands.as_slice()) {
            (Op::And, [outer, inner]) => (Some(*outer), *inner),
            _ => (None, guard),
        }
    })
}

fn add(
    builder: &Builder,
    adjoints: &mut NodeMap<Option<Guarded>>,
    node: NodeId,
    contribution: Guarded,
) {
    let zero = builder.read(|graph| {
        graph
            .node(contribution.value)
            .constant()
            .is_some_and(|constant| constant.is(0.0))
    });
    if zero {
        return;
    }
    let sum = match adjoints.get(node) {
        Some(adjoint) => adjoint.plus(contribution, builder),
        None => contribution,
    };
    adjoints.set(node, Some(sum));
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

/// What an adjoint contributes to each active operand of its node.
fn propagate(
    builder: &Builder,
    node: NodeId,
    adjoint: Guarded,
    active: &NodeSet,
) -> Result<Vec<(NodeId, Guarded)>, Missing> {
    let (op, operands, attribute, place) = builder.read(|graph| {
        let node = graph.node(node);
        (node.op, node.operands.clone(), node.attribute, node.place)
    });
    let term = |position: usize| builder.term(operands.get(position).copied().unwrap_or(node));
    let at = At {
        g: builder.term(adjoint.value),
        y: builder.term(node),
        a: term(0),
        b: term(1),
        n: match attribute {
            Attribute::Integer(exponent) => exponent,
            _ => 0,
        },
    };
    let contributions = match op.operation().adjoint {
        Adjoint::Rules(rules) => operands
            .iter()
            .zip(rules)
            .filter(|(operand, _)| active.contains(**operand))
            .map(|(operand, rule)| {
                let value = rule(at).id;
                (*operand, Guarded { value, ..adjoint })
            })
            .collect(),
        Adjoint::Branch => branches(builder, &operands, adjoint, active),
        Adjoint::Zero => Vec::new(),
        Adjoint::Missing if op == Op::Input => Vec::new(),
        Adjoint::Missing => match place {
            Some(place) => return Err(Missing(place, op.operation().name)),
            None => Vec::new(),
        },
    };
    Ok(contributions)
}

/// The adjoint of `if c { a } else { b }`, under `c` for `a` and under `!c` for `b`.
fn branches(
    builder: &Builder,
    operands: &[NodeId],
    adjoint: Guarded,
    active: &NodeSet,
) -> Vec<(NodeId, Guarded)> {
    let &[condition, then, otherwise] = operands else {
        return Vec::new();
    };
    let under = |condition: NodeId| Guarded {
        guard: Some(match adjoint.guard {
            Some(outer) => {
                builder
                    .apply(Op::And, Attribute::None, &[outer, condition])
                    .id
            }
            None => condition,
        }),
        value: adjoint.value,
    };
    let negated = builder.term(condition).apply(Op::Not).id;
    [(then, condition), (otherwise, negated)]
        .into_iter()
        .filter(|(branch, _)| active.contains(*branch))
        .map(|(branch, condition)| (branch, under(condition)))
        .collect()
}
