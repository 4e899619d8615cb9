//! W3: the error of one observation in bundle adjustment, f64.
//!
//! A camera with rotation vector r, centre c, focal length f, principal point (u, v) and distortion
//! k₁, k₂ sees the point x where it should be seen at m. Seventeen numbers in, of which fifteen are active.

use backprop::graph;

use crate::called;
use crate::scalars::Way;

mod arrays;
mod by_hand;
mod layers;

graph! {
    /// Half the squared error, with a weight.
    pub struct Loss(
        r0: f64, r1: f64, r2: f64, c0: f64, c1: f64, c2: f64,
        f: f64, u: f64, v: f64, k1: f64, k2: f64,
        x0: f64, x1: f64, x2: f64, w: f64,
        const m0: f64, const m1: f64,
    ) -> f64 {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = 1 / angle;
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = sin(angle);
        let c = cos(angle);
        let along = (a0 * y0 + a1 * y1 + a2 * y2) * (1 - c);
        let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
        let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
        let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let distortion = 1 + q * (k1 + k2 * q);
        let e0 = w * (f * distortion * q0 + u - m0);
        let e1 = w * (f * distortion * q1 + v - m1);
        (e0 * e0 + e1 * e1) / 2
    }

    /// The error itself, along both axes of the image.
    pub struct Residual(
        r0: f64, r1: f64, r2: f64, c0: f64, c1: f64, c2: f64,
        f: f64, u: f64, v: f64, k1: f64, k2: f64,
        x0: f64, x1: f64, x2: f64, w: f64,
        const m0: f64, const m1: f64,
    ) -> (e0: f64, e1: f64) {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = 1 / angle;
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = sin(angle);
        let c = cos(angle);
        let along = (a0 * y0 + a1 * y1 + a2 * y2) * (1 - c);
        let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
        let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
        let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let distortion = 1 + q * (k1 + k2 * q);
        let e0 = w * (f * distortion * q0 + u - m0);
        let e1 = w * (f * distortion * q1 + v - m1);
        (e0, e1)
    }
}

/// A camera that looks along the third axis at points some units away.
pub const RANGES: [(f64, f64); 17] = [
    (0.1, 0.4),
    (-0.4, -0.1),
    (0.1, 0.4),
    (-0.5, 0.5),
    (-0.5, 0.5),
    (-0.5, 0.5),
    (400.0, 600.0),
    (300.0, 340.0),
    (220.0, 260.0),
    (-0.1, 0.1),
    (-0.01, 0.01),
    (-1.0, 1.0),
    (-1.0, 1.0),
    (4.0, 8.0),
    (0.5, 1.5),
    (200.0, 400.0),
    (150.0, 350.0),
];

/// The ways to compute the loss and its gradient.
#[must_use]
pub fn gradient_ways() -> [Way<17, 16>; 4] {
    [
        called!("generated", generated_gradient, 17, 16),
        called!("by hand", by_hand::gradient, 17, 16),
        called!("layers", layers::gradient, 17, 16),
        called!("ndarray", arrays::gradient, 17, 16),
    ]
}

/// The ways to compute both errors and their 2 × 15 derivatives.
#[must_use]
pub fn jacobian_ways() -> [Way<17, 32>; 2] {
    [
        called!("generated", generated_jacobian, 17, 32),
        called!("by hand", by_hand::jacobian, 17, 32),
    ]
}

/// The ways to compute the loss alone.
#[must_use]
pub fn value_ways() -> [Way<17, 1>; 2] {
    [
        called!("generated", generated_value, 17, 1),
        called!("by hand", by_hand::value, 17, 1),
    ]
}

#[inline(always)]
fn generated_value(input: &[f64; 17]) -> [f64; 1] {
    let &[
        r0,
        r1,
        r2,
        c0,
        c1,
        c2,
        f,
        u,
        v,
        k1,
        k2,
        x0,
        x1,
        x2,
        w,
        m0,
        m1,
    ] = input;
    [Loss::new().value(
        r0, r1, r2, c0, c1, c2, f, u, v, k1, k2, x0, x1, x2, w, m0, m1,
    )]
}

/// By the compiler.
#[inline(always)]
#[must_use]
pub fn generated_gradient(input: &[f64; 17]) -> [f64; 16] {
    let &[
        r0,
        r1,
        r2,
        c0,
        c1,
        c2,
        f,
        u,
        v,
        k1,
        k2,
        x0,
        x1,
        x2,
        w,
        m0,
        m1,
    ] = input;
    let (value, d) = Loss::new().value_and_grad(
        r0, r1, r2, c0, c1, c2, f, u, v, k1, k2, x0, x1, x2, w, m0, m1,
    );
    [
        value, d.r0, d.r1, d.r2, d.c0, d.c1, d.c2, d.f, d.u, d.v, d.k1, d.k2, d.x0, d.x1, d.x2, d.w,
    ]
}

