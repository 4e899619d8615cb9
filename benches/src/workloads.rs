//! All workloads with all their contenders, one setting after the other.

use crate::bandwidth::Triad;
use crate::classifier::{Products, Size, multiply_own};
use crate::elementary::Exponential;
use crate::measure::Contender;
use crate::peers::{ArrayPeer, NoPeer, Peer};
use crate::row::Setting;
use crate::scalars::{self, EXAMPLES, assert_ways_agree, examples};
use crate::tensors::{BoxedWay, Results, Way as _};
use crate::{
    Number, bill, bundle_adjustment, chain, classifier, elementary, peak, rectified, rosenbrock,
    tensors, triple,
};

/// What is done with the contenders.
pub trait Visitor {
    /// Whether a setting is of interest; otherwise nothing is computed for it.
    fn wants(&self, setting: &Setting) -> bool;

    /// Takes note of the results of the setting that it is about to visit, before it does.
    fn expect(&mut self, _: impl FnOnce() -> Results<f64>) {}

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

    /// None: of the workloads on arrays only the smallest classifier.
    pub const NONE: Self = Self {
        elements: &[],
        batches: &[],
    };
}

/// Visits every setting.
///
/// # Panics
///
/// A contender gives wrong results.
pub fn visit_all(sizes: Sizes<'_>, visitor: &mut impl Visitor) {
    visit_with(sizes, &NoPeer, visitor);
}

/// Visits every setting, with another library's contenders behind those of this package.
///
/// # Panics
///
/// A contender gives wrong results.
pub fn visit_with(sizes: Sizes<'_>, peer: &impl Peer, visitor: &mut impl Visitor) {
    visit_numbers(peer, visitor);
    for &elements in sizes.elements {
        visit_arrays::<f32>(elements, peer, visitor);
        visit_arrays::<f64>(elements, peer, visitor);
    }
    for &batch in sizes.batches {
        visit_classifier("W7", Size::digits(batch), peer, visitor);
    }
    visit_classifier("W8", Size::SMALL, peer, visitor);
}

fn visit_numbers(peer: &impl Peer, visitor: &mut impl Visitor) {
    let bills = examples(&bill::RANGES);
    let expected = bill::expected;
    let called = joined(bill::ways_called(), peer.bill_called());
    visit_ways("W1 called", &bills, &called, expected, 4.0, visitor);
    let inlined = joined(bill::ways_inlined(), peer.bill_inlined());
    visit_ways("W1 inlined", &bills, &inlined, expected, 4.0, visitor);

    let points = examples(&rosenbrock::RANGES);
    let expected = rosenbrock::expected;
    let called = joined(rosenbrock::ways_called(), peer.rosenbrock_called());
    visit_ways("W2 called", &points, &called, expected, 16.0, visitor);
    let inlined = joined(rosenbrock::ways_inlined(), peer.rosenbrock_inlined());
    visit_ways("W2 inlined", &points, &inlined, expected, 16.0, visitor);
    let points = examples(&rosenbrock::CHAIN_RANGES);
    let ways = joined(rosenbrock::chain_ways(), peer.rosenbrock_chain());
    let expected = rosenbrock::chain_expected;
    visit_ways("W2 chain", &points, &ways, expected, 64.0, visitor);

    // The loss in other words loses some digits where it is small, and differences have some eleven.
    let views = examples(&bundle_adjustment::RANGES);
    let ways = bundle_adjustment::value_ways();
    let expected = bundle_adjustment::expected_value;
    visit_ways("W3 value", &views, &ways, expected, 1e4, visitor);
    let ways = joined(bundle_adjustment::gradient_ways(), peer.bundle_gradient());
    let expected = bundle_adjustment::expected_gradient;
    visit_ways("W3 gradient", &views, &ways, expected, 1e6, visitor);
    let ways = joined(bundle_adjustment::jacobian_ways(), peer.bundle_jacobian());
    let expected = bundle_adjustment::expected_jacobian;
    visit_ways("W3 Jacobian", &views, &ways, expected, 1e6, visitor);
}

