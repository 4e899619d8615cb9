//! The layers on numbers.

use backprop_core::{
    AddLayer, DivLayer, Layer, LayerError, MulLayer, Relu, Sigmoid, SubLayer, Tanh, check,
};
use support::random_numbers;

mod support;

/// What a layer gives forward and backward is `output` and `gradient`, for `f64`.
#[track_caller]
fn check_values<L>(
    mut layer: L,
    input: L::Input,
    output: L::Output,
    cotangent: L::Output,
    gradient: L::Gradient,
) where
    L: Layer<Output: PartialEq + std::fmt::Debug, Gradient: PartialEq + std::fmt::Debug>,
{
    assert_eq!(layer.forward(input), Ok(output));
    assert_eq!(layer.backward(cotangent), Ok(gradient));
}

#[test]
fn worked_by_hand() {
    check_values(MulLayer::new(), (3.0, 4.0), 12.0, 0.5, (2.0, 1.5));
    check_values(AddLayer::new(), (3.0, 4.0), 7.0, 0.5, (0.5, 0.5));
    check_values(SubLayer::new(), (3.0, 4.0), -1.0, 0.5, (0.5, -0.5));
    // 1/y = ¼ and −x/y² = −3/16.
    check_values(DivLayer::new(), (3.0, 4.0), 0.75, 8.0, (2.0, -1.5));
    check_values(Relu::new(), 3.0, 3.0, 0.5, 0.5);
    check_values(Sigmoid::new(), 0.0, 0.5, 0.5, 0.125);
    check_values(Tanh::new(), 0.0, 0.0, 0.5, 0.5);
    check_values(MulLayer::new(), (3.0_f32, 4.0), 12.0, 0.5, (2.0, 1.5));
    check_values(DivLayer::new(), (3.0_f32, 4.0), 0.75, 8.0, (2.0, -1.5));
    check_values(Sigmoid::new(), 0.0_f32, 0.5, 0.5, 0.125);
}

#[test]
fn curved_layers_at_the_logarithm_of_three() {
    // σ(ln 3) = ¾ and σ' = ¾ · ¼; tanh(ln 3) = (3 − ⅓) / (3 + ⅓) = 0.8 and tanh' = 1 − 0.64.
    let x = 3.0_f64.ln();
    let near = |found: f64, expected: f64| (found - expected).abs() < 1e-15;
    let mut sigmoid = Sigmoid::new();
    assert!(near(sigmoid.forward(x).unwrap(), 0.75));
    assert!(near(sigmoid.backward(2.0).unwrap(), 0.375));
    let mut tanh = Tanh::new();
    assert!(near(tanh.forward(x).unwrap(), 0.8));
    assert!(near(tanh.backward(2.0).unwrap(), 0.72));
}

#[test]
fn apples_in_three_layers() -> Result<(), LayerError> {
    // 2 apples at 100 and 3 oranges at 150, with tax: 650 · 1.1 = 715.
    let (mut apples, mut oranges) = (MulLayer::new(), MulLayer::new());
    let (mut fruit, mut taxed) = (AddLayer::new(), MulLayer::new());
    let apple_price = apples.forward((100.0, 2.0))?;
    let orange_price = oranges.forward((150.0, 3.0))?;
    let price = fruit.forward((apple_price, orange_price))?;
    let total: f64 = taxed.forward((price, 1.1))?;
    assert!((total - 715.0).abs() < 1e-12);

    let (d_price, d_tax) = taxed.backward(1.0)?;
    let (d_apple_price, d_orange_price) = fruit.backward(d_price)?;
    let (d_apple, d_apples) = apples.backward(d_apple_price)?;
    let (d_orange, d_oranges) = oranges.backward(d_orange_price)?;
    let found: [f64; 5] = [d_apple, d_apples, d_orange, d_oranges, d_tax];
    for (found, expected) in found.into_iter().zip([2.2, 110.0, 3.3, 165.0, 650.0]) {
        assert!(
            (found - expected).abs() < 1e-12,
            "{found} is not {expected}"
        );
    }
    Ok(())
}

#[test]
fn relu_at_its_edges() {
    let pass = |x: f64, cotangent: f64| {
        let mut relu = Relu::new();
        (relu.forward(x).unwrap(), relu.backward(cotangent).unwrap())
    };
    assert_eq!(pass(-1.0, 7.0), (0.0, 0.0));
    assert_eq!(pass(0.0, 7.0), (0.0, 0.0));
    assert_eq!(pass(-0.0, 7.0), (0.0, 0.0));
    assert!(pass(-0.0, 7.0).0.is_sign_positive());
    assert_eq!(pass(f64::MIN_POSITIVE, 7.0), (f64::MIN_POSITIVE, 7.0));
    assert_eq!(pass(f64::INFINITY, 7.0), (f64::INFINITY, 7.0));
    assert_eq!(pass(f64::NEG_INFINITY, 7.0), (0.0, 0.0));
    let (y, dx) = pass(f64::NAN, 7.0);
    assert!(y.is_nan());
    assert_eq!(dx, 7.0);
}

#[test]
fn relu_selects_its_gradient() {
    let mut relu = Relu::new();
    relu.forward(-1.0).unwrap();
    for cotangent in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -7.0] {
        // Bits, as 0 · -7 would be -0.
        assert_eq!(relu.backward(cotangent).unwrap().to_bits(), 0);
    }
    relu.forward(1.0).unwrap();
    assert!(relu.backward(f64::NAN).unwrap().is_nan());
}

