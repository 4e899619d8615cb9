//! `match`, `return`, `if let`, `?` and the like.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = match x { 0 => 1, _ => x };
        let b = if let Some(y) = x { y } else { 2 };
        let c = a.sqrt()?;
        let d = x else { 2 };
        return a + b + c + d;
    }
}

fn main() {}
