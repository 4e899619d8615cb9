//! How loop nests stand in a method: the struct of each, and the call that runs it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::super::formula::local;
use super::body::{Body, Steps};
use super::kernel::{Context, Kernel, kernel};
use super::sizes::{Sizes, number, sum};
use crate::ir::NodeId;
use crate::shape::Extent;
use crate::tensor::{Fold, Nest, Passes, Target};

impl Steps<'_> {
    /// Declares a loop nest and runs it.
    pub(super) fn nest(&self, nest: &(Nest, Passes), count: usize, body: &mut Body) {
        let (nest, passes) = nest;
        let name = format_ident!("{}{}", self.prefix, count);
        let variable = |node: NodeId| self.variable(node);
        let target = |target: Target| self.target(target);
        let context = Context {
            graph: self.graph(),
            element: &self.signature.element,
            runtime: self.runtime,
            dims: self.dims,
            variable: &variable,
            target: &target,
            comments: self.comments,
        };
        let kernel = kernel(&context, nest, passes, &name);
        let summary = self.comments.text(|| self.summary(nest, &kernel));
        let items = &kernel.items;
        body.items.extend(quote!(#summary #items));
        let summary = self.comments.text(|| {
            let ties = self.comments.ties(self.graph(), nest.computed());
            self.summary(nest, &kernel) + &ties
        });
        body.read.extend(&kernel.sources);
        body.workspace = true;
        let call = self.call(nest, &kernel, &name, body);
        let scalars: Vec<Ident> = kernel
            .scalars
            .iter()
            .map(|(node, _)| local(&self.variable(*node)))
            .collect();
        if scalars.is_empty() {
            body.statements.extend(quote!(#summary #call;));
        } else {
            body.statements
                .extend(quote!(#summary let [#(#scalars),*] = #call;));
        }
    }

    /// What a loop nest runs over and what it gives, in a line.
    fn summary(&self, nest: &Nest, kernel: &Kernel) -> String {
        let axes = nest.axes.iter();
        let axes: Vec<String> = axes.map(|axis| self.signature.extent_text(axis)).collect();
        let product = nest.product.and_then(|node| {
            let purpose = self.comments.purpose(self.graph(), node)?;
            Some(format!("; first the product {purpose}"))
        });
        let arrays = kernel
            .outputs
            .iter()
            .map(|(target, _)| self.target(*target));
        let folded = kernel
            .vectors
            .iter()
            .map(|(target, _)| self.target(*target));
        let scalars = kernel.scalars.iter().map(|(node, _)| self.variable(*node));
        let mut given: Vec<String> = Vec::new();
        for name in arrays.chain(folded).chain(scalars) {
            if !given.contains(&name) {
                given.push(name);
            }
        }
        format!(
            "{}, over [{}]{}",
            given.join(", "),
            axes.join(", "),
            product.unwrap_or_default()
        )
    }

    fn call(&self, nest: &Nest, kernel: &Kernel, name: &Ident, body: &mut Body) -> TokenStream {
        let runtime = self.runtime;
        let mut sizes = Sizes::new(self.dims);
        let mut fields = Vec::new();
        if let Some(node) = nest.product {
            body.products = true;
            let (a, b) = self.factors(node, &mut sizes, body);
            let product = local(&kernel.product);
            fields.push(quote!(#product: #runtime::tensor::MatrixProduct::new(#a, #b, products)));
        }
        for source in &kernel.sources {
            let source = local(&self.variable(*source));
            fields.push(quote!(#source: &#source[..]));
        }
        for number in &kernel.numbers {
            let name = local(&self.variable(*number));
            fields.push(name.into_token_stream());
        }
        for dim in &kernel.dims {
            body.dims.insert(*dim);
            fields.push(sizes.variable(*dim).into_token_stream());
        }
        let rows = sizes.extent(nest.axes.first().unwrap_or(&Extent::ONE));
        let width = nest
            .axes
            .iter()
            .skip(1)
            .fold(Extent::ONE, |width, axis| width.times(axis));
        let width = sizes.extent(&width);
        let work = number(nest.work(self.graph()));
        let tile = number(if nest.product.is_some() { 48 } else { 1 });
        let scratch: Vec<TokenStream> = kernel
            .scratch
            .iter()
            .map(|extent| sizes.extent(extent))
            .collect();
        let scratch = sum(&scratch);
        let outputs = kernel.outputs.iter().map(|(target, width)| {
            let data = local(&self.target(*target));
            let width = sizes.extent(width);
            quote!(#runtime::tensor::Output { data: &mut #data[..], width: #width })
        });
        let outputs: Vec<TokenStream> = outputs.collect();
        let fold = |fold: &Fold| {
            let fold = local(fold.name());
            quote!(#runtime::tensor::Fold::#fold)
        };
        let vectors = kernel.vectors.iter().map(|(target, folded)| {
            let (data, fold) = (local(&self.target(*target)), fold(folded));
            quote!(#runtime::tensor::Vector { data: &mut #data[..], fold: #fold })
        });
        let scalars = kernel.scalars.iter().map(|(_, folded)| fold(folded));
        let code = quote! {
            #runtime::tensor::run(
                &#name { #(#fields),* },
                #runtime::tensor::Space {
                    rows: #rows,
                    width: #width,
                    work: #work,
                    tile: #tile,
                    scratch: #scratch,
                },
                [#(#outputs),*],
                [#(#vectors),*],
                [#(#scalars),*],
                workspace,
            )
        };
        body.dims.extend(sizes.used);
        code
    }
}
