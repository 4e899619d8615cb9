//! What is said where all is not well.

use expect_test::{Expect, expect};

use crate::{BILL, run, said, text};

#[track_caller]
fn check(options: &[&str], source: &str, status: i32, expected: &Expect) {
    expected.assert_eq(&said(options, source, status));
}

#[test]
fn every_mistake_at_its_place() {
    check(
        &[],
        "fn main() {
    let f = graph!(|é| é * y);
    graph! { struct A(x: [f64; n, 3], w: [f64; 4, 2]) -> [f64; n, 2] { x @ w } }
    graph! {}
}
",
        1,
        &expect![[r#"
            error: cannot find `y` in this graph
             --> <stdin>:2:28
              |
            2 |     let f = graph!(|é| é * y);
              |                            ^
              |
              = help: the names in scope are `é`

            error: cannot multiply [n, 3] by [4, 2]: the inner sizes are 3 and 4
             --> <stdin>:3:74
              |
            3 |     graph! { struct A(x: [f64; n, 3], w: [f64; 4, 2]) -> [f64; n, 2] { x @ w } }
              |                                                                          ^
              |
              = note: `x` is [n, 3]
              = note: `w` is [4, 2]
              = help: the last size of the left operand is the first of the right

            error: `graph!` holds no graph
             --> <stdin>:4:5
              |
            4 |     graph! {}
              |     ^^^^^^^^^
              |
              = help: declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`

            error: `<stdin>` has 3 errors
        "#]],
    );
}

#[test]
fn several_lines() {
    check(
        &[],
        "graph! {
    struct A(x: [f64; n], y: [f64; m]) -> f64 {
        sum(exp(
            x
        ) + y
        )
    }
}
",
        1,
        &expect![[r#"
            error: `+` cannot broadcast [n] and [m]
             --> <stdin>:5:11
              |
            5 |         ) + y
              |           ^
              |
              = note: `n` comes from `x`, which is [n]
              = note: `y` is [m]
              = help: if `n` and `m` are always equal, give them one name

            error: `<stdin>` has 1 error
        "#]],
    );
}

#[test]
fn no_graph_of_that_name() {
    let source = format!("{BILL}\nfn f() {{ graph!(|x| x) }}");
    check(
        &["--graph", "Bil"],
        &source,
        1,
        &expect![[r#"
            error: there is no graph `Bil` in `<stdin>`
             |
             = note: the graphs there are `Bill` in line 3, one without a name in line 8
             = help: choose one by its name or its line
        "#]],
    );
}

#[test]
fn no_graph_at_all() {
    check(
        &[],
        "",
        1,
        &expect![[r#"
        error: there is no `graph!` call in `<stdin>`
    "#]],
    );
    check(
        &["--graph", "Net"],
        "fn main() {}",
        1,
        &expect![[r#"
        error: there is no `graph!` call in `<stdin>`
    "#]],
    );
}

#[test]
fn no_tokens_of_rust() {
    for (source, reason) in [
        ("fn a( {", "1:7: this delimiter is never closed"),
        ("fn a(\n}", "2:1: unexpected closing delimiter: `}`"),
        (
            "\u{feff}\"abc",
            "1:1: this literal never ends, or is not one of Rust's",
        ),
        ("a /* b", "1:3: unterminated block comment"),
        ("ä § b", "1:3: unknown start of token: `§`"),
    ] {
        let said = said(&[], source, 1);
        let (place, reason) = reason.split_once(": ").expect("a place and a reason");
        assert!(said.starts_with(&format!("error: {reason}\n")), "{said}");
        assert!(said.contains(&format!("<stdin>:{place}\n")), "{said}");
    }
}

#[test]
fn a_picture_of_several_graphs() {
    let source = format!("{BILL}\nfn f() {{ graph!(|x| x) }}");
    check(
        &["--emit", "svg"],
        &source,
        2,
        &expect![[r#"
            error: a picture shows one graph, and there are several
             |
             = note: the graphs are `Bill` in line 3, one without a name in line 8
             = help: choose one by its name or its line
        "#]],
    );
}

#[test]
fn calls_that_are_wrong() {
    check(
        &["--stage", "fuse"],
        BILL,
        2,
        &expect![[r#"
        error: `--stage` belongs to `--emit ir`
    "#]],
    );
    check(
        &["--check"],
        BILL,
        2,
        &expect![[r#"
        error: the following required arguments were not provided:
          --output <OUT>

        Usage: cargo backprop show --output <OUT> --check <FILE>

        For more information, try '--help'.
    "#]],
    );
    check(
        &["--at", "apple"],
        BILL,
        2,
        &expect![[r#"
        error: invalid value 'apple' for '--at <NAME=VALUE>': expected `NAME=VALUE`, such as `apples=2`

        For more information, try '--help'.
    "#]],
    );
    check(
        &["--emit", "png"],
        BILL,
        2,
        &expect![[r#"
        error: invalid value 'png' for '--emit <FORM>'
          [possible values: rust, ir, dot, svg, cost, html]

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn nothing_asked_for() {
    let output = run(&["backprop"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("Usage: cargo backprop <COMMAND>"));
}

/// Nesting that would overflow a stack is an error like any other, or none.
#[test]
fn deep_nesting() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    said(&[], &format!("fn f() {{ {open} {close} }}"), 1);
    let said = said(
        &[],
        &format!("graph! {{ struct A(x: f64) -> f64 {{ {open}x{close} }} }}"),
        1,
    );
    assert!(said.contains("nest"), "{said}");
}

/// Colour is for terminals, and for those who insist.
#[test]
fn colour() {
    let coloured = |variables: &[(&str, &str)]| {
        let output = crate::command()
            .args(["show", "no such file"])
            .envs(variables.iter().copied())
            .output();
        let output = output.expect("the command runs");
        assert_eq!(output.status.code(), Some(1));
        output.stderr.contains(&b'\x1b')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}
