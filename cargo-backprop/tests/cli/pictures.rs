//! Pictures: `--emit svg` and `--emit dot`, and what `--at` says.

use std::fs;

use expect_test::expect;

use crate::{BILL, LAYER, file, run, said, shown, text};

const AT: [&str; 10] = [
    "--at",
    "apple=100",
    "--at",
    "apples=2",
    "--at",
    "orange=150",
    "--at",
    "oranges=3",
    "--at",
    "tax=1.1",
];

/// The texts of a picture, in order.
fn words(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text ").skip(1);
    let texts = texts.map(|text| text.split_once('>').expect("a tag ends").1);
    let texts = texts.map(|text| text.split_once("</text>").expect("a text ends").0);
    texts.collect()
}

#[test]
fn the_drawing_of_the_book() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/fruit.rs");
    let options = ["show", example, "--emit", "svg"].into_iter().chain(AT);
    let output = run(&options.collect::<Vec<_>>(), b"");
    let svg = text(&output.stdout);
    let words = words(svg);
    for number in [
        "715", "2.2", "110", "3.3", "165", "650", "200", "450", "1.1",
    ] {
        assert!(words.contains(&number), "{number} is missing: {words:?}");
    }
    for name in ["apple", "apples", "orange", "oranges", "tax", "×", "+"] {
        assert!(words.contains(&name), "{name} is missing: {words:?}");
    }
    assert!(svg.contains("<tspan class=\"name\">fruit</tspan>"));
    assert!(svg.contains("prefers-color-scheme:dark"));
    assert!(svg.contains("<title id=\"title\">The computational graph of Bill</title>"));
    assert!(svg.contains("fruit = apple * apples + orange * oranges is 650, gradient 1.1."));
}

#[test]
fn the_same_call_draws_the_same() {
    let options: Vec<&str> = ["--emit", "svg"].into_iter().chain(AT).collect();
    assert_eq!(shown(&options, BILL), shown(&options, BILL));
}

#[test]
fn names_alone_without_values() {
    let svg = shown(&["--emit", "svg"], BILL);
    assert_eq!(
        words(&svg),
        [
            "<tspan class=\"name\">fruit</tspan>",
            "apple",
            "apples",
            "orange",
            "oranges",
            "tax",
            "×",
            "×",
            "+",
            "×",
            "output",
            "kept for the gradient",
        ]
    );
}

#[test]
fn shapes_stand_on_edges() {
    let svg = shown(&["--emit", "svg"], LAYER);
    assert!(svg.contains("[n, m]</tspan>"), "{svg}");
    let svg = shown(&["--emit", "svg", "--at", "n=2", "--at", "m=3"], LAYER);
    assert!(svg.contains("[2, 3]</tspan>"), "{svg}");
    assert!(svg.contains("one loop over [2, 3]"), "{svg}");
}

/// `relu([[1, 2, 3], [4, 5, 6]] * w + b)`, where w is 2 and b is -5: the first two elements are cut off.
#[test]
fn tensors_come_from_files_lists_and_numbers() {
    let path = file("x.csv");
    fs::write(&path, "1, 2, 3\n4, 5, 6\n").expect("the file is written");
    let x = format!("x=@{}", path.display());
    let options = [
        "--emit",
        "svg",
        "--at",
        &x,
        "--at",
        "w=2",
        "--at",
        "b=[-5, -5, -5]",
    ];
    let svg = shown(&options, LAYER);
    let words = words(&svg);
    for text in [
        "1 … 6",
        "all 2",
        "[−5, −5, −5]",
        "0 … 7",
        "0 … 2",
        "[1, 1, 2]",
    ] {
        assert!(words.contains(&text), "{text} is missing: {words:?}");
    }
}

#[test]
fn random_values_are_always_the_same() {
    let options = [
        "--emit", "svg", "--at", "n=2", "--at", "m=4", "--at", "x=random", "--at", "w=random",
        "--at", "b=random",
    ];
    assert_eq!(shown(&options, LAYER), shown(&options, LAYER));
}

#[test]
fn constants_and_cotangents() {
    let source = "graph!(|x| -> y: f64 { x * limits::MAX * std::f64::consts::PI })";
    let source = source.replace("-> y: f64 {", "-> (y: f64) {");
    let options = [
        "--emit",
        "svg",
        "--at",
        "x=-2",
        "--at",
        "limits::MAX=0.5",
        "--at",
        "d_y=10",
    ];
    let svg = shown(&options, &source);
    let words = words(&svg);
    for text in ["−2", "−1", "−3.14159", "10", "31.4159", "15.708"] {
        assert!(words.contains(&text), "{text} is missing: {words:?}");
    }
}

