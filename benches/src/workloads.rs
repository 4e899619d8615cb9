//! All workloads with all their contenders, one setting after the other.

use crate::bandwidth::Triad;
use crate::classifier::{Products, Size, multiply_own};
use crate::elementary::Exponential;
use crate::measure::Contender;
use crate::row::Setting;
use crate::scalars::{EXAMPLES, Way, assert_ways_agree, examples};
use crate::{
    Number, bill, bundle_adjustment, chain, classifier, elementary, peak, rectified, rosenbrock,
    tensors, triple,
};

/// What is done with the contenders.
pub trait Visitor {
    /// Whether a setting is of interest; otherwise nothing is computed for it.
    fn wants(&self, setting: &Setting) -> bool;

    /// Does it; the generated code is the first of the contenders. Their results have been checked.
    fn visit(&mut self, setting: &Setting, contenders: Vec<Contender<'_>>);
}

/// How large the workloads on arrays are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes<'a> {
    /// The elements of W4 to W6.
    pub elements: &'a [usize],
    /// The batches of W7.
    pub batches: &'a [usize],
}

impl Sizes<'static> {
    /// Those that are measured: in the first cache, in the second or third, and in memory.
    pub const MEASURED: Self = Self {
        elements: &[1_024, 102_400, 10_240_000],
        batches: &[64, 256],
    };
}

/// Visits every setting.
///
/// # Panics
///
/// A contender gives wrong results.
pub fn visit_all(sizes: Sizes<'_>, visitor: &mut impl Visitor) {
    visit_numbers(visitor);
    for &elements in sizes.elements {
        visit_arrays::<f32>(elements, visitor);
        visit_arrays::<f64>(elements, visitor);
    }
    for &batch in sizes.batches {
        visit_classifier("W7", Size::digits(batch), visitor);
    }
    visit_classifier("W8", Size::SMALL, visitor);
}

fn visit_numbers(visitor: &mut impl Visitor) {
    let bills = examples(&bill::RANGES);
    let [called, inlined] = [bill::ways_called(), bill::ways_inlined()];
    visit_ways("W1 called", &bills, &called, bill::expected, 4.0, visitor);
    visit_ways("W1 inlined", &bills, &inlined, bill::expected, 4.0, visitor);

    let points = examples(&rosenbrock::RANGES);
    let [called, inlined] = [rosenbrock::ways_called(), rosenbrock::ways_inlined()];
    let expected = rosenbrock::expected;
    visit_ways("W2 called", &points, &called, expected, 16.0, visitor);
    visit_ways("W2 inlined", &points, &inlined, expected, 16.0, visitor);
    let points = examples(&rosenbrock::CHAIN_RANGES);
    let (ways, expected) = (rosenbrock::chain_ways(), rosenbrock::chain_expected);
    visit_ways("W2 chain", &points, &ways, expected, 64.0, visitor);

    // The loss in other words loses some digits where it is small, and differences have some eleven.
    let views = examples(&bundle_adjustment::RANGES);
    let ways = bundle_adjustment::value_ways();
    let expected = bundle_adjustment::expected_value;
    visit_ways("W3 value", &views, &ways, expected, 1e4, visitor);
    let ways = bundle_adjustment::gradient_ways();
    let expected = bundle_adjustment::expected_gradient;
    visit_ways("W3 gradient", &views, &ways, expected, 1e6, visitor);
    let ways = bundle_adjustment::jacobian_ways();
    let expected = bundle_adjustment::expected_jacobian;
    visit_ways("W3 Jacobian", &views, &ways, expected, 1e6, visitor);
}

/// A workload on numbers.
fn visit_ways<const I: usize, const O: usize>(
    workload: &str,
    inputs: &[[f64; I]],
    ways: &[Way<I, O>],
    expected: impl Fn(&[f64; I]) -> [f64; O],
    ulps: f64,
    visitor: &mut impl Visitor,
) {
    let setting = setting::<f64>(workload, EXAMPLES);
    if visitor.wants(&setting) {
        assert_ways_agree(ways, inputs, expected, ulps);
        let contenders = ways.iter().map(|way| way.contender(inputs));
        visitor.visit(&setting, contenders.collect());
    }
}

fn visit_arrays<F: Exponential>(elements: usize, visitor: &mut impl Visitor) {
    let w4 = setting::<F>("W4", elements);
    if visitor.wants(&w4) {
        let inputs = rectified::Inputs::<F>::new(elements);
        let mut ways = rectified::ways(&inputs);
        let terms = elements / rectified::COLUMNS;
        tensors::assert_ways_agree(&mut ways, &rectified::expected(&inputs), terms);
        let triad = triad::<F>(rectified::ARRAYS * elements);
        visitor.visit(&w4, with(tensors::contenders(ways), triad));
    }
    let w5 = setting::<F>("W5", elements);
    if visitor.wants(&w5) {
        let inputs = triple::Inputs::<F>::new(elements);
        let mut ways = chain::ways(&inputs);
        tensors::assert_ways_agree(&mut ways, &chain::expected(&inputs), elements);
        let triad = triad::<F>(triple::ARRAYS * elements);
        visitor.visit(&w5, with(tensors::contenders(ways), triad));
    }
    let w6 = setting::<F>("W6", elements);
    if visitor.wants(&w6) {
        let inputs = triple::Inputs::<F>::new(elements);
        let mut ways = elementary::ways(&inputs);
        tensors::assert_ways_agree(&mut ways, &elementary::expected(&inputs), elements);
        let triad = triad::<F>(triple::ARRAYS * elements);
        visitor.visit(&w6, with(tensors::contenders(ways), triad));
    }
}

fn visit_classifier(workload: &str, size: Size, visitor: &mut impl Visitor) {
    let setting = setting::<f32>(workload, size.batch);
    if !visitor.wants(&setting) {
        return;
    }
    let inputs = classifier::Inputs::new(size);
    let mut ways = classifier::ways(&inputs);
    tensors::assert_ways_agree(&mut ways, &classifier::expected(&inputs), size.inputs);
    let name = "its products alone";
    ways.push(Box::new(Products::new(name, &inputs, multiply_own)));
    let peak = Contender::new("its products at peak", || peak::run(size.operations()));
    visitor.visit(&setting, with(tensors::contenders(ways), peak));
}

fn setting<F: Number>(workload: &str, elements: usize) -> Setting {
    Setting {
        workload: workload.to_owned(),
        element: F::NAME.to_owned(),
        elements,
    }
}

/// Reading and writing as much memory as fast as can be.
fn triad<F: Number>(elements: usize) -> Contender<'static> {
    let mut triad = Triad::<F>::new(elements);
    Contender::new("triad", move || triad.run(F::ONE))
}

fn with<'a>(mut contenders: Vec<Contender<'a>>, one_more: Contender<'a>) -> Vec<Contender<'a>> {
    contenders.push(one_more);
    contenders
}
