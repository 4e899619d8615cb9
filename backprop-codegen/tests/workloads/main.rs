//! What makes the workloads of `benches` fast, checked on what their graphs become, without a clock: operations, loops,
//! passes and arrays; loads before branches; lanes in every sum; no call inside a loop over elements.
//!
//! A number that rises is an optimisation that has been lost.

#[path = "../loops/mod.rs"]
mod loops;
mod rules;
mod sources;
#[path = "../tally/mod.rs"]
mod tally;

use backprop_codegen::export::MethodCost;
use loops::Counts;
use quote::ToTokens;
use rules::{faults_of_loops, faults_of_numbers};
use sources::{Workload, of_numbers, of_tensors};
use syn::visit::Visit;

/// At which sizes operations are counted.
const SIZES: [(&str, u64); 5] = [
    ("n", 1_000),
    ("m", 256),
    ("batch", 64),
    ("inputs", 784),
    ("hidden", 128),
];

fn find<'w>(workloads: &'w [Workload], name: &str) -> &'w Workload {
    let mut workloads = workloads.iter();
    let found = workloads.find(|workload| workload.name == name);
    found.expect("the workload is there")
}

/// How many operations a method does, and how many of them take many times as long as an addition: divisions, and
/// elementary functions.
fn operations(cost: &MethodCost) -> [u64; 3] {
    let size = |name: &str| {
        let size = SIZES.iter().find(|(other, _)| *other == name);
        size.map(|(_, size)| *size)
    };
    let count = |names: &[&str]| {
        let kinds = cost.kinds.iter().filter(|kind| names.contains(&kind.name));
        let counts = kinds.map(|kind| kind.count.at(size).expect("all sizes are given"));
        counts.sum()
    };
    [
        cost.operations.at(size).expect("all sizes are given"),
        count(&["divisions"]),
        count(&["exp", "ln", "tanh", "sigmoid", "sqrt", "sin", "cos"]),
    ]
}

/// Compares the operations of a method with ceilings: all, divisions, elementary functions.
#[track_caller]
fn at_most(workload: &Workload, method: &str, ceilings: [u64; 3]) {
    let found = operations(workload.cost_of(method));
    let fits = found
        .iter()
        .zip(ceilings)
        .all(|(found, most)| *found <= most);
    let name = &workload.name;
    assert!(fits, "{name}::{method}: {found:?}, at most {ceilings:?}");
}

/// What costs are said to be is what the text does, so ceilings on costs are ceilings on the text.
#[test]
fn costs_are_those_of_the_text() {
    for workload in of_numbers().into_iter().chain(of_tensors()) {
        tally::agrees(&workload.source.to_string());
    }
}

#[test]
fn operations_of_numbers() {
    let workloads = of_numbers();
    let check = |name, method, all, divisions, functions| {
        at_most(find(&workloads, name), method, [all, divisions, functions]);
    };
    // Two products, their sum, the tax; each price and each count with the other and the tax.
    check("Bill", "value", 4, 0, 0);
    check("Bill", "value_and_grad", 8, 0, 0);
    check("Bill", "backward", 6, 0, 0);
    // 1 - x, y - x², two squares, 100 and a sum; then 200 b, and (200 b x + a) * -2.
    check("Rosenbrock", "value", 7, 0, 0);
    check("Rosenbrock", "value_and_grad", 7 + 4, 0, 0);
    check("Rosenbrock", "backward", 7, 0, 0);
    // Ten of them, nine sums of terms, and nine where neighbours meet.
    check("Chain", "value", 10 * 7 + 9, 0, 0);
    check("Chain", "value_and_grad", 10 * 11 + 9 + 9, 0, 0);
    check("Chain", "backward", 60, 0, 0);
    // The reciprocal of the angle, two quotients, and a half; sqrt, sin and cos.
    check("Loss", "value", 68, 4, 3);
    check("Loss", "value_and_grad", 183, 6, 3);
    check("Residual", "forward", 64, 3, 3);
    // For one row of the Jacobian: no function is computed again.
    check("Residual", "backward", 115, 2, 0);
}

