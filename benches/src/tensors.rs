//! Workloads on arrays.

use backprop::Float;

use crate::measure::Contender;
use crate::near::assert_near;

/// Numbers that a workload gives, by name.
pub type Results<F> = Vec<(&'static str, Vec<F>)>;

/// One way to compute a workload: the value and all gradients, into memory that it has for them.
pub trait Way<F> {
    /// What the rows call it.
    fn name(&self) -> &'static str;

    /// Computes everything.
    fn run(&mut self);

    /// What [`run`](Way::run) has computed.
    fn results(&mut self) -> Results<F>;
}

/// A [`Way`] that can go to another thread.
pub type BoxedWay<'a, F> = Box<dyn Way<F> + Send + 'a>;

/// The contenders for these ways.
#[must_use]
pub fn contenders<'a, F: 'a>(ways: Vec<BoxedWay<'a, F>>) -> Vec<Contender<'a>> {
    ways.into_iter()
        .map(|mut way| Contender::new(way.name(), move || way.run()))
        .collect()
}

/// Asserts that all ways give what is expected, but for the rounding of sums of `terms` numbers.
///
/// # Panics
///
/// They do not.
pub fn assert_ways_agree<F: Float>(
    ways: &mut [BoxedWay<'_, F>],
    expected: &Results<F>,
    terms: usize,
) {
    // Sums one after the other, as plain code has them, err like a random walk.
    #[expect(clippy::cast_precision_loss, reason = "a rough bound")]
    let ulps = 32.0 + 4.0 * (terms as f64).sqrt();
    for way in ways {
        // Twice, since buffers are used again.
        way.run();
        way.run();
        let results = way.results();
        for ((name, found), (expected_name, expected)) in results.iter().zip(expected) {
            assert_eq!(name, expected_name);
            assert_near(&format!("{name} of {}", way.name()), found, expected, ulps);
        }
        assert_eq!(results.len(), expected.len());
    }
}

/// The sum of numbers, in twice the precision or so.
#[must_use]
pub fn exact_sum<F: Float>(numbers: impl IntoIterator<Item = F>) -> F {
    let (mut sum, mut error) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let number = number.to_f64();
        let total = sum + number;
        let rest = total - sum;
        error += (sum - (total - rest)) + (number - rest);
        sum = total;
    }
    F::from_f64(sum + error)
}
