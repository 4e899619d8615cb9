//! Where the graphs are evaluated.

use crate::element::Element;
use crate::rng::Rng;

/// Points for a graph of this many inputs: normally distributed, with zeros, with ties, far out.
pub(crate) fn points<R: Element>(index: usize, inputs: usize) -> Vec<Vec<R>> {
    let mut rng = Rng::new(0x000b_ac4b_409a + index as u64);
    let mut points = Vec::new();
    let mut add = |mut coordinate: Box<dyn FnMut(&mut Rng) -> f64>| {
        points.push(
            (0..inputs)
                .map(|_| R::rounded(coordinate(&mut rng)))
                .collect(),
        );
    };
    for _ in 0..20 {
        add(Box::new(normal));
    }
    for _ in 0..3 {
        add(Box::new(|rng| {
            if rng.chance(50) {
                rng.pick(&[0.0, -0.0])
            } else {
                normal(rng)
            }
        }));
    }
    for _ in 0..3 {
        add(Box::new(|rng| {
            rng.pick(&[-1.0, -1.0, 0.0, 0.5, 1.0, 1.0, 2.0, 2.5])
        }));
    }
    add(Box::new(|_| 0.0));
    add(Box::new(|_| 0.75));
    add(Box::new(|rng| {
        rng.pick(&[1e3, -1e3]) * (1.0 - 0.5 * uniform(rng))
    }));
    add(Box::new(|rng| rng.pick(&[1e3, -1e3])));
    points
}

/// One for each output that has a cotangent; 1 where there is a single one.
pub(crate) fn cotangents<R: Element>(index: usize, outputs: usize) -> Vec<R> {
    if outputs == 1 {
        return vec![R::rounded(1.0)];
    }
    let mut rng = Rng::new(0x0c07_a46e_4750 + index as u64);
    (0..outputs)
        .map(|_| R::rounded(rng.pick(&[1.0, -0.75, 2.5, 0.3, -1.2])))
        .collect()
}

#[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
fn uniform(rng: &mut Rng) -> f64 {
    (rng.next() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Close to normal: the sum of twelve uniform numbers, with mean 0 and variance 1.
fn normal(rng: &mut Rng) -> f64 {
    (0..12).map(|_| uniform(rng)).sum::<f64>() - 6.0
}
