//! Clock times as people, spreadsheets and apps write them.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::super::names::plain;
use super::dates::written_date;

/// Noon and midnight in the four languages, as [`plain`] makes them.
const NAMED_HOURS: [(i8, &[&str]); 2] = [
    (0, &["midnight", "mitternacht", "minuit", "medianoche"]),
    (
        12,
        &["noon", "midday", "mittag", "mittags", "midi", "mediodia"],
    ),
];

/// A clock time in any of the usual ways, whole minutes. A moment of the world's clock (`Z`) is taken to the wall of
/// `zone`; one with an offset of its own tells the wall it was on.
pub(in super::super) fn clock(cell: &str, zone: &TimeZone) -> Option<Time> {
    let mut text = cell.trim().to_lowercase();
    // a date before the time, as spreadsheets and apps write moments
    if let Some((day, time)) = text.split_once([' ', 't'])
        && written_date(day).is_some()
    {
        if text.ends_with('z') {
            let at: Timestamp = text.to_uppercase().replace(' ', "T").parse().ok()?;
            let wall = zone.to_datetime(at).time();
            return Time::new(wall.hour(), wall.minute(), 0, 0).ok();
        }
        let without_offset = time.trim().split(['+', '-']).next().unwrap_or_default();
        text = without_offset.trim().to_owned();
    }
    let named = |(_, names): &&(i8, &[&str])| names.contains(&plain(&text).as_str());
    if let Some((hour, _)) = NAMED_HOURS.iter().find(named) {
        return Time::new(*hour, 0, 0, 0).ok();
    }
    if let Some(fraction) = day_fraction(&text) {
        return Some(fraction);
    }
    let text = text.replace(['.', 'h', '\u{202f}', '\u{a0}'], " ");
    let mut half = None;
    let mut numbers: Vec<&str> = Vec::new();
    for token in text.split([' ', ':']).filter(|token| !token.is_empty()) {
        let digits = token.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        match &token[digits.len()..] {
            "am" | "a" => half = Some(0),
            "pm" | "p" => half = Some(12),
            // "a.m." and "uhr" fell into pieces above
            "" | "u" | "ur" | "min" | "m" | "r" => {}
            _ => return None,
        }
        if !digits.is_empty() {
            numbers.push(digits);
        }
    }
    let (hour, minute) = match numbers.as_slice() {
        [both] if both.len() == 4 => both.split_at(2),
        [both] if both.len() == 3 => both.split_at(1),
        [hour] if hour.len() <= 2 => (*hour, "0"),
        [hour, minute] | [hour, minute, _] if hour.len() <= 2 && minute.len() == 2 => {
            (*hour, *minute)
        }
        _ => return None,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None if hour == 24 => 0,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Spreadsheets keep a time as a part of the day: 0.8125 is 19:30.
fn day_fraction(text: &str) -> Option<Time> {
    let digits = text
        .strip_prefix("0.")
        .or_else(|| text.strip_prefix("0,"))?;
    if digits.len() < 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: f64 = format!("0.{digits}").parse().ok()?;
    let minutes = (0_i16..1440).min_by_key(|minute| {
        let away = (f64::from(*minute) / 1440.0 - part).abs();
        ordered(away)
    })?;
    let (hour, minute) = (minutes / 60, minutes % 60);
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

/// A small positive number as one that sorts.
fn ordered(number: f64) -> u64 {
    number.to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_read_however_people_write_them() {
        let cases = [
            ("19:45", "19:45"),
            ("19.45", "19:45"),
            ("19h45", "19:45"),
            ("19 h 45", "19:45"),
            ("19h", "19:00"),
            ("7:59 PM", "19:59"),
            ("7:59pm", "19:59"),
            ("12:13 AM", "00:13"),
            ("12:00 PM", "12:00"),
            ("7 p.m.", "19:00"),
            ("7.30 p.m.", "19:30"),
            ("1945", "19:45"),
            ("945", "09:45"),
            ("19:45:00", "19:45"),
            ("19:45 Uhr", "19:45"),
            ("0.8125", "19:30"),
            ("0,8125", "19:30"),
            ("2026-08-10 19:45", "19:45"),
            ("10.08.2026 19:45:10", "19:45"),
            ("2026-08-11T00:13", "00:13"),
            ("8/10/2026 7:45 PM", "19:45"),
            ("24:00", "00:00"),
            ("0:30", "00:30"),
            ("19 Uhr", "19:00"),
            ("21h05min", "21:05"),
            ("midnight", "00:00"),
            ("Minuit", "00:00"),
            ("mediodía", "12:00"),
            ("11:15 p. m.", "23:15"),
            ("2026-08-10T23:45:00+02:00", "23:45"),
            ("2026-08-10 23:45:00-05:00", "23:45"),
            ("2026-08-10T21:45:00Z", "23:45"),
            ("2026-08-10 21:45:00.250Z", "23:45"),
        ];
        let berlin = TimeZone::get("Europe/Berlin").expect("bundled");
        let clock = |text: &str| clock(text, &berlin);
        for (written, meant) in cases {
            assert_eq!(clock(written), meant.parse().ok(), "{written}");
        }
        for nonsense in [
            "",
            "25:00",
            "19:60",
            "13:00 PM",
            "soon",
            "19:4",
            "7:59 XM",
            "-1:00",
            "19:45 19:50 20:00 1",
        ] {
            assert_eq!(clock(nonsense), None, "{nonsense}");
        }
    }
}
