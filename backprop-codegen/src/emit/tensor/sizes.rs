//! Sizes as Rust: extents, and positions in arrays.

use super::super::template::text;
use super::super::text::{Text, local};
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

    pub(super) fn variable(&self, dim: DimId) -> Text {
        local(self.names.get(dim.0).map_or("size", String::as_str))
    }

    /// A size; one with an offset is a sum.
    pub(super) fn size(&mut self, size: Size) -> Text {
        match size {
            Size::Literal(size) => number(size),
            Size::Named { dim, offset } => {
                self.used.insert(dim);
                let name = self.variable(dim);
                let distance = offset.unsigned_abs();
                match offset {
                    0 => text!(#name),
                    1.. => text!(#name + #distance),
                    _ => text!(#name - #distance),
                }
            }
        }
    }

    /// A size as a factor.
    pub(super) fn factor(&mut self, size: Size) -> Text {
        let tokens = self.size(size);
        match size {
            Size::Named { offset, .. } if offset != 0 => text!((#tokens)),
            _ => tokens,
        }
    }

    /// A product of sizes.
    pub(super) fn extent(&mut self, extent: &Extent) -> Text {
        let mut factors: Vec<Text> = Vec::new();
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
    pub(super) fn times(&mut self, position: &Text, stride: &Extent) -> Text {
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
    pub(super) fn start(&mut self, size: Size, stride: &Extent) -> Text {
        if stride.is_one() {
            return self.size(size);
        }
        let position = self.factor(size);
        self.times(&position, stride)
    }
}

/// A number of elements.
pub(super) fn number(number: usize) -> Text {
    text!(#number)
}

/// A sum of positions; 0 where there are none.
pub(super) fn sum(terms: &[Text]) -> Text {
    match terms {
        [] => text!(0),
        terms => text!(#(#terms)+*),
    }
}

fn product(factors: Vec<Text>) -> Text {
    let mut factors = factors.into_iter();
    let first = factors.next().unwrap_or_else(|| number(1));
    factors.fold(first, |product, factor| text!(#product * #factor))
}
