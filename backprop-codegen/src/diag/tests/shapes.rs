//! Operands, branches and results whose shapes do not fit.

use super::check;

#[test]
fn operands_that_do_not_broadcast() {
    check(
        r#"
        struct A(x: [f64; batch, 784], b: [f64; 785], c: [f64; n, 784]) -> f64 {
            sum(x + b) * mean(x / c) - sum(max(x, b) + x.hypot(b))
                  ^ `+` cannot broadcast [batch, 784] and [785]
                  = note: `x` is [batch, 784]
                  = note: `b` is [785]
                  = help: sizes fit where they are written equal, or one of them is the literal 1
                                ^ `/` cannot broadcast [batch, 784] and [n, 784]
                                = note: `x` is [batch, 784]
                                = note: `c` is [n, 784]
                                = help: if `batch` and `n` are always equal, give them one name
                                           ^^^ `max` cannot broadcast [batch, 784] and [785]
                                           = note: `x` is [batch, 784]
                                           = note: `b` is [785]
                                           = help: sizes fit where they are written equal, or one of them is the literal 1
                                                         ^^^^^ `hypot` cannot broadcast [batch, 784] and [785]
                                                         = note: `x` is [batch, 784]
                                                         = note: `b` is [785]
                                                         = help: sizes fit where they are written equal, or one of them is the literal 1
        }
        "#,
    );
}

#[test]
fn where_a_size_comes_from() {
    check(
        r#"
        struct A(x: [f64; n, 3], w: [f64; 4, m]) -> f64 {
            let h = exp(x.t() * 2);
            let k = relu(sum_axis(w, 1));
            sum(h.t() + k) + sum(k - x[0, 1..]) + sum(x.reshape([3, n]).t() * w.t()) + sum(x[.., 0] + w.insert_axis(1).insert_axis(3)[0, 0, .., 0] + x[0, ..])
                      ^ `+` cannot broadcast [n, 3] and [4]
                      = note: `3` comes from `x`, which is [n, 3]
                      = note: `k` is [4], and `4` comes from `w`, which is [4, m]
                      = help: sizes fit where they are written equal, or one of them is the literal 1
                                   ^ `-` cannot broadcast [4] and [2]
                                   = note: `k` is [4], and `4` comes from `w`, which is [4, m]
                                   = note: `2` comes from a slice of `x`, which is [n, 3]
                                   = help: sizes fit where they are written equal, or one of them is the literal 1
                                                                            ^ `*` cannot broadcast [n, 3] and [m, 4]
                                                                            = note: `3` comes from `reshape`
                                                                            = note: `4` comes from `w`, which is [4, m]
                                                                            = help: sizes fit where they are written equal, or one of them is the literal 1
                                                                                                    ^ `+` cannot broadcast [n] and [m]
                                                                                                    = note: `n` comes from `x`, which is [n, 3]
                                                                                                    = note: `m` comes from `w`, which is [4, m]
                                                                                                    = help: if `n` and `m` are always equal, give them one name
        }
        "#,
    );
}

#[test]
fn an_axis_that_is_missing() {
    check(
        r#"
        struct A(x: [f64; n, 3], y: [f64; n], z: [f64; n, 4, 1]) -> f64 {
            sum(x / y) + sum(max(exp(y), x)) + sum(x - sum(y)) + sum(z - y) + sum(x + z)
                  ^ `/` cannot broadcast [n, 3] and [n]
                  = note: `x` is [n, 3]
                  = note: `y` is [n]
                  = help: axes are aligned from the last: `y.insert_axis(1)` would fit
                             ^^^ `max` cannot broadcast [n] and [n, 3]
                             = note: `n` comes from `y`, which is [n]
                             = note: `x` is [n, 3]
                             = help: axes are aligned from the last: `(..).insert_axis(1)` would fit
                                                                                    ^ `+` cannot broadcast [n, 3] and [n, 4, 1]
                                                                                    = note: `x` is [n, 3]
                                                                                    = note: `z` is [n, 4, 1]
                                                                                    = help: sizes fit where they are written equal, or one of them is the literal 1
        }
        "#,
    );
}

