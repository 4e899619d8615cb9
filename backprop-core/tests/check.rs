//! The gradient check on numbers: what it accepts, and that it finds what is wrong.

use std::error::Error;

use backprop_core::{Layer, LayerError, MulLayer, Relu, ShapeError, check};

/// x²y + sin z, and its gradient.
fn value(x: f64, y: f64, z: f64) -> f64 {
    x * x * y + z.sin()
}

fn slopes(x: f64, y: f64, z: f64) -> (f64, f64, f64) {
    (2.0 * x * y, x * x, z.cos())
}

#[test]
fn a_right_gradient_passes() {
    for (x, y, z) in [(1.5, -2.0, 0.5), (0.0, 0.0, 0.0), (-30.0, 0.01, 2.0)] {
        let report =
            check::gradient(|(x, y, z)| value(x, y, z), (x, y, z), slopes(x, y, z)).unwrap();
        assert_eq!(report.entries, 3);
        assert!(report.passes(1e-7), "{report}");
    }
}

#[test]
fn a_wrong_entry_is_named() {
    let right = slopes(1.5, -2.0, 0.5);
    let report =
        |gradient| check::gradient(|(x, y, z)| value(x, y, z), (1.5, -2.0, 0.5), gradient).unwrap();
    let wrong = [
        (right.0 + 1e-3, right.1, right.2),
        (right.0, right.1 - 1e-3, right.2),
        (right.0, right.1, -right.2),
    ];
    for (argument, gradient) in wrong.into_iter().enumerate() {
        let report = report(gradient);
        assert!(!report.passes(1e-5), "{report}");
        let worst = report.worst.unwrap();
        assert_eq!(
            (worst.argument, worst.index.as_slice()),
            (argument, &[][..])
        );
        assert_eq!(worst.analytic, <[f64; 3]>::from(gradient)[argument]);
        assert!((worst.numeric - <[f64; 3]>::from(right)[argument]).abs() < 1e-8);
    }
    // Of two wrong entries, the worse.
    let worst = report((right.0, right.1 + 0.1, right.2 + 0.5))
        .worst
        .unwrap();
    assert_eq!(worst.argument, 2);
}

#[test]
fn the_error_is_relative_where_the_numbers_are_large() {
    // Slope 1000, said to be 1001: |a − n| / |a|.
    let report = check::gradient(|x| 1000.0 * x, 1.0, 1001.0).unwrap();
    assert!((report.worst.unwrap().error - 1.0 / 1001.0).abs() < 1e-9);
    // Slope 0.001, said to be 0.002: the difference itself.
    let report = check::gradient(|x| 0.001 * x, 1.0, 0.002).unwrap();
    assert!((report.worst.unwrap().error - 0.001).abs() < 1e-9);
}

#[test]
fn slopes_are_central_and_their_step_fits_the_number() {
    // x³ at 0 has slope 0, which a one-sided difference misses by h².
    let report = check::gradient(|x: f64| x.powi(3) + x.powi(2), 0.0, 0.0).unwrap();
    assert!(report.passes(1e-9), "{report}");
    // A step that does not grow with x is lost in 1e12.
    let report = check::gradient(|x: f64| x.ln(), 1e12, 1e-12).unwrap();
    assert!(report.passes(1e-15), "{report}");
    // A step for f64 is lost in an f32.
    let report = check::gradient(|x: f32| x * x, 3.0, 6.0).unwrap();
    assert!(report.passes(1e-4), "{report}");
    assert!(
        !check::gradient(|x: f32| x * x, 3.0, 6.01)
            .unwrap()
            .passes(1e-4)
    );
}

#[test]
fn nan_is_the_worst_wherever_it_is() {
    let report = |gradient| check::gradient(|(x, y)| x + y, (1.0, 2.0), gradient).unwrap();
    for (gradient, argument) in [
        ((f64::NAN, 9.0), 0),
        ((9.0, f64::NAN), 1),
        ((f64::NAN, f64::NAN), 0),
    ] {
        let report = report(gradient);
        assert_eq!(report.worst.unwrap().argument, argument);
        assert!(!report.passes(f64::INFINITY), "{report}");
    }
    // In the value: the root has no left side at 0.
    let report =
        check::gradient(|(x, y): (f64, f64)| x + y.sqrt(), (1.0, 0.0), (9.0, 0.5)).unwrap();
    assert_eq!(report.worst.unwrap().argument, 1);
    assert!(!report.passes(f64::INFINITY));
    // An infinite slope is none that can be compared.
    let report = check::gradient(|x| x, 1.0, f64::INFINITY).unwrap();
    assert!(!report.passes(f64::INFINITY));
}

