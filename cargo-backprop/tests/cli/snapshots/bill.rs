/// The bill for a basket of fruit, tax included.
pub struct Bill {}
impl Bill {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
    /// The output for these inputs; nothing is kept. 4 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> f64 {
        // fruit, as written
        let fruit = apple * apples + orange * oranges;
        // as written
        fruit * tax
    }
    /// The output and its gradient, in one fused pass. 8 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> (f64, BillGrads) {
        // fruit, as written
        let fruit = apple * apples + orange * oranges;
        (
            // as written
            fruit * tax,
            BillGrads {
                // through apple * apples
                apple: tax * apples,
                // through apple * apples
                apples: tax * apple,
                // through orange * oranges
                orange: tax * oranges,
                // through orange * oranges
                oranges: tax * orange,
                tax: fruit,
            },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 4 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> BillPass {
        // fruit, as written
        let fruit = apple * apples + orange * oranges;
        // The output, and what `backward` reads.
        BillPass {
            apple,
            apples,
            orange,
            oranges,
            tax,
            fruit,
            // as written
            output: fruit * tax,
        }
    }
}
#[automatically_derived]
impl ::core::default::Default for Bill {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Bill`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct BillPass {
    apple: f64,
    apples: f64,
    orange: f64,
    oranges: f64,
    tax: f64,
    fruit: f64,
    output: f64,
}
impl BillPass {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> f64 {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 6 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: f64) -> BillGrads {
        // through fruit * tax
        let d_fruit = d_output * self.tax;
        BillGrads {
            // through apple * apples
            apple: d_fruit * self.apples,
            // through apple * apples
            apples: d_fruit * self.apple,
            // through orange * oranges
            orange: d_fruit * self.oranges,
            // through orange * oranges
            oranges: d_fruit * self.orange,
            // through fruit * tax
            tax: d_output * self.fruit,
        }
    }
}
/// The gradient of [`Bill`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct BillGrads {
    /// The gradient with respect to `apple`.
    pub apple: f64,
    /// The gradient with respect to `apples`.
    pub apples: f64,
    /// The gradient with respect to `orange`.
    pub orange: f64,
    /// The gradient with respect to `oranges`.
    pub oranges: f64,
    /// The gradient with respect to `tax`.
    pub tax: f64,
}
