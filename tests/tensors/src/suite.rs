//! The checks of compiled graphs.

use std::collections::BTreeMap;
use std::fmt::Debug;

use backprop_codegen::interp::{Real, Tensor};

use crate::check::{self, Subject, Tallies, same};
use crate::compiled::{Called, Case, Together};
use crate::generate;
use crate::interpreted::Interpreted;
use crate::points::{self, Point};
use crate::source;
use crate::tally::Tally;
use crate::tree::Graph;

/// Calls `each` with every case, its graph, and its text.
fn every<R: Real>(cases: &[Case<R>], mut each: impl FnMut(&Case<R>, &Graph, &str)) {
    let graphs: BTreeMap<usize, Graph> = generate::graphs().into_iter().enumerate().collect();
    for case in cases {
        let graph = &graphs[&case.index];
        each(case, graph, &source::declaration(graph));
    }
}

/// Values and gradients against the tape: of `value`, `forward` and `backward`. The graph is one object through
/// all changes of sizes.
pub(crate) fn tape<R: Real>(cases: &[Case<R>], tallies: &mut Tallies) {
    every(cases, |case, graph, source| {
        let mut called = Called::new((case.new)());
        for point in points::points(case.index, graph, R::SINGLE) {
            check::point(graph, source, &point, &mut called, tallies);
        }
    });
}

/// `value_and_grad` against the tape.
pub(crate) fn fused<R: Real>(cases: &[Case<R>], tallies: &mut Tallies) {
    every(cases, |case, graph, source| {
        if graph.has_value_and_grad() {
            let mut together = Together(Called::new((case.new)()));
            for mut point in points::points(case.index, graph, R::SINGLE) {
                point.cotangents = vec![vec![1.0]];
                check::point(graph, source, &point, &mut together, tallies);
            }
        }
    });
}

/// Against the interpreter: every bit where the language fixes it, and which numbers are none.
pub(crate) fn interpreter<R: Real + Debug>(cases: &[Case<R>]) {
    let (mut exact, mut nan) = (Tally::default(), Tally::default());
    every(cases, |case, graph, source| {
        let mut called = Called::new((case.new)());
        let mut interpreted = Interpreted::<R>::new(source);
        for (number, point) in points::points(case.index, graph, R::SINGLE)
            .iter()
            .enumerate()
        {
            let at = format!("{:?}", point.dims);
            if graph.exact {
                let (inputs, _) = check::tensors::<R>(graph, point);
                let found = called.value(&inputs);
                let expected = interpreted.value(&inputs).expect("the sizes fit");
                exact.count(expected.iter().map(|output| output.data.len()).sum());
                if !found.as_ref().is_ok_and(|found| same(found, &expected)) {
                    let details = format!("{at}: {found:?}, interpreted {expected:?}");
                    exact.fail(source, details);
                }
            }
            let (inputs, cotangents) = check::tensors::<R>(graph, &with_nan(point, number));
            let expected = interpreted.passes(&inputs, &cotangents);
            let expected = all(expected.expect("the sizes fit"));
            nan.count(expected.iter().map(|tensor| tensor.data.len()).sum());
            match called.passes(&inputs, &cotangents).map(all) {
                Ok(found) if patterns(&found) == patterns(&expected) => {}
                found => {
                    let details = format!("{at}: {found:?}, interpreted {expected:?}");
                    nan.fail(source, details);
                }
            }
        }
    });
    exact.finish("bits", 100, 0);
    nan.finish("NaN", 100, 0);
}

/// The outputs, and behind them the gradient.
fn all<R>((mut outputs, gradient): (Vec<Tensor<R>>, Vec<Tensor<R>>)) -> Vec<Tensor<R>> {
    outputs.extend(gradient);
    outputs
}

/// Which numbers are none.
fn patterns<R: Real>(tensors: &[Tensor<R>]) -> Vec<bool> {
    let numbers = tensors.iter().flat_map(|tensor| &tensor.data);
    numbers.map(|number| number.widen().is_nan()).collect()
}

/// The point with one element of one input replaced by NaN.
fn with_nan(point: &Point, number: usize) -> Point {
    let mut inputs = point.inputs.clone();
    let count = inputs.len();
    let input = &mut inputs[number % count];
    let place = (number * 7 + 3) % input.len().max(1);
    if let Some(element) = input.get_mut(place) {
        *element = f64::NAN;
    }
    Point {
        dims: point.dims.clone(),
        inputs,
        cotangents: point.cotangents.clone(),
        sample: false,
    }
}

/// Sizes that do not fit are errors, after which the graph gives the same bits as before.
pub(crate) fn errors<R: Real>(cases: &[Case<R>]) {
    let mut errors = 0;
    every(cases, |case, graph, source| {
        let mut called = Called::new((case.new)());
        let point = &points::points(case.index, graph, R::SINGLE)[0];
        let (inputs, cotangents) = check::tensors::<R>(graph, point);
        let first = called.value(&inputs).expect("the sizes fit");
        let wrong = points::too_small(graph, point)
            .into_iter()
            .chain(points::misfits(graph, point));
        for wrong in wrong {
            let narrow = |tensor: &Tensor<f64>| Tensor {
                shape: tensor.shape.clone(),
                data: tensor
                    .data
                    .iter()
                    .map(|number| R::narrow(*number))
                    .collect(),
            };
            let wrong: Vec<Tensor<R>> = wrong.iter().map(narrow).collect();
            let shapes: Vec<&Vec<usize>> = wrong.iter().map(|input| &input.shape).collect();
            let message = format!("{source}\nof {shapes:?} is no error");
            assert!(called.value(&wrong).is_err(), "{message} for `value`");
            assert!(
                called.passes(&wrong, &cotangents).is_err(),
                "{message} for `forward`"
            );
            if graph.has_value_and_grad() {
                assert!(
                    called.fused(&wrong).is_err(),
                    "{message} for `value_and_grad`"
                );
            }
            errors += 1;
        }
        let last = called.value(&inputs).expect("the sizes fit");
        assert!(same(&first, &last), "{source}\nis another after an error");
    });
    println!("{errors} errors");
    assert!(errors >= 2 * cases.len());
}
