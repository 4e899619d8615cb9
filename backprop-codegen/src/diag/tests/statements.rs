//! Statements: `let`, the result of a block, and what is not one.

use super::check;

#[test]
fn a_semicolon_is_missing() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x * 2
                        ^ expected `;`, found keyword `let`
                        = help: add `;` behind this
            let b = a.max(x)
                           ^ expected `;`, found `b`
                           = help: add `;` behind this
            b
        }
        struct B(x: f64) -> f64 {
            let a = x;
            let b = a
                    ^ expected `;`, found `}`
                    = help: add `;` behind this
        }
        "#,
    );
}

#[test]
fn an_operator_is_missing() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = 2 x;
                      ^ expected an operator or `;`, found `x`
                      = help: a product is written with a star: `x * y`
            let b = 2, c = 3;
                     ^ expected an operator or `;`, found `,`
            let d = (x x) + (2;);
                       ^ expected an operator or `)`, found `x`
                       = help: a product is written with a star: `x * y`
                              ^ expected an operator or `)`, found `;`
            2 (x)
              ^ expected an operator, `;` or `}`, found `(`
              = help: a product is written with a star: `x * y`
        }
        "#,
    );
}

#[test]
fn a_word_behind_the_result() {
    check(
        r#"
        struct A(x: f64) -> f64 { x if x > 0 }
                                    ^^ expected an operator, `;` or `}`, found keyword `if`
        "#,
    );
}

#[test]
fn an_incomplete_let() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a;
                 ^ expected `=` and a value, found `;`
            let b x;
                  ^ expected `=` and a value, found `x`
            let = x;
                ^ expected a name, found `=`
            let c = ;
                    ^ expected an expression, found `;`
            let d: = x;
                   ^ expected a type, found `=`
            a + b + c + d
        }
        "#,
    );
}

#[test]
fn mutable_lets() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let mut a = x;
                ^^^ a `let` in a graph cannot be mutable
                = help: remove `mut`; a later `let` may bear the same name
            a = a * 2;
              ^ a graph has no assignments, found `=`
              = help: bind the new value with `let`; it may bear the old name
            a += y;
              ^^ a graph has no assignments, found `+=`
              = help: bind the new value with `let`; it may bear the old name
                 ^ cannot find `y` in graph `A`
                 = help: the names in scope are `x`, `a`
            a
        }
        "#,
    );
}

#[test]
fn patterns() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let (a, b) = (x, y);
                ^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
                             ^ cannot find `y` in graph `A`
                             = help: the names in scope are `x`
            let [c, d] = x;
                ^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let _ = x;
                ^ expected a name, found `_`
                = help: remove this `let`, or give it a name that begins with an underscore: `_unused`
            a + b + c + d
        }
        "#,
    );
}

#[test]
fn let_else() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x else { 2 };
                      ^^^^ `let .. else` is not allowed in a graph
                      = help: choose a value with `if condition { a } else { b }`
            a
        }
        "#,
    );
}

#[test]
fn if_let() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = if let b = x { b } else { 2 };
                       ^^^ `if let` is not allowed in a graph
                       = help: compare numbers: `if x > 0 { .. } else { .. }`
            a
        }
        "#,
    );
}

#[test]
fn the_result_is_missing() {
    check(
        r#"
        struct A(x: f64) -> f64 { }
                                  ^ expected an expression, found `}`
                                  = note: a block ends with its value, without a `;`
        struct B(x: f64) -> f64 { let a = x; }
                                             ^ expected an expression, found `}`
                                             = note: a block ends with its value, without a `;`
        struct C(x: f64) -> f64 { if x > 0 { } else { x } }
                                             ^ expected an expression, found `}`
                                             = note: a block ends with its value, without a `;`
        "#,
    );
}