#[test]
fn dot() {
    let options: Vec<&str> = ["--emit", "dot"].into_iter().chain(AT).collect();
    expect![[r##"
        digraph "Bill" {
          rankdir=LR
          node [shape=circle, fontname="Helvetica"]
          edge [fontname="Helvetica"]
          n0 [label=<apple>, tooltip="input apple", shape=box, peripheries=2]
          n1 [label=<apples>, tooltip="input apples", shape=box, peripheries=2]
          n2 [label=<orange>, tooltip="input orange", shape=box, peripheries=2]
          n3 [label=<oranges>, tooltip="input oranges", shape=box, peripheries=2]
          n4 [label=<tax>, tooltip="input tax", shape=box, peripheries=2]
          n5 [label=<×>, tooltip="apple * apples"]
          n6 [label=<×>, tooltip="orange * oranges"]
          n7 [label=<+>, tooltip="fruit = apple * apples + orange * oranges", peripheries=2]
          n8 [label=<×>, tooltip="fruit * tax"]
          n9 [label=<output>, tooltip="output", shape=box]
          n0 -> n5 [label=<<font color="#0b5cad">100</font><br/><font color="#b5360f">2.2</font>>]
          n1 -> n5 [label=<<font color="#0b5cad">2</font><br/><font color="#b5360f">110</font>>]
          n2 -> n6 [label=<<font color="#0b5cad">150</font><br/><font color="#b5360f">3.3</font>>]
          n3 -> n6 [label=<<font color="#0b5cad">3</font><br/><font color="#b5360f">165</font>>]
          n5 -> n7 [label=<<font color="#0b5cad">200</font><br/><font color="#b5360f">1.1</font>>]
          n6 -> n7 [label=<<font color="#0b5cad">450</font><br/><font color="#b5360f">1.1</font>>]
          n7 -> n8 [label=<<font color="#0b5cad">650</font><br/>fruit<br/><font color="#b5360f">1.1</font>>]
          n4 -> n8 [label=<<font color="#0b5cad">1.1</font><br/><font color="#b5360f">650</font>>]
          n8 -> n9 [label=<<font color="#0b5cad">715</font><br/><font color="#b5360f">1</font>>]
        }
    "##]].assert_eq(&shown(&options, BILL));
}

#[test]
fn what_is_missing_is_named() {
    expect![[r#"
        error: `Bill` needs values for `apples`, `orange`, `oranges`
         |
         = help: add `--at apples=.. --at orange=.. --at oranges=..`
    "#]]
    .assert_eq(&said(
        &["--emit", "svg", "--at", "apple=1", "--at", "tax=2"],
        BILL,
        2,
    ));
}

#[test]
fn what_is_unknown_is_named() {
    expect![[r#"
        error: there is nothing called `pear` in `Layer`
         |
         = note: its inputs are `x`, `w`, `b`
         = note: its sizes are `n`, `m`
         = note: its cotangent is `d_output`
    "#]]
    .assert_eq(&said(&["--emit", "svg", "--at", "pear=1"], LAYER, 2));
}

#[test]
fn what_does_not_fit() {
    let errors = [
        &["--at", "x=[[1, 2], [3, 4]]", "--at", "w=1", "--at", "b=[1]"][..],
        &["--at", "x=random", "--at", "w=1", "--at", "b=1"],
        &["--at", "x=[1, [2]]"],
        &["--at", "x=[[1], [2, 3]]"],
        &["--at", "x=[[1,, 2]]"],
        &["--at", "x=[[, 2]]"],
        &["--at", "x=many"],
        &["--at", "n=-1"],
        &["--at", "x=1", "--at", "x=2"],
        &[
            "--at", "n=100000", "--at", "m=100000", "--at", "x=1", "--at", "w=1", "--at", "b=1",
        ],
    ];
    let mut all = String::new();
    for options in errors {
        let options: Vec<&str> = ["--emit", "svg"].iter().chain(options).copied().collect();
        all += &said(&options, LAYER, 2);
    }
    expect![[r#"
        error: `b` is [m], and its value is [1]
         |
         = note: `m` is 2
        error: the size of `x` is not known: it is [n, m]
         |
         = help: add `--at n=.. --at m=..`
        error: in the value of `x`, a list stands beside numbers
        error: in the value of `x`, lists have different lengths
        error: in the value of `x`, a `,` has no number before it
        error: in the value of `x`, a `,` has no number before it
        error: `many` is no value for `x`
         |
         = help: write a number, a list such as `[1, 2]`, `@FILE` or `random`
        error: `n` is a size, and `-1` is no whole number
        error: `x` is given twice
        error: `x` is [100000, 100000], which is too large to be shown
    "#]]
    .assert_eq(&all);
}

#[test]
fn a_table_that_is_none() {
    let missing = said(&["--emit", "svg", "--at", "x=@no such file"], LAYER, 1);
    assert!(
        missing.starts_with("error: cannot read `no such file`\n"),
        "{missing}"
    );
    let path = file("words.csv");
    fs::write(&path, "1, 2\n3, four\n").expect("the file is written");
    let x = format!("x=@{}", path.display());
    let wrong = said(&["--emit", "svg", "--at", &x], LAYER, 1);
    assert!(wrong.starts_with("error: `four` in line 2 of `"), "{wrong}");
}

#[test]
fn a_table_is_no_row() {
    let path = file("table.csv");
    fs::write(&path, "1, 2\n3, 4\n").expect("the file is written");
    let b = format!("b=@{}", path.display());
    let options = [
        "--emit", "svg", "--at", &b, "--at", "x=1", "--at", "w=1", "--at", "n=2",
    ];
    expect![[r#"
        error: `b` is [m], and its value is [2, 2]
    "#]]
    .assert_eq(&said(&options, LAYER, 2));
    fs::write(&path, "1\n3\n").expect("the file is written");
    assert!(shown(&options, LAYER).contains("[2, 2]</tspan>"));
}

#[test]
fn what_is_too_large_to_be_drawn() {
    let terms: Vec<String> = (0..400).map(|place| format!("x * {place}")).collect();
    let source = format!("graph!(|x| {})", terms.join(" + "));
    expect![[r#"
        error: the graph in line 1 is too large to be drawn: it has 799 operations
         |
         = help: `--emit dot` writes it for Graphviz
    "#]]
    .assert_eq(&said(&["--emit", "svg"], &source, 1));
    assert!(shown(&["--emit", "dot"], &source).lines().count() > 800);
}
