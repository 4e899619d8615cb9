//! Sizes and their names, axes, `reshape` and slices.

use super::check;

#[test]
fn sizes_that_are_none() {
    check(
        r#"
        struct A(
            a: [f64; 0], b: [f64; 3usize], c: [f64; -3], d: [f64; 18446744073709551616], e: [f64; 2.5],
                     ^ a size cannot be 0
                     = help: a size that is known when the graph is called has a name: `n`
                                  ^^^^^^ a size or index has no suffix, found `usize`
                                  = help: write `3`
                                                    ^^ a size cannot be negative
                                                    = help: a size that is known when the graph is called has a name: `n`
                                                                  ^^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                                                                  = note: an array cannot have so many elements
                                                                                                  ^^^ expected an integer, found `2.5`
                                                                                                  = help: write an integer literal, such as `2`
            f: [f64; 3x], g: [f64; n + 2u8], h: [f64; n + 9223372036854775807], i: [f64; n * 2], j: [f64; 2 * n],
                     ^^ a size or index has no suffix, found `x`
                     = help: write `3`
                                       ^^^ a size or index has no suffix, found `u8`
                                       = help: write `2`
                                                          ^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                                                          = note: an array cannot have so many elements
                                                                                           ^ expected `,` or `]`, found `*`
                                                                                           = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                                            ^ expected `,` or `]`, found `*`
                                                                                                            = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
            k: [f64; 9223372036854775807], l: [f64; "n"], m: [f64; n + m], o: [f64; -n], p: [f64; n, , 3],
                     ^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                     = note: an array cannot have so many elements
                                                    ^^^ expected a number, found `"n"`
                                                    = help: write a number, such as `2` or `0.5`, or a name without quotes
                                                                       ^ expected an integer, found `m`
                                                                       = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                    ^ expected a size, found `-`
                                                                                    = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                                     ^ expected a size, found `,`
                                                                                                     = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
        ) -> f64 { sum(a) + sum(b + c) }
        "#,
    );
}

