//! Reads what a person typed: times, nights, numbers and words, each refused with its field's name.

use jiff::civil::{Date, Time};
use lull_core::app::App;
use lull_core::device::kept::DeviceName;
use lull_core::device::{DeviceChoice, Level};
use lull_core::diary::{Helped, Onset, OnsetSource, Score, Symptoms};
use lull_core::invalid::{Invalid, Reason, shown};
use lull_core::session::safety::Condition;
use lull_core::time::Night;

use crate::exit::Failure;
use crate::words;

/// A clock time such as `21:10` or `7:05`, 24 hours, minutes exact.
pub(crate) fn time(field: &str, text: &str) -> Result<Time, Invalid> {
    let digits = |part: &str, most: usize| {
        (1..=most)
            .contains(&part.len())
            .then(|| part.bytes().all(|byte| byte.is_ascii_digit()))
            .filter(|all| *all)
            .and_then(|_| part.parse::<i8>().ok())
    };
    text.split_once(':')
        .filter(|(_, minute)| minute.len() == 2)
        .and_then(|(hour, minute)| Some((digits(hour, 2)?, digits(minute, 2)?)))
        .and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok())
        .ok_or_else(|| Invalid::new(field, Reason::NotATime { got: shown(text) }))
}

/// A night by the date of its evening, such as `2026-11-20`.
pub(crate) fn night(field: &str, text: &str) -> Result<Night, Invalid> {
    text.parse::<Date>()
        .ok()
        .filter(|_| text.len() == "2026-11-20".len())
        .map(Night::new)
        .ok_or_else(|| Invalid::new(field, Reason::NotADate { got: shown(text) }))
}

/// A calendar day, such as `2026-11-20`.
pub(crate) fn day(field: &str, text: &str) -> Result<Date, Invalid> {
    night(field, text).map(Night::date)
}

/// A whole number between `min` and `max`.
pub(crate) fn number(field: &str, text: &str, min: i64, max: i64) -> Result<i64, Invalid> {
    let got: i64 = text
        .parse()
        .map_err(|_| Invalid::new(field, Reason::NotANumber { got: shown(text) }))?;
    if (min..=max).contains(&got) {
        Ok(got)
    } else {
        Err(Invalid::new(field, Reason::OutOfRange { min, max, got }))
    }
}

/// A whole number that a small type holds, from `min` to `max`.
pub(crate) fn small<T: TryFrom<i64> + Into<i64>>(
    field: &str,
    text: &str,
    min: T,
    max: T,
) -> Result<T, Invalid> {
    let got = number(field, text, i64::MIN, i64::MAX)?;
    let (min, max) = (min.into(), max.into());
    T::try_from(got)
        .ok()
        .filter(|_| (min..=max).contains(&got))
        .ok_or_else(|| Invalid::new(field, Reason::OutOfRange { min, max, got }))
}

/// How much faster than the world a session's clock runs.
pub(crate) fn speed(text: &str) -> Result<u32, Invalid> {
    small("speed", text, 1, 10_000)
}

/// A level in percent, with or without its sign.
pub(crate) fn level(text: &str) -> Result<Level, Invalid> {
    let percent = text.trim_end_matches(['%', ' ']);
    Level::from_percent(small("level", percent, 1, 100)?)
}

/// How the legs feel now.
pub(crate) fn legs(text: &str) -> Result<Score, Invalid> {
    Score::new("legs", number("legs", text, i64::MIN, i64::MAX)?)
}

/// One of the words allowed in a field.
pub(crate) fn word<T: Copy>(field: &str, text: &str, allowed: &[(&str, T)]) -> Result<T, Invalid> {
    allowed
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(text))
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let allowed: Vec<_> = allowed.iter().map(|(word, _)| *word).collect();
            Invalid::new(
                field,
                Reason::NotOneOf {
                    allowed: allowed.join(", "),
                    got: shown(text),
                },
            )
        })
}

/// Words separated by commas; `none` alone is an empty list.
pub(crate) fn words<T: Copy>(
    field: &str,
    text: &str,
    allowed: &[(&str, T)],
) -> Result<Vec<T>, Invalid> {
    if text.trim().is_empty() || text.trim().eq_ignore_ascii_case("none") {
        return Ok(Vec::new());
    }
    text.split(',')
        .map(|part| word(field, part.trim(), allowed))
        .collect()
}

pub(crate) fn yes_no(field: &str, text: &str) -> Result<bool, Invalid> {
    word(field, text, &[("yes", true), ("no", false)])
}

pub(crate) fn symptoms(text: &str) -> Result<Symptoms, Invalid> {
    word("symptoms", text, &words::diary::SYMPTOMS)
}

