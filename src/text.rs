//! Numbers as people read them.

/// About `digits` significant digits: `0.00123`, `12.3`, `12,300`, `1.2 \u{d7} 10^-9` with raised digits.
pub fn number(x: f64, digits: i32) -> String {
    if x.is_nan() {
        return "\u{2013}".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "\u{221e}".into() } else { "\u{2212}\u{221e}".into() };
    }
    if x == 0.0 {
        return "0".into();
    }
    let sign = if x < 0.0 { "\u{2212}" } else { "" };
    let x = x.abs();
    let mut exponent = magnitude(x);
    // Rounding may carry into the next power of ten.
    if x / power(exponent) + 0.5 * power(1 - digits) >= 10.0 {
        exponent += 1;
    }
    if !(-4..=9).contains(&exponent) {
        let places = (digits - 1).max(0) as usize;
        return format!("{sign}{:.places$} \u{d7} 10{}", x / power(exponent), raised(exponent));
    }
    let places = (digits - 1 - exponent).max(0) as usize;
    format!("{sign}{}", grouped(&format!("{x:.places$}")))
}

/// A whole number with thousands apart.
pub fn count(n: usize) -> String {
    grouped(&n.to_string())
}

/// A probability with three digits after the point; the ends only when they are exact.
pub fn probability(p: f64) -> String {
    match p {
        p if p == 0.0 || p == 1.0 => format!("{p}"),
        p if p < 0.0005 => "< 0.001".into(),
        p if p >= 0.9995 => "> 0.999".into(),
        p => format!("{p:.3}"),
    }
}

fn grouped(text: &str) -> String {
    let (whole, rest) = text.find('.').map_or((text, ""), |i| text.split_at(i));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if whole.len() > 4 && i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

fn raised(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = exponent.unsigned_abs().to_string();
    let sign = if exponent < 0 { "⁻" } else { "" };
    sign.chars().chain(digits.bytes().map(|b| DIGITS[usize::from(b - b'0')])).collect()
}

/// The power of ten of a positive number's first digit.
pub fn magnitude(x: f64) -> i32 {
    libm::floor(libm::log10(x)) as i32
}

/// 10^n.
pub fn power(n: i32) -> f64 {
    libm::pow(10.0, f64::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (x, digits, text) in [
            (1234.5, 4, "1234"),
            (12_345.6, 4, "12,346"),
            (0.001_234, 3, "0.00123"),
            (-3.75, 3, "\u{2212}3.75"),
            (9.999_9, 3, "10.0"),
            (1.5e-9, 2, "1.5 \u{d7} 10⁻⁹"),
            (2.0e12, 3, "2.00 \u{d7} 10¹²"),
            (f64::NAN, 3, "\u{2013}"),
            (0.0, 3, "0"),
        ] {
            assert_eq!(number(x, digits), text);
        }
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!([probability(1.0), probability(0.999_9), probability(0.25)], ["1", "> 0.999", "0.250"]);
    }
}
