//! The programs of a graph over tensors as methods: what each result is called, and which buffer it has.

use std::cell::RefCell;

use crate::cost;
use crate::differentiate::Differentiated;
use crate::emit::{Method, TensorMethods};
use crate::ir::NodeId;
use crate::names::Names;
use crate::signature::Signature;
use crate::sorted::{Map, Set};
use crate::split::{Program, Programs};
use crate::tensor::{Plan, Target, plan};

/// Plans all methods.
pub(crate) fn methods<'g>(
    signature: &Signature,
    source: &'g Differentiated,
    programs: &'g Programs<'g>,
) -> TensorMethods<'g> {
    let names = RefCell::new(Names::new(programs.value.graph, signature));
    let joint_graph = programs
        .value_and_grad
        .as_ref()
        .map(|program| program.graph);
    let joint_names = RefCell::new(Names::new(
        joint_graph.unwrap_or(programs.value.graph),
        signature,
    ));
    let outputs = signature.outputs.len();
    let mut slots = Slots::default();
    let value = method(
        signature,
        &programs.value,
        &names,
        Ends::Kept(outputs),
        &mut slots,
    );
    slots.restart();
    let forward = method(
        signature,
        &programs.forward,
        &names,
        Ends::Kept(outputs),
        &mut slots,
    );
    let kept = kept(&forward, &programs.saved);
    let mut backward = method(
        signature,
        &programs.backward,
        &names,
        Ends::Gradient(0),
        &mut slots,
    );
    backward.kept = kept;
    slots.restart();
    let value_and_grad = programs.value_and_grad.as_ref().map(|program| {
        method(
            signature,
            program,
            &joint_names,
            Ends::Gradient(outputs),
            &mut slots,
        )
    });
    TensorMethods {
        source,
        cost: cost::of_tensors(
            signature,
            [&value, &forward, &backward],
            value_and_grad.as_ref(),
            &programs.saved,
        ),
        value,
        forward,
        backward,
        value_and_grad,
        names,
        joint_names,
        saved: programs.saved.clone(),
        buffers: slots.most,
    }
}

/// Numbers of buffers.
#[derive(Debug, Default)]
struct Slots {
    next: usize,
    most: usize,
}

impl Slots {
    fn take(&mut self) -> usize {
        let slot = self.next;
        self.next += 1;
        self.most = self.most.max(self.next);
        slot
    }

    /// Lets a method begin that needs nothing of those before it.
    fn restart(&mut self) {
        self.next = 0;
    }
}

/// What the results of a program are: so many outputs, then what is kept, or the gradient.
#[derive(Clone, Copy)]
enum Ends {
    Kept(usize),
    Gradient(usize),
}

/// Plans a program.
fn method<'g>(
    signature: &Signature,
    program: &'g Program<'g>,
    names: &RefCell<Names>,
    ends: Ends,
    slots: &mut Slots,
) -> Method<'g> {
    let plan = plan(program);
    let active = signature.inputs.iter().filter(|input| !input.constant);
    let gradients: Vec<String> = active
        .map(|input| format!("d_{}", input.name.text))
        .collect();
    let (outputs, is_gradient) = match ends {
        Ends::Kept(outputs) => (outputs, false),
        Ends::Gradient(outputs) => (outputs, true),
    };
    let wanted = |position: usize| match position.checked_sub(outputs) {
        None => signature
            .outputs
            .get(position)
            .map(|output| output.text().to_owned()),
        Some(order) => gradients.get(order).cloned(),
    };
    let mut results = Vec::new();
    for (position, result) in program.results.iter().enumerate() {
        let first = plan.groups.result(*result);
        let computed = plan.groups.is_computed(*result);
        let scalar = program.graph.node(*result).shape.is_empty();
        results.push(if scalar || (computed && first == Some(position)) {
            names.borrow_mut().of(*result)
        } else {
            let wanted = wanted(position).unwrap_or_else(|| "result".to_owned());
            names.borrow_mut().fresh(&wanted)
        });
    }
    let slots = buffers(&plan, outputs, is_gradient, slots);
    Method {
        plan,
        results,
        outputs,
        slots,
        kept: Map::new(),
    }
}

/// The buffers of outputs, of what is saved, and of what is only read on the way.
fn buffers(
    plan: &Plan<'_>,
    outputs: usize,
    gradient: bool,
    slots: &mut Slots,
) -> Map<Target, usize> {
    let program = plan.groups.program;
    let mut taken = Map::new();
    for (position, result) in program.results.iter().enumerate() {
        let tensor = !program.graph.node(*result).shape.is_empty();
        if tensor && (position < outputs || !gradient) {
            taken.insert(Target::Result(position), slots.take());
        }
    }
    for node in &plan.buffers {
        taken.insert(Target::Buffer(*node), slots.take());
    }
    taken
}

/// The buffers of forward that hold what backward is given.
fn kept(forward: &Method<'_>, saved: &[NodeId]) -> Map<NodeId, usize> {
    let results = forward.plan.groups.program.results.iter().enumerate();
    let saved: Set<NodeId> = saved.iter().copied().collect();
    results
        .filter(|(_, node)| saved.contains(node))
        .filter_map(|(position, node)| {
            let slot = forward.slots.get(&Target::Result(position))?;
            Some((*node, *slot))
        })
        .collect()
}
