//! Sizes as Rust: extents, and positions in arrays.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::super::formula::local;
use crate::shape::{DimId, Extent, Size};
use crate::sorted::Set;

/// Prints sizes, and notes which names they have.
#[derive(Debug)]
pub(super) struct Sizes<'n> {
    /// The variable of each named size.
    pub(super) names: &'n [String],
    pub(super) used: Set<DimId>,
}

impl<'n> Sizes<'n> {
    pub(super) fn new(names: &'n [String]) -> Self {
        Self {
            names,
            used: Set::new(),
        }
    }

    pub(super) fn variable(&self, dim: DimId) -> Ident {
        local(self.names.get(dim.0).map_or("size", String::as_str))
    }

    /// A size; one with an offset is a sum.
    pub(super) fn size(&mut self, size: Size) -> TokenStream {
        match size {
            Size::Literal(size) => number(size),
            Size::Named { dim, offset } => {
                self.used.insert(dim);
                let name = self.variable(dim);
                let distance = Literal::u64_unsuffixed(offset.unsigned_abs());
                match offset {
                    0 => quote!(#name),
                    1.. => quote!(#name + #distance),
                    _ => quote!(#name - #distance),
                }
            }
        }
    }

    /// A size as a factor.
    pub(super) fn factor(&mut self, size: Size) -> TokenStream {
        let tokens = self.size(size);
        match size {
            Size::Named { offset, .. } if offset != 0 => quote!((#tokens)),
            _ => tokens,
        }
    }

    /// A product of sizes.
    pub(super) fn extent(&mut self, extent: &Extent) -> TokenStream {
        let mut factors: Vec<TokenStream> = Vec::new();
        if extent.literal == 0 {
            return number(0);
        }
        for size in &extent.named {
            factors.push(self.factor(*size));
        }
        if extent.literal != 1 || factors.is_empty() {
            factors.push(number(extent.literal));
        }
        if let [size] = extent.named.as_slice()
            && extent.literal == 1
        {
            return self.size(*size);
        }
        product(factors)
    }

    /// A position times a stride.
    pub(super) fn times(&mut self, position: &TokenStream, stride: &Extent) -> TokenStream {
        if stride.is_one() {
            return position.clone();
        }
        if stride.literal == 0 {
            return number(0);
        }
        let mut factors = vec![position.clone()];
        for size in &stride.named {
            factors.push(self.factor(*size));
        }
        if stride.literal != 1 {
            factors.push(number(stride.literal));
        }
        product(factors)
    }

    /// A size times a stride.
    pub(super) fn start(&mut self, size: Size, stride: &Extent) -> TokenStream {
        if stride.is_one() {
            return self.size(size);
        }
        let position = self.factor(size);
        self.times(&position, stride)
    }
}

/// A number of elements.
pub(super) fn number(number: usize) -> TokenStream {
    let literal = Literal::usize_unsuffixed(number);
    quote!(#literal)
}

/// A sum of positions; 0 where there are none.
pub(super) fn sum(terms: &[TokenStream]) -> TokenStream {
    match terms {
        [] => quote!(0),
        terms => quote!(#(#terms)+*),
    }
}

fn product(factors: Vec<TokenStream>) -> TokenStream {
    let mut factors = factors.into_iter();
    let first = factors.next().unwrap_or_else(|| number(1));
    factors.fold(first, |product, factor| quote!(#product * #factor))
}