#[test]
fn the_operand_that_brought_the_size() {
    check(
        r#"
        struct A(x: [f64; 3], y: [f64; 1], z: [f64; 4]) -> f64 {
            sum(clamp(y, x, z) + mul_add(2, y, x) + x * y * 3 * z)
                ^^^^^ `clamp` cannot broadcast [3] and [4]
                = note: `x` is [3]
                = note: `z` is [4]
                = help: sizes fit where they are written equal, or one of them is the literal 1
                                                              ^ `*` cannot broadcast [3] and [4]
                                                              = note: `3` comes from `x`, which is [3]
                                                              = note: `z` is [4]
                                                              = help: sizes fit where they are written equal, or one of them is the literal 1
        }
        "#,
    );
}

#[test]
fn sizes_with_offsets() {
    check(
        r#"
        struct A(x: [f64; n], y: [f64; n + 1]) -> f64 { sum(x + y) + sum(x + y[1..]) + sum(x[2..] * y[..-2]) }
                                                              ^ `+` cannot broadcast [n] and [n + 1]
                                                              = note: `x` is [n]
                                                              = note: `y` is [n + 1]
                                                              = help: sizes fit where they are written equal, or one of them is the literal 1
                                                                                                  ^ `*` cannot broadcast [n - 2] and [n - 1]
                                                                                                  = note: `n - 2` comes from a slice of `x`, which is [n]
                                                                                                  = note: `n - 1` comes from a slice of `y`, which is [n + 1]
                                                                                                  = help: sizes fit where they are written equal, or one of them is the literal 1
        "#,
    );
}

#[test]
fn one_mistake_is_one_error() {
    check(
        r#"
        struct A(x: [f64; n], y: [f64; m]) -> [f64; n] {
            let a = x + y;
                      ^ `+` cannot broadcast [n] and [m]
                      = note: `x` is [n]
                      = note: `y` is [m]
                      = help: if `n` and `m` are always equal, give them one name
            let b = a @ a + a.sum_axis(3) + a[2, 3];
            let c = x @ y;
                      ^ cannot multiply [n] by [m]: the inner sizes are n and m
                      = note: `x` is [n]
                      = note: `y` is [m]
                      = help: all products of their elements are `x.insert_axis(1) * y`
            if a > b { a } else { c.reshape([m]) }
        }
        "#,
    );
}

#[test]
fn branches_of_different_shapes() {
    check(
        r#"
        struct A(x: [f64; n], y: [f64; n, 3], z: [f64; 3]) -> f64 {
            let a = if sum(x) > 0 { x } else { y };
                                               ^ `if` and `else` have incompatible shapes: [n] and [n, 3]
                                               = note: `x` is [n]
                                               = note: `y` is [n, 3]
                                               = help: axes are aligned from the last: `x.insert_axis(1)` would fit
            let b = if sum(x) > 0 { z } else if sum(x) < 2 { 2 } else { let a = y[.., 1..]; a };
                                                                                            ^ `if` and `else` have incompatible shapes: [3] and [n, 2]
                                                                                            = note: `z` is [3]
                                                                                            = note: `a` is [n, 2], and `2` comes from a slice of `y`, which is [n, 3]
                                                                                            = help: sizes fit where they are written equal, or one of them is the literal 1
            let c = if sum(x) > 0 { z } else if sum(x) < 2 { x } else { 2 };
                                                             ^ `if` and `else` have incompatible shapes: [3] and [n]
                                                             = note: `z` is [3]
                                                             = note: `x` is [n]
                                                             = help: sizes fit where they are written equal, or one of them is the literal 1
            sum(a) + sum(b) + sum(c)
        }
        "#,
    );
}

#[test]
fn conditions_that_do_not_fit() {
    check(
        r#"
        struct A(x: [f64; n], z: [f64; 3]) -> f64 {
            sum(if x > 0 { z } else { 2 }) + sum(if x > 0 && z > 0 { 2 } else { 3 }) + sum(if x == z { 2 } else { z })
                   ^^^^^ the condition is [n], which does not broadcast with [3]
                   = note: `n` comes from `x`, which is [n]
                   = note: `z` is [3]
                   = help: sizes fit where they are written equal, or one of them is the literal 1
                                                          ^^ `&&` cannot broadcast [n] and [3]
                                                          = note: `n` comes from `x`, which is [n]
                                                          = note: `3` comes from `z`, which is [3]
                                                          = help: sizes fit where they are written equal, or one of them is the literal 1
                                                                                                ^^ `==` cannot broadcast [n] and [3]
                                                                                                = note: `x` is [n]
                                                                                                = note: `z` is [3]
                                                                                                = help: sizes fit where they are written equal, or one of them is the literal 1
        }
        "#,
    );
}

