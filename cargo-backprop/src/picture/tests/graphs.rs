//! Graphs to draw.

use std::fmt::Write;

use fastrand::Rng;

pub(super) const BILL: &str = "
    struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
";

pub(super) const MLP: &str = "
    struct Mlp<F>(
        const x: [F; batch, inputs],
        const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden],
        w2: [F; hidden, 10],     b2: [F; 10],
    ) -> (loss: F, const logits: [F; batch, 10]) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }
";

pub(super) const BUNDLE_ADJUSTMENT: &str = "
    struct Residual(
        r0: f64, r1: f64, r2: f64,
        c0: f64, c1: f64, c2: f64,
        f: f64, u0: f64, v0: f64, k1: f64, k2: f64,
        x0: f64, x1: f64, x2: f64,
        w: f64,
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
        let e0 = w * (f * distortion * q0 + u0 - m0);
        let e1 = w * (f * distortion * q1 + v0 - m1);
        (e0 * e0 + e1 * e1) / 2
    }
";

pub(super) const CHOICE: &str = "
    struct Choice(x: f32, y: f32) -> f32 {
        let root = sqrt(x);
        let low = exp(y);
        if x > 1 { root * y } else if x > 0 && !(y == 0) { root } else { low }
    }
";

pub(super) const INDEX: &str = "
    struct Index(x: [f64; n, 4], w: [f64; 4]) -> (y: [f64; n], const last: f64) {
        let tail = x[.., 1..];
        let first = x[.., 0];
        (first * sum_axis(tail * w[1..], 1) + x[.., -1], max_all(first) + w[3])
    }
";

const FUNCTIONS: [&str; 8] = [
    "exp", "sin", "tanh", "relu", "softplus", "square", "sigmoid", "abs",
];
const OPERATORS: [char; 4] = ['+', '-', '*', '/'];

/// A graph with some names, each used up to several times.
pub(super) fn random(seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    let inputs = rng.usize(1..6);
    let mut names: Vec<String> = (0..inputs).map(|input| format!("input{input}")).collect();
    let declared: Vec<String> = names.iter().map(|name| format!("{name}: f64")).collect();
    let mut unused: Vec<String> = names.clone();
    let mut body = String::new();
    for place in 0..rng.usize(1..12) {
        let mut operand = |rng: &mut Rng| match unused.pop() {
            Some(name) => name,
            None if rng.u8(0..8) == 0 => rng.u8(1..100).to_string(),
            None => names[rng.usize(0..names.len())].clone(),
        };
        let value = match rng.u8(0..4) {
            0 => format!("{}({})", FUNCTIONS[rng.usize(0..8)], operand(&mut rng)),
            1 => format!(
                "if {} > {} {{ {} }} else {{ {} }}",
                operand(&mut rng),
                operand(&mut rng),
                operand(&mut rng),
                operand(&mut rng)
            ),
            _ => format!(
                "{} {} {} {} {}",
                operand(&mut rng),
                OPERATORS[rng.usize(0..4)],
                operand(&mut rng),
                OPERATORS[rng.usize(0..4)],
                operand(&mut rng)
            ),
        };
        let name = ["h", "hidden", "a_long_name", "s"][rng.usize(0..4)];
        let _ = writeln!(body, "let {name}{place} = {value};");
        names.push(format!("{name}{place}"));
    }
    // What has not been used reaches the output, so that no input is without use.
    let all: Vec<String> = names;
    let output = all.join(" + ");
    format!(
        "struct G({}) -> f64 {{ {body} {output} }}",
        declared.join(", ")
    )
}
