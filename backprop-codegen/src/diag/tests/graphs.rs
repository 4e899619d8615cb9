//! The form of a graph: its name, inputs, outputs, body and attributes.

use super::check;

#[test]
fn missing_struct() {
    check(
        r#"
        fn square(x: f64) -> f64 { x * x }
        ^^ expected `struct`, found keyword `fn`
        = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        pub Cube(x: f64) -> f64 { x * x * x }
            ^^^^ expected `struct`, found `Cube`
            = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        "#,
    );
}

#[test]
fn a_mistake_in_the_head_hides_none_in_the_body() {
    check(
        r#"
        fn square(x: f64) -> f64 { x ^ 2 }
        ^^ expected `struct`, found keyword `fn`
        = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
                                     ^ there is no operator `^` in a graph
                                     = help: write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other
        "#,
    );
}

#[test]
fn something_else() {
    check(
        r#"
        x * 2
        ^ expected a graph, found `x`
        = help: declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`
        "#,
    );
}

#[test]
fn another_item() {
    check(
        r#"
        use std::f64::consts::PI;
        ^^^ expected a graph, found keyword `use`
        = help: move it out of `graph!`, which holds graphs alone
        struct A(x: f64) -> f64 { x * PI }
        enum B { C }
        ^^^^ expected a graph, found keyword `enum`
        = help: move it out of `graph!`, which holds graphs alone
        "#,
    );
}

#[test]
fn stray_tokens() {
    check(
        r#"
        struct A(x: f64) -> f64 { x } extra
                                      ^^^^^ expected `struct`, found `extra`
                                      = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        pub(everyone) struct B(x: f64) -> f64 { x }
           ^ expected `struct`, found `(`
           = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        pub(in crate::a) struct C(x: f64) -> f64 { y }
                                                   ^ cannot find `y` in graph `C`
                                                   = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn a_semicolon_alone() {
    check(
        r#"
        ;
        ^ expected a graph, found `;`
        = help: declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`
        "#,
    );
}

#[test]
fn a_semicolon_behind_a_graph() {
    check(
        r#"
        struct A(x: f64) -> f64 { x };
                                     ^ expected `struct`, found `;`
                                     = help: remove this semicolon: a graph ends with its body
        struct B(x: f64) -> f64 { x }
        "#,
    );
}

#[test]
fn a_name_is_missing() {
    check(
        r#"
        struct (x: f64) -> f64 { x }
               ^ expected the graph's name, found `(`
        "#,
    );
}

#[test]
fn a_keyword_as_a_name() {
    check(
        r#"
        struct type(in: f64) -> (ref: f64) { let fn = in * 2; fn }
               ^^^^ expected the graph's name, found keyword `type`
               = help: write `r#type` to use it as a name
                    ^^ expected an input's name, found keyword `in`
                    = help: write `r#in` to use it as a name
                                 ^^^ expected an output's name, found keyword `ref`
                                 = help: write `r#ref` to use it as a name
                                                 ^^ expected a name, found keyword `fn`
                                                 = help: write `r#fn` to use it as a name
        "#,
    );
}

#[test]
fn a_keyword_that_cannot_be_raw() {
    check(
        r#"
        struct A(self, x: f64) -> f64 { x }
                 ^^^^ expected an input's name, found keyword `self`
                 = help: remove it: a graph has no `self`
        struct B(_: f64, x: f64) -> f64 { x }
                 ^ expected an input's name, found `_`
                 = help: a name may begin with an underscore: `_unused`
        "#,
    );
}

#[test]
fn inputs_are_missing() {
    check(
        r#"
        struct A { x: f64 }
                 ^ expected the inputs of `A`, found `{`
                 = help: write them in parentheses: `(x: f64, y: f64)`
        struct B;
                ^ expected the inputs of `B`, found `;`
                = help: write them in parentheses: `(x: f64, y: f64)`
        struct C -> f64 { x * y }
                 ^^ expected the inputs of `C`, found `->`
                 = help: write them in parentheses: `(x: f64, y: f64)`
        "#,
    );
}

#[test]
fn an_input_without_a_name() {
    check(
        r#"
        struct A(&x: f64, 2: f64, y: f64) -> f64 { x * y * log(y) }
                 ^ expected an input's name, found `&`
                 = help: remove the `&`: the methods of the graph borrow what they need
                          ^ expected an input's name, found `2`
                          = help: an input has a name and a type: `x: f64`
                                                           ^^^ cannot find operation `log`
                                                           = help: it is called `ln` here; to a base `b` it is `ln(x) / ln(b)`
        struct B((x): f64) -> f64 { x }
                 ^ expected an input's name, found `(`
                 = help: write one input for each value: `x: f64, y: f64`
        "#,
    );
}

#[test]
fn an_input_without_a_type() {
    check(
        r#"
        struct A(x, y: f64, z:) -> f64 { x * y * z }
                 ^ missing type for `x`
                 = help: write `x: f64`, or another element type
                             ^ missing type for `z`
                             = help: write `z: f64`, or another element type
        "#,
    );
}

#[test]
fn a_word_before_an_input() {
    check(
        r#"
        struct A(pub x: f64, mut y: f64) -> f64 { x * y }
                 ^^^ expected an input's name, found keyword `pub`
                 = note: the fields of the gradient are public
                 = help: remove `pub`
                             ^^^ expected an input's name, found keyword `mut`
                             = note: an input keeps its value; a `let` may bear the same name
                             = help: remove `mut`
        "#,
    );
}

#[test]
fn a_comma_is_missing() {
    check(
        r#"
        struct A(x: f64 y: f64) -> (a: f64 b: f64) { (max(x y), min(x; y)) }
                        ^ expected `,` or `)`, found `y`
                                           ^ expected `,` or `)`, found `b`
                                                            ^ expected `,` or `)`, found `y`
                                                                     ^ expected `,` or `)`, found `;`
        "#,
    );
}

#[test]
fn a_default() {
    check(
        r#"
        struct A(x: f64 = 2, y: f64) -> f64 { x * y }
                        ^^^ an input has no default value
                        = help: remove it: every input is given when the graph is called
        "#,
    );
}

#[test]
fn the_output_is_missing() {
    check(
        r#"
        struct A(x: f64) { x }
                         ^ expected `->` and an output, found `{`
                         = help: write `-> f64` behind the inputs
        struct B<F>(x: F) { (x, y) }
                          ^ expected `->` and an output, found `{`
                          = help: write `-> F` behind the inputs
                                ^ cannot find `y` in graph `B`
                                = help: the names in scope are `x`
        struct C(x: f64) -> { x }
                            ^ expected the type of the output of `C`, found `{`
                            = help: write it behind the `->`: `-> f64`
        "#,
    );
}

#[test]
fn another_arrow() {
    check(
        r#"
        struct A(x: f64) => f64 { y }
                         ^^ expected `->` and an output, found `=>`
                         = help: write `-> f64` behind the inputs
                                  ^ cannot find `y` in graph `A`
                                  = help: the names in scope are `x`
        struct B(x: f64): f64 { x }
                        ^ expected `->` and an output, found `:`
                        = help: write `-> f64` behind the inputs
        struct C(x: f64) f64 { x }
                         ^^^ expected `->` and an output, found `f64`
                         = help: write `-> f64` behind the inputs
        "#,
    );
}

#[test]
fn no_outputs() {
    check(
        r#"
        struct A(x: f64) -> () { x }
                            ^^ a graph needs an output
                            = help: write `-> f64`, or `-> (name: f64)`
        "#,
    );
}

#[test]
fn outputs_without_names() {
    check(
        r#"
        struct A(x: f64) -> (f64, f64) { (x, x) }
                             ^^^ outputs in parentheses need names
                             = help: write `-> (first: f64, second: f64)`; a single output is written `-> f64`
        struct B(x: f64) -> (y: f64, f64) { (x, x, x) }
                                     ^^^ outputs in parentheses need names
                                     = help: write `-> (first: f64, second: f64)`; a single output is written `-> f64`
                                                   ^ expected 2 values, found 3 values
                                                   = note: the result has one value for each output, in order
        "#,
    );
}

#[test]
fn the_body_is_missing() {
    check(
        r#"
        struct A(x: f64) -> f64;
                               ^ expected the body of `A`, found `;`
                               = help: write the value in braces: `{ x * x }`
        struct B(x: f64) -> f64 = x * y;
                                ^ expected the body of `B`, found `=`
                                = help: write the value in braces: `{ x * x }`
        struct C(x: f64) -> f64 where F: Float { y }
                                ^^^^^ expected the body of `C`, found keyword `where`
                                = note: the type parameter of a graph is always a `Float`
                                = help: remove the `where` clause
                                                 ^ cannot find `y` in graph `C`
                                                 = help: the names in scope are `x`
        struct D(x: f64) -> f64
                            ^^^ expected the body of `D`, found the end of `graph!`
                            = help: write the value in braces: `{ x * x }`
        "#,
    );
}

#[test]
fn attributes_of_inputs() {
    check(
        r#"
        struct A(#[cfg(test)] x: f64, #[doc = "The other."] y: f64) -> f64 { x * y }
                 ^^^^^^^^^^^^ expected a doc comment, found attribute `cfg`
                 = note: an input's doc comments go to the field of the gradient; it takes no other attribute
                 = help: remove it
        "#,
    );
}

#[test]
fn inner_attributes() {
    check(
        r#"
        #![allow(missing_docs)]
         ^ an inner attribute is not permitted in this context
         = help: remove the `!`: an attribute stands in front of its graph
        struct A(x: f64) -> f64 { y }
                                  ^ cannot find `y` in graph `A`
                                  = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn attributes_of_graphs() {
    check(
        r#"
        #[graph]
               ^ expected `(crate = path)`, found `]`
               = note: the one option of `graph` is the path of the runtime crate
               = help: write `#[graph(crate = path)]`, or remove it
        struct A(x: f64) -> f64 { x }
        #[graph(path = a::b)]
                ^^^^ expected `crate = path`, found `path`
                = note: the one option of `graph` is the path of the runtime crate
                = help: write `#[graph(crate = path)]`, or remove it
        struct B(x: f64) -> f64 { x }
        #[graph(crate)]
                     ^ expected `=`, found `)`
                     = note: the one option of `graph` is the path of the runtime crate
                     = help: write `#[graph(crate = path)]`, or remove it
        struct C(x: f64) -> f64 { x }
        #[graph(crate = "a::b")]
                        ^^^^^^ expected a path, found `"a::b"`
                        = note: the one option of `graph` is the path of the runtime crate
                        = help: write `#[graph(crate = path)]`, or remove it
        struct D(x: f64) -> f64 { x }
        #[graph(crate = a::b, c)]
                            ^ expected `)`, found `,`
                            = note: the one option of `graph` is the path of the runtime crate
                            = help: write `#[graph(crate = path)]`, or remove it
        struct E(x: f64) -> f64 { x }
        # struct F(x: f64) -> f64 { x }
          ^^^^^^ expected `[`, found keyword `struct`
        #[derive(Clone)]
                       ^ expected `struct`, found the end of `graph!`
                       = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        "#,
    );
}

#[test]
fn type_parameters() {
    check(
        r#"
        struct A<F, G>(x: F) -> F { x }
                    ^ a graph has one type parameter, found a second one: `G`
                    = note: all inputs and outputs have one element type
                    = help: remove `G`, and write `F` in its place
        struct B<F: Float>(x: F) -> F { x }
                  ^ expected `>`, found `:`
                  = note: the type parameter of a graph is always a `Float`
                  = help: remove the bounds
        struct C<>(x: f64) -> f64 { x }
                 ^ expected the name of the element type, found `>`
        struct D<F G>(x: F) -> F { x }
                   ^ expected `>`, found `G`
        struct E<f32>(x: f32) -> f32 { x }
                 ^^^ the type parameter cannot be called `f32`
                 = help: call it `F`, or leave it out
        struct G<F>(x: f64) -> f64 { x }
                 ^ type parameter `F` is never used
                 = help: remove `<F>`, or write `F` as the type of the inputs and outputs
        "#,
    );
}

#[test]
fn the_same_name_twice() {
    check(
        r#"
        struct A(x: f64, x: f64) -> (y: f64, y: f64) { (x, x) }
                         ^ the name `x` is defined multiple times
                         = note: `x` is already an input of `A`
                                             ^ the name `y` is defined multiple times
                                             = note: `y` is already an output
        struct A(x: f64) -> f64 { x }
               ^ the name `A` is defined multiple times
               = note: `A` is already a graph of this `graph!`
        "#,
    );
}

#[test]
fn unused_inputs() {
    check(
        r#"
        struct A(x: f64, y: f64, const z: f64, _w: f64) -> f64 { let x = x * 2; x }
                         ^ input `y` reaches no output
                         = note: every input takes part in an output, be it `const` or not
                         = help: remove it, or call it `_y`
                                       ^ input `z` reaches no output
                                       = note: every input takes part in an output, be it `const` or not
                                       = help: remove it, or call it `_z`
        "#,
    );
}

#[test]
fn an_unused_input_beside_another_mistake() {
    check(
        r#"
        struct A(x: f64, y: f64) -> (a: f64, b: f64) { (x, x) }
                         ^ input `y` reaches no output
                         = note: every input takes part in an output, be it `const` or not
                         = help: remove it, or call it `_y`
        struct B(x: f64) -> f64 { z }
                                  ^ cannot find `z` in graph `B`
                                  = help: the names in scope are `x`
        struct C(x: f64, y: f64) -> f64 { x.powi(y) + x }
                                                 ^ expected an integer literal, found `y`
                                                 = note: the exponent of `powi` is known when the graph is compiled
                                                 = help: for any other exponent write `powf`
        "#,
    );
}

#[test]
fn constants_alone() {
    check(
        r#"
        struct A(const x: f64) -> (const y: f64) { x * 2 }
               ^ the graph has no input to differentiate by
               = help: a graph needs an input without `const`
               ^ the graph has no output to differentiate
               = help: a graph needs an output without `const`
        struct B() -> f64 { 2 }
               ^ the graph has no input to differentiate by
               = help: a graph needs an input without `const`
        "#,
    );
}

#[test]
fn the_number_of_results() {
    check(
        r#"
        struct A(x: f64) -> (a: f64, b: f64) { x }
                                               ^ expected 2 values, found 1 value
                                               = note: the result has one value for each output, in order
        struct B(x: f64) -> (a: f64, b: f64) { (x, x * 2, x * 3, x * 4) }
                                                          ^^^^^^^^^^^^ expected 2 values, found 4 values
                                                          = note: the result has one value for each output, in order
        struct C(x: f64) -> f64 { (x, x) }
                                      ^ expected 1 value, found 2 values
                                      = note: the result has one value for each output, in order
                                      = help: name the outputs: `-> (first: f64, second: f64)`
        struct D(x: f64) -> (a: f64, b: f64) { (x, y, z) }
                                                   ^ cannot find `y` in graph `D`
                                                   = help: the names in scope are `x`
                                                      ^ cannot find `z` in graph `D`
                                                      = help: the names in scope are `x`
                                                      ^ expected 2 values, found 3 values
                                                      = note: the result has one value for each output, in order
        "#,
    );
}

#[test]
fn expression_forms() {
    check(
        r#"
        |x, y| x * z
                   ^ cannot find `z` in this graph
                   = help: the names in scope are `x`, `y`
        "#,
    );
}

#[test]
fn an_input_of_an_expression_form_that_is_not_used() {
    check(
        r#"
        |x, y| x
            ^ input `y` reaches no output
            = note: every input takes part in an output, be it `const` or not
            = help: remove it, or call it `_y`
        "#,
    );
}

#[test]
fn an_expression_form_without_an_end() {
    check(
        r#"
        |x, y
            ^ expected `|` behind the inputs, found the end of `graph!`
        "#,
    );
}

#[test]
fn an_expression_form_without_a_value() {
    check(
        r#"
        |x|
          ^ expected an expression, found the end of `graph!`
        "#,
    );
}

#[test]
fn more_behind_an_expression_form() {
    check(
        r#"
        |x| x * 2; x
                 ^ expected an operator or the end of `graph!`, found `;`
                 = help: statements stand in braces: `|x| { let y = x * x; y }`
        "#,
    );
}

#[test]
fn two_values_of_an_expression_form() {
    check(
        r#"
        |x| (x, x)
                ^ expected 1 value, found 2 values
                = note: the result has one value for each output, in order
                = help: name the outputs: `-> (first: f64, second: f64)`
        "#,
    );
}

#[test]
fn the_inputs_of_an_expression_form() {
    check(
        r#"
        |mut x, 2, y z, w| x * y * w * v
         ^^^ expected an input's name, found keyword `mut`
         = note: an input keeps its value; a `let` may bear the same name
         = help: remove `mut`
                ^ expected an input's name, found `2`
                = help: an input has a name and a type: `x: f64`
                     ^ expected `,` or `|`, found `z`
        "#,
    );
}

#[test]
fn an_expression_form_without_inputs() {
    check(
        r#"
        || 2
        ^^ the graph has no input to differentiate by
        = help: a graph needs an input without `const`
        "#,
    );
}

#[test]
fn a_graph_without_struct() {
    check(
        r#"
        Square(x: f64) -> f64 { x * x }
        ^^^^^^ expected `struct`, found `Square`
        = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        def Cube(x: f64) -> f64 { y }
        ^^^ expected `struct`, found `def`
        = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
                                  ^ cannot find `y` in graph `Cube`
                                  = help: the names in scope are `x`
        pub(crate) graph Double<F>(x: F) -> F { 2 * x }
                   ^^^^^ expected `struct`, found `graph`
                   = help: a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`
        "#,
    );
}

#[test]
fn items_that_are_no_graphs() {
    check(
        r#"
        struct A(x: f64) -> f64 { x }
        fn main() { println!("{}", A::new().value(2.0)); }
        ^^ expected a graph, found keyword `fn`
        = help: move it out of `graph!`, which holds graphs alone
        impl A { fn twice(&self) {} }
        ^^^^ expected a graph, found keyword `impl`
        = help: move it out of `graph!`, which holds graphs alone
        mod inner { }
        ^^^ expected a graph, found keyword `mod`
        = help: move it out of `graph!`, which holds graphs alone
        const K: f64 = 2.0;
        ^^^^^ expected a graph, found keyword `const`
        = help: move it out of `graph!`, which holds graphs alone
        macro_rules! m { () => {} }
        ^^^^^^^^^^^ expected a graph, found `macro_rules`
        = help: move it out of `graph!`, which holds graphs alone
        struct B(x: f64) -> f64 { y }
                                  ^ cannot find `y` in graph `B`
                                  = help: the names in scope are `x`
        "#,
    );
}

#[test]
fn separators_between_graphs() {
    check(
        r#"
        struct A(x: f64) -> f64 { x },
                                     ^ expected `struct`, found `,`
                                     = help: remove this comma: a graph ends with its body
        struct B(x: f64) -> f64 { x };
                                     ^ expected `struct`, found `;`
                                     = help: remove this semicolon: a graph ends with its body
        "#,
    );
}

#[test]
fn a_closure_that_moves() {
    check(
        r#"
        move |x| x * y
        ^^^^ expected a graph, found keyword `move`
        = help: remove `move`: an expression uses nothing but its inputs and Rust's constants
        "#,
    );
}

#[test]
fn statements_in_an_expression_form() {
    check(
        r#"
        |x| let y = x; y
            ^^^ expected an expression, found keyword `let`
            = help: statements stand in braces: `|x| { let y = x * x; y }`
        "#,
    );
}

#[test]
fn the_same_input_of_an_expression_form() {
    check(
        r#"
        |x, x| x * 2
            ^ the name `x` is defined multiple times
            = note: `x` is already an input
        "#,
    );
}

#[test]
fn outputs_that_no_gradient_reaches() {
    check(
        r#"
        struct A(x: f64, const k: f64) -> (a: f64, b: f64, const c: f64, d: f64) { (x, k * 2, k, 3) }
                                                   ^ output `b` depends on no input that has a gradient
                                                   = note: it would take a cotangent in vain
                                                   = help: write `const b`: an output to read alone
                                                                         ^ output `d` depends on no input that has a gradient
                                                                         = note: it would take a cotangent in vain
                                                                         = help: write `const d`: an output to read alone
        struct B(x: f64, const k: f64) -> (a: f64, b: f64) { (floor(x), if x > 0 { k } else { 2 }) }
        struct C(_x: f64) -> f64 { 2 }
        struct D(_x: f64, const k: f64) -> (a: f64, b: f64) { (k, 2) }
        struct E(x: f64) -> (a: f64, b: f64) { (x, stop_gradient(x)) }
        "#,
    );
}

#[test]
fn options_of_graph() {
    check(
        r#"
        #[graph(crate = a)]
        #[graph(crate = b)]
        ^^^^^^^^^^^^^^^^^^^ the runtime crate is named multiple times
        = help: remove one of them
        struct A(x: f64) -> f64 { y }
                                  ^ cannot find `y` in graph `A`
                                  = help: the names in scope are `x`
        #[graph(foo)]
                ^^^ expected `crate = path`, found `foo`
                = note: the one option of `graph` is the path of the runtime crate
                = help: write `#[graph(crate = path)]`, or remove it
        struct B(x: f64) -> f64 { x }
        #[graph()]
                ^ expected `crate = path`, found `)`
                = note: the one option of `graph` is the path of the runtime crate
                = help: write `#[graph(crate = path)]`, or remove it
        struct C(x: f64) -> f64 { x }
        #[graph = "a"]
                ^ expected `(crate = path)`, found `=`
                = note: the one option of `graph` is the path of the runtime crate
                = help: write `#[graph(crate = path)]`, or remove it
        struct D(x: f64) -> f64 { x }
        "#,
    );
}
