/// A two-layer classifier and its loss.
pub struct Mlp<F> {
    inputs: [::backprop::__private::tensor::Vec<F>; 6],
    buffers: [::backprop::__private::tensor::Vec<F>; 6],
    products: ::backprop::__private::tensor::Vec<F>,
    workspace: ::backprop::__private::tensor::Vec<F>,
    grads: MlpGrads<F>,
}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
impl<F: ::backprop::__private::Float> Mlp<F> {
    /// A graph that is ready to run.
    #[must_use]
    pub fn new() -> Self {
        use ::backprop::__private::tensor as __tensor;
        Self {
            inputs: ::core::array::from_fn(|_| __tensor::Vec::new()),
            buffers: ::core::array::from_fn(|_| __tensor::Vec::new()),
            products: __tensor::Vec::new(),
            workspace: __tensor::Vec::new(),
            grads: MlpGrads {
                w1: __tensor::empty(),
                b1: __tensor::empty(),
                w2: __tensor::empty(),
                b2: __tensor::empty(),
            },
        }
    }
    /// The output for these inputs; nothing is kept. Operations: `2·batch·inputs·hidden + 22·batch·hidden + 93·batch + 2`.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn value<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        labels: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        w1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
        w2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
    ) -> ::core::result::Result<
        MlpOutput<'graph, F>,
        ::backprop::__private::ShapeError,
    > {
        use ::backprop::__private::tensor as __tensor;
        struct MlpValue1<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b1: &'a [F],
            hidden: usize,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 0, 0>
        for MlpValue1<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [h_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                []: [&mut [F]; 0],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { product, b1, hidden } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, h_out);
                for row in 0..count {
                    let b1 = &b1[..hidden];
                    let h_out = &mut h_out[row * hidden..][..hidden];
                    for at in eights(hidden) {
                        let t4 = at.load(h_out);
                        let b1 = at.load(b1);
                        let h = (t4 + b1).relu();
                        at.store(h_out, h);
                    }
                }
                []
            }
        }
        struct MlpValue2<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b2: &'a [F],
            labels: &'a [F],
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 0, 1>
        for MlpValue2<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [logits_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                []: [&mut [F]; 0],
                _: &mut [F],
            ) -> [F; 1] {
                use __tensor::each;
                let &Self { product, b2, labels } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, logits_out);
                let mut t18 = __tensor::Sum::new();
                for row in 0..count {
                    let i = rows.start + row;
                    let b2 = &b2[..10];
                    let labels = &labels[i * 10..][..10];
                    let logits_out = &mut logits_out[row * 10..][..10];
                    let mut t7 = __tensor::Max::new();
                    for at in eights(10).folding(t7) {
                        let t6 = at.load(logits_out);
                        let b2 = at.load(b2);
                        let logits = t6 + b2;
                        at.store(logits_out, logits);
                        t7.add(at, logits);
                    }
                    let t7 = t7.finish();
                    let t8 = F::abs(t7);
                    let t10 = t8 < F::from_f64(::core::primitive::f64::INFINITY);
                    let t12 = if t10 { t7 } else { F::ZERO };
                    let mut t2 = __tensor::Sum::new();
                    for at in lanes(10).folding(t2) {
                        let logits = at.load(logits_out);
                        t2.add(at, (logits - at.splat(t12)).exp());
                    }
                    let t2 = t2.finish();
                    let t14 = F::ln(t2);
                    let mut t17 = __tensor::Sum::new();
                    for at in eights(10).folding(t17) {
                        let logits = at.load(logits_out);
                        let labels = at.load(labels);
                        t17.add(at, labels * (logits - at.splat(t12) - at.splat(t14)));
                    }
                    let t17 = t17.finish();
                    t18.push(t17);
                }
                let t18 = t18.finish();
                [t18]
            }
        }
        let x_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(x);
        let labels_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(
            labels,
        );
        let w1_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w1);
        let b1_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b1);
        let w2_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w2);
        let b2_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b2);
        let [batch, inputs, hidden] = Self::__sizes(
            &x_view,
            &labels_view,
            &w1_view,
            &b1_view,
            &w2_view,
            &b2_view,
        )?;
        let Self {
            inputs: [x_packed,
            labels_packed,
            w1_packed,
            b1_packed,
            w2_packed,
            b2_packed,
            ],
            buffers: [logits,
            h,
            ..,
            ],
            products,
            workspace,
            ..
        } = self;
        let x = __tensor::pack(&x_view, x_packed, "Mlp", "x")?;
        let labels = __tensor::pack(&labels_view, labels_packed, "Mlp", "labels")?;
        let w1 = __tensor::pack(&w1_view, w1_packed, "Mlp", "w1")?;
        let b1 = __tensor::pack(&b1_view, b1_packed, "Mlp", "b1")?;
        let w2 = __tensor::pack(&w2_view, w2_packed, "Mlp", "w2")?;
        let b2 = __tensor::pack(&b2_view, b2_packed, "Mlp", "b2")?;
        __tensor::grow(logits, "Mlp", "logits", &[batch, 10])?;
        __tensor::grow(h, "Mlp", "h", &[batch, hidden])?;
        let t3 = __tensor::count::<F>(batch);
        __tensor::run(
            &MlpValue1 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&x[..], batch, inputs),
                    __tensor::Matrix::new(&w1[..], inputs, hidden),
                    products,
                ),
                b1: &b1[..],
                hidden,
            },
            __tensor::Space {
                rows: batch,
                width: hidden,
                work: 3 + inputs / 8,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut h[..],
                    width: hidden,
                },
            ],
            [],
            [],
            [],
            workspace,
        );
        let [t18] = __tensor::run(
            &MlpValue2 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&h[..], batch, hidden),
                    __tensor::Matrix::new(&w2[..], hidden, 10),
                    products,
                ),
                b2: &b2[..],
                labels: &labels[..],
            },
            __tensor::Space {
                rows: batch,
                width: 10,
                work: 33 + hidden / 8,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut logits[..],
                    width: 10,
                },
            ],
            [],
            [],
            [__tensor::Fold::Sum],
            workspace,
        );
        let t19 = t18 / t3;
        let loss = -t19;
        ::core::result::Result::Ok(MlpOutput {
            loss,
            logits: __tensor::view(&logits[..], __tensor::Ix2(batch, 10)),
        })
    }
    /// The output and its gradient, in one fused pass. Operations: `4·batch·inputs·hidden + 63·batch·hidden + 163·batch + 3`.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn value_and_grad<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        labels: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        w1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
        w2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
    ) -> ::core::result::Result<
        (MlpOutput<'graph, F>, &'graph MlpGrads<F>),
        ::backprop::__private::ShapeError,
    > {
        use ::backprop::__private::tensor as __tensor;
        struct MlpValueAndGrad1<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b1: &'a [F],
            hidden: usize,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 0, 0>
        for MlpValueAndGrad1<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [h_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                []: [&mut [F]; 0],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { product, b1, hidden } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, h_out);
                for row in 0..count {
                    let b1 = &b1[..hidden];
                    let h_out = &mut h_out[row * hidden..][..hidden];
                    for at in eights(hidden) {
                        let t2 = at.load(h_out);
                        let b1 = at.load(b1);
                        let h = (t2 + b1).relu();
                        at.store(h_out, h);
                    }
                }
                []
            }
        }
        struct MlpValueAndGrad2<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b2: &'a [F],
            labels: &'a [F],
            t4: F,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 2, 0, 1, 1>
        for MlpValueAndGrad2<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [logits_out,
                d_logits_2_out,
                ]: [&mut [F]; 2],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                [d_b2_out,
                ]: [&mut [F]; 1],
                scratch: &mut [F],
            ) -> [F; 1] {
                use __tensor::each;
                let &Self { product, b2, labels, t4 } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, logits_out);
                let t13_row = &mut scratch[..10];
                let mut t19 = __tensor::Sum::new();
                for row in 0..count {
                    let i = rows.start + row;
                    let b2 = &b2[..10];
                    let labels = &labels[i * 10..][..10];
                    let logits_out = &mut logits_out[row * 10..][..10];
                    let d_logits_2_out = &mut d_logits_2_out[row * 10..][..10];
                    let d_b2_out = &mut d_b2_out[..10];
                    let mut t6 = __tensor::Max::new();
                    let mut t22 = __tensor::Sum::new();
                    for at in eights(10).folding(t6, t22) {
                        let t5 = at.load(logits_out);
                        let b2 = at.load(b2);
                        let labels = at.load(labels);
                        let logits = t5 + b2;
                        at.store(logits_out, logits);
                        t6.add(at, logits);
                        t22.add(at, at.splat(t4) * labels);
                    }
                    let t6 = t6.finish();
                    let t22 = t22.finish();
                    let t7 = F::abs(t6);
                    let t9 = t7 < F::from_f64(::core::primitive::f64::INFINITY);
                    let t11 = if t9 { t6 } else { F::ZERO };
                    let mut t14 = __tensor::Sum::new();
                    for at in lanes(10).folding(t14) {
                        let logits = at.load(logits_out);
                        let t13 = (logits - at.splat(t11)).exp();
                        at.store(t13_row, t13);
                        t14.add(at, t13);
                    }
                    let t14 = t14.finish();
                    let t15 = F::ln(t14);
                    let mut t18 = __tensor::Sum::new();
                    for at in lanes(10).folding(t18) {
                        let logits = at.load(logits_out);
                        let t13 = at.load(t13_row);
                        let labels = at.load(labels);
                        let d_logits_2 = at.splat(t4) * labels
                            - t13 / at.splat(t14) * at.splat(t22);
                        at.store(d_logits_2_out, d_logits_2);
                        t18.add(at, labels * (logits - at.splat(t11) - at.splat(t15)));
                        at.store(d_b2_out, at.load(d_b2_out) + d_logits_2);
                    }
                    let t18 = t18.finish();
                    t19.push(t18);
                }
                let t19 = t19.finish();
                [t19]
            }
        }
        struct MlpValueAndGrad3<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            h: &'a [F],
            hidden: usize,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 1, 0>
        for MlpValueAndGrad3<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [t25_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                [d_b1_out,
                ]: [&mut [F]; 1],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { product, h, hidden } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, t25_out);
                for row in 0..count {
                    let i = rows.start + row;
                    let h = &h[i * hidden..][..hidden];
                    let t25_out = &mut t25_out[row * hidden..][..hidden];
                    let d_b1_out = &mut d_b1_out[..hidden];
                    for at in eights(hidden) {
                        let d_h = at.load(t25_out);
                        let h = at.load(h);
                        let t25 = h
                            .less_equal(at.splat(F::ZERO))
                            .select(at.splat(F::ZERO), d_h);
                        at.store(t25_out, t25);
                        at.store(d_b1_out, at.load(d_b1_out) + t25);
                    }
                }
                []
            }
        }
        let x_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(x);
        let labels_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(
            labels,
        );
        let w1_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w1);
        let b1_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b1);
        let w2_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w2);
        let b2_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b2);
        let [batch, inputs, hidden] = Self::__sizes(
            &x_view,
            &labels_view,
            &w1_view,
            &b1_view,
            &w2_view,
            &b2_view,
        )?;
        let Self {
            inputs: [x_packed,
            labels_packed,
            w1_packed,
            b1_packed,
            w2_packed,
            b2_packed,
            ],
            buffers: [logits,
            h,
            d_logits_2,
            t25,
            ..,
            ],
            products,
            workspace,
            grads,
            ..
        } = self;
        let x = __tensor::pack(&x_view, x_packed, "Mlp", "x")?;
        let labels = __tensor::pack(&labels_view, labels_packed, "Mlp", "labels")?;
        let w1 = __tensor::pack(&w1_view, w1_packed, "Mlp", "w1")?;
        let b1 = __tensor::pack(&b1_view, b1_packed, "Mlp", "b1")?;
        let w2 = __tensor::pack(&w2_view, w2_packed, "Mlp", "w2")?;
        let b2 = __tensor::pack(&b2_view, b2_packed, "Mlp", "b2")?;
        __tensor::grow(logits, "Mlp", "logits", &[batch, 10])?;
        __tensor::grow(h, "Mlp", "h", &[batch, hidden])?;
        __tensor::grow(d_logits_2, "Mlp", "the gradient of `logits`", &[batch, 10])?;
        __tensor::grow(t25, "Mlp", "a part of the gradient of `b1`", &[batch, hidden])?;
        __tensor::resize(
            &mut grads.w1,
            __tensor::Ix2(inputs, hidden),
            "Mlp",
            "the gradient of `w1`",
        )?;
        __tensor::resize(
            &mut grads.b1,
            __tensor::Ix1(hidden),
            "Mlp",
            "the gradient of `b1`",
        )?;
        __tensor::resize(
            &mut grads.w2,
            __tensor::Ix2(hidden, 10),
            "Mlp",
            "the gradient of `w2`",
        )?;
        __tensor::resize(
            &mut grads.b2,
            __tensor::Ix1(10),
            "Mlp",
            "the gradient of `b2`",
        )?;
        let d_w1 = __tensor::slice_mut(&mut grads.w1);
        let d_b1 = __tensor::slice_mut(&mut grads.b1);
        let d_w2 = __tensor::slice_mut(&mut grads.w2);
        let d_b2 = __tensor::slice_mut(&mut grads.b2);
        let t1 = __tensor::count::<F>(batch);
        __tensor::run(
            &MlpValueAndGrad1 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&x[..], batch, inputs),
                    __tensor::Matrix::new(&w1[..], inputs, hidden),
                    products,
                ),
                b1: &b1[..],
                hidden,
            },
            __tensor::Space {
                rows: batch,
                width: hidden,
                work: 4 + inputs / 8,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut h[..],
                    width: hidden,
                },
            ],
            [],
            [],
            [],
            workspace,
        );
        let t4 = F::from_f64(-1.0_f64) / t1;
        let [t19] = __tensor::run(
            &MlpValueAndGrad2 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&h[..], batch, hidden),
                    __tensor::Matrix::new(&w2[..], hidden, 10),
                    products,
                ),
                b2: &b2[..],
                labels: &labels[..],
                t4,
            },
            __tensor::Space {
                rows: batch,
                width: 10,
                work: 39 + hidden / 8,
                tile: 48,
                scratch: 10,
            },
            [
                __tensor::Output {
                    data: &mut logits[..],
                    width: 10,
                },
                __tensor::Output {
                    data: &mut d_logits_2[..],
                    width: 10,
                },
            ],
            [],
            [
                __tensor::Vector {
                    data: &mut d_b2[..],
                    fold: __tensor::Fold::Sum,
                },
            ],
            [__tensor::Fold::Sum],
            workspace,
        );
        let t24 = t19 / t1;
        let loss = -t24;
        __tensor::run(
            &MlpValueAndGrad3 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&d_logits_2[..], batch, 10),
                    __tensor::Matrix::new(&w2[..], hidden, 10).t(),
                    products,
                ),
                h: &h[..],
                hidden,
            },
            __tensor::Space {
                rows: batch,
                width: hidden,
                work: 5,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut t25[..],
                    width: hidden,
                },
            ],
            [],
            [
                __tensor::Vector {
                    data: &mut d_b1[..],
                    fold: __tensor::Fold::Sum,
                },
            ],
            [],
            workspace,
        );
        __tensor::multiply(
            __tensor::Matrix::new(&h[..], batch, hidden).t(),
            __tensor::Matrix::new(&d_logits_2[..], batch, 10),
            &mut d_w2[..],
            products,
        );
        __tensor::multiply(
            __tensor::Matrix::new(&x[..], batch, inputs).t(),
            __tensor::Matrix::new(&t25[..], batch, hidden),
            &mut d_w1[..],
            products,
        );
        ::core::result::Result::Ok((
            MlpOutput {
                loss,
                logits: __tensor::view(&logits[..], __tensor::Ix2(batch, 10)),
            },
            grads,
        ))
    }
    /// Runs the forward pass and keeps what `backward` needs. Operations: `2·batch·inputs·hidden + 22·batch·hidden + 93·batch + 2`.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn forward<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        labels: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        w1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b1: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
        w2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, F>,
        >,
        b2: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
    ) -> ::core::result::Result<
        MlpPass<'graph, 'input, F>,
        ::backprop::__private::ShapeError,
    > {
        use ::backprop::__private::tensor as __tensor;
        struct MlpForward1<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b1: &'a [F],
            hidden: usize,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 0, 0>
        for MlpForward1<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [h_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                []: [&mut [F]; 0],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { product, b1, hidden } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, h_out);
                for row in 0..count {
                    let b1 = &b1[..hidden];
                    let h_out = &mut h_out[row * hidden..][..hidden];
                    for at in eights(hidden) {
                        let t4 = at.load(h_out);
                        let b1 = at.load(b1);
                        let h = (t4 + b1).relu();
                        at.store(h_out, h);
                    }
                }
                []
            }
        }
        struct MlpForward2<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            b2: &'a [F],
            labels: &'a [F],
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 3, 0, 0, 1>
        for MlpForward2<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [logits_out,
                t1_out,
                t2_out,
                ]: [&mut [F]; 3],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                []: [&mut [F]; 0],
                _: &mut [F],
            ) -> [F; 1] {
                use __tensor::each;
                let &Self { product, b2, labels } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, logits_out);
                let mut t18 = __tensor::Sum::new();
                for row in 0..count {
                    let i = rows.start + row;
                    let b2 = &b2[..10];
                    let labels = &labels[i * 10..][..10];
                    let logits_out = &mut logits_out[row * 10..][..10];
                    let t1_out = &mut t1_out[row * 10..][..10];
                    let mut t7 = __tensor::Max::new();
                    for at in eights(10).folding(t7) {
                        let t6 = at.load(logits_out);
                        let b2 = at.load(b2);
                        let logits = t6 + b2;
                        at.store(logits_out, logits);
                        t7.add(at, logits);
                    }
                    let t7 = t7.finish();
                    let t8 = F::abs(t7);
                    let t10 = t8 < F::from_f64(::core::primitive::f64::INFINITY);
                    let t12 = if t10 { t7 } else { F::ZERO };
                    let mut t2 = __tensor::Sum::new();
                    for at in lanes(10).folding(t2) {
                        let logits = at.load(logits_out);
                        let t1 = (logits - at.splat(t12)).exp();
                        at.store(t1_out, t1);
                        t2.add(at, t1);
                    }
                    let t2 = t2.finish();
                    t2_out[row] = t2;
                    let t14 = F::ln(t2);
                    let mut t17 = __tensor::Sum::new();
                    for at in eights(10).folding(t17) {
                        let logits = at.load(logits_out);
                        let labels = at.load(labels);
                        t17.add(at, labels * (logits - at.splat(t12) - at.splat(t14)));
                    }
                    let t17 = t17.finish();
                    t18.push(t17);
                }
                let t18 = t18.finish();
                [t18]
            }
        }
        let x_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(x);
        let labels_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(
            labels,
        );
        let w1_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w1);
        let b1_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b1);
        let w2_view: __tensor::ArrayView2<'input, F> = ::core::convert::Into::into(w2);
        let b2_view: __tensor::ArrayView1<'input, F> = ::core::convert::Into::into(b2);
        let [batch, inputs, hidden] = Self::__sizes(
            &x_view,
            &labels_view,
            &w1_view,
            &b1_view,
            &w2_view,
            &b2_view,
        )?;
        let Self {
            inputs: [x_packed,
            labels_packed,
            w1_packed,
            b1_packed,
            w2_packed,
            b2_packed,
            ],
            buffers: [logits,
            h,
            t1,
            t2,
            d_logits_2_later,
            t20_later,
            ],
            products,
            workspace,
            grads,
            ..
        } = self;
        let x = __tensor::pack(&x_view, x_packed, "Mlp", "x")?;
        let labels = __tensor::pack(&labels_view, labels_packed, "Mlp", "labels")?;
        let w1 = __tensor::pack(&w1_view, w1_packed, "Mlp", "w1")?;
        let b1 = __tensor::pack(&b1_view, b1_packed, "Mlp", "b1")?;
        let w2 = __tensor::pack(&w2_view, w2_packed, "Mlp", "w2")?;
        let b2 = __tensor::pack(&b2_view, b2_packed, "Mlp", "b2")?;
        __tensor::grow(logits, "Mlp", "logits", &[batch, 10])?;
        __tensor::grow(h, "Mlp", "h", &[batch, hidden])?;
        __tensor::grow(t1, "Mlp", "a part of `loss`", &[batch, 10])?;
        __tensor::grow(t2, "Mlp", "a part of `loss`", &[batch])?;
        __tensor::grow(
            d_logits_2_later,
            "Mlp",
            "the gradient of `logits`",
            &[batch, 10],
        )?;
        __tensor::grow(
            t20_later,
            "Mlp",
            "a part of the gradient of `b1`",
            &[batch, hidden],
        )?;
        __tensor::resize(
            &mut grads.w1,
            __tensor::Ix2(inputs, hidden),
            "Mlp",
            "the gradient of `w1`",
        )?;
        __tensor::resize(
            &mut grads.b1,
            __tensor::Ix1(hidden),
            "Mlp",
            "the gradient of `b1`",
        )?;
        __tensor::resize(
            &mut grads.w2,
            __tensor::Ix2(hidden, 10),
            "Mlp",
            "the gradient of `w2`",
        )?;
        __tensor::resize(
            &mut grads.b2,
            __tensor::Ix1(10),
            "Mlp",
            "the gradient of `b2`",
        )?;
        let t3 = __tensor::count::<F>(batch);
        __tensor::run(
            &MlpForward1 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&x[..], batch, inputs),
                    __tensor::Matrix::new(&w1[..], inputs, hidden),
                    products,
                ),
                b1: &b1[..],
                hidden,
            },
            __tensor::Space {
                rows: batch,
                width: hidden,
                work: 3 + inputs / 8,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut h[..],
                    width: hidden,
                },
            ],
            [],
            [],
            [],
            workspace,
        );
        let [t18] = __tensor::run(
            &MlpForward2 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&h[..], batch, hidden),
                    __tensor::Matrix::new(&w2[..], hidden, 10),
                    products,
                ),
                b2: &b2[..],
                labels: &labels[..],
            },
            __tensor::Space {
                rows: batch,
                width: 10,
                work: 33 + hidden / 8,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut logits[..],
                    width: 10,
                },
                __tensor::Output {
                    data: &mut t1[..],
                    width: 10,
                },
                __tensor::Output {
                    data: &mut t2[..],
                    width: 1,
                },
            ],
            [],
            [],
            [__tensor::Fold::Sum],
            workspace,
        );
        let t19 = t18 / t3;
        let loss = -t19;
        ::core::result::Result::Ok(MlpPass {
            graph: self,
            inputs: ::core::marker::PhantomData,
            sizes: [batch, inputs, hidden],
            x_view,
            labels_view,
            w2_view,
            loss_kept: loss,
        })
    }
    fn __sizes(
        x_view: &::backprop::__private::ndarray::ArrayView2<'_, F>,
        labels_view: &::backprop::__private::ndarray::ArrayView2<'_, F>,
        w1_view: &::backprop::__private::ndarray::ArrayView2<'_, F>,
        b1_view: &::backprop::__private::ndarray::ArrayView1<'_, F>,
        w2_view: &::backprop::__private::ndarray::ArrayView2<'_, F>,
        b2_view: &::backprop::__private::ndarray::ArrayView1<'_, F>,
    ) -> ::core::result::Result<[usize; 3], ::backprop::__private::ShapeError> {
        use ::backprop::__private::tensor as __tensor;
        let mut batch = __tensor::Named::new("Mlp", "batch");
        let mut inputs = __tensor::Named::new("Mlp", "inputs");
        let mut hidden = __tensor::Named::new("Mlp", "hidden");
        batch
            .meet(
                x_view.shape()[0],
                0,
                __tensor::Site {
                    input: "x",
                    axis: 0,
                },
            )?;
        inputs
            .meet(
                x_view.shape()[1],
                0,
                __tensor::Site {
                    input: "x",
                    axis: 1,
                },
            )?;
        batch
            .meet(
                labels_view.shape()[0],
                0,
                __tensor::Site {
                    input: "labels",
                    axis: 0,
                },
            )?;
        __tensor::literal(
            "Mlp",
            __tensor::Site {
                input: "labels",
                axis: 1,
            },
            10,
            labels_view.shape()[1],
        )?;
        inputs
            .meet(
                w1_view.shape()[0],
                0,
                __tensor::Site {
                    input: "w1",
                    axis: 0,
                },
            )?;
        hidden
            .meet(
                w1_view.shape()[1],
                0,
                __tensor::Site {
                    input: "w1",
                    axis: 1,
                },
            )?;
        hidden
            .meet(
                b1_view.shape()[0],
                0,
                __tensor::Site {
                    input: "b1",
                    axis: 0,
                },
            )?;
        hidden
            .meet(
                w2_view.shape()[0],
                0,
                __tensor::Site {
                    input: "w2",
                    axis: 0,
                },
            )?;
        __tensor::literal(
            "Mlp",
            __tensor::Site {
                input: "w2",
                axis: 1,
            },
            10,
            w2_view.shape()[1],
        )?;
        __tensor::literal(
            "Mlp",
            __tensor::Site {
                input: "b2",
                axis: 0,
            },
            10,
            b2_view.shape()[0],
        )?;
        ::core::result::Result::Ok([batch.get(), inputs.get(), hidden.get()])
    }
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::default::Default for Mlp<F> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Mlp`]: its output, and what `backward` needs.
#[allow(dead_code, reason = "not all of it is read in every graph")]
pub struct MlpPass<'graph, 'input, F> {
    graph: &'graph mut Mlp<F>,
    inputs: ::core::marker::PhantomData<&'input F>,
    sizes: [usize; 3],
    x_view: ::backprop::__private::ndarray::ArrayView2<'input, F>,
    labels_view: ::backprop::__private::ndarray::ArrayView2<'input, F>,
    w2_view: ::backprop::__private::ndarray::ArrayView2<'input, F>,
    loss_kept: F,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::fmt::Debug for MlpPass<'_, '_, F> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("MlpPass").finish_non_exhaustive()
    }
}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
impl<'graph, F: ::backprop::__private::Float> MlpPass<'graph, '_, F> {
    /// The output of this pass.
    #[must_use]
    pub fn output(&self) -> MlpOutput<'_, F> {
        use ::backprop::__private::tensor as __tensor;
        let [batch, _, _] = self.sizes;
        let [logits, ..] = &self.graph.buffers;
        MlpOutput {
            loss: self.loss_kept,
            logits: __tensor::view(&logits[..], __tensor::Ix2(batch, 10)),
        }
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. Operations: `2·batch·inputs·hidden + 41·batch·hidden + 90·batch + 1`.
    #[must_use]
    pub fn backward(self, d_loss: F) -> &'graph MlpGrads<F> {
        use ::backprop::__private::tensor as __tensor;
        struct MlpBackward1<'a, F> {
            labels: &'a [F],
            t1: &'a [F],
            t2: &'a [F],
            t21: F,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 0, 1, 1, 0>
        for MlpBackward1<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                []: [&mut [F]; 0],
                [d_logits_2_out,
                ]: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 1],
                [d_b2_out,
                ]: [&mut [F]; 1],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { labels, t1, t2, t21 } = self;
                let count = rows.end - rows.start;
                for row in 0..count {
                    let i = rows.start + row;
                    let t2 = t2[i];
                    let labels = &labels[i * 10..][..10];
                    let t1 = &t1[i * 10..][..10];
                    let d_logits_2_out = &mut d_logits_2_out[row * 10..][..10];
                    let d_b2_out = &mut d_b2_out[..10];
                    let mut t25 = __tensor::Sum::new();
                    for at in eights(10).folding(t25) {
                        let labels = at.load(labels);
                        t25.add(at, -(at.splat(t21) * labels));
                    }
                    let t25 = t25.finish();
                    for at in eights(10) {
                        let labels = at.load(labels);
                        let t1 = at.load(t1);
                        let d_logits_2 = -(at.splat(t21) * labels)
                            - t1 / at.splat(t2) * at.splat(t25);
                        at.store(d_logits_2_out, d_logits_2);
                        at.store(d_b2_out, at.load(d_b2_out) + d_logits_2);
                    }
                }
                []
            }
        }
        struct MlpBackward2<'a, F> {
            product: __tensor::MatrixProduct<'a, F>,
            h: &'a [F],
            hidden: usize,
        }
        impl<F: ::backprop::__private::Float> __tensor::LoopNest<F, 1, 0, 1, 0>
        for MlpBackward2<'_, F> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                [t20_out,
                ]: [&mut [F]; 1],
                []: [&mut (impl __tensor::Written<F> + ?::core::marker::Sized); 0],
                [d_b1_out,
                ]: [&mut [F]; 1],
                _: &mut [F],
            ) -> [F; 0] {
                use __tensor::each;
                let &Self { product, h, hidden } = self;
                let count = rows.end - rows.start;
                product.rows(rows.start..rows.end, t20_out);
                for row in 0..count {
                    let i = rows.start + row;
                    let h = &h[i * hidden..][..hidden];
                    let t20_out = &mut t20_out[row * hidden..][..hidden];
                    let d_b1_out = &mut d_b1_out[..hidden];
                    for at in eights(hidden) {
                        let d_h = at.load(t20_out);
                        let h = at.load(h);
                        let t20 = h
                            .less_equal(at.splat(F::ZERO))
                            .select(at.splat(F::ZERO), d_h);
                        at.store(t20_out, t20);
                        at.store(d_b1_out, at.load(d_b1_out) + t20);
                    }
                }
                []
            }
        }
        let Self {
            graph,
            sizes: [batch,
            inputs,
            hidden,
            ],
            x_view,
            labels_view,
            w2_view,
            ..
        } = self;
        let Mlp {
            inputs: [x_packed,
            labels_packed,
            _,
            _,
            w2_packed,
            ..,
            ],
            buffers: [_,
            h,
            t1,
            t2,
            d_logits_2,
            t20,
            ],
            products,
            workspace,
            grads,
            ..
        } = graph;
        let x = __tensor::slice(&x_view, x_packed);
        let labels = __tensor::slice(&labels_view, labels_packed);
        let w2 = __tensor::slice(&w2_view, w2_packed);
        let d_w1 = __tensor::slice_mut(&mut grads.w1);
        let d_b1 = __tensor::slice_mut(&mut grads.b1);
        let d_w2 = __tensor::slice_mut(&mut grads.w2);
        let d_b2 = __tensor::slice_mut(&mut grads.b2);
        let t3 = __tensor::count::<F>(batch);
        let t21 = d_loss / t3;
        __tensor::run(
            &MlpBackward1 {
                labels: &labels[..],
                t1: &t1[..],
                t2: &t2[..],
                t21,
            },
            __tensor::Space {
                rows: batch,
                width: 10,
                work: 10,
                tile: 1,
                scratch: 0,
            },
            [],
            [
                __tensor::Output {
                    data: &mut d_logits_2[..],
                    width: 10,
                },
            ],
            [
                __tensor::Vector {
                    data: &mut d_b2[..],
                    fold: __tensor::Fold::Sum,
                },
            ],
            [],
            workspace,
        );
        __tensor::run(
            &MlpBackward2 {
                product: __tensor::MatrixProduct::new(
                    __tensor::Matrix::new(&d_logits_2[..], batch, 10),
                    __tensor::Matrix::new(&w2[..], hidden, 10).t(),
                    products,
                ),
                h: &h[..],
                hidden,
            },
            __tensor::Space {
                rows: batch,
                width: hidden,
                work: 5,
                tile: 48,
                scratch: 0,
            },
            [
                __tensor::Output {
                    data: &mut t20[..],
                    width: hidden,
                },
            ],
            [],
            [
                __tensor::Vector {
                    data: &mut d_b1[..],
                    fold: __tensor::Fold::Sum,
                },
            ],
            [],
            workspace,
        );
        __tensor::multiply(
            __tensor::Matrix::new(&h[..], batch, hidden).t(),
            __tensor::Matrix::new(&d_logits_2[..], batch, 10),
            &mut d_w2[..],
            products,
        );
        __tensor::multiply(
            __tensor::Matrix::new(&x[..], batch, inputs).t(),
            __tensor::Matrix::new(&t20[..], batch, hidden),
            &mut d_w1[..],
            products,
        );
        grads
    }
}
/// The gradient of [`Mlp`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct MlpGrads<F> {
    /// The gradient with respect to `w1`.
    pub w1: ::backprop::__private::ndarray::Array2<F>,
    /// The gradient with respect to `b1`.
    pub b1: ::backprop::__private::ndarray::Array1<F>,
    /// The gradient with respect to `w2`.
    pub w2: ::backprop::__private::ndarray::Array2<F>,
    /// The gradient with respect to `b2`.
    pub b2: ::backprop::__private::ndarray::Array1<F>,
}
/// The outputs of [`Mlp`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct MlpOutput<'graph, F> {
    /// The output `loss`.
    pub loss: F,
    /// The output `logits`.
    pub logits: ::backprop::__private::ndarray::ArrayView2<'graph, F>,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::backprop::__private::Graph for Mlp<F> {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Mlp",
        element: "F",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "x",
                    constant: true,
                    node: 0,
                },
                InputInfo {
                    name: "labels",
                    constant: true,
                    node: 1,
                },
                InputInfo {
                    name: "w1",
                    constant: false,
                    node: 2,
                },
                InputInfo {
                    name: "b1",
                    constant: false,
                    node: 3,
                },
                InputInfo {
                    name: "w2",
                    constant: false,
                    node: 4,
                },
                InputInfo {
                    name: "b2",
                    constant: false,
                    node: 5,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "loss",
                    constant: false,
                    node: 15,
                },
                OutputInfo {
                    name: "logits",
                    constant: true,
                    node: 10,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            use ::backprop::__private::Dim;
            &[
                NodeInfo {
                    name: Option::Some("x"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Named {
                            name: "inputs",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::Some("labels"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::Some("w1"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named {
                            name: "inputs",
                            offset: 0,
                        },
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::Some("b1"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::Some("w2"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::Some("b2"),
                    operation: "input",
                    operands: &[],
                    shape: &[Dim::Literal(10)],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "dot",
                    operands: &[0, 2],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[6, 3],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::Some("h"),
                    operation: "relu",
                    operands: &[7],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Named {
                            name: "hidden",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "dot",
                    operands: &[8, 4],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::Some("logits"),
                    operation: "+",
                    operands: &[9, 5],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "log_softmax",
                    operands: &[10],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[1, 11],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                        Dim::Literal(10),
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "sum_axis(1)",
                    operands: &[12],
                    shape: &[
                        Dim::Named {
                            name: "batch",
                            offset: 0,
                        },
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "mean",
                    operands: &[13],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("loss"),
                    operation: "-",
                    operands: &[14],
                    shape: &[],
                },
            ]
        },
        saved: &["x", "labels", "w2", "h", "exp", "sum"],
        cost: ::backprop::__private::CostTable {
            number: ::core::mem::size_of::<F>(),
            factors: &[
                &["batch", "inputs", "hidden"],
                &["batch", "inputs"],
                &["batch", "hidden"],
                &["inputs", "hidden"],
                &["batch"],
                &["hidden"],
                &[],
            ],
            kinds: &[
                "additions",
                "multiplications",
                "divisions",
                "negations",
                "multiply-adds",
                "abs",
                "exp",
                "ln",
                "max",
                "relu",
                "conditions",
                "selections",
            ],
            methods: [
                &[
                    2, 0, 22, 0, 93, 0, 2, 0, 1, 1, 1, 10, 11, 10, 0, 0, 1, 0, 10, 0, 1,
                    0, 0, 1, 0, 10, 0, 0, 0, 0, 1, 0, 61, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0,
                    0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 10, 0, 0, 0, 0, 0, 0, 0,
                    0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
                    10, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0,
                    0,
                ],
                &[
                    2, 0, 22, 0, 93, 0, 2, 0, 1, 1, 1, 10, 11, 10, 0, 0, 1, 0, 21, 0, 1,
                    0, 0, 2, 1, 31, 11, 10, 0, 0, 1, 0, 61, 0, 0, 0, 0, 0, 0, 10, 0, 0,
                    0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 10, 0, 0, 0, 0, 0, 0,
                    0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
                    10, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0,
                    0,
                ],
                &[
                    2, 0, 41, 0, 90, 0, 1, 0, 1, 3, 0, 41, 10, 1, 0, 0, 1, 1, 10, 11, 10,
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 30, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0,
                    0, 0, 0, 10, 0, 1, 0, 0, 0, 0, 20, 0, 0, 1, 0, 20, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
                    0,
                ],
            ],
            value_and_grad: ::core::option::Option::Some(
                &[
                    4, 0, 63, 0, 163, 0, 3, 0, 2, 4, 1, 30, 21, 10, 0, 0, 2, 1, 20, 11,
                    11, 0, 0, 2, 1, 20, 11, 10, 0, 0, 2, 0, 91, 0, 0, 0, 0, 0, 0, 40, 0,
                    0, 0, 0, 0, 0, 10, 0, 2, 0, 0, 0, 0, 0, 0, 1, 2, 0, 30, 0, 0, 0, 0,
                    0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
                    0, 0, 10, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0,
                    1, 0, 0,
                ],
            ),
            kept: &[0, 0, 1, 0, 11, 0, 0, 0, 0, 0, 1, 0, 11, 10],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl<F: ::backprop::__private::Float> Mlp<F> {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        #[allow(non_camel_case_types, reason = "the types bear the names of sizes")]
        fn __names<batch, inputs, hidden>(
            x: __editor::Tensor<F, (batch, inputs)>,
            labels: __editor::Tensor<F, (batch, __editor::Literal<10>)>,
            w1: __editor::Tensor<F, (inputs, hidden)>,
            b1: __editor::Tensor<F, (hidden,)>,
            w2: __editor::Tensor<F, (hidden, __editor::Literal<10>)>,
            b2: __editor::Tensor<F, (__editor::Literal<10>,)>,
        ) -> (F, __editor::Tensor<F, (batch, __editor::Literal<10>)>) {
            let h: __editor::Tensor<F, (batch, hidden)> = __editor::of((
                F::relu,
                x,
                w1,
                b1,
            ));
            let logits: __editor::Tensor<F, (batch, __editor::Literal<10>)> = __editor::of((
                h,
                w2,
                b2,
            ));
            let loss: F = __editor::of((labels, logits));
            __editor::of((loss, logits))
        }
    }
};
