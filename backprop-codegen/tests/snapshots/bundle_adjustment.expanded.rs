/// The graph `Residual`.
pub struct Residual {}
#[allow(clippy::too_many_arguments, reason = "one for each input or output")]
impl Residual {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
    /// The output for these inputs; nothing is kept. 68 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(
        &self,
        r0: f64,
        r1: f64,
        r2: f64,
        c0: f64,
        c1: f64,
        c2: f64,
        f: f64,
        u0: f64,
        v0: f64,
        k1: f64,
        k2: f64,
        x0: f64,
        x1: f64,
        x2: f64,
        w: f64,
        m0: f64,
        m1: f64,
    ) -> f64 {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = ::backprop::__private::Float::sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = ::backprop::__private::Float::recip(angle);
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = ::backprop::__private::Float::sin(angle);
        let c = ::backprop::__private::Float::cos(angle);
        let along = (a0 * y0 + a1 * y1 + a2 * y2) * (1.0_f64 - c);
        let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
        let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
        let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let distortion = 1.0_f64 + q * (k1 + k2 * q);
        let t1 = f * distortion;
        let e0 = w * (t1 * q0 + u0 - m0);
        let e1 = w * (t1 * q1 + v0 - m1);
        (e0 * e0 + e1 * e1) / 2.0_f64
    }
    /// The output and its gradient, in one fused pass. 183 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(
        &self,
        r0: f64,
        r1: f64,
        r2: f64,
        c0: f64,
        c1: f64,
        c2: f64,
        f: f64,
        u0: f64,
        v0: f64,
        k1: f64,
        k2: f64,
        x0: f64,
        x1: f64,
        x2: f64,
        w: f64,
        m0: f64,
        m1: f64,
    ) -> (f64, ResidualGrads) {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = ::backprop::__private::Float::sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = ::backprop::__private::Float::recip(angle);
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = ::backprop::__private::Float::sin(angle);
        let c = ::backprop::__private::Float::cos(angle);
        let t1 = a0 * y0 + a1 * y1 + a2 * y2;
        let t2 = 1.0_f64 - c;
        let along = t1 * t2;
        let t3 = a1 * y2 - a2 * y1;
        let p0 = y0 * c + t3 * s + a0 * along;
        let t4 = a2 * y0 - a0 * y2;
        let p1 = y1 * c + t4 * s + a1 * along;
        let t5 = a0 * y1 - a1 * y0;
        let p2 = y2 * c + t5 * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let t6 = k1 + k2 * q;
        let distortion = 1.0_f64 + q * t6;
        let t7 = f * distortion;
        let t8 = t7 * q0 + u0 - m0;
        let e0 = w * t8;
        let t9 = t7 * q1 + v0 - m1;
        let e1 = w * t9;
        let d_v0 = e1 * w;
        let d_u0 = e0 * w;
        let t10 = d_v0 * q1 + d_u0 * q0;
        let d_distortion = t10 * f;
        let d_k1 = d_distortion * q;
        let d_q = d_distortion * t6 + d_k1 * k2;
        let d_p1 = (d_v0 * t7 + d_q * q1 * 2.0_f64) / p2;
        let d_p0 = (d_u0 * t7 + d_q * q0 * 2.0_f64) / p2;
        let t11 = d_p1 * q1 + d_p0 * q0;
        let t12 = t11 * s;
        let t13 = d_p1 * s;
        let d_along = d_p1 * a1 - t11 * a2 + d_p0 * a0;
        let t14 = d_p0 * s;
        let t15 = d_along * t2;
        let d_c = d_p1 * y1 - t11 * y2 + d_p0 * y0 - d_along * t1;
        let d_a2 = t13 * y0 - t11 * along - t14 * y1 + t15 * y2;
        let d_y2 = t14 * a1 - (t11 * c + t13 * a0) + t15 * a2;
        let d_a1 = t12 * y0 + d_p1 * along + t14 * y2 + t15 * y1;
        let d_y1 = d_p1 * c - t12 * a0 - t14 * a2 + t15 * a1;
        let d_a0 = d_p0 * along - (t12 * y1 + t13 * y2) + t15 * y0;
        let d_y0 = t12 * a1 + t13 * a2 + d_p0 * c + t15 * a0;
        let t16 = (d_p1 * t4 - t11 * t5 + d_p0 * t3) * c - d_c * s;
        let t17 = (d_a2 * r2 + d_a1 * r1 + d_a0 * r0) * scale * scale;
        let t18 = (t16 - t17) * scale;
        (
            (e0 * e0 + e1 * e1) / 2.0_f64,
            ResidualGrads {
                r0: d_a0 * scale + t18 * r0,
                r1: d_a1 * scale + t18 * r1,
                r2: d_a2 * scale + t18 * r2,
                c0: -d_y0,
                c1: -d_y1,
                c2: -d_y2,
                f: t10 * distortion,
                u0: d_u0,
                v0: d_v0,
                k1: d_k1,
                k2: d_k1 * q,
                x0: d_y0,
                x1: d_y1,
                x2: d_y2,
                w: e1 * t9 + e0 * t8,
            },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 68 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(
        &self,
        r0: f64,
        r1: f64,
        r2: f64,
        c0: f64,
        c1: f64,
        c2: f64,
        f: f64,
        u0: f64,
        v0: f64,
        k1: f64,
        k2: f64,
        x0: f64,
        x1: f64,
        x2: f64,
        w: f64,
        m0: f64,
        m1: f64,
    ) -> ResidualPass {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = ::backprop::__private::Float::sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = ::backprop::__private::Float::recip(angle);
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = ::backprop::__private::Float::sin(angle);
        let c = ::backprop::__private::Float::cos(angle);
        let t1 = a0 * y0 + a1 * y1 + a2 * y2;
        let t2 = 1.0_f64 - c;
        let along = t1 * t2;
        let t3 = a1 * y2 - a2 * y1;
        let p0 = y0 * c + t3 * s + a0 * along;
        let t4 = a2 * y0 - a0 * y2;
        let p1 = y1 * c + t4 * s + a1 * along;
        let t5 = a0 * y1 - a1 * y0;
        let p2 = y2 * c + t5 * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let t6 = k1 + k2 * q;
        let distortion = 1.0_f64 + q * t6;
        let t7 = f * distortion;
        let t8 = t7 * q0 + u0 - m0;
        let e0 = w * t8;
        let t9 = t7 * q1 + v0 - m1;
        let e1 = w * t9;
        ResidualPass {
            r0,
            r1,
            r2,
            f,
            k2,
            w,
            y0,
            y1,
            y2,
            scale,
            a0,
            a1,
            a2,
            s,
            c,
            t1,
            t2,
            along,
            t3,
            t4,
            t5,
            p2,
            q0,
            q1,
            q,
            t6,
            distortion,
            t7,
            t8,
            e0,
            t9,
            e1,
            output: (e0 * e0 + e1 * e1) / 2.0_f64,
        }
    }
}
#[automatically_derived]
impl ::core::default::Default for Residual {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Residual`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ResidualPass {
    r0: f64,
    r1: f64,
    r2: f64,
    f: f64,
    k2: f64,
    w: f64,
    y0: f64,
    y1: f64,
    y2: f64,
    scale: f64,
    a0: f64,
    a1: f64,
    a2: f64,
    s: f64,
    c: f64,
    t1: f64,
    t2: f64,
    along: f64,
    t3: f64,
    t4: f64,
    t5: f64,
    p2: f64,
    q0: f64,
    q1: f64,
    q: f64,
    t6: f64,
    distortion: f64,
    t7: f64,
    t8: f64,
    e0: f64,
    t9: f64,
    e1: f64,
    output: f64,
}
impl ResidualPass {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> f64 {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 117 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: f64) -> ResidualGrads {
        let d_e1 = d_output * self.e1;
        let d_e0 = d_output * self.e0;
        let d_v0 = d_e1 * self.w;
        let d_u0 = d_e0 * self.w;
        let t10 = d_v0 * self.q1 + d_u0 * self.q0;
        let d_distortion = t10 * self.f;
        let d_k1 = d_distortion * self.q;
        let d_q = d_distortion * self.t6 + d_k1 * self.k2;
        let d_p1 = (d_v0 * self.t7 + d_q * self.q1 * 2.0_f64) / self.p2;
        let d_p0 = (d_u0 * self.t7 + d_q * self.q0 * 2.0_f64) / self.p2;
        let t11 = d_p1 * self.q1 + d_p0 * self.q0;
        let t12 = t11 * self.s;
        let t13 = d_p1 * self.s;
        let d_along = d_p1 * self.a1 - t11 * self.a2 + d_p0 * self.a0;
        let t14 = d_p0 * self.s;
        let t15 = d_along * self.t2;
        let d_c = d_p1 * self.y1 - t11 * self.y2 + d_p0 * self.y0 - d_along * self.t1;
        let d_a2 = t13 * self.y0 - t11 * self.along - t14 * self.y1 + t15 * self.y2;
        let d_y2 = t14 * self.a1 - (t11 * self.c + t13 * self.a0) + t15 * self.a2;
        let d_a1 = t12 * self.y0 + d_p1 * self.along + t14 * self.y2 + t15 * self.y1;
        let d_y1 = d_p1 * self.c - t12 * self.a0 - t14 * self.a2 + t15 * self.a1;
        let d_a0 = d_p0 * self.along - (t12 * self.y1 + t13 * self.y2) + t15 * self.y0;
        let d_y0 = t12 * self.a1 + t13 * self.a2 + d_p0 * self.c + t15 * self.a0;
        let t16 = (d_p1 * self.t4 - t11 * self.t5 + d_p0 * self.t3) * self.c
            - d_c * self.s;
        let t17 = (d_a2 * self.r2 + d_a1 * self.r1 + d_a0 * self.r0) * self.scale
            * self.scale;
        let t18 = (t16 - t17) * self.scale;
        ResidualGrads {
            r0: d_a0 * self.scale + t18 * self.r0,
            r1: d_a1 * self.scale + t18 * self.r1,
            r2: d_a2 * self.scale + t18 * self.r2,
            c0: -d_y0,
            c1: -d_y1,
            c2: -d_y2,
            f: t10 * self.distortion,
            u0: d_u0,
            v0: d_v0,
            k1: d_k1,
            k2: d_k1 * self.q,
            x0: d_y0,
            x1: d_y1,
            x2: d_y2,
            w: d_e1 * self.t9 + d_e0 * self.t8,
        }
    }
}
/// The gradient of [`Residual`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct ResidualGrads {
    /// The gradient with respect to `r0`.
    pub r0: f64,
    /// The gradient with respect to `r1`.
    pub r1: f64,
    /// The gradient with respect to `r2`.
    pub r2: f64,
    /// The gradient with respect to `c0`.
    pub c0: f64,
    /// The gradient with respect to `c1`.
    pub c1: f64,
    /// The gradient with respect to `c2`.
    pub c2: f64,
    /// The gradient with respect to `f`.
    pub f: f64,
    /// The gradient with respect to `u0`.
    pub u0: f64,
    /// The gradient with respect to `v0`.
    pub v0: f64,
    /// The gradient with respect to `k1`.
    pub k1: f64,
    /// The gradient with respect to `k2`.
    pub k2: f64,
    /// The gradient with respect to `x0`.
    pub x0: f64,
    /// The gradient with respect to `x1`.
    pub x1: f64,
    /// The gradient with respect to `x2`.
    pub x2: f64,
    /// The gradient with respect to `w`.
    pub w: f64,
}
#[automatically_derived]
impl ::backprop::__private::Graph for Residual {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Residual",
        element: "f64",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "r0",
                    constant: false,
                    node: 0,
                },
                InputInfo {
                    name: "r1",
                    constant: false,
                    node: 1,
                },
                InputInfo {
                    name: "r2",
                    constant: false,
                    node: 2,
                },
                InputInfo {
                    name: "c0",
                    constant: false,
                    node: 3,
                },
                InputInfo {
                    name: "c1",
                    constant: false,
                    node: 4,
                },
                InputInfo {
                    name: "c2",
                    constant: false,
                    node: 5,
                },
                InputInfo {
                    name: "f",
                    constant: false,
                    node: 6,
                },
                InputInfo {
                    name: "u0",
                    constant: false,
                    node: 7,
                },
                InputInfo {
                    name: "v0",
                    constant: false,
                    node: 8,
                },
                InputInfo {
                    name: "k1",
                    constant: false,
                    node: 9,
                },
                InputInfo {
                    name: "k2",
                    constant: false,
                    node: 10,
                },
                InputInfo {
                    name: "x0",
                    constant: false,
                    node: 11,
                },
                InputInfo {
                    name: "x1",
                    constant: false,
                    node: 12,
                },
                InputInfo {
                    name: "x2",
                    constant: false,
                    node: 13,
                },
                InputInfo {
                    name: "w",
                    constant: false,
                    node: 14,
                },
                InputInfo {
                    name: "m0",
                    constant: true,
                    node: 15,
                },
                InputInfo {
                    name: "m1",
                    constant: true,
                    node: 16,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "",
                    constant: false,
                    node: 86,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            &[
                NodeInfo {
                    name: Option::Some("r0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("r1"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("r2"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("c0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("c1"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("c2"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("f"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("u0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("v0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("k1"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("k2"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("x0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("x1"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("x2"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("w"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("m0"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("m1"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("y0"),
                    operation: "-",
                    operands: &[11, 3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("y1"),
                    operation: "-",
                    operands: &[12, 4],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("y2"),
                    operation: "-",
                    operands: &[13, 5],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[0, 0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[1, 1],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[20, 21],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[2, 2],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[22, 23],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("angle"),
                    operation: "sqrt",
                    operands: &[24],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "1.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("scale"),
                    operation: "/",
                    operands: &[26, 25],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("a0"),
                    operation: "*",
                    operands: &[0, 27],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("a1"),
                    operation: "*",
                    operands: &[1, 27],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("a2"),
                    operation: "*",
                    operands: &[2, 27],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("s"),
                    operation: "sin",
                    operands: &[25],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("c"),
                    operation: "cos",
                    operands: &[25],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[28, 17],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[29, 18],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[33, 34],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[30, 19],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[35, 36],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[26, 32],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("along"),
                    operation: "*",
                    operands: &[37, 38],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[17, 32],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[29, 19],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[30, 18],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[41, 42],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[43, 31],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[40, 44],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[28, 39],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("p0"),
                    operation: "+",
                    operands: &[45, 46],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[18, 32],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[30, 17],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[28, 19],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[49, 50],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[51, 31],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[48, 52],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[29, 39],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("p1"),
                    operation: "+",
                    operands: &[53, 54],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[19, 32],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[28, 18],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[29, 17],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[57, 58],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[59, 31],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[56, 60],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[30, 39],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("p2"),
                    operation: "+",
                    operands: &[61, 62],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("q0"),
                    operation: "/",
                    operands: &[47, 63],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("q1"),
                    operation: "/",
                    operands: &[55, 63],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[64, 64],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[65, 65],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("q"),
                    operation: "+",
                    operands: &[66, 67],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[10, 68],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[9, 69],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[68, 70],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("distortion"),
                    operation: "+",
                    operands: &[26, 71],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[6, 72],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[73, 64],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[74, 7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[75, 15],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("e0"),
                    operation: "*",
                    operands: &[14, 76],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[73, 65],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[78, 8],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[79, 16],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("e1"),
                    operation: "*",
                    operands: &[14, 80],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[77, 77],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[81, 81],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[82, 83],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "2.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "/",
                    operands: &[84, 85],
                    shape: &[],
                },
            ]
        },
        saved: &[
            "r0",
            "r1",
            "r2",
            "f",
            "k2",
            "w",
            "y0",
            "y1",
            "y2",
            "scale",
            "a0",
            "a1",
            "a2",
            "s",
            "c",
            "t1",
            "t2",
            "along",
            "t3",
            "t4",
            "t5",
            "p2",
            "q0",
            "q1",
            "q",
            "t6",
            "distortion",
            "t7",
            "t8",
            "e0",
            "t9",
            "e1",
        ],
        cost: ::backprop::__private::CostTable {
            number: 8,
            factors: &[&[]],
            kinds: &[
                "additions",
                "multiplications",
                "divisions",
                "negations",
                "cos",
                "sin",
                "sqrt",
            ],
            methods: [
                &[68, 17, 1, 0, 25, 36, 4, 0, 1, 1, 1],
                &[68, 17, 33, 0, 25, 36, 4, 0, 1, 1, 1],
                &[117, 33, 15, 0, 38, 74, 2, 3, 0, 0, 0],
            ],
            value_and_grad: ::core::option::Option::Some(
                &[183, 17, 16, 0, 63, 108, 6, 3, 1, 1, 1],
            ),
            kept: &[32, 15],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl Residual {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        #[allow(clippy::too_many_arguments, reason = "one for each input")]
        fn __names(
            r0: f64,
            r1: f64,
            r2: f64,
            c0: f64,
            c1: f64,
            c2: f64,
            f: f64,
            u0: f64,
            v0: f64,
            k1: f64,
            k2: f64,
            x0: f64,
            x1: f64,
            x2: f64,
            w: f64,
            m0: f64,
            m1: f64,
        ) -> f64 {
            let y0: f64 = __editor::of((x0, c0));
            let y1: f64 = __editor::of((x1, c1));
            let y2: f64 = __editor::of((x2, c2));
            let angle: f64 = __editor::of((
                <f64 as __editor::Float>::sqrt,
                r0,
                r0,
                r1,
                r1,
                r2,
                r2,
            ));
            let scale: f64 = __editor::of((angle,));
            let a0: f64 = __editor::of((r0, scale));
            let a1: f64 = __editor::of((r1, scale));
            let a2: f64 = __editor::of((r2, scale));
            let s: f64 = __editor::of((<f64 as __editor::Float>::sin, angle));
            let c: f64 = __editor::of((<f64 as __editor::Float>::cos, angle));
            let along: f64 = __editor::of((a0, y0, a1, y1, a2, y2, c));
            let p0: f64 = __editor::of((y0, c, a1, y2, a2, y1, s, a0, along));
            let p1: f64 = __editor::of((y1, c, a2, y0, a0, y2, s, a1, along));
            let p2: f64 = __editor::of((y2, c, a0, y1, a1, y0, s, a2, along));
            let q0: f64 = __editor::of((p0, p2));
            let q1: f64 = __editor::of((p1, p2));
            let q: f64 = __editor::of((q0, q0, q1, q1));
            let distortion: f64 = __editor::of((q, k1, k2, q));
            let e0: f64 = __editor::of((w, f, distortion, q0, u0, m0));
            let e1: f64 = __editor::of((w, f, distortion, q1, v0, m1));
            __editor::of((e0, e0, e1, e1))
        }
    }
};
