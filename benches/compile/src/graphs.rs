//! The graphs that are measured.

/// The fruit bill: two products, a sum and a tax.
pub(crate) const BILL: &str = "
    struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }";

/// Half the squared error of an observation in bundle adjustment.
pub(crate) const BUNDLE_ADJUSTMENT: &str = "
    struct Loss(
        r0: f64, r1: f64, r2: f64, c0: f64, c1: f64, c2: f64,
        f: f64, u: f64, v: f64, k1: f64, k2: f64,
        x0: f64, x1: f64, x2: f64, w: f64,
        const m0: f64, const m1: f64,
    ) -> f64 {
        let y0 = x0 - c0;
        let y1 = x1 - c1;
        let y2 = x2 - c2;
        let angle = sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        let scale = 1 / angle;
        let a0 = r0 * scale;
        let a1 = r1 * scale;
        let a2 = r2 * scale;
        let s = sin(angle);
        let c = cos(angle);
        let along = (a0 * y0 + a1 * y1 + a2 * y2) * (1 - c);
        let p0 = y0 * c + (a1 * y2 - a2 * y1) * s + a0 * along;
        let p1 = y1 * c + (a2 * y0 - a0 * y2) * s + a1 * along;
        let p2 = y2 * c + (a0 * y1 - a1 * y0) * s + a2 * along;
        let q0 = p0 / p2;
        let q1 = p1 / p2;
        let q = q0 * q0 + q1 * q1;
        let distortion = 1 + q * (k1 + k2 * q);
        let e0 = w * (f * distortion * q0 + u - m0);
        let e1 = w * (f * distortion * q1 + v - m1);
        (e0 * e0 + e1 * e1) / 2
    }";

/// A classifier with one hidden layer, and its loss.
pub(crate) const MLP: &str = "
    struct Mlp(
        const x: [f32; batch, 784],
        const labels: [f32; batch, 10],
        w1: [f32; 784, hidden], b1: [f32; hidden],
        w2: [f32; hidden, 10], b2: [f32; 10],
    ) -> f32 {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        -mean(sum_axis(labels * log_softmax(logits), 1))
    }";

/// So many operations on numbers, one after the other.
pub(crate) fn chain(operations: usize) -> String {
    let mut body = String::from("let v0 = x * y;");
    for index in 1..operations {
        let last = index - 1;
        let operation = match index % 4 {
            0 => format!("v{last} * y"),
            1 => format!("sin(v{last})"),
            2 => format!("v{last} + x"),
            _ => format!("v{last} / y"),
        };
        body.push_str(&format!("let v{index} = {operation};"));
    }
    format!(
        "struct Chain(x: f64, y: f64) -> f64 {{ {body} v{} }}",
        operations - 1
    )
}
