//! Numbers as people write them.

/// All digits, with a comma before each three.
pub(super) fn whole(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Three digits and a word: `26.1 million`.
pub(super) fn short(number: u128) -> String {
    const WORDS: [(u128, &str); 4] = [
        (1_000_000_000_000, " trillion"),
        (1_000_000_000, " billion"),
        (1_000_000, " million"),
        (10_000, " thousand"),
    ];
    if number >= 1_000_000_000_000_000 {
        #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
        return format!("{:.2e}", number as f64);
    }
    for (least, word) in WORDS {
        if number >= least {
            let unit = if least == 10_000 { 1_000 } else { least };
            return format!("{}{word}", digits(number, unit));
        }
    }
    whole(number)
}

/// `number / unit` in about three digits.
fn digits(number: u128, unit: u128) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let quotient = number as f64 / unit as f64;
    three(quotient)
}

/// How many times `one` is `other`, in about three digits.
pub(super) fn ratio(one: u128, other: u128) -> String {
    if one == other {
        return "1".to_owned();
    }
    if other == 0 {
        return "∞".to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let quotient = one as f64 / other as f64;
    if quotient < 1000.0 {
        return three(quotient);
    }
    whole((one + other / 2) / other)
}

fn three(number: f64) -> String {
    let decimals = match number {
        ..9.995 => 2,
        ..99.95 => 1,
        _ => 0,
    };
    let text = format!("{number:.decimals$}");
    if decimals > 0 {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{ratio, short, whole};

    #[test]
    fn digits_stand_in_groups() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(whole(number), text);
        }
    }

    #[test]
    fn large_numbers_have_words() {
        for (number, text) in [
            (9_999, "9,999"),
            (10_000, "10 thousand"),
            (26_123_456, "26.1 million"),
            (999_600, "1000 thousand"),
            (1_330_000_000_000, "1.33 trillion"),
            (2_000_000_000_000_000, "2.00e15"),
        ] {
            assert_eq!(short(number), text);
        }
    }

    #[test]
    fn ratios_have_three_digits() {
        for (one, other, text) in [
            (8, 4, "2"),
            (4, 3, "1.33"),
            (100, 3, "33.3"),
            (1000, 3, "333"),
            (203_541, 1, "203,541"),
            (5, 2000, "0"),
            (1, 0, "∞"),
            (0, 0, "1"),
        ] {
            assert_eq!(ratio(one, other), text);
        }
    }
}
