//! Neighbouring axes that every access runs through in one go become one axis, so that inner loops are long.

use super::nest::{Item, ItemKind, Nest, SinkKind};

/// Merges what can be merged, from the innermost axes outwards.
pub(crate) fn merge(mut nest: Nest) -> Nest {
    if nest.product.is_some() {
        // Its rows are those of the product.
        return nest;
    }
    let mut axis = nest.rank().saturating_sub(1);
    while axis > 0 {
        axis -= 1;
        if mergeable(&nest, axis) {
            join(&mut nest, axis);
        }
    }
    nest
}

/// Whether `axis` and the next one can be one.
fn mergeable(nest: &Nest, axis: usize) -> bool {
    let rank = nest.rank();
    let Some(length) = nest.axes.get(axis + 1) else {
        return false;
    };
    let splits_passes = nest.inner > 0 && rank - nest.inner == axis + 1;
    let loads = |item: &Item| match &item.kind {
        ItemKind::Load(strided) => {
            let padded = strided
                .paddings
                .iter()
                .any(|(padded, _)| *padded == axis || *padded == axis + 1);
            let apart = match (strided.step(axis), strided.step(axis + 1)) {
                (None, None) => false,
                (Some(outer), Some(inner)) => *outer != inner.times(length),
                _ => true,
            };
            padded || apart
        }
        ItemKind::Reduce { axes, level, .. } => {
            axes.contains(&axis) != axes.contains(&(axis + 1)) || *level == axis + 1
        }
        ItemKind::Apply(_) => item.level == axis + 1,
        ItemKind::Number | ItemKind::Product => false,
    };
    let apart = |axes: &[usize]| axes.contains(&axis) != axes.contains(&(axis + 1));
    let stores = nest.sinks.iter().any(|sink| match &sink.kind {
        SinkKind::Store { axes, .. } | SinkKind::Array { axes, .. } => apart(axes),
        SinkKind::Scalar => false,
    });
    !splits_passes && !stores && !nest.items.iter().any(loads)
}

fn join(nest: &mut Nest, axis: usize) {
    let rank = nest.rank();
    if nest.inner > 0 && rank - nest.inner <= axis {
        nest.inner -= 1;
    }
    let inner = nest.axes.remove(axis + 1);
    if let Some(outer) = nest.axes.get_mut(axis) {
        *outer = outer.times(&inner);
    }
    let renumber = |axes: &mut Vec<usize>| {
        axes.retain(|other| *other != axis + 1);
        for other in axes.iter_mut() {
            *other -= usize::from(*other > axis);
        }
    };
    let level = |level: &mut usize| *level -= usize::from(*level > axis + 1);
    for item in &mut nest.items {
        level(&mut item.level);
        match &mut item.kind {
            ItemKind::Load(strided) => {
                if let Some(stride) = strided.step(axis + 1).cloned() {
                    strided.steps.retain(|(other, _)| *other != axis + 1);
                    for (other, own) in &mut strided.steps {
                        if *other == axis {
                            *own = stride.clone();
                        }
                    }
                }
                for (other, _) in &mut strided.steps {
                    *other -= usize::from(*other > axis);
                }
                for (other, _) in &mut strided.paddings {
                    *other -= usize::from(*other > axis);
                }
            }
            ItemKind::Reduce {
                axes, level: own, ..
            } => {
                renumber(axes);
                level(own);
            }
            ItemKind::Number | ItemKind::Apply(_) | ItemKind::Product => {}
        }
    }
    for sink in &mut nest.sinks {
        match &mut sink.kind {
            SinkKind::Store { axes, .. } | SinkKind::Array { axes, .. } => renumber(axes),
            SinkKind::Scalar => {}
        }
    }
}