#[test]
fn matrix_products() {
    check(
        r#"
        struct A(x: [f64; batch, 784], w: [f64; 785, 10], v: [f64; 10, 784], u: [f64; 10], k: [f64; batch], t: [f64; 2, n, n]) -> f64 {
            sum(x @ w) + sum(x.dot(v)) + sum(x @ (v * 2)) + sum(k @ k.t() @ u)
                  ^ cannot multiply [batch, 784] by [785, 10]: the inner sizes are 784 and 785
                  = note: `x` is [batch, 784]
                  = note: `w` is [785, 10]
                  = help: the last size of the left operand is the first of the right
                               ^^^ cannot multiply [batch, 784] by [10, 784]: the inner sizes are 784 and 10
                               = note: `x` is [batch, 784]
                               = note: `v` is [10, 784]
                               = help: transpose the right operand: `v.t()`
                                               ^ cannot multiply [batch, 784] by [10, 784]: the inner sizes are 784 and 10
                                               = note: `x` is [batch, 784]
                                               = note: `10` comes from `v`, which is [10, 784]
                                               = help: transpose the right operand
                                                                          ^ a matrix product needs a tensor, found a scalar
                                                                          = help: the product of a scalar and [10] is `*`
                + sum(u @ x) + sum(x @ u) + sum(v @ u) + sum(x @ k) + u @ k
                        ^ cannot multiply [10] by [batch, 784]: the inner sizes are 10 and batch
                        = note: `u` is [10]
                        = note: `x` is [batch, 784]
                        = help: the last size of the left operand is the first of the right
                                     ^ cannot multiply [batch, 784] by [10]: the inner sizes are 784 and 10
                                     = note: `x` is [batch, 784]
                                     = note: `u` is [10]
                                     = help: the last size of the left operand is the first of the right
                                                  ^ cannot multiply [10, 784] by [10]: the inner sizes are 784 and 10
                                                  = note: `v` is [10, 784]
                                                  = note: `u` is [10]
                                                  = help: transpose the left operand: `v.t()`
                                                               ^ cannot multiply [batch, 784] by [batch]: the inner sizes are 784 and batch
                                                               = note: `x` is [batch, 784]
                                                               = note: `k` is [batch]
                                                               = help: transpose the left operand: `x.t()`
                                                                        ^ cannot multiply [10] by [batch]: the inner sizes are 10 and batch
                                                                        = note: `u` is [10]
                                                                        = note: `k` is [batch]
                                                                        = help: all products of their elements are `u.insert_axis(1) * k`
                + sum(x @ x) + sum(t @ t) + sum(u @ t) + sum(t @ 2) + 2 @ t + dot(3, 2)
                        ^ cannot multiply [batch, 784] by [batch, 784]: the inner sizes are 784 and batch
                        = note: `x` is [batch, 784]
                        = help: transpose the right operand: `x.t()`
                                     ^ cannot multiply [2, n, n] by [2, n, n]
                                     = note: a matrix product takes matrices and vectors
                                     = help: make an operand a matrix with `reshape`, or take a part of it: `x[0, .., ..]`
                                                  ^ cannot multiply [10] by [2, n, n]
                                                  = note: a matrix product takes matrices and vectors
                                                  = help: make an operand a matrix with `reshape`, or take a part of it: `x[0, .., ..]`
                                                               ^ a matrix product needs a tensor, found a scalar
                                                               = help: the product of a scalar and [2, n, n] is `*`
                                                                        ^ a matrix product needs a tensor, found a scalar
                                                                        = help: the product of a scalar and [2, n, n] is `*`
                                                                              ^^^ a matrix product needs a tensor, found a scalar
                                                                              = help: the product of two scalars is `*`
        }
        "#,
    );
}

