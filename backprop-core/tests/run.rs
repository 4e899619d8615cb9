//! The driver of loop nests: what it hands out, and what it folds.
#![cfg(feature = "ndarray")]

use std::ops::Range;

use backprop_core::tensor::{
    Apart, Fold, Join, LoopNest, Max, Output, Space, Sum, Vector, Written, each, run, run_with,
};
use support::random_numbers;

mod support;

/// Twice the input and, for each row, its sum; by columns the sum and the minimum; over all the
/// sum and the maximum.
struct Nest {
    input: Vec<f32>,
    width: usize,
}

impl LoopNest<f32, 1, 1, 2, 2> for Nest {
    fn run(
        &self,
        rows: Range<usize>,
        [sums]: [&mut [f32]; 1],
        [doubled]: [&mut (impl Written<f32> + ?Sized); 1],
        [columns, least]: [&mut [f32]; 2],
        scratch: &mut [f32],
    ) -> [f32; 2] {
        let width = self.width;
        assert_eq!(sums.len(), rows.len());
        assert_eq!(
            (columns.len(), least.len(), scratch.len()),
            (width, width, 5)
        );
        // Whoever shares the scratch would notice.
        scratch.fill(f32::NAN);
        let (mut total, mut top) = (Sum::new(), Max::new());
        for (row, i) in rows.enumerate() {
            let x = &self.input[i * width..][..width];
            let doubled = &mut doubled[row * width..][..width];
            let mut sum = Sum::new();
            each! { for at in lanes(width).folding(total, top, sum) {
                let x = at.load(x);
                at.store(doubled, x + x);
                at.store(columns, at.load(columns) + x);
                at.store(least, at.load(least).minimum(x));
                total.add(at, x);
                top.add(at, x);
                sum.add(at, x);
            } }
            sums[row] = sum.finish();
        }
        [total.finish(), top.finish()]
    }
}

/// All that a run gives.
#[derive(Debug, PartialEq)]
struct Results {
    doubled: Vec<f32>,
    sums: Vec<f32>,
    columns: Vec<f32>,
    least: Vec<f32>,
    scalars: [f32; 2],
}

impl Nest {
    fn new(rows: usize, width: usize) -> Self {
        let mut random = random_numbers(7);
        #[expect(clippy::cast_possible_truncation, reason = "rounding is meant")]
        let input = (0..rows * width).map(|_| random() as f32).collect();
        Self { input, width }
    }

