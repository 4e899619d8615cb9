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
                     ^ expected `;`, found `,`
                     = help: write one `let` for each value
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
                                    = help: an `if` stands in front of its values: `if condition { a } else { b }`
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
                 = help: a `let` has its value from the start: `let x = ..;`
            let b x;
                  ^ expected `=` and a value, found `x`
                  = help: a `let` has its value from the start: `let x = ..;`
            let = x;
                ^ expected a name, found `=`
            let c = ;
                    ^ expected an expression, found `;`
            let d: = x;
                   ^ expected a type, found `=`
                   = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
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
              = help: bind the new value with `let`: `let x = x + ..;`
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
            = help: remove it
            const K: f64 = 2;
            ^^^^^ expected `let`, found keyword `const`
            = help: a value is named with `let`: `let K = ..;`
            fn f(x: f64) -> f64 { x }
            ^^ `fn` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            = help: write its body where it is called, or name a part with `let`
            let y = match x { 1 => 2, _ => x };
                    ^^^^^ `match` is not allowed in a graph
                    = help: write `if a { .. } else if b { .. } else { .. }`
            let z = unsafe { x + w };
                    ^^^^^^ `unsafe` is not allowed in a graph
                    = note: a graph is made of `let`, `if`, arithmetic and operations
                    = help: remove it
                                 ^ cannot find `w` in graph `A`
                                 = help: the names in scope are `x`, `K`, `f`, `y`
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
                                = help: it is called `ln` here; to a base `b` it is `ln(x) / ln(b)`
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

#[test]
fn names_without_let() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            a = x * 2;
              ^ a graph has no assignments, found `=`
              = help: bind the new value with `let`; it may bear the old name
            b: f64 = a;
            ^ expected `let`, found `b`
            = help: a value is named with `let`: `let b = ..;`
            const c = b;
            ^^^^^ expected `let`, found keyword `const`
            = help: a value is named with `let`: `let c = ..;`
            float d = c;
            ^^^^^ expected `let`, found `float`
            = help: a value is named with `let`: `let d = ..;`
            mut e: f64 = d;
            ^^^ expected `let`, found keyword `mut`
            = help: a value is named with `let`: `let e = ..;`
            f := e;
              ^^ a graph has no assignments, found `:=`
              = help: bind the new value with `let`; it may bear the old name
            f * y
                ^ cannot find `y` in graph `A`
        }
        struct B(x: f64) -> f64 { y = x * 2 }
                                    ^ a graph has no assignments, found `=`
                                    = help: bind the new value with `let`; it may bear the old name
        struct C(x: f64) -> (a: f64, b: f64) { a = x; b = x; (a, b) }
                                                 ^ a graph has no assignments, found `=`
                                                 = help: bind the new value with `let`; it may bear the old name
                                                        ^ a graph has no assignments, found `=`
                                                        = help: bind the new value with `let`; it may bear the old name
        "#,
    );
}

#[test]
fn several_names_in_one_let() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = x, b: f64 = a, c = b; let d = 2, 3; a * b * c * d * e }
                                           ^ expected `;`, found `,`
                                           = help: write one `let` for each value
                                                       ^ expected `;`, found `,`
                                                       = help: write one `let` for each value
                                                                         ^ expected `;`, found `,`
                                                                         = help: write one `let` for each value
                                                                                              ^ cannot find `e` in graph `A`
                                                                                              = help: write `std::f64::consts::E`
        "#,
    );
}

#[test]
fn other_patterns() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let &a = x;
                ^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let ref b = a;
                ^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let Some(c) = b;
                ^^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let Point { d, e: f, .. } = x;
                ^^^^^^^^^^^^^^^^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let g @ h = x;
                ^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let (i, j): (f64, f64) = (x, 2);
                ^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            let std::ops::Bound::Included(k) = x;
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a name, found a pattern
                = help: a `let` binds one name: write one `let` for each value
            a * b * c * d * f * g * h * i * j * k * l
                                                    ^ cannot find `l` in graph `A`
        }
        "#,
    );
}

#[test]
fn a_walrus() {
    check(
        r#"
        struct A(x: f64) -> f64 { let y := x; let z: f64 := y; y * z }
                                        ^^ expected `=` and a value, found `:=`
                                        = help: write `=`
                                                         ^^ expected `=` and a value, found `:=`
                                                         = help: write `=`
        "#,
    );
}

#[test]
fn attributes_in_a_body() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            #[allow(unused)]
            ^^^^^^^^^^^^^^^^ an attribute is not allowed in the body of a graph
            = help: remove it: attributes stand in front of the graph
            let a = x;
            #[doc = " Twice."]
            ^^^^^^^^^^^^^^^^^^ a doc comment is not allowed in the body of a graph
            = help: write `//`: doc comments are for the graph and its inputs
            let b = a * 2;
            # b + y
            ^ an attribute is not allowed in the body of a graph
            = help: remove it: attributes stand in front of the graph
                  ^ cannot find `y` in graph `A`
                  = help: the names in scope are `x`, `a`, `b`
        }
        "#,
    );
}

