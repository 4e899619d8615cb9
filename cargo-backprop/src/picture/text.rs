//! How wide text is: estimated from the widths that common sans-serif fonts have.

/// The widths of the printable characters of ASCII in Helvetica, Arial and Liberation Sans, which are made to the same
/// measures, in thousandths of the size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // ` ` to `/`
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584,
    556, // `0` to `?`
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722,
    778, // `@` to `O`
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, // `P` to `_`
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556,
    556, // `` ` `` to `o`
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // `p` to `~`
];

/// Other fonts are a little wider.
const ROOM: f64 = 1.06;

/// How wide a line of text is in a font of this size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(character).sum::<f64>() * size * ROOM
}

fn character(character: char) -> f64 {
    let ascii = u32::from(character).checked_sub(32);
    let ascii = ascii.and_then(|place| ASCII.get(usize::try_from(place).ok()?));
    match (ascii, character) {
        (Some(width), _) => f64::from(*width) / 1000.0,
        (None, '⁰'..='⁹' | '₀'..='₉' | '²' | '³' | '¹' | '⁻') => 0.35,
        (None, '−' | '×' | '÷' | '≤' | '≥' | '≠') => 0.6,
        // Ideographs and their like are as wide as high; other letters are not wider than `W`.
        (None, '\u{1100}'..) => 1.0,
        (None, _) => 0.75,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn widths_add_up() {
        assert!((width("0.5", 100.0) - (55.6 + 27.8 + 55.6) * super::ROOM).abs() < 1e-9);
        assert!(width("mm", 10.0) > width("ii", 10.0));
    }
}
