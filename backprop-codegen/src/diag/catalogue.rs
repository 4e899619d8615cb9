//! Every error of the compiler, one constructor each.
//!
//! A message is one fact in plain words, lowercase, without a full stop; `note:` adds a fact, `help:` the
//! way out. Where rustc has the case, the words are rustc's.

use proc_macro2::Span;

use super::{Diagnostic, foreign, similar};
use crate::ops::{Op, Parameter};
use crate::place::Place;

/// What to write in a `graph!` that holds something else.
const DECLARE: &str = "declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`";

// The form of a graph.

pub(crate) fn empty_macro(span: Span) -> Diagnostic {
    Diagnostic::new(Place::new(span, 0), "`graph!` holds no graph").help(DECLARE)
}

pub(crate) fn not_a_graph(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a graph, found {found}")).help(DECLARE)
}

pub(crate) fn missing_struct(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `struct`, found {found}"))
        .help("a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`")
}

pub(crate) fn expected(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
}

/// Two operands without an operator; `what` is what may stand there.
pub(crate) fn missing_operator(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
        .help("a product is written with a star: `x * y`")
}

pub(crate) fn keyword_as_name(place: Place, what: &str, word: &str) -> Diagnostic {
    let help = match word {
        "_" => Some("a name may begin with an underscore: `_unused`".to_owned()),
        "crate" | "self" | "super" | "Self" => None,
        _ => Some(format!("write `r#{word}` to use it as a name")),
    };
    let found = if word == "_" { "" } else { "keyword " };
    Diagnostic::new(place, format!("expected {what}, found {found}`{word}`")).help_if(help)
}

pub(crate) fn missing_inputs(place: Place, graph: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected the inputs of `{graph}`, found {found}"),
    )
    .help("write them in parentheses: `(x: f64, y: f64)`")
}

pub(crate) fn missing_output(place: Place, found: &str, element: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `->` and an output, found {found}"))
        .help(format!("write `-> {element}` behind the inputs"))
}

pub(crate) fn missing_body(place: Place, graph: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected the body of `{graph}`, found {found}"),
    )
    .help("write the value in braces: `{ x * x }`")
}

pub(crate) fn missing_type(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("missing type for `{name}`"))
        .help(format!("write `{name}: f64`, or another element type"))
}

pub(crate) fn no_outputs(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph needs an output").help("write `-> f64`, or `-> (name: f64)`")
}

pub(crate) fn nameless_output(place: Place) -> Diagnostic {
    Diagnostic::new(place, "outputs in parentheses need names")
        .help("write `-> (first: f64, second: f64)`; a single output is written `-> f64`")
}

pub(crate) fn semicolon_behind_graph(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `struct`, found `;`")
        .help("remove this semicolon: a graph ends with its body")
}

pub(crate) fn attribute_on_input(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a doc comment, found attribute `{name}`"),
    )
    .note("an input's doc comments go to the field of the gradient; it takes no other attribute")
}

pub(crate) fn inner_attribute(place: Place) -> Diagnostic {
    Diagnostic::new(place, "an inner attribute is not permitted in this context")
        .help("remove the `!`: an attribute stands in front of its graph")
}

pub(crate) fn word_before_input(place: Place, word: &str) -> Diagnostic {
    let note = match word {
        "pub" => "the fields of the gradient are public",
        _ => "an input keeps its value; a `let` may bear the same name",
    };
    Diagnostic::new(
        place,
        format!("expected an input's name, found keyword `{word}`"),
    )
    .note(note)
    .help(format!("remove `{word}`"))
}

pub(crate) fn two_parameters(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `>`, found `,`")
        .note("a graph has one type parameter, its element type; sizes are not declared")
}

pub(crate) fn parameter_bounds(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `>`, found `:`")
        .note("the type parameter of a graph is always a `Float`")
        .help("remove the bounds")
}

pub(crate) fn parameter_hides_element(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the type parameter cannot be called `{name}`"),
    )
    .help("call it `F`, or leave it out")
}

pub(crate) fn unused_parameter(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("type parameter `{name}` is never used")).help(format!(
        "remove `<{name}>`, or write `{name}` as the type of the inputs and outputs"
    ))
}

pub(crate) fn reference_type(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a type, found `&`")
        .help("remove the `&`: the methods of the graph borrow what they need")
}

// Statements.

pub(crate) fn missing_semicolon(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `;`, found {found}")).help("add `;` behind this")
}

pub(crate) fn mutable_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a `let` in a graph cannot be mutable")
        .help("remove `mut`; a later `let` may bear the same name")
}

pub(crate) fn nameless_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a name, found `_`")
        .help("remove this `let`, or give it a name that begins with an underscore: `_unused`")
}

pub(crate) fn pattern(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a name, found a pattern")
        .help("a `let` binds one name: write one `let` for each value")
}

