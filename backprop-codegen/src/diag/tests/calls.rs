//! Calls: of what is no operation, and with arguments that are none.

use super::check;

#[test]
fn arguments_without_parentheses() {
    check(
        r#"
        struct A(x: f64) -> f64 { sin x + max x 2 * exp y + x }
                                  ^^^ the arguments of `sin` stand in parentheses
                                  = help: write `sin(x)`
                                          ^^^ the arguments of `max` stand in parentheses
                                          = help: write `max(x, y)`
                                                    ^^^ the arguments of `exp` stand in parentheses
                                                    = help: write `exp(x)`
                                                        ^ cannot find `y` in graph `A`
                                                        = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn a_value_with_the_name_of_an_operation() {
    check(
        r#"
        struct A(max: f64) -> f64 { let t = max * 2; if t > 0 and max > 0 { max t } else { sin(max) } }
                                                              ^^^ `and` is not a logical operator
                                                              = help: write `&&`
                                                                                ^ expected an operator, `;` or `}`, found `t`
                                                                                = help: a product is written with a star: `x * y`
        "#,
    );
}

#[test]
fn named_arguments() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 { sum(x.sum_axis(axis = 0)) + sum(x, dim: 1) + sum(clamp(x, lo = 0, hi = y)) }
                                                         ^^^^ an argument has no name in a graph, found `axis`
                                                         = help: write the number alone: `sum_axis(x, 0)`
                                                                             ^^^ an argument has no name in a graph, found `dim`
                                                                             = help: write the number alone: `sum_axis(x, 0)`
                                                                                                    ^^ an argument has no name in a graph, found `lo`
                                                                                                    = help: write the value alone
                                                                                                            ^^ an argument has no name in a graph, found `hi`
                                                                                                            = help: write the value alone
                                                                                                                 ^ cannot find `y` in graph `A`
                                                                                                                 = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn methods_by_a_path() {
    check(
        r#"
        struct A(x: f64) -> f64 { x::sin() + f64::max(x, y) + x::foo(2) + Self::bar(x) }
                                  ^^^^^^ cannot call `x::sin` in a graph
                                  = note: only the operations of the language have derivatives
                                  = help: a method is called with a dot: `x.sin()`
                                             ^^^^^^^^ cannot call `f64::max` in a graph
                                             = note: only the operations of the language have derivatives
                                             = help: write `max(..)`, without a path
                                                         ^ cannot find `y` in graph `A`
                                                         = help: the names in scope are `x`
                                                              ^^^^^^ cannot call `x::foo` in a graph
                                                              = note: only the operations of the language have derivatives
                                                              = help: write its formula; the documentation of `graph!` lists the operations
                                                                          ^^^^^^^^^ cannot call `Self::bar` in a graph
                                                                          = note: only the operations of the language have derivatives
                                                                          = help: write its formula; the documentation of `graph!` lists the operations
        "#,
    );
}

#[test]
fn what_is_called_was_wrong_before() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            let f = |a: f64| -> f64 { a * 2 };
                    ^ a closure is not allowed in a graph
                    = help: write its body where it is called, or name a part with `let`
            fn g(a: f64) -> f64 { a }
            ^^ `fn` is not allowed in a graph
            = note: a graph is made of `let`, `if`, arithmetic and operations
            = help: write its body where it is called, or name a part with `let`
            let h = y;
                    ^ cannot find `y` in graph `A`
                    = help: the names in scope are `x`, `f`, `g`
            f(x) + g(x) + h(2) + f
        }
        "#,
    );
}

#[test]
fn methods_of_self() {
    check(
        r#"
        struct A(x: f64) -> f64 { self.helper(x, y) + x }
                                  ^^^^ there is no `self` in a graph
                                  = help: inputs are read by their names
                                                 ^ cannot find `y` in graph `A`
                                                 = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn operations_over_the_last_axis() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 { sum(softmax(x, 1)) + sum(x.log_softmax(n)) + sum(logsumexp(x, 0)) }
                                              ^^^^^^^ this operation takes 1 argument but 2 arguments were supplied
                                              = help: write `softmax(x)`; it runs over the last axis
                                                                     ^^^^^^^^^^^ this method takes 0 arguments but 1 argument was supplied
                                                                     = help: write `x.log_softmax()`; it runs over the last axis
                                                                                           ^^^^^^^^^ this operation takes 1 argument but 2 arguments were supplied
                                                                                           = help: write `logsumexp(x)`; it runs over the last axis
        "#,
    );
}

#[test]
fn elements_of_a_tensor() {
    check(
        r#"
        struct A(x: [f64; n]) -> f64 { x(0) + x.0 + x.first() }
                                       ^ expected an operation, found value `x`
                                       = help: a product is written with a star: `x * (..)`; an element is `x[0]`
                                                ^ a value in a graph has no fields
                                                = help: an element of a tensor is `x[0]`; any other value is an input of its own
                                                      ^^^^^ cannot find operation `first`
                                                      = note: only the operations of the language have derivatives
                                                      = help: write its formula; the documentation of `graph!` lists the operations
        "#,
    );
}

#[test]
fn axes_as_elsewhere() {
    check(
        r#"
        struct A(x: [f64; n, 3, m]) -> f64 { sum(x.sum_axis(Axis(0)) + x.sum_axis(-1) + x.insert_axis(-1) + x.sum_axis([0, 1]) + x.max_axis(-4) + x.max_axis(-0)) }
                                                            ^^^^^^^ expected an axis, found `Axis(..)`
                                                            = note: an axis is the name of its size, or its number from 0 on
                                                            = help: write the number alone: `sum_axis(x, 0)`
                                                                                  ^^ expected an axis, found `-1`
                                                                                  = note: an axis is the name of its size, or its number from 0 on
                                                                                  = help: of [n, 3, m] it would be `2`
                                                                                                      ^^ expected an axis, found `-1`
                                                                                                      = note: an axis is the name of its size, or its number from 0 on
                                                                                                      = help: of [n, 3, m] it would be `3`
                                                                                                                       ^^^^^^ expected an axis, found a list
                                                                                                                       = note: an axis is the name of its size, or its number from 0 on
                                                                                                                       = help: reduce along one axis after the other
                                                                                                                                            ^^ expected an axis, found `-4`
                                                                                                                                            = note: an axis is the name of its size, or its number from 0 on
                                                                                                                                                             ^^ expected an axis, found `-0`
                                                                                                                                                             = note: an axis is the name of its size, or its number from 0 on
        "#,
    );
}
