//! What the chains W5 and W6 have in common: three arrays in; a number and three gradients out.

use std::hint::black_box;

use backprop::ndarray::Array1;

use crate::Number;
use crate::numbers::numbers;
use crate::tensors::{Results, Way};
use crate::wide::{Wide, run_wide};

/// How many arrays have to be read or written at least: each input once, each gradient once.
pub const ARRAYS: usize = 6;

/// What goes in, three arrays of one length.
pub struct Inputs<F> {
    /// Between -1 and 1, like the others.
    pub a: Array1<F>,
    /// The second.
    pub b: Array1<F>,
    /// The third.
    pub c: Array1<F>,
}

impl<F: Number> Inputs<F> {
    /// Arrays of so many elements.
    #[must_use]
    pub fn new(elements: usize) -> Self {
        let array = |seed| Array1::from(numbers(seed, elements, -1.0, 1.0));
        Self {
            a: array(5),
            b: array(6),
            c: array(7),
        }
    }
}

/// What comes out.
pub struct Outcome<F> {
    /// The loss.
    pub value: F,
    /// Its gradient with respect to a, b and c.
    pub gradients: [Array1<F>; 3],
}

impl<F: Number> Outcome<F> {
    /// The numbers by name.
    #[must_use]
    pub fn into_results(self) -> Results<F> {
        let [a, b, c] = self.gradients.map(|gradient| gradient.to_vec());
        vec![("value", vec![self.value]), ("da", a), ("db", b), ("dc", c)]
    }
}

/// What a mean of so many elements divides by.
pub(crate) fn count<F: Number>(elements: usize) -> F {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a mean divides by a rounded count"
    )]
    F::from_f64(elements as f64)
}

/// Makes `Generated` for a graph of three arrays.
macro_rules! generated {
    ($Graph:ident) => {
        /// By the compiler.
        pub struct Generated<'a, F> {
            inputs: &'a $crate::triple::Inputs<F>,
            graph: $Graph<F>,
        }

        impl<'a, F: $crate::Number> Generated<'a, F> {
            /// A graph that is ready to run.
            #[must_use]
            pub fn new(inputs: &'a $crate::triple::Inputs<F>) -> Self {
                Self {
                    inputs,
                    graph: $Graph::new(),
                }
            }
        }

        impl<F: $crate::Number> $crate::tensors::Way<F> for Generated<'_, F> {
            fn name(&self) -> &'static str {
                "generated"
            }

            fn run(&mut self) {
                let $crate::triple::Inputs { a, b, c } = self.inputs;
                let result = self.graph.value_and_grad(a, b, c);
                ::std::hint::black_box(result.expect("the sizes fit"));
            }

            fn results(&mut self) -> $crate::tensors::Results<F> {
                let $crate::triple::Inputs { a, b, c } = self.inputs;
                let (value, d) = self.graph.value_and_grad(a, b, c).expect("the sizes fit");
                let gradients = [d.a.clone(), d.b.clone(), d.c.clone()];
                $crate::triple::Outcome { value, gradients }.into_results()
            }
        }
    };
}
pub(crate) use generated;

/// A function that makes new arrays.
pub(crate) struct Fresh<'a, F> {
    pub(crate) name: &'static str,
    pub(crate) inputs: &'a Inputs<F>,
    pub(crate) compute: fn(&Inputs<F>) -> Outcome<F>,
    pub(crate) outcome: Option<Outcome<F>>,
}

impl<F: Number> Way<F> for Fresh<'_, F> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self) {
        // What the last run has made is not needed any more.
        self.outcome = None;
        self.outcome = Some((self.compute)(self.inputs));
    }

    fn results(&mut self) -> Results<F> {
        self.outcome.take().expect("it has run").into_results()
    }
}

/// The slices that a loop by hand reads and writes, all of one length.
pub(crate) struct Slices<'a, F> {
    pub(crate) a: &'a [F],
    pub(crate) b: &'a [F],
    pub(crate) c: &'a [F],
    pub(crate) d_a: &'a mut [F],
    pub(crate) d_b: &'a mut [F],
    pub(crate) d_c: &'a mut [F],
}

/// A fused loop over slices.
pub(crate) trait Loop<F> {
    const NAME: &'static str;

    /// Writes the gradients and gives the value. It is to be inlined.
    fn run(slices: Slices<'_, F>) -> F;
}

struct Pass<'a, F, L>(Slices<'a, F>, std::marker::PhantomData<L>);

impl<F: Number, L: Loop<F>> Wide for Pass<'_, F, L> {
    type Output = F;

    #[inline(always)]
    fn run(self) -> F {
        L::run(self.0)
    }
}

