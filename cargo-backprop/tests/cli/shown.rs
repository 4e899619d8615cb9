//! What is shown.

use expect_test::{expect, expect_file};

use crate::{BILL, LAYER, show, shown, text};

#[test]
fn help() {
    let output = show(&["--help"], "");
    assert_eq!(output.status.code(), Some(0));
    expect_file!["snapshots/help.txt"].assert_eq(text(&output.stdout));
}

#[test]
fn a_graph_in_the_middle_of_an_expression() {
    let ir = shown(
        &["--emit", "ir", "--stage", "infer"],
        "fn main() { assert!(graph!(|x| x * x).value(2.0) > 3.0); }",
    );
    expect![[r#"
        graph Expression: f64
          %0 = input 0 x
          %1 = * %0 %0
          %1 -> output
    "#]]
    .assert_eq(&ir);
}

#[test]
fn code_of_numbers() {
    let code = shown(&[], BILL);
    let description = "#[automatically_derived]\nimpl ::backprop::__private::Graph";
    let (code, _) = code.split_once(description).expect("a description");
    expect_file!["snapshots/bill.rs"].assert_eq(code);
}

#[test]
fn comments_on_arrays() {
    let code = shown(&[], LAYER);
    let lines = code.lines().map(str::trim);
    let comments: Vec<&str> = lines
        .skip_while(|line| !line.starts_with("pub fn backward"))
        .filter(|line| line.starts_with("// "))
        .collect();
    expect![[r#"
        // d_x, d_w, d_b, over [n, m]
        // The row's part of each array.
        // through relu(x * w + b), from its result
        // through x * w
        // through x * w
        // through x * w + b
        // What `forward` has kept.
        // The cotangents, and their sizes, which must be those of the outputs.
        // What is not in the standard order is copied.
        // The inputs, as `forward` has read them.
        // The gradient's arrays.
        // d_x, d_w, d_b, over [n, m]"#]]
    .assert_eq(&comments.join("\n"));
}

/// Each stage of a graph of numbers and of one of arrays; what they say is tested where they are.
#[test]
fn every_stage() {
    for stage in ["ast", "infer", "differentiate", "simplify", "fuse", "plan"] {
        for source in [BILL, LAYER] {
            let ir = shown(&["--emit", "ir", "--stage", stage], source);
            assert!(ir.contains("graph "), "{stage}: {ir}");
        }
    }
    let simplify = shown(&["--emit", "ir", "--stage", "simplify"], BILL);
    assert_eq!(shown(&["--emit", "ir"], BILL), simplify);
    assert!(simplify.contains("// for value_and_grad\n"), "{simplify}");
    let layer = shown(&["--emit", "ir"], LAYER);
    assert!(
        !layer.contains("value_and_grad"),
        "its output is no number: {layer}"
    );
}

/// All calls of a file, and of those only the calls.
#[test]
fn graphs_wherever_they_stand() {
    let source = r##"#!/usr/bin/env run-cargo-script
        #![allow(unused)]
        use backprop::{Float, graph as differentiate};
        //! graph! { not in a comment }
        const TEXT: &str = "graph! { struct NotInAString(x: f64) -> f64 { x } }";
        graph! { struct First(x: f64) -> f64 { x } struct Second(x: f64) -> f64 { x } }
        mod inner {
            pub fn run<'a>(graph: &'a str) -> bool {
                backprop::graph![struct Third(x: f64) -> f64 { x }];
                if graph != "é" { assert!(vec![1].len() > 0, "{}", graph!(|x| x + 1.5).value(2.0)) }
                true
            }
        }
        macro_rules! graph_of { ($name:ident) => { graph! { struct $name(x: f64) -> f64 { x } } } }
        macro_rules! graph { () => { other!(graph) } }
        differentiate! { struct Fourth(x: f64) -> f64 { x } }
    "##;
    let source = source.replace("//! graph!", "// graph!");
    let ir = shown(&["--emit", "ir", "--stage", "ast"], &source);
    let graphs = ir.lines().filter_map(|line| line.strip_prefix("graph "));
    assert_eq!(
        graphs.collect::<Vec<_>>(),
        ["First", "Second", "Third", "Expression", "Fourth"]
    );
}

#[test]
fn one_graph_by_its_name_or_its_line() {
    let source = "\u{feff}graph! {
        #[cfg(a)] struct Net(x: f64) -> f64 { x }
        #[cfg(not(a))] struct Net(y: f64) -> f64 { y }
    }
    fn f() { graph!(|z| z); }
    fn g() { graph!(|z| unknown); }";
    let inputs = |graph: &str| -> Vec<String> {
        let ir = shown(
            &["--emit", "ir", "--stage", "ast", "--graph", graph],
            source,
        );
        let inputs = ir.lines().filter_map(|line| line.strip_prefix("  input "));
        inputs.map(str::to_owned).collect()
    };
    assert_eq!(inputs("Net"), ["x: f64", "y: f64"]);
    assert_eq!(inputs("3"), ["y: f64"]);
    assert_eq!(inputs("5"), ["z: _"]);
    let all = show(&[], source);
    assert_eq!(all.status.code(), Some(1), "the last graph has a mistake");
}

#[test]
fn graphs_of_one_line_by_their_columns() {
    let source = "fn f() { (graph!(|x| x), graph!(|y| y * y)) }";
    expect![[r#"
        error: a picture shows one graph, and there are several
         |
         = note: the graphs are one without a name in line 1:18, one without a name in line 1:33
         = help: choose one by its name, its line, or its line and column, as in `--graph 7:1`
    "#]]
    .assert_eq(&crate::said(&["--emit", "svg", "--graph", "1"], source, 2));
    let options = ["--emit", "ir", "--stage", "ast", "--graph", "1:33"];
    assert!(shown(&options, source).contains("input y"));
}

#[test]
fn the_command_by_itself_and_through_cargo() {
    let through_cargo = shown(&["--emit", "ir"], BILL);
    let alone = crate::run(&["show", "-", "--emit", "ir"], BILL.as_bytes());
    assert_eq!(text(&alone.stdout), through_cargo);
    let version = crate::run(&["backprop", "--version"], b"");
    assert_eq!(
        text(&version.stdout),
        format!("cargo-backprop {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_readme_shows_what_is_shown() {
    let code = shown(
        &[],
        "graph! { struct Neuron(x: f64, w: f64) -> f64 { relu(x * w) } }",
    );
    let (_, body) = code.split_once("pub fn backward(").expect("a method");
    let body = body.lines().skip(1).take_while(|line| *line != "    }");
    let body: Vec<&str> = body.map(|line| line.get(8..).unwrap_or(line)).collect();
    let body = body.join("\n");
    assert!(include_str!("../../../README.md").contains(&body), "{body}");
}
