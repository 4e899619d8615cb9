//! Random scalar graphs, compiled by `graph!`, against plain Rust, dual numbers, central differences
//! and the compiler's interpreter.

use std::collections::BTreeMap;

use backprop_codegen::export::{self, Datum, Drawing, Exported, Point, Role};
use backprop_codegen::interp::{self, Program, Tensor};

use differences::Quotient;
use element::Element;
use evaluate::evaluate;
use expected::Expected;
use tally::Tally;
use tree::Graph;

mod derivatives;
mod differences;
mod dual;
mod element;
mod evaluate;
mod expected;
mod generate;
mod limits;
mod points;
mod reference;
mod rng;
mod tally;
#[allow(dead_code, reason = "only the build script prints trees")]
mod tree;

/// The random graphs, compiled.
mod graphs {
    use backprop::graph;

    use crate::limits::{GAIN, NARROW_GAIN};
    use crate::{Case, Gradient, plain};

    include!(concat!(env!("OUT_DIR"), "/graphs.rs"));
}

/// The random graphs in plain Rust.
mod plain {
    #![allow(
        unused_parens,
        clippy::all,
        clippy::pedantic,
        reason = "the text is random, with types and parentheses everywhere"
    )]

    use crate::limits::{GAIN, NARROW_GAIN};
    use crate::reference;

    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}

/// Outputs, and the gradient.
type Gradient<R> = (Vec<R>, Vec<R>);

type Fused<R> = fn(&[R]) -> Gradient<R>;

/// A graph for one element type, behind functions of slices.
struct Case<R: 'static> {
    /// The graph's place in `generate::graphs`.
    index: usize,
    source: &'static str,
    /// The source as a `struct`, whatever the form that was compiled.
    declaration: &'static str,
    plain: fn(&[R]) -> Vec<R>,
    value: fn(&[R]) -> Vec<R>,
    /// The outputs of `forward`, and `backward` of the cotangents.
    passes: fn(&[R], &[R]) -> Gradient<R>,
    /// `value_and_grad`, where the graph has it.
    fused: Option<Fused<R>>,
}

/// Calls `check` with every case, its graph and each of its points.
fn for_each_point<R: Element>(cases: &[Case<R>], mut check: impl FnMut(&Case<R>, &Graph, &[R])) {
    let graphs = generate::graphs();
    for case in cases {
        let graph = &graphs[case.index];
        for at in points::points::<R>(case.index, graph.inputs.len()) {
            check(case, graph, &at);
        }
    }
}

fn same_bits<R: Element>(left: &[R], right: &[R]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| left.same_bits(*right))
}

#[test]
fn values_are_those_of_plain_rust_bit_for_bit() {
    let mut tally = Tally::default();
    check_values(graphs::F64, &mut tally);
    check_values(graphs::F32, &mut tally);
    tally.finish(100, 0);
}

fn check_values<R: Element>(cases: &[Case<R>], tally: &mut Tally) {
    for_each_point(cases, |case, graph, at| {
        let expected = (case.plain)(at);
        let cotangents = points::cotangents::<R>(case.index, graph.active_outputs().len());
        let evaluated: Vec<R> = evaluate(graph, at, None, None)
            .outputs
            .iter()
            .map(|output| output.value)
            .collect();
        let mut found = vec![
            ("the tree of this test", evaluated),
            ("`value`", (case.value)(at)),
            ("`forward`", (case.passes)(at, &cotangents).0),
        ];
        if let Some(fused) = case.fused {
            found.push(("`value_and_grad`", fused(at).0));
        }
        for (what, found) in found {
            tally.count_near(0.0, 0.0);
            if !same_bits(&found, &expected) {
                tally.fail(
                    case.source,
                    at,
                    &format!("{what} gives {found:?}, plain Rust {expected:?}"),
                );
            }
        }
    });
}

#[test]
fn gradients_agree_with_dual_numbers() {
    let mut tally = Tally::default();
    check_dual(graphs::F64, &mut tally);
    check_dual(graphs::F32, &mut tally);
    tally.finish(95, 90);
}