#[test]
fn labels() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            'outer: for i in 0..3 { break 'outer; }
                    ^^^ a `for` loop is not allowed in a graph
                    = note: the operations of a graph are known when it is compiled
                    = help: write the steps one after another, each with its `let`
            let a = 'block: { x };
                    ^^^^^^ `'block` is not allowed in a graph
                    = note: a graph is made of `let`, `if`, arithmetic and operations
                    = help: remove it
            'end
            ^^^^ `'end` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            = help: remove it
        }
        "#,
    );
}

#[test]
fn several_results_without_parentheses() {
    check(
        r#"
        struct A(x: f64) -> (a: f64, b: f64) { x, 2 * x }
                                                ^ expected `}`, found `,`
                                                = help: several results stand in parentheses: `(a, b)`
        struct B(x: f64) -> (a: f64, b: f64) { [x, y] }
                                               ^^^^^^ expected a value, found a list
                                               = note: a list of sizes is the argument of `reshape`
                                               = help: take an array as an input; several results stand in parentheses: `(a, b)`
        struct C(x: f64) -> (a: f64, b: f64) { if x > 0 { (x, y) } else { (2, z) } }
                                                           ^^^^ expected one value, found a tuple
                                                           = note: an `if` chooses one value
                                                           = help: write an `if` for each value
                                                              ^ cannot find `y` in graph `C`
                                                              = help: the names in scope are `x`
                                                                              ^ cannot find `z` in graph `C`
                                                                              = help: the names in scope are `x`
        struct D(x: f64) -> (a: f64, b: f64) { let both = (x, 2 * x); both }
                                                          ^^^^^^^^^^ expected one value, found a tuple
                                                          = note: several values in parentheses are the result of a graph with several outputs
                                                          = help: name each value with a `let` of its own
        struct E(x: f64) -> (a: f64, b: f64) { ((x, x)) }
                                               ^^^^^^^^ expected one value, found a tuple
                                               = note: several values in parentheses are the result of a graph with several outputs
                                               = help: name each value with a `let` of its own
        struct F(x: f64) -> (a: f64, b: f64) { F { a: x, b: x } }
                                               ^^^^^^^^^^^^^^^^ a struct literal is not allowed in a graph
                                               = note: all values of a graph are numbers or tensors
                                               = help: name each value with `let`; several results stand in parentheses: `(a, b)`
        "#,
    );
}

#[test]
fn a_let_that_uses_itself() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = { let b = a; b + c }; let c = x; a * c }
                                                    ^ `a` is used in its own `let`
                                                    = note: the value of a `let` is made of inputs and earlier `let`s
                                                    = help: make `a` an input, or use another name here
                                                           ^ `c` is used before its `let`
                                                           = help: move the `let` up
        "#,
    );
}

#[test]
fn other_words_for_else_if() {
    check(
        r#"
        struct A(x: f64) -> f64 { if x > 2 { x } elif x > 1 { y } elseif x > 0 { 2 } else if x < -1 { 3 } elsif x < -2 { 4 } else { 5 } }
                                                 ^^^^ expected `else if`, found `elif`
                                                 = help: write `else if`
                                                              ^ cannot find `y` in graph `A`
                                                              = help: the names in scope are `x`
                                                                  ^^^^^^ expected `else if`, found `elseif`
                                                                  = help: write `else if`
                                                                                                          ^^^^^ expected `else if`, found `elsif`
                                                                                                          = help: write `else if`
        "#,
    );
}

#[test]
fn branches_without_braces() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = if x > 0 x else 2; let b = if x > 0 { x } else 2; let c = if x > 0: x else: 2; a + b + c + y }
                                                   ^ expected an operator or `{`, found `x`
                                                   = help: branches stand in braces: `if condition { a } else { b }`
                                                                                         ^ expected `{`, found `2`
                                                                                         = help: branches stand in braces: `if condition { a } else { b }`
                                                                                                            ^ expected an operator or `{`, found `:`
                                                                                                            = help: branches stand in braces: `if condition { a } else { b }`
                                                                                                                                     ^ cannot find `y` in graph `A`
                                                                                                                                     = help: the names in scope are `x`, `a`, `b`, `c`
        "#,
    );
}

#[test]
fn array_literals() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = [1, 2, 3]; let b = [0.0; 3]; sum(a) * x.reshape([2; 3]) * sum(b) * y }
                                          ^^^^^^^^^ expected a value, found a list
                                          = note: a list of sizes is the argument of `reshape`
                                          = help: take an array as an input; several results stand in parentheses: `(a, b)`
                                                             ^^^^^^^^ expected a value, found a list
                                                             = note: a list of sizes is the argument of `reshape`
                                                             = help: take an array as an input; several results stand in parentheses: `(a, b)`
                                                                                          ^^^^^^ expected a value, found a list
                                                                                          = note: a list of sizes is the argument of `reshape`
                                                                                          = help: take an array as an input; several results stand in parentheses: `(a, b)`
                                                                                                             ^ cannot find `y` in graph `A`
                                                                                                             = help: the names in scope are `x`, `a`, `b`
        "#,
    );
}
