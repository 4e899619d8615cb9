//! The loss as layers: those of the library for numbers, and composed of them a few for vectors.

use backprop::{AddLayer, DivLayer, Layer, LayerError, MulLayer, SubLayer};

type Vector = [f64; 3];

/// A function of one number, and its derivative.
struct Function {
    value: fn(f64) -> f64,
    derivative: fn(f64) -> f64,
    kept: Option<f64>,
}

impl Function {
    fn new(value: fn(f64) -> f64, derivative: fn(f64) -> f64) -> Self {
        Self {
            value,
            derivative,
            kept: None,
        }
    }
}

impl Layer for Function {
    type Input = f64;
    type Output = f64;
    type Gradient = f64;

    fn forward(&mut self, x: f64) -> Result<f64, LayerError> {
        self.kept = Some(x);
        Ok((self.value)(x))
    }

    fn backward(&mut self, cotangent: f64) -> Result<f64, LayerError> {
        match self.kept {
            Some(x) => Ok(cotangent * (self.derivative)(x)),
            None => Err(LayerError::BackwardBeforeForward { layer: "Function" }),
        }
    }
}

/// A layer for each coordinate.
#[derive(Default)]
struct Each<L>([L; 3]);

impl<L: Layer<Input = (f64, f64), Output = f64, Gradient = (f64, f64)>> Each<L> {
    fn forward(&mut self, x: Vector, y: Vector) -> Result<Vector, LayerError> {
        let [a, b, c] = &mut self.0;
        Ok([
            a.forward((x[0], y[0]))?,
            b.forward((x[1], y[1]))?,
            c.forward((x[2], y[2]))?,
        ])
    }

    fn backward(&mut self, d: Vector) -> Result<(Vector, Vector), LayerError> {
        let [a, b, c] = &mut self.0;
        let (a, b, c) = (a.backward(d[0])?, b.backward(d[1])?, c.backward(d[2])?);
        Ok(([a.0, b.0, c.0], [a.1, b.1, c.1]))
    }
}

/// Adds up the adjoints of something that is used several times.
fn sum<const N: usize>(adjoints: [Vector; N]) -> Vector {
    std::array::from_fn(|i| adjoints.iter().map(|adjoint| adjoint[i]).sum())
}

#[derive(Default)]
struct Dot {
    products: Each<MulLayer<f64>>,
    sums: [AddLayer<f64>; 2],
}

impl Dot {
    fn forward(&mut self, x: Vector, y: Vector) -> Result<f64, LayerError> {
        let [a, b, c] = self.products.forward(x, y)?;
        let sum = self.sums[0].forward((a, b))?;
        self.sums[1].forward((sum, c))
    }

    fn backward(&mut self, d: f64) -> Result<(Vector, Vector), LayerError> {
        let (d_sum, d_c) = self.sums[1].backward(d)?;
        let (d_a, d_b) = self.sums[0].backward(d_sum)?;
        self.products.backward([d_a, d_b, d_c])
    }
}

#[derive(Default)]
struct Cross {
    left: Each<MulLayer<f64>>,
    right: Each<MulLayer<f64>>,
    difference: Each<SubLayer<f64>>,
}

impl Cross {
    fn forward(&mut self, [a, b, c]: Vector, [x, y, z]: Vector) -> Result<Vector, LayerError> {
        let left = self.left.forward([b, c, a], [z, x, y])?;
        let right = self.right.forward([c, a, b], [y, z, x])?;
        self.difference.forward(left, right)
    }

    fn backward(&mut self, d: Vector) -> Result<(Vector, Vector), LayerError> {
        let (d_left, d_right) = self.difference.backward(d)?;
        let ([b, c, a], [z, x, y]) = self.left.backward(d_left)?;
        let ([c2, a2, b2], [y2, z2, x2]) = self.right.backward(d_right)?;
        Ok((
            sum([[a, b, c], [a2, b2, c2]]),
            sum([[x, y, z], [x2, y2, z2]]),
        ))
    }
}

/// A vector times a number.
#[derive(Default)]
struct Scale(Each<MulLayer<f64>>);

impl Scale {
    fn forward(&mut self, x: Vector, factor: f64) -> Result<Vector, LayerError> {
        self.0.forward(x, [factor; 3])
    }

    fn backward(&mut self, d: Vector) -> Result<(Vector, f64), LayerError> {
        let (d_x, d_factors) = self.0.backward(d)?;
        Ok((d_x, d_factors.iter().sum()))
    }
}

