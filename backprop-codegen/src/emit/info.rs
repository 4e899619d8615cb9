//! The description of a graph: `impl Graph for Name`.

use proc_macro2::TokenStream;
use quote::quote;

use super::template::text;
use super::text::Text;
use super::{Description, cost, lints};
use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, Node, NodeId};
use crate::ops::Op;
use crate::shape::{Axes, Size};
use crate::signature::{Element, Signature};
use crate::sorted::Map;

pub(super) fn implementation(
    signature: &Signature,
    described: Option<&Description<'_>>,
    runtime: &Text,
    bounded: Option<&TokenStream>,
    generics: Option<&TokenStream>,
) -> TokenStream {
    let graph = &signature.name.ident;
    let (allow, info) = match described {
        Some(described) => {
            let nodes = described.source.graph.len();
            let (cost, numbers) = cost::table(described.cost, &signature.element, runtime);
            let allow = lints::of_description(signature, nodes, numbers);
            (allow, description(signature, described, runtime, &cost))
        }
        None => (
            lints::of_description(signature, 0, 0),
            nothing(signature, runtime),
        ),
    };
    quote! {
        #[automatically_derived]
        #allow
        impl #bounded #runtime::Graph for #graph #generics {
            const INFO: &'static #runtime::GraphInfo = #info;
        }
    }
}

/// The description after an error, so that whatever reads it reports nothing of its own.
fn nothing(signature: &Signature, runtime: &Text) -> Text {
    let name = &signature.name.text;
    let element = signature.element.text();
    text! {
        &#runtime::GraphInfo {
            name: #name,
            element: #element,
            inputs: &[],
            outputs: &[],
            nodes: &[],
            saved: &[],
            cost: #runtime::CostTable::NOTHING.info(),
        }
    }
}

/// The description. What it names is imported only where the type parameter, which may bear the same name, is not.
fn description(
    signature: &Signature,
    described: &Description<'_>,
    runtime: &Text,
    cost: &Text,
) -> Text {
    let Differentiated { graph, outputs, .. } = described.source;
    let numbering = Numbering::new(graph, outputs, signature);
    let name = &signature.name.text;
    let element = signature.element.text();
    let inputs = signature.inputs.iter().enumerate().map(|(node, input)| {
        let (name, constant, node) = (&input.name.text, input.constant, node);
        text!(InputInfo { name: #name, constant: #constant, node: #node })
    });
    let outputs = signature.outputs.iter().zip(outputs).map(|(output, id)| {
        // An output without a name has none here either.
        let name = output.name.as_ref().map_or("", |name| &name.text);
        let (constant, node) = (output.constant, numbering.of(*id));
        text!(OutputInfo { name: #name, constant: #constant, node: #node })
    });
    let nodes = numbering
        .nodes
        .iter()
        .map(|node| node_info(node, signature, &numbering));
    let dims = numbering
        .nodes
        .iter()
        .any(|node| !shape(node, signature).is_empty())
        .then(|| text!(use #runtime::Dim;));
    let saved = &described.saved;
    text! {
        &#runtime::GraphInfo {
            name: #name,
            element: #element,
            inputs: {
                use #runtime::InputInfo;
                &[#(#inputs),*]
            },
            outputs: {
                use #runtime::OutputInfo;
                &[#(#outputs),*]
            },
            nodes: {
                use ::core::option::Option;
                use #runtime::NodeInfo;
                #dims
                &[#(#nodes),*]
            },
            saved: &[#(#saved),*],
            cost: #cost,
        }
    }
}

/// The nodes of the value as it was written, numbered: every input first, used or not.
struct Numbering<'g> {
    nodes: Vec<Described<'g>>,
    numbers: Map<NodeId, usize>,
}

enum Described<'g> {
    Input(usize),
    Node(&'g Node),
}

impl<'g> Numbering<'g> {
    fn new(graph: &'g Graph, outputs: &[NodeId], signature: &Signature) -> Self {
        let mut nodes: Vec<Described<'g>> =
            (0..signature.inputs.len()).map(Described::Input).collect();
        let mut numbers = Map::new();
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

fn node_info(described: &Described<'_>, signature: &Signature, numbering: &Numbering<'_>) -> Text {
    let (name, operation, operands) = match described {
        Described::Input(input) => {
            let input = signature.inputs.get(*input);
            let name = input.map(|input| input.name.text.as_str());
            (name, "input".to_owned(), [].as_slice())
        }
        Described::Node(node) => {
            let name = node.label.as_ref().map(|label| label.name.as_str());
            (name, operation(node, signature), node.operands.as_slice())
        }
    };
    let operands = operands.iter().map(|id| numbering.of(*id));
    let shape = shape(described, signature).iter();
    let shape = shape.map(|size| dim(*size, signature));
    let name = match name {
        Some(name) => text!(Option::Some(#name)),
        None => text!(Option::None),
    };
    text! {
        NodeInfo {
            name: #name,
            operation: #operation,
            operands: &[#(#operands),*],
            shape: &[#(#shape),*],
        }
    }
}

fn shape<'s>(described: &Described<'s>, signature: &'s Signature) -> &'s [Size] {
    match described {
        Described::Input(input) => {
            let input = signature.inputs.get(*input);
            input.map_or(&[], |input| input.shape.as_slice())
        }
        Described::Node(node) => &node.shape,
    }
}

/// A size, as data.
fn dim(size: Size, signature: &Signature) -> Text {
    match size {
        Size::Literal(size) => text!(Dim::Literal(#size)),
        Size::Named { dim, offset } => {
            let name = signature.dim_name(dim);
            text!(Dim::Named { name: #name, offset: #offset })
        }
    }
}

/// A reduction as the source writes it: over all axes, or along one.
fn reduction(node: &Node, axes: Axes) -> String {
    let name = node.operation().name;
    let along = match node.op {
        Op::MaxAll => "max_axis".to_owned(),
        Op::MinAll => "min_axis".to_owned(),
        _ => format!("{name}_axis"),
    };
    match axes.iter().next() {
        Some(axis) if !node.shape.is_empty() => format!("{along}({axis})"),
        _ => name.to_owned(),
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
        (_, Attribute::Axes(axes)) => reduction(node, axes),
        (Op::Path, Attribute::Index(path)) => signature
            .paths
            .get(path)
            .map_or_else(String::new, |path| path.text.clone()),
        _ => node.operation().name.to_owned(),
    }
}