pub(crate) fn let_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`let .. else` is not allowed in a graph")
        .help("choose a value with `if condition { a } else { b }`")
}

pub(crate) fn assignment(place: Place, text: &str, condition: bool) -> Diagnostic {
    if condition && text == "=" {
        return Diagnostic::new(place, "expected `==`, found `=`")
            .help("values are compared with `==`");
    }
    Diagnostic::new(place, format!("a graph has no assignments, found `{text}`"))
        .help("bind the new value with `let`; it may bear the old name")
}

pub(crate) fn missing_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an expression, found `}`")
        .note("a block ends with its value, without a `;`")
}

pub(crate) fn semicolon_behind_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `}`, found `;`")
        .help("remove this semicolon: a block ends with its value")
}

pub(crate) fn stray_semicolon(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `let` or an expression, found `;`")
        .help("remove this semicolon")
}

pub(crate) fn unused_expression(place: Place) -> Diagnostic {
    Diagnostic::new(place, "this value is not used").help("bind it with `let`, or remove it")
}

// Expressions.

pub(crate) fn nested_too_deeply(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("parentheses, blocks and signs are nested more than {limit} levels deep"),
    )
    .help("name a part with `let`")
}

pub(crate) fn not_a_number(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a number, found `{text}`"))
}

pub(crate) fn boolean_literal(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a number or a comparison, found `{word}`"),
    )
}

pub(crate) fn number_with_suffix(place: Place, bare: &str, suffix: &str) -> Diagnostic {
    let help = if is_number_type(suffix) {
        format!("write `{bare}`: it takes the element type of the graph")
    } else {
        format!("a product is written with a star: `{bare} * {suffix}`")
    };
    Diagnostic::new(
        place,
        format!("a number in a graph has no suffix, found `{suffix}`"),
    )
    .help(help)
}

pub(crate) fn power_operator(place: Place, text: &str) -> Diagnostic {
    unknown(place, text).help("write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other")
}

pub(crate) fn unknown_operator(place: Place, text: &str) -> Diagnostic {
    unknown(place, text).help_if(match text {
        "%" => Some("the remainder of `x / y` is `x - y * floor(x / y)`".to_owned()),
        "&" => Some("conditions are joined by `&&`".to_owned()),
        "|" => Some("conditions are joined by `||`".to_owned()),
        "<<" | ">>" => Some("multiply or divide by a power of two".to_owned()),
        "++" => Some("bind the new value with `let`: `let x = x + 1;`".to_owned()),
        _ => None,
    })
}

#[cfg_attr(test, track_caller)]
fn unknown(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("there is no operator `{text}` in a graph"))
}

pub(crate) fn word_operator(place: Place, instead: &str) -> Diagnostic {
    let word = if instead == "&&" { "and" } else { "or" };
    Diagnostic::new(place, format!("`{word}` is not a logical operator"))
        .help(format!("write `{instead}`"))
}

pub(crate) fn leading_plus(place: Place) -> Diagnostic {
    Diagnostic::new(place, "leading `+` is not supported").help("remove the `+`")
}

pub(crate) fn reference(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a reference is not allowed in a graph")
        .help("remove the `&`: a value may be used any number of times")
}

pub(crate) fn dereference(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a dereference is not allowed in a graph")
        .help("remove the `*`: a graph has no references")
}

pub(crate) fn cast(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a cast is not allowed in a graph")
        .note("all values of a graph have one element type, numbers too")
        .help("remove the cast")
}

pub(crate) fn question_mark(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the `?` operator is not allowed in a graph")
        .help("choose a value with `if condition { a } else { b }`")
}

pub(crate) fn closure(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a closure is not allowed in a graph")
        .help("write its body where it is called, or name a part with `let`")
}

pub(crate) fn macro_call(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a macro call is not allowed in a graph").note(ONLY_OPERATIONS)
}

pub(crate) fn generic_arguments(place: Place) -> Diagnostic {
    Diagnostic::new(place, "generic arguments are not allowed in a graph").help("remove them")
}

pub(crate) fn no_loops(place: Place, word: &str) -> Diagnostic {
    let message = if word == "loop" {
        "a loop is not allowed in a graph".to_owned()
    } else {
        format!("a `{word}` loop is not allowed in a graph")
    };
    Diagnostic::new(place, message)
        .note("the operations of a graph are known when it is compiled")
        .help("write the steps one after another, each with its `let`")
}

pub(crate) fn no_match(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`match` is not allowed in a graph")
        .help("write `if a { .. } else if b { .. } else { .. }`")
}

pub(crate) fn no_return(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`return` is not allowed in a graph")
        .help("a block ends with its value: remove `return` and the `;`")
}