#[test]
fn the_result_has_another_shape() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> [f64; n, 4] { x }
                                                  ^ expected [n, 4], found [n, 3]
                                                  = note: the output is declared as [n, 4]
                                                  = note: `x` is [n, 3]
                                                  = help: declare the output as `[f64; n, 3]`
        struct B(x: [f64; n, 3]) -> (a: f64, b: [f64; 3], c: [f64; n, 3], d: [f64; n - 1, 3]) {
            let h = exp(x);
            (h, sum(x), h[..-1, ..], h.t())
             ^ expected a scalar, found [n, 3]
             = note: output `a` is declared as a scalar
             = help: reduce it to one number: `sum(..)`
                ^^^^^^ expected [3], found a scalar
                = note: output `b` is declared as [3]
                = help: declare output `b` as `f64`
                        ^^^^^^^^^^^ expected [n, 3], found [n - 1, 3]
                        = note: output `c` is declared as [n, 3]
                        = note: `n - 1` comes from a slice of `x`, which is [n, 3]
                        = help: declare output `c` as `[f64; n - 1, 3]`
                                     ^^^^^ expected [n - 1, 3], found [3, n]
                                     = note: output `d` is declared as [n - 1, 3]
                                     = note: `n` comes from `x`, which is [n, 3]
                                     = help: declare output `d` as `[f64; 3, n]`
        }
        struct C(x: f64) -> [f64; 3] { 2 * x }
                                       ^^^^^ expected [3], found a scalar
                                       = note: the output is declared as [3]
                                       = help: declare the output as `f64`
        struct D(x: [f64; n]) -> [f64; n, n] { x }
                                               ^ expected [n, n], found [n]
                                               = note: the output is declared as [n, n]
                                               = help: declare the output as `[f64; n]`
        "#,
    );
}

#[test]
fn the_result_of_an_expression_form() {
    check(
        r#"
        |x: [f64; n, n]| -> f64 x @ x
                                ^^^^^ expected a scalar, found [n, n]
                                = note: the output is declared as a scalar
                                = help: reduce it to one number: `sum(..)`
        "#,
    );
    check(
        r#"
        |x: [f64; n, n]| x.reshape([1, 1, 1, 1, 1, n, n])
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ an output has at most 6 axes, found [1, 1, 1, 1, 1, n, n]
                         = help: make several axes one with `reshape`
        "#,
    );
}

#[test]
fn declared_types_of_lets() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 {
            let a: [f64; n] = x;
                              ^ expected [n], found [n, 3]
                              = note: `a` is declared as [n]
                              = help: reduce it along an axis: `(..).sum_axis(1)`
            let b: f64 = x;
                         ^ expected a scalar, found [n, 3]
                         = note: `b` is declared as a scalar
                         = help: reduce it to one number: `sum(..)`
            let c: [f64; n, 3] = 2;
                                 ^ expected [n, 3], found a scalar
                                 = note: `c` is declared as [n, 3]
                                 = help: declare `c` as `f64`
            let d: [f64; 3] = { let e: [f64; 3, n] = x.t(); sum_axis(e, 0) };
                                                            ^^^^^^^^^^^^^^ expected [3], found [n]
                                                            = note: `d` is declared as [3]
                                                            = note: `n` comes from `x`, which is [n, 3]
                                                            = help: declare `d` as `[f64; n]`
            let f: [f64; m] = sum_axis(x, 1);
                         ^ cannot find size `m` in graph `A`
                         = note: sizes are named in the types of the inputs
                         = help: the named sizes are `n`
            let g: [f64; n] = x < 2;
                              ^^^^^ expected a number, found a condition
                              = note: a condition stands in an `if`
                              = help: as a number it is `if condition { 1 } else { 0 }`
            sum(a) + b + sum(c) + sum(d) + sum(f) + sum(x) + sum(g)
        }
        "#,
    );
}

#[test]
fn more_elements_than_an_array_can_have() {
    check(
        r#"
        struct A(x: [f64; 4294967296, 1], y: [f64; 4294967296], z: [f64; 4294967296, 4294967296]) -> f64 {
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the tensor has more elements than an array can have
                                                                   = help: give it smaller sizes
            sum(x * y) + sum(z)
                ^^^^^ the tensor has more elements than an array can have
                = help: give it smaller sizes
        }
        "#,
    );
}