pub(crate) fn helped(text: &str) -> Result<Helped, Invalid> {
    word("helped", text, &words::diary::HELPED)
}

pub(crate) fn conditions(text: &str) -> Result<Vec<Condition>, Invalid> {
    words("safety", text, &words::safety::CONDITIONS)
}

/// An onset as remembered: a time, or `unknown`.
pub(crate) fn onset(text: &str) -> Result<Onset, Invalid> {
    if ["unknown", "?"].contains(&text.to_ascii_lowercase().as_str()) {
        return Ok(Onset::DontKnow);
    }
    time("onset", text).map(|time| Onset::At {
        time,
        source: OnsetSource::Recalled,
    })
}

/// What a start drives, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeviceWord {
    Choice(DeviceChoice),
    /// Of a device the person added.
    Name(String),
}

impl DeviceWord {
    /// # Errors
    /// [`Failure::Invalid`] `device` when no kept device, or more than one, is meant.
    pub(crate) fn resolve(self, app: &App) -> Result<DeviceChoice, Failure> {
        match self {
            Self::Choice(choice) => Ok(choice),
            Self::Name(name) => {
                let id = app.find_device(&name)?.id;
                Ok(DeviceChoice::Kept { id })
            }
        }
    }
}

/// What a start drives: `simulated`, `manual`, `socket:PATH` or the name of a device the person added.
pub(crate) fn device(text: &str) -> Result<DeviceWord, Invalid> {
    let not_one = || {
        Invalid::new(
            "device",
            Reason::NotOneOf {
                allowed: "simulated, manual, socket:PATH, or the name of a device you added"
                    .to_owned(),
                got: shown(text),
            },
        )
    };
    match text.split_once(':') {
        Some(("socket", path)) if !path.is_empty() => {
            Ok(DeviceWord::Choice(DeviceChoice::SimulatedAt {
                socket: path.to_owned(),
            }))
        }
        Some(_) => Err(not_one()),
        None if text == "simulated" => Ok(DeviceWord::Choice(DeviceChoice::Simulated)),
        None if text == "manual" => Ok(DeviceWord::Choice(DeviceChoice::Manual)),
        None => DeviceName::new(text)
            .map(|name| DeviceWord::Name(name.to_string()))
            .map_err(|_| not_one()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_in_24_hours_and_impossible_ones_refused() {
        assert_eq!(time("onset", "21:10"), Ok(Time::constant(21, 10, 0, 0)));
        assert_eq!(time("onset", "7:05"), Ok(Time::constant(7, 5, 0, 0)));
        for bad in [
            "", "25:00", "24:00", "21:60", "21.10", "2110", "21:1", "-1:00", "+1:00", "21:10:00",
            "9pm", "99:99", " 7:00",
        ] {
            let refused = time("onset", bad).expect_err(bad);
            assert_eq!(refused.field, "onset");
            assert!(matches!(refused.reason, Reason::NotATime { .. }), "{bad}");
        }
    }

    #[test]
    fn nights_are_dates_and_nothing_else() {
        assert!(night("night", "2026-11-20").is_ok());
        for bad in [
            "2026-02-30",
            "20261120",
            "2026-11-20T18:00",
            "20.11.2026",
            "today",
            "",
        ] {
            assert!(night("night", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_device_is_one_of_three_or_a_name_and_a_socket_needs_its_path() {
        assert_eq!(
            device("manual"),
            Ok(DeviceWord::Choice(DeviceChoice::Manual))
        );
        assert_eq!(device("Feet"), Ok(DeviceWord::Name("Feet".into())));
        assert_eq!(
            device("socket:/tmp/a:b"),
            Ok(DeviceWord::Choice(DeviceChoice::SimulatedAt {
                socket: "/tmp/a:b".into()
            }))
        );
        for bad in ["socket:", "socket", "", "manual:", "blue:tooth"] {
            assert_eq!(device(bad).expect_err(bad).field, "device");
        }
    }

    #[test]
    fn a_list_of_words_may_be_none_and_names_the_wrong_word() {
        assert_eq!(conditions("none"), Ok(vec![]));
        let allowed = [("bath", 1), ("stress", 2)];
        assert_eq!(words("triggers", "stress, bath", &allowed), Ok(vec![2, 1]));
        let refused = words("triggers", "bath,knees", &allowed).expect_err("no such word");
        assert!(refused.to_string().contains("knees"), "{refused}");
    }

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic_or_an_endless_message(text in ".{0,400}") {
            for refused in [
                time("f", &text).err(),
                night("f", &text).err(),
                number("f", &text, 0, 10).err(),
                speed(&text).err(),
                device(&text).err(),
                conditions(&text).err(),
            ].into_iter().flatten() {
                prop_assert!(refused.to_string().chars().count() < 400);
            }
        }
    }
}