#[test]
fn saturated_layers_have_gradient_zero_and_not_nan() {
    for x in [-1000.0, 1000.0, f64::NEG_INFINITY, f64::INFINITY] {
        let (mut sigmoid, mut tanh) = (Sigmoid::new(), Tanh::new());
        assert_eq!(sigmoid.forward(x), Ok(if x > 0.0 { 1.0 } else { 0.0 }));
        assert_eq!(sigmoid.backward(3.0), Ok(0.0));
        assert_eq!(tanh.forward(x), Ok(x.signum()));
        assert_eq!(tanh.backward(3.0), Ok(0.0));
    }
}

#[test]
fn a_large_divisor_does_not_overflow_in_the_gradient() {
    // −x/y² = −1e-200, though y² is infinite.
    let mut div = DivLayer::new();
    div.forward((1e200_f64, 1e200)).unwrap();
    let (_, dy) = div.backward(1.0).unwrap();
    assert!((dy / -1e-200 - 1.0).abs() < 1e-15);
}

#[test]
fn backward_before_forward_is_an_error_that_names_the_layer() {
    #[track_caller]
    fn check<L>(mut layer: L, name: &str, cotangent: L::Output)
    where
        L: Layer<Gradient: std::fmt::Debug>,
    {
        let error = layer.backward(cotangent).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`backward` of `{name}` was called before `forward`")
        );
    }
    check(MulLayer::<f64>::new(), "MulLayer", 1.0);
    check(AddLayer::<f64>::default(), "AddLayer", 1.0);
    check(SubLayer::<f64>::new(), "SubLayer", 1.0);
    check(DivLayer::<f32>::default(), "DivLayer", 1.0);
    check(Relu::<f64>::new(), "Relu", 1.0);
    check(Sigmoid::<f64>::new(), "Sigmoid", 1.0);
    check(Tanh::<f32>::new(), "Tanh", 1.0);
}

#[test]
fn backward_may_be_called_again_with_any_cotangent() {
    #[track_caller]
    fn check<L>(mut layer: L, input: L::Input, [first, second]: [L::Gradient; 2])
    where
        L: Layer<Output = f64, Gradient: PartialEq + std::fmt::Debug>,
    {
        layer.forward(input).unwrap();
        assert_eq!(layer.backward(1.0), Ok(first));
        assert_eq!(layer.backward(-2.0), Ok(second));
    }
    check(MulLayer::new(), (3.0, 4.0), [(4.0, 3.0), (-8.0, -6.0)]);
    check(AddLayer::new(), (3.0, 4.0), [(1.0, 1.0), (-2.0, -2.0)]);
    check(SubLayer::new(), (3.0, 4.0), [(1.0, -1.0), (-2.0, 2.0)]);
    check(
        DivLayer::new(),
        (3.0, 4.0),
        [(0.25, -0.1875), (-0.5, 0.375)],
    );
    check(Relu::new(), 3.0, [1.0, -2.0]);
    check(Sigmoid::new(), 0.0, [0.25, -0.5]);
    check(Tanh::new(), 0.0, [1.0, -2.0]);
}

#[test]
fn forward_replaces_what_was_kept() {
    let mut mul = MulLayer::new();
    mul.forward((1.0, 2.0)).unwrap();
    mul.forward((3.0, 4.0)).unwrap();
    assert_eq!(mul.backward(1.0), Ok((4.0, 3.0)));
}

#[test]
fn gradients_agree_with_central_differences() {
    #[track_caller]
    fn check<L>(mut layer: L, input: L::Input, tolerance: f64)
    where
        L: Layer<Input: check::Point, Output: check::Point, Gradient: check::Coordinates>,
    {
        let report = check::layer(&mut layer, input).unwrap();
        assert!(report.entries > 0);
        assert!(report.passes(tolerance), "{report}");
    }
    let mut random = random_numbers(2);
    for _ in 0..100 {
        let (x, mut y) = (random(), random());
        check(MulLayer::new(), (x, y), 1e-8);
        check(AddLayer::new(), (x, y), 1e-8);
        check(SubLayer::new(), (x, y), 1e-8);
        check(Sigmoid::new(), x, 1e-8);
        check(Tanh::new(), x, 1e-8);
        // Away from the kink and from the pole.
        check(Relu::new(), x + 0.1 * x.signum(), 1e-8);
        y += y.signum();
        check(DivLayer::new(), (x, y), 1e-8);
        #[expect(clippy::cast_possible_truncation)]
        let (x, y) = (x as f32, y as f32);
        check(MulLayer::new(), (x, y), 1e-3);
        check(DivLayer::new(), (x, y), 1e-3);
        check(Sigmoid::new(), x, 1e-3);
        check(Tanh::new(), x, 1e-3);
    }
}

#[test]
fn one_function_drives_any_layer() {
    fn drive(layers: &mut [&mut dyn Layer<Input = f64, Output = f64, Gradient = f64>]) -> f64 {
        let mut value = 3.0_f64.ln();
        for layer in layers.iter_mut() {
            value = layer.forward(value).unwrap();
        }
        let mut cotangent = 1.0;
        for layer in layers.iter_mut().rev() {
            cotangent = layer.backward(cotangent).unwrap();
        }
        cotangent
    }
    // tanh(ln 3) = 0.8 with slope 0.36, then relu with slope 1.
    let slope = drive(&mut [&mut Tanh::new(), &mut Relu::new()]);
    assert!((slope - 0.36).abs() < 1e-15);
}
