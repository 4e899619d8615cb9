//! The chart of what a gradient costs: one backward pass beside a perturbation of each input, on a logarithmic scale.

use std::fmt::Write;

use super::super::svg::style::{Colour, FONTS, GRADIENT, INK, MUTED, PAPER, VALUE};
use super::super::svg::write::{coordinate, escaped};
use super::number::{ratio, short, whole};
use super::ways::{Way, Ways};

const WIDTH: f64 = 780.0;
const LEFT: f64 = 24.0;
/// Where bars begin, and where the longest of them may end.
const BARS: (f64, f64) = (190.0, 600.0);
const TOP: f64 = 84.0;
const ROW: f64 = 50.0;
const BAR: f64 = 28.0;
/// How many ticks the scale has at most.
const TICKS: i32 = 8;

/// Lines behind the bars, and bars that are there to be compared with.
const FAINT: Colour = ("#dde3ea", "#2a3441");
const OTHERS: Colour = ("#b4bfcc", "#4c5a6d");

/// Draws the ways to the gradient of the graph called `title`, for these sizes.
pub(super) fn chart(title: &str, ways: &Ways, sizes: &[(String, usize)]) -> String {
    let scale = Scale::new(&ways.list);
    let end = TOP + ROW * count(ways.list.len());
    let height = end + 92.0;
    let heading = format!("What the gradient of {title} costs");
    let mut out = String::new();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title description\" \
         font-family=\"{FONTS}\">\n<title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
         <style>{}</style>\n<rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\" rx=\"12\"/>",
        escaped(&heading),
        escaped(&description(ways)),
        style(),
    );
    text(&mut out, "title", (LEFT, 36.0), 19.0, &heading);
    text(&mut out, "muted", (LEFT, 58.0), 13.0, &conditions(sizes));
    scale.draw(&mut out, end);
    for place in 0..ways.list.len() {
        bar(&mut out, ways, place, &scale);
    }
    let [first, second] = moral(ways);
    text(&mut out, "text", (LEFT, end + 54.0), 13.0, &first);
    text(&mut out, "text", (LEFT, end + 73.0), 13.0, &second);
    out.push_str("</svg>\n");
    out
}

/// What is counted, and for which sizes.
fn conditions(sizes: &[(String, usize)]) -> String {
    let sizes = sizes.iter().map(|(name, size)| format!("{name} = {size}"));
    let sizes: Vec<String> = sizes.collect();
    let mut text = "arithmetic operations, on a logarithmic scale".to_owned();
    if !sizes.is_empty() {
        text = text + " · " + &sizes.join(", ");
    }
    text
}

/// What the chart shows, in two lines.
fn moral(ways: &Ways) -> [String; 2] {
    let times = ratio(ways.backward, ways.value);
    let all = match ways.numbers {
        1 => "the one partial derivative".to_owned(),
        numbers => format!("all {} partial derivatives", whole(numbers)),
    };
    [
        format!(
            "One backward pass gives {all} for the price of {times} values, the value included."
        ),
        "Whatever perturbs the inputs one by one takes at least a value for each.".to_owned(),
    ]
}