pub(crate) fn if_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if let` is not allowed in a graph")
        .help("compare numbers: `if x > 0 { .. } else { .. }`")
}

/// For what no better word can be said of.
pub(crate) fn not_allowed(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{word}` is not allowed in a graph"))
        .note("a graph is made of `let`, `if`, arithmetic and operations")
}

pub(crate) fn chained_comparison(place: Place) -> Diagnostic {
    Diagnostic::new(place, "comparison operators cannot be chained")
        .help("split the comparison: `a < b && b < c`")
}

pub(crate) fn field(place: Place, name: Option<&str>) -> Diagnostic {
    let Some(name) = name else {
        return Diagnostic::new(place, "a value in a graph has no fields");
    };
    let diagnostic = Diagnostic::new(place, format!("a value in a graph has no field `{name}`"));
    match crate::ops::find(name) {
        Some(op) => diagnostic.help(format!("a method is called: `{}`", form(op, true))),
        None => diagnostic.help_if(instead_of_operation(name)),
    }
}

pub(crate) fn self_value(place: Place, field: Option<&str>) -> Diagnostic {
    let help = field.map_or_else(
        || "inputs are read by their names".to_owned(),
        |field| format!("inputs are read by their names: `{field}`"),
    );
    Diagnostic::new(place, "there is no `self` in a graph").help(help)
}

pub(crate) fn tuple(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected one value, found a tuple")
        .note("several values in parentheses are the result of a graph with several outputs")
}

pub(crate) fn missing_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if` may be missing an `else` clause")
        .note("an `if` in a graph is a value, whatever the condition")
        .help("add `else { .. }`")
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
pub(crate) fn unknown_name(
    place: Place,
    name: &str,
    graph: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let help = if let Some(candidate) = similar(name, known.iter().copied()) {
        Some(format!(
            "a name with a similar spelling exists: `{candidate}`"
        ))
    } else if let Some(op) = crate::ops::find(name) {
        Some(format!("`{name}` is an operation: `{}`", form(op, false)))
    } else if let Some(constant) = foreign::constant(name) {
        Some(format!("write `{constant}`"))
    } else {
        one_of("the names in scope are", known)
    };
    let graph = graph.map_or_else(
        || "this graph".to_owned(),
        |graph| format!("graph `{graph}`"),
    );
    Diagnostic::new(place, format!("cannot find `{name}` in {graph}")).help_if(help)
}

pub(crate) fn used_before_let(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` is used before its `let`")).help("move the `let` up")
}

const ONLY_OPERATIONS: &str = "only the operations of the language have derivatives";

pub(crate) fn unknown_operation(place: Place, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("cannot find operation `{name}`"));
    match instead_of_operation(name) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.note(ONLY_OPERATIONS),
    }
}

pub(crate) fn call_of_value(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected an operation, found value `{name}`"),
    )
    .help(format!("a product is written with a star: `{name} * (..)`"))
}

pub(crate) fn call_of_path(place: Place, text: &str, last: &str) -> Diagnostic {
    let help = match crate::ops::find(last) {
        Some(_) => Some(format!("write `{last}`, without a path")),
        None => foreign::operation(last),
    };
    Diagnostic::new(place, format!("cannot call `{text}` in a graph"))
        .note(ONLY_OPERATIONS)
        .help_if(help)
}

/// What to write for a name that is no operation.
fn instead_of_operation(name: &str) -> Option<String> {
    foreign::operation(name).or_else(|| {
        similar(name, crate::ops::names())
            .map(|candidate| format!("an operation with a similar spelling exists: `{candidate}`"))
    })
}

pub(crate) fn unknown_element(place: Place, name: &str, parameter: Option<&str>) -> Diagnostic {
    let elements: Vec<&str> = parameter.into_iter().chain(["f64", "f32"]).collect();
    let help = if let Some(parameter) = parameter {
        format!("the element type of this graph is `{parameter}`")
    } else if let Some(candidate) = similar(name, elements).filter(|_| !is_number_type(name)) {
        format!("a type with a similar spelling exists: `{candidate}`")
    } else if name.len() == 1 && name.chars().all(char::is_uppercase) {
        format!("declare it behind the graph's name: `struct Name<{name}>(..)`")
    } else {
        "the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`".to_owned()
    };
    Diagnostic::new(place, format!("expected an element type, found `{name}`")).help(help)
}

// Types and shapes.

pub(crate) fn mixed_elements(place: Place, found: &str, expected: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `{found}`")).note(format!(
        "a graph has one element type, and {owner} has `{expected}`"
    ))
}

/// The type of an input of an expression form that is left out.
pub(crate) fn inferred_element(place: Place, name: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `f64`"))
        .note("a type that is left out is `f64`")
        .help(format!("write `{name}: {expected}`"))
}

pub(crate) fn tensors_to_come(place: Place) -> Diagnostic {
    Diagnostic::new(place, "tensors are not supported yet")
        .note("this version of backprop compiles graphs of scalars")
}

