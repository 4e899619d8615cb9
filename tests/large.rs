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
    assert!((grads.x - slope).abs() <= 1e-12 * slope.abs(), "{} {slope}", grads.x);
    let pass = Long::new().forward(x);
    assert_eq!(pass.output().to_bits(), value.to_bits());
    let grads = pass.backward(1.0);
    assert!((grads.x - slope).abs() <= 1e-12 * slope.abs(), "{} {slope}", grads.x);
}