/// A workload on numbers.
fn visit_ways<const I: usize, const O: usize>(
    workload: &str,
    inputs: &[[f64; I]],
    ways: &[scalars::Way<I, O>],
    expected: impl Fn(&[f64; I]) -> [f64; O],
    ulps: f64,
    visitor: &mut impl Visitor,
) {
    let setting = setting::<f64>(workload, EXAMPLES);
    if visitor.wants(&setting) {
        assert_ways_agree(ways, inputs, &expected, ulps);
        let all = || inputs.iter().flat_map(&expected).collect();
        visitor.expect(|| vec![("results", all())]);
        let contenders = ways.iter().map(|way| way.contender(inputs));
        visitor.visit(&setting, contenders.collect());
    }
}

fn visit_arrays<F: Exponential>(
    elements: usize,
    peer: &impl ArrayPeer<F>,
    visitor: &mut impl Visitor,
) {
    let w4 = setting::<F>("W4", elements);
    if visitor.wants(&w4) {
        let inputs = rectified::Inputs::<F>::new(elements);
        let ways = joined(rectified::ways(&inputs), peer.rectified(&inputs));
        let (expected, terms) = (rectified::expected(&inputs), elements / rectified::COLUMNS);
        let contenders = checked(ways, &expected, terms, visitor);
        let triad = triad::<F>(rectified::ARRAYS * elements);
        visitor.visit(&w4, joined(contenders, [triad]));
    }
    let w5 = setting::<F>("W5", elements);
    if visitor.wants(&w5) {
        let inputs = triple::Inputs::<F>::new(elements);
        let ways = joined(chain::ways(&inputs), peer.chain(&inputs));
        let contenders = checked(ways, &chain::expected(&inputs), elements, visitor);
        let triad = triad::<F>(triple::ARRAYS * elements);
        visitor.visit(&w5, joined(contenders, [triad]));
    }
    let w6 = setting::<F>("W6", elements);
    if visitor.wants(&w6) {
        let inputs = triple::Inputs::<F>::new(elements);
        let ways = joined(elementary::ways(&inputs), peer.elementary(&inputs));
        let contenders = checked(ways, &elementary::expected(&inputs), elements, visitor);
        let triad = triad::<F>(triple::ARRAYS * elements);
        visitor.visit(&w6, joined(contenders, [triad]));
    }
}

fn visit_classifier(workload: &str, size: Size, peer: &impl Peer, visitor: &mut impl Visitor) {
    let setting = setting::<f32>(workload, size.batch);
    if !visitor.wants(&setting) {
        return;
    }
    let inputs = classifier::Inputs::new(size);
    let ways = joined(classifier::ways(&inputs), peer.classifier(&inputs));
    let expected = classifier::expected(&inputs);
    let contenders = checked(ways, &expected, size.inputs, visitor);
    let mut products = Products::new("its products alone", &inputs, multiply_own);
    let products = Contender::new(products.name(), move || products.run());
    let peak = Contender::new("its products at peak", || peak::run(size.operations()));
    visitor.visit(&setting, joined(contenders, [products, peak]));
}

/// Contenders that give what is expected.
fn checked<'a, F: Number>(
    mut ways: Vec<BoxedWay<'a, F>>,
    expected: &Results<F>,
    terms: usize,
    visitor: &mut impl Visitor,
) -> Vec<Contender<'a>> {
    tensors::assert_ways_agree(&mut ways, expected, terms);
    let wide = |numbers: &Vec<F>| numbers.iter().map(|x| x.to_f64()).collect();
    visitor.expect(|| {
        let expected = expected.iter();
        expected.map(|(name, it)| (*name, wide(it))).collect()
    });
    tensors::contenders(ways)
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

fn joined<T>(ours: impl IntoIterator<Item = T>, others: impl IntoIterator<Item = T>) -> Vec<T> {
    ours.into_iter().chain(others).collect()
}
