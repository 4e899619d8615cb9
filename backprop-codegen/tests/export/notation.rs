//! Values as the source writes them: what is read comes back.

use backprop_codegen::export::{Role, load};

#[track_caller]
fn check(shape: &str, expression: &str) {
    let source = format!(
        "struct G(x: [f64; n, 3], v: [f64; 3], s: f64) -> (y: {shape}, const used: f64) {{
            ({expression}, sum(x) + sum(v) + s)
        }}"
    );
    let graphs = match load(source.parse().expect("the source is tokens")) {
        Ok(graphs) => graphs,
        Err(problems) => panic!("{expression}: {}", problems[0].message),
    };
    let drawing = graphs[0].drawing();
    let is_output = |node: usize| matches!(drawing.nodes[node].role, Role::Output { .. });
    let edge = drawing.edges.iter().find(|edge| is_output(edge.to));
    let value = &drawing.nodes[edge.expect("there is an output").from];
    assert_eq!(value.formula, expression);
}

#[test]
fn what_is_read_comes_back() {
    for expression in [
        "(s + 1) * (s - (2 - s)) / s",
        "-s * -2 + -(s * 3)",
        "relu(s * 2 - -s)",
        "powi(s, -3)",
        "hypot(s, 3)",
        "limits::MOST * s",
        "if s > 0 && !(s == 1) { s } else { -s }",
        "if (if s > 1 { s } else { 2 }) < 3 { s } else { 1 }",
        "clamp(s, -1, s + 2)",
        "mean(x)",
        "sum(x * v) + max_all(v)",
        "x[-1, 2]",
        "v @ v",
        "stop_gradient(s) * s",
    ] {
        check("f64", expression);
    }
    for (shape, expression) in [
        ("[f64; n]", "x @ v"),
        ("[f64; n]", "v @ t(x)"),
        ("[f64; n, n]", "x @ t(x)"),
        ("[f64; n - 1]", "x[1.., 0]"),
        ("[f64; n - 1, 2]", "x[..-1, 1..]"),
        ("[f64; 2, 3]", "x[-2.., ..]"),
        ("[f64; n]", "sum_axis(x * v, 1)"),
        ("[f64; 3]", "max_axis(x, 0)"),
        ("[f64; n, 3]", "x * insert_axis(v, 0)"),
        ("[f64; n, 3]", "log_softmax(x) - softmax(v)"),
        ("[f64; n]", "logsumexp(x)"),
        ("[f64; 3, n]", "reshape(x, [3, n])"),
    ] {
        check(shape, expression);
    }
}

/// What is too long is cut short.
#[test]
fn long_values_are_cut_short() {
    let source = "struct G(first: f64, second: f64) -> f64 {
        exp(first * second + sin(first / second)) * cos(exp(second) - tanh(first * first) / 2)
    }";
    let graphs = load(source.parse().expect("the source is tokens")).expect("it is correct");
    let drawing = graphs[0].drawing();
    let last = drawing
        .nodes
        .iter()
        .rfind(|node| node.role == Role::Operation);
    let formula = &last.expect("there is an operation").formula;
    assert!(formula.len() <= 60, "{formula}");
    assert!(formula.contains(".."), "{formula}");
}

/// What flows back through an operation is said in the language's own operations, not in what they are written out to.
#[test]
fn rules_are_short() {
    for (expression, expect) in [
        (
            "sum(log_softmax(x))",
            "g - softmax(x) * insert_axis(sum_axis(g, 1), 1)",
        ),
        (
            "sum(softmax(x))",
            "softmax(x) * (g - insert_axis(sum_axis(g * softmax(x), 1), 1))",
        ),
        ("sum(logsumexp(x))", "insert_axis(g, 1) * softmax(x)"),
        ("sum(softplus(x))", "g * sigmoid(x)"),
        ("sum(powi(x, 3))", "g * 3 * powi(x, 2)"),
        ("sum(square(x))", "g * 2 * x"),
    ] {
        let source = format!("struct G(x: [f64; n, 3]) -> f64 {{ {expression} }}");
        let graphs = load(source.parse().expect("the source is tokens"));
        let drawing = graphs.expect("the graph is correct")[0].drawing();
        let rules = drawing.edges.iter().filter(|edge| edge.from == 0);
        let rules: Vec<&str> = rules.filter_map(|edge| edge.rule.as_deref()).collect();
        assert_eq!(rules, [expect], "{expression}");
    }
}
