//! Shapes: sizes, axes, slices, and what does not fit.

use super::super::{Diagnostic, similar};
use super::one_of;
use crate::place::Place;

// Sizes.

const NEGATIVE_SIZE: &str = "a size cannot be negative";

pub(crate) fn zero_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a size cannot be 0")
}

pub(crate) fn negative_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, NEGATIVE_SIZE)
}

/// A negative size in a `reshape`, which is how other libraries have it inferred.
pub(crate) fn inferred_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, NEGATIVE_SIZE).help("every size is written out: none is inferred")
}

pub(crate) fn size_too_large(place: Place) -> Diagnostic {
    Diagnostic::new(place, "literal out of range for a size")
        .note("an array cannot have so many elements")
}

pub(crate) fn size_with_suffix(place: Place, bare: &str, suffix: &str) -> Diagnostic {
    Diagnostic::new(place, format!("a size has no suffix, found `{suffix}`"))
        .help(format!("write `{bare}`"))
}

/// What stands in a list of sizes and is none.
pub(crate) fn size_expected(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a size, found {found}"))
        .note("a size is an integer or a name, with or without an offset: `n`, `n + 1`")
}

pub(crate) fn sizes_expected(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a list of sizes, found {found}"))
        .help("write the sizes in brackets: `x.reshape([2, 3])`")
}

/// A name that no input has as a size; `known` are the names of sizes, the latest first.
pub(crate) fn unknown_size(
    place: Place,
    name: &str,
    graph: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let graph = graph.map_or_else(
        || "this graph".to_owned(),
        |graph| format!("graph `{graph}`"),
    );
    let help = match similar(name, known.iter().copied()) {
        Some(candidate) => Some(format!(
            "a size with a similar spelling exists: `{candidate}`"
        )),
        None => one_of("the named sizes are", known),
    };
    Diagnostic::new(place, format!("cannot find size `{name}` in {graph}"))
        .note("sizes are named in the types of the inputs")
        .help_if(help)
}

pub(crate) fn too_many_elements(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the tensor has more elements than an array can have")
}

pub(crate) fn rank_of_array(place: Place, rank: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("an input or output has at most {limit} axes, found {rank}"),
    )
    .note("inside the graph a tensor may have more")
}

pub(crate) fn rank_of_value(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(place, format!("a tensor has at most {limit} axes"))
}

pub(crate) fn nested_type(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an element type, found `[`")
        .help("the sizes of a tensor stand in one list: `[f64; rows, columns]`")
}

// Operands that do not fit.

/// Operands that do not broadcast; `sides` says where the sizes that differ come from, `inserted` is an operand
/// with an axis more that does.
pub(crate) fn broadcast_mismatch(
    place: Place,
    operation: &str,
    left: &str,
    right: &str,
    sides: [Option<String>; 2],
    inserted: Option<String>,
) -> Diagnostic {
    let message = format!("`{operation}` cannot broadcast {left} and {right}");
    let help = inserted.map(|fits| format!("axes are aligned from the last: `{fits}` would fit"));
    Diagnostic::new(place, message).notes(sides).help_if(help)
}

pub(crate) fn branch_mismatch(
    place: Place,
    then: &str,
    otherwise: &str,
    sides: [Option<String>; 2],
) -> Diagnostic {
    let message = format!("`if` and `else` have incompatible shapes: {then} and {otherwise}");
    Diagnostic::new(place, message).notes(sides)
}

pub(crate) fn condition_mismatch(
    place: Place,
    condition: &str,
    value: &str,
    sides: [Option<String>; 2],
) -> Diagnostic {
    let message = format!("the condition is {condition}, which does not broadcast with {value}");
    Diagnostic::new(place, message).notes(sides)
}

/// A matrix product whose inner sizes differ; `transposed` is what fits.
pub(crate) fn product_mismatch(
    place: Place,
    shapes: [&str; 2],
    inner: [&str; 2],
    sides: [Option<String>; 2],
    transposed: Option<String>,
) -> Diagnostic {
    let [left, right] = shapes;
    let [last, first] = inner;
    Diagnostic::new(
        place,
        format!("cannot multiply {left} by {right}: the inner sizes are {last} and {first}"),
    )
    .notes(sides)
    .help_if(transposed)
}

pub(crate) fn product_rank(place: Place, left: &str, right: &str) -> Diagnostic {
    Diagnostic::new(place, format!("cannot multiply {left} by {right}"))
        .note("a matrix product takes matrices and vectors")
}

