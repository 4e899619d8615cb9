//! What uses a graph with mistakes reports nothing of its own.

use std::f64::consts::PI;

use backprop::{Graph, graph};

graph! {
    /// An unknown name, and a result too few.
    #[derive(Clone, Debug)]
    pub struct Broken<F>(x: F, const y: F, z: F) -> (a: F, const b: F) {
        let unused = x * PI;
        x * y * w
    }

    /// A graph without a mistake.
    pub struct Whole(x: f64, y: f64) -> f64 { x * y }
}

mod elsewhere {
    use super::{Broken, BrokenGrads, BrokenOutput, BrokenPass, Whole, WholeGrads};

    pub fn use_it(graph: &Broken<f32>) -> BrokenGrads<f32> {
        let pass: BrokenPass<f32> = graph.forward(1.0, 2.0, 3.0);
        let BrokenOutput { a, b } = pass.output();
        assert!(a < b);
        let BrokenGrads { x, z } = pass.backward(1.0);
        let (output, grads) = Broken::<f32>::default().value_and_grad(x, 2.0, z);
        println!("{output:?} {:?}", graph.clone());
        grads
    }

    pub fn use_the_other() -> WholeGrads {
        Whole::new().value_and_grad(1.0, 2.0).1
    }
}

fn main() {
    println!("{:?}", elsewhere::use_it(&Broken::new()));
    println!("{:?}", elsewhere::use_the_other());
    println!("{:?}", <Broken<f64> as Graph>::INFO);
}