fn check_dual<R: Element>(cases: &[Case<R>], tally: &mut Tally) {
    for_each_point(cases, |case, graph, at| {
        let cotangents = points::cotangents::<R>(case.index, graph.active_outputs().len());
        let expected = expected::gradient(graph, at, &cotangents);
        let mut found = vec![("`backward`", (case.passes)(at, &cotangents).1)];
        if let Some(fused) = case.fused {
            found.push(("`value_and_grad`", fused(at).1));
        }
        for (what, found) in found {
            assert_eq!(found.len(), expected.len());
            for ((input, found), expected) in graph.active_inputs().iter().zip(found).zip(&expected)
            {
                tally.count(*expected);
                if !expected.admits(found) {
                    let name = &graph.inputs[*input].name;
                    tally.fail(
                        case.source,
                        at,
                        &format!("{what} gives d/d{name} = {found:?}, not {expected:?}"),
                    );
                }
            }
        }
    });
}

#[test]
fn one_fused_pass_agrees_with_two() {
    let mut tally = Tally::default();
    check_fused(graphs::F64, &mut tally);
    check_fused(graphs::F32, &mut tally);
    tally.finish(95, 0);
}

fn check_fused<R: Element>(cases: &[Case<R>], tally: &mut Tally) {
    for_each_point(cases, |case, graph, at| {
        let Some(fused) = case.fused else { return };
        let cotangents = points::cotangents::<R>(case.index, 1);
        let (one, two) = (fused(at).1, (case.passes)(at, &cotangents).1);
        for ((&one, &two), expected) in
            one.iter()
                .zip(&two)
                .zip(expected::gradient(graph, at, &cotangents))
        {
            tally.count(expected);
            if !expected.admits_both(one, two) {
                tally.fail(
                    case.source,
                    at,
                    &format!("one pass gives {one:?}, two give {two:?} ({expected:?})"),
                );
            }
        }
    });
}

#[test]
fn the_interpreter_agrees() {
    let mut tally = Tally::default();
    check_interpreter(graphs::F64, &mut tally);
    check_interpreter(graphs::F32, &mut tally);
    tally.finish(95, 0);
}

fn check_interpreter<R: Element>(cases: &[Case<R>], tally: &mut Tally) {
    let programs: BTreeMap<usize, Program> = cases
        .iter()
        .map(|case| (case.index, program(case)))
        .collect();
    for_each_point(cases, |case, graph, at| {
        let program = &programs[&case.index];
        let cotangents = points::cotangents::<R>(case.index, graph.active_outputs().len());
        let (outputs, gradient) = (case.passes)(at, &cotangents);
        let values = program.value(&scalars(at), &evaluate::constant);
        match values.map(|values| numbers(&values)) {
            Ok(values) if same_bits(&values, &outputs) => {}
            other => tally.fail(
                case.source,
                at,
                &format!("interpreted {other:?}, generated {outputs:?}"),
            ),
        }
        let interpreted =
            program.gradient(&scalars(at), &scalars(&cotangents), &evaluate::constant);
        let interpreted = match interpreted {
            Ok(interpreted) => numbers(&interpreted),
            Err(error) => return tally.fail(case.source, at, &error),
        };
        assert_eq!(interpreted.len(), gradient.len());
        let expected = expected::gradient(graph, at, &cotangents);
        for ((&left, &right), expected) in interpreted.iter().zip(&gradient).zip(expected) {
            tally.count(expected);
            if !expected.admits_both(left, right) {
                let details =
                    format!("gradient interpreted {left:?}, generated {right:?} ({expected:?})");
                tally.fail(case.source, at, &details);
            }
        }
    });
}

fn scalars<R: Element>(numbers: &[R]) -> Vec<Tensor<R>> {
    numbers
        .iter()
        .map(|number| Tensor::scalar(*number))
        .collect()
}

/// The elements of tensors that are scalars.
fn numbers<R: Element>(tensors: &[Tensor<R>]) -> Vec<R> {
    let elements = tensors.iter().map(|tensor| {
        assert!(tensor.shape.is_empty(), "the graph has no tensors");
        tensor.data[0]
    });
    elements.collect()
}