#[test]
fn operations_of_tensors() {
    let workloads = of_tensors();
    let check = |name, method, ceilings| at_most(find(&workloads, name), method, ceilings);
    let (n, m) = (1_000, 256);
    // x * w + b and the rectifier; backward once more for the mask, two gradients, and the sum over the rows.
    check("Rectified", "forward", [3 * n * m, 0, 0]);
    check("Rectified", "backward", [6 * n * m, 0, 0]);
    // As many as by hand in `benches/src/chain/mod.rs`, and for the mean three at the end.
    check("Chain", "value_and_grad", [18 * n + 3, 2 * n + 2, 0]);
    check("Chain", "forward", [9 * n + 1, n + 1, 0]);
    check("Chain", "backward", [16 * n + 2, 2 * n + 1, 0]);
    // Each function once, and in backward none: their results are kept.
    check("Elementary", "value_and_grad", [24 * n + 3, 2, 3 * n]);
    check("Elementary", "forward", [9 * n + 1, 1, 3 * n]);
    check("Elementary", "backward", [16 * n + 2, 1, 0]);
    // Two products forward and three backward; an exponential for each logit, and a logarithm for each row.
    let (batch, inputs, hidden) = (64, 784, 128);
    let layers = 2 * batch * (2 * inputs * hidden + 3 * hidden * 10);
    let beside = 3 * batch * hidden + 163 * batch + 3;
    let functions = 11 * batch;
    check(
        "Mlp",
        "value_and_grad",
        [layers + beside, 10 * batch + 2, functions],
    );
}

#[test]
fn loops_passes_products_and_arrays() {
    let workloads = of_tensors();
    let check = |name, method, [loops, passes, products, arrays]: [usize; 4]| {
        let workload = find(&workloads, name);
        let counts = Counts::of(&workload.method(method).block);
        let expected = Counts {
            loops,
            passes,
            products,
            arrays,
        };
        assert_eq!(counts, expected, "{name}::{method}");
    };
    // One loop each way, over each array once. The output is an array that the graph keeps.
    check("Rectified", "value", [1, 1, 0, 1]);
    check("Rectified", "forward", [1, 1, 0, 1]);
    check("Rectified", "backward", [1, 1, 0, 0]);
    // Value and gradients in one pass; nothing between is in memory.
    check("Chain", "value", [1, 1, 0, 0]);
    check("Chain", "value_and_grad", [1, 1, 0, 0]);
    check("Chain", "forward", [1, 1, 0, 0]);
    check("Chain", "backward", [1, 1, 0, 0]);
    check("Elementary", "value", [1, 1, 0, 0]);
    check("Elementary", "value_and_grad", [1, 1, 0, 0]);
    // The three functions.
    check("Elementary", "forward", [1, 1, 0, 3]);
    check("Elementary", "backward", [1, 1, 0, 0]);
    // The hidden layer in one pass, the loss in three, the gradient of the hidden layer in one. Arrays: the hidden
    // layer, the logits, and their gradients.
    check("Mlp", "value", [2, 4, 2, 2]);
    check("Mlp", "value_and_grad", [3, 5, 5, 4]);
    // The exponentials and their sums are kept; gradients of backward are made ready before.
    check("Mlp", "forward", [2, 4, 2, 6]);
    check("Mlp", "backward", [2, 3, 3, 0]);
}

/// The arrays whose stores may go past the caches: what is not read again, in loops that wait for memory.
#[test]
fn arrays_that_are_only_written() {
    let workloads = of_tensors();
    let check = |name, method, expected: usize| {
        let body = &find(&workloads, name).method(method).block;
        let mut found = OnlyWritten(0);
        found.visit_block(body);
        assert_eq!(found.0, expected, "{name}::{method}");
    };
    check("Rectified", "forward", 1);
    check("Rectified", "backward", 2);
    check("Chain", "value_and_grad", 3);
    check("Chain", "backward", 3);
    // Functions leave the memory time enough.
    check("Elementary", "value_and_grad", 0);
    check("Elementary", "forward", 0);
    check("Elementary", "backward", 3);
    // Logits are read again, and products read and write on their own.
    check("Mlp", "value_and_grad", 0);
}

/// How many arrays loop nests say that they only write: the second number of their trait.
struct OnlyWritten(usize);

impl Visit<'_> for OnlyWritten {
    fn visit_path_segment(&mut self, segment: &syn::PathSegment) {
        if segment.ident == "LoopNest"
            && let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments
        {
            let written = arguments.args[2].to_token_stream().to_string();
            self.0 += written.parse::<usize>().expect("it is a number");
        }
    }
}

/// What goes through memory: each input once, each gradient once, and nothing else.
#[test]
fn numbers_read_and_written() {
    let workloads = of_tensors();
    let check = |name, method, read: &str, written: &str| {
        let cost = find(&workloads, name).cost_of(method);
        let found = [cost.read.to_string(), cost.written.to_string()];
        assert_eq!(found, [read, written], "{name}::{method}");
    };
    check("Rectified", "forward", "2·n·m + m", "n·m");
    check("Rectified", "backward", "3·n·m + m", "2·n·m + m");
    check("Chain", "value_and_grad", "3·n", "3·n + 1");
    check("Elementary", "value_and_grad", "3·n", "3·n + 1");
}

