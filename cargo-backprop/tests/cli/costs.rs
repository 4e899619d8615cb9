//! Costs, as tables and as a chart. Their numbers are worked out by hand; that they are those of generated code is
//! tested where they are counted.

use std::fs;

use expect_test::expect;

use crate::{BILL, LAYER, file, said, shown};

#[test]
fn of_a_graph_of_numbers() {
    expect![[r#"
        Bill, of f64: 8 bytes a number

                               value    forward   backward  value_and_grad
          additions                1          1          0               1
          multiplications          3          3          6               7
          operations               4          4          6               8
          bytes read              40         40         56              40
          bytes written            8         56         40              48

        saved for backward: 48 bytes

        operations for the gradient, which has 5 numbers
          the value               4        1 ×  no derivative
          one backward pass       8        2 ×  with the value
          forward mode           20        5 ×  5 passes, each at least a value
          one-sided differences  24        6 ×  6 values
          central differences    40       10 ×  10 values

        A multiply-add is two operations; conditions and selections are none.
    "#]]
    .assert_eq(&shown(&["--emit", "cost"], BILL));
}

#[test]
fn of_a_graph_of_arrays() {
    expect![[r#"
        Layer, of f32: 4 bytes a number

        value
          additions        n·m
          multiplications  n·m
          relu             n·m
          operations       3·n·m
          bytes read       8·n·m + 4·m
          bytes written    4·n·m
          bytes held       4·n·m
        forward
          additions        n·m
          multiplications  n·m
          relu             n·m
          operations       3·n·m
          bytes read       8·n·m + 4·m
          bytes written    4·n·m
          bytes held       12·n·m + 4·m
        backward
          additions        2·n·m
          multiplications  3·n·m
          relu             n·m
          conditions       n·m
          selections       n·m
          operations       6·n·m
          bytes read       12·n·m + 4·m
          bytes written    8·n·m + 4·m

        saved for backward: 0 bytes

        the gradient has k = 2·n·m + m numbers; it takes
          one backward pass, or
          forward mode: k passes, each at least a value
          one-sided differences: k + 1 values
          central differences: 2·k values

        A multiply-add is two operations; conditions and selections are none.
        For numbers, add --at n=.. --at m=..
    "#]]
    .assert_eq(&shown(&["--emit", "cost"], LAYER));
}

#[test]
fn with_numbers_for_sizes() {
    let text = shown(&["--emit", "cost", "--at", "n=300", "--at", "m=4"], LAYER);
    let backward = text.split_once("backward\n").map(|(_, rest)| rest);
    let text = text
        .lines()
        .next()
        .map(|first| [first, "\n", backward.unwrap_or_default()].concat());
    expect![[r#"
        Layer, of f32: 4 bytes a number; n = 300, m = 4
          additions        2·n·m          2,400
          multiplications  3·n·m          3,600
          relu             n·m            1,200
          conditions       n·m            1,200
          selections       n·m            1,200
          operations       6·n·m          7,200
          bytes read       12·n·m + 4·m  14,416
          bytes written    8·n·m + 4·m    9,616

        saved for backward: 0 bytes

        operations for the gradient, which has 2,404 numbers
          the value                   3,600        1 ×  no derivative
          one backward pass          10,800        3 ×  with the value
          forward mode            8,654,400    2,404 ×  2,404 passes, each at least a value
          one-sided differences   8,658,000    2,405 ×  2,405 values
          central differences    17,308,800    4,808 ×  4,808 values

        A multiply-add is two operations; conditions and selections are none.
    "#]]
    .assert_eq(&text.unwrap_or_default());
}

/// An OUT that is an SVG file gets the chart.
#[test]
fn as_a_chart() {
    let chart = file("cost.svg");
    let path = chart.to_str().expect("the path is UTF-8");
    let sizes = ["--at", "n=300", "--at", "m=4"];
    let words = ["--emit", "cost", "-o", path];
    let words: Vec<&str> = words.into_iter().chain(sizes).collect();
    assert_eq!(shown(&words, LAYER), "");
    let picture = fs::read_to_string(&chart).expect("the chart is there");
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    for part in [
        "What the gradient of Layer costs",
        "n = 300, m = 4",
        "one backward pass (with the value): 10,800 operations, 3 times the value.",
        "forward mode (2,404 passes): at least 8,654,400 operations, 2,404 times the value.",
        "central differences (4,808 values): 17,308,800 operations, 4,808 times the value.",
        "all 2,404 partial derivatives",
        "prefers-color-scheme:dark",
    ] {
        assert!(picture.contains(part), "{part}\n{picture}");
    }
    // It is the same each time.
    let check: Vec<&str> = words.iter().copied().chain(["--check"]).collect();
    assert_eq!(shown(&check, LAYER), "");
}

#[test]
fn a_chart_needs_numbers() {
    let words = ["--emit", "cost", "-o", "cost.svg", "--at", "m=4"];
    expect![[r#"
        error: a chart needs a number for `n`
         |
         = help: add `--at n=..`
    "#]]
    .assert_eq(&said(&words, LAYER, 2));
}

/// Each graph of a file takes what it knows of `--at`; what none of them knows is a mistake.
#[test]
fn of_several_graphs() {
    let source = "graph! {
        struct Sum(x: [f64; n]) -> f64 { sum(x) }
        struct Square(x: f64) -> f64 { x * x }
    }";
    let both = shown(&["--emit", "cost", "--at", "n=10"], source);
    let headings: Vec<&str> = both
        .lines()
        .filter(|line| line.contains(" bytes a number"))
        .collect();
    let expected = [
        "Sum, of f64: 8 bytes a number; n = 10",
        "Square, of f64: 8 bytes a number",
    ];
    assert_eq!(headings, expected);
    let words = ["--emit", "cost", "--at", "n=10", "--at", "m=4"];
    let said = said(&words, source, 2);
    assert!(said.contains("there is nothing called `m`"), "{said}");
}

#[test]
fn a_chart_shows_one_graph() {
    let source = "graph! {
        struct Cube(x: f64) -> f64 { x * x * x }
        struct Square(x: f64) -> f64 { x * x }
    }";
    let words = ["--emit", "cost", "-o", "cost.svg"];
    let said = said(&words, source, 2);
    assert!(said.contains("a picture shows one graph"), "{said}");
}

/// A graph that computes nothing has a table and a chart.
#[test]
fn of_a_graph_that_computes_nothing() {
    let source = "graph!(|x| x)";
    let table = shown(&["--emit", "cost"], source);
    assert!(
        table.contains("  operations               0          0"),
        "{table}"
    );
    let chart = file("nothing.svg");
    let path = chart.to_str().expect("the path is UTF-8");
    assert_eq!(shown(&["--emit", "cost", "-o", path], source), "");
}
