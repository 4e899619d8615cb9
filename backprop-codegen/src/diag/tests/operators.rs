//! Operators of other languages, and what stands where an operator must.

use super::check;

#[test]
fn comparisons_of_other_languages() {
    check(
        r#"
        struct A(x: f64, y: f64) -> f64 {
            let a = if x === y { x } else if x !== y { y } else { 2 };
                         ^^^ there is no operator `===` in a graph
                         = help: write `==`
                                               ^^^ there is no operator `!==` in a graph
                                               = help: write `!=`
            let b = if x <> y { x } else if x =< y { y } else if x => y { 3 } else { 2 };
                         ^^ there is no operator `<>` in a graph
                         = help: write `!=`
                                              ^^ there is no operator `=<` in a graph
                                              = help: write `<=`
                                                                   ^^ there is no operator `=>` in a graph
                                                                   = help: write `>=`
            a * b + (x <> 2)
                       ^^ there is no operator `<>` in a graph
                       = help: write `!=`
        }
        "#,
    );
}

#[test]
fn signs_of_other_languages() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = ~x + x ~ 2;
                    ^ there is no operator `~` in a graph
                    = help: a condition is negated by `!`, a number by `-`
                           ^ there is no operator `~` in a graph
                           = help: a condition is negated by `!`, a number by `-`
            let b = x--;
                     ^^ there is no operator `--` in a graph
                     = help: bind the new value with `let`: `let x = x - 1;`
            let c = if not x > 2 { x } else { 2 };
                       ^^^ `not` is not a logical operator
                       = help: write `!`
            a + b + c + .5
                        ^^ float literals must have an integer part
                        = help: write `0.5`
        }
        "#,
    );
}

#[test]
fn not_is_a_name_too() {
    check(
        r#"
        struct A(not: f64, x: f64) -> f64 { if not > x && !(x > 2) { not } else { x * y } }
                                                                                      ^ cannot find `y` in graph `A`
                                                                                      = help: the names in scope are `not`, `x`
        "#,
    );
}

#[test]
fn ranges() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = 0..3;
                     ^^ a range is not a value
                     = help: a range takes a part of a tensor: `x[1..3]`
            let b = sum(0..=3) + sum(..) + sum(x..);
                         ^^^ a range is not a value
                         = help: a range takes a part of a tensor: `x[1..3]`
                                     ^^ a range is not a value
                                     = help: a range takes a part of a tensor: `x[1..3]`
                                                ^^ a range is not a value
                                                = help: a range takes a part of a tensor: `x[1..3]`
            let c = if ..x { 1 } else { 2 };
                       ^^ a range is not a value
                       = help: a range takes a part of a tensor: `x[1..3]`
            let d = clamp(x, 0..1);
                              ^^ a range is not a value
                              = help: a range takes a part of a tensor: `x[1..3]`
            a + b + c + d + y
                            ^ cannot find `y` in graph `A`
                            = help: the names in scope are `x`, `a`, `b`, `c`, `d`
        }
        "#,
    );
}

#[test]
fn arrows() {
    check(
        r#"
        struct A(x: f64) -> f64 { x->sin() + x->max(y) + x.abs()->sqrt() }
                                   ^^ expected `.`, found `->`
                                   = help: a method is called with a dot: `x.sin()`
                                              ^^ expected `.`, found `->`
                                              = help: a method is called with a dot: `x.sin()`
                                                    ^ cannot find `y` in graph `A`
                                                    = help: the names in scope are `x`
                                                                ^^ expected `.`, found `->`
                                                                = help: a method is called with a dot: `x.sin()`
        "#,
    );
}

#[test]
fn what_is_no_operator() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = x ! ; let b = x -> 2; a + b }
                                            ^ expected an operator or `;`, found `!`
                                                          ^^ expected an operator or `;`, found `->`
        "#,
    );
}
