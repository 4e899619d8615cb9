//! Names that are unusual, and legal.

use backprop::graph;

const SCALE: f64 = 3.0;

graph! {
    struct Raw(r#type: f64, r#let: f64) -> f64 { r#type * r#let }
    // A keyword since edition 2024 only.
    struct Young(gen: f64) -> f64 { gen * 2 }
    struct Operations(max: f64, sin: f64) -> f64 { max(max, sin(sin)) + max.sin() }
    struct Shadowing(x: f64) -> f64 {
        let x = x + 1;
        let x = { let x = x * x; x - 1 };
        x
    }
    struct Quiet(x: f64, _unused: f64) -> f64 {
        let _also = 2 * x;
        x
    }
    struct Hides(SCALE: f64, x: f64) -> f64 {
        let PI = SCALE * x;
        PI + x
    }
    struct Reads(x: f64) -> f64 { x * SCALE + self::SCALE }
}

fn main() {
    assert_eq!(Raw::new().value(2.0, 3.0), 6.0);
    assert_eq!(Raw::new().value_and_grad(2.0, 3.0).1.r#type, 3.0);
    assert_eq!(Young::new().value_and_grad(2.0).1.r#gen, 2.0);
    assert_eq!(Operations::new().value(0.0, 0.0), 0.0);
    assert_eq!(Shadowing::new().value(2.0), 8.0);
    assert_eq!(Quiet::new().value(2.0, 0.0), 2.0);
    assert_eq!(Hides::new().value(2.0, 5.0), 15.0);
    assert_eq!(Reads::new().value(2.0), 9.0);
}
