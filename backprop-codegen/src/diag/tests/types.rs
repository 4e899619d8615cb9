//! Types and type parameters as in other places of Rust.

use super::check;

#[test]
fn parameters_that_are_refused() {
    check(
        r#"
        struct A<'a, F>(x: F) -> F { y }
                 ^^ a graph has no lifetime parameters
                 = help: remove it: the methods of the graph borrow what they need
                                     ^ cannot find `y` in graph `A`
                                     = help: the names in scope are `x`
        struct B<const N: usize>(x: [f64; N]) -> f64 { sum(x) }
                 ^^^^^^^^^^^^^^ a graph has no const parameters
                 = help: remove it: a size is named where an input has it: `x: [f64; n]`
        struct C<F, const N: usize, G>(x: [F; N], y: G) -> F { sum(x) * y }
                    ^^^^^^^^^^^^^^ a graph has no const parameters
                    = help: remove it: a size is named where an input has it: `x: [f64; n]`
                                    ^ a graph has one type parameter, found a second one: `G`
                                    = note: all inputs and outputs have one element type
                                    = help: remove `G`, and write `F` in its place
        struct D<F = f64>(x: F) -> F { x }
                   ^ expected `>`, found `=`
                   = help: remove the default: the type is chosen where the graph is used
        struct E<F: Copy + Into<f64>>(x: F) -> F { x }
                  ^ expected `>`, found `:`
                  = note: the type parameter of a graph is always a `Float`
                  = help: remove the bounds
        struct G<F, 2>(x: F) -> F { x }
                    ^ expected `>`, found `2`
        struct H<in>(x: f64) -> f64 { x }
                 ^^ expected the name of the element type, found keyword `in`
                 = help: write `r#in` to use it as a name
        "#,
    );
}

