//! Random tensor graphs as the compiler reads them: every one is accepted, and the interpreter's values and
//! gradients are those of a tape of scalars that shares nothing with the compiler.

use backprop_codegen::interp::{Real, Tensor};

use check::{Subject, Tallies, same};
use drawn::Drawn;
use interpreted::Interpreted;
use tally::Tally;
use tree::{Expr, Graph, Item, Kind};

mod check;
mod differences;
mod drawn;
mod evaluate;
mod functions;
mod generate;
mod interpreted;
mod moves;
mod points;
#[path = "../../random/src/rng.rs"]
mod rng;
mod shape;
mod source;
mod tally;
mod tape;
#[allow(dead_code, reason = "the build script asks for element types")]
mod tree;

#[test]
fn every_graph_is_accepted() {
    let graphs = generate::graphs();
    assert!(graphs.len() >= 300);
    let mut refused = String::new();
    for graph in &graphs {
        let source = source::declaration(graph);
        match interpreted::program(&source) {
            Ok(program) => {
                assert_eq!(program.name(), graph.name);
                let names = graph.inputs.iter().map(|input| input.name.clone());
                assert_eq!(program.inputs(), names.collect::<Vec<_>>());
            }
            Err(error) => refused += &["\n", &source, "\n", &error, "\n"].concat(),
        }
    }
    assert!(refused.is_empty(), "{refused}");
}

#[test]
fn the_interpreter_agrees_with_the_tape() {
    agreement::<f64, _>("the interpreter", |source| Some(Interpreted::new(source)));
    agreement::<f32, _>("the interpreter", |source| Some(Interpreted::new(source)));
}

#[test]
fn a_graph_made_smaller_agrees_with_the_tape() {
    agreement::<f64, _>("simplified", |source| Some(Interpreted::simplified(source)));
    agreement::<f32, _>("simplified", |source| Some(Interpreted::simplified(source)));
}

#[test]
fn a_graph_of_value_and_gradient_together_agrees_with_the_tape() {
    agreement::<f64, _>("fused", Interpreted::fused);
}

#[test]
fn what_edges_of_drawings_carry_agrees_with_the_tape() {
    agreement::<f64, _>("drawn", |source| Some(Drawn::new(source)));
}

fn agreement<R: Real, S: Subject<R>>(what: &str, load: impl Fn(&str) -> Option<S>) {
    let mut tallies = Tallies::default();
    for (index, graph) in generate::graphs().iter().enumerate() {
        let source = source::declaration(graph);
        if !graph.element.has(R::SINGLE) {
            continue;
        }
        let subject = load(&source);
        let expected = what != "fused" || graph.has_value_and_grad();
        assert_eq!(subject.is_some(), expected, "{source}");
        let Some(mut subject) = subject else {
            continue;
        };
        for mut point in points::points(index, graph, R::SINGLE) {
            if what == "fused" {
                point.cotangents = vec![vec![1.0]];
            }
            check::point(graph, &source, &point, &mut subject, &mut tallies);
        }
    }
    tallies.finish(what);
}

/// Where the language fixes every bit of a value, a rewrite keeps them.
#[test]
fn a_graph_made_smaller_has_the_same_bits() {
    let mut tally = Tally::default();
    for (index, graph) in generate::graphs().iter().enumerate() {
        if !graph.exact || !graph.element.has(false) {
            continue;
        }
        let source = source::declaration(graph);
        let mut written = Interpreted::<f64>::new(&source);
        let mut smaller = Interpreted::<f64>::simplified(&source);
        for point in points::points(index, graph, false) {
            let (inputs, _) = check::tensors::<f64>(graph, &point);
            let expected = written.value(&inputs).expect("the sizes fit");
            let found = smaller.value(&inputs).expect("the sizes fit");
            tally.count(expected.iter().map(|output| output.data.len()).sum());
            if !same(&found, &expected) {
                tally.fail(
                    &source,
                    format!("{:?}: {found:?}, written {expected:?}", point.dims),
                );
            }
        }
    }
    tally.finish("bits", 100, 0);
}

/// Where a size is one less than what the graph's slices need, or an input has another shape.
#[test]
fn sizes_that_do_not_fit_are_errors() {
    let (mut small, mut different) = (0, 0);
    for (index, graph) in generate::graphs().iter().enumerate() {
        let source = source::declaration(graph);
        let program = interpreted::program(&source).expect("every graph is accepted");
        let single = !graph.element.has(false);
        let fits = &points::points(index, graph, single)[0];
        for inputs in points::too_small(graph, fits) {
            small += 1;
            let found = program.value::<f64>(&inputs, &evaluate::constant);
            assert!(
                found.is_err(),
                "{source}\nof {:?} gives {found:?}",
                shapes(&inputs)
            );
        }
        for inputs in points::misfits(graph, fits) {
            different += 1;
            let found = program.value::<f64>(&inputs, &evaluate::constant);
            assert!(
                found.is_err(),
                "{source}\nof {:?} gives {found:?}",
                shapes(&inputs)
            );
        }
    }
    println!("{small} times too small, {different} times different");
    assert!(small >= 60 && different >= 600, "{small} and {different}");
}

