//! Expressions: operators, calls, literals and conditions.

use super::check;

#[test]
fn powers() {
    check(
        r#"
        struct A(x: f64) -> f64 { x ^ 2 + x ** 3 + y }
                                    ^ there is no operator `^` in a graph
                                    = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
                                            ^^ there is no operator `**` in a graph
                                            = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
                                                   ^ cannot find `y` in graph `A`
                                                   = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn unknown_operators() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x % 2;
                      ^ there is no operator `%` in a graph
                      = help: the remainder of `x / y` is `x - y * floor(x / y)`
            let b = if x > 0 & x < 1 | x > 2 { x } else { 2 };
                             ^ there is no operator `&` in a graph
                             = help: conditions are joined by `&&`
                                     ^ there is no operator `|` in a graph
                                     = help: conditions are joined by `||`
            let c = x << 2 >> 3;
                      ^^ there is no operator `<<` in a graph
                      = help: multiply or divide by a power of two
                           ^^ there is no operator `>>` in a graph
                           = help: multiply or divide by a power of two
            let d = x++;
                     ^^ there is no operator `++` in a graph
                     = help: bind the new value with `let`: `let x = x + 1;`
            let e = if x > 0 and x < 1 or x > 2 { x } else { 2 };
                             ^^^ `and` is not a logical operator
                             = help: write `&&`
                                       ^^ `or` is not a logical operator
                                       = help: write `||`
            a + b + c + d + e
        }
        "#,
    );
}

#[test]
fn assignments_in_expressions() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = if x = 0 { x } else { 2 };
                         ^ expected `==`, found `=`
                         = help: values are compared with `==`
            max(a = x, 2)
                ^ an argument has no name in a graph, found `a`
                = help: write the value alone
        }
        "#,
    );
}

#[test]
fn references() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = &x + &mut x + *x;
                    ^ a reference is not allowed in a graph
                    = help: remove the `&`: a value may be used any number of times
                         ^ a reference is not allowed in a graph
                         = help: remove the `&`: a value may be used any number of times
                                  ^ a dereference is not allowed in a graph
                                  = help: remove the `*`: a graph has no references
            a + +x
                ^ leading `+` is not supported
                = help: remove the `+`
        }
        "#,
    );
}

#[test]
fn casts() {
    check(
        r#"
        struct A(x: f64) -> f64 { x as f32 * 2 as std::f64 }
                                    ^^^^^^ a cast is not allowed in a graph
                                    = note: all values of a graph have one element type, numbers too
                                    = help: remove the cast
                                               ^^^^^^^^^^^ a cast is not allowed in a graph
                                               = note: all values of a graph have one element type, numbers too
                                               = help: remove the cast
        "#,
    );
}

#[test]
fn question_marks() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x.sin()?;
                           ^ the `?` operator is not allowed in a graph
                           = help: choose a value with `if condition { a } else { b }`
            x > 0 ? a : 0
                  ^ the `?` operator is not allowed in a graph
                  = help: choose a value with `if condition { a } else { b }`
        }
        "#,
    );
}

#[test]
fn closures() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let f = |a, b| a * b;
                    ^ a closure is not allowed in a graph
                    = help: write its body where it is called, or name a part with `let`
            let g = move || x;
                         ^^ a closure is not allowed in a graph
                         = help: write its body where it is called, or name a part with `let`
            x
        }
        "#,
    );
}

#[test]
fn macros() {
    check(
        r#"
        struct A(x: f64) -> f64 { vec![x, x] + std::format!("{x}") }
                                  ^^^^ a macro call is not allowed in a graph
                                  = help: remove it, or take its value as an input
                                               ^^^^^^^^^^^^ a macro call is not allowed in a graph
                                               = help: remove it, or take its value as an input
        "#,
    );
}

