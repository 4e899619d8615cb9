//! What the methods of a graph of tensors cost: their steps, counted.

use super::polynomial::Polynomial;
use super::{Formula, GraphCost, Tally, nest};
use crate::emit::Method;
use crate::ir::{Graph, NodeId};
use crate::ops::{Op, Work};
use crate::signature::Signature;
use crate::sorted::Set;
use crate::tensor::{Step, Target};

/// How many multiplications each element of an exclusive product is.
const EXCLUSIVE: i128 = 3;

/// Counts the steps of each method; `saved` are the values that `forward` keeps for `backward`, inputs among them.
pub(crate) fn of_tensors(
    signature: &Signature,
    [value, forward, backward]: [&Method<'_>; 3],
    value_and_grad: Option<&Method<'_>>,
    saved: &[NodeId],
) -> GraphCost {
    let mut arrays = Polynomial::default();
    let inputs = signature.inputs.iter().filter(|input| !input.constant);
    for input in inputs.filter(|input| !input.shape.is_empty()) {
        arrays.add(&Polynomial::of(&input.shape));
    }
    let finish = |method: &Method<'_>, held: &[&Polynomial]| {
        let mut tally = tally(method);
        for part in held {
            tally.held.add(part);
        }
        tally.finish(signature)
    };
    GraphCost {
        value: finish(value, &[&buffers(value)]),
        forward: finish(forward, &[&buffers(forward), &buffers(backward), &arrays]),
        backward: finish(backward, &[]),
        value_and_grad: value_and_grad.map(|both| finish(both, &[&buffers(both), &arrays])),
        saved: Formula::new(&kept(graph(forward), saved), signature),
        ..GraphCost::empty(signature)
    }
}

fn graph<'g>(method: &Method<'g>) -> &'g Graph {
    method.plan.groups.program.graph
}

/// The elements of the buffers that a method writes.
fn buffers(method: &Method<'_>) -> Polynomial {
    let mut elements = Polynomial::default();
    for target in method.slots.keys() {
        elements.add(&target_elements(method, *target));
    }
    elements
}

/// The elements of an array that a method writes.
pub(super) fn target_elements(method: &Method<'_>, target: Target) -> Polynomial {
    let node = match target {
        Target::Result(position) => {
            let results = &method.plan.groups.program.results;
            results.get(position).copied()
        }
        Target::Buffer(node) => Some(node),
    };
    node.map_or_else(Polynomial::default, |node| elements(graph(method), node))
}

fn elements(graph: &Graph, node: NodeId) -> Polynomial {
    Polynomial::of(&graph.node(node).shape)
}

/// The numbers that `forward` keeps for `backward`; arrays that are inputs are borrowed.
fn kept(graph: &Graph, saved: &[NodeId]) -> Polynomial {
    let mut numbers = Polynomial::default();
    for id in saved {
        let node = graph.node(*id);
        if node.op != Op::Input || node.shape.is_empty() {
            numbers.add(&elements(graph, *id));
        }
    }
    numbers
}

/// What a method does, step by step.
fn tally(method: &Method<'_>) -> Tally {
    let mut tally = Tally::default();
    let graph = graph(method);
    for step in &method.plan.steps {
        match step {
            Step::Number(node) => {
                let node = graph.node(*node);
                tally.work(node.operation().work, &Polynomial::number(1));
            }
            Step::Nest(nest) => nest::nest(&mut tally, method, &nest.0, &nest.1),
            Step::Product { node, target } => {
                product(&mut tally, graph, *node);
                tally.written.add(&target_elements(method, *target));
            }
            Step::Exclusive { node, target } => {
                let count = elements(graph, *node);
                tally.work(Work::Multiplication, &count.times(EXCLUSIVE));
                tally.read.add(&count);
                tally.written.add(&target_elements(method, *target));
            }
        }
    }
    numbers(&mut tally, method);
    copies(&mut tally, method);
    tally
}

/// A matrix product: its multiply-adds, and what it reads.
pub(super) fn product(tally: &mut Tally, graph: &Graph, node: NodeId) {
    let operands = &graph.node(node).operands;
    for operand in operands {
        tally.read.add(&elements(graph, *operand));
    }
    let columns = graph.node(node).shape.get(1);
    if let (Some(left), Some(columns)) = (operands.first(), columns) {
        let mut sizes = graph.node(*left).shape.clone();
        sizes.push(*columns);
        tally.work(Work::MultiplyAdd, &Polynomial::of(&sizes));
    }
}

/// The numbers that a method is given, those that it takes from arrays, and those that it gives.
fn numbers(tally: &mut Tally, method: &Method<'_>) {
    let groups = &method.plan.groups;
    let program = groups.program;
    let one = Polynomial::number(1);
    let is_number = |id: &NodeId| program.graph.node(*id).shape.is_empty();
    let mut read = Set::new();
    for id in program.graph.ids().filter(|id| groups.is_needed(*id)) {
        let node = program.graph.node(id);
        let given = program.given.contains(&id) || matches!(node.op, Op::Input | Op::Cotangent);
        if is_number(&id) && given {
            read.insert(id);
        }
    }
    for step in &method.plan.steps {
        if let Step::Number(id) = step
            && let Some(access) = groups.access(*id)
            && !is_number(&access.source)
        {
            read.insert(*id);
        }
    }
    for _ in read {
        tally.read.add(&one);
    }
    for _ in program.results.iter().filter(|result| is_number(result)) {
        tally.written.add(&one);
    }
}

/// Results that are the same array as an earlier one, and so are copied.
fn copies(tally: &mut Tally, method: &Method<'_>) {
    let groups = &method.plan.groups;
    let results = &groups.program.results;
    for (position, result) in results.iter().enumerate() {
        let again = results.iter().take(position).any(|other| other == result);
        if again && groups.is_computed(*result) {
            let elements = elements(graph(method), *result);
            if !graph(method).node(*result).shape.is_empty() {
                tally.read.add(&elements);
                tally.written.add(&elements);
            }
        }
    }
}
