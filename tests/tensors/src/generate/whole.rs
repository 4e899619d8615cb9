//! Operations on whole tensors: each gives the shape that is wanted from an operand of another.

use super::elementwise::{infix, number};
use super::{Generator, of, whole};
use crate::shape::{Shape, Size};
use crate::tree::{Expr, Item, Kind};

const ALONG: &[&str] = &[
    "sum_axis",
    "sum_axis",
    "mean_axis",
    "product_axis",
    "max_axis",
    "min_axis",
];
const WHOLE: &[&str] = &[
    "sum", "sum", "mean", "mean", "product", "max_all", "min_all",
];

impl Generator {
    pub(super) fn reduction(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        self.reduced(shape, below, ALONG, WHOLE)
    }

    /// The largest or the smallest element: a reduction that does not round.
    pub(super) fn extreme(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        self.reduced(
            shape,
            below,
            &["max_axis", "min_axis"],
            &["max_all", "min_all"],
        )
    }

    fn reduced(
        &mut self,
        shape: &[Size],
        below: usize,
        along: &[&'static str],
        all: &[&'static str],
    ) -> Option<Expr> {
        if shape.is_empty() && self.rng.chance(60) {
            let rank = self.rng.pick(&[0, 1, 1, 2, 2, 3, 4]);
            let inner = self.shape(rank);
            let operand = self.expr(&inner, below);
            let name = self.rng.pick(all);
            let operand = self.factors(name, operand);
            return Some(whole(name, operand));
        }
        if shape.len() > 3 {
            return None;
        }
        let size = self.size_beside(shape);
        if !self.exact && self.rng.chance(20) {
            let mut inner = shape.to_vec();
            inner.push(size);
            let operand = Box::new(self.expr(&inner, below));
            let style = self.style();
            return Some(of(shape.to_vec(), Kind::Last("logsumexp", operand, style)));
        }
        let axis = self.rng.below(shape.len() + 1);
        let mut inner = shape.to_vec();
        inner.insert(axis, size);
        let name = self.rng.pick(along);
        let operand = self.expr(&inner, below);
        let operand = self.factors(name, operand);
        // A name means the sizes that are the name alone, or all in which it occurs.
        let occurs = |other: &Size| match (other, size) {
            (Size::Named(other, _), Size::Named(name, _)) => *other == name,
            _ => false,
        };
        let once = inner.iter().filter(|other| occurs(other)).count() == 1;
        let named = once && matches!(size, Size::Named(_, 0)) && self.rng.chance(70);
        let style = self.style();
        Some(of(
            shape.to_vec(),
            Kind::Along(name, Box::new(operand), axis, named, style),
        ))
    }

    /// Most products are of numbers near 1.
    fn factors(&mut self, name: &str, operand: Expr) -> Expr {
        if !name.starts_with("product") || self.rng.chance(30) {
            return operand;
        }
        let bounded = self.bounded(operand);
        infix('+', infix('*', bounded, number("0.2")), number("1"))
    }

    pub(super) fn product(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        if shape.len() > 2 {
            return None;
        }
        let inner = self.size_beside(shape);
        let (left, right): (Shape, Shape) = match *shape {
            [] => (vec![inner], vec![inner]),
            [size] if self.rng.chance(50) => (vec![size, inner], vec![inner]),
            [size] => (vec![inner], vec![inner, size]),
            [rows, columns] => (vec![rows, inner], vec![inner, columns]),
            _ => return None,
        };
        let left = Box::new(self.expr(&left, below));
        let right = Box::new(self.expr(&right, below));
        let style = if self.rng.chance(70) {
            None
        } else {
            Some(self.style())
        };
        Some(of(shape.to_vec(), Kind::Dot(left, right, style)))
    }

    pub(super) fn normalised(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        if shape.is_empty() {
            return None;
        }
        let name = self.rng.pick(&["softmax", "log_softmax"]);
        let operand = Box::new(self.expr(shape, below));
        let style = self.style();
        Some(of(shape.to_vec(), Kind::Last(name, operand, style)))
    }

    pub(super) fn transposed(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        if shape.len() < 2 {
            return None;
        }
        let inner: Shape = shape.iter().rev().copied().collect();
        let operand = Box::new(self.expr(&inner, below));
        let style = self.style();
        Some(of(shape.to_vec(), Kind::Transpose(operand, style)))
    }

    pub(super) fn inserted(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        let ones: Vec<usize> = (0..shape.len())
            .filter(|axis| shape[*axis] == Size::Literal(1))
            .collect();
        if ones.is_empty() {
            // An operand that is broadcast along one axis.
            let axis = self.rng.below(shape.len().checked_sub(1)? + 1);
            let mut narrow = shape.to_vec();
            narrow[axis] = Size::Literal(1);
            let narrow = self.inserted(&narrow, below)?;
            let other = self.expr(shape, below);
            return Some(infix('+', other, narrow));
        }
        let axis = self.rng.pick(&ones);
        let mut inner = shape.to_vec();
        inner.remove(axis);
        let operand = Box::new(self.expr(&inner, below));
        let style = self.style();
        Some(of(shape.to_vec(), Kind::InsertAxis(operand, axis, style)))
    }

    pub(super) fn reshaped(&mut self, shape: &[Size], below: usize) -> Option<Expr> {
        let plain = |size: &Size| matches!(size, Size::Literal(_) | Size::Named(_, 0));
        if shape.is_empty() || !shape.iter().all(plain) {
            return None;
        }
        let mut inner = shape.to_vec();
        for _ in 0..=self.rng.below(2) {
            let (left, right) = (self.rng.below(inner.len()), self.rng.below(inner.len()));
            match (inner[left], inner[right]) {
                (Size::Literal(9), _) if inner.len() < 4 => {
                    inner[left] = Size::Literal(3);
                    inner.push(Size::Literal(3));
                }
                (Size::Literal(33), _) if inner.len() < 4 => {
                    inner[left] = Size::Literal(3);
                    inner.insert(0, Size::Literal(11));
                }
                (Size::Literal(1), _) if inner.len() > 1 => {
                    inner.remove(left);
                }
                (Size::Literal(one), Size::Literal(other)) if left != right => {
                    inner[left] = Size::Literal(one * other);
                    inner.remove(right);
                }
                _ if inner.len() < 4 && self.rng.chance(30) => inner.insert(left, Size::Literal(1)),
                _ => inner.swap(left, right),
            }
        }
        let operand = Box::new(self.expr(&inner, below));
        let style = self.style();
        Some(of(shape.to_vec(), Kind::Reshape(operand, style)))
    }

    pub(super) fn sliced(&mut self, shape: &[Size], below: usize) -> Expr {
        let mut inner = Shape::new();
        let mut items = Vec::new();
        for size in shape {
            let (from, item) = if self.rng.chance(40) {
                (*size, Item::Range(None, None))
            } else {
                self.range(*size)
            };
            inner.push(from);
            items.push(item);
        }
        if shape.is_empty() || shape.len() < 4 && self.rng.chance(30) {
            let axis = self.rng.below(shape.len() + 1);
            let size = self.size_beside(shape);
            inner.insert(axis, size);
            let reach = match size {
                Size::Literal(size) => i64::try_from(size).unwrap_or(1),
                Size::Named(..) => 3,
            };
            let reach_both = usize::try_from(2 * reach).unwrap_or(1);
            let position = i64::try_from(self.rng.below(reach_both)).unwrap_or(0) - reach;
            self.require(
                size,
                if position < 0 {
                    -position
                } else {
                    position + 1
                },
            );
            items.insert(axis, Item::At(position));
        }
        let operand = Box::new(self.expr(&inner, below));
        of(shape.to_vec(), Kind::Slice(operand, items))
    }

    /// A size, and a range of it that is `size` long.
    fn range(&mut self, size: Size) -> (Size, Item) {
        let before = i64::try_from(self.rng.below(3)).unwrap_or(0);
        let behind = i64::try_from(self.rng.below(3)).unwrap_or(0);
        let from_start = |position: i64, rng: &mut crate::rng::Rng| {
            (position > 0 || rng.chance(30)).then_some(position)
        };
        match size {
            Size::Named(name, offset) => {
                let whole = Size::Named(name, offset + before + behind);
                self.require(whole, before + behind);
                let start = from_start(before, &mut self.rng);
                (whole, Item::Range(start, (behind > 0).then_some(-behind)))
            }
            Size::Literal(length) => {
                let length = i64::try_from(length).unwrap_or(1);
                if self.rng.chance(40) {
                    // Of a size that has a name.
                    let whole = Size::Named(self.dim(), self.rng.pick(&[0, 0, 1, -1]));
                    if self.rng.chance(50) {
                        self.require(whole, before + length);
                        let start = from_start(before, &mut self.rng);
                        return (whole, Item::Range(start, Some(before + length)));
                    }
                    self.require(whole, behind + length);
                    let end = (behind > 0).then_some(-behind);
                    return (whole, Item::Range(Some(-behind - length), end));
                }
                let all = before + length + behind;
                let start = if self.rng.chance(40) {
                    Some(before - all)
                } else {
                    from_start(before, &mut self.rng)
                };
                let end = match behind {
                    0 if self.rng.chance(60) => None,
                    0 => Some(all),
                    _ if self.rng.chance(50) => Some(-behind),
                    _ => Some(all - behind),
                };
                let whole = Size::Literal(usize::try_from(all).unwrap_or(1));
                (whole, Item::Range(start, end))
            }
        }
    }
}
