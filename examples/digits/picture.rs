//! The picture that `digits` draws: how the loss fell, and what was misread.

use std::error::Error;
use std::fs;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Digits, EPOCHS, Loss, Misread, SIDE};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

const TITLE: (&str, u32) = ("sans-serif", 20);
const TEXT: (&str, u32) = ("sans-serif", 14);
const INK: RGBColor = RGBColor(51, 51, 51);
const BLUE: RGBColor = RGBColor(31, 119, 180);
const ORANGE: RGBColor = RGBColor(214, 108, 14);

const WIDTH: i32 = 840;
const CHART_HEIGHT: i32 = 400;
/// Misread digits stand in rows of six; the space for one, the first one's place, and a pixel's size.
const COLUMNS: usize = 6;
const SPACE: (i32, i32) = (132, 144);
const FIRST: (i32, i32) = (42, 60);
const PIXEL: i32 = 12;

/// Writes the losses and up to twelve misread digits as an SVG.
pub(super) fn draw(path: &Path, losses: &[Loss], digits: &Digits, misread: &[Misread]) -> Drawn {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let rows = misread.chunks(COLUMNS).take(2);
    let height = CHART_HEIGHT + FIRST.1 + SPACE.1 * i32::try_from(rows.len())?;
    let size = (WIDTH.try_into()?, height.try_into()?);

    let picture = SVGBackend::new(path, size).into_drawing_area();
    picture.fill(&WHITE)?;
    let (above, below) = picture.split_vertically(CHART_HEIGHT);
    draw_losses(&above, losses)?;

    let title = format!(
        "{} of {} held-out digits were misread",
        misread.len(),
        digits.len()
    );
    below.draw(&Text::new(title, (WIDTH / 2, 16), centred(TITLE)))?;
    for (top, row) in (FIRST.1..).step_by(SPACE.1.try_into()?).zip(rows) {
        for (left, digit) in (FIRST.0..).step_by(SPACE.0.try_into()?).zip(row) {
            draw_misread((left, top), &below, digits, digit)?;
        }
    }
    picture.present()?;
    Ok(())
}

fn draw_losses(area: &Area, losses: &[Loss]) -> Drawn {
    let both = losses
        .iter()
        .flat_map(|loss| [loss.training, loss.held_out]);
    let highest = both.fold(0.0, f32::max);
    let mut chart = ChartBuilder::on(area)
        .caption("Mean loss in each epoch", TITLE.into_font().color(&INK))
        .margin(16)
        .margin_right(32)
        .x_label_area_size(44)
        .y_label_area_size(56)
        .build_cartesian_2d(0..EPOCHS, 0.0..1.05 * highest)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.12))
        .axis_style(BLACK.mix(0.5))
        .label_style(TEXT.into_font().color(&INK))
        .x_desc("epoch")
        .y_desc("loss")
        .draw()?;

    let training: Vec<f32> = losses.iter().map(|loss| loss.training).collect();
    let held_out: Vec<f32> = losses.iter().map(|loss| loss.held_out).collect();
    let lines = [
        ("digits learnt from", BLUE, training),
        ("digits held out", ORANGE, held_out),
    ];
    for (name, color, losses) in lines {
        let stroke = color.stroke_width(2);
        chart
            .draw_series(LineSeries::new((1..).zip(losses), stroke))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 24, y)], stroke));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .margin(16)
        .legend_area_size(32)
        .label_font(TEXT.into_font().color(&INK))
        .draw()?;
    Ok(())
}

/// A digit, pixel by pixel, and under it what it is and what it was taken for.
fn draw_misread(corner: (i32, i32), area: &Area, digits: &Digits, digit: &Misread) -> Drawn {
    let at = |column: i32, row: i32| (corner.0 + PIXEL * column, corner.1 + PIXEL * row);
    for (row, pixels) in (0..).zip(digits.images.row(digit.row).exact_chunks(SIDE)) {
        for (column, &ink) in (0..).zip(pixels) {
            let square = [at(column, row), at(column + 1, row + 1)];
            area.draw(&Rectangle::new(square, BLACK.mix(ink.into()).filled()))?;
        }
    }
    area.draw(&Rectangle::new([at(0, 0), at(8, 8)], BLACK.mix(0.25)))?;

    let text = format!("{}, read as {}", digit.class, digit.read_as);
    area.draw(&Text::new(text, at(4, 9), centred(TEXT)))?;
    Ok(())
}

fn centred(font: (&'static str, u32)) -> TextStyle<'static> {
    font.into_font()
        .color(&INK)
        .pos(Pos::new(HPos::Center, VPos::Top))
}
