//! Dates as people, spreadsheets and apps write them.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::super::names::plain;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

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

/// A date written with numbers: its three parts as they stand, and whether the order follows from the way it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Written {
    Certain(Date),
    /// Day and month, or month and day, then the year.
    Open(i16, i16, i16),
}

pub(in super::super) fn written_date(cell: &str) -> Option<Written> {
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

pub(in super::super) fn in_order(one: i16, two: i16, year: i16, order: DateOrder) -> Option<Date> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