/// The graph as the interpreter reads it.
fn program<R>(case: &Case<R>) -> Program {
    let tokens = case
        .declaration
        .parse()
        .expect("a declaration is made of tokens");
    let mut programs = match interp::load(tokens) {
        Ok(programs) => programs,
        Err(error) => panic!("{error}\n{}", case.declaration),
    };
    assert_eq!(programs.len(), 1, "{}", case.declaration);
    programs.remove(0)
}

#[test]
fn the_interpreter_lists_the_inputs() {
    let graphs = generate::graphs();
    for case in graphs::F64 {
        let graph = &graphs[case.index];
        let program = program(case);
        assert_eq!(program.name(), graph.name);
        let names: Vec<String> = graph
            .inputs
            .iter()
            .map(|input| input.name.clone())
            .collect();
        assert_eq!(program.inputs(), names);
    }
}

/// The sum of what flows back along the edges of an input is its derivative, and at every other node what flows back
/// to it, all in all.
#[test]
fn edges_of_drawings_carry_the_derivatives() {
    let mut tally = Tally::default();
    check_edges(graphs::F64, &mut tally);
    check_edges(graphs::F32, &mut tally);
    tally.finish(95, 90);
}

fn check_edges<R: Element>(cases: &[Case<R>], tally: &mut Tally) {
    let drawings: BTreeMap<usize, (Exported, Drawing)> = cases
        .iter()
        .map(|case| (case.index, drawing(case)))
        .collect();
    for_each_point(cases, |case, graph, at| {
        let (exported, drawing) = &drawings[&case.index];
        let cotangents = points::cotangents::<R>(case.index, graph.active_outputs().len());
        let wide = |numbers: &[R]| -> Vec<Tensor<f64>> {
            let numbers = numbers.iter();
            numbers
                .map(|number| Tensor::scalar(number.wide()))
                .collect()
        };
        let constants = exported.constants();
        let constants = constants.iter().map(|path| evaluate::constant(path));
        let point = Point {
            inputs: wide(at),
            cotangents: wide(&cotangents).into_iter().map(Some).collect(),
            constants: constants.map(|value| value.expect("is known")).collect(),
        };
        let values = match exported.values_as::<R>(drawing, &point) {
            Ok(values) => values,
            Err(error) => return tally.fail(case.source, at, &error),
        };
        let (mut outputs, mut gradient) = (Vec::new(), Vec::new());
        for (place, vertex) in drawing.nodes.iter().enumerate() {
            if let (Role::Output { .. }, Datum::Numbers(output)) =
                (vertex.role, &values.nodes[place])
            {
                outputs.push(R::rounded(output.data[0]));
                continue;
            }
            let edges = drawing.edges.iter().zip(&values.edges);
            let shares: Vec<f64> = edges
                .filter(|(edge, _)| edge.from == place)
                .filter_map(|(_, share)| share.as_ref().map(|share| share.data[0]))
                .collect();
            let sum: f64 = shares.iter().sum();
            if vertex.role == (Role::Input { constant: false }) {
                gradient.push(R::rounded(sum));
            }
            if let Some(whole) = &values.gradients[place] {
                let whole = whole.data[0];
                let size: f64 = shares.iter().map(|share| share.abs()).sum();
                let is_near = (sum - whole).abs() <= 4.0 * R::EPSILON * size + R::SMALLEST;
                if sum.is_finite() && whole.is_finite() && !is_near {
                    let details = format!("the shares at {place} are {shares:?}, not {whole:?}");
                    tally.fail(case.source, at, &details);
                }
            }
        }
        if !same_bits(&outputs, &(case.plain)(at)) {
            tally.fail(case.source, at, &format!("drawn outputs are {outputs:?}"));
        }
        let expected = expected::gradient(graph, at, &cotangents);
        assert_eq!(gradient.len(), expected.len());
        for (found, expected) in gradient.into_iter().zip(expected) {
            tally.count(expected);
            if !expected.admits(found) {
                let details = format!("edges carry {found:?}, not {expected:?}");
                tally.fail(case.source, at, &details);
            }
        }
    });
}

