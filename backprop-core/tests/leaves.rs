//! Into which leaves the driver splits the rows of a nest, and in which order it folds them.
#![cfg(feature = "ndarray")]

use std::ops::Range;

use backprop_core::tensor::{Fold, LoopNest, Output, Space, Written, run};

/// Gives a number of each leaf that no other order of additions folds to the same bits.
struct Leaves;

impl Leaves {
    fn number(leaf: usize) -> f32 {
        let step = u16::try_from(leaf * 7919 % 1000).unwrap();
        0.1 + f32::from(step) / 3.0
    }
}

impl LoopNest<f32, 0, 0, 0, 1> for Leaves {
    fn run(
        &self,
        rows: Range<usize>,
        []: [&mut [f32]; 0],
        []: [&mut (impl Written<f32> + ?Sized); 0],
        []: [&mut [f32]; 0],
        _scratch: &mut [f32],
    ) -> [f32; 1] {
        assert_eq!(rows.start % 8192, 0);
        [Self::number(rows.start / 8192)]
    }
}

#[test]
fn leaves_are_folded_by_a_binary_counter() {
    for leaves in 1..70 {
        // Each leaf is a one, and ones of equal size are folded at once.
        let mut stack: Vec<(usize, f32)> = Vec::new();
        for leaf in 0..leaves {
            stack.push((1, Leaves::number(leaf)));
            while let [.., (size, one), (same, other)] = stack[..]
                && size == same
            {
                stack.truncate(stack.len() - 2);
                stack.push((2 * size, one + other));
            }
        }
        let (_, mut expected) = stack.pop().unwrap();
        while let Some((_, one)) = stack.pop() {
            expected += one;
        }

        let space = Space {
            rows: 8192 * (leaves - 1) + 5,
            width: 1,
            work: 1,
            tile: 1,
            scratch: 0,
        };
        let [found] = run(&Leaves, space, [], [], [], [Fold::Sum], &mut Vec::new());
        assert_eq!(found.to_bits(), expected.to_bits(), "{leaves} leaves");
    }
}

/// Counts rows, and holds the leaves against a tile.
struct Tiles {
    tile: usize,
    rows: usize,
}

impl LoopNest<f64, 1, 0, 0, 1> for Tiles {
    fn run(
        &self,
        rows: Range<usize>,
        [output]: [&mut [f64]; 1],
        []: [&mut (impl Written<f64> + ?Sized); 0],
        []: [&mut [f64]; 0],
        _scratch: &mut [f64],
    ) -> [f64; 1] {
        assert_eq!(rows.start % self.tile, 0);
        assert!(rows.end.is_multiple_of(self.tile) || rows.end == self.rows);
        for (element, row) in output.iter_mut().zip(rows.clone()) {
            *element = f64::from(u32::try_from(row).unwrap());
        }
        [f64::from(u32::try_from(rows.len()).unwrap())]
    }
}

#[test]
fn leaves_are_multiples_of_a_tile() {
    for tile in [1, 3, 48] {
        for width in [1, 100, 10_000] {
            let nest = Tiles { tile, rows: 20_001 };
            let space = Space {
                rows: nest.rows,
                width,
                work: 1,
                tile,
                scratch: 0,
            };
            let mut data = vec![-1.0; nest.rows];
            let output = Output {
                data: &mut data,
                width: 1,
            };
            let [rows] = run(&nest, space, [output], [], [], [Fold::Sum], &mut Vec::new());
            assert_eq!(rows, 20_001.0);
            assert!(
                data.iter()
                    .zip(0_u32..)
                    .all(|(&element, row)| element == f64::from(row))
            );
        }
    }
}
