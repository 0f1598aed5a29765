//! Numbers of JSON as the types want them: JSON has one kind, Nix has two.

use super::Gated;

/// Which kinds the types at a place take.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    pub(super) int: bool,
    pub(super) float: bool,
}

/// The number; none if Nix has no such number.
pub(super) fn read(text: &str, wanted: &Wanted) -> Option<Gated> {
    let written_whole = !text.contains(['.', 'e', 'E']);
    let as_int = wanted.int || written_whole && !wanted.float;
    match whole(text) {
        Whole::Int(number) if as_int => Some(Gated::Int(number)),
        Whole::TooLarge if as_int && !wanted.float => None,
        Whole::Int(_) | Whole::TooLarge | Whole::No => {
            text.parse().ok().filter(|number: &f64| number.is_finite()).map(Gated::Float)
        }
    }
}

enum Whole {
    Int(i64),
    TooLarge,
    /// There is something behind the point.
    No,
}

/// The text as a whole number, exactly: `1.50e1` is 15.
fn whole(text: &str) -> Whole {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (front, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{front}{behind}");
    let unsigned = digits.trim_start_matches('-').trim_start_matches('0');
    let significant = unsigned.trim_end_matches('0');
    if significant.is_empty() {
        return Whole::Int(0);
    }
    // An exponent beyond these is beyond any number all the same.
    let exponent = exponent.trim_start_matches('+').parse::<i64>().unwrap_or_else(|_| {
        if exponent.starts_with('-') { i64::from(i32::MIN) } else { i64::from(i32::MAX) }
    });
    let zeros = exponent - behind.len() as i64 + (unsigned.len() - significant.len()) as i64;
    if zeros < 0 {
        return Whole::No;
    }
    if zeros > 19 {
        return Whole::TooLarge;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let exact = format!("{sign}{significant}{}", "0".repeat(zeros as usize));
    exact.parse().map_or(Whole::TooLarge, Whole::Int)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: Wanted = Wanted { int: true, float: false };
    const FLOAT: Wanted = Wanted { int: false, float: true };
    const NUMBER: Wanted = Wanted { int: true, float: true };
    const EITHER: Wanted = Wanted { int: false, float: false };

    #[test]
    fn whole_numbers_are_what_the_type_wants() {
        assert_eq!(read("1.0", &INT), Some(Gated::Int(1)));
        assert_eq!(read("1.50e1", &INT), Some(Gated::Int(15)));
        assert_eq!(read("-1e2", &INT), Some(Gated::Int(-100)));
        assert_eq!(read("0e99999999999999999999", &INT), Some(Gated::Int(0)));
        assert_eq!(read("1", &FLOAT), Some(Gated::Float(1.0)));
        assert_eq!(read("1.0", &EITHER), Some(Gated::Float(1.0)));
        assert_eq!(read("1", &EITHER), Some(Gated::Int(1)));
    }

    #[test]
    fn what_is_not_whole_stays_a_float() {
        assert_eq!(read("1.5", &INT), Some(Gated::Float(1.5)));
        assert_eq!(read("5e-1", &INT), Some(Gated::Float(0.5)));
    }

    #[test]
    fn numbers_beyond_nix_are_none() {
        assert_eq!(read("9223372036854775807", &INT), Some(Gated::Int(i64::MAX)));
        assert_eq!(read("-9223372036854775808", &EITHER), Some(Gated::Int(i64::MIN)));
        assert_eq!(read("9223372036854775808", &EITHER), None);
        assert_eq!(read("9223372036854775808", &NUMBER), Some(Gated::Float(9_223_372_036_854_775_808.0)));
        assert_eq!(read("1e400", &FLOAT), None);
        assert_eq!(read("1e400", &NUMBER), None);
        assert_eq!(read("1e400", &INT), None);
        assert_eq!(read("1e99999999999999999999", &EITHER), None);
    }
}