#[test]
fn points_are_nested_as_one_likes() {
    let value = |((a, b), [c, d], (e,)): ((f64, f64), [f64; 2], (f32,))| {
        a * b + 3.0 * c - d * d + 2.0 * f64::from(e)
    };
    let at = ((1.0, 2.0), [3.0, 4.0], (5.0,));
    let right = check::gradient(value, at, ((2.0, 1.0), [3.0, -8.0], (2.0_f64,))).unwrap();
    assert_eq!(right.entries, 5);
    assert!(right.passes(1e-4), "{right}");

    let place = |gradient: ((f64, f64), [f64; 2], (f32,))| {
        let worst = check::gradient(value, at, gradient).unwrap().worst.unwrap();
        (
            worst.argument,
            worst.index.as_slice().to_vec(),
            worst.index.to_string(),
        )
    };
    let expected = |argument, position| (argument, vec![position], format!("[{position}]"));
    assert_eq!(place(((9.0, 1.0), [3.0, -8.0], (2.0,))), expected(0, 0));
    assert_eq!(place(((2.0, 9.0), [3.0, -8.0], (2.0,))), expected(0, 1));
    assert_eq!(place(((2.0, 1.0), [9.0, -8.0], (2.0,))), expected(1, 0));
    assert_eq!(place(((2.0, 1.0), [3.0, 8.0], (2.0,))), expected(1, 1));
    assert_eq!(place(((2.0, 1.0), [3.0, -8.0], (9.0,))), expected(2, 0));
}

#[test]
fn an_array_is_one_argument() {
    let value = |x: [[f64; 2]; 2]| x[0][0] + 2.0 * x[0][1] + 3.0 * x[1][0] + 4.0 * x[1][1];
    let report = check::gradient(value, [[0.0; 2]; 2], [[1.0, 2.0], [0.0, 4.0]]).unwrap();
    let sentence = report.to_string();
    assert!(
        sentence.starts_with(
            "the worst of 4 entries is argument 0 at [1, 0]: analytic 0.0, numeric 3.0"
        ),
        "{sentence}"
    );
}

#[test]
fn twelve_arguments_are_in_order() {
    let report = check::gradient(
        |x: (f64, f64, f64, f64, f64, f64, f64, f64, f64, f64, f64, f64)| {
            x.0 + 2.0 * x.1
                + 3.0 * x.2
                + 4.0 * x.3
                + 5.0 * x.4
                + 6.0 * x.5
                + 7.0 * x.6
                + 8.0 * x.7
                + 9.0 * x.8
                + 10.0 * x.9
                + 11.0 * x.10
                + 12.0 * x.11
        },
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        [
            1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0,
        ],
    );
    let report = report.unwrap();
    assert_eq!(report.entries, 12);
    assert!(report.passes(1e-9), "{report}");
}

#[test]
fn an_index_that_is_nested_too_deeply_is_cut() {
    type Four<T> = [[[[T; 1]; 1]; 1]; 1];
    type Ten = [[Four<Four<f64>>; 1]; 1];

    let at: Ten = [[[[[[[[[[1.0]]]]]]]]]];
    let report = check::gradient(|[[[[[[[[[[x]]]]]]]]]]: Ten| x, at, at).unwrap();
    assert_eq!(report.worst.unwrap().index.as_slice(), [0; 8]);
}

#[test]
fn a_gradient_of_another_shape_is_an_error() {
    let error = check::gradient(|(x, y): (f64, f64)| x * y, (1.0, 2.0), 2.0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, `gradient` has 1 part, but `point` has 2"
    );
    let error = check::gradient(|x: f64| x, 1.0, (2.0, 3.0)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, `gradient` has 2 parts, but `point` has 1"
    );
}

