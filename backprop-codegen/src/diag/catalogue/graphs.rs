//! Graphs: their heads, and what must hold of each as a whole.

use proc_macro2::Span;

use super::super::Diagnostic;
use super::DECLARE;
use crate::place::Place;

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