/// The graph as it is drawn.
fn drawing<R>(case: &Case<R>) -> (Exported, Drawing) {
    let tokens = case.declaration.parse();
    let tokens = tokens.expect("a declaration is made of tokens");
    let mut exported = export::load(tokens).expect("the graph is correct");
    assert_eq!(exported.len(), 1, "{}", case.declaration);
    let exported = exported.remove(0);
    let drawing = exported.drawing();
    (exported, drawing)
}

/// Where the derivative is a number, no coordinate is far out, and no kink and no condition changes
/// sides within a step, differences of three widths give the derivative, and their spread how far
/// they may be off. Far out, a step is wider than the waves of `sin(x * x)`.
#[test]
fn gradients_agree_with_central_differences() {
    let mut tally = Tally::default();
    for_each_point(graphs::F64, |case, graph, at| {
        let cotangents = points::cotangents::<f64>(case.index, graph.active_outputs().len());
        let (_, gradient) = (case.passes)(at, &cotangents);
        let expected = expected::gradient(graph, at, &cotangents);
        for ((&input, found), expected) in graph.active_inputs().iter().zip(gradient).zip(expected)
        {
            let Expected::Near(_, rounding) = expected else {
                tally.count_left_out();
                continue;
            };
            let Some(quotient) = differences::central(graph, at, &cotangents, input) else {
                tally.count_left_out();
                continue;
            };
            let Quotient { slope, tolerance } = quotient;
            tally.count_near(if slope.abs() < 1.0 { 1.0 } else { slope }, tolerance);
            let is_near = (found - slope).abs() <= tolerance + rounding;
            if !is_near {
                let name = &graph.inputs[input].name;
                let details =
                    format!("d/d{name} = {found:?}, by differences {slope:?} within {tolerance:?}");
                tally.fail(case.source, at, &details);
            }
        }
    });
    tally.finish(80, 80);
}

#[test]
fn the_graphs_cover_the_language() {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 240);
    let half = graphs
        .iter()
        .filter(|graph| graph.element == tree::Element::F64)
        .count();
    assert!(half * 2 >= graphs.len());
    assert!(graphs::F32.len() >= 60);
    let sources: Vec<&str> = graphs::F64.iter().map(|case| case.source).collect();
    let functions = "
        recip square powi powf sqrt cbrt abs mul_add hypot exp exp2 exp_m1 ln log2 log10 ln_1p sin cos tan
        asin acos atan atan2 sinh cosh tanh asinh acosh atanh min max clamp signum floor ceil round relu
        leaky_relu elu sigmoid silu softplus gelu stop_gradient
    ";
    for function in functions.split_whitespace() {
        let method = format!(".{function}(");
        let calls = [
            format!(" {function}("),
            format!("({function}("),
            format!("-{function}("),
        ];
        let methods = sources
            .iter()
            .filter(|source| source.contains(&method))
            .count();
        let calls = sources
            .iter()
            .filter(|source| calls.iter().any(|call| source.contains(call)))
            .count();
        assert!(
            methods >= 5 && calls >= 5,
            "`{function}`: {calls} calls, {methods} method calls"
        );
    }
    let marks = "
        + - * / -- if else < <= > >= == != && || !( const let consts::PI GAIN limits::OFFSET _spare
    ";
    for mark in marks.split_whitespace() {
        let is_operator = mark != "--" && mark.chars().all(|char| "+-*/<>=!&|".contains(char));
        let mark = if is_operator {
            format!(" {mark} ")
        } else {
            mark.to_owned()
        };
        let count = sources
            .iter()
            .filter(|source| source.contains(&mark))
            .count();
        assert!(count >= 5, "`{mark}` stands in {count} graphs");
    }
    let closures = graphs
        .iter()
        .filter(|graph| graph.form != tree::Form::Struct)
        .count();
    assert!(closures >= 20, "{closures} graphs are closures");
}
