//! Numbers that depend on the sizes of a call: polynomials in the named sizes.

use crate::shape::{DimId, Extent, Size};
use crate::sorted::Map;

/// How many terms a product has at most. One that would have more has its leading term alone: it would take an array
/// of seven different names with offsets.
const TERM_LIMIT: usize = 64;

/// A sum of products of named sizes. Coefficients end at the largest number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Polynomial {
    /// The coefficient of each product, whose factors are sorted; none is zero.
    terms: Map<Vec<DimId>, i128>,
}

impl Polynomial {
    pub(crate) fn number(number: i128) -> Self {
        let mut polynomial = Self::default();
        polynomial.add_term(&[], number);
        polynomial
    }

    /// How many elements a shape has.
    pub(crate) fn of(shape: &[Size]) -> Self {
        Self::extent(&Extent::of(shape))
    }

    pub(crate) fn extent(extent: &Extent) -> Self {
        let literal = Self::number(count(extent.literal));
        let mut named = extent.named.iter();
        let product = named.try_fold(literal, |product, size| product.times_size(*size));
        product.unwrap_or_else(|| {
            let dims = extent.named.iter().filter_map(|size| match size {
                Size::Named { dim, .. } => Some(*dim),
                Size::Literal(_) => None,
            });
            let mut leading = Self::default();
            leading.add_term(&dims.collect::<Vec<_>>(), count(extent.literal));
            leading
        })
    }

    /// The product with a size, if it has not too many terms.
    fn times_size(&self, size: Size) -> Option<Self> {
        let (dim, offset) = match size {
            Size::Literal(size) => return Some(self.times(count(size))),
            Size::Named { dim, offset } => (dim, offset),
        };
        let mut product = self.times(offset.into());
        for (dims, coefficient) in &self.terms {
            let mut dims = dims.clone();
            dims.push(dim);
            dims.sort_unstable();
            product.add_term(&dims, *coefficient);
        }
        (product.terms.len() <= TERM_LIMIT).then_some(product)
    }

    pub(crate) fn times(&self, factor: i128) -> Self {
        let mut product = Self::default();
        for (dims, coefficient) in &self.terms {
            product.add_term(dims, coefficient.saturating_mul(factor));
        }
        product
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (dims, coefficient) in &other.terms {
            self.add_term(dims, *coefficient);
        }
    }

    /// Adds `coefficient` times the product of `dims`, which are sorted.
    fn add_term(&mut self, dims: &[DimId], coefficient: i128) {
        match self.terms.get_mut(dims) {
            Some(sum) => {
                *sum = sum.saturating_add(coefficient);
                if *sum == 0 {
                    self.terms.remove(dims);
                }
            }
            None if coefficient != 0 => {
                self.terms.insert(dims.to_vec(), coefficient);
            }
            None => {}
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms, those of the highest degree first.
    pub(crate) fn terms(&self) -> Vec<(&[DimId], i128)> {
        let terms = self.terms.iter();
        let mut terms: Vec<(&[DimId], i128)> = terms
            .map(|(dims, coefficient)| (dims.as_slice(), *coefficient))
            .collect();
        terms.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));
        terms
    }
}

fn count(size: usize) -> i128 {
    i128::try_from(size).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::Polynomial;
    use crate::shape::{DimId, Size};

    fn named(dim: usize, offset: i64) -> Size {
        let dim = DimId(dim);
        Size::Named { dim, offset }
    }

    #[track_caller]
    fn check(shape: &[Size], expected: &[(&[usize], i128)]) {
        let polynomial = Polynomial::of(shape);
        let terms: Vec<(Vec<usize>, i128)> = polynomial
            .terms()
            .into_iter()
            .map(|(dims, coefficient)| (dims.iter().map(|dim| dim.0).collect(), coefficient))
            .collect();
        let expected: Vec<(Vec<usize>, i128)> = expected
            .iter()
            .map(|(dims, coefficient)| (dims.to_vec(), *coefficient))
            .collect();
        assert_eq!(terms, expected);
    }

    #[test]
    fn sizes_are_multiplied_out() {
        check(&[], &[(&[], 1)]);
        check(&[Size::Literal(3), Size::Literal(4)], &[(&[], 12)]);
        check(
            &[named(1, 0), named(0, 0), Size::Literal(2)],
            &[(&[0, 1], 2)],
        );
        // (n - 1)(n + 1)
        check(&[named(0, -1), named(0, 1)], &[(&[0, 0], 1), (&[], -1)]);
        // (n - 2)(m - 1)
        check(
            &[named(0, -2), named(1, -1)],
            &[(&[0, 1], 1), (&[0], -1), (&[1], -2), (&[], 2)],
        );
        check(&[named(0, -2), Size::Literal(0)], &[]);
    }

    #[test]
    fn sums_cancel() {
        let mut sum = Polynomial::of(&[named(0, 3)]);
        sum.add(&Polynomial::of(&[named(0, 0)]).times(-1));
        assert_eq!(sum, Polynomial::number(3));
        sum.add(&Polynomial::number(-3));
        assert!(sum.is_zero());
    }

    /// A tensor of many axes with names of their own does not make a formula of millions of terms.
    #[test]
    fn too_many_offsets_are_left_out() {
        let few: Vec<Size> = (0..6).map(|dim| named(dim, 1)).collect();
        assert_eq!(Polynomial::of(&few).terms().len(), 64);
        let many: Vec<Size> = (0..31).map(|dim| named(dim, 1)).collect();
        let leading: Vec<usize> = (0..31).collect();
        check(&many, &[(&leading, 1)]);
    }
}