#[test]
fn generic_arguments() {
    check(
        r#"
        struct A(x: f64) -> f64 { sin::<f64>(x) + x.max::<f64>(x) + sin::<f64>(y) }
                                     ^^^^^^^ generic arguments are not allowed in a graph
                                     = help: remove them
                                                       ^^^^^^^ generic arguments are not allowed in a graph
                                                       = help: remove them
                                                                       ^^^^^^^ generic arguments are not allowed in a graph
                                                                       = help: remove them
                                                                               ^ cannot find `y` in graph `A`
                                                                               = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn chained_comparisons() {
    check(
        r#"
        struct A(x: f64) -> f64 { if 0 < x < y { x } else { 2 } }
                                           ^ comparison operators cannot be chained
                                           = help: split the comparison: `a < b && b < c`
                                             ^ cannot find `y` in graph `A`
                                             = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn fields() {
    check(
        r#"
        struct A(x: f64) -> f64 { x.sqrt + x.foo + x.0 + x.recpi + x.pow + self.x + x.await }
                                    ^^^^ a value in a graph has no field `sqrt`
                                    = help: a method is called: `x.sqrt()`
                                             ^^^ a value in a graph has no field `foo`
                                             = help: an input is one value: make it an input of its own
                                                     ^ a value in a graph has no fields
                                                     = help: an element of a tensor is `x[0]`; any other value is an input of its own
                                                           ^^^^^ a value in a graph has no field `recpi`
                                                           = help: an operation with a similar spelling exists: `recip`
                                                                     ^^^ a value in a graph has no field `pow`
                                                                     = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
                                                                           ^^^^ there is no `self` in a graph
                                                                           = help: inputs are read by their names: `x`
                                                                                      ^^^^^ a value in a graph has no field `await`
                                                                                      = help: an input is one value: make it an input of its own
        "#,
    );
}

#[test]
fn self_alone() {
    check(
        r#"
        struct A(x: f64) -> f64 { self + x }
                                  ^^^^ there is no `self` in a graph
                                  = help: inputs are read by their names
        "#,
    );
}

#[test]
fn a_dot_that_has_just_been_typed() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x.;
                      ^ expected the name of an operation, found `;`
            let b = a. + y;
                       ^ expected the name of an operation, found `+`
                         ^ cannot find `y` in graph `A`
                         = help: the names in scope are `x`, `a`
            b.
        }
        ^ expected the name of an operation, found `}`
        "#,
    );
}

#[test]
fn an_operand_is_missing() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = x + ;
                        ^ expected an expression, found `;`
            let b = (a * );
                         ^ expected an expression, found `)`
            let c = ();
                     ^ expected an expression, found `)`
            let d = max(, x) + max(x, ) + max(c, - );
                        ^ expected an expression, found `,`
                               ^^^ this operation takes 2 arguments but 1 argument was supplied
                               = help: write `max(x, y)`
                                                   ^ expected an expression, found `)`
            x + d +
        }
        ^ expected an expression, found `}`
        "#,
    );
}

#[test]
fn tuples() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = (x, y) + 2;
                    ^^^^^^ expected one value, found a tuple
                    = note: several values in parentheses are the result of a graph with several outputs
                    = help: name each value with a `let` of its own
                        ^ cannot find `y` in graph `A`
                        = help: the names in scope are `x`
            if x > 0 { (x, a) } else { a }
                        ^^^^ expected one value, found a tuple
                        = note: an `if` chooses one value
                        = help: write an `if` for each value
        }
        "#,
    );
}

#[test]
fn an_if_without_else() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = if x > 0 { y };
                    ^^ `if` may be missing an `else` clause
                    = note: an `if` in a graph is a value, whatever the condition
                    = help: add `else { .. }`
                               ^ cannot find `y` in graph `A`
                               = help: the names in scope are `x`
            if x > 0 { x } else if x < -1 { a }
                                ^^ `if` may be missing an `else` clause
                                = note: an `if` in a graph is a value, whatever the condition
                                = help: add `else { .. }`
        }
        "#,
    );
}

#[test]
fn an_if_without_braces() {
    check(
        r#"
        struct A(x: f64) -> f64 { if x > 0 then x else 0 }
                                           ^^^^ expected an operator or `{`, found `then`
                                           = help: branches stand in braces: `if condition { a } else { b }`
        "#,
    );
}

#[test]
fn conditions_and_numbers() {
    check(
        r#"
        struct A(x: f64, y: f64) -> f64 {
            let a = if x { 1 } else { 2 };
                       ^ expected a condition, found a number
                       = help: compare it: `x != 0`
            let b = y * 2;
            let c = if b && x > 0 || !y { 1 } else { 2 };
                       ^ expected a condition, found a number
                       = help: compare it: `x != 0`
                                      ^ expected a condition, found a number
                                      = help: compare it: `x != 0`
            let d = x < y;
                    ^^^^^ expected a number, found a condition
                    = note: a condition stands in an `if`
                    = help: as a number it is `if condition { 1 } else { 0 }`
            let e = d;
            let f = if d && e { x } else { d * e };
            let g = -(x > 0) + (x == y).exp();
                      ^^^^^ expected a number, found a condition
                      = note: a condition stands in an `if`
                      = help: as a number it is `if condition { 1 } else { 0 }`
                                ^^^^^^ expected a number, found a condition
                                = note: a condition stands in an `if`
                                = help: as a number it is `if condition { 1 } else { 0 }`
            if x < y { x != y } else { a + c + f + g }
                       ^^^^^^ expected a number, found a condition
                       = note: a condition stands in an `if`
                       = help: as a number it is `if condition { 1 } else { 0 }`
        }
        "#,
    );
}

#[test]
fn a_condition_as_the_result() {
    check(
        r#"
        struct A(x: f64) -> f64 { x < 2 }
                                  ^^^^^ expected a number, found a condition
                                  = note: a condition stands in an `if`
                                  = help: as a number it is `if condition { 1 } else { 0 }`
        "#,
    );
}

