/// A camera's view of a point, with everything that its derivatives need.
struct View {
    y: [f64; 3],
    axis: [f64; 3],
    per_angle: f64,
    sin: f64,
    cos: f64,
    cross: [f64; 3],
    dot: f64,
    per_depth: f64,
    q: [f64; 2],
    square: f64,
    radial: f64,
    distortion: f64,
    off: [f64; 2],
}

#[inline(always)]
fn dot([a, b, c]: [f64; 3], [x, y, z]: [f64; 3]) -> f64 {
    a * x + b * y + c * z
}

#[inline(always)]
fn cross([a, b, c]: [f64; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    [b * z - c * y, c * x - a * z, a * y - b * x]
}

#[inline(always)]
fn view(input: &[f64; 17]) -> View {
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
        _,
        m0,
        m1,
    ] = input;
    let y = [x0 - c0, x1 - c1, x2 - c2];
    let angle = dot([r0, r1, r2], [r0, r1, r2]).sqrt();
    let per_angle = 1.0 / angle;
    let axis = [r0 * per_angle, r1 * per_angle, r2 * per_angle];
    let (sin, cos) = angle.sin_cos();
    let cross = cross(axis, y);
    let dot = dot(axis, y);
    let along = dot * (1.0 - cos);
    let p = |i: usize| y[i] * cos + cross[i] * sin + axis[i] * along;
    let per_depth = 1.0 / p(2);
    let q = [p(0) * per_depth, p(1) * per_depth];
    let square = q[0] * q[0] + q[1] * q[1];
    let radial = k1 + k2 * square;
    let distortion = 1.0 + square * radial;
    let scale = f * distortion;
    let off = [scale * q[0] + u - m0, scale * q[1] + v - m1];
    View {
        y,
        axis,
        per_angle,
        sin,
        cos,
        cross,
        dot,
        per_depth,
        q,
        square,
        radial,
        distortion,
        off,
    }
}

/// What an error function asks of where the point is seen, before the weight.
struct Seen {
    /// The derivatives with respect to the position.
    d: [f64; 2],
    /// The same, times the scale.
    scaled: [f64; 2],
    /// The derivative with respect to the scale.
    d_scale: f64,
    d_weight: f64,
}

/// The derivatives with respect to the fifteen active inputs.
#[inline(always)]
fn pull_back(input: &[f64; 17], view: &View, seen: &Seen) -> [f64; 15] {
    let &[.., f, _, _, _, k2, _, _, _, _, _, _] = input;
    let [q0, q1] = view.q;
    let &Seen {
        d,
        scaled,
        d_scale,
        d_weight,
    } = seen;
    let d_distortion = d_scale * f;
    let d_radial = d_distortion * view.square;
    let d_square = 2.0 * (d_distortion * view.radial + d_radial * k2);
    let d_q = [scaled[0] + d_square * q0, scaled[1] + d_square * q1];
    let d_p0 = d_q[0] * view.per_depth;
    let d_p1 = d_q[1] * view.per_depth;
    let d_p = [d_p0, d_p1, -(d_p0 * q0 + d_p1 * q1)];

    // P = R y, so the point's derivative is Rᵀ d_p: the rotation by the opposite angle.
    let View {
        y,
        axis,
        per_angle,
        sin,
        cos,
        ..
    } = *view;
    let versine = 1.0 - cos;
    let d_axis_dot = dot(axis, d_p);
    let back = cross(d_p, axis);
    let along = d_axis_dot * versine;
    let d_x: [f64; 3] = std::array::from_fn(|i| d_p[i] * cos + back[i] * sin + axis[i] * along);

    let d_angle = (view.dot * d_axis_dot - dot(y, d_p)) * sin + dot(view.cross, d_p) * cos;
    let turn = cross(y, d_p);
    let dot_versine = view.dot * versine;
    let d_axis: [f64; 3] =
        std::array::from_fn(|i| turn[i] * sin + d_p[i] * dot_versine + y[i] * along);
    // The axis is r / |r|: what lies along it changes the angle alone.
    let lengthwise = d_angle - dot(axis, d_axis) * per_angle;
    let d_r: [f64; 3] = std::array::from_fn(|i| d_axis[i] * per_angle + axis[i] * lengthwise);
    [
        d_r[0],
        d_r[1],
        d_r[2],
        -d_x[0],
        -d_x[1],
        -d_x[2],
        d_scale * view.distortion,
        d[0],
        d[1],
        d_radial,
        d_radial * view.square,
        d_x[0],
        d_x[1],
        d_x[2],
        d_weight,
    ]
}

#[inline(always)]
fn half_square(e0: f64, e1: f64) -> f64 {
    0.5 * (e0 * e0 + e1 * e1)
}

/// The loss.
#[inline(always)]
pub(super) fn value(input: &[f64; 17]) -> [f64; 1] {
    let off = view(input).off;
    let w = input[14];
    let (e0, e1) = (w * off[0], w * off[1]);
    [half_square(e0, e1)]
}

/// The loss and its gradient.
#[inline(always)]
pub(super) fn gradient(input: &[f64; 17]) -> [f64; 16] {
    let view = view(input);
    let w = input[14];
    let [o0, o1] = view.off;
    let (e0, e1) = (w * o0, w * o1);
    let (d0, d1) = (e0 * w, e1 * w);
    let scale = input[6] * view.distortion;
    let seen = Seen {
        d: [d0, d1],
        scaled: [d0 * scale, d1 * scale],
        d_scale: d0 * view.q[0] + d1 * view.q[1],
        d_weight: e0 * o0 + e1 * o1,
    };
    let derivatives = pull_back(input, &view, &seen);
    with_value(half_square(e0, e1), derivatives)
}

/// Both errors, each with its derivatives.
#[inline(always)]
pub(super) fn jacobian(input: &[f64; 17]) -> [f64; 32] {
    let view = view(input);
    let w = input[14];
    let [o0, o1] = view.off;
    let scaled = w * input[6] * view.distortion;
    let first = Seen {
        d: [w, 0.0],
        scaled: [scaled, 0.0],
        d_scale: w * view.q[0],
        d_weight: o0,
    };
    let second = Seen {
        d: [0.0, w],
        scaled: [0.0, scaled],
        d_scale: w * view.q[1],
        d_weight: o1,
    };
    let first = with_value(w * o0, pull_back(input, &view, &first));
    let second = with_value(w * o1, pull_back(input, &view, &second));
    let mut result = [0.0; 32];
    result[..16].copy_from_slice(&first);
    result[16..].copy_from_slice(&second);
    result
}

#[inline(always)]
fn with_value(value: f64, derivatives: [f64; 15]) -> [f64; 16] {
    let mut result = [value; 16];
    result[1..].copy_from_slice(&derivatives);
    result
}
