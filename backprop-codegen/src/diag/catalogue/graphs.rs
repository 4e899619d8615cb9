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
    let help = if found == "keyword `move`" {
        "remove `move`: an expression uses nothing but its inputs and Rust's constants"
    } else {
        DECLARE
    };
    Diagnostic::new(place, format!("expected a graph, found {found}")).help(help)
}

/// An item that is no graph.
pub(crate) fn other_item(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a graph, found {found}"))
        .help("move it out of `graph!`, which holds graphs alone")
}

pub(crate) fn missing_struct(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `struct`, found {found}"))
        .help("a graph is declared as a struct: `struct Square(x: f64) -> f64 { x * x }`")
}

pub(crate) fn expected(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
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

/// Nothing behind the `->`; `owner` has the type that is missing.
pub(crate) fn output_expected(place: Place, owner: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected the type of {owner}, found {found}"),
    )
    .help("write it behind the `->`: `-> f64`")
}

pub(crate) fn missing_body(place: Place, graph: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected the body of `{graph}`, found {found}"),
    )
    .help("write the value in braces: `{ x * x }`")
}

pub(crate) fn no_outputs(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph needs an output").help("write `-> f64`, or `-> (name: f64)`")
}

pub(crate) fn nameless_output(place: Place) -> Diagnostic {
    Diagnostic::new(place, "outputs in parentheses need names")
        .help("write `-> (first: f64, second: f64)`; a single output is written `-> f64`")
}

/// A name or a comma behind an output that stands without parentheses; `found` is the `:` or `,`.
pub(crate) fn outputs_without_parentheses(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected the body, found {found}"))
        .help("outputs with names stand in parentheses: `-> (first: f64, second: f64)`")
}

/// A `;` or `,` behind a graph.
pub(crate) fn separator_behind_graph(place: Place, found: &str) -> Diagnostic {
    let what = if found == ";" { "semicolon" } else { "comma" };
    Diagnostic::new(place, format!("expected `struct`, found `{found}`"))
        .help(format!("remove this {what}: a graph ends with its body"))
}

/// A statement behind the bars of an expression form; `what` is what may stand there.
pub(crate) fn statement_in_expression(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
        .help("statements stand in braces: `|x| { let y = x * x; y }`")
}

// Attributes.

pub(crate) fn attribute_on_input(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a doc comment, found attribute `{name}`"),
    )
    .note("an input's doc comments go to the field of the gradient; it takes no other attribute")
    .help("remove it")
}

pub(crate) fn attribute_on_output(place: Place, doc: bool) -> Diagnostic {
    let (what, help) = if doc {
        (
            "a doc comment",
            "write `//`, or describe it in front of the graph",
        )
    } else {
        ("an attribute", "remove it")
    };
    Diagnostic::new(place, format!("expected an output's name, found {what}")).help(help)
}

pub(crate) fn inner_attribute(place: Place) -> Diagnostic {
    Diagnostic::new(place, "an inner attribute is not permitted in this context")
        .help("remove the `!`: an attribute stands in front of its graph")
}

/// What is no option of `#[graph(..)]`; `what` is what may stand there.
pub(crate) fn graph_option(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
        .note("the one option of `graph` is the path of the runtime crate")
        .help("write `#[graph(crate = path)]`, or remove it")
}

pub(crate) fn repeated_option(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the runtime crate is named multiple times").help("remove one of them")
}

// Inputs.

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

/// What is no name where that of an input must stand.
pub(crate) fn input_expected(place: Place, found: &str) -> Diagnostic {
    let help = match found {
        "`&`" => "remove the `&`: the methods of the graph borrow what they need",
        "`&self`" => "remove it: a graph has no `self`",
        "`,`" => "remove this comma",
        "`(`" | "`[`" => "write one input for each value: `x: f64, y: f64`",
        _ => "an input has a name and a type: `x: f64`",
    };
    Diagnostic::new(place, format!("expected an input's name, found {found}")).help(help)
}

pub(crate) fn default_value(place: Place) -> Diagnostic {
    Diagnostic::new(place, "an input has no default value")
        .help("remove it: every input is given when the graph is called")
}

// The graph as a whole.

pub(crate) fn unused_input(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("input `{name}` reaches no output"))
        .note("every input takes part in an output, be it `const` or not")
        .help(format!("remove it, or call it `_{name}`"))
}

/// An output that takes a cotangent in vain.
pub(crate) fn inactive_output(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("output `{name}` depends on no input that has a gradient"),
    )
    .note("it would take a cotangent in vain")
    .help(format!("write `const {name}`: an output to read alone"))
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
