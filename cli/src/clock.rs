//! Which moment a command acts at: `--now`, or the system's clock in the system's zone.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use lull_core::driver::clock::Clock;
use lull_core::time::Now;

use crate::exit::Failure;
use crate::words;

/// Where a command's time comes from.
#[derive(Clone, Debug)]
pub(crate) enum TimeSource {
    /// The system's clock. Read anew each time: a computer's sleep and a changed clock must be noticed.
    System(TimeZone),
    /// The moment of `--now`; time passes from there only while a session or a wait runs.
    Given(Timestamp, TimeZone),
}

impl TimeSource {
    /// # Errors
    /// [`Failure::Invalid`] naming `now` or `TZ`.
    pub(crate) fn new(now: Option<&str>) -> Result<Self, Failure> {
        match now {
            Some(text) => {
                let zoned = parse(text)?;
                Ok(Self::Given(zoned.timestamp(), zoned.time_zone().clone()))
            }
            None => Ok(Self::System(system_zone()?)),
        }
    }

    pub(crate) fn now(&self) -> Now {
        match self {
            Self::System(zone) => Clock::system(zone.clone()).now(),
            Self::Given(at, zone) => Now::new(*at, zone.clone(), Duration::ZERO),
        }
    }
}

/// Reads `--now`.
fn parse(text: &str) -> Result<Zoned, Failure> {
    text.parse().map_err(|_| {
        let zone = text
            .rsplit_once('[')
            .and_then(|(_, zone)| zone.strip_suffix(']'));
        let message = match zone {
            Some(zone) if TimeZone::get(zone).is_err() => words::failure::now_zone(zone),
            Some(_) | None => words::failure::now(text),
        };
        Failure::invalid("now", message)
    })
}

/// The zone of this computer: `TZ` where it is set, else what the system says; UTC where it says nothing, as libc does.
fn system_zone() -> Result<TimeZone, Failure> {
    let set = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    match set {
        Some(name) => {
            let name = name.trim_start_matches(':');
            TimeZone::get(name)
                .or_else(|_| TimeZone::posix(name))
                .map_err(|_| Failure::invalid("TZ", words::failure::tz(name)))
        }
        None => Ok(iana_time_zone::get_timezone()
            .ok()
            .and_then(|name| TimeZone::get(&name).ok())
            .unwrap_or(TimeZone::UTC)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        match TimeSource::new(Some(text)) {
            Err(Failure::Invalid { field, message, .. }) => {
                assert_eq!(field, "now");
                message
            }
            other => panic!("{text} gave {other:?}"),
        }
    }

    #[test]
    fn the_given_moment_keeps_its_zone() {
        let source = TimeSource::new(Some("2026-11-21T18:00:00+01:00[Europe/Berlin]"))
            .expect("a good moment");
        let now = source.now();
        assert_eq!(now.at.to_string(), "2026-11-21T17:00:00Z");
        assert_eq!(now.local().to_string(), "2026-11-21T18:00:00");
    }

    #[test]
    fn an_unknown_zone_is_named() {
        assert!(message("2026-11-21T18:00:00+01:00[Europe/Atlantis]").contains("Europe/Atlantis"));
    }

    #[test]
    fn a_moment_without_a_zone_or_with_an_impossible_time_is_refused_with_an_example() {
        for text in [
            "",
            "now",
            "2026-11-21T18:00:00",
            "2026-11-21T25:00:00+01:00[Europe/Berlin]",
            "2026-02-30T18:00:00+01:00[Europe/Berlin]",
            "2026-11-21T18:00:00+05:00[Europe/Berlin]",
        ] {
            assert!(message(text).contains("[Europe/Berlin]"), "{text}");
        }
    }
}
