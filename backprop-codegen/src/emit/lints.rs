//! The lints that generated code cannot obey, each only where it could be broken.

use super::template::text;
use super::text::Text;
use super::{Methods, TensorMethods};
use crate::ir::{Graph, Node, NodeId};
use crate::ops::Op;
use crate::signature::{Output, Signature};

/// How many parameters clippy lets a function have, the receiver included.
const PARAMETERS: usize = 7;

/// For the methods of a graph or a pass with so many parameters beside the receiver.
pub(super) fn of_methods(
    signature: &Signature,
    methods: Option<&Methods<'_>>,
    parameters: usize,
) -> Text {
    let graphs: Vec<&Graph> = methods.map_or_else(Vec::new, |methods| {
        let joint = methods.programs.value_and_grad.iter();
        joint
            .map(|program| program.graph)
            .chain([methods.programs.value.graph])
            .collect()
    });
    of_code(signature, &graphs, parameters)
}

/// The same for a graph over tensors.
pub(super) fn of_tensor_methods(
    signature: &Signature,
    methods: Option<&TensorMethods<'_>>,
    parameters: usize,
) -> Text {
    let graphs: Vec<&Graph> = methods.map_or_else(Vec::new, |methods| {
        let joint = methods.value_and_grad.iter().chain([&methods.value]);
        joint
            .map(|method| method.plan.groups.program.graph)
            .collect()
    });
    of_code(signature, &graphs, parameters)
}

/// For code that computes what these graphs hold.
fn of_code(signature: &Signature, graphs: &[&Graph], parameters: usize) -> Text {
    let mut allow = of_impls(signature);
    if parameters + 1 > PARAMETERS {
        allow.push(text! {
            #[allow(clippy::too_many_arguments, reason = "one for each input or output")]
        });
    }
    let holds = |wanted: &dyn Fn(&Graph, &Node) -> bool| {
        graphs
            .iter()
            .any(|graph| graph.ids().any(|id| wanted(graph, graph.node(id))))
    };
    if holds(&|_, node| {
        node.constant()
            .is_some_and(|constant| constant.double().fract() != 0.0)
    }) {
        allow.push(text! {
            #[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
        });
    }
    let zero = |graph: &Graph, id: NodeId| {
        let constant = graph.node(id).constant();
        constant.is_some_and(|constant| constant.double() == 0.0)
    };
    if holds(&|graph, node| node.op == Op::Div && node.operands.iter().all(|id| zero(graph, *id))) {
        allow.push(text! {
            #[allow(clippy::zero_divided_by_zero, reason = "it is NaN, as the graph means it")]
        });
    }
    if holds(&|_, node| matches!(node.op, Op::Equal | Op::NotEqual)) {
        allow.push(text! {
            #[allow(clippy::float_cmp, reason = "kinks and ties are exact")]
        });
    }
    if holds(&|_, node| matches!(node.op, Op::And | Op::Or | Op::Not)) {
        allow.push(text! {
            #[allow(
                clippy::double_comparisons,
                clippy::impossible_comparisons,
                clippy::manual_range_contains,
                clippy::neg_cmp_op_on_partial_ord,
                clippy::nonminimal_bool,
                clippy::overly_complex_bool_expr,
                clippy::redundant_comparisons,
                reason = "conditions are as the graph means them, for NaN too"
            )]
        });
    }
    allow
}

/// For the function that shows the names of the source.
pub(super) fn of_names(signature: &Signature) -> Text {
    let mut allow = text!(#[allow(dead_code, reason = "it is there to be read")]);
    if !signature.dims.is_empty() {
        allow.push(text! {
            #[allow(non_camel_case_types, reason = "the types bear the names of sizes")]
        });
    }
    if signature.inputs.len() > PARAMETERS {
        allow.push(text! {
            #[allow(clippy::too_many_arguments, reason = "one for each input")]
        });
    }
    allow
}

/// For the description of a graph of so many nodes, whose costs are so many numbers.
pub(super) fn of_description(signature: &Signature, nodes: usize, costs: usize) -> Text {
    let mut allow = of_impls(signature);
    // The description of a node is four pairs of words.
    allow.push(large_array((nodes * 64).max(costs * 8)));
    allow
}

/// For a pass with so many fields, and the array of their names in its `Debug`.
pub(super) fn of_pass(signature: &Signature, fields: usize) -> Text {
    let mut allow = of_impls(signature);
    allow.push(of_structs(signature));
    allow.push(large_array(fields * 16));
    allow
}

/// An array of constants of so many bytes; clippy lets it have 16,384.
fn large_array(bytes: usize) -> Text {
    if bytes < 16_384 {
        return Text::new();
    }
    text!(#[allow(clippy::large_stack_arrays, reason = "it is a constant")])
}

/// For trait implementations.
pub(super) fn of_impls(signature: &Signature) -> Text {
    if !signature.attributes.deprecated {
        return Text::new();
    }
    text!(#[allow(deprecated, reason = "the graph is marked so")])
}

/// For structs whose names and fields follow from the user's.
pub(super) fn of_structs(signature: &Signature) -> Text {
    let mut allow = Text::new();
    let inputs = signature
        .inputs
        .iter()
        .map(|input| input.name.text.as_str());
    let mut fields = inputs.chain(signature.outputs.iter().map(Output::text));
    if fields.any(|field| field.chars().any(char::is_uppercase)) {
        allow.push(text!(#[allow(non_snake_case, reason = "the fields bear the inputs' names")]));
    }
    if signature
        .inputs
        .iter()
        .any(|input| input.name.text.starts_with('_'))
    {
        allow.push(text! {
            #[allow(clippy::pub_underscore_fields, reason = "the fields bear the inputs' names")]
        });
    }
    let name = &signature.name.text;
    if name.contains('_') || name.starts_with(char::is_lowercase) {
        allow.push(text! {
            #[allow(non_camel_case_types, reason = "the name follows from the graph's")]
        });
    }
    allow
}
