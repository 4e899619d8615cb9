//! A minimiser that needs a gradient, and a graph that gives one.
//!
//! Rosenbrock's function is a long curved valley: easy to find, hard to follow. The optimiser is
//! L-BFGS of the `argmin` crate; `graph!` writes the gradient that it asks for.
//!
//! `cargo run --release --example rosenbrock`

use argmin::core::{CostFunction, Error, Executor, Gradient, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use backprop::graph;

graph! {
    /// Rosenbrock's function. Its lowest value is 0, at (1, 1).
    pub struct Rosenbrock(x: f64, y: f64) -> f64 {
        square(1.0 - x) + 100.0 * square(y - square(x))
    }
}

// `argmin` asks its questions through two traits. The graph answers both.
impl CostFunction for Rosenbrock {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, point: &Vec<f64>) -> Result<f64, Error> {
        let [x, y] = coordinates(point)?;
        Ok(self.value(x, y))
    }
}

impl Gradient for Rosenbrock {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, point: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let [x, y] = coordinates(point)?;
        let (_, grads) = self.value_and_grad(x, y);
        Ok(vec![grads.x, grads.y])
    }
}

fn coordinates(point: &[f64]) -> Result<[f64; 2], Error> {
    <[f64; 2]>::try_from(point).map_err(|_| Error::msg("a point has two coordinates"))
}

fn main() -> Result<(), Error> {
    let start = vec![-1.2, 1.0];
    println!("start    ({}, {})", start[0], start[1]);

    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 5);
    let result = Executor::new(Rosenbrock::new(), solver)
        .configure(|state| state.param(start).max_iters(100).counting(true))
        .run()?;

    let state = result.state();
    let point = state
        .get_best_param()
        .ok_or_else(|| Error::msg("no point was found"))?;
    let [x, y] = coordinates(point)?;
    let cost = state.get_best_cost();
    let count = |name| state.get_func_counts().get(name).copied().unwrap_or(0);
    println!("minimum  ({x:.9}, {y:.9}), value {cost:.1e}");
    println!(
        "effort   {} iterations, {} values, {} gradients",
        state.get_iter(),
        count("cost_count"),
        count("gradient_count"),
    );

    // Written this way round, a NaN is an error too.
    if cost < 1e-10 {
        Ok(())
    } else {
        Err(Error::msg("the minimum was not reached"))
    }
}
