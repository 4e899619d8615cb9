//! Numbers as people write them: short.

/// The number with at most so many significant digits, with the minus sign of typography.
pub(crate) fn short(number: f64, digits: usize) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    let scientific = format!("{number:.*e}", digits.saturating_sub(1));
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = i32::try_from(digits).unwrap_or(i32::MAX);
    let text = if number == 0.0 {
        // A zero with a sign is a zero to whoever looks at a picture.
        "0".to_owned()
    } else if (-4..digits.max(7)).contains(&exponent) {
        let decimals = usize::try_from(digits - 1 - exponent).unwrap_or(0);
        trimmed(&format!("{number:.decimals$}")).to_owned()
    } else {
        format!("{}e{exponent}", trimmed(mantissa))
    };
    text.replace('-', "−")
}

/// Without zeros at the end of a fraction.
fn trimmed(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn numbers_are_short() {
        for (number, expect) in [
            (715.0, "715"),
            (2.2 * 1.0 + 4e-16, "2.2"),
            (110.000_000_000_000_01, "110"),
            (1.0 / 3.0, "0.333333"),
            (-2.0 / 3.0, "−0.666667"),
            (999_999.9, "1000000"),
            (12_345_678.0, "1.23457e7"),
            (1_234_567.0, "1234567"),
            (0.000_123_456_7, "0.000123457"),
            (0.000_012_3, "1.23e−5"),
            (-0.0, "0"),
            (1e300, "1e300"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(short(number, 6), expect);
        }
        assert_eq!(short(1234.5, 3), "1234");
        assert_eq!(short(0.456_78, 3), "0.457");
    }
}
