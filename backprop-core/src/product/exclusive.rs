use crate::Float;

/// The product of all others along an axis: `out[o, i, n]` = Π `x[o, j, n]` over j ≠ i.
///
/// `x` and `out` are row-major tensors `[outer, length, inner]`. It is the gradient of the product
/// along the axis, and exact with zeros: what stands before is multiplied by what stands after, and
/// nothing is divided. With one element along the axis each result is 1, the empty product.
///
/// Slices of another length than `outer` · `length` · `inner` are a mistake of the caller; nothing is
/// written then.
pub fn exclusive_product<F: Float>(
    x: &[F],
    out: &mut [F],
    outer: usize,
    length: usize,
    inner: usize,
) {
    let block = length.checked_mul(inner);
    let expected = block.and_then(|block| block.checked_mul(outer));
    let fits = expected == Some(x.len()) && expected == Some(out.len());
    debug_assert!(
        fits,
        "[{outer}, {length}, {inner}] is not the shape of {} elements",
        x.len()
    );
    let Some(block) = block.filter(|&block| fits && block > 0) else {
        return;
    };
    for (x, out) in x.chunks_exact(block).zip(out.chunks_exact_mut(block)) {
        if inner == 1 {
            along_a_vector(x, out);
        } else {
            along_rows(x, out, inner);
        }
    }
}

/// The axis is contiguous: the running products stay in a register.
fn along_a_vector<F: Float>(x: &[F], out: &mut [F]) {
    let mut before = F::ONE;
    for (&x, out) in x.iter().zip(out.iter_mut()) {
        *out = before;
        before *= x;
    }
    let mut after = F::ONE;
    for (&x, out) in x.iter().zip(out.iter_mut()).rev() {
        *out *= after;
        after *= x;
    }
}

/// The axis counts rows of `inner` elements, which are multiplied element by element.
///
/// The products of what stands before are made in `out`, each row from the one above. Those of what
/// stands after need a row of their own, which is the first row of `out`: its product of what stands
/// before is 1, so it has nothing to keep until, at the end, it is the result of the first row.
fn along_rows<F: Float>(x: &[F], out: &mut [F], inner: usize) {
    let (after, out) = out.split_at_mut(inner);
    let (first, x_rest) = x.split_at(inner);
    let mut previous = (first, None::<&[F]>);
    for (x, out) in x_rest.chunks_exact(inner).zip(out.chunks_exact_mut(inner)) {
        match previous {
            (above, None) => out.copy_from_slice(above),
            (above, Some(before)) => {
                for ((out, &before), &above) in out.iter_mut().zip(before).zip(above) {
                    *out = before * above;
                }
            }
        }
        previous = (x, Some(out));
    }
    after.fill(F::ONE);
    for (x, out) in x_rest
        .chunks_exact(inner)
        .zip(out.chunks_exact_mut(inner))
        .rev()
    {
        for ((&x, out), after) in x.iter().zip(out).zip(after.iter_mut()) {
            *out *= *after;
            *after *= x;
        }
    }
}
