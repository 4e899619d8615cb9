use std::error::Error;

use backprop_benches::row::Setting;
use plotters::coord::Shift;
use plotters::prelude::*;

use crate::results::{Run, grouped};

const SIZE: (u32, u32) = (1080, 460);
/// The height of the names below.
const NAMES: u32 = 36;
const TITLE: (&str, u32) = ("sans-serif", 18);
const TEXT: (&str, u32) = ("sans-serif", 13);
const INK: RGBColor = RGBColor(51, 51, 51);
const PANELS: [(&str, &str); 3] = [
    ("W4", "W4: relu(x · w + b)"),
    ("W5", "W5: eight operations"),
    ("W6", "W6: exp, tanh, sigmoid"),
];
/// Who is drawn, in which colour.
const CONTENDERS: [(&str, RGBColor); 8] = [
    ("by hand", RGBColor(51, 51, 51)),
    ("layers", RGBColor(140, 86, 75)),
    ("ndarray", RGBColor(127, 127, 127)),
    ("burn", RGBColor(214, 39, 40)),
    ("candle", RGBColor(255, 127, 14)),
    ("numpy", RGBColor(148, 103, 189)),
    ("PyTorch", RGBColor(227, 119, 194)),
    ("JAX", RGBColor(31, 119, 180)),
];
/// The smallest and the largest ratio, and number of elements, that there is room for.
const RATIOS: std::ops::Range<f64> = 0.4..400.0;
const ELEMENTS: std::ops::Range<f64> = 600.0..18e6;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// An SVG: the time of each contender as a multiple of that of generated code, by size, f32.
pub(crate) fn draw(runs: &[Run]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    {
        let picture = SVGBackend::with_string(&mut text, SIZE).into_drawing_area();
        picture.fill(&WHITE)?;
        let (panels, names) = picture.split_vertically(SIZE.1 - NAMES);
        for (area, (workload, title)) in panels.split_evenly((1, 3)).iter().zip(PANELS) {
            panel(area, runs, workload, title)?;
        }
        legend(&names)?;
        picture.present()?;
    }
    Ok(text)
}

fn panel(area: &Area<'_>, runs: &[Run], workload: &str, title: &str) -> Drawn {
    let mut chart = ChartBuilder::on(area)
        .caption(title, TITLE.into_font().color(&INK))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(48)
        .build_cartesian_2d(ELEMENTS.log_scale(), RATIOS.log_scale())?;
    let number = |number: &f64| match number {
        number if *number < 1.0 => format!("{number:.1}"),
        number => grouped(format!("{number:.0}").parse().unwrap_or_default()),
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.12))
        .axis_style(BLACK.mix(0.5))
        .label_style(TEXT.into_font().color(&INK))
        .x_labels(5)
        .x_label_formatter(&number)
        .y_label_formatter(&number)
        .x_desc("elements, f32")
        .y_desc("time, × generated code")
        .draw()?;
    let one = [(ELEMENTS.start, 1.0), (ELEMENTS.end, 1.0)];
    chart.draw_series(LineSeries::new(one, BLACK.mix(0.6)))?;
    for (contender, colour) in CONTENDERS {
        let points = ratios(runs, workload, contender);
        if !points.is_empty() {
            let line = LineSeries::new(points, colour.stroke_width(2)).point_size(3);
            chart.draw_series(line)?;
        }
    }
    Ok(())
}

/// Whose line has which colour, below the panels.
fn legend(area: &Area<'_>) -> Drawn {
    for (x, (contender, colour)) in (72..).step_by(120).zip(CONTENDERS) {
        area.draw(&PathElement::new(
            [(x, 12), (x + 18, 12)],
            colour.stroke_width(3),
        ))?;
        let style = TEXT.into_font().color(&INK);
        area.draw(&Text::new(contender, (x + 26, 5), style))?;
    }
    Ok(())
}

/// Sizes, and how many times as long as generated code it takes; from the first file that has it.
fn ratios(runs: &[Run], workload: &str, contender: &str) -> Vec<(f64, f64)> {
    let is_meant = |setting: &Setting| setting.workload == workload && setting.element == "f32";
    let mut found = runs.iter().map(|run| {
        let rows = run.rows.iter().filter(|row| row.contender == contender);
        let settings = rows.map(|row| &row.setting).filter(|it| is_meant(it));
        let point = |setting: &Setting| {
            let elements = u32::try_from(setting.elements).ok()?;
            Some((
                f64::from(elements),
                run.ratio(setting, contender, "generated")?,
            ))
        };
        settings.filter_map(point).collect::<Vec<_>>()
    });
    found.find(|points| !points.is_empty()).unwrap_or_default()
}
