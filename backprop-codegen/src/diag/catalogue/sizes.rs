//! Sizes, axes, `reshape` and slices.

use super::super::{Diagnostic, similar};
use super::{in_graph, one_of};
use crate::place::Place;

// Sizes.

const NEGATIVE_SIZE: &str = "a size cannot be negative";

const SIZE: &str = "a size is an integer or a name, with or without an offset: `n`, `n + 1`";

const RUN_TIME: &str = "a size that is known when the graph is called has a name: `n`";

pub(crate) fn zero_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a size cannot be 0").help(RUN_TIME)
}

pub(crate) fn negative_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, NEGATIVE_SIZE).help(RUN_TIME)
}

/// A negative size in a `reshape`, which is how other libraries have it inferred.
pub(crate) fn inferred_size(place: Place) -> Diagnostic {
    Diagnostic::new(place, NEGATIVE_SIZE).help("every size is written out: none is inferred")
}

pub(crate) fn size_too_large(place: Place) -> Diagnostic {
    Diagnostic::new(place, "literal out of range for a size")
        .note("an array cannot have so many elements")
}

/// The suffix of an integer that is a size, an index, or part of one.
pub(crate) fn size_with_suffix(place: Place, bare: &str, suffix: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("a size or index has no suffix, found `{suffix}`"),
    )
    .help(format!("write `{bare}`"))
}

/// What stands in a list of sizes and is none.
pub(crate) fn size_expected(place: Place, found: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("expected a size, found {found}")).note(SIZE);
    match found {
        "`_`" | "`?`" | "`*`" | "`..`" => diagnostic.help(RUN_TIME),
        _ => diagnostic,
    }
}

/// What stands behind a size, or behind the sign of its offset.
pub(crate) fn behind_size(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}")).note(SIZE)
}

/// What is no integer where one must stand.
pub(crate) fn integer_expected(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an integer, found {found}"))
        .help("write an integer literal, such as `2`")
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
    let help = match similar(name, known.iter().copied()) {
        Some(candidate) => Some(format!(
            "a size with a similar spelling exists: `{candidate}`"
        )),
        None => one_of("the named sizes are", known),
    };
    let message = format!("cannot find size `{name}` in {}", in_graph(graph));
    Diagnostic::new(place, message)
        .note("sizes are named in the types of the inputs")
        .help_if(help)
}

pub(crate) fn too_many_elements(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the tensor has more elements than an array can have")
        .help("give it smaller sizes")
}

pub(crate) fn rank_of_array(place: Place, rank: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("an input or output has at most {limit} axes, found {rank}"),
    )
    .note("inside the graph a tensor may have more")
    .help("make several axes one, and `reshape` it in the graph")
}

pub(crate) fn rank_of_value(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(place, format!("a tensor has at most {limit} axes"))
        .help("make several axes one with `reshape`")
}

/// A result of more axes than an array of a fixed number has.
pub(crate) fn rank_of_result(place: Place, shape: &str, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("an output has at most {limit} axes, found {shape}"),
    )
    .help("make several axes one with `reshape`")
}

// Axes.

const AXIS: &str = "an axis is the name of its size, or its number from 0 on";

pub(crate) fn axis_expected(place: Place, found: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("expected an axis, found {found}")).note(AXIS);
    match found {
        "`Axis(..)`" => diagnostic.help("write the number alone: `sum_axis(x, 0)`"),
        "a list" => diagnostic.help("reduce along one axis after the other"),
        _ => diagnostic,
    }
}

/// An axis that counts from the end, as in other libraries; `meant` is the one that it would be.
pub(crate) fn negative_axis(
    place: Place,
    back: usize,
    shape: &str,
    meant: Option<usize>,
) -> Diagnostic {
    Diagnostic::new(place, format!("expected an axis, found `-{back}`"))
        .note(AXIS)
        .help_if(meant.map(|meant| format!("of {shape} it would be `{meant}`")))
}

/// A name that is no size of the operand; `known` are those that are, the last first.
pub(crate) fn unknown_axis(place: Place, name: &str, shape: &str, known: &[&str]) -> Diagnostic {
    let help = match similar(name, known.iter().copied()) {
        Some(candidate) => Some(format!(
            "an axis with a similar spelling exists: `{candidate}`"
        )),
        None => one_of("the named axes are", known),
    };
    let help = help.unwrap_or_else(|| "give the axis by its number".to_owned());
    Diagnostic::new(place, format!("cannot find axis `{name}` in {shape}")).help(help)
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
        .help("give it sizes of the same product")
}

// Slices.

pub(crate) fn index_literal(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an integer literal, found {found}"))
        .note("what is sliced is known when the graph is compiled")
        .help("a negative index counts from the end: `x[-1]`, `x[..-1]`")
}

pub(crate) fn inclusive_range(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `..`, found `..=`")
        .help("write the end that is left out: `x[0..2]`")
}

/// A range as other languages write it: `x[1:3]`, `x[:]`
pub(crate) fn colon_range(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `..`, found `{found}`"))
        .help("a range is written with two dots: `x[1..3]`, `x[..]`")
}

pub(crate) fn step(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a slice in a graph has no step")
        .help("remove it, or take every other element one by one: `x[0]`, `x[2]`")
}

/// Too few or too many indices; `whole` are as many as there are axes.
pub(crate) fn index_count(
    place: Place,
    shape: &str,
    expected: usize,
    found: usize,
    whole: Option<String>,
) -> Diagnostic {
    let index = if expected == 1 { "index" } else { "indices" };
    Diagnostic::new(
        place,
        format!("expected {expected} {index} for {shape}, found {found}"),
    )
    .note("there is an index or a range for each axis; `..` takes all of one")
    .help_if(whole.map(|whole| format!("write `[{whole}]`")))
}

pub(crate) fn index_out_of_bounds(
    place: Place,
    index: i64,
    size: usize,
    side: Option<String>,
) -> Diagnostic {
    let message = format!("index out of bounds: the size is {size} but the index is {index}");
    let last = size.saturating_sub(1);
    let help = match size {
        0 => "there is no element to take".to_owned(),
        1 => "the only index is 0".to_owned(),
        _ => format!("an index is 0 to {last}, or -1 to -{size} from the end"),
    };
    Diagnostic::new(place, message).notes([side]).help(help)
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
    .help(format!(
        "a bound is 0 to {size}, or -1 to -{size} from the end"
    ))
}

/// A range that ends before it starts; `counted` says what its bounds are that count from the end.
pub(crate) fn range_order(
    place: Place,
    start: i64,
    end: i64,
    counted: [Option<String>; 2],
) -> Diagnostic {
    Diagnostic::new(place, format!("range starts at {start} but ends at {end}"))
        .notes(counted)
        .help("a range runs from the lesser bound up to the greater")
}

pub(crate) fn unknown_slice_size(place: Place, size: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the size of this slice of `{size}` is not known"),
    )
    .note("its start counts from the end and its end from the start")
    .help("count both from the same side")
}