pub(crate) fn needs_a_tensor(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` needs a tensor, found a scalar"))
}

/// A matrix product with a scalar; `other` is the other operand, if it is a tensor.
pub(crate) fn scalar_in_product(place: Place, other: Option<&str>) -> Diagnostic {
    let help = match other {
        None => "the product of two scalars is `*`".to_owned(),
        Some(other) => format!("the product of a scalar and {other} is `*`"),
    };
    Diagnostic::new(place, "a matrix product needs a tensor, found a scalar").help(help)
}

/// A value of another shape than the one that is declared for it, by `owner`.
pub(crate) fn shape_mismatch(
    place: Place,
    expected: &str,
    found: &str,
    owner: &str,
    side: Option<String>,
) -> Diagnostic {
    let help = (expected == "a scalar").then(|| "reduce it to one number: `sum(..)`".to_owned());
    Diagnostic::new(place, format!("expected {expected}, found {found}"))
        .note(format!("{owner} is declared as {expected}"))
        .notes([side])
        .help_if(help)
}

/// A result of more axes than an array of a fixed number has.
pub(crate) fn rank_of_result(place: Place, shape: &str, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("an output has at most {limit} axes, found {shape}"),
    )
}

// Axes.

pub(crate) fn axis_expected(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an axis, found {found}"))
        .note("an axis is the name of its size, or its number from 0 on")
}

/// A name that is no size of the operand; `known` are those that are, the last first.
pub(crate) fn unknown_axis(place: Place, name: &str, shape: &str, known: &[&str]) -> Diagnostic {
    let help = match similar(name, known.iter().copied()) {
        Some(candidate) => Some(format!(
            "an axis with a similar spelling exists: `{candidate}`"
        )),
        None => one_of("the named axes are", known),
    };
    Diagnostic::new(place, format!("cannot find axis `{name}` in {shape}")).help_if(help)
}

pub(crate) fn ambiguous_axis(place: Place, name: &str, shape: &str, times: usize) -> Diagnostic {
    let times = if times == 2 {
        "twice".to_owned()
    } else {
        format!("{times} times")
    };
    Diagnostic::new(place, format!("`{name}` occurs {times} in {shape}"))
        .help("give the axis by its number")
}

pub(crate) fn axis_out_of_range(place: Place, shape: &str, count: usize) -> Diagnostic {
    let note = match count {
        1 => "its only axis is 0".to_owned(),
        2 => "its axes are 0 and 1".to_owned(),
        _ => format!("its axes are 0 to {}", count.saturating_sub(1)),
    };
    Diagnostic::new(place, format!("axis out of range for {shape}")).note(note)
}

/// A place for a new axis that is behind the end.
pub(crate) fn new_axis_out_of_range(place: Place, shape: &str, last: usize) -> Diagnostic {
    let note = if last == 0 {
        "the first axis of a scalar is 0".to_owned()
    } else {
        format!("a new axis stands at 0 to {last}")
    };
    Diagnostic::new(place, format!("axis out of range for {shape}")).note(note)
}

// Reshaping.

/// A reshape that changes the number of elements.
pub(crate) fn reshape_count(
    place: Place,
    from: [&str; 2],
    to: [&str; 2],
    side: Option<String>,
) -> Diagnostic {
    let [shape, count] = from;
    let [wanted, needed] = to;
    Diagnostic::new(place, format!("cannot reshape {shape} to {wanted}"))
        .note(format!("{shape} has {count}, {wanted} has {needed}"))
        .notes([side])
}

// Slices.

pub(crate) fn index_literal(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an integer literal, found {found}"))
        .note("what is sliced is known when the graph is compiled")
}

pub(crate) fn inclusive_range(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `..`, found `..=`")
        .help("write the end that is left out: `x[0..2]`")
}

pub(crate) fn step(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a slice in a graph has no step")
}

pub(crate) fn index_count(place: Place, shape: &str, expected: usize, found: usize) -> Diagnostic {
    let index = if expected == 1 { "index" } else { "indices" };
    Diagnostic::new(
        place,
        format!("expected {expected} {index} for {shape}, found {found}"),
    )
    .note("there is an index or a range for each axis; `..` takes all of one")
}

pub(crate) fn index_out_of_bounds(
    place: Place,
    index: i64,
    size: usize,
    side: Option<String>,
) -> Diagnostic {
    let message = format!("index out of bounds: the size is {size} but the index is {index}");
    Diagnostic::new(place, message).notes([side])
}

pub(crate) fn range_out_of_bounds(
    place: Place,
    bound: i64,
    size: usize,
    side: Option<String>,
) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("range index {bound} out of range for size {size}"),
    )
    .notes([side])
}

/// A range that ends before it starts; `counted` says what its bounds are that count from the end.
pub(crate) fn range_order(
    place: Place,
    start: i64,
    end: i64,
    counted: [Option<String>; 2],
) -> Diagnostic {
    Diagnostic::new(place, format!("range starts at {start} but ends at {end}")).notes(counted)
}

pub(crate) fn unknown_slice_size(place: Place, size: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the size of this slice of `{size}` is not known"),
    )
    .note("its start counts from the end and its end from the start")
    .help("count both from the same side")
}
