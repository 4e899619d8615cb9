//! The check of all sizes, once in each call.

use super::super::items::Frame;
use super::super::template::text;
use super::super::text::{Text, local};
use super::sizes::number;
use crate::shape::Size;

impl Frame<'_> {
    /// `fn __sizes`: the named sizes, from the shapes of the inputs.
    pub(super) fn size_check(&self) -> Text {
        let runtime = &self.runtime;
        let graph = &self.signature.name.text;
        let import = self.import();
        let parameters = self.tensor_inputs().map(|(position, rank)| {
            let (name, ty) = (self.view_name(position), self.view_type(rank, &text!('_)));
            text!(#name: &#ty)
        });
        let variables: Vec<_> = self.locals.dims.iter().map(|name| local(name)).collect();
        let mut checks = Text::new();
        for (position, input) in self.signature.inputs.iter().enumerate() {
            let (view, name) = (self.view_name(position), &input.name.text);
            for (axis, size) in input.shape.iter().enumerate() {
                let axis = number(axis);
                let site = text!(__tensor::Site { input: #name, axis: #axis });
                checks.push(match size {
                    Size::Literal(size) => {
                        let size = number(*size);
                        text!(__tensor::literal(#graph, #site, #size, #view.shape()[#axis])?;)
                    }
                    Size::Named { dim, offset } => {
                        let dim = variables.get(dim.0);
                        let offset = *offset;
                        text!(#dim.meet(#view.shape()[#axis], #offset, #site)?;)
                    }
                });
            }
        }
        for (minimum, dim) in self.signature.minima.iter().zip(&variables) {
            if *minimum > 0 {
                let minimum = number(*minimum);
                checks.push(text!(#dim.at_least(#minimum)?;));
            }
        }
        let count = variables.len();
        let named = self
            .signature
            .dims
            .iter()
            .zip(&variables)
            .map(|(dim, variable)| {
                let name = &dim.text;
                text!(let mut #variable = __tensor::Named::new(#graph, #name);)
            });
        let values = variables.iter().map(|variable| text!(#variable.get()));
        text! {
            fn __sizes(#(#parameters),*)
                -> ::core::result::Result<[usize; #count], #runtime::ShapeError>
            {
                #import
                #(#named)*
                #checks
                ::core::result::Result::Ok([#(#values),*])
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