fn shapes(inputs: &[Tensor<f64>]) -> Vec<&[usize]> {
    inputs.iter().map(|input| input.shape.as_slice()).collect()
}

#[test]
fn the_graphs_cover_the_language() {
    let graphs = generate::graphs();
    let sources: Vec<String> = graphs.iter().map(source::declaration).collect();
    let functions = "
        recip square powi powf sqrt cbrt abs mul_add hypot exp exp2 exp_m1 ln log2 log10 ln_1p sin cos tan
        asin acos atan atan2 sinh cosh tanh asinh acosh atanh min max clamp signum floor ceil round relu
        leaky_relu elu sigmoid silu softplus gelu stop_gradient sum mean product max_all min_all sum_axis
        mean_axis product_axis max_axis min_axis softmax log_softmax logsumexp dot t insert_axis reshape
    ";
    for function in functions.split_whitespace() {
        let method = format!(".{function}(");
        let calls = [
            format!(" {function}("),
            format!("({function}("),
            format!("-{function}("),
        ];
        let methods = sources.iter().filter(|source| source.contains(&method));
        let functions = sources
            .iter()
            .filter(|source| calls.iter().any(|call| source.contains(call)));
        let (methods, functions) = (methods.count(), functions.count());
        // Reductions over all axes are written as functions.
        let whole = matches!(function, "sum" | "mean" | "product" | "max_all" | "min_all");
        assert!(
            functions + methods >= 5 && functions >= 1 && (methods >= 1 || whole),
            "`{function}`: {functions} calls, {methods} method calls"
        );
    }
    for mark in "@ + - * / if else < <= > >= == != && ||".split_whitespace() {
        let count = sources
            .iter()
            .filter(|source| source.contains(&format!(" {mark} ")))
            .count();
        assert!(count >= 5, "`{mark}` stands in {count} graphs");
    }
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for graph in &graphs {
        for feature in features(graph) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    println!("{counts:#?}");
    for (feature, count) in counts {
        assert!(count >= 10, "{feature}: {count} graphs");
    }
}

/// What a graph has of all that a graph can have.
fn features(graph: &Graph) -> Vec<&'static str> {
    let mut features = vec!["a graph"];
    let mut found = |feature, there: bool| {
        if there && !features.contains(&feature) {
            features.push(feature);
        }
    };
    let inputs = || graph.inputs.iter();
    for rank in 0..5 {
        let name = [
            "a scalar",
            "one axis",
            "two axes",
            "three axes",
            "four axes",
        ][rank];
        found(name, inputs().any(|input| input.shape.len() == rank));
    }
    found("a const input", inputs().any(|input| input.constant));
    found(
        "a const output",
        graph.outputs.iter().any(|output| output.constant),
    );
    found("several outputs", graph.outputs.len() > 1);
    let cotangents = || graph.active_outputs();
    found(
        "a tensor's cotangent",
        cotangents().any(|(_, output)| !output.shape.is_empty()),
    );
    found(
        "a scalar's cotangent alone",
        cotangents().all(|(_, output)| output.shape.is_empty()),
    );
    let sizes = || inputs().flat_map(|input| &input.shape);
    found(
        "a size with an offset",
        sizes().any(|size| size.text().contains(['+', '-'])),
    );
    found(
        "a size of one",
        sizes().any(|size| *size == shape::Size::Literal(1)),
    );
    found("no bit open", graph.exact);
    for expr in graph.expressions() {
        expr.walk(&mut |expr| operations(expr, &mut found));
    }
    features
}

fn operations(expr: &Expr, found: &mut dyn FnMut(&'static str, bool)) {
    match &expr.kind {
        Kind::Infix(_, left, right) => {
            let (left, right) = (&left.shape, &right.shape);
            found(
                "an axis that is missing",
                !left.is_empty() && left.len() != right.len(),
            );
            let both = expr.shape != *left && expr.shape != *right;
            found("both operands broadcast", both);
        }
        Kind::Dot(left, right, _) => {
            found(
                "matrix and matrix",
                left.shape.len() == 2 && right.shape.len() == 2,
            );
            found(
                "matrix and vector",
                left.shape.len() == 2 && right.shape.len() == 1,
            );
            found(
                "vector and matrix",
                left.shape.len() == 1 && right.shape.len() == 2,
            );
            found(
                "vector and vector",
                left.shape.len() == 1 && right.shape.len() == 1,
            );
        }
        Kind::Along(_, _, _, named, _) => {
            found("an axis by its name", *named);
            found("an axis by its number", !named);
        }
        Kind::Slice(_, items) => {
            for item in items {
                match *item {
                    Item::At(position) => {
                        found("a position from the start", position >= 0);
                        found("a position from the end", position < 0);
                    }
                    Item::Range(start, end) => {
                        found("a start from the end", start.is_some_and(|start| start < 0));
                        found("an end from the end", end.is_some_and(|end| end < 0));
                    }
                }
            }
        }
        Kind::If(arms, _) => {
            found("else if", arms.len() > 1);
            found("an if of tensors", !expr.shape.is_empty());
        }
        Kind::Block(..) => found("a block", true),
        _ => {}
    }
}
