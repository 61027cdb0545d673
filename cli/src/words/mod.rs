//! Every text of the terminal: the core gives keys and typed arguments, here they become plain English.

pub(crate) mod details;
pub(crate) mod devices;
pub(crate) mod diary;
pub(crate) mod evening;
pub(crate) mod events;
pub(crate) mod failure;
pub(crate) mod flags;
pub(crate) mod health;
pub(crate) mod keeping;
pub(crate) mod plan;
pub(crate) mod reminder;
pub(crate) mod safety;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod stretches;
pub(crate) mod trends;

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use lull_core::time::Night;

pub(crate) const NONE_OF_THEM: &str = "none of these";
pub(crate) const LEFT_EMPTY: &str = "left empty";
pub(crate) const ANSWERED_BY_YES: &str = "(answered by --yes)";
pub(crate) const ENTER_KEY: &str = "Enter";
pub(crate) const HOW_TO_MARK: &str = "(arrow keys move, Space marks, Enter goes on)";
pub(crate) const LEFT_A_QUESTION: &str = "\nLeft at a question; nothing of it was kept.";

pub(crate) fn massager_listens(socket: &Path) -> String {
    format!(
        "A simulated massager listens at {}. Ctrl-C switches it off.",
        socket.display()
    )
}

pub(crate) fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// `21:05`.
pub(crate) fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `21:05`, on the wall of `zone`.
pub(crate) fn time_at(at: Timestamp, zone: &TimeZone) -> String {
    time(zone.to_datetime(at).time())
}

/// The first whole minute at or after that moment, for promises: "off by 21:06" must not be said of 21:05:40 as 21:05.
pub(crate) fn by_time(at: Timestamp, zone: &TimeZone) -> String {
    time_at(lull_core::time::up_to_the_minute(at), zone)
}

/// `21:05:09`, on the wall of `zone`.
pub(crate) fn second_at(at: Timestamp, zone: &TimeZone) -> String {
    let time = zone.to_datetime(at).time();
    format!(
        "{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// `Saturday 21 November`.
pub(crate) fn night(night: Night) -> String {
    let date = night.date();
    format!(
        "{} {} {}",
        weekday(date.weekday()),
        date.day(),
        month(date.month())
    )
}

/// `Sat 2026-11-21`.
pub(crate) fn short_night(night: Night) -> String {
    format!("{:.3} {night}", weekday(night.date().weekday()))
}

/// `Sat 21 Nov 21:05`.
pub(crate) fn moment(wall: DateTime) -> String {
    let date = wall.date();
    format!(
        "{:.3} {} {:.3} {}",
        weekday(date.weekday()),
        date.day(),
        month(date.month()),
        time(wall.time())
    )
}

/// `2 h 05 min`, `12 min`, `40 s`: rounded to what matters.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    if hours > 0 {
        format!("{hours} h {minutes:02} min")
    } else if minutes > 0 {
        format!("{minutes} min")
    } else {
        format!("{seconds} s")
    }
}

/// `12:41`, or `1:02:03` from an hour on.
pub(crate) fn countdown(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 3600 {
        format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        )
    } else {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

/// `1 night`, `2 nights`.
pub(crate) fn count(number: impl Into<u64>, one: &str, many: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

pub(crate) fn month(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .unwrap_or(&"")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn times_and_lengths_read_as_people_say_them() {
        assert_eq!(
            night(Night::new(date(2026, 11, 21))),
            "Saturday 21 November"
        );
        assert_eq!(
            moment(date(2026, 11, 21).at(18, 5, 0, 0)),
            "Sat 21 Nov 18:05"
        );
        assert_eq!(duration(Duration::from_secs(59)), "59 s");
        assert_eq!(duration(Duration::from_secs(25 * 60)), "25 min");
        assert_eq!(duration(Duration::from_secs(7500)), "2 h 05 min");
        assert_eq!(countdown(Duration::from_secs(761)), "12:41");
        assert_eq!(countdown(Duration::from_secs(3723)), "1:02:03");
        assert_eq!(count(1u8, "night", "nights"), "1 night");
        assert_eq!(count(0u8, "night", "nights"), "0 nights");
    }
}