/// By the compiler: a row for each unit cotangent.
#[inline(always)]
#[must_use]
pub fn generated_jacobian(input: &[f64; 17]) -> [f64; 32] {
    let &[
        r0,
        r1,
        r2,
        c0,
        c1,
        c2,
        f,
        u,
        v,
        k1,
        k2,
        x0,
        x1,
        x2,
        w,
        m0,
        m1,
    ] = input;
    let pass = Residual::new().forward(
        r0, r1, r2, c0, c1, c2, f, u, v, k1, k2, x0, x1, x2, w, m0, m1,
    );
    let errors = pass.output();
    let mut result = [errors.e0; 32];
    result[16] = errors.e1;
    let rows = [pass.clone().backward(1.0, 0.0), pass.backward(0.0, 1.0)];
    for (row, d) in rows.into_iter().enumerate() {
        result[row * 16 + 1..][..15].copy_from_slice(&[
            d.r0, d.r1, d.r2, d.c0, d.c1, d.c2, d.f, d.u, d.v, d.k1, d.k2, d.x0, d.x1, d.x2, d.w,
        ]);
    }
    result
}

/// The loss, in other words than those of the graph: the rotation as a matrix.
#[must_use]
pub fn expected_value(input: &[f64; 17]) -> [f64; 1] {
    let [e0, e1] = expected_errors(input);
    [f64::midpoint(e0 * e0, e1 * e1)]
}

fn expected_errors(input: &[f64; 17]) -> [f64; 2] {
    let &[
        r0,
        r1,
        r2,
        c0,
        c1,
        c2,
        f,
        u,
        v,
        k1,
        k2,
        x0,
        x1,
        x2,
        w,
        m0,
        m1,
    ] = input;
    let angle = r0.hypot(r1).hypot(r2);
    let [a, b, c] = [r0 / angle, r1 / angle, r2 / angle];
    let (sin, cos) = angle.sin_cos();
    let versine = 1.0 - cos;
    let rows = [
        [
            cos + a * a * versine,
            a * b * versine - c * sin,
            a * c * versine + b * sin,
        ],
        [
            b * a * versine + c * sin,
            cos + b * b * versine,
            b * c * versine - a * sin,
        ],
        [
            c * a * versine - b * sin,
            c * b * versine + a * sin,
            cos + c * c * versine,
        ],
    ];
    let y = [x0 - c0, x1 - c1, x2 - c2];
    let [p0, p1, p2] = rows.map(|row| row[0] * y[0] + row[1] * y[1] + row[2] * y[2]);
    let [q0, q1] = [p0 / p2, p1 / p2];
    let square = q0.powi(2) + q1.powi(2);
    let distortion = 1.0 + k1 * square + k2 * square.powi(2);
    [
        w * (f * distortion * q0 + u - m0),
        w * (f * distortion * q1 + v - m1),
    ]
}

/// Both errors and their derivatives, by central differences of fourth order.
#[must_use]
pub fn expected_jacobian(input: &[f64; 17]) -> [f64; 32] {
    let errors = expected_errors(input);
    let mut result = [errors[0]; 32];
    result[16] = errors[1];
    for active in 0..15 {
        let step = 1e-3 * input[active].abs().max(0.1);
        let at = |steps: f64| {
            let mut moved = *input;
            moved[active] += steps * step;
            expected_errors(&moved)
        };
        let [near, far] = [[at(1.0), at(-1.0)], [at(2.0), at(-2.0)]];
        for axis in 0..2 {
            let [near, far] = [near, far].map(|[up, down]| up[axis] - down[axis]);
            result[axis * 16 + 1 + active] = (8.0 * near - far) / (12.0 * step);
        }
    }
    result
}

/// The loss and its gradient, by the chain rule from the errors'.
#[must_use]
pub fn expected_gradient(input: &[f64; 17]) -> [f64; 16] {
    let rows = expected_jacobian(input);
    let (e0, e1) = (rows[0], rows[16]);
    std::array::from_fn(|i| match i {
        0 => f64::midpoint(e0 * e0, e1 * e1),
        _ => e0 * rows[i] + e1 * rows[16 + i],
    })
}
