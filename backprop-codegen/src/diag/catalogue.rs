//! Every error of the compiler, one constructor each.
//!
//! A message is one fact in plain words, lowercase, without a full stop; `note:` adds a fact, `help:` the
//! way out. Where rustc has the case, the words are rustc's.

use proc_macro2::Span;

use super::{Diagnostic, similar};
use crate::place::Place;

// Syntax.

pub(crate) fn empty_macro(span: Span) -> Diagnostic {
    Diagnostic::new(Place::new(span, 0), "`graph!` holds no graph").help(
        "declare one: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`",
    )
}

pub(crate) fn expected(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
}

pub(crate) fn nested_too_deeply(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("parentheses, blocks and signs are nested more than {limit} levels deep"),
    )
    .help("name a part with `let`")
}

pub(crate) fn attribute_on_input(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a doc comment, found attribute `{name}`"),
    )
    .note("an input's doc comments go to the field of the gradient; it takes no other attribute")
}

pub(crate) fn one_type_parameter(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph has one type parameter without bounds")
        .help("write `<F>`; `F` is the element type, `f32` or `f64`")
}

pub(crate) fn no_outputs(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph needs an output").help("write `-> f64`, or `-> (name: f64)`")
}

pub(crate) fn not_a_number(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a number, found `{text}`"))
}

pub(crate) fn number_with_suffix(place: Place, bare: &str, suffix: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("a number in a graph has no suffix, found `{suffix}`"),
    )
    .help(format!(
        "write `{bare}`: it takes the element type of the graph"
    ))
}

pub(crate) fn power_operator(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("there is no operator `{text}` in a graph")).help(
        "write `x.powi(2)` or `x.square()`; `x.powf(p)` where the exponent is no integer literal",
    )
}

pub(crate) fn assignment(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("a graph has no assignments, found `{text}`"))
        .help("bind the new value with `let`; it may bear the old name")
}

pub(crate) fn unknown_operator(place: Place, text: &str) -> Diagnostic {
    let help = match text {
        "%" => Some("the remainder is `x - y * (x / y).floor()`".to_owned()),
        "&" => Some("conditions are joined by `&&`".to_owned()),
        "|" => Some("conditions are joined by `||`".to_owned()),
        "<<" | ">>" => Some("multiply or divide by a power of two".to_owned()),
        _ => None,
    };
    Diagnostic::new(place, format!("there is no operator `{text}` in a graph")).help_if(help)
}

pub(crate) fn not_in_language(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(place, format!("a graph cannot hold {what}"))
        .note("a graph is made of `let`, `if`, arithmetic and the operations of the language")
}

pub(crate) fn no_loops(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(place, format!("a graph cannot hold a `{word}` loop"))
        .note("a graph is made of `let`, `if`, arithmetic and the operations of the language")
}

pub(crate) fn cast(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph has no casts")
        .note("all values of a graph have one element type, numbers too")
        .help("remove the `as`")
}

pub(crate) fn chained_comparison(place: Place) -> Diagnostic {
    Diagnostic::new(place, "comparison operators cannot be chained")
        .help("split the comparison: `a < b && b < c`")
}

pub(crate) fn field_access(place: Place) -> Diagnostic {
    Diagnostic::new(place, "values in a graph have no fields")
        .help("a method call needs parentheses: `x.exp()`")
}

pub(crate) fn tuple(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected one value, found a tuple")
        .note("several values in parentheses are the result of a graph with several outputs")
}

pub(crate) fn boolean_literal(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a number or a comparison, found `{word}`"),
    )
}

pub(crate) fn call_of_path(place: Place, text: &str) -> Diagnostic {
    let last = text.rsplit("::").next().unwrap_or(text);
    Diagnostic::new(place, format!("cannot call `{text}` in a graph"))
        .note("only the operations of the language have derivatives")
        .help_if(crate::ops::find(last).map(|_| format!("write `{last}`, without a path")))
}

pub(crate) fn missing_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if` may be missing an `else` clause")
        .note("an `if` in a graph is a value, whatever the condition")
}

pub(crate) fn mutable_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a `let` in a graph cannot be mutable")
        .help("remove `mut`; a later `let` may bear the same name")
}

pub(crate) fn missing_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an expression, found the end of the block")
        .note("a block ends with its value, without a `;`")
}

pub(crate) fn semicolon_behind_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected the end of the block, found `;`")
        .help("remove this semicolon: a block ends with its value")
}

pub(crate) fn stray_semicolon(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `let` or an expression, found `;`")
        .help("remove this semicolon")
}

pub(crate) fn unused_expression(place: Place) -> Diagnostic {
    Diagnostic::new(place, "this value is not used").help("bind it with `let`, or remove it")
}

// Names.

pub(crate) fn defined_twice(place: Place, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the name `{name}` is defined multiple times"),
    )
    .note(format!("`{name}` is already {what}"))
}

/// An unknown name; `known` are the names in scope, the likeliest first.
pub(crate) fn unknown_name(place: Place, name: &str, graph: &str, known: &[&str]) -> Diagnostic {
    let help = if let Some(candidate) = similar(name, known.iter().copied()) {
        Some(format!(
            "a name with a similar spelling exists: `{candidate}`"
        ))
    } else if crate::ops::find(name).is_some() {
        Some(format!("`{name}` is an operation: `{name}(x)`"))
    } else {
        one_of("the names in scope are", known)
    };
    Diagnostic::new(place, format!("cannot find `{name}` in graph `{graph}`")).help_if(help)
}

pub(crate) fn used_before_let(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` is used before its `let`")).help("move the `let` up")
}

