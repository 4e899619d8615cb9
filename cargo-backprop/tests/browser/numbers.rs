//! The page computes what the interpreter computes: each operation, forward and back, in both precisions.

use std::collections::BTreeSet;

use backprop_codegen::export::{self, Datum, Drawing, Exported, Point, Tensor, Values};
use serde_json::{Value, json};

use crate::{MLP, data, engine, html, skipped};

/// What of the page's script computes numbers.
const SCRIPT: &[&str] = &[
    include_str!("../../src/emit/html/page/tensors.js"),
    include_str!("../../src/emit/html/page/operations.js"),
    include_str!("../../src/emit/html/page/evaluate.js"),
];

/// Kinks, poles, the ends of domains, and numbers between them.
const INTERESTING: &[f64] = &[
    f64::NEG_INFINITY,
    -2.5,
    -1.0,
    -0.5,
    -0.0,
    0.0,
    0.5,
    1.0,
    1.5,
    2.5,
    710.0,
    f64::INFINITY,
    f64::NAN,
];

/// A graph, and numbers for it.
struct Case {
    source: String,
    exported: Exported,
    drawing: Drawing,
    point: Point,
    /// The values of the named sizes.
    sizes: Value,
}

impl Case {
    /// The graph in `declaration`, where each named size is `size`; `number` gives the numbers of each input by position.
    #[track_caller]
    fn new(declaration: &str, size: usize, number: impl Fn(usize, usize) -> f64) -> Self {
        let tokens = declaration
            .parse()
            .expect("a declaration is made of tokens");
        let mut graphs = export::load(tokens).expect("the graph is correct");
        let exported = graphs.remove(0);
        let names = exported.named_sizes().into_iter();
        let sizes = names.map(|(name, _)| (name, size)).collect();
        let shape = |shape: &[export::Size]| -> Vec<usize> {
            let sizes = shape.iter().map(|one| one.resolve(&sizes));
            sizes.collect::<Option<_>>().expect("each size has a value")
        };
        let tensor = |shape: Vec<usize>, input: usize| {
            let count = shape.iter().product();
            let numbers = (0..count).map(|position| number(input, position));
            Tensor::new(shape, numbers.collect()).expect("all elements are there")
        };
        let inputs = exported.inputs();
        let inputs = inputs.iter().enumerate();
        let inputs = inputs.map(|(input, argument)| tensor(shape(&argument.shape), input));
        let outputs = exported.outputs();
        let active = outputs.iter().filter(|output| !output.constant);
        let cotangents = active.map(|output| {
            let shape = shape(&output.shape);
            let count: usize = shape.iter().product();
            let numbers = (0..count).map(|position| [1.0, -0.5, 2.0][position % 3]);
            Tensor::new(shape, numbers.collect())
        });
        let point = Point {
            inputs: inputs.collect(),
            cotangents: cotangents.collect(),
            constants: vec![0.75; exported.constants().len()],
        };
        Self {
            source: declaration.to_owned(),
            drawing: exported.drawing(),
            exported,
            point,
            sizes: json!(sizes),
        }
    }

    /// The same for the page.
    fn request(&self) -> Value {
        let data = data(&html(&format!("graph! {{ {} }}", self.source), &[]));
        let mut seeds = self.point.cotangents.iter().flatten();
        let outputs = self.exported.outputs();
        let outputs = outputs.iter();
        let cotangents = outputs.map(|output| {
            if output.constant {
                return Value::Null;
            }
            tensor(seeds.next().expect("a cotangent for each active output"))
        });
        json!({
            "steps": data["steps"],
            "single": data["single"],
            "sizes": self.sizes,
            "inputs": self.point.inputs.iter().map(tensor).collect::<Vec<_>>(),
            "cotangents": cotangents.collect::<Vec<_>>(),
            "constants": self.point.constants,
            "wanted": wanted(&data),
        })
    }

    /// What the interpreter computes, in the order of [`wanted`].
    #[track_caller]
    fn expected(&self) -> Vec<Option<Tensor<f64>>> {
        let values = self.exported.values(&self.drawing, &self.point);
        let Values {
            nodes,
            gradients,
            edges,
            derivatives,
        } = values.expect("the graph can be evaluated");
        let calculation = self.exported.calculation(&self.drawing);
        let nodes = nodes.into_iter().map(|datum| match datum {
            Datum::Numbers(tensor) => Some(tensor),
            Datum::Conditions(tensor) => {
                let numbers = tensor.data.iter().map(|holds| f64::from(u8::from(*holds)));
                Tensor::new(tensor.shape.clone(), numbers.collect())
            }
        });
        // What no step gives is known without one.
        let present = |list: Vec<Option<Tensor<f64>>>, steps: &[Option<usize>]| {
            let pairs = list.into_iter().zip(steps.to_vec());
            pairs
                .map(|(tensor, step)| step.and(tensor))
                .collect::<Vec<_>>()
        };
        let lists = [
            present(nodes.collect(), &calculation.nodes),
            present(gradients, &calculation.gradients),
            present(edges, &calculation.edges),
            present(derivatives, &calculation.derivatives),
        ];
        lists.into_iter().flatten().collect()
    }
}