#[test]
fn more_axes_than_a_tensor_can_have() {
    check(
        r#"
        struct A(x: [f64; 1, 1, 1, 1, 1, n]) -> f64 {
            let a = x.reshape([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, n]);
            let b = a.insert_axis(0);
                      ^^^^^^^^^^^ a tensor has at most 31 axes
                      = help: make several axes one with `reshape`
            sum(b) + sum(x.reshape([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, n]))
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a tensor has at most 31 axes
                                   = help: make several axes one with `reshape`
        }
        struct B(x: [f64; 1, 1, 1, 1, 1, 1, n]) -> [f64; 1, 2, 3, 4, 5, 6, n] { x }
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ an input or output has at most 6 axes, found 7
                    = note: inside the graph a tensor may have more
                    = help: make several axes one, and `reshape` it in the graph
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ an input or output has at most 6 axes, found 7
                                                   = note: inside the graph a tensor may have more
                                                   = help: make several axes one, and `reshape` it in the graph
        "#,
    );
}

#[test]
fn what_would_fit() {
    check(
        r#"
        struct A(x: [f64; n, k], w: [f64; k, m], v: [f64; k, n], u: [f64; n], s: [f64; m]) -> f64 {
            sum(x * w) + sum(x + v) + sum(w + x) + sum(x * u) + sum(u @ s) + sum(exp(x) * exp(w)) + sum(x @ u)
                  ^ `*` cannot broadcast [n, k] and [k, m]
                  = note: `x` is [n, k]
                  = note: `w` is [k, m]
                  = help: a matrix product is written with `@`: `x @ w`
                               ^ `+` cannot broadcast [n, k] and [k, n]
                               = note: `x` is [n, k]
                               = note: `v` is [k, n]
                               = help: transposed it would fit: `v.t()`
                                            ^ `+` cannot broadcast [k, m] and [n, k]
                                            = note: `w` is [k, m]
                                            = note: `x` is [n, k]
                                            = help: if `m` and `k` are always equal, give them one name
                                                         ^ `*` cannot broadcast [n, k] and [n]
                                                         = note: `x` is [n, k]
                                                         = note: `u` is [n]
                                                         = help: axes are aligned from the last: `u.insert_axis(1)` would fit
                                                                      ^ cannot multiply [n] by [m]: the inner sizes are n and m
                                                                      = note: `u` is [n]
                                                                      = note: `s` is [m]
                                                                      = help: all products of their elements are `u.insert_axis(1) * s`
                                                                                        ^ `*` cannot broadcast [n, k] and [k, m]
                                                                                        = note: `k` comes from `x`, which is [n, k]
                                                                                        = note: `m` comes from `w`, which is [k, m]
                                                                                        = help: a matrix product is written with `@`: `(..) @ (..)`
                                                                                                          ^ cannot multiply [n, k] by [n]: the inner sizes are k and n
                                                                                                          = note: `x` is [n, k]
                                                                                                          = note: `u` is [n]
                                                                                                          = help: transpose the left operand: `x.t()`
        }
        struct B(x: [f64; n, 3]) -> (a: [f64; 3, n], b: [f64; n], c: [f64; n, 1, 3], d: [f64; n + 3], e: [f64; 3, n, 1]) {
            (x, x, x, x, x)
             ^ expected [3, n], found [n, 3]
             = note: output `a` is declared as [3, n]
             = note: `x` is [n, 3]
             = help: transpose it: `(..).t()`
                ^ expected [n], found [n, 3]
                = note: output `b` is declared as [n]
                = help: reduce it along an axis: `(..).sum_axis(1)`
                   ^ expected [n, 1, 3], found [n, 3]
                   = note: output `c` is declared as [n, 1, 3]
                   = help: insert an axis: `(..).insert_axis(1)`
                      ^ expected [n + 3], found [n, 3]
                      = note: output `d` is declared as [n + 3]
                      = help: declare output `d` as `[f64; n, 3]`
                         ^ expected [3, n, 1], found [n, 3]
                         = note: output `e` is declared as [3, n, 1]
                         = help: give it this shape: `(..).reshape([3, n, 1])`
        }
        struct C(x: [f64; n, 3], y: [f64; 3, 3]) -> (a: [f64; 3], b: [f64; 9], c: [f64; 3, 3]) {
            (x, y, 2 * sum(x))
             ^ expected [3], found [n, 3]
             = note: output `a` is declared as [3]
             = help: reduce it along an axis: `(..).sum_axis(0)`
                ^ expected [9], found [3, 3]
                = note: output `b` is declared as [9]
                = help: give it this shape: `(..).reshape([9])`
                   ^^^^^^^^^^ expected [3, 3], found a scalar
                   = note: output `c` is declared as [3, 3]
                   = help: declare output `c` as `f64`
        }
        "#,
    );
}