/// y cos θ + (a × y) sin θ + a (a · y) (1 − cos θ), θ = |r|, a = r / θ.
struct Rotation {
    square: Dot,
    root: Function,
    per_angle: DivLayer<f64>,
    axis: Scale,
    sin: Function,
    cos: Function,
    cross: Cross,
    dot: Dot,
    versine: SubLayer<f64>,
    along: MulLayer<f64>,
    parts: [Scale; 3],
    sums: [Each<AddLayer<f64>>; 2],
}

impl Rotation {
    fn new() -> Self {
        Self {
            square: Dot::default(),
            root: Function::new(f64::sqrt, |x| 0.5 / x.sqrt()),
            per_angle: DivLayer::new(),
            axis: Scale::default(),
            sin: Function::new(f64::sin, f64::cos),
            cos: Function::new(f64::cos, |x| -x.sin()),
            cross: Cross::default(),
            dot: Dot::default(),
            versine: SubLayer::new(),
            along: MulLayer::new(),
            parts: Default::default(),
            sums: Default::default(),
        }
    }

    fn forward(&mut self, r: Vector, y: Vector) -> Result<Vector, LayerError> {
        let square = self.square.forward(r, r)?;
        let angle = self.root.forward(square)?;
        let per_angle = self.per_angle.forward((1.0, angle))?;
        let axis = self.axis.forward(r, per_angle)?;
        let sin = self.sin.forward(angle)?;
        let cos = self.cos.forward(angle)?;
        let cross = self.cross.forward(axis, y)?;
        let dot = self.dot.forward(axis, y)?;
        let versine = self.versine.forward((1.0, cos))?;
        let along = self.along.forward((dot, versine))?;
        let straight = self.parts[0].forward(y, cos)?;
        let across = self.parts[1].forward(cross, sin)?;
        let lengthwise = self.parts[2].forward(axis, along)?;
        let sum = self.sums[0].forward(straight, across)?;
        self.sums[1].forward(sum, lengthwise)
    }

    fn backward(&mut self, d: Vector) -> Result<(Vector, Vector), LayerError> {
        let (d_sum, d_lengthwise) = self.sums[1].backward(d)?;
        let (d_straight, d_across) = self.sums[0].backward(d_sum)?;
        let (d_axis, d_along) = self.parts[2].backward(d_lengthwise)?;
        let (d_cross, d_sin) = self.parts[1].backward(d_across)?;
        let (d_y, d_cos) = self.parts[0].backward(d_straight)?;
        let (d_dot, d_versine) = self.along.backward(d_along)?;
        let (_, d_cos_too) = self.versine.backward(d_versine)?;
        let (d_axis_by_dot, d_y_by_dot) = self.dot.backward(d_dot)?;
        let (d_axis_by_cross, d_y_by_cross) = self.cross.backward(d_cross)?;
        let d_angle = self.cos.backward(d_cos + d_cos_too)? + self.sin.backward(d_sin)?;
        let d_axis = sum([d_axis, d_axis_by_dot, d_axis_by_cross]);
        let (d_r, d_per_angle) = self.axis.backward(d_axis)?;
        let (_, d_angle_too) = self.per_angle.backward(d_per_angle)?;
        let d_square = self.root.backward(d_angle + d_angle_too)?;
        let (one, other) = self.square.backward(d_square)?;
        Ok((sum([d_r, one, other]), sum([d_y, d_y_by_dot, d_y_by_cross])))
    }
}

/// f L q with q = (p₀, p₁) / p₂, L = 1 + s (k₁ + k₂ s), s = q · q.
#[derive(Default)]
struct Lens {
    quotients: [DivLayer<f64>; 2],
    squares: [MulLayer<f64>; 2],
    square: AddLayer<f64>,
    radial_product: MulLayer<f64>,
    radial_sum: AddLayer<f64>,
    distortion_product: MulLayer<f64>,
    distortion_sum: AddLayer<f64>,
    scale: MulLayer<f64>,
    positions: [MulLayer<f64>; 2],
}

impl Lens {
    fn forward(&mut self, p: Vector, [f, k1, k2]: Vector) -> Result<[f64; 2], LayerError> {
        let q0 = self.quotients[0].forward((p[0], p[2]))?;
        let q1 = self.quotients[1].forward((p[1], p[2]))?;
        let s0 = self.squares[0].forward((q0, q0))?;
        let s1 = self.squares[1].forward((q1, q1))?;
        let s = self.square.forward((s0, s1))?;
        let radial = self.radial_product.forward((k2, s))?;
        let radial = self.radial_sum.forward((k1, radial))?;
        let product = self.distortion_product.forward((s, radial))?;
        let distortion = self.distortion_sum.forward((1.0, product))?;
        let scale = self.scale.forward((f, distortion))?;
        let [first, second] = &mut self.positions;
        Ok([first.forward((scale, q0))?, second.forward((scale, q1))?])
    }