pub(crate) fn unknown_operation(place: Place, name: &str, local: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("cannot find operation `{name}`"));
    if local {
        return diagnostic
            .note(format!("`{name}` is a value, and values cannot be called"))
            .help(format!("a product is written with a star: `{name} * (..)`"));
    }
    let ours = match name {
        "log" => Some("ln"),
        "log1p" => Some("ln_1p"),
        "expm1" => Some("exp_m1"),
        "pow" => Some("powf"),
        "fabs" => Some("abs"),
        "fmin" | "minimum" => Some("min"),
        "fmax" | "maximum" => Some("max"),
        "sign" | "sgn" => Some("signum"),
        "arcsin" => Some("asin"),
        "arccos" => Some("acos"),
        "arctan" => Some("atan"),
        "arctan2" => Some("atan2"),
        "logistic" => Some("sigmoid"),
        "swish" => Some("silu"),
        "fma" => Some("mul_add"),
        "detach" => Some("stop_gradient"),
        "matmul" => Some("dot"),
        "transpose" => Some("t"),
        _ => None,
    };
    let help = if name == "where" || name == "select" {
        Some("write `if condition { a } else { b }`".to_owned())
    } else if let Some(ours) = ours {
        Some(format!("it is called `{ours}` here"))
    } else {
        similar(name, crate::ops::names())
            .map(|candidate| format!("an operation with a similar spelling exists: `{candidate}`"))
    };
    diagnostic.help_if(help)
}

pub(crate) fn unknown_element(place: Place, name: &str, parameter: Option<&str>) -> Diagnostic {
    let help = match parameter {
        Some(parameter) => format!("the element type of this graph is `{parameter}`"),
        None => "the element type is `f32`, `f64`, or a parameter: `struct Name<F>`".to_owned(),
    };
    Diagnostic::new(place, format!("cannot find element type `{name}`")).help(help)
}

pub(crate) fn parameter_hides_element(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the type parameter cannot be called `{name}`"),
    )
    .help("call it `F`, or leave it out")
}

// Types and shapes.

pub(crate) fn mixed_elements(place: Place, found: &str, expected: &str, first: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `{found}`")).note(format!(
        "a graph has one element type, and `{first}` has `{expected}`"
    ))
}

pub(crate) fn tensors_to_come(place: Place) -> Diagnostic {
    Diagnostic::new(place, "tensors are not supported yet")
        .note("this version of backprop compiles graphs of scalars")
}

pub(crate) fn argument_count(
    place: Place,
    name: &str,
    expected: usize,
    found: usize,
    method: bool,
) -> Diagnostic {
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    let was = if found == 1 { "was" } else { "were" };
    let behind = if method { " behind its receiver" } else { "" };
    Diagnostic::new(
        place,
        format!(
            "`{name}` takes {expected} {}{behind} but {found} {} {was} supplied",
            plural(expected),
            plural(found)
        ),
    )
}

pub(crate) fn integer_literal(place: Place, name: &str) -> Diagnostic {
    let help = (name == "powi").then(|| "for any other exponent write `powf`".to_owned());
    Diagnostic::new(place, format!("`{name}` needs an integer literal")).help_if(help)
}

pub(crate) fn integer_too_large(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the integer does not fit in `i32`")
}

pub(crate) fn number_out_of_range(place: Place, element: &str) -> Diagnostic {
    Diagnostic::new(place, format!("the number is out of range for `{element}`"))
}

pub(crate) fn comparison_as_number(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a number, found a condition")
        .help("write `if condition { 1 } else { 0 }`")
}

pub(crate) fn number_as_condition(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a condition, found a number").help("compare it: `x != 0`")
}

pub(crate) fn needs_a_tensor(place: Place, name: &str) -> Diagnostic {
    let help =
        (name == "@" || name == "dot").then(|| "the product of two scalars is `*`".to_owned());
    Diagnostic::new(place, format!("`{name}` needs a tensor, found a scalar")).help_if(help)
}

pub(crate) fn list_as_value(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a value, found a list")
        .note("a list of sizes is the argument of `reshape`")
}

pub(crate) fn result_count(place: Place, expected: usize, found: usize) -> Diagnostic {
    let plural = |count: usize| if count == 1 { "value" } else { "values" };
    Diagnostic::new(
        place,
        format!(
            "expected {expected} {}, found {found} {}",
            plural(expected),
            plural(found)
        ),
    )
    .note("the result has one value for each output, in order")
}

// The graph as a whole.

pub(crate) fn unused_input(place: Place, name: &str, graph: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("input `{name}` of `{graph}` reaches no output"),
    )
    .help(format!("remove it, or call it `_{name}`"))
}

pub(crate) fn all_inputs_constant(place: Place, graph: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{graph}` has no input to differentiate by"))
        .help("a graph needs an input without `const`")
}

pub(crate) fn all_outputs_constant(place: Place, graph: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{graph}` has no output to differentiate"))
        .help("a graph needs an output without `const`")
}

pub(crate) fn too_many_nodes(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(place, format!("the graph has more than {limit} operations"))
        .help("split it into several graphs, or write it with tensors")
}

pub(crate) fn missing_derivative(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` has no derivative")).note("this is a bug in backprop")
}

pub(crate) fn bug(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(place, what).note("this is a bug in backprop")
}

/// "intro `a`, `b`", for six names or fewer.
fn one_of(intro: &str, names: &[&str]) -> Option<String> {
    if names.is_empty() || names.len() > 6 {
        return None;
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("{intro} {}", quoted.join(", ")))
}