#[test]
fn the_error_of_the_value_is_passed_on() {
    // At the point itself, and only where the second coordinate is moved.
    let everywhere =
        |_: f64| -> Result<f64, LayerError> { MulLayer::<f64>::new().backward(1.0).map(|_| 0.0) };
    assert_eq!(
        check::gradient(everywhere, 1.0, 1.0),
        Err(LayerError::BackwardBeforeForward { layer: "MulLayer" })
    );
    let somewhere = |(x, y): (f64, f64)| -> Result<f64, Box<dyn Error>> {
        if y > 2.0 {
            Err("too far".into())
        } else {
            Ok(x)
        }
    };
    let error = check::gradient(somewhere, (1.0, 2.0), (1.0, 0.0)).unwrap_err();
    assert_eq!(error.to_string(), "too far");
    // After an error nothing more is computed: 4 calls for the first two entries, then one.
    let mut calls = 0;
    let third_fails = |x: [f64; 9]| -> Result<f64, Box<dyn Error>> {
        calls += 1;
        if x[2] == 0.0 {
            Ok(x[1])
        } else {
            Err("third".into())
        }
    };
    check::gradient(third_fails, [0.0; 9], [0.0; 9]).unwrap_err();
    assert_eq!(calls, 5);
    let fine = |x: f32| -> Result<f32, ShapeError> { Ok(2.0 * x) };
    assert!(check::gradient(fine, 1.0, 2.0).unwrap().passes(1e-3));
}

#[test]
fn nothing_to_compare() {
    let report = check::gradient(|_: [f64; 0]| 1.0, [], [0.0; 0]).unwrap();
    assert_eq!((report.entries, report.worst), (0, None));
    assert!(report.passes(0.0));
    assert_eq!(report.to_string(), "there is no entry to compare");
    let report = check::gradient(|x| 0.0 * x, 1.0, 0.0).unwrap();
    assert!(
        report
            .to_string()
            .starts_with("the only entry is argument 0: analytic 0.0")
    );
}

/// The product, with a gradient that somebody got wrong.
struct Wrong {
    operands: (f64, f64),
    gradient: fn(f64, (f64, f64)) -> (f64, f64),
}

impl Layer for Wrong {
    type Input = (f64, f64);
    type Output = f64;
    type Gradient = (f64, f64);

    fn forward(&mut self, operands: (f64, f64)) -> Result<f64, LayerError> {
        self.operands = operands;
        Ok(operands.0 * operands.1)
    }

    fn backward(&mut self, cotangent: f64) -> Result<(f64, f64), LayerError> {
        Ok((self.gradient)(cotangent, self.operands))
    }
}

#[test]
fn a_wrong_layer_is_caught() {
    let report = |gradient| {
        let mut layer = Wrong {
            operands: (0.0, 0.0),
            gradient,
        };
        check::layer(&mut layer, (3.0, 5.0)).unwrap()
    };
    let right = report(|g, (x, y)| (g * y, g * x));
    assert!(right.passes(1e-9), "{right}");
    // The operands not exchanged, the cotangent forgotten, one sign.
    assert!(!report(|g, (x, y)| (g * x, g * y)).passes(1e-2));
    assert!(!report(|_, (x, y)| (y, x)).passes(1e-2));
    let sign = report(|g, (x, y)| (g * y, -g * x));
    assert!(!sign.passes(1e-2));
    assert_eq!(sign.worst.unwrap().argument, 1);
}

#[test]
fn a_layer_is_left_at_its_input() {
    let mut mul = MulLayer::new();
    check::layer(&mut mul, (3.0, 5.0)).unwrap();
    assert_eq!(mul.backward(1.0), Ok((5.0, 3.0)));
    // Through a trait object too.
    let relu: &mut dyn Layer<Input = f64, Output = f64, Gradient = f64> = &mut Relu::new();
    assert!(check::layer(relu, 2.0).unwrap().passes(1e-9));
}

#[test]
fn a_kink_is_no_measure_of_a_gradient() {
    // Central differences see ½ where relu's gradient is 0.
    let worst = check::layer(&mut Relu::new(), 0.0).unwrap().worst.unwrap();
    assert_eq!(worst.analytic, 0.0);
    assert!(worst.numeric > 0.25);
}
