//! Generated code as people read it: snapshots of its formatted text, and counts of what it computes.
//!
//! `UPDATE_EXPECT=1 cargo test -p backprop-codegen --test generated` writes the snapshots anew; read the
//! difference before it is committed.

mod tally;

use expect_test::expect_file;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};

const BILL: &str = "
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
";

/// The residual of bundle adjustment for one observation: the camera's rotation `r`, centre `c`, focal
/// length, principal point and distortion, the point `x`, and a weight.
const BUNDLE_ADJUSTMENT: &str = "
    pub struct Residual(
        r0: f64, r1: f64, r2: f64,
        c0: f64, c1: f64, c2: f64,
        f: f64, u0: f64, v0: f64, k1: f64, k2: f64,
        x0: f64, x1: f64, x2: f64,
        w: f64,
        const m0: f64, const m1: f64,
    ) -> f64 {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = 1 / angle;
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = sin(angle);
        let c = cos(angle);
        let along = (a0 * y0 + a1 * y1 + a2 * y2) * (1 - c);
        let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
        let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
        let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let distortion = 1 + q * (k1 + k2 * q);
        let e0 = w * (f * distortion * q0 + u0 - m0);
        let e1 = w * (f * distortion * q1 + v0 - m1);
        (e0 * e0 + e1 * e1) / 2
    }
";

const BRANCHES: &str = "
    pub(crate) struct Branches(x: f32, y: f32) -> f32 {
        let root = sqrt(x);
        let low = exp(y);
        if x > 1 { root * y } else if x > 0 && !(y == 0) { root } else { low }
    }
";

const ACTIVATIONS: &str = "
    struct Activations(x: f64) -> f64 {
        relu(x) + x.leaky_relu(0.1) + elu(x) + silu(x) + softplus(x) + gelu(x) + tanh(x)
    }
";

/// The formatted expansion of the contents of a `graph!` call. Loops over lanes are shown without the macro around
/// them, whose contents formatters leave as they are.
#[track_caller]
fn formatted(source: &str) -> String {
    let mut file = expanded(source);
    Loops.visit_file_mut(&mut file);
    prettyplease::unparse(&file)
}

/// Puts the loop inside of each `each! { .. }` in its place.
struct Loops;

impl VisitMut for Loops {
    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        for statement in &mut block.stmts {
            let call = match statement {
                syn::Stmt::Macro(call) => &call.mac,
                syn::Stmt::Expr(syn::Expr::Macro(call), _) => &call.mac,
                _ => continue,
            };
            if call.path.is_ident("each") {
                let inside = call.parse_body().expect("the contents are a loop");
                *statement = syn::Stmt::Expr(inside, None);
            }
        }
        visit_mut::visit_block_mut(self, block);
    }
}

#[track_caller]
fn expanded(source: &str) -> syn::File {
    let code = backprop_codegen::compile(source.parse().expect("the source is tokens"));
    syn::parse2(code).expect("the expansion is Rust")
}

#[test]
fn bill() {
    expect_file!["snapshots/bill.expanded.rs"].assert_eq(&formatted(BILL));
}

#[test]
fn the_readme_shows_what_is_generated() {
    let text = formatted(BILL);
    let method = text
        .split_once("    pub fn value_and_grad(")
        .and_then(|(_, rest)| rest.split_once("\n    }\n"))
        .map(|(method, _)| method);
    let method = method.expect("the method is there");
    assert!(
        include_str!("../../README.md").contains(method),
        "the README shows other code than\n{method}"
    );
}

#[test]
fn rosenbrock_over_a_type_parameter() {
    expect_file!["snapshots/rosenbrock.expanded.rs"].assert_eq(&formatted(
        "pub struct Rosenbrock<F>(x: F, y: F) -> F {
            square(1 - x) + 100 * square(y - square(x))
        }",
    ));
}

