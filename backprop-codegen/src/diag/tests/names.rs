//! Names, operations and element types.

use super::check;

#[test]
fn unknown_names() {
    check(
        r#"
        struct A(width: f64) -> f64 { widht + height }
                                      ^^^^^ cannot find `widht` in graph `A`
                                      = help: a name with a similar spelling exists: `width`
                                              ^^^^^^ cannot find `height` in graph `A`
                                              = help: the names in scope are `width`
        "#,
    );
}

#[test]
fn an_unknown_name_is_reported_once() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = y; let b = y + a; y * a * b }
                                          ^ cannot find `y` in graph `A`
                                          = help: the names in scope are `x`
        struct B(x: f64) -> f64 { y }
                                  ^ cannot find `y` in graph `B`
                                  = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn an_unknown_name_silences_what_follows_from_it() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let a = y;
                    ^ cannot find `y` in graph `A`
                    = help: the names in scope are `x`
            let b = if a { a } else { a < 2 };
            b.powi(2) && a
        }
        "#,
    );
}

#[test]
fn many_names_in_scope() {
    check(
        r#"
        struct A(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64) -> f64 { unknown }
                                                                                  ^^^^^^^ cannot find `unknown` in graph `A`
        "#,
    );
}

#[test]
fn constants_in_lower_case() {
    check(
        r#"
        struct A(x: f64) -> f64 { x * pi + inf }
                                      ^^ cannot find `pi` in graph `A`
                                      = help: write `std::f64::consts::PI`
                                           ^^^ cannot find `inf` in graph `A`
                                           = help: write `f64::INFINITY`
        "#,
    );
}

#[test]
fn an_operation_without_its_parentheses() {
    check(
        r#"
        struct A(angle: f64) -> f64 { sin + powi + angle }
                                      ^^^ cannot find `sin` in graph `A`
                                      = help: `sin` is an operation: `sin(x)`
                                            ^^^^ cannot find `powi` in graph `A`
                                            = help: `powi` is an operation: `powi(x, 2)`
        "#,
    );
}

#[test]
fn used_before_its_let() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = b; let b = x; { let c = d; c } + a + b }
                                          ^ `b` is used before its `let`
                                          = help: move the `let` up
                                                                  ^ cannot find `d` in graph `A`
                                                                  = help: the names in scope are `x`, `a`, `b`
        "#,
    );
}

#[test]
fn a_name_of_an_inner_block() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a = { let inner = x; inner }; a + inner }
                                                                        ^^^^^ cannot find `inner` in graph `A`
                                                                        = help: the names in scope are `x`, `a`
        "#,
    );
}

#[test]
fn unknown_operations() {
    check(
        r#"
        struct A(x: f64) -> f64 { sgmoid(x) + x.leakyrelu(2) + lgamma(x) }
                                  ^^^^^^ cannot find operation `sgmoid`
                                  = help: an operation with a similar spelling exists: `sigmoid`
                                                ^^^^^^^^^ cannot find operation `leakyrelu`
                                                = help: an operation with a similar spelling exists: `leaky_relu`
                                                               ^^^^^^ cannot find operation `lgamma`
                                                               = note: only the operations of the language have derivatives
                                                               = help: write its formula; the documentation of `graph!` lists the operations
        "#,
    );
}

#[test]
fn names_of_other_libraries() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            log(x) + log1p(x) + x.pow(2) + fabs(x) + matmul(x, x) + where(x > 0, x, 2) + concat(x, x)
            ^^^ cannot find operation `log`
            = help: it is called `ln` here; to a base `b` it is `ln(x) / ln(b)`
                     ^^^^^ cannot find operation `log1p`
                     = help: it is called `ln_1p` here
                                  ^^^ cannot find operation `pow`
                                  = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
                                           ^^^^ cannot find operation `fabs`
                                           = help: it is called `abs` here
                                                     ^^^^^^ cannot find operation `matmul`
                                                     = help: write `x @ y`
                                                                    ^^^^^ cannot find operation `where`
                                                                    = help: write `if condition { x } else { y }`
                                                                                         ^^^^^^ cannot find operation `concat`
                                                                                         = help: values cannot be joined: give each as an output
        }
        "#,
    );
}

#[test]
fn values_that_are_called() {
    check(
        r#"
        struct A(x: f64) -> f64 { let y = x; x(2) + y(z) }
                                             ^ expected an operation, found value `x`
                                             = help: a product is written with a star: `x * (..)`
                                                    ^ expected an operation, found value `y`
                                                    = help: a product is written with a star: `y * (..)`
                                                      ^ cannot find `z` in graph `A`
                                                      = help: the names in scope are `x`, `y`
        "#,
    );
}