#[test]
fn semicolons() {
    check(
        r#"
        struct A(x: f64) -> f64 { x; }
                                   ^ expected `}`, found `;`
                                   = help: remove this semicolon: a block ends with its value
        struct B(x: f64) -> f64 { ; let a = x;; a }
                                  ^ expected `let` or an expression, found `;`
                                  = help: remove this semicolon
                                              ^ expected `let` or an expression, found `;`
                                              = help: remove this semicolon
        struct C(x: f64) -> f64 { sin(x) + 2; x }
                                  ^^^^^^^^^^ this value is not used
                                  = help: bind it with `let`, or remove it
        "#,
    );
}

#[test]
fn what_is_not_a_statement() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            for i in 0..3 { x = x * 2; }
            ^^^ a `for` loop is not allowed in a graph
            = note: the operations of a graph are known when it is compiled
            = help: write the steps one after another, each with its `let`
            while x < 2 { x += 1; }
            ^^^^^ a `while` loop is not allowed in a graph
            = note: the operations of a graph are known when it is compiled
            = help: write the steps one after another, each with its `let`
            loop { break; }
            ^^^^ a loop is not allowed in a graph
            = note: the operations of a graph are known when it is compiled
            = help: write the steps one after another, each with its `let`
            break;
            ^^^^^ `break` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            const K: f64 = 2;
            ^^^^^ `const` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            fn f(x: f64) -> f64 { x }
            ^^ `fn` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            let y = match x { 1 => 2, _ => x };
                    ^^^^^ `match` is not allowed in a graph
                    = help: write `if a { .. } else if b { .. } else { .. }`
            let z = unsafe { x + w };
                    ^^^^^^ `unsafe` is not allowed in a graph
                    = note: a graph is made of `let`, `if`, arithmetic and operations
                                 ^ cannot find `w` in graph `A`
                                 = help: the names in scope are `x`, `y`
            return x * y * z;
            ^^^^^^ `return` is not allowed in a graph
            = help: a block ends with its value: remove `return` and the `;`
        }
        "#,
    );
}

#[test]
fn a_broken_statement_is_skipped_to_its_semicolon() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x + => 2, 3 * y; let b = 2 @ @; let c = x * 2; b + w
                        ^^ expected an expression, found `=>`
                                                 ^ expected an expression, found `@`
                                                                       ^ cannot find `w` in graph `A`
                                                                       = help: the names in scope are `x`, `a`, `b`, `c`
        }
        struct B(x: f64) -> f64 {
            let a = x + let b = q; a + b
                        ^^^ expected an expression, found keyword `let`
                                ^ cannot find `q` in graph `B`
                                = help: the names in scope are `x`, `a`
        }
        "#,
    );
}

#[test]
fn ten_mistakes_are_ten_errors() {
    check(
        r#"
        struct A(x: int, y: f64) -> f64 {
                    ^^^ expected an element type, found `int`
                    = help: the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`
            let a = y ^ 2
                      ^ there is no operator `^` in a graph
                      = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
                        ^ expected `;`, found keyword `let`
                        = help: add `;` behind this
            let b = sgmoid(y) + log(z);
                    ^^^^^^ cannot find operation `sgmoid`
                    = help: an operation with a similar spelling exists: `sigmoid`
                                ^^^ cannot find operation `log`
                                = help: it is called `ln` here
                                    ^ cannot find `z` in graph `A`
                                    = help: the names in scope are `x`, `y`, `a`
            let mut c = if y { 1.0f64 } else { 2 };
                ^^^ a `let` in a graph cannot be mutable
                = help: remove `mut`; a later `let` may bear the same name
                           ^ expected a condition, found a number
                           = help: compare it: `x != 0`
                               ^^^^^^ a number in a graph has no suffix, found `f64`
                               = help: write `1.0`: it takes the element type of the graph
            a + b + c + x.sqrt
                          ^^^^ a value in a graph has no field `sqrt`
                          = help: a method is called: `x.sqrt()`
        }
        "#,
    );
}
