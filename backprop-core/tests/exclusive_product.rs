//! Products of all others along an axis, by hand and by their definition.
#![cfg(feature = "ndarray")]

mod support;

use backprop_core::product::exclusive_product;
use support::random_numbers;

/// What is not written.
const GUARD: f64 = 12345.0;

#[test]
fn exclusive_products_by_hand() {
    let mut out = [GUARD; 4];
    exclusive_product(&[2.0, 3.0, 5.0, 7.0], &mut out, 1, 4, 1);
    assert_eq!(out, [105.0, 70.0, 42.0, 30.0]);
    exclusive_product(&[2.0, 0.0, 5.0, 7.0], &mut out, 1, 4, 1);
    assert_eq!(out, [0.0, 70.0, 0.0, 0.0]);
    exclusive_product(&[2.0, 3.0, 5.0, 7.0], &mut out, 2, 2, 1);
    assert_eq!(out, [3.0, 2.0, 7.0, 5.0]);
    exclusive_product(&[2.0, 3.0, 5.0, 7.0], &mut out, 1, 2, 2);
    assert_eq!(out, [5.0, 7.0, 2.0, 3.0]);
    exclusive_product(&[2.0, 0.0, 5.0, 7.0], &mut out, 1, 1, 4);
    assert_eq!(out, [1.0; 4]);
    exclusive_product(&[0.0_f32; 0], &mut [], 5, 0, 3);
    exclusive_product(&[0.0_f32; 0], &mut [], 0, 3, 2);
    exclusive_product(&[0.0_f32; 0], &mut [], 2, 3, 0);
}

/// Against the definition, with small integers, whose products are exact.
#[test]
fn exclusive_products_of_all_shapes() {
    let mut random = random_numbers(5);
    for (outer, length, inner) in
        (0..4).flat_map(|o| (0..7).flat_map(move |l| [0, 1, 2, 5, 9].map(|i| (o, l, i))))
    {
        let len = outer * length * inner;
        let x: Vec<f64> = (0..len).map(|_| (random() * 2.0).round()).collect();
        let mut out = vec![GUARD; len];
        exclusive_product(&x, &mut out, outer, length, inner);
        for (o, i, n) in (0..outer)
            .flat_map(|o| (0..length).flat_map(move |i| (0..inner).map(move |n| (o, i, n))))
        {
            let at = |j: usize| (o * length + j) * inner + n;
            let product: f64 = (0..length).filter(|&j| j != i).map(|j| x[at(j)]).product();
            assert_eq!(
                out[at(i)],
                product,
                "[{outer}, {length}, {inner}] at [{o}, {i}, {n}]"
            );
        }
    }
}
