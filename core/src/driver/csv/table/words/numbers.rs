//! Numbers and lengths of time with whatever unit stands behind them.

/// Beginnings of words for hours, and for minutes.
const HOURS: [&str; 2] = ["h", "st"];
const MINUTES: [&str; 2] = ["m", "\'"];

/// A whole number, and whether a fraction was rounded for it; "7/10", "2x" and "30 min" are 7, 2 and 30.
pub(in super::super) fn number(cell: &str) -> Option<(i64, bool)> {
    let cell = cell.trim();
    let end = cell
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-')))
        .unwrap_or(cell.len());
    let (number, rest) = cell.split_at(end);
    let rest = rest.trim();
    let is_unit = rest.is_empty()
        || rest.starts_with('/')
        || rest
            .chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '%' | '×' | ' '));
    if !is_unit || rest == "%" {
        return None;
    }
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let whole: i64 = whole.parse().ok()?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let up = fraction.bytes().next().is_some_and(|first| first >= b'5');
    let rounded = fraction.bytes().any(|digit| digit != b'0');
    Some((whole + i64::from(up), rounded))
}

/// Minutes: a number, hours and minutes as `0:30` or `0:30:00`, or with their words as in `1 h 15 min`.
pub(in super::super) fn minutes(cell: &str) -> Option<i64> {
    let cell = cell.trim().to_lowercase();
    if let Some((hours, minutes)) = cell.split_once(':') {
        let hours: i64 = hours.parse().ok()?;
        let minutes: i64 = minutes.get(..2)?.parse().ok()?;
        return Some(hours * 60 + minutes);
    }
    let is_digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-');
    let mut sum = 0.0;
    let mut rest = cell.as_str();
    while !rest.is_empty() {
        let (value, after) =
            rest.split_at(rest.find(|letter| !is_digit(letter)).unwrap_or(rest.len()));
        let value: f64 = value.replace(',', ".").parse().ok()?;
        let after = after.trim_start();
        let (unit, next) = after.split_at(after.find(is_digit_only).unwrap_or(after.len()));
        let unit = unit.trim();
        sum += if HOURS.iter().any(|word| unit.starts_with(word)) {
            value * 60.0
        } else if unit.is_empty() || MINUTES.iter().any(|word| unit.starts_with(word)) {
            value
        } else {
            return None;
        };
        rest = next;
    }
    #[allow(
        clippy::cast_possible_truncation,
        reason = "saturates, and is refused by its range"
    )]
    (!cell.is_empty()).then_some((sum + 0.5).floor() as i64)
}

fn is_digit_only(letter: char) -> bool {
    letter.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_commas_units_and_scales_are_whole_numbers_in_the_end() {
        let cases = [
            ("5,5", (6, true)),
            ("5.4", (5, true)),
            ("5.0", (5, false)),
            ("7/10", (7, false)),
            ("2x", (2, false)),
            ("2 mal", (2, false)),
            ("30 min", (30, false)),
            ("0", (0, false)),
            ("-1", (-1, false)),
        ];
        for (written, meant) in cases {
            assert_eq!(number(written), Some(meant), "{written}");
        }
        for nonsense in ["", "five", "1;2", "50 %", "1.2.3"] {
            assert_eq!(number(nonsense), None, "{nonsense}");
        }
        let durations = [
            ("0:30", 30),
            ("1:05:00", 65),
            ("25 min", 25),
            ("30 mins", 30),
            ("30'", 30),
            ("1 hr", 60),
            ("1 h 15 min", 75),
            ("1h15", 75),
            ("0,5 Std.", 30),
            ("2 Stunden", 120),
            ("30.5", 31),
        ];
        for (written, meant) in durations {
            assert_eq!(minutes(written), Some(meant), "{written}");
        }
        for nonsense in ["", "long", "h", "2 x", "1..2"] {
            assert_eq!(minutes(nonsense), None, "{nonsense}");
        }
    }
}
