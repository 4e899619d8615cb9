//! The description of a graph: `impl Graph for Name`.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Methods, lints};
use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, Node, NodeId, Size};
use crate::ops::Op;
use crate::signature::{Element, Signature};

pub(super) fn implementation(
    signature: &Signature,
    methods: Option<&Methods<'_>>,
    runtime: &TokenStream,
    bounded: &TokenStream,
    generics: &TokenStream,
) -> TokenStream {
    let graph = &signature.name.ident;
    let nodes = methods.map_or(0, |methods| methods.source.graph.len());
    let allow = lints::of_description(signature, nodes);
    let (used, info) = match methods {
        Some(methods) => (
            quote!(CostInfo, GraphInfo, InputInfo, NodeInfo, OutputInfo),
            description(signature, methods, runtime),
        ),
        None => (quote!(CostInfo, GraphInfo), nothing(signature)),
    };
    quote! {
        #[automatically_derived]
        #allow
        impl #bounded #runtime::Graph for #graph #generics {
            const INFO: &'static #runtime::GraphInfo = {
                use #runtime::{#used};
                #info
            };
        }
    }
}

/// The description after an error, so that whatever reads it reports nothing of its own.
fn nothing(signature: &Signature) -> TokenStream {
    let name = &signature.name.text;
    let element = signature.element.text();
    quote! {
        &GraphInfo {
            name: #name,
            element: #element,
            inputs: &[],
            outputs: &[],
            nodes: &[],
            saved: &[],
            cost: CostInfo {
                value: 0,
                forward: 0,
                backward: 0,
                value_and_grad: ::core::option::Option::None,
            },
        }
    }
}

fn description(signature: &Signature, methods: &Methods<'_>, runtime: &TokenStream) -> TokenStream {
    let Differentiated { graph, outputs, .. } = methods.source;
    let numbering = Numbering::new(graph, outputs, signature);
    let name = &signature.name.text;
    let element = signature.element.text();
    let inputs = signature.inputs.iter().enumerate().map(|(node, input)| {
        let (name, constant, node) = (&input.name.text, input.constant, count(node));
        quote!(InputInfo { name: #name, constant: #constant, node: #node })
    });
    let outputs = signature.outputs.iter().zip(outputs).map(|(output, id)| {
        // An output without a name has none here either.
        let name = output.name.as_ref().map_or("", |name| &name.text);
        let (constant, node) = (output.constant, count(numbering.of(*id)));
        quote!(OutputInfo { name: #name, constant: #constant, node: #node })
    });
    let nodes = numbering
        .nodes
        .iter()
        .map(|node| node_info(node, signature, &numbering, runtime));
    let kept = methods.programs.forward.graph;
    let saved = methods.programs.saved.iter().map(|id| {
        let label = kept.node(*id).label.as_ref();
        label.map_or_else(|| methods.names.known(*id), |label| label.name.clone())
    });
    let cost = methods.cost;
    let (value, forward, backward) = (count(cost.value), count(cost.forward), count(cost.backward));
    let value_and_grad = match cost.value_and_grad.map(count) {
        Some(count) => quote!(::core::option::Option::Some(#count)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        &GraphInfo {
            name: #name,
            element: #element,
            inputs: &[#(#inputs),*],
            outputs: &[#(#outputs),*],
            nodes: &[#(#nodes),*],
            saved: &[#(#saved),*],
            cost: CostInfo {
                value: #value,
                forward: #forward,
                backward: #backward,
                value_and_grad: #value_and_grad,
            },
        }
    }
}

/// A number without suffix.
fn count(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// The nodes of the value as it was written, numbered: every input first, used or not.
struct Numbering<'g> {
    nodes: Vec<Described<'g>>,
    numbers: BTreeMap<NodeId, usize>,
}

enum Described<'g> {
    Input(usize),
    Node(&'g Node),
}

impl<'g> Numbering<'g> {
    fn new(graph: &'g Graph, outputs: &[NodeId], signature: &Signature) -> Self {
        let mut nodes: Vec<Described<'g>> =
            (0..signature.inputs.len()).map(Described::Input).collect();
        let mut numbers = BTreeMap::new();
        let used = graph.reachable(outputs.iter().copied());
        for id in graph.ids().filter(|id| used.contains(*id)) {
            let node = graph.node(id);
            match (node.op, node.attribute) {
                (Op::Input, Attribute::Index(input)) => {
                    numbers.insert(id, input);
                }
                _ => {
                    numbers.insert(id, nodes.len());
                    nodes.push(Described::Node(node));
                }
            }
        }
        Self { nodes, numbers }
    }

    fn of(&self, id: NodeId) -> usize {
        self.numbers.get(&id).copied().unwrap_or_default()
    }
}

fn node_info(
    described: &Described<'_>,
    signature: &Signature,
    numbering: &Numbering<'_>,
    runtime: &TokenStream,
) -> TokenStream {
    let (name, operation, operands, shape) = match described {
        Described::Input(input) => {
            let name = signature
                .inputs
                .get(*input)
                .map(|input| input.name.text.clone());
            (name, "input".to_owned(), Vec::new(), [].as_slice())
        }
        Described::Node(node) => {
            let operands = node
                .operands
                .iter()
                .map(|id| count(numbering.of(*id)))
                .collect();
            let name = node.label.as_ref().map(|label| label.name.clone());
            (
                name,
                operation(node, signature),
                operands,
                node.shape.as_slice(),
            )
        }
    };
    let shape = shape.iter().map(|size| dim(size, runtime));
    let name = match name {
        Some(name) => quote!(::core::option::Option::Some(#name)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        NodeInfo {
            name: #name,
            operation: #operation,
            operands: &[#(#operands),*],
            shape: &[#(#shape),*],
        }
    }
}

/// A size, as data.
fn dim(size: &Size, runtime: &TokenStream) -> TokenStream {
    match size {
        Size::Literal(size) => {
            let size = count(*size);
            quote!(#runtime::Dim::Literal(#size))
        }
        Size::Named { name, offset } => {
            let offset = Literal::i64_unsuffixed(*offset);
            quote!(#runtime::Dim::Named { name: #name, offset: #offset })
        }
    }
}

/// The operation in words; a constant is its value.
fn operation(node: &Node, signature: &Signature) -> String {
    match (node.op, node.attribute) {
        (_, Attribute::Constant(constant)) => match signature.element {
            Element::Single => format!("{:?}", constant.single()),
            Element::Double | Element::Parameter(_) => format!("{:?}", constant.double()),
        },
        (_, Attribute::Integer(integer)) => format!("{}({integer})", node.operation().name),
        (Op::Path, Attribute::Index(path)) => signature
            .paths
            .get(path)
            .map_or_else(String::new, |path| path.text.clone()),
        _ => node.operation().name.to_owned(),
    }
}
