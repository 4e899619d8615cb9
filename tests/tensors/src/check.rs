//! What must hold of anything that evaluates a graph: its values and gradients are those of the tape.

use backprop_codegen::interp::{Real, Tensor};

use crate::differences;
use crate::evaluate::{Evaluation, evaluate};
use crate::interpreted::Interpreted;
use crate::points::{self, Point};
use crate::rng::Rng;
use crate::shape;
use crate::tally::Tally;
use crate::tape::as_f64;
use crate::tree::Graph;

/// Outputs, and the gradient by each input that has one.
pub(crate) type Passes<R> = Result<(Vec<Tensor<R>>, Vec<Tensor<R>>), String>;

/// Something that evaluates one graph.
pub(crate) trait Subject<R> {
    fn value(&mut self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>, String>;
    fn passes(&mut self, inputs: &[Tensor<R>], cotangents: &[Tensor<R>]) -> Passes<R>;
}

#[derive(Default)]
pub(crate) struct Tallies {
    values: Tally,
    gradients: Tally,
    directions: Tally,
    differences: Tally,
}

impl Tallies {
    #[track_caller]
    pub(crate) fn finish(&self, what: &str) {
        self.values.finish(&format!("{what}, values"), 95, 95);
        self.gradients.finish(&format!("{what}, gradients"), 95, 90);
        self.directions
            .finish(&format!("{what}, dot products"), 90, 70);
        self.differences
            .finish(&format!("{what}, differences"), 60, 0);
    }
}

/// Checks all there is to check at one point.
pub(crate) fn point<R: Real>(
    graph: &Graph,
    source: &str,
    point: &Point,
    subject: &mut dyn Subject<R>,
    tallies: &mut Tallies,
) {
    let evaluation = evaluate(graph, &point.dims, R::SINGLE, &point.inputs, None);
    let (inputs, cotangents) = tensors::<R>(graph, point);
    let at = format!("{:?}", point.dims);
    match subject.value(&inputs) {
        Ok(outputs) => values(&evaluation, &outputs, &at, source, &mut tallies.values),
        Err(error) => tallies.values.fail(source, format!("{at}: {error}")),
    }
    match subject.passes(&inputs, &cotangents) {
        Ok((outputs, gradient)) => {
            values(&evaluation, &outputs, &at, source, &mut tallies.values);
            let seeds = seeds(graph, point, &evaluation);
            gradients(
                graph,
                source,
                point,
                &evaluation,
                &seeds,
                &gradient,
                tallies,
            );
        }
        Err(error) => tallies.gradients.fail(source, format!("{at}: {error}")),
    }
}

fn values<R: Real>(
    evaluation: &Evaluation,
    outputs: &[Tensor<R>],
    at: &str,
    source: &str,
    tally: &mut Tally,
) {
    assert_eq!(outputs.len(), evaluation.outputs.len(), "{source}");
    for (output, (found, expected)) in outputs.iter().zip(&evaluation.outputs).enumerate() {
        assert_eq!(found.shape, expected.shape, "{source}");
        for (place, (found, entry)) in found.data.iter().zip(&expected.data).enumerate() {
            let (found, value) = (found.widen(), evaluation.tape.value(*entry));
            let tolerance = evaluation.tape.tolerance(*entry);
            if !tally.admits(found, value, tolerance) {
                let what = format!("{at}: output {output} at {place} is {found:?}");
                tally.fail(
                    source,
                    format!("{what}, not {value:?} within {tolerance:e}"),
                );
            }
        }
    }
}

fn gradients<R: Real>(
    graph: &Graph,
    source: &str,
    point: &Point,
    evaluation: &Evaluation,
    seeds: &[(usize, f64)],
    found: &[Tensor<R>],
    tallies: &mut Tallies,
) {
    let gradient = evaluation.tape.gradient(seeds);
    let finite = evaluation.tape.is_finite();
    let at = format!("{:?}", point.dims);
    assert_eq!(found.len(), graph.active_inputs().count(), "{source}");
    let tally = &mut tallies.gradients;
    // Where a value is infinite or none, a tape that leaves out what is masked says little of zero times that.
    let mut reference: Option<Vec<Tensor<R>>> = None;
    let mut interpreted = |gradient: usize, place: usize| {
        let reference = reference.get_or_insert_with(|| {
            let (inputs, cotangents) = tensors::<R>(graph, point);
            let found = Interpreted::<R>::new(source).passes(&inputs, &cotangents);
            found.expect("the sizes fit").1
        });
        reference[gradient].data[place].widen()
    };
    for (number, (found, (input, declared))) in found.iter().zip(graph.active_inputs()).enumerate()
    {
        let expected = &evaluation.inputs[input];
        assert_eq!(found.shape, expected.shape, "{source}");
        for (place, (found, entry)) in found.data.iter().zip(&expected.data).enumerate() {
            let found = found.widen();
            let (slope, tolerance) = (gradient.adjoints[*entry], gradient.tolerances[*entry]);
            let masked = !finite && (found.is_nan() || !slope.is_finite());
            if masked && same_class(found, interpreted(number, place)) {
                tally.leave_out();
            } else if !tally.admits(found, slope, tolerance) {
                let what = format!("{at}: d/d{} at {place} is {found:?}", declared.name);
                tally.fail(
                    source,
                    format!("{what}, not {slope:?} within {tolerance:e}"),
                );
            }
        }
    }
    let mut rng = Rng::new(0x0d07 + seeds.len() as u64);
    for number in 0..3 {
        let direction = points::direction(&mut rng, graph, point);
        // The gradient times the direction, and how far rounding may take it.
        let (mut product, mut tolerance, mut size) = (0.0, 0.0, 0.0);
        let mut moves = Vec::new();
        for (((input, _), found), direction) in graph.active_inputs().zip(found).zip(&direction) {
            let entries = &evaluation.inputs[input].data;
            for ((entry, found), along) in entries.iter().zip(&found.data).zip(direction) {
                product += found.widen() * along;
                size += (found.widen() * along).abs();
                tolerance += gradient.tolerances[*entry] * along.abs();
                moves.push((*entry, *along));
            }
        }
        tolerance += f64::EPSILON * as_f64(moves.len() + seeds.len()) * size;
        let tangents = evaluation.tape.tangents(&moves);
        let terms = seeds
            .iter()
            .map(|(entry, cotangent)| cotangent * tangents[*entry]);
        let forward: f64 = terms.sum();
        let forward = if finite { forward } else { f64::NAN };
        if !finite || !forward.is_finite() {
            tallies.directions.leave_out();
        } else if !tallies.directions.admits(product, forward, tolerance) {
            let what = format!("{at}: the gradient in a direction is {product:?}");
            let details = format!("{what}, forward {forward:?} within {tolerance:e}");
            tallies.directions.fail(source, details);
        }
        if number > 0 || !point.sample || !finite {
            continue;
        }
        match differences::central(graph, point, evaluation, &direction) {
            None => tallies.differences.leave_out(),
            Some((slope, near)) => {
                let near = near + tolerance;
                if !tallies.differences.admits(product, slope, near) {
                    let what = format!("{at}: the gradient in a direction is {product:?}");
                    let details = format!("{what}, by differences {slope:?} within {near:e}");
                    tallies.differences.fail(source, details);
                }
            }
        }
    }
}

/// Both NaN, both the same infinity, or both finite.
fn same_class(one: f64, other: f64) -> bool {
    one == other || one.is_nan() && other.is_nan() || one.is_finite() && other.is_finite()
}

/// The inputs and the cotangents.
pub(crate) fn tensors<R: Real>(graph: &Graph, point: &Point) -> (Vec<Tensor<R>>, Vec<Tensor<R>>) {
    let tensor = |sizes, data: &Vec<f64>| {
        let shape = shape::numbers(sizes, &point.dims).expect("sizes fit");
        let data = data.iter().map(|number| R::narrow(*number)).collect();
        Tensor::new(shape, data).expect("as many elements as the sizes say")
    };
    let inputs = graph.inputs.iter().zip(&point.inputs);
    let outputs = graph.active_outputs().zip(&point.cotangents);
    (
        inputs
            .map(|(input, data)| tensor(&input.shape, data))
            .collect(),
        outputs
            .map(|((_, output), data)| tensor(&output.shape, data))
            .collect(),
    )
}

/// The entries of the outputs that have a cotangent, with their cotangents.
pub(crate) fn seeds(graph: &Graph, point: &Point, evaluation: &Evaluation) -> Vec<(usize, f64)> {
    let outputs = graph.active_outputs().zip(&point.cotangents);
    outputs
        .flat_map(|((output, _), cotangents)| {
            let entries = evaluation.outputs[output].data.iter().copied();
            entries.zip(cotangents.iter().copied())
        })
        .collect()
}

/// Whether tensors have the same shapes and the same bits; all NaN are one.
pub(crate) fn same<R: Real>(one: &[Tensor<R>], other: &[Tensor<R>]) -> bool {
    let bits = |number: &R| {
        let wide = number.widen();
        if wide.is_nan() {
            f64::NAN.to_bits()
        } else {
            wide.to_bits()
        }
    };
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            one.shape == other.shape && one.data.iter().map(bits).eq(other.data.iter().map(bits))
        })
}