/// The steps that give the numbers in a drawing: values, gradients, what flows back along edges, local derivatives.
fn wanted(data: &Value) -> Vec<Value> {
    let steps = |list: &str, field: &str| -> Vec<Value> {
        let parts = data[list].as_array().expect("a list").iter();
        parts.map(|part| part[field].clone()).collect()
    };
    [
        steps("nodes", "value"),
        steps("nodes", "gradient"),
        steps("edges", "gradient"),
        steps("edges", "local"),
    ]
    .concat()
}

/// A tensor for JavaScript. Numbers are written as text, since JSON has none that are infinite.
fn tensor(tensor: &Tensor<f64>) -> Value {
    let numbers = tensor.data.iter().map(|number| match number {
        number if number.is_infinite() => {
            format!("{}Infinity", if *number < 0.0 { "-" } else { "" })
        }
        number => number.to_string(),
    });
    json!({ "shape": tensor.shape, "data": numbers.collect::<Vec<_>>() })
}

/// What the page computes for each case, for each wanted step; none where nothing runs scripts.
fn computed(requests: &[Value]) -> Option<Value> {
    let script = format!(
        "{}
        (() => {{
          const read = (value) => value && tensor(value.shape, Float64Array.from(value.data, Number));
          const written = (value) => ({{ shape: value.shape, data: Array.from(value.data, String) }});
          return {}.map((request) => {{
            const {{ steps, single, sizes, constants }} = request;
            const point = {{ inputs: request.inputs.map(read), cotangents: request.cotangents.map(read), constants }};
            const values = evaluate(steps, sizes, point, single);
            return request.wanted.map((step) => (step === null ? null : written(values[step])));
          }});
        }})();",
        SCRIPT.concat(),
        json!(requests),
    );
    engine::run(&script)
}

/// Two numbers that differ by what elementary functions and one cancellation may differ by.
fn close(one: f64, other: f64, single: bool) -> bool {
    let (relative, absolute) = if single { (2e-5, 1e-6) } else { (1e-11, 1e-14) };
    let largest = one.abs().max(other.abs());
    one == other
        || (one.is_nan() && other.is_nan())
        || (one - other).abs() <= relative * largest + absolute
}

#[track_caller]
fn compare(cases: &[Case], test: &str) {
    let requests: Vec<Value> = cases.iter().map(Case::request).collect();
    let Some(found) = computed(&requests) else {
        return skipped(test, "neither Node.js nor Chromium is here");
    };
    for (position, case) in cases.iter().enumerate() {
        let single = requests[position]["single"] == json!(true);
        let expected = case.expected();
        let found = found[position].as_array().expect("a list");
        assert_eq!(found.len(), expected.len(), "{}", case.source);
        for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
            let Some(expected) = expected else {
                assert!(found.is_null(), "{}, {index}: {found}", case.source);
                continue;
            };
            assert_eq!(
                found["shape"],
                json!(expected.shape),
                "{}, {index}",
                case.source
            );
            let found = found["data"].as_array().expect("elements");
            for (place, (found, expected)) in found.iter().zip(&expected.data).enumerate() {
                let found: f64 = found
                    .as_str()
                    .and_then(|text| text.parse().ok())
                    .expect("a number");
                assert!(
                    close(found, *expected, single),
                    "{}, {index}, {place}: {found:e}, expected {expected:e}",
                    case.source
                );
            }
        }
    }
}

/// Three operands that meet in all ways that matter.
fn combined(input: usize, position: usize) -> f64 {
    let count = INTERESTING.len();
    let (row, column) = (position / count % count, position % count);
    INTERESTING[[row, column, (7 * row + 3 * column) % count][input % 3]]
}

/// Numbers without a pattern, with ties and zeros among them.
fn mixed(input: usize, position: usize) -> f64 {
    let step = (7 * position + 5 * input + 3) % 13;
    (f64::from(u8::try_from(step).expect("a small number")) - 6.0) / 4.0
}

/// The body of a graph with one operation on its inputs.
fn call(name: &str) -> String {
    let arguments = match name {
        "powi" => return "powi(a, 3) + powi(b, -2) + powi(c, 0)".to_owned(),
        "powf" | "hypot" | "atan2" | "min" | "max" | "leaky_relu" => "a, b",
        "mul_add" | "clamp" => "a, b, c",
        _ => "a",
    };
    let unused = ["a", "b", "c"]
        .into_iter()
        .filter(|input| !arguments.contains(input));
    let unused: Vec<String> = unused
        .map(|input| format!(" + 0 * stop_gradient({input})"))
        .collect();
    format!("{name}({arguments}){}", unused.concat())
}