/// A loop by hand with the memory for its results.
pub(crate) struct ByHand<'a, F, L> {
    inputs: &'a Inputs<F>,
    value: F,
    gradients: [Vec<F>; 3],
    kind: std::marker::PhantomData<L>,
}

impl<'a, F: Number, L: Loop<F>> ByHand<'a, F, L> {
    pub(crate) fn new(inputs: &'a Inputs<F>) -> Self {
        let zeros = || vec![F::ZERO; inputs.a.len()];
        Self {
            inputs,
            value: F::ZERO,
            gradients: [zeros(), zeros(), zeros()],
            kind: std::marker::PhantomData,
        }
    }
}

impl<'a, F: Number, L: Loop<F>> Way<F> for ByHand<'a, F, L> {
    fn name(&self) -> &'static str {
        L::NAME
    }

    fn run(&mut self) {
        let slice = |array: &'a Array1<F>| array.as_slice().expect("the array is contiguous");
        let [d_a, d_b, d_c] = &mut self.gradients;
        let slices = Slices {
            a: slice(&self.inputs.a),
            b: slice(&self.inputs.b),
            c: slice(&self.inputs.c),
            d_a,
            d_b,
            d_c,
        };
        self.value = run_wide(Pass::<F, L>(slices, std::marker::PhantomData));
        black_box((&mut self.value, &mut self.gradients));
    }

    fn results(&mut self) -> Results<F> {
        let [a, b, c] = self.gradients.clone();
        vec![("value", vec![self.value]), ("da", a), ("db", b), ("dc", c)]
    }
}

/// How many numbers are summed in lanes before they are added to a total.
const BLOCK: usize = 1024;

/// A sum in 32 lanes and 16 totals, by blocks.
pub(crate) struct LaneSum<F> {
    totals: [F; 16],
    block: usize,
}

impl<F: Number> LaneSum<F> {
    #[inline(always)]
    pub(crate) fn new() -> Self {
        Self {
            totals: [F::ZERO; 16],
            block: 0,
        }
    }

    /// Adds the lanes of a block.
    #[inline(always)]
    pub(crate) fn add(&mut self, lanes: [F; 32]) {
        self.totals[self.block % 16] += lanes.into_iter().fold(F::ZERO, |sum, lane| sum + lane);
        self.block += 1;
    }

    #[inline(always)]
    pub(crate) fn total(self) -> F {
        self.totals
            .into_iter()
            .fold(F::ZERO, |sum, total| sum + total)
    }
}

/// Goes over slices in blocks of chunks of 32, and sums a number for each element.
///
/// `element` computes from a, b and c that number and the three gradients.
#[inline(always)]
pub(crate) fn fused<F: Number>(
    slices: Slices<'_, F>,
    element: impl Fn([F; 3]) -> (F, [F; 3]),
) -> F {
    let Slices {
        a,
        b,
        c,
        d_a,
        d_b,
        d_c,
    } = slices;
    let mut sum = LaneSum::new();
    let inputs = a.chunks(BLOCK).zip(b.chunks(BLOCK)).zip(c.chunks(BLOCK));
    let outputs = d_a
        .chunks_mut(BLOCK)
        .zip(d_b.chunks_mut(BLOCK))
        .zip(d_c.chunks_mut(BLOCK));
    for (((a, b), c), ((d_a, d_b), d_c)) in inputs.zip(outputs) {
        let (a, a_rest) = a.as_chunks::<32>();
        let (b, b_rest) = b.as_chunks::<32>();
        let (c, c_rest) = c.as_chunks::<32>();
        let (d_a, d_a_rest) = d_a.as_chunks_mut::<32>();
        let (d_b, d_b_rest) = d_b.as_chunks_mut::<32>();
        let (d_c, d_c_rest) = d_c.as_chunks_mut::<32>();
        let chunks = a.len();
        let (b, c) = (&b[..chunks], &c[..chunks]);
        let (d_a, d_b, d_c) = (&mut d_a[..chunks], &mut d_b[..chunks], &mut d_c[..chunks]);
        let mut lanes = [F::ZERO; 32];
        for i in 0..chunks {
            for lane in 0..32 {
                let (summand, [a, b, c]) = element([a[i][lane], b[i][lane], c[i][lane]]);
                lanes[lane] += summand;
                d_a[i][lane] = a;
                d_b[i][lane] = b;
                d_c[i][lane] = c;
            }
        }
        for (i, &a) in a_rest.iter().enumerate() {
            let (summand, [a, b, c]) = element([a, b_rest[i], c_rest[i]]);
            lanes[0] += summand;
            d_a_rest[i] = a;
            d_b_rest[i] = b;
            d_c_rest[i] = c;
        }
        sum.add(lanes);
    }
    sum.total()
}