#[test]
fn references_in_types() {
    check(
        r#"
        struct A(x: &[f64], y: &'a f64, z: &mut [f64; n]) -> f64 { y * sum(z) }
                 ^ input `x` reaches no output
                 = note: every input takes part in an output, be it `const` or not
                 = help: remove it, or call it `_x`
                    ^ expected a type, found `&`
                    = help: write the tensor with its sizes: `[f64; n]`; the methods of the graph borrow it
                               ^ expected a type, found `&`
                               = help: remove the `&`: the methods of the graph borrow what they need
                                           ^ expected a type, found `&`
                                           = help: remove the `&`: the methods of the graph borrow what they need
        "#,
    );
}

#[test]
fn types_in_front_of_names() {
    check(
        r#"
        struct A(f64 x, f32 y, z: f64) -> f64 { x * y * z }
                 ^^^ expected an input's name, found type `f64`
                 = help: the name comes first: `x: f64`
                        ^^^ expected an input's name, found type `f32`
                        = help: the name comes first: `y: f32`
                        ^^^ expected `f64`, found `f32`
                        = note: a graph has one element type, and `x` has `f64`
                        = help: write `f64`
        struct B(f64, x: f64) -> f64 { x * y }
                 ^^^ expected an input's name, found type `f64`
                 = help: an input has a name: `x: f64`
        "#,
    );
}

#[test]
fn types_of_other_kinds() {
    check(
        r#"
        struct A(a: (f64, f64), b: dyn Float, c: impl Float, d: fn(f64) -> f64, e: _, f: const f64, g: *const f64) -> f64 { a * b * c * d * e * f * g }
                    ^ expected a type, found `(`
                    = help: an input is one number or one tensor: write one input for each value
                                   ^^^ expected a type, found keyword `dyn`
                                   = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
                                                 ^^^^ expected a type, found keyword `impl`
                                                 = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
                                                                ^^ expected a type, found keyword `fn`
                                                                = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
                                                                                   ^ expected a type, found `_`
                                                                                   = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
                                                                                         ^^^^^ expected a type, found keyword `const`
                                                                                         = help: `const` stands in front of the name: `const x: f64`
                                                                                                       ^ expected a type, found `*`
                                                                                                       = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
        struct B(x: f64) -> Self { x * y }
                            ^^^^ expected a type, found keyword `Self`
                            = help: a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`
                                       ^ cannot find `y` in graph `B`
                                       = help: the names in scope are `x`
        struct C(x: f64) -> const f64 { x }
                            ^^^^^ expected a type, found keyword `const`
                            = help: `const` stands in front of the name: `const x: f64`
        "#,
    );
}

#[test]
fn sizes_in_other_places() {
    check(
        r#"
        struct A(a: f64[3], b: [3; f64], c: [n, m], d: [f64, 3], e: [f64: 3], f: [f64; ], g: [f64; _], h: [f64; 3.0]) -> f64 { sum(a) }
                       ^ expected `,`, found `[`
                       = help: a tensor is written in brackets: `[f64; 3]`
                                ^ expected an element type, found `3`
                                = help: the element type comes first, then the sizes: `[f64; rows, columns]`
                                              ^ expected `;` and the sizes, found `,`
                                              = help: the element type comes first, then the sizes: `[f64; rows, columns]`
                                                           ^ expected `;` and the sizes, found `,`
                                                           = help: the element type comes first, then the sizes: `[f64; rows, columns]`
                                                                        ^ expected `;` and the sizes, found `:`
                                                                        = help: the element type comes first, then the sizes: `[f64; rows, columns]`
                                                                                       ^ expected a size, found `]`
                                                                                       = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                                   ^ expected a size, found `_`
                                                                                                   = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                                   = help: a size that is known when the graph is called has a name: `n`
                                                                                                                ^^^ expected an integer, found `3.0`
                                                                                                                = help: write an integer literal, such as `2`
        struct B(x: [f64; n + m, ..], y: [f64; 1 + n, *], z: [f64; N::M, {3}, 2 * 3]) -> f64 { sum(x) }
                              ^ expected an integer, found `m`
                              = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                 ^^ expected a size, found `..`
                                 = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                 = help: a size that is known when the graph is called has a name: `n`
                                                 ^ expected `,` or `]`, found `+`
                                                 = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                      ^ expected a size, found `*`
                                                      = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                      = help: a size that is known when the graph is called has a name: `n`
                                                                    ^^ expected `,` or `]`, found `::`
                                                                    = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                         ^ expected a size, found `{`
                                                                         = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
                                                                                ^ expected `,` or `]`, found `*`
                                                                                = note: a size is an integer or a name, with or without an offset: `n`, `n + 1`
        "#,
    );
}

#[test]
fn outputs_without_parentheses() {
    check(
        r#"
        struct A(x: f64) -> y: f64 { x * z }
                             ^ expected the body, found `:`
                             = help: outputs with names stand in parentheses: `-> (first: f64, second: f64)`
                                         ^ cannot find `z` in graph `A`
                                         = help: the names in scope are `x`
        struct B(x: f64) -> f64, f64 { (x, y) }
                               ^ expected the body, found `,`
                               = help: outputs with names stand in parentheses: `-> (first: f64, second: f64)`
                                           ^ cannot find `y` in graph `B`
                                           = help: the names in scope are `x`
        struct C(x: f64) - > f64 { x * y }
                         ^ expected `->` and an output, found `-`
                         = help: write `-> f64` behind the inputs
                                       ^ cannot find `y` in graph `C`
                                       = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn inputs_in_other_brackets() {
    check(
        r#"
        struct A { x: f64 } -> f64 { x * y }
                 ^ expected the inputs of `A`, found `{`
                 = help: write them in parentheses: `(x: f64, y: f64)`
                                         ^ cannot find `y` in graph `A`
                                         = help: the names in scope are `x`
        struct B[x: f64] -> f64 { x * y }
                ^ expected the inputs of `B`, found `[`
                = help: write them in parentheses: `(x: f64, y: f64)`
                                      ^ cannot find `y` in graph `B`
                                      = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn inputs_that_are_none() {
    check(
        r#"
        struct A(&self, x: f64,, y: f64 = 2, [a, b]: f64, #[doc = "Z."] #[allow(unused)] z: f64) -> f64 { x * y * z }
                 ^^^^^ expected an input's name, found `&self`
                 = help: remove it: a graph has no `self`
                               ^ expected an input's name, found `,`
                               = help: remove this comma
                                        ^^^ an input has no default value
                                        = help: remove it: every input is given when the graph is called
                                             ^ expected an input's name, found `[`
                                             = help: write one input for each value: `x: f64, y: f64`
                                                                        ^^^^^^^^^^^^^^^^ expected a doc comment, found attribute `allow`
                                                                        = note: an input's doc comments go to the field of the gradient; it takes no other attribute
                                                                        = help: remove it
        "#,
    );
}

#[test]
fn doc_comments_and_attributes_elsewhere() {
    check(
        r#"
        struct A(x: f64) -> (#[doc = "Y."] y: f64, #[cfg(a)] z: f64) { (x, x) }
                             ^^^^^^^^^^^^^ expected an output's name, found a doc comment
                             = help: write `//`, or describe it in front of the graph
                                                   ^^^^^^^^^ expected an output's name, found an attribute
                                                   = help: remove it
        "#,
    );
}
