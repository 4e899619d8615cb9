//! `relu(x)` is `x` where `x` is positive, and 0 elsewhere. Its gradient is 1 or 0; at the kink, 0.
//!
//! First the layer, on a matrix; then a graph, on one number at a time.
//!
//! `cargo run --release --example relu`

use std::error::Error;

use backprop::ndarray::array;
use backprop::{Layer, Relu, graph};

fn main() -> Result<(), Box<dyn Error>> {
    // The layer remembers which elements were not positive, and lets no gradient through there.
    let x = array![[-1.0, 0.0, 1.0], [2.0, -0.5, 3.0]];
    let mut layer = Relu::new();
    let y = layer.forward(x.clone())?;
    let ones = array![[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]];
    let d_x = layer.backward(ones)?;
    println!("x =\n{x}\nrelu(x) =\n{y}\ngradient for a cotangent of ones =\n{d_x}\n");

    // The graph compiles to a comparison, in both directions.
    let rectify = graph!(|x| relu(x));
    println!("{:>5} {:>8} {:>9}", "x", "relu(x)", "gradient");
    for x in [-1.0, 0.0, 1.0] {
        let (y, grads) = rectify.value_and_grad(x);
        println!("{x:>5} {y:>8} {:>9}", grads.x);
    }
    Ok(())
}