/// The chart for those who do not see it.
fn description(ways: &Ways) -> String {
    let sentences = ways.list.iter().map(|way| {
        let least = if way.more { "at least " } else { "" };
        format!(
            "{} ({}): {least}{} operations, {} times the value.",
            way.name,
            way.how,
            whole(way.operations),
            ratio(way.operations, ways.value)
        )
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// The bar of a way, with its name before it and its number behind it.
fn bar(out: &mut String, ways: &Ways, place: usize, scale: &Scale) {
    let Some(way) = ways.list.get(place) else {
        return;
    };
    let top = TOP + ROW * count(place);
    text(out, "name", (LEFT, top + 12.0), 14.0, way.name);
    text(out, "muted", (LEFT, top + 28.0), 12.0, &way.how);
    let class = match place {
        0 => "value",
        1 => "gradient",
        _ => "other",
    };
    let end = scale.at(way.operations);
    let more = if way.more { "≥ " } else { "" };
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" rx=\"4\"/>\n\
         <text class=\"number\" x=\"{}\" y=\"{}\" font-size=\"14\">{more}{}\
         <tspan class=\"muted\" dx=\"8\" font-size=\"12\">{} ×</tspan></text>",
        coordinate(BARS.0),
        coordinate(top + 1.0),
        coordinate(end - BARS.0),
        coordinate(end + 8.0),
        coordinate(top + BAR / 2.0 + 6.0),
        short(way.operations),
        ratio(way.operations, ways.value),
    );
}

/// A logarithmic scale from one power of ten to another.
struct Scale {
    first: i32,
    last: i32,
}

impl Scale {
    /// A scale on which no bar is without length.
    fn new(ways: &[Way]) -> Self {
        let numbers = ways.iter().map(|way| logarithm(way.operations));
        let (least, most) = numbers.fold((f64::MAX, 0.0_f64), |(least, most), number| {
            (least.min(number), most.max(number))
        });
        let first = floor(least - 0.2);
        Self {
            first,
            last: (-floor(-most)).max(first + 1),
        }
    }

    fn position(&self, logarithm: f64) -> f64 {
        let whole = f64::from(self.last - self.first);
        BARS.0 + (BARS.1 - BARS.0) * (logarithm - f64::from(self.first)) / whole
    }

    fn at(&self, number: u128) -> f64 {
        self.position(logarithm(number))
    }

    /// Lines and numbers at some powers of ten, down to `end`.
    fn draw(&self, out: &mut String, end: f64) {
        let step = 1 + (self.last - self.first - 1) / TICKS;
        let ticks = (self.first.max(0)..=self.last).step_by(usize::try_from(step).unwrap_or(1));
        for exponent in ticks {
            let x = self.position(f64::from(exponent));
            let _ = writeln!(
                out,
                "<path class=\"line\" d=\"M{} {}V{}\"/>",
                coordinate(x),
                coordinate(TOP - 8.0),
                coordinate(end)
            );
            let _ = writeln!(
                out,
                "<text class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"12\" text-anchor=\"middle\">{}</text>",
                coordinate(x),
                coordinate(end + 18.0),
                power(exponent)
            );
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "it is for a picture")]
fn logarithm(number: u128) -> f64 {
    (number.max(1) as f64).log10()
}

#[expect(clippy::cast_possible_truncation, reason = "logarithms are small")]
fn floor(number: f64) -> i32 {
    number.floor() as i32
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A power of ten, as a number where that is short.
fn power(exponent: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match exponent {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        2 => "100".to_owned(),
        3 => "1,000".to_owned(),
        _ => {
            let digits = exponent.to_string();
            let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
            let raised = digits.filter_map(|digit| RAISED.get(usize::try_from(digit).ok()?));
            format!("10{}", raised.collect::<String>())
        }
    }
}

fn text(out: &mut String, class: &str, (x, y): (f64, f64), size: f64, content: &str) {
    let content = escaped(content);
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{content}</text>"
    );
}

/// What each class looks like, on light and on dark paper.
fn style() -> String {
    let mut text = String::from(
        ".title,.number,.name{font-weight:600}.line{stroke-width:1;fill:none}tspan{font-weight:400}\
         .number{stroke-width:5;stroke-linejoin:round;paint-order:stroke}",
    );
    text.push_str(&rules(|colour| colour.0));
    let dark = rules(|colour| colour.1);
    text + "@media (prefers-color-scheme:dark){" + &dark + "}"
}

fn rules(choose: fn(Colour) -> &'static str) -> String {
    let fills = [
        (".paper", PAPER),
        ("text", INK),
        (".muted", MUTED),
        (".value", VALUE),
        (".gradient", GRADIENT),
        (".other", OTHERS),
    ];
    let fills = fills.map(|(class, colour)| format!("{class}{{fill:{}}}", choose(colour)));
    let strokes = [(".line", FAINT), (".number", PAPER)];
    let strokes = strokes.map(|(class, colour)| format!("{class}{{stroke:{}}}", choose(colour)));
    fills.concat() + &strokes.concat()
}

#[cfg(test)]
mod tests {
    use super::{BARS, Scale, Way, power};

    fn ways(operations: &[u128]) -> Vec<Way> {
        let ways = operations.iter().map(|operations| Way {
            name: "",
            how: String::new(),
            operations: *operations,
            more: false,
        });
        ways.collect()
    }

    #[test]
    fn every_bar_can_be_seen_and_has_room() {
        for operations in [
            &[1, 1][..],
            &[1, 10],
            &[0, 0],
            &[4, 8, 20, 40],
            &[10, 100],
            &[999, 1000],
            &[13_031_234, 2_652_377_368_360],
            &[1, u128::MAX],
        ] {
            let scale = Scale::new(&ways(operations));
            for number in operations {
                let end = scale.at(*number);
                assert!(end > BARS.0 + 5.0 && end <= BARS.1, "{operations:?}: {end}");
            }
        }
    }

    #[test]
    fn powers_of_ten() {
        assert_eq!(
            [0, 1, 3, 6, 12].map(power),
            ["1", "10", "1,000", "10⁶", "10¹²"]
        );
    }
}
