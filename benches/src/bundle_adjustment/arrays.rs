//! The loss on ndarray's vectors, and its derivatives one operation after the other.

use backprop::ndarray::{Array1, arr1, array};

fn cross(a: &Array1<f64>, b: &Array1<f64>) -> Array1<f64> {
    array![
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

/// The loss and its gradient.
#[inline(always)]
pub(super) fn gradient(input: &[f64; 17]) -> [f64; 16] {
    let (r, centre, x) = (arr1(&input[..3]), arr1(&input[3..6]), arr1(&input[11..14]));
    let (principal, measured) = (arr1(&input[7..9]), arr1(&input[15..]));
    let &[.., f, _, _, k1, k2, _, _, _, w, _, _] = input;

    let y = &x - &centre;
    let angle = r.dot(&r).sqrt();
    let axis = &r / angle;
    let (sin, cos) = angle.sin_cos();
    let (turned, along) = (cross(&axis, &y), axis.dot(&y));
    let p = &y * cos + &turned * sin + &axis * (along * (1.0 - cos));
    let q = array![p[0] / p[2], p[1] / p[2]];
    let square = q.dot(&q);
    let distortion = 1.0 + square * (k1 + k2 * square);
    let off = &q * (f * distortion) + &principal - &measured;
    let e = &off * w;
    let loss = e.dot(&e) / 2.0;

    let d_w = e.dot(&off);
    let d_off = &e * w;
    let d_scale = d_off.dot(&q);
    let d_distortion = d_scale * f;
    let d_square = d_distortion * (k1 + 2.0 * k2 * square);
    let d_q = &d_off * (f * distortion) + &q * (2.0 * d_square);
    let d_depth = -d_q.dot(&q) / p[2];
    let d_p = array![d_q[0] / p[2], d_q[1] / p[2], d_depth];
    let d_along = axis.dot(&d_p);
    let d_y = &d_p * cos + cross(&d_p, &axis) * sin + &axis * (d_along * (1.0 - cos));
    let d_angle = turned.dot(&d_p) * cos + (along * d_along - y.dot(&d_p)) * sin;
    let d_axis =
        cross(&y, &d_p) * sin + &d_p * (along * (1.0 - cos)) + &y * (d_along * (1.0 - cos));
    let d_r = (&d_axis - &axis * axis.dot(&d_axis)) / angle + &axis * d_angle;
    [
        loss,
        d_r[0],
        d_r[1],
        d_r[2],
        -d_y[0],
        -d_y[1],
        -d_y[2],
        d_scale * distortion,
        d_off[0],
        d_off[1],
        d_distortion * square,
        d_distortion * square * square,
        d_y[0],
        d_y[1],
        d_y[2],
        d_w,
    ]
}
