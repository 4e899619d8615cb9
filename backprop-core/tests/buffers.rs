//! Buffers that are used again, and arrays as slices.
#![cfg(feature = "ndarray")]

use backprop_core::tensor::{empty, fill, grow, pack, resize, slice, slice_mut, view, whole};
use ndarray::{
    Array, Array1, Array2, Array3, ArrayView, Dimension, Ix0, Ix2, Ix3, ShapeBuilder, s,
};

/// An array of the numbers 0, 1, 2, …
fn counted<S: ShapeBuilder>(shape: S) -> Array<f64, S::Dim> {
    let mut next = -1.0;
    Array::from_shape_simple_fn(shape, || {
        next += 1.0;
        next
    })
}

/// Packing gives the elements in the order of the axes.
#[track_caller]
fn check<D: Dimension>(input: &ArrayView<'_, f64, D>, packs: bool) {
    let mut buffer = vec![-1.0; 3];
    pack(input, &mut buffer, "G", "x").unwrap();
    assert_eq!(
        buffer.len() != 3,
        packs,
        "{:?} {:?}",
        input.shape(),
        input.strides()
    );
    let expected: Vec<f64> = input.iter().copied().collect();
    assert_eq!(slice(input, &buffer), expected);
}

#[test]
fn views_in_standard_layout_are_their_own_slices() {
    check(&counted((3, 4)).view(), false);
    check(&counted(7).view(), false);
    check(&counted(()).view(), false);
    check(&counted((3, 0, 2)).view(), false);
    check(&counted((5, 4)).slice(s![1..3, ..]), false);
}

#[test]
fn other_views_are_packed() {
    for (rows, columns) in [(2, 3), (1, 40), (31, 33), (64, 64), (100, 7), (65, 130)] {
        let matrix = counted((rows, columns));
        check(&matrix.t(), rows > 1 && columns > 1);
        check(&matrix.slice(s![..;-1, ..]), rows > 1);
        check(&matrix.slice(s![.., ..;-1]).reversed_axes(), columns > 1);
        check(&matrix.slice(s![.., 1..]), rows > 1 && columns > 2);
        check(
            &matrix.slice(s![.., 1..]).reversed_axes(),
            rows > 1 && columns > 2,
        );
    }
    check(&counted(9).slice(s![..;2]), true);
    check(&counted(9).slice(s![..;-1]), true);
    check(&counted(3).broadcast((4, 3)).unwrap(), true);
    let cube = counted((3, 4, 5));
    check(&cube.view().permuted_axes((2, 0, 1)), true);
    check(&cube.view().permuted_axes((1, 0, 2)), true);
    check(&cube.slice(s![.., 1.., ..;2]), true);
}

#[test]
fn packing_uses_the_buffer_again() {
    let matrix = counted((20, 30));
    let mut buffer = Vec::new();
    pack(&matrix.t(), &mut buffer, "G", "x").unwrap();
    let (place, capacity) = (buffer.as_ptr(), buffer.capacity());
    assert_eq!(capacity, 600);
    pack(&matrix.slice(s![..5, ..]).t(), &mut buffer, "G", "x").unwrap();
    assert_eq!(buffer.len(), 150);
    pack(&matrix.t(), &mut buffer, "G", "x").unwrap();
    assert_eq!((buffer.as_ptr(), buffer.capacity()), (place, capacity));
}

#[test]
fn a_view_that_memory_cannot_hold_is_an_error() {
    let one = Array1::<f32>::zeros(1);
    let large = one.broadcast((1 << 30, 1 << 31)).unwrap();
    let mut buffer = vec![1.0];
    let error = pack(&large, &mut buffer, "G", "x").unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `G`, `x` of shape [1073741824, 2147483648] is too large for memory"
    );
    assert_eq!(buffer, [1.0]);
}

#[test]
fn growing_keeps_what_is_there() {
    let mut buffer = Vec::new();
    grow(&mut buffer, "G", "y", &[2, 3]).unwrap();
    assert_eq!(buffer, [0.0_f32; 6]);
    fill(&mut buffer, 7.0);
    grow(&mut buffer, "G", "y", &[8]).unwrap();
    assert_eq!(buffer, [7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 0.0, 0.0]);
    let (place, capacity) = (buffer.as_ptr(), buffer.capacity());
    grow(&mut buffer, "G", "y", &[0, 5]).unwrap();
    assert!(buffer.is_empty());
    grow(&mut buffer, "G", "y", &[2, 2, 2]).unwrap();
    assert_eq!((buffer.as_ptr(), buffer.capacity()), (place, capacity));

    // One that overflows, and one that no allocator gives.
    for sizes in [&[usize::MAX, 2][..], &[1 << 30, 1 << 31]] {
        assert!(grow(&mut buffer, "G", "y", sizes).is_err());
        assert_eq!(buffer, [0.0; 8]);
    }
}

#[test]
fn arrays_get_a_shape_in_the_memory_that_they_have() {
    let mut array: Array2<f64> = empty();
    assert_eq!(array.shape(), [0, 0]);
    resize(&mut array, Ix2(4, 6), "G", "y").unwrap();
    assert_eq!(array.shape(), [4, 6]);
    assert!(array.is_standard_layout());
    let place = array.as_ptr();
    for dim in [Ix2(6, 4), Ix2(2, 3), Ix2(0, 9), Ix2(3, 8)] {
        resize(&mut array, dim, "G", "y").unwrap();
        assert_eq!((array.raw_dim(), array.as_ptr()), (dim, place));
        let length = dim.size();
        assert_eq!(
            (slice_mut(&mut array).len(), whole(&array).len()),
            (length, length)
        );
    }

    slice_mut(&mut array).fill(5.0);
    let error = resize(&mut array, Ix2(1 << 30, 1 << 31), "G", "y").unwrap_err();
    assert!(error.to_string().contains("too large for memory"));
    assert_eq!(array, Array2::from_elem((3, 8), 5.0));

    // An array that is not in standard layout becomes one that is.
    let mut transposed = counted((2, 3)).reversed_axes();
    resize(&mut transposed, Ix2(3, 2), "G", "y").unwrap();
    assert!(transposed.is_standard_layout());

    let mut number = Array::from_elem((), 3.0);
    resize(&mut number, Ix0(), "G", "y").unwrap();
    assert_eq!(whole(&number), [3.0]);
}

#[test]
fn slices_are_viewed_as_arrays() {
    let numbers = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let matrix = view(&numbers, Ix2(2, 3));
    assert_eq!(matrix, ndarray::arr2(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]));
    assert_eq!(view(&numbers, Ix0()).into_scalar(), &1.0);
    assert_eq!(view(&numbers, Ix3(2, 0, 9)).shape(), [2, 0, 9]);
    // Too few elements are none, and too many are cut off.
    assert_eq!(view(&numbers, Ix3(2, 2, 2)), Array3::zeros((0, 0, 0)));
    assert_eq!(view(&[] as &[f32], Ix0()).into_scalar(), &0.0);
}