pub(crate) fn argument_count(place: Place, op: Op, found: usize, method: bool) -> Diagnostic {
    let expected = op.operation().parameters.len() - usize::from(method);
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    let was = if found == 1 { "was" } else { "were" };
    let this = if method { "method" } else { "operation" };
    Diagnostic::new(
        place,
        format!(
            "this {this} takes {expected} {} but {found} {} {was} supplied",
            plural(expected),
            plural(found)
        ),
    )
    .help(format!("write `{}`", form(op, method)))
}

pub(crate) fn integer_literal(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an integer literal, found {found}"))
        .note("the exponent of `powi` is known when the graph is compiled")
        .help("for any other exponent write `powf`")
}

pub(crate) fn integer_too_large(place: Place) -> Diagnostic {
    Diagnostic::new(place, "literal out of range for `i32`")
        .note("the exponent of `powi` is an `i32`")
        .help("for any other exponent write `powf`")
}

pub(crate) fn number_out_of_range(place: Place, element: &str) -> Diagnostic {
    Diagnostic::new(place, format!("literal out of range for `{element}`"))
        .help("infinity is the constant `f64::INFINITY`".replace("f64", element))
}

pub(crate) fn comparison_as_number(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a number, found a condition")
        .note("a condition stands in an `if`")
        .help("as a number it is `if condition { 1 } else { 0 }`")
}

pub(crate) fn number_as_condition(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a condition, found a number").help("compare it: `x != 0`")
}

pub(crate) fn needs_a_tensor(place: Place, name: &str) -> Diagnostic {
    if name == "dot" {
        return Diagnostic::new(place, "a matrix product needs a tensor, found a scalar")
            .help("the product of two scalars is `*`");
    }
    Diagnostic::new(place, format!("`{name}` needs a tensor, found a scalar"))
}

pub(crate) fn list_as_value(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a value, found a list")
        .note("a list of sizes is the argument of `reshape`")
}

pub(crate) fn result_count(place: Place, expected: usize, found: usize) -> Diagnostic {
    let plural = |count: usize| if count == 1 { "value" } else { "values" };
    let help = (expected == 1 && found > 1)
        .then(|| "name the outputs: `-> (first: f64, second: f64)`".to_owned());
    Diagnostic::new(
        place,
        format!(
            "expected {expected} {}, found {found} {}",
            plural(expected),
            plural(found)
        ),
    )
    .note("the result has one value for each output, in order")
    .help_if(help)
}

// The graph as a whole.

pub(crate) fn unused_input(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("input `{name}` reaches no output"))
        .help(format!("remove it, or call it `_{name}`"))
}

pub(crate) fn all_inputs_constant(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the graph has no input to differentiate by")
        .help("a graph needs an input without `const`")
}

pub(crate) fn all_outputs_constant(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the graph has no output to differentiate")
        .help("a graph needs an output without `const`")
}

pub(crate) fn too_many_nodes(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(place, format!("the graph has more than {limit} operations"))
        .help("split it into several graphs")
}

pub(crate) fn missing_derivative(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` has no derivative")).note(BUG)
}

pub(crate) fn bug(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(place, what).note(BUG)
}

const BUG: &str = "this is a bug in backprop";

/// Whether a name is that of a type of numbers in Rust.
fn is_number_type(name: &str) -> bool {
    name.strip_prefix(['f', 'i', 'u'])
        .is_some_and(|bits| matches!(bits, "8" | "16" | "32" | "64" | "128" | "size"))
}

/// How an operation is called: `powi(x, n)`, or `x.powi(n)` as a method.
fn form(op: Op, method: bool) -> String {
    let operation = op.operation();
    let mut values = ["x", "y", "z"].into_iter();
    let mut parameters = operation
        .parameters
        .iter()
        .map(|parameter| match parameter {
            Parameter::Value => values.next().unwrap_or(".."),
            Parameter::Integer => "2",
            Parameter::Axis => "0",
            Parameter::Sizes => "[2, 3]",
        });
    let receiver = parameters.next().filter(|_| method);
    let receiver = receiver.map_or_else(String::new, |receiver| format!("{receiver}."));
    let mut arguments: Vec<&str> = parameters.collect();
    if receiver.is_empty() {
        arguments.insert(0, "x");
    }
    format!("{receiver}{}({})", operation.name, arguments.join(", "))
}

/// "intro `a`, `b`", for six names or fewer, given in reverse; those with an underscore are meant for
/// nothing.
fn one_of(intro: &str, names: &[&str]) -> Option<String> {
    let names = names.iter().rev().filter(|name| !name.starts_with('_'));
    let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() || quoted.len() > 6 {
        return None;
    }
    Some(format!("{intro} {}", quoted.join(", ")))
}
