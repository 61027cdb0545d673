//! What single cells of other people's tables mean: dates, clock times, answers, numbers.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::names::plain;

/// The order of day, month and year in dates written with numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    Somewhat,
    No,
    DontKnow,
}

const YES: &[&str] = &[
    "yes",
    "y",
    "ja",
    "j",
    "oui",
    "o",
    "si",
    "s",
    "true",
    "wahr",
    "vrai",
    "verdadero",
    "1",
    "x",
    "✓",
    "✔",
];
const SOMEWHAT: &[&str] = &[
    "somewhat",
    "a little",
    "a bit",
    "partly",
    "etwas",
    "ein bisschen",
    "ein wenig",
    "teilweise",
    "un peu",
    "en partie",
    "algo",
    "un poco",
    "en parte",
];
const NO: &[&str] = &[
    "no", "n", "nein", "non", "none", "false", "falsch", "faux", "falso", "0", "keine", "kein",
    "aucun", "aucune", "rien", "ninguno", "ninguna", "nada", "never",
];
const DONT_KNOW: &[&str] = &[
    "unknown",
    "dont know",
    "do not know",
    "not sure",
    "unsure",
    "weiss nicht",
    "weiss ich nicht",
    "unbekannt",
    "unklar",
    "ne sais pas",
    "je ne sais pas",
    "inconnu",
    "no se",
    "no lo se",
    "desconocido",
];
/// What stands in a cell that has nothing to say.
const BLANK: &[&str] = &["n a", "na", "k a", "ka", "s o", "nd", "n d"];
/// Noon and midnight in the four languages, as [`plain`] makes them.
const NAMED_HOURS: [(i8, &[&str]); 2] = [
    (0, &["midnight", "mitternacht", "minuit", "medianoche"]),
    (
        12,
        &["noon", "midday", "mittag", "mittags", "midi", "mediodia"],
    ),
];
/// Beginnings of words for hours, and for minutes.
const HOURS: [&str; 2] = ["h", "st"];
const MINUTES: [&str; 2] = ["m", "\'"];
/// Beginnings of the months' names in the four languages, as [`plain`] makes them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "ene"],
    &["feb", "fev", "febr"],
    &["mar", "marz", "mrz", "mars"],
    &["apr", "avr", "abr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aout", "ago"],
    &["sep", "set"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "dic"],
];
/// Days since this one are how spreadsheets count: <https://support.microsoft.com/office/e36c0c8c-4104-49da-ab83-82328b832349>.
const SPREADSHEET_EPOCH: Date = date(1899, 12, 30);
/// 1954 to 2064: other whole numbers are no dates.
const SPREADSHEET_DAYS: std::ops::RangeInclusive<i64> = 20_000..=60_000;

pub(super) fn answer(cell: &str) -> Option<Answer> {
    if !cell.is_empty() && cell.chars().all(|letter| letter == '?') {
        return Some(Answer::DontKnow);
    }
    if matches!(cell.trim(), "-" | "–" | "—") {
        return Some(Answer::No);
    }
    if matches!(cell.trim(), "✓" | "✔") {
        return Some(Answer::Yes);
    }
    let word = plain(cell);
    let one_of = |words: &[&str]| words.contains(&word.as_str());
    if one_of(YES) {
        Some(Answer::Yes)
    } else if one_of(SOMEWHAT) {
        Some(Answer::Somewhat)
    } else if one_of(NO) {
        Some(Answer::No)
    } else if one_of(DONT_KNOW) {
        Some(Answer::DontKnow)
    } else {
        None
    }
}

/// Whether the cell says that there is nothing to say; a dash is an answer.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.is_empty() || BLANK.contains(&plain(cell).as_str())
}

/// Whether the cell says that the person does not know.
pub(super) fn is_dont_know(cell: &str) -> bool {
    answer(cell) == Some(Answer::DontKnow)
}

/// A date written with numbers: its three parts as they stand, and whether the order follows from the way it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Certain(Date),
    /// Day and month, or month and day, then the year.
    Open(i16, i16, i16),
}

pub(super) fn written_date(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    if let Ok(days) = cell
        .split(['.', ','])
        .next()
        .unwrap_or_default()
        .parse::<i64>()
    {
        let is_number = cell
            .chars()
            .all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
        if is_number && SPREADSHEET_DAYS.contains(&days) && cell.matches(['.', ',']).count() < 2 {
            return SPREADSHEET_EPOCH
                .checked_add(days.days())
                .ok()
                .map(Written::Certain);
        }
    }
    // first the numbers: "mar 10/08/2026" is a Tuesday, not March
    numbers(cell).or_else(|| named_month(cell))
}

