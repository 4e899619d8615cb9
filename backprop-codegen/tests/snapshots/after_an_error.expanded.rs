::core::compile_error! {
    "cannot find `unknown` in graph `Broken`\nhelp: the names in scope are `x`, `k`"
}
/// The graph `Broken`.
#[allow(nonstandard_style)]
pub struct Broken<F> {
    element: ::core::marker::PhantomData<F>,
}
impl<F: ::backprop::__private::Float> Broken<F> {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            element: ::core::marker::PhantomData,
        }
    }
    /// The output for these inputs; nothing is kept.
    #[inline]
    #[must_use]
    pub fn value(&self, x: F, k: F) -> BrokenOutput<F> {
        ::core::unreachable!()
    }
    /// The output and its gradient, in one fused pass.
    #[inline]
    #[must_use]
    pub fn value_and_grad(&self, x: F, k: F) -> (BrokenOutput<F>, BrokenGrads<F>) {
        ::core::unreachable!()
    }
    /// Runs the forward pass and keeps what `backward` needs.
    #[inline]
    #[must_use]
    pub fn forward(&self, x: F, k: F) -> BrokenPass<F> {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::default::Default for Broken<F> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Broken`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct BrokenPass<F> {
    output: BrokenOutput<F>,
}
impl<F: ::backprop::__private::Float> BrokenPass<F> {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> BrokenOutput<F> {
        ::core::unreachable!()
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input.
    #[inline]
    #[must_use]
    pub fn backward(self, d_y: F) -> BrokenGrads<F> {
        ::core::unreachable!()
    }
}
/// The gradient of [`Broken`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct BrokenGrads<F> {
    /// The gradient with respect to `x`.
    pub x: F,
}
/// The outputs of [`Broken`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct BrokenOutput<F> {
    /// The output `y`.
    pub y: F,
    /// The output `z`.
    pub z: F,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::backprop::__private::Graph for Broken<F> {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Broken",
        element: "F",
        inputs: &[],
        outputs: &[],
        nodes: &[],
        saved: &[],
        cost: ::backprop::__private::CostTable::NOTHING.info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl<F: ::backprop::__private::Float> Broken<F> {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(x: F, k: F) -> (F, F) {
            let a: F = __editor::of((x,));
            __editor::of((a, k, x))
        }
    }
};