#[test]
fn guarded_branches() {
    expect_file!["snapshots/branches.expanded.rs"].assert_eq(&formatted(BRANCHES));
}

#[test]
fn layer_of_arrays() {
    expect_file!["snapshots/layer.expanded.rs"].assert_eq(&formatted(
        "pub struct Layer(x: [f32; n, m], w: [f32; n, m], b: [f32; m]) -> [f32; n, m] {
            relu(x * w + b)
        }",
    ));
}

#[test]
fn classifier() {
    expect_file!["snapshots/mlp.expanded.rs"].assert_eq(&formatted(
        "/// A two-layer classifier and its loss.
        pub struct Mlp<F>(
            const x: [F; batch, inputs],
            const labels: [F; batch, 10],
            w1: [F; inputs, hidden], b1: [F; hidden],
            w2: [F; hidden, 10],     b2: [F; 10],
        ) -> (loss: F, const logits: [F; batch, 10]) {
            let h = relu(x @ w1 + b1);
            let logits = h @ w2 + b2;
            let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
            (loss, logits)
        }",
    ));
}

#[test]
fn items_of_arrays_after_an_error() {
    expect_file!["snapshots/arrays_after_an_error.expanded.rs"].assert_eq(&formatted(
        "pub struct Broken<F>(x: [F; n], const k: F) -> (y: [F; n], const z: F) {
            (x + unknown, k)
        }",
    ));
}

#[test]
fn constants_and_several_outputs() {
    expect_file!["snapshots/neuron.expanded.rs"].assert_eq(&formatted(
        "struct Neuron<F>(
            /// How much the input weighs.
            w: F,
            b: F,
            const x: F,
            const label: F,
        ) -> (loss: F, const activation: F) {
            let activation = sigmoid(w * x + b);
            let loss = square(activation - label) / limits::SCALE;
            (loss, activation)
        }",
    ));
}

#[test]
fn activations() {
    expect_file!["snapshots/activations.expanded.rs"].assert_eq(&formatted(ACTIVATIONS));
}

#[test]
fn bundle_adjustment() {
    expect_file!["snapshots/bundle_adjustment.expanded.rs"]
        .assert_eq(&formatted(BUNDLE_ADJUSTMENT));
}

#[test]
fn items_without_bodies_after_an_error() {
    expect_file!["snapshots/after_an_error.expanded.rs"].assert_eq(&formatted(
        "pub struct Broken<F>(x: F, const k: F) -> (y: F, const z: F) {
            let a = unknown * x;
            (a + k, x)
        }",
    ));
}

/// What a method computes, counted in its text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    /// `+ - * /`, negations of anything but a number, and calls.
    operations: usize,
    multiplications: usize,
    calls: usize,
}

impl<'ast> Visit<'ast> for Counts {
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        match binary.op {
            syn::BinOp::Mul(_) => {
                self.multiplications += 1;
                self.operations += 1;
            }
            syn::BinOp::Add(_) | syn::BinOp::Sub(_) | syn::BinOp::Div(_) => self.operations += 1,
            _ => {}
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let number = matches!(*unary.expr, syn::Expr::Lit(_));
        if matches!(unary.op, syn::UnOp::Neg(_)) && !number {
            self.operations += 1;
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        self.calls += 1;
        self.operations += 1;
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.calls += 1;
        self.operations += 1;
        visit::visit_expr_method_call(self, call);
    }
}

/// The counts of one method of the graph that `source` declares.
#[track_caller]
fn counts(source: &str, method: &str) -> Counts {
    let file = expanded(source);
    let body = file
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Impl(block) => Some(&block.items),
            _ => None,
        })
        .flatten()
        .find_map(|item| match item {
            syn::ImplItem::Fn(function) if function.sig.ident == method => Some(&function.block),
            _ => None,
        })
        .expect("the method exists");
    let mut counts = Counts::default();
    counts.visit_block(body);
    counts
}