    /// Runs the nest in a way; the arrays hold something else before.
    fn results(
        &self,
        rows: usize,
        work: usize,
        run: impl FnOnce(
            &Self,
            Space,
            Outputs<'_>,
            [Vector<'_, f32>; 2],
            [Fold; 2],
            &mut Vec<f32>,
        ) -> [f32; 2],
    ) -> Results {
        let width = self.width;
        let (mut doubled, mut sums) = (vec![-7.0; rows * width], vec![-7.0; rows]);
        let (mut columns, mut least) = (vec![-7.0; width], vec![-7.0; width]);
        let space = Space {
            rows,
            width,
            work,
            tile: 1,
            scratch: 5,
        };
        let sums_output = Output {
            data: &mut sums,
            width: 1,
        };
        let doubled_output = Output {
            data: &mut doubled,
            width,
        };
        let outputs = ([sums_output], [doubled_output]);
        let vectors = [
            Vector {
                data: &mut columns,
                fold: Fold::Sum,
            },
            Vector {
                data: &mut least,
                fold: Fold::Min,
            },
        ];
        // A workspace that is too small at first, and dirty.
        let mut workspace = vec![f32::NAN; 3];
        let scalars = run(
            self,
            space,
            outputs,
            vectors,
            [Fold::Sum, Fold::Max],
            &mut workspace,
        );
        Results {
            doubled,
            sums,
            columns,
            least,
            scalars,
        }
    }
}

/// The outputs: those that may be read, and those that are only written.
type Outputs<'a> = ([Output<'a, f32>; 1], [Output<'a, f32>; 1]);

impl Nest {
    #[expect(clippy::too_many_arguments, reason = "those of `run_with`")]
    fn in_groups(
        &self,
        join: &impl Join,
        group: usize,
        space: Space,
        (outputs, written): Outputs<'_>,
        vectors: [Vector<'_, f32>; 2],
        scalars: [Fold; 2],
        workspace: &mut Vec<f32>,
    ) -> [f32; 2] {
        run_with(
            join, group, self, space, outputs, written, vectors, scalars, workspace,
        )
    }
}

fn run_nest(
    nest: &Nest,
    space: Space,
    (outputs, written): Outputs<'_>,
    vectors: [Vector<'_, f32>; 2],
    scalars: [Fold; 2],
    workspace: &mut Vec<f32>,
) -> [f32; 2] {
    run(nest, space, outputs, written, vectors, scalars, workspace)
}

/// The second half before the first.
struct Backwards;

impl Join for Backwards {
    fn join<A, B, X, Y>(&self, one: A, other: B) -> (X, Y)
    where
        A: FnOnce() -> X + Send,
        B: FnOnce() -> Y + Send,
        X: Send,
        Y: Send,
    {
        let other = other();
        (one(), other)
    }
}

/// Both halves at the same time.
struct Threads;

impl Join for Threads {
    fn join<A, B, X, Y>(&self, one: A, other: B) -> (X, Y)
    where
        A: FnOnce() -> X + Send,
        B: FnOnce() -> Y + Send,
        X: Send,
        Y: Send,
    {
        std::thread::scope(|scope| {
            let other = scope.spawn(other);
            (one(), other.join().unwrap())
        })
    }
}

const ROWS: [usize; 14] = [0, 1, 2, 47, 48, 49, 96, 97, 144, 191, 336, 337, 1000, 1537];

#[test]
fn results_are_those_of_plain_loops() {
    for rows in ROWS {
        for width in [0, 1, 3, 10, 45] {
            let nest = Nest::new(rows, width);
            let found = nest.results(rows, 1, run_nest);
            let x = &nest.input;
            let close = |found: f32, exact: f64, size: f64| {
                let error = (f64::from(found) - exact).abs();
                assert!(
                    error <= 20.0 * f64::from(f32::EPSILON) * size,
                    "{found} for {exact}"
                );
            };
            let sum = |numbers: &mut dyn Iterator<Item = f32>| {
                numbers.fold((0.0, 0.0), |(sum, size), x| {
                    (sum + f64::from(x), size + f64::from(x.abs()))
                })
            };
            assert_eq!(found.doubled, x.iter().map(|x| x + x).collect::<Vec<_>>());
            for (row, &total) in found.sums.iter().enumerate() {
                let (exact, size) = sum(&mut x[row * width..][..width].iter().copied());
                close(total, exact, size);
            }
            for column in 0..width {
                let numbers = || x.iter().copied().skip(column).step_by(width);
                let (exact, size) = sum(&mut numbers());
                close(found.columns[column], exact, size);
                assert_eq!(found.least[column], numbers().fold(f32::INFINITY, f32::min));
            }
            let (exact, size) = sum(&mut x.iter().copied());
            close(found.scalars[0], exact, size);
            let top = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_eq!(found.scalars[1], top);
        }
    }
}

#[test]
fn results_have_the_same_bits_however_the_leaves_are_grouped() {
    for rows in ROWS {
        for width in [1, 10] {
            let nest = Nest::new(rows, width);
            let expected = nest.results(rows, 1, run_nest);
            for group in [1, 2, 4, 8, 16, usize::MAX] {
                let apart =
                    nest.results(rows, 1, |nest, space, outputs, vectors, scalars, work| {
                        nest.in_groups(&Apart, group, space, outputs, vectors, scalars, work)
                    });
                assert_eq!(apart, expected, "{rows} rows in groups of {group}");
                let backwards =
                    nest.results(rows, 1, |nest, space, outputs, vectors, scalars, work| {
                        nest.in_groups(&Backwards, group, space, outputs, vectors, scalars, work)
                    });
                assert_eq!(backwards, expected, "{rows} rows in groups of {group}");
            }
            let threads = nest.results(rows, 1, |nest, space, outputs, vectors, scalars, work| {
                nest.in_groups(&Threads, 4, space, outputs, vectors, scalars, work)
            });
            assert_eq!(threads, expected);
        }
    }
}

/// With the feature `parallel` and several processors, `run` uses them here.
#[test]
fn large_nests_have_the_bits_of_one_thread() {
    let (rows, width) = (5003, 7);
    let nest = Nest::new(rows, width);
    let expected = nest.results(rows, 1, |nest, space, outputs, vectors, scalars, work| {
        nest.in_groups(&Apart, usize::MAX, space, outputs, vectors, scalars, work)
    });
    assert_eq!(nest.results(rows, 1_000_000, run_nest), expected);
}

#[test]
fn nests_without_rows_give_identities() {
    let nest = Nest::new(0, 3);
    let results = nest.results(0, 1, run_nest);
    assert_eq!(results.columns, [0.0; 3]);
    assert_eq!(results.least, [f32::INFINITY; 3]);
    assert_eq!(results.scalars, [0.0, f32::NEG_INFINITY]);
    assert_eq!(Fold::Product.identity::<f64>(), 1.0);
}

#[test]
fn the_workspace_is_used_again() {
    let nest = Nest::new(1000, 10);
    let mut workspace = Vec::new();
    let mut places = Vec::new();
    for rows in [1000, 1000, 40, 700] {
        nest.results(rows, 1, |nest, space, outputs, vectors, scalars, _| {
            run_nest(nest, space, outputs, vectors, scalars, &mut workspace)
        });
        places.push((workspace.as_ptr(), workspace.len(), workspace.capacity()));
    }
    // 21 leaves: five pairs of vectors, and the scratch.
    let (place, ..) = places[0];
    assert_eq!(places, [(place, 4 * 20 + 5, 4 * 20 + 5); 4]);
}