#[test]
fn element_types() {
    check(
        r#"
        struct A(x: i32, y: f46, z: float, w: i32) -> bool { x * y * z * w }
                    ^^^ expected an element type, found `i32`
                    = help: the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`
                            ^^^ expected an element type, found `f46`
                            = help: a type with a similar spelling exists: `f64`
                                    ^^^^^ expected an element type, found `float`
                                    = help: the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`
                                                      ^^^^ expected an element type, found `bool`
                                                      = help: a condition is a comparison of numbers: `if x > 0 { a } else { b }`
        struct B(x: F, y: F) -> F { x * y }
                    ^ expected an element type, found `F`
                    = help: declare it behind the graph's name: `struct Name<F>(..)`
        struct C<F>(x: F, y: T) -> F { x * y }
                             ^ expected an element type, found `T`
                             = help: the element type of this graph is `F`
        struct D(x: Vec<f64>, y: std::f64) -> f64 { x * y }
                    ^^^^^^^^ expected an element type, found `Vec<..>`
                    = help: a tensor is written with its sizes: `[f64; rows, columns]`
                                 ^^^^^^^^ expected an element type, found `std::f64`
                                 = help: the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`
        "#,
    );
}

#[test]
fn the_type_of_a_condition() {
    check(
        r#"
        struct A(x: f64) -> f64 { let a: bool = x < 2; if a { x } else { 2 } }
                                         ^^^^ expected an element type, found `bool`
                                         = help: a condition is a comparison of numbers: `if x > 0 { a } else { b }`
        "#,
    );
}

#[test]
fn types_that_are_none() {
    check(
        r#"
        struct A(x: &f64, y: (f64, f64), z: 2) -> f64 { x * y * z }
                    ^ expected a type, found `&`
                    = help: remove the `&`: the methods of the graph borrow what they need
                             ^ expected a type, found `(`
                             = help: an input is one number or one tensor: write one input for each value
                                            ^ expected a type, found `2`
                                            = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
        "#,
    );
}

#[test]
fn mixed_element_types() {
    check(
        r#"
        struct A(x: f64, y: f32, z: f64) -> f64 { let a: f32 = x * y * z; a }
                            ^^^ expected `f64`, found `f32`
                            = note: a graph has one element type, and `x` has `f64`
                            = help: write `f64`
                                                         ^^^ expected `f64`, found `f32`
                                                         = note: a graph has one element type, and `x` has `f64`
                                                         = help: write `f64`
        struct B(x: f32, y: f64, z: f64) -> (a: f64, b: f64) { (x * y, z) }
                    ^^^ expected `f64`, found `f32`
                    = note: a graph has one element type, and `y` has `f64`
                    = help: write `f64`
        struct C<F>(x: F, y: f64, z: f64) -> f32 { x * y * z }
                             ^^^ expected `F`, found `f64`
                             = note: a graph has one element type, and `x` has `F`
                             = help: write `F`
                                     ^^^ expected `F`, found `f64`
                                     = note: a graph has one element type, and `x` has `F`
                                     = help: write `F`
                                             ^^^ expected `F`, found `f32`
                                             = note: a graph has one element type, and `x` has `F`
                                             = help: write `F`
        "#,
    );
}

#[test]
fn a_type_left_out() {
    check(
        r#"
        |x: f32, y| x * y
                 ^ expected `f32`, found `f64`
                 = note: a type that is left out is `f64`
                 = help: write `y: f32`
        "#,
    );
}

#[test]
fn tensor_types() {
    check(
        r#"
        struct A(x: [f64], y: [f64;], z: [f64; 2.5], w: [2; 3]) -> f64 { x * y * z * w }
                        ^ expected `;` and the sizes, found `]`
                        = help: the element type comes first, then the sizes: `[f64; rows, columns]`
                                   ^ expected a size, found `]`
                                   = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                               ^^^ expected an integer, found `2.5`
                                               = help: write an integer literal, such as `2`
                                                         ^ expected an element type, found `2`
                                                         = help: the element type comes first, then the sizes: `[f64; rows, columns]`
        "#,
    );
}

#[test]
fn operations_of_tensors() {
    check(
        r#"
        struct A(x: f64) -> f64 { x @ x + dot(x, x) + sum_axis(x, 1) + x.t() + x[0] + [x] + reshape(x, [2]) }
                                    ^ a matrix product needs a tensor, found a scalar
                                    = help: the product of two scalars is `*`
                                          ^^^ a matrix product needs a tensor, found a scalar
                                          = help: the product of two scalars is `*`
                                                      ^^^^^^^^ `sum_axis` needs a tensor, found a scalar
                                                      = note: a scalar has no axes
                                                      = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                         ^ `t` needs a tensor, found a scalar
                                                                         = note: a scalar has no axes
                                                                         = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                                ^^^ `[..]` needs a tensor, found a scalar
                                                                                = note: a scalar has no axes
                                                                                = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                                      ^^^ expected a value, found a list
                                                                                      = note: a list of sizes is the argument of `reshape`
                                                                                      = help: take an array as an input; several results stand in parentheses: `(a, b)`
                                                                                                       ^^^ cannot reshape a scalar to [2]
                                                                                                       = note: a scalar has 1 element, [2] has 2 elements
                                                                                                       = help: give it sizes of the same product
        "#,
    );
}