#[test]
fn types_of_arrays() {
    check(
        r#"
        struct A(x: Array2<f64>, y: Vec<f64>, z: [[f64; n]; m]) -> [f64; n] { x + y + z }
                    ^^^^^^^^^^^ expected an element type, found `Array2<..>`
                    = help: a tensor is written with its sizes: `[f64; rows, columns]`
                                    ^^^^^^^^ expected an element type, found `Vec<..>`
                                    = help: a tensor is written with its sizes: `[f64; rows, columns]`
                                                  ^ expected an element type, found `[`
                                                  = help: the sizes of a tensor stand in one list: `[f64; rows, columns]`
        struct B<F>(x: ndarray::Array1<F>, y: [Array1<F>; n]) -> [F; m] { x + y }
                       ^^^^^^^^^^^^^^^^^^ expected an element type, found `ndarray::Array1<..>`
                       = help: a tensor is written with its sizes: `[F; rows, columns]`
                                                     ^ expected `;` and the sizes, found `<`
                                                     = help: the element type comes first, then the sizes: `[f64; rows, columns]`
        struct C(x: [n; f64], y: [f64; n]) -> [f64; m] { x + y }
                     ^ expected an element type, found `n`
                     = help: the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`
        "#,
    );
}

#[test]
fn outputs_of_the_same_name() {
    check(
        r#"
        struct A(x: [f64; n]) -> (a: [f64; n], a: [f64; m], b: [f64; n, 2]) { (x, x, x) }
                                               ^ the name `a` is defined multiple times
                                               = note: `a` is already an output
                                                        ^ cannot find size `m` in graph `A`
                                                        = note: sizes are named in the types of the inputs
                                                        = help: the named sizes are `n`
                                                                                     ^ expected [n, 2], found [n]
                                                                                     = note: output `b` is declared as [n, 2]
                                                                                     = help: declare output `b` as `[f64; n]`
        "#,
    );
}

#[test]
fn a_size_that_is_wrong_silences_what_follows_from_it() {
    check(
        r#"
        struct A(x: [f64; 0, n], y: [f64; m]) -> [f64; k] { x @ y + x.sum_axis(n) }
                          ^ a size cannot be 0
                          = help: a size that is known when the graph is called has a name: `n`
        struct B(x: [f64; 0, n], y: [f64; m]) -> [f64; 4] { sum(y) }
                          ^ a size cannot be 0
                          = help: a size that is known when the graph is called has a name: `n`
                                                            ^^^^^^ expected [4], found a scalar
                                                            = note: the output is declared as [4]
                                                            = help: declare the output as `f64`
        "#,
    );
}

#[test]
fn names_that_no_input_has() {
    check(
        r#"
        struct A(x: [f64; batch, 3]) -> [f64; bacth, 3] { let a: [f64; m] = sum_axis(x, 1); x + x.reshape([m, 3]) }
                                              ^^^^^ cannot find size `bacth` in graph `A`
                                              = note: sizes are named in the types of the inputs
                                              = help: a size with a similar spelling exists: `batch`
                                                                       ^ cannot find size `m` in graph `A`
                                                                       = note: sizes are named in the types of the inputs
                                                                       = help: the named sizes are `batch`
        struct B(x: f64) -> [f64; n] { x }
                                  ^ cannot find size `n` in graph `B`
                                  = note: sizes are named in the types of the inputs
        struct C(x: [f64; n]) -> (a: [f64; m], b: [f64; m]) { (x, x) }
                                           ^ cannot find size `m` in graph `C`
                                           = note: sizes are named in the types of the inputs
                                           = help: the named sizes are `n`
        "#,
    );
    check(
        r#"
        |x: [f64; n]| -> [f64; m] x
                               ^ cannot find size `m` in this graph
                               = note: sizes are named in the types of the inputs
                               = help: the named sizes are `n`
        "#,
    );
}

#[test]
fn an_input_that_could_not_be_read_may_have_named_it() {
    check(
        r#"
        struct A(x: [f64; n], y: &[f64; m, 2 +]) -> [f64; k] { x }
                              ^ input `y` reaches no output
                              = note: every input takes part in an output, be it `const` or not
                              = help: remove it, or call it `_y`
                                 ^ expected a type, found `&`
                                 = help: remove the `&`: the methods of the graph borrow what they need
                                             ^ expected `,` or `]`, found `+`
                                             = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
        struct B(x: [f64; n], [f64; m]) -> [f64; m] { x }
                              ^ expected an input's name, found `[`
                              = help: write one input for each value: `x: f64, y: f64`
        "#,
    );
}

#[test]
fn a_size_may_bear_the_name_of_an_input() {
    check(
        r#"
        struct A(n: f64, x: [f64; n, m], m: f64) -> [f64; n] { let k = n * m; x.sum_axis(m) / k + unknown }
                                                                                                  ^^^^^^^ cannot find `unknown` in graph `A`
                                                                                                  = help: the names in scope are `n`, `x`, `m`, `k`
        struct B(n: [f64; n]) -> f64 { sum(n.sum_axis(n)) + unknown }
                                                            ^^^^^^^ cannot find `unknown` in graph `B`
                                                            = help: the names in scope are `n`
        "#,
    );
}

#[test]
fn a_size_is_no_value() {
    check(
        r#"
        struct A(x: [f64; n]) -> f64 { sum(x) / n }
                                                ^ expected a value, found size `n`
                                                = note: the values of a graph do not depend on its sizes
                                                = help: a mean is written `x.mean_axis(n)`; any other number is an input
        "#,
    );
}

#[test]
fn arrays_of_too_many_axes() {
    check(
        r#"
        struct A(x: [f64; a, b, c, d, e, f, g]) -> [f64; 1, 1, 1, 1, 1, 1, a, b] { x }
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ an input or output has at most 6 axes, found 7
                    = note: inside the graph a tensor may have more
                    = help: make several axes one, and `reshape` it in the graph
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ an input or output has at most 6 axes, found 8
                                                   = note: inside the graph a tensor may have more
                                                   = help: make several axes one, and `reshape` it in the graph
        "#,
    );
}

#[test]
fn axes() {
    check(
        r#"
        struct A(x: [f64; batch, 3], y: [f64; n, n], z: [f64; n, n + 1, n - 1]) -> f64 {
            let a = sum(x.sum_axis(2) + x.mean_axis(bacth) + max_axis(x, n) + x.min_axis(rows));
                                   ^ axis out of range for [batch, 3]
                                   = note: its axes are 0 and 1
                                                    ^^^^^ cannot find axis `bacth` in [batch, 3]
                                                    = help: an axis with a similar spelling exists: `batch`
                                                                         ^ cannot find axis `n` in [batch, 3]
                                                                         = help: the named axes are `batch`
                                                                                         ^^^^ cannot find axis `rows` in [batch, 3]
                                                                                         = help: the named axes are `batch`
            let b = sum(y.sum_axis(n)) + sum(product_axis(z, n)) + sum(sum_axis(x, 0).sum_axis(1));
                                   ^ `n` occurs twice in [n, n]
                                   = help: give the axis by its number
                                                             ^ `n` occurs 3 times in [n, n + 1, n - 1]
                                                             = help: give the axis by its number
                                                                                               ^ axis out of range for [3]
                                                                                               = note: its only axis is 0
            let c = sum(x.insert_axis(3)) + sum(y.insert_axis(n)) + sum(insert_axis(a, 1)) + sum(x.insert_axis(batch));
                                      ^ axis out of range for [batch, 3]
                                      = note: a new axis stands at 0 to 2
                                                              ^ `n` occurs twice in [n, n]
                                                              = help: give the axis by its number
            a + b + c
        }
        "#,
    );
}

#[test]
fn arguments_that_are_no_axes() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 {
            sum(x.sum_axis(-1) + x.sum_axis(1.0) + x.sum_axis(n + 1) + x.sum_axis(a::B) + x.sum_axis([0]) + x.sum_axis(-n) + x.sum_axis(x))
                           ^^ expected an axis, found `-1`
                           = note: an axis is the name of its size, or its number from 0 on
                           = help: of [n, 3] it would be `1`
                                            ^^^ expected an axis, found `1.0`
                                            = note: an axis is the name of its size, or its number from 0 on
                                                              ^^^^^ expected an axis, found an expression
                                                              = note: an axis is the name of its size, or its number from 0 on
                                                                                  ^^^^ expected an axis, found `a::B`
                                                                                  = note: an axis is the name of its size, or its number from 0 on
                                                                                                     ^^^ expected an axis, found a list
                                                                                                     = note: an axis is the name of its size, or its number from 0 on
                                                                                                     = help: reduce along one axis after the other
                                                                                                                       ^^ expected an axis, found an expression
                                                                                                                       = note: an axis is the name of its size, or its number from 0 on
                                                                                                                                        ^ cannot find axis `x` in [n, 3]
                                                                                                                                        = help: the named axes are `n`
                + sum(x.sum_axis() + x.sum_axis(0, 1)) + sum_axis(0) + x.sum_axis(99999999999999999999)
                        ^^^^^^^^ this method takes 1 argument but 0 arguments were supplied
                        = help: write `x.sum_axis(0)`
                                       ^^^^^^^^ this method takes 1 argument but 2 arguments were supplied
                                       = help: write `x.sum_axis(0)`
                                                         ^^^^^^^^ this operation takes 2 arguments but 1 argument was supplied
                                                         = help: write `sum_axis(x, 0)`
                                                                                  ^^^^^^^^^^^^^^^^^^^^ axis out of range for [n, 3]
                                                                                  = note: its axes are 0 and 1
        }
        "#,
    );
}

#[test]
fn reductions_with_an_axis() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 { x.sum(0) + max_all(x, 1) + max(x) + x.min() + x.mean(0, 1) + x.mean(n) + x.softmax(n) }
                                            ^^^ this method takes 0 arguments but 1 argument was supplied
                                            = help: along an axis it is `x.sum_axis(0)`
                                                     ^^^^^^^ this operation takes 1 argument but 2 arguments were supplied
                                                     = help: along an axis it is `max_axis(x, 0)`
                                                                     ^^^ this operation takes 2 arguments but 1 argument was supplied
                                                                     = help: write `max(x, y)`; the largest element of a tensor is `max_all(x)`
                                                                                ^^^ this method takes 1 argument but 0 arguments were supplied
                                                                                = help: write `x.min(y)`; the least element of a tensor is `x.min_all()`
                                                                                          ^^^^ this method takes 0 arguments but 2 arguments were supplied
                                                                                          = help: write `x.mean()`
                                                                                                         ^^^^ this method takes 0 arguments but 1 argument was supplied
                                                                                                         = help: along an axis it is `x.mean_axis(0)`
                                                                                                                     ^^^^^^^ this method takes 0 arguments but 1 argument was supplied
                                                                                                                     = help: write `x.softmax()`; it runs over the last axis
        "#,
    );
}

#[test]
fn names_of_other_libraries() {
    check(
        r#"
        struct A(x: [f64; n, 3]) -> f64 { x.flatten() + x.slice(0) + x.T + x.transpose() }
                                            ^^^^^^^ cannot find operation `flatten`
                                            = help: it is called `reshape` here
                                                          ^^^^^ cannot find operation `slice`
                                                          = help: write `x[1..3, ..]`
                                                                       ^ a value in a graph has no field `T`
                                                                       = help: a method is called: `x.t()`
                                                                             ^^^^^^^^^ cannot find operation `transpose`
                                                                             = help: it is called `t` here
        "#,
    );
}

#[test]
fn scalars_have_no_axes() {
    check(
        r#"
        struct A(x: f64) -> f64 {
            x.sum_axis(0) + x.t() + softmax(x) + log_softmax(x) + logsumexp(x) + x[..] + max_axis(x, n) + sum(x) + mean(2) + x[]
              ^^^^^^^^ `sum_axis` needs a tensor, found a scalar
              = note: a scalar has no axes
              = help: the type of a tensor has its sizes: `x: [f64; n]`
                              ^ `t` needs a tensor, found a scalar
                              = note: a scalar has no axes
                              = help: the type of a tensor has its sizes: `x: [f64; n]`
                                    ^^^^^^^ `softmax` needs a tensor, found a scalar
                                    = note: a scalar has no axes
                                    = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                 ^^^^^^^^^^^ `log_softmax` needs a tensor, found a scalar
                                                 = note: a scalar has no axes
                                                 = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                  ^^^^^^^^^ `logsumexp` needs a tensor, found a scalar
                                                                  = note: a scalar has no axes
                                                                  = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                                  ^^^^ `[..]` needs a tensor, found a scalar
                                                                                  = note: a scalar has no axes
                                                                                  = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                                         ^^^^^^^^ `max_axis` needs a tensor, found a scalar
                                                                                         = note: a scalar has no axes
                                                                                         = help: the type of a tensor has its sizes: `x: [f64; n]`
                                                                                                                              ^^ `[..]` needs a tensor, found a scalar
                                                                                                                              = note: a scalar has no axes
                                                                                                                              = help: the type of a tensor has its sizes: `x: [f64; n]`
        }
        "#,
    );
}

#[test]
fn reshapes_that_change_the_count() {
    check(
        r#"
        struct A(x: [f64; n, 4], y: [f64; n, m + 1]) -> f64 {
            sum(x.reshape([n, 5])) + sum(reshape(x * 2, [2, n])) + sum(y.reshape([n, m])) + sum(y.reshape([n * m]))
                          ^^^^^^ cannot reshape [n, 4] to [n, 5]
                          = note: [n, 4] has 4 * n elements, [n, 5] has 5 * n elements
                          = note: `x` is [n, 4]
                          = help: give it sizes of the same product
                                                        ^^^^^^ cannot reshape [n, 4] to [2, n]
                                                        = note: [n, 4] has 4 * n elements, [2, n] has 2 * n elements
                                                        = note: `4` comes from `x`, which is [n, 4]
                                                        = help: give it sizes of the same product
                                                                                 ^^^^^^ cannot reshape [n, m + 1] to [n, m]
                                                                                 = note: [n, m + 1] has n * (m + 1) elements, [n, m] has n * m elements
                                                                                 = note: `y` is [n, m + 1]
                                                                                 = help: give it sizes of the same product
                                                                                                           ^^^^^ expected a size, found an expression
                                                                                                           = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                + sum(y[0, ..].reshape([m])) + sum(reshape(2, [2])) + sum(x.reshape([4, 1, n])) + sum(y.reshape([m + 1, n]))
                                       ^^^ cannot reshape [m + 1] to [m]
                                       = note: [m + 1] has m + 1 elements, [m] has m elements
                                       = note: `m + 1` comes from `y`, which is [n, m + 1]
                                       = help: give it sizes of the same product
                                                              ^^^ cannot reshape a scalar to [2]
                                                              = note: a scalar has 1 element, [2] has 2 elements
                                                              = help: give it sizes of the same product
        }
        "#,
    );
}

#[test]
fn lists_that_are_no_sizes() {
    check(
        r#"
        struct A(x: [f64; n, 4]) -> f64 {
            sum(x.reshape([-1, n])) + sum(x.reshape([0])) + sum(x.reshape(4)) + sum(x.reshape([])) + sum(x.reshape([x, 4]))
                           ^^ a size cannot be negative
                           = help: every size is written out: none is inferred
                                                     ^ a size cannot be 0
                                                     = help: a size that is known when the graph is called has a name: `n`
                                                                          ^ expected a list of sizes, found `4`
                                                                          = help: write the sizes in brackets: `x.reshape([2, 3])`
                                                                                              ^^ expected a list of sizes, found `[]`
                                                                                              = help: write the sizes in brackets: `x.reshape([2, 3])`
                                                                                                                    ^ cannot find size `x` in graph `A`
                                                                                                                    = note: sizes are named in the types of the inputs
                                                                                                                    = help: the named sizes are `n`
                + sum(x.reshape([2.5])) + sum(x.reshape([n + n])) + sum(x.reshape([-n])) + sum(x.reshape([99999999999999999999]))
                                 ^^^ expected a size, found `2.5`
                                 = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                         ^^^^^ expected a size, found an expression
                                                         = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                   ^^ expected a size, found an expression
                                                                                   = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                                          ^^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                                                                                                          = note: an array cannot have so many elements
                + sum(x.reshape([n + 99999999999999999999])) + sum(x.reshape((n, 4))) + sum(x.reshape(n)) + sum(x.reshape([n - 1 + 1]))
                                     ^^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                                     = note: an array cannot have so many elements
                                                                             ^^^^^^ expected a list of sizes, found a tuple
                                                                             = help: write the sizes in brackets: `x.reshape([2, 3])`
                                                                                                      ^ expected a list of sizes, found `n`
                                                                                                      = help: write the sizes in brackets: `x.reshape([2, 3])`
                                                                                                                           ^^^^^^^^^ expected a size, found an expression
                                                                                                                           = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                + sum(x.reshape([sin(x)])) + x.reshape(n, 4)
                                 ^^^^^^ expected a size, found an expression
                                 = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                               ^^^^^^^ this method takes 1 argument but 2 arguments were supplied
                                               = help: write `x.reshape([2, 3])`
        }
        "#,
    );
}

#[test]
fn slices_out_of_bounds() {
    check(
        r#"
        struct A(x: [f64; 3], y: [f64; n, 2]) -> f64 {
            x[3] + x[-4] + sum(x[1..4]) + sum(x[-4..]) + sum(x[5..]) + sum(x[2..1]) + sum(x[-1..-2]) + sum(x[2..-2])
              ^ index out of bounds: the size is 3 but the index is 3
              = note: `x` is [3]
              = help: an index is 0 to 2, or -1 to -3 from the end
                     ^^ index out of bounds: the size is 3 but the index is -4
                     = note: `x` is [3]
                     = help: an index is 0 to 2, or -1 to -3 from the end
                                 ^^^^ range index 4 out of range for size 3
                                 = note: `x` is [3]
                                 = help: a bound is 0 to 3, or -1 to -3 from the end
                                                ^^^^ range index -4 out of range for size 3
                                                = note: `x` is [3]
                                                = help: a bound is 0 to 3, or -1 to -3 from the end
                                                               ^^^ range index 5 out of range for size 3
                                                               = note: `x` is [3]
                                                               = help: a bound is 0 to 3, or -1 to -3 from the end
                                                                             ^^^^ range starts at 2 but ends at 1
                                                                             = help: a range runs from the lesser bound up to the greater
                                                                                            ^^^^^^ range starts at -1 but ends at -2
                                                                                            = note: `-1` counts from the end: it is 2
                                                                                            = note: `-2` counts from the end: it is 1
                                                                                            = help: a range runs from the lesser bound up to the greater
                                                                                                             ^^^^^ range starts at 2 but ends at -2
                                                                                                             = note: `-2` counts from the end: it is 1
                                                                                                             = help: a range runs from the lesser bound up to the greater
                + y[0, 2] + sum(y[3..1, 0]) + sum(y[-1..-3, ..]) + sum(y[-3..2, 5]) + sum(exp(y)[0, 3..])
                       ^ index out of bounds: the size is 2 but the index is 2
                       = note: `y` is [n, 2]
                       = help: an index is 0 to 1, or -1 to -2 from the end
                                  ^^^^ range starts at 3 but ends at 1
                                  = help: a range runs from the lesser bound up to the greater
                                                    ^^^^^^ range starts at -1 but ends at -3
                                                    = help: a range runs from the lesser bound up to the greater
                                                                         ^^^^^ the size of this slice of `n` is not known
                                                                         = note: its start counts from the end and its end from the start
                                                                         = help: count both from the same side
                                                                                ^ index out of bounds: the size is 2 but the index is 5
                                                                                = note: `y` is [n, 2]
                                                                                = help: an index is 0 to 1, or -1 to -2 from the end
                                                                                                    ^^^ range index 3 out of range for size 2
                                                                                                    = note: `2` comes from `y`, which is [n, 2]
                                                                                                    = help: a bound is 0 to 2, or -1 to -2 from the end
        }
        "#,
    );
}

#[test]
fn slices_that_may_be_empty() {
    check(
        r#"
        struct A(x: [f64; 3], y: [f64; n]) -> f64 {
            sum(x[2..2]) + sum(x[3..]) + sum(x[..0]) + sum(x[..-3]) + sum(y[..0]) + sum(y[2..2]) + sum(y[-1..-1]) + sum(x[..-0]) + unknown
                                                                                                                                   ^^^^^^^ cannot find `unknown` in graph `A`
                                                                                                                                   = help: the names in scope are `x`, `y`
        }
        "#,
    );
}

#[test]
fn indices_for_another_number_of_axes() {
    check(
        r#"
        struct A(x: [f64; n, 2], y: [f64; 3]) -> f64 { x[0] + sum(x[.., .., 1]) + y[0, 1] + y[] }
                                                        ^^^ expected 2 indices for [n, 2], found 1
                                                        = note: there is an index or a range for each axis; `..` takes all of one
                                                        = help: write `[0, ..]`
                                                                   ^^^^^^^^^^^ expected 2 indices for [n, 2], found 3
                                                                   = note: there is an index or a range for each axis; `..` takes all of one
                                                                                   ^^^^^^ expected 1 index for [3], found 2
                                                                                   = note: there is an index or a range for each axis; `..` takes all of one
                                                                                             ^^ expected 1 index for [3], found 0
                                                                                             = note: there is an index or a range for each axis; `..` takes all of one
                                                                                             = help: write `[..]`
        "#,
    );
}

#[test]
fn indices_that_are_no_literals() {
    check(
        r#"
        struct A(x: [f64; n], i: f64) -> f64 {
            x[i] + sum(x[1..n]) + sum(x[i..]) + sum(x[1..=2]) + sum(x[..=2]) + sum(x[0..4;2]) + x[1.5] + x[1usize] + x[2 + 1] + x[-i] + sum(x[..n - 1]) + x[99999999999999999999]
              ^ expected an integer literal, found `i`
              = note: what is sliced is known when the graph is compiled
              = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
                            ^ expected an integer literal, found `n`
                            = note: what is sliced is known when the graph is compiled
                            = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
                                        ^ expected an integer literal, found `i`
                                        = note: what is sliced is known when the graph is compiled
                                        = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
                                                       ^^^ expected `..`, found `..=`
                                                       = help: write the end that is left out: `x[0..2]`
                                                                      ^^^ expected `..`, found `..=`
                                                                      = help: write the end that is left out: `x[0..2]`
                                                                                         ^ a slice in a graph has no step
                                                                                         = help: remove it, or take every other element one by one: `x[0]`, `x[2]`
                                                                                                  ^^^ expected an integer, found `1.5`
                                                                                                  = help: write an integer literal, such as `2`
                                                                                                           ^^^^^^ a size or index has no suffix, found `usize`
                                                                                                           = help: write `1`
                                                                                                                         ^ expected `..`, `,` or `]`, found `+`
                                                                                                                                   ^ expected an integer literal, found `i`
                                                                                                                                   = note: what is sliced is known when the graph is compiled
                                                                                                                                   = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
                                                                                                                                                ^ expected an integer literal, found `n`
                                                                                                                                                = note: what is sliced is known when the graph is compiled
                                                                                                                                                = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
                                                                                                                                                            ^^^^^^^^^^^^^^^^^^^^ literal out of range for a size
                                                                                                                                                            = note: an array cannot have so many elements
        }
        "#,
    );
}

#[test]
fn ranges_of_other_languages() {
    check(
        r#"
        struct A(x: [f64; 5]) -> f64 { sum(x[1:3]) + sum(x[:]) + sum(x[::2]) + sum(x[:-1]) + sum(x[..;2]) }
                                              ^ expected `..`, found `:`
                                              = help: a range is written with two dots: `x[1..3]`, `x[..]`
                                                           ^ expected `..`, found `:`
                                                           = help: a range is written with two dots: `x[1..3]`, `x[..]`
                                                                       ^^ expected `..`, found `::`
                                                                       = help: a range is written with two dots: `x[1..3]`, `x[..]`
                                                                                     ^ expected `..`, found `:`
                                                                                     = help: a range is written with two dots: `x[1..3]`, `x[..]`
                                                                                                     ^ a slice in a graph has no step
                                                                                                     = help: remove it, or take every other element one by one: `x[0]`, `x[2]`
        "#,
    );
}

#[test]
fn more_indices_than_axes() {
    check(
        r#"
        struct A(x: [f64; n, 2, 3]) -> f64 { x[0] + sum(x[1.., -1]) + x[0, 0, 0, 0] + x[i, 2] }
                                              ^^^ expected 3 indices for [n, 2, 3], found 1
                                              = note: there is an index or a range for each axis; `..` takes all of one
                                              = help: write `[0, .., ..]`
                                                         ^^^^^^^^^ expected 3 indices for [n, 2, 3], found 2
                                                         = note: there is an index or a range for each axis; `..` takes all of one
                                                         = help: write `[1.., -1, ..]`
                                                                       ^^^^^^^^^^^^ expected 3 indices for [n, 2, 3], found 4
                                                                       = note: there is an index or a range for each axis; `..` takes all of one
                                                                                       ^^^^^^ expected 3 indices for [n, 2, 3], found 2
                                                                                       = note: there is an index or a range for each axis; `..` takes all of one
                                                                                        ^ expected an integer literal, found `i`
                                                                                        = note: what is sliced is known when the graph is compiled
                                                                                        = help: a negative index counts from the end: `x[-1]`, `x[..-1]`
        "#,
    );
}
