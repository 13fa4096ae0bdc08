//! Numbers as people read them.

/// Less than this is written as 0: its binary exponent no longer tells its size.
const TINY: f64 = 1e-300;

/// About `digits` significant digits: `0.00123`, `12.3`, `12,300`, `1.2 \u{d7} 10^-9` with raised digits.
pub fn number(x: f64, digits: i32) -> String {
    if x.is_nan() {
        return "\u{2013}".into();
    }
    if x.abs() < TINY {
        return "0".into();
    }
    let sign = if x < 0.0 { "\u{2212}" } else { "" };
    let x = x.abs();
    if x.is_infinite() {
        return [sign, "\u{221e}"].concat();
    }
    let exponent = rounded_magnitude(x, digits);
    if !(-4..=9).contains(&exponent) {
        return [sign, &fixed(x / power(exponent), digits - 1), " \u{d7} 10", &raised(exponent)].concat();
    }
    [sign, &grouped(&fixed(x, digits - 1 - exponent))].concat()
}

/// A whole number with thousands apart.
pub fn count(n: usize) -> String {
    grouped(&n.to_string())
}

/// A probability with three digits after the point; the ends only when they are exact.
pub fn probability(p: f64) -> String {
    match p {
        0.0 => "0".into(),
        1.0 => "1".into(),
        p if p < 0.0005 => "< 0.001".into(),
        p if p >= 0.9995 => "> 0.999".into(),
        p => fixed(p, 3),
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
    // From the binary exponent, at most one too low: 10^n <= 2^e < 10^(n + 1).
    let e = (x.to_bits() >> 52) as i32 - 1023;
    let n = libm::floor(f64::from(e) * std::f64::consts::LOG10_2) as i32;
    if power(n + 1) <= x { n + 1 } else { n }
}

/// The same after rounding to so many digits, which may carry into the next power of ten.
fn rounded_magnitude(x: f64, digits: i32) -> i32 {
    let n = magnitude(x);
    if x / power(n) + 0.5 * power(1 - digits) >= 10.0 { n + 1 } else { n }
}

/// 10^n: the nearest `f64` for |n| <= 22, and close to it beyond.
pub fn power(n: i32) -> f64 {
    let tens = |n: i32| (0..n.min(400)).fold(1.0, |p, _| p * 10.0);
    if n >= 0 { tens(n) } else { 1.0 / tens((-n).min(300)) / tens(-n - 300) }
}

/// `x` with so many digits after the point (none for fewer than 0), halves to even.
pub fn fixed(x: f64, places: i32) -> String {
    /// Added and taken away again, it leaves a whole number.
    const MAGIC: f64 = 4_503_599_627_370_496.0;
    let places = places.max(0);
    let scaled = x.abs() * power(places);
    let units = if scaled < MAGIC { (scaled + MAGIC) - MAGIC } else { scaled } as u64;
    let mut text = units.to_string();
    let places = places as usize;
    if places > 0 {
        text.insert_str(0, &"0".repeat((places + 1).saturating_sub(text.len())));
        text.insert(text.len() - places, '.');
    }
    if x < 0.0 && units > 0 {
        text.insert(0, '-');
    }
    text
}

/// The shortest decimal that [`parse`] reads back to the same bits, for 0 and magnitudes from 10^-20 to 2^63;
/// smaller ones and larger ones get an exponent and 12 digits, which is what powers of ten are exact to.
pub fn plain(x: f64) -> String {
    let sign = if x < 0.0 { "-" } else { "" };
    let size = x.abs();
    if x.is_nan() || x.is_infinite() {
        return [sign, if x.is_nan() { "NaN" } else { "inf" }].concat();
    }
    if size < TINY {
        return "0".into();
    }
    if !(1e-20..9_223_372_036_854_775_808.0).contains(&size) {
        let n = rounded_magnitude(size, 12);
        let digits = fixed(size / power(n), 11);
        return [sign, digits.trim_end_matches('0').trim_end_matches('.'), "e", &signed(n)].concat();
    }
    let whole = size as u64;
    let mut text = [sign, &whole.to_string()].concat();
    let fraction = size - whole as f64;
    if fraction > 0.0 {
        text.push('.');
        digits(size, fraction, &mut text);
    }
    text
}

/// The digits after the point, as few as tell `size` from its neighbours (Steele and White 1990): all in units of
/// 2^-s, in which the neighbours' midpoints are `above` and `below` away.
fn digits(size: f64, fraction: f64, out: &mut String) {
    let bits = size.to_bits();
    let s = 1023 + 52 + 2 - (bits >> 52) as i32;
    let one = 1_u128 << s;
    // fraction * 2^s is whole, and below 2^s: both halves of the product are exact.
    let half = f64::from_bits(((1023 + s / 2) as u64) << 52);
    let other = f64::from_bits(((1023 + s - s / 2) as u64) << 52);
    let mut rest = (fraction * half * other) as u128;
    let (mut above, mut below) = (2, if bits << 12 == 0 { 1 } else { 2 });
    loop {
        (rest, above, below) = (10 * rest, 10 * above, 10 * below);
        let digit = (rest >> s) as u8;
        rest &= one - 1;
        let (low, high) = (rest < below, rest + above > one);
        let up = high && (!low || 2 * rest >= one);
        out.push(char::from(b'0' + digit + u8::from(up)));
        if low || high {
            return;
        }
    }
}

fn signed(n: i32) -> String {
    [if n < 0 { "-" } else { "" }, &n.unsigned_abs().to_string()].concat()
}

/// The number that `text` writes: `-12.5`, `3e-4`. The nearest `f64` for up to 19 digits of at most 38 decimals
/// and below 10^19, within a few units of the last place beyond.
pub fn parse(text: &str) -> Option<f64> {
    let (text, sign) = match text.as_bytes() {
        [b'-', rest @ ..] => (rest, -1.0),
        [b'+', rest @ ..] | rest => (rest, 1.0),
    };
    let (mut digits, mut exponent, mut seen, mut point) = (0_u64, 0_i32, false, false);
    let mut rest = text.iter();
    while let Some(&c) = rest.next() {
        match c {
            b'0'..=b'9' => {
                seen = true;
                let kept = digits < 1_000_000_000_000_000_000;
                if kept {
                    digits = 10 * digits + u64::from(c - b'0');
                }
                exponent = exponent.saturating_add(i32::from(!kept) - i32::from(point));
            }
            b'.' if !point => point = true,
            b'e' | b'E' if seen => {
                let (tail, sign) = match rest.as_slice() {
                    [b'-', tail @ ..] => (tail, -1),
                    [b'+', tail @ ..] | tail => (tail, 1),
                };
                if tail.is_empty() || tail.len() > 6 || !tail.iter().all(u8::is_ascii_digit) {
                    return None;
                }
                exponent += sign * tail.iter().fold(0, |n, c| 10 * n + i32::from(c - b'0'));
                break;
            }
            _ => return None,
        }
    }
    let near = exponent.clamp(-38, 19);
    seen.then(|| sign * scale(digits, near) * power(exponent - near))
}

/// The number that `text` says, as far as [`plain`] can say it: what a link has read is what it writes, to the bit.
pub fn read(text: &str) -> Option<f64> {
    parse(&plain(parse(text)?))
}

/// The `f64` nearest to `digits` * 10^exponent, -38 <= exponent <= 19: 53 bits of a long division, rounded.
fn scale(digits: u64, exponent: i32) -> f64 {
    let tens = 10_u128.pow(exponent.unsigned_abs());
    let (mut rest, mut divisor) = (u128::from(digits), tens);
    if exponent >= 0 {
        (rest, divisor) = (rest * tens, 1);
    }
    if rest == 0 {
        return 0.0;
    }
    let mut binary = 1023_u64;
    while rest < divisor {
        rest <<= 1;
        binary -= 1;
    }
    while rest >> 1 >= divisor {
        divisor <<= 1;
        binary += 1;
    }
    let mut quotient = 0_u64;
    for _ in 0..53 {
        let bit = rest >= divisor;
        quotient = (quotient << 1) | u64::from(bit);
        rest = (if bit { rest - divisor } else { rest }) << 1;
    }
    let up = rest > divisor || (rest == divisor && quotient & 1 == 1);
    // A carry past 53 bits runs into the exponent, which is what it should do.
    f64::from_bits((binary << 52) + (quotient & ((1 << 52) - 1)) + u64::from(up))
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

    fn assert_comes_back(x: f64) {
        let text = plain(x);
        assert_eq!(parse(&text).map(f64::to_bits), Some(x.to_bits()), "{x:e} was written {text}");
    }

    #[test]
    fn plain_is_what_people_write() {
        for (x, text) in [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e-6, "0.000001"),
            (123_456.789, "123456.789"),
            (1_000_000.0, "1000000"),
            (5e-324, "0"),
            (-1.5e-300, "-1.5e-300"),
            (1e60, "1e60"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(plain(x), text);
        }
    }

    #[test]
    fn parse_reads_numbers_and_nothing_else() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x1", "1 ", "nan", "inf", "1e9999999", "--1"] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["+1.5", "1.", ".5", "-2E3", "1e-400", "00012", "1e400", "0.1", "9007199254740993", "1e22", "3e-4"]
        {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_and_parse_undo_each_other(mantissa in 1.0..2.0_f64, exponent in -66..63_i32) {
            let x = libm::ldexp(mantissa, exponent);
            assert_comes_back(x);
            assert_comes_back(-libm::ldexp(1.0, exponent));
            // The same digits as the standard library's.
            if x < 9e15 {
                assert_eq!(plain(x), x.to_string());
            }
        }

        #[test]
        fn what_is_read_is_what_is_written(x in proptest::num::f64::ANY) {
            if let Some(x) = read(&format!("{x:e}")).filter(|x| x.is_finite()) {
                assert_comes_back(x);
            }
        }

        #[test]
        fn parse_is_the_nearest(digits in 0..1_000_000_000_000_000_000_u64, exponent in -38..=19_i32) {
            let text = format!("{digits}e{exponent}");
            assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn powers_of_ten_are_found(n in -300..300_i32, m in 1.001..9.999_f64) {
            assert_eq!(magnitude(m * power(n)), n);
        }
    }
}