#[test]
fn bill_calls_nothing() {
    let counts = counts(BILL, "value_and_grad");
    assert_eq!(counts.calls, 0);
    assert_eq!(counts.operations, 8, "4 for the value, 4 for the gradient");
}

/// All partial derivatives of a product of n factors, with its value, take 3n - 5 multiplications.
#[test]
fn product_of_many_factors() {
    for n in [4_usize, 8, 16] {
        let names: Vec<String> = (0..n).map(|factor| format!("x{factor}")).collect();
        let source = format!(
            "struct Product({}: f64) -> f64 {{ {} }}",
            names.join(": f64, "),
            names.join(" * ")
        );
        let counts = counts(&source, "value_and_grad");
        assert_eq!(counts.multiplications, 3 * n - 5, "{n} factors");
        assert_eq!(counts.operations, 3 * n - 5, "{n} factors");
    }
}

#[test]
fn bundle_adjustment_loss_and_gradient() {
    let value = counts(BUNDLE_ADJUSTMENT, "value").operations;
    let both = counts(BUNDLE_ADJUSTMENT, "value_and_grad").operations;
    assert!(value <= 68, "{value} operations for the loss");
    assert!(
        both <= 183,
        "{both} operations for the loss and its gradient"
    );
}

/// Two of a square and a half of a root wait until they meet, and a sum is doubled once.
#[test]
fn signs_of_constants_beyond_the_other_precision() {
    let code = formatted(
        "struct Large(x: f64, y: f64) -> f64 { -(1e300 * x) * -y + -(2e300 / -y) - 1e39 * -x }",
    );
    for constant in ["-1e300_f64", "2e300_f64", "1e39_f64"] {
        assert!(code.contains(constant), "no {constant} in {code}");
    }
}

#[test]
fn exact_factors_of_adjoints() {
    for (source, value, both) in [
        // d = 200 (y - x²), and (d x + (1 - x)) * -2
        (
            "struct A(x: f64, y: f64) -> f64 { square(1 - x) + 100 * square(y - square(x)) }",
            7,
            11,
        ),
        // The norm's reciprocal times x and y: no 2, no ½.
        (
            "struct A(x: f64, y: f64) -> f64 { sqrt(x * x + y * y) }",
            4,
            7,
        ),
        // Twice, and no more than once.
        ("struct A(x: f64, y: f64) -> f64 { square(x * y) }", 2, 5),
        (
            "struct A(x: f64, y: f64) -> f64 { (square(x) + square(y)) / 2 }",
            4,
            4,
        ),
    ] {
        let operations = |method| counts(source, method).operations;
        let counted = (operations("value"), operations("value_and_grad"));
        assert_eq!(counted, (value, both), "{source}");
    }
}

/// What a graph is said to cost is what its text holds.
#[test]
fn costs_are_those_of_the_text() {
    for source in [BILL, BUNDLE_ADJUSTMENT, BRANCHES, ACTIVATIONS] {
        tally::agrees(source);
    }
}

/// The size of generated code grows with the operations, by at most a line for each in each method.
#[test]
fn generated_lines() {
    let lines = |terms: usize| {
        let terms: Vec<String> = (0..terms)
            .map(|term| format!("x.powi({})", term + 2))
            .collect();
        formatted(&format!(
            "struct Sum(x: f64) -> f64 {{ {} }}",
            terms.join(" + ")
        ))
        .lines()
        .count()
    };
    let (few, many) = (lines(10), lines(20));
    // One more term is at most two multiplications and an addition, and as much again for its gradient:
    // a line each in four methods, and seven lines of description for each of the value's.
    let most = 10 * (6 * 4 + 3 * 7);
    assert!(many - few <= most, "{} more lines", many - few);
}

/// The same tokens give the same code.
#[test]
fn deterministic() {
    assert_eq!(formatted(BUNDLE_ADJUSTMENT), formatted(BUNDLE_ADJUSTMENT));
}