    /// The adjoints of the point, and of f, k₁ and k₂.
    fn backward(&mut self, d: [f64; 2]) -> Result<(Vector, Vector), LayerError> {
        let (d_scale_0, d_q0) = self.positions[0].backward(d[0])?;
        let (d_scale_1, d_q1) = self.positions[1].backward(d[1])?;
        let (d_f, d_distortion) = self.scale.backward(d_scale_0 + d_scale_1)?;
        let (_, d_product) = self.distortion_sum.backward(d_distortion)?;
        let (d_s, d_radial) = self.distortion_product.backward(d_product)?;
        let (d_k1, d_radial) = self.radial_sum.backward(d_radial)?;
        let (d_k2, d_s_too) = self.radial_product.backward(d_radial)?;
        let (d_s0, d_s1) = self.square.backward(d_s + d_s_too)?;
        let mut d_p = [0.0; 3];
        for (axis, (d_q, d_s)) in [(d_q0, d_s0), (d_q1, d_s1)].into_iter().enumerate() {
            let (one, other) = self.squares[axis].backward(d_s)?;
            let (d_numerator, d_depth) = self.quotients[axis].backward(d_q + one + other)?;
            d_p[axis] = d_numerator;
            d_p[2] += d_depth;
        }
        Ok((d_p, [d_f, d_k1, d_k2]))
    }
}

/// e² / 2 with e = w (position + centre - measured), along one axis of the image.
#[derive(Default)]
struct Residue {
    shift: AddLayer<f64>,
    off: SubLayer<f64>,
    error: MulLayer<f64>,
    square: MulLayer<f64>,
    half: MulLayer<f64>,
}

impl Residue {
    fn forward(&mut self, position: f64, [centre, measured, w]: Vector) -> Result<f64, LayerError> {
        let shifted = self.shift.forward((position, centre))?;
        let off = self.off.forward((shifted, measured))?;
        let error = self.error.forward((w, off))?;
        let square = self.square.forward((error, error))?;
        self.half.forward((square, 0.5))
    }

    /// The adjoints of the position, the centre and the weight.
    fn backward(&mut self, d: f64) -> Result<Vector, LayerError> {
        let (d_square, _) = self.half.backward(d)?;
        let (one, other) = self.square.backward(d_square)?;
        let (d_w, d_off) = self.error.backward(one + other)?;
        let (d_shifted, _) = self.off.backward(d_off)?;
        let (d_position, d_centre) = self.shift.backward(d_shifted)?;
        Ok([d_position, d_centre, d_w])
    }
}

/// The loss and its gradient.
#[inline(always)]
pub(super) fn gradient(input: &[f64; 17]) -> [f64; 16] {
    by_layers(input).unwrap_or([f64::NAN; 16])
}

fn by_layers(input: &[f64; 17]) -> Result<[f64; 16], LayerError> {
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
    let mut difference = Each::<SubLayer<f64>>::default();
    let (mut rotation, mut lens) = (Rotation::new(), Lens::default());
    let mut squares = [Residue::default(), Residue::default()];
    let mut total = AddLayer::new();

    let y = difference.forward([x0, x1, x2], [c0, c1, c2])?;
    let p = rotation.forward([r0, r1, r2], y)?;
    let [position_0, position_1] = lens.forward(p, [f, k1, k2])?;
    let one = squares[0].forward(position_0, [u, m0, w])?;
    let other = squares[1].forward(position_1, [v, m1, w])?;
    let loss = total.forward((one, other))?;

    let (d_one, d_other) = total.backward(1.0)?;
    let [d_position_0, d_u, d_w_0] = squares[0].backward(d_one)?;
    let [d_position_1, d_v, d_w_1] = squares[1].backward(d_other)?;
    let (d_p, [d_f, d_k1, d_k2]) = lens.backward([d_position_0, d_position_1])?;
    let ([d_r0, d_r1, d_r2], d_y) = rotation.backward(d_p)?;
    let ([d_x0, d_x1, d_x2], [d_c0, d_c1, d_c2]) = difference.backward(d_y)?;
    let d_w = d_w_0 + d_w_1;
    Ok([
        loss, d_r0, d_r1, d_r2, d_c0, d_c1, d_c2, d_f, d_u, d_v, d_k1, d_k2, d_x0, d_x1, d_x2, d_w,
    ])
}
