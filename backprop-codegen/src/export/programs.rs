//! The methods of a graph by name.

use crate::split::{Program, Programs};

/// The programs, in the order in which the methods are documented.
pub(super) fn named<'p, 'g>(
    programs: &'p Programs<'g>,
) -> impl Iterator<Item = (&'static str, &'p Program<'g>)> {
    let joint = programs.value_and_grad.as_ref();
    [
        ("value", &programs.value),
        ("forward", &programs.forward),
        ("backward", &programs.backward),
    ]
    .into_iter()
    .chain(joint.map(|program| ("value_and_grad", program)))
}
