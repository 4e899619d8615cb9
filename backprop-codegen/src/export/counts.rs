//! How many operations each method takes, as comments above generated code.

use crate::cost::{GraphCost, MethodCost};

/// How long a line is at most, if it can be broken.
const WIDTH: usize = 100;

/// A line for each method: its operations, and how many there are of each kind.
pub(super) fn counts(name: &str, cost: &GraphCost) -> String {
    let title = format!("// Operations of `{name}`:\n");
    let methods = cost.methods();
    let lines = methods.map(|(name, method)| lines(name, method));
    std::iter::once(title).chain(lines).collect()
}

/// `//   value: 4; additions 1, multiplications 3`, over several lines where it is long.
fn lines(name: &str, cost: &MethodCost) -> String {
    let mut text = String::new();
    let mut line = format!("//   {name}: {}", cost.operations);
    for (position, kind) in cost.kinds.iter().enumerate() {
        let separator = if position == 0 { ';' } else { ',' };
        let part = format!("{} {}", kind.name, kind.count);
        line.push(separator);
        if line.chars().count() + part.chars().count() + 2 > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = format!("//     {part}");
        } else {
            line.push(' ');
            line.push_str(&part);
        }
    }
    text + &line + "\n"
}
