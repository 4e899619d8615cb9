//! The graphs of the workloads: each from the file in which it is measured, as it is compiled.

use backprop_codegen::export::{self, GraphCost, MethodCost};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// W1, W2 and W3.
const OF_NUMBERS: [&str; 3] = [
    include_str!("../../../benches/src/bill.rs"),
    include_str!("../../../benches/src/rosenbrock.rs"),
    include_str!("../../../benches/src/bundle_adjustment/mod.rs"),
];

/// W4, W5, W6, and W7 with W8, which are one graph in two sizes.
const OF_TENSORS: [&str; 4] = [
    include_str!("../../../benches/src/rectified/mod.rs"),
    include_str!("../../../benches/src/chain/mod.rs"),
    include_str!("../../../benches/src/elementary/mod.rs"),
    include_str!("../../../benches/src/classifier/mod.rs"),
];

/// The methods that compute, of the graph and of its pass.
const METHODS: [&str; 4] = ["value", "forward", "backward", "value_and_grad"];

/// A graph, and what it becomes.
pub(crate) struct Workload {
    pub(crate) source: TokenStream,
    pub(crate) name: String,
    pub(crate) cost: GraphCost,
    pub(crate) methods: Vec<syn::ImplItemFn>,
}

impl Workload {
    pub(crate) fn new(source: TokenStream) -> Self {
        let graphs = export::load(source.clone()).expect("the source has no mistake");
        let [graph] = graphs.as_slice() else {
            panic!("not one graph");
        };
        let code = backprop_codegen::compile(source.clone());
        let file: syn::File = syn::parse2(code).expect("the expansion is Rust");
        let blocks = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Impl(block) if block.trait_.is_none() => Some(block.items),
            _ => None,
        });
        let methods = blocks.flatten().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function),
            _ => None,
        });
        Self {
            name: graph.name().expect("it has a name").to_owned(),
            cost: graph.cost(),
            methods: methods
                .filter(|function| METHODS.iter().any(|name| function.sig.ident == name))
                .collect(),
            source,
        }
    }

    #[track_caller]
    pub(crate) fn method(&self, name: &str) -> &syn::ImplItemFn {
        let mut methods = self.methods.iter();
        let found = methods.find(|function| function.sig.ident == name);
        found.expect("the method is there")
    }

    #[track_caller]
    pub(crate) fn cost_of(&self, name: &str) -> &MethodCost {
        let mut methods = self.cost.methods();
        let found = methods.find(|(other, _)| *other == name);
        found.expect("the method is there").1
    }
}

pub(crate) fn of_numbers() -> Vec<Workload> {
    OF_NUMBERS.into_iter().flat_map(graphs).collect()
}

pub(crate) fn of_tensors() -> Vec<Workload> {
    OF_TENSORS.into_iter().flat_map(graphs).collect()
}

/// The graphs of a file's `graph!`, each on its own: one ends with its body.
fn graphs(file: &str) -> Vec<Workload> {
    let file = syn::parse_file(file).expect("the file is Rust");
    let mut found = Vec::new();
    for item in file.items {
        let syn::Item::Macro(call) = item else {
            continue;
        };
        if !call.mac.path.is_ident("graph") {
            continue;
        }
        let mut graph = Vec::new();
        for tree in call.mac.tokens {
            let ends = matches!(&tree, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace);
            graph.push(tree);
            if ends {
                found.push(Workload::new(graph.drain(..).collect()));
            }
        }
    }
    assert!(!found.is_empty(), "a workload has a graph");
    found
}