#[test]
fn methods_of_numbers_are_straight_and_inlined() {
    for workload in of_numbers() {
        assert!(workload.methods.len() >= 3, "{}", workload.name);
        for method in &workload.methods {
            let at = format!("{}::{}", workload.name, method.sig.ident);
            assert_eq!(faults_of_numbers(&method.block), [""; 0], "{at}");
            assert!(is_always_inlined(method), "{at} is not inlined");
        }
    }
}

fn is_always_inlined(method: &syn::ImplItemFn) -> bool {
    let mut attributes = method.attrs.iter();
    attributes.any(|attribute| attribute.to_token_stream().to_string() == "# [inline (always)]")
}

/// Beyond a size LLVM decides.
#[test]
fn large_graphs_of_numbers_are_not_inlined_everywhere() {
    let of = |count| {
        let statements = "let h = sin(h) + x; ".repeat(count);
        let source = format!("struct A(x: f64) -> f64 {{ let h = x; {statements} h }}");
        Workload::new(source.parse().expect("it is tokens"))
    };
    assert!(of(100).methods.iter().all(is_always_inlined));
    assert!(!of(2_000).methods.iter().any(is_always_inlined));
}

#[test]
fn loops_are_of_lanes_and_load_first() {
    for workload in of_tensors() {
        assert!(workload.methods.len() >= 3, "{}", workload.name);
        for method in &workload.methods {
            let at = format!("{}::{}", workload.name, method.sig.ident);
            assert_eq!(faults_of_loops(&method.block), [""; 0], "{at}");
        }
    }
}

/// What the rules are there for is found, and what is right beside it is not.
#[test]
fn rules_find_what_is_slow() {
    let faults = |text: &str, rule: fn(&syn::Block) -> Vec<String>| {
        let body = syn::parse_str(&format!("{{ {text} }}")).expect("it is Rust");
        rule(&body).len()
    };
    let of_passes = [
        // As it is generated: what is added to an array is loaded late.
        (
            0,
            "let x = at.load(x); let y = x.less(at.splat(F::ZERO)).select(at.splat(F::ZERO), x.exp());
            at.store(b, at.load(b) + y); t.add(at, y);",
        ),
        // A load behind a selection, and in one.
        (
            1,
            "let x = at.load(x); let y = x.less(x).select(x, x); at.store(b, y + at.load(z));",
        ),
        (1, "let x = at.load(x); at.store(b, x.less(x).select(at.load(z), x));"),
        // A branch.
        (1, "let x = if c { at.load(x) } else { at.load(y) }; at.store(b, x);"),
        // Calls: for one number, of what is no operation, of a function beside lanes.
        (1, "let x = at.load(x); at.store(b, x * at.splat(F::exp(s)));"),
        (1, "let x = at.load(x); at.store(b, x.map_each(s));"),
        (1, "let x = at.load(x); at.store(b, logistic(x));"),
        // A sum that does not fold lanes; an accumulator that is not stepped.
        (1, "let x = at.load(x); s += x;"),
        (1, "let x = at.load(x); u.add(at, x);"),
    ];
    for (expected, pass) in of_passes {
        let text = format!(
            "let mut t = __tensor::Sum::new();
            for row in 0..count {{ each! {{ for at in lanes(m).folding(t) {{ {pass} }} }} }}
            [t.finish()]"
        );
        assert_eq!(faults(&text, faults_of_loops), expected, "{pass}");
    }
    let of_loops = [
        // The value of a row; a sum of one number after the other.
        (0, "let t = t.finish(); b[row] = t;"),
        (1, "b[row] = b[row] + t;"),
        (1, "t += x;"),
        (1, "let mut t = F::ZERO;"),
        (1, "for row in 0..count { t.push(x[row]); }"),
        (1, "x.iter().sum();"),
    ];
    for (expected, text) in of_loops {
        assert_eq!(faults(text, faults_of_loops), expected, "{text}");
    }
    let of_numbers = [
        (
            0,
            "let a = x * y; (a - 1.0_f64, Grads { x: -y, y: (x + a.sin()) / self.a })",
        ),
        (1, "let a = helper(x); a"),
        (1, "let a = x.into(); a"),
        (1, "if x > y { x } else { y }"),
        (1, "let mut a = x; a"),
    ];
    for (expected, text) in of_numbers {
        assert_eq!(faults(text, faults_of_numbers), expected, "{text}");
    }
}
