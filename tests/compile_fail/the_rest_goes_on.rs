use backprop::graph;

graph! {
    /// Broken inside, whole outside.
    pub struct Broken<F>(x: F, const k: F) -> (y: F, const z: F) {
        let a = unknown * x;
        (a + k, x)
    }
}

/// Uses all of it; none of this is an error.
fn elsewhere(broken: &Broken<f64>) -> f64 {
    let pass: BrokenPass<f64> = broken.forward(1.0, 2.0);
    let output: BrokenOutput<f64> = pass.output();
    let grads: BrokenGrads<f64> = pass.backward(1.0);
    let (both, _) = Broken::new().value_and_grad(1.0, 2.0);
    output.y + output.z + grads.x + both.y + broken.value(1.0, 2.0).z
}

fn main() {}