const OPERATORS: &[&str] = &[
    "a + b + c",
    "a - b - c",
    "a * b * c",
    "a / b / c",
    "-a * b - c",
    "recip(a) + b + c",
    "if a < b && !(b == c) || a >= c { a * b } else if a != b { b - c } else { a / c }",
    "if a <= b { sqrt(a) } else if a > c { ln(b) } else { c }",
];

fn elementwise() -> Vec<Case> {
    let count = INTERESTING.len() * INTERESTING.len();
    let calls = export::operations().map(call);
    let bodies: Vec<String> = calls
        .chain(OPERATORS.iter().map(|body| (*body).to_owned()))
        .collect();
    let of = |element: &str| -> Vec<Case> {
        let bodies = bodies.iter().map(|body| {
            format!("struct G(a: [{element}; n], b: [{element}; n], c: [{element}; n]) -> [{element}; n] {{ {body} }}")
        });
        bodies
            .map(|source| Case::new(&source, count, combined))
            .collect()
    };
    [of("f64"), of("f32")].into_iter().flatten().collect()
}

/// The sizes of a result, and what gives it, for `a` of `[n, m]`, `x` of `[n, 1]` and a number `y`.
const TENSORS: &[(&str, &str)] = &[
    ("", "sum(a)"),
    ("", "mean(a)"),
    ("", "product(a)"),
    ("", "max_all(a)"),
    ("", "min_all(a)"),
    ("m", "sum_axis(a, 0)"),
    ("n", "mean_axis(a, 1)"),
    ("n", "product_axis(a, 1)"),
    ("m", "max_axis(a, 0)"),
    ("n", "min_axis(a, 1)"),
    ("n, m", "softmax(a)"),
    ("n, m", "softmax(a * 300)"),
    ("n, m", "log_softmax(a)"),
    ("n", "logsumexp(a)"),
    ("m, m", "a.t() @ a"),
    ("n, m", "a @ a.t() @ a"),
    ("", "a[0, ..] @ a[1, ..]"),
    ("n", "a @ a[2, ..]"),
    ("m", "a[.., 0] @ a"),
    ("n, 1, m", "a.insert_axis(1)"),
    ("n, m, m", "a.insert_axis(2) * a[0, ..]"),
    ("m, n", "a.reshape([m, n])"),
    ("n - 1, m - 1", "a[1.., ..-1] - a[..-1, 1..]"),
    ("", "a[-1, 0] * LIMIT"),
    ("n, m", "a * a[0, ..]"),
    ("n, m", "if a > 0 { a } else { a[0, ..] }"),
    (
        "m - 1, n",
        "if a[.., 1..] > 0 { a[.., ..-1] } else { 1 }.t()",
    ),
    ("n, m", "stop_gradient(a) * a"),
    ("n, m", "x * a + y"),
    ("1", "x[0, ..] + sum(a) * y"),
];

fn tensors() -> Vec<Case> {
    let of = |element: &str| -> Vec<Case> {
        let graphs = TENSORS.iter().map(|(sizes, body)| {
            let result = match *sizes {
                "" => element.to_owned(),
                sizes => format!("[{element}; {sizes}]"),
            };
            let more = "+ 0 * stop_gradient(sum(x) + y)";
            format!(
                "struct G(a: [{element}; n, m], x: [{element}; n, 1], y: {element}) -> {result} {{ ({body}) {more} }}"
            )
        });
        graphs.map(|source| Case::new(&source, 4, mixed)).collect()
    };
    [of("f64"), of("f32")].into_iter().flatten().collect()
}

#[test]
fn operations_on_numbers() {
    compare(&elementwise(), "operations on numbers");
}

#[test]
fn operations_on_tensors() {
    let mut cases = tensors();
    let inside = |source: &str| -> String {
        let inside = source
            .strip_prefix("graph! {")
            .and_then(|rest| rest.strip_suffix('}'));
        inside.expect("a call").to_owned()
    };
    cases.push(Case::new(&inside(MLP), 3, mixed));
    compare(&cases, "operations on tensors");
}

/// The two tests above meet every operation that a page can meet.
#[test]
fn every_operation() {
    let cases = elementwise().into_iter().chain(tensors());
    let met: BTreeSet<&str> = cases
        .flat_map(|case| case.exported.calculation(&case.drawing).steps)
        .map(|step| step.operation)
        .collect();
    let missing: Vec<&str> = export::calculated()
        .filter(|name| !met.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
