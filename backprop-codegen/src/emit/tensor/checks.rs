//! The check of all sizes, once in each call.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::formula::local;
use super::super::items::Frame;
use super::sizes::number;
use crate::shape::Size;

impl Frame<'_> {
    /// `fn __sizes`: the named sizes, from the shapes of the inputs.
    pub(super) fn size_check(&self) -> TokenStream {
        let runtime = &self.runtime;
        let graph = &self.signature.name.text;
        let import = self.import();
        let parameters = self.tensor_inputs().map(|(position, rank)| {
            let (name, ty) = (self.view_name(position), self.view_type(rank, &quote!('_)));
            quote!(#name: &#ty)
        });
        let dims = self.signature.dims.iter().map(|dim| &dim.text);
        let variables: Vec<_> = self.dims.iter().map(|name| local(name)).collect();
        let mut checks = TokenStream::new();
        for (position, input) in self.signature.inputs.iter().enumerate() {
            let (view, name) = (self.view_name(position), &input.name.text);
            for (axis, size) in input.shape.iter().enumerate() {
                let axis = number(axis);
                let site = quote!(__tensor::Site { input: #name, axis: #axis });
                checks.extend(match size {
                    Size::Literal(size) => {
                        let size = number(*size);
                        quote!(__tensor::literal(#graph, #site, #size, #view.shape()[#axis])?;)
                    }
                    Size::Named { dim, offset } => {
                        let dim = variables.get(dim.0);
                        let offset = Literal::i64_unsuffixed(*offset);
                        quote!(#dim.meet(#view.shape()[#axis], #offset, #site)?;)
                    }
                });
            }
        }
        for (minimum, dim) in self.signature.minima.iter().zip(&variables) {
            if *minimum > 0 {
                let minimum = number(*minimum);
                checks.extend(quote!(#dim.at_least(#minimum)?;));
            }
        }
        let count = number(variables.len());
        quote! {
            fn __sizes(#(#parameters),*)
                -> ::core::result::Result<[usize; #count], #runtime::ShapeError>
            {
                #import
                #(let mut #variables = __tensor::Named::new(#graph, #dims);)*
                #checks
                ::core::result::Result::Ok([#(#variables.get()),*])
            }
        }
    }

    /// The positions and ranks of the tensor inputs.
    pub(super) fn tensor_inputs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let inputs = self.signature.inputs.iter().enumerate();
        inputs
            .map(|(position, input)| (position, input.shape.len()))
            .filter(|(_, rank)| *rank > 0)
    }
}
