//! Random shapes: of values, and of operands that broadcast to a shape.

use super::Generator;
use crate::shape::{Shape, Size};

/// The number of elements that a shape should not pass, with each named size taken for 4.
const LARGE: usize = 400;

impl Generator {
    pub(super) fn shape(&mut self, rank: usize) -> Shape {
        let mut shape = Shape::new();
        while shape.len() < rank {
            let size = self.size_beside(&shape);
            shape.push(size);
        }
        shape
    }

    /// A size that a shape can take in addition.
    pub(super) fn size_beside(&mut self, shape: &[Size]) -> Size {
        let elements: usize = shape.iter().map(|size| typical(*size)).product();
        let choice = match self.rng.below(20) {
            0..=8 => Size::Named(self.dim(), 0),
            9 => Size::Named(self.dim(), self.rng.pick(&[1, 2])),
            10 => Size::Named(self.dim(), self.rng.pick(&[-1, -2])),
            11..=16 => Size::Literal(self.rng.pick(&[1, 2, 3, 3, 5])),
            17 | 18 => Size::Literal(self.rng.pick(&[7, 9])),
            _ => Size::Literal(33),
        };
        let choice = if elements * typical(choice) > LARGE {
            Size::Literal(2)
        } else {
            choice
        };
        self.admit(choice);
        choice
    }

    pub(super) fn dim(&mut self) -> &'static str {
        let dims = self.dims.clone();
        self.rng.pick(&dims)
    }

    /// Sees to it that a size is none below zero.
    pub(super) fn admit(&mut self, size: Size) {
        self.require(size, 0);
    }

    /// Sees to it that a size is at least this.
    pub(super) fn require(&mut self, size: Size, least: i64) {
        if let Size::Named(name, offset) = size {
            let needed = usize::try_from(least - offset).unwrap_or(0);
            let known = self.least.entry(name).or_default();
            *known = needed.max(*known);
        }
    }

    /// The shapes of this many operands that broadcast to `shape`.
    pub(super) fn split(&mut self, shape: &[Size], count: usize) -> Vec<Shape> {
        let mut owners = vec![vec![true; shape.len()]; count];
        if self.rng.chance(60) {
            for axis in 0..shape.len() {
                let keeper = self.rng.below(count);
                for (operand, owns) in owners.iter_mut().enumerate() {
                    owns[axis] = operand == keeper || self.rng.chance(55);
                }
            }
        } else if self.rng.chance(50) {
            // One operand is a scalar.
            let scalar = self.rng.below(count);
            if count > 1 {
                owners[scalar].fill(false);
            }
        }
        let mut shapes = Vec::new();
        for owns in owners {
            let first = owns.iter().position(|owns| *owns).unwrap_or(shape.len());
            let first = if self.rng.chance(20) {
                self.rng.below(first + 1)
            } else {
                first
            };
            let sizes = shape.iter().zip(&owns).skip(first);
            shapes.push(
                sizes
                    .map(|(size, owns)| if *owns { *size } else { Size::Literal(1) })
                    .collect(),
            );
        }
        shapes
    }
}

fn typical(size: Size) -> usize {
    match size {
        Size::Literal(size) => size,
        Size::Named(..) => 4,
    }
}
