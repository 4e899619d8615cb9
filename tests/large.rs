//! Graphs that are longer than anyone writes by hand.

use backprop::graph;

/// Doubles a list of statements once for each `+`, and makes them the body of a graph.
macro_rules! repeated {
    ($name:ident [] [$($statement:tt)*]) => {
        graph! {
            struct $name(x: f64) -> f64 {
                let s = x;
                $($statement)*
                s
            }
        }
    };
    ($name:ident [+ $($more:tt)*] [$($statement:tt)*]) => {
        repeated!($name [$($more)*] [$($statement)* $($statement)*]);
    };
}

// 2 to the power of 11 statements, of which each is read again by its derivative.
repeated!(Long [+ + + + + + + + + + +] [let s = sin(s) + x;]);

#[test]
fn thousands_of_statements() {
    let (x, mut value, mut slope) = (0.3_f64, 0.3_f64, 1.0_f64);
    for _ in 0..1 << 11 {
        slope = slope * value.cos() + 1.0;
        value = value.sin() + x;
    }
    let (output, grads) = Long::new().value_and_grad(x);
    assert_eq!(output.to_bits(), value.to_bits());
    assert!(
        (grads.x - slope).abs() <= 1e-12 * slope.abs(),
        "{} {slope}",
        grads.x
    );
    let pass = Long::new().forward(x);
    assert_eq!(pass.output().to_bits(), value.to_bits());
    let grads = pass.backward(1.0);
    assert!(
        (grads.x - slope).abs() <= 1e-12 * slope.abs(),
        "{} {slope}",
        grads.x
    );
}

// Conditions that share other conditions: each level guards the last one from two sides.
macro_rules! guarded {
    ([] [$($statement:tt)*]) => {
        graph! {
            struct Guarded(x: f64, a: f64, b: f64) -> f64 {
                let s = sqrt(x);
                let level = 0;
                $($statement)*
                s + 0 * level
            }
        }
    };
    ([+ $($more:tt)*] [$($statement:tt)*]) => {
        guarded!([$($more)*] [$($statement)* $($statement)*]);
    };
}

// 2 to the power of 7 levels.
guarded!([+ + + + + + +] [
    let level = level + 1;
    let s = sin((if a > level { s } else { 0 }) + (if b > level { s } else { 1 }));
]);

#[test]
fn many_levels_of_conditions() {
    // Above the first ten levels the branches that hold `s` are not taken.
    let (x, a, b) = (0.25_f64, 10.5, 0.0);
    let (mut value, mut slope) = (x.sqrt(), 0.5 / x.sqrt());
    for level in 1..=1 << 7 {
        let (sum, rate) = if a > f64::from(level) {
            (value + 1.0, slope)
        } else {
            (1.0, 0.0)
        };
        slope = rate * sum.cos();
        value = sum.sin();
    }
    let (output, grads) = Guarded::new().value_and_grad(x, a, b);
    assert_eq!(output.to_bits(), value.to_bits());
    assert!((grads.x - slope).abs() <= 1e-15, "{} {slope}", grads.x);
    assert_eq!((grads.a, grads.b), (0.0, 0.0));
}