#[test]
fn other_literals() {
    check(
        r#"
        struct A(x: f64) -> f64 { "text" + 'c' + b'b' + true + x }
                                  ^^^^^^ expected a number, found `"text"`
                                  = help: write a number, such as `2` or `0.5`, or a name without quotes
                                           ^^^ expected a number, found `'c'`
                                           = help: write a number, such as `2` or `0.5`, or a name without quotes
                                                 ^^^^ expected a number, found `b'b'`
                                                 = help: write a number, such as `2` or `0.5`, or a name without quotes
                                                        ^^^^ expected a number or a comparison, found `true`
                                                        = help: a number is `1` or `0`, a condition a comparison: `x > 0`
        "#,
    );
}

#[test]
fn suffixes() {
    check(
        r#"
        struct A(x: f64) -> f64 { x + 1.0f64 + 2_u8 + 3x }
                                      ^^^^^^ a number in a graph has no suffix, found `f64`
                                      = help: write `1.0`: it takes the element type of the graph
                                               ^^^^ a number in a graph has no suffix, found `u8`
                                               = help: write `2`: it takes the element type of the graph
                                                      ^^ a number in a graph has no suffix, found `x`
                                                      = help: a product is written with a star: `3 * x`
        "#,
    );
}

#[test]
fn ranges_of_numbers() {
    check(
        r#"
        struct A(x: f64) -> f64 { x + 1e308 + 1e309 }
                                              ^^^^^ literal out of range for `f64`
                                              = help: infinity is the constant `f64::INFINITY`
        struct B(x: f32) -> f32 { x * 1e39 }
                                      ^^^^ literal out of range for `f32`
                                      = help: infinity is the constant `f32::INFINITY`
        struct C(x: f64) -> f64 { x.powi(2147483648) + x.powi(2147483647) + x.powi(-2147483648) }
                                         ^^^^^^^^^^ literal out of range for `i32`
                                         = note: the exponent of `powi` is an `i32`
                                         = help: for any other exponent write `powf`
        "#,
    );
}

#[test]
fn exponents() {
    check(
        r#"
        struct A(x: f64) -> f64 { x.powi(1.5) + x.powi(-x) + x.powi(N) + powi(2, x + 1) + x.powi((2)) + x.powi("2") }
                                         ^^^ expected an integer literal, found `1.5`
                                         = note: the exponent of `powi` is known when the graph is compiled
                                         = help: for any other exponent write `powf`
                                                       ^^ expected an integer literal, found `x`
                                                       = note: the exponent of `powi` is known when the graph is compiled
                                                       = help: for any other exponent write `powf`
                                                                    ^ expected an integer literal, found `N`
                                                                    = note: the exponent of `powi` is known when the graph is compiled
                                                                    = help: for any other exponent write `powf`
                                                                                 ^^^^^ expected an integer literal, found an expression
                                                                                 = note: the exponent of `powi` is known when the graph is compiled
                                                                                 = help: for any other exponent write `powf`
                                                                                                               ^^^ expected a number, found `"2"`
                                                                                                               = help: write a number, such as `2` or `0.5`, or a name without quotes
        "#,
    );
}

#[test]
fn numbers_of_arguments() {
    check(
        r#"
        struct A(x: f64) -> f64 { sin(x, x) + x.powi() + max(x) + x.sin(2) + clamp() }
                                  ^^^ this operation takes 1 argument but 2 arguments were supplied
                                  = help: write `sin(x)`
                                                ^^^^ this method takes 1 argument but 0 arguments were supplied
                                                = help: write `x.powi(2)`
                                                         ^^^ this operation takes 2 arguments but 1 argument was supplied
                                                         = help: write `max(x, y)`
                                                                    ^^^ this method takes 0 arguments but 1 argument was supplied
                                                                    = help: write `x.sin()`
                                                                             ^^^^^ this operation takes 3 arguments but 0 arguments were supplied
                                                                             = help: write `clamp(x, low, high)`
        "#,
    );
}

#[test]
fn paths_that_are_called() {
    check(
        r#"
        struct A(x: f64) -> f64 { f64::sqrt(y) + limits::bound(x) + f64::fabs(x) + std::f64::INFINITY }
                                  ^^^^^^^^^ cannot call `f64::sqrt` in a graph
                                  = note: only the operations of the language have derivatives
                                  = help: write `sqrt(..)`, without a path
                                            ^ cannot find `y` in graph `A`
                                            = help: the names in scope are `x`
                                                 ^^^^^^^^^^^^^ cannot call `limits::bound` in a graph
                                                 = note: only the operations of the language have derivatives
                                                 = help: write its formula; the documentation of `graph!` lists the operations
                                                                    ^^^^^^^^^ cannot call `f64::fabs` in a graph
                                                                    = note: only the operations of the language have derivatives
                                                                    = help: it is called `abs` here
        "#,
    );
}

#[test]
fn broken_paths() {
    check(
        r#"
        struct A(x: f64) -> f64 { x + std:: }
                                            ^ expected a path segment, found `}`
        struct B(x: f64) -> f64 { x + limits::type }
                                              ^^^^ expected a path segment, found keyword `type`
        "#,
    );
}