fn numbers(cell: &str) -> Option<Written> {
    // a weekday before it and a time behind it are left out
    let token = cell
        .split([' ', 'T', ','])
        .find(|token| token.starts_with(|first: char| first.is_ascii_digit()))?;
    let token = token.trim_end_matches('.');
    let separator = token.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-') {
        return None;
    }
    let parts: Vec<&str> = token.split(separator).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| {
        let digits =
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| digits)
    };
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return ymd(one, two, three).map(Written::Certain);
    }
    let year = match third.len() {
        4 => three,
        2 => 2000 + three,
        _ => return None,
    };
    if separator == '.' {
        return ymd(year, two, one).map(Written::Certain);
    }
    Some(Written::Open(one, two, year))
}

fn named_month(cell: &str) -> Option<Written> {
    let words = plain(cell);
    let mut numbers = Vec::new();
    let mut month = None;
    for word in words.split(' ') {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<i16>() {
            numbers.push(number);
        } else if month.is_none() {
            month = month_named(word);
        }
    }
    let month = month?;
    let (day, year) = match numbers.as_slice() {
        [first, second, ..] if *first >= 1900 => (*second, *first),
        [first, second, ..] => (*first, *second),
        _ => return None,
    };
    let year = if year < 100 { 2000 + year } else { year };
    ymd(year, month, day).map(Written::Certain)
}

fn month_named(word: &str) -> Option<i16> {
    let begins = |month: &[&str]| month.iter().any(|name| word.starts_with(name));
    let index = MONTHS.iter().position(|month| begins(month))?;
    i16::try_from(index + 1).ok()
}

pub(super) fn in_order(one: i16, two: i16, year: i16, order: DateOrder) -> Option<Date> {
    match order {
        DateOrder::DayMonthYear => ymd(year, two, one),
        DateOrder::MonthDayYear => ymd(year, one, two),
        DateOrder::YearMonthDay => None,
    }
}

fn ymd(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |number: i16| i8::try_from(number).ok();
    Date::new(year, small(month)?, small(day)?).ok()
}

/// A clock time in any of the usual ways, whole minutes. A moment of the world's clock (`Z`) is taken to the wall of
/// `zone`; one with an offset of its own tells the wall it was on.
pub(super) fn clock(cell: &str, zone: &TimeZone) -> Option<Time> {
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

/// A whole number, and whether a fraction was rounded for it; "7/10", "2x" and "30 min" are 7, 2 and 30.
pub(super) fn number(cell: &str) -> Option<(i64, bool)> {
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
pub(super) fn minutes(cell: &str) -> Option<i64> {
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

    #[test]
    fn dates_are_read_however_people_write_them_and_open_ones_stay_open() {
        let certain = [
            "2026-08-10",
            "2026/08/10",
            "2026-8-10",
            "10.08.2026",
            "10.8.26",
            "Mo, 10.08.2026",
            "10 Aug 2026",
            "August 10, 2026",
            "10. August 2026",
            "10 août 2026",
            "10 de agosto de 2026",
            "46244",
            "2026-08-10 00:00:00",
            "2026-08-10T22:15:00",
            "Aug 10 2026",
        ];
        for written in certain {
            assert_eq!(
                written_date(written),
                Some(Written::Certain(date(2026, 8, 10))),
                "{written}"
            );
        }
        assert_eq!(written_date("08/10/2026"), Some(Written::Open(8, 10, 2026)));
        assert_eq!(written_date("8-10-26"), Some(Written::Open(8, 10, 2026)));
        for nonsense in [
            "",
            "tomorrow",
            "31.02.2026",
            "2026-13-01",
            "12",
            "Summe",
            "10.08.",
        ] {
            assert_eq!(written_date(nonsense), None, "{nonsense}");
        }
    }

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

    #[test]
    fn answers_are_read_in_four_languages() {
        for yes in ["Yes", "Y", "ja", "J", "Oui", "Sí", "x", "TRUE", "1", "✓"] {
            assert_eq!(answer(yes), Some(Answer::Yes), "{yes}");
        }
        for no in ["No", "nein", "Non", "0", "-", "keine"] {
            assert_eq!(answer(no), Some(Answer::No), "{no}");
        }
        for unknown in [
            "?",
            "??",
            "don't know",
            "weiß nicht",
            "je ne sais pas",
            "no sé",
        ] {
            assert_eq!(answer(unknown), Some(Answer::DontKnow), "{unknown}");
        }
        assert_eq!(answer("un peu"), Some(Answer::Somewhat));
        assert_eq!(answer("perhaps"), None);
    }
}
