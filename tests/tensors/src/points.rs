//! The sizes and the numbers that the graphs are evaluated with.

use backprop_codegen::interp::Tensor;

use crate::rng::Rng;
use crate::shape::{self, Dims, Shape, Size};
use crate::tree::{Expr, Graph, Kind};

/// How many elements all values of an evaluation have together, at most; more only where the least sizes
/// ask for it.
const WORK: usize = 6_000;

/// Inputs and cotangents for one choice of sizes.
#[derive(Debug)]
pub(crate) struct Point {
    pub(crate) dims: Dims,
    pub(crate) inputs: Vec<Vec<f64>>,
    /// One for each output that has a cotangent.
    pub(crate) cotangents: Vec<Vec<f64>>,
    /// Whether the gradient is to be compared with central differences, too.
    pub(crate) sample: bool,
}

/// Points with sizes that go up and down: odd, large, none, 8, one, 33; of normally distributed numbers, and
/// some of numbers with ties and zeros.
pub(crate) fn points(index: usize, graph: &Graph, single: bool) -> Vec<Point> {
    let mut rng = Rng::new(0x0907_0000 + index as u64);
    let mut points = Vec::new();
    for (position, dims) in sizes(index, graph).into_iter().enumerate() {
        let kinds: &[bool] = match position {
            0 | 3 => &[false, true],
            _ => &[false],
        };
        for &ties in kinds {
            let point = point(&mut rng, graph, &dims, single, ties);
            points.push(Point {
                sample: position % 3 == 0 && !ties && !single,
                ..point
            });
        }
    }
    points
}

/// The choices of sizes for a graph, each once.
fn sizes(index: usize, graph: &Graph) -> Vec<Dims> {
    let wanted: [[usize; 3]; 6] = [
        [5, 3, 7],
        [130, 17, 6],
        [0, 3, 2],
        [8, 8, 8],
        [1, 1, 1],
        [33, 2, 5],
    ];
    let mut choices: Vec<Dims> = Vec::new();
    for wanted in wanted {
        let names = graph.least.iter().enumerate();
        let mut dims: Dims = names
            .map(|(place, (name, least))| (*name, wanted[(place + index) % 3].max(*least)))
            .collect();
        while work(graph, &dims) > WORK {
            let reducible = dims
                .iter_mut()
                .filter(|(name, size)| **size > graph.least[**name].max(2));
            let Some((name, size)) = reducible.max_by_key(|(_, size)| **size) else {
                break;
            };
            *size = (*size * 2 / 3).max(graph.least[*name]);
        }
        if !choices.contains(&dims) {
            choices.push(dims);
        }
    }
    choices
}

/// The number of elements of all values, and of all terms of the matrix products.
fn work(graph: &Graph, dims: &Dims) -> usize {
    let elements = |expr: &Expr| {
        let sizes = shape::numbers(&expr.shape, dims).unwrap_or_default();
        sizes.into_iter().product::<usize>()
    };
    let mut work = 0;
    for expr in graph.expressions() {
        expr.walk(&mut |expr| {
            work += elements(expr);
            if let Kind::Dot(left, ..) = &expr.kind {
                let inner = left.shape.last().and_then(|inner| inner.number(dims));
                work += elements(expr) * inner.unwrap_or(1);
            }
        });
    }
    work
}

fn point(rng: &mut Rng, graph: &Graph, dims: &Dims, single: bool, ties: bool) -> Point {
    let mut tensor = |shape: &Shape, ties: bool| -> Vec<f64> {
        let sizes = shape::numbers(shape, dims).expect("sizes are at least the least");
        let elements = 0..sizes.iter().product();
        elements.map(|_| number(rng, single, ties)).collect()
    };
    let inputs = graph
        .inputs
        .iter()
        .map(|input| tensor(&input.shape, ties))
        .collect();
    let outputs = graph.active_outputs();
    let cotangents = outputs
        .map(|(_, output)| tensor(&output.shape, false))
        .collect();
    Point {
        dims: dims.clone(),
        inputs,
        cotangents,
        sample: false,
    }
}

/// A direction for each input that has a gradient.
pub(crate) fn direction(rng: &mut Rng, graph: &Graph, point: &Point) -> Vec<Vec<f64>> {
    let inputs = graph.active_inputs();
    inputs
        .map(|(input, _)| point.inputs[input].iter().map(|_| normal(rng)).collect())
        .collect()
}

/// Inputs in which one named size is one less than the least that the graph can do with.
pub(crate) fn too_small(graph: &Graph, fits: &Point) -> Vec<Vec<Tensor<f64>>> {
    let mut found = Vec::new();
    for (name, least) in graph.least.iter().filter(|(_, least)| **least > 0) {
        let mut dims = fits.dims.clone();
        dims.insert(name, least - 1);
        let shapes = graph
            .inputs
            .iter()
            .map(|input| shape::numbers(&input.shape, &dims));
        // An input that would be smaller than nothing cannot be made.
        if let Some(shapes) = shapes.collect::<Option<Vec<_>>>() {
            found.push(shapes.into_iter().map(ones).collect());
        }
    }
    found
}

/// Inputs in which one size is one more than what the others, or the declaration, ask for.
pub(crate) fn misfits(graph: &Graph, fits: &Point) -> Vec<Vec<Tensor<f64>>> {
    let shapes: Vec<Vec<usize>> = graph
        .inputs
        .iter()
        .map(|input| shape::numbers(&input.shape, &fits.dims).expect("sizes fit"))
        .collect();
    let uses = |size: Size| match size {
        Size::Literal(_) => 2,
        Size::Named(name, _) => {
            let sizes = graph.inputs.iter().flat_map(|input| &input.shape);
            sizes
                .filter(|size| matches!(size, Size::Named(other, _) if *other == name))
                .count()
        }
    };
    let mut found = Vec::new();
    for (input, declared) in graph.inputs.iter().enumerate() {
        for (axis, size) in declared.shape.iter().enumerate() {
            if uses(*size) > 1 {
                let mut shapes = shapes.clone();
                shapes[input][axis] += 1;
                found.push(shapes.into_iter().map(ones).collect());
            }
        }
    }
    found
}

fn ones(shape: Vec<usize>) -> Tensor<f64> {
    let elements = shape.iter().product();
    Tensor {
        shape,
        data: vec![1.0; elements],
    }
}

fn number(rng: &mut Rng, single: bool, ties: bool) -> f64 {
    let number = if ties {
        rng.pick(&[-1.0, -1.0, 0.0, -0.0, 0.5, 1.0, 1.0, 2.0])
    } else {
        normal(rng)
    };
    #[allow(clippy::cast_possible_truncation, reason = "rounding is what is meant")]
    if single {
        f64::from(number as f32)
    } else {
        number
    }
}

#[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
fn uniform(rng: &mut Rng) -> f64 {
    (rng.next() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Close to normal: the sum of twelve uniform numbers, with mean 0 and variance 1.
fn normal(rng: &mut Rng) -> f64 {
    (0..12).map(|_| uniform(rng)).sum::<f64>() - 6.0
}
