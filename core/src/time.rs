//! What a night is, and when a local time really happens.
//!
//! Wall-clock rules are kept as local date-times plus a zone and turned into instants late; nobody adds 24 hours.

use core::fmt;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

/// The moment a decision is made, handed in by whoever calls.
///
/// `at` moves when the person sets the clock; `monotonic` never goes back and, where the system offers it, counts
/// time asleep. Sessions are timed by `monotonic`, reminders by `at`.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    pub at: Timestamp,
    pub zone: TimeZone,
    pub monotonic: Duration,
}

impl Now {
    #[must_use]
    pub fn new(at: Timestamp, zone: TimeZone, monotonic: Duration) -> Self {
        Self {
            at,
            zone,
            monotonic,
        }
    }

    /// The same moment, `by` later on both clocks.
    #[must_use]
    pub fn later(&self, by: Duration) -> Self {
        Self {
            at: self
                .at
                .saturating_add(
                    jiff::SignedDuration::try_from(by).unwrap_or(jiff::SignedDuration::MAX),
                )
                .unwrap_or(Timestamp::MAX),
            zone: self.zone.clone(),
            monotonic: self.monotonic.saturating_add(by),
        }
    }

    /// The clock on the wall here and now.
    #[must_use]
    pub fn local(&self) -> DateTime {
        self.zone.to_datetime(self.at)
    }

    /// The zone's name in the tz database, or its offset where it has none.
    #[must_use]
    pub fn zone_name(&self) -> String {
        let zone = &self.zone;
        zone.iana_name()
            .map_or_else(|| zone.to_offset(self.at).to_string(), str::to_owned)
    }

    /// The night this moment belongs to.
    #[must_use]
    pub fn night(&self) -> Night {
        Night::of(self.local())
    }
}

/// The local date of an evening. A night runs from noon to noon, so 01:30 on the 22nd belongs to the night of the 21st.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Night(Date);

impl Night {
    #[must_use]
    pub fn new(evening: Date) -> Self {
        Self(evening)
    }

    /// The night a local date-time belongs to.
    #[must_use]
    pub fn of(local: DateTime) -> Self {
        if local.hour() >= 12 {
            Self(local.date())
        } else {
            Self(local.date().yesterday().unwrap_or(Date::MIN))
        }
    }

    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// `days` nights later, or earlier when negative; saturates at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Nights from `earlier` to this one; negative when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0.since(earlier.0).map_or(0, |span| span.get_days())
    }

    /// The local date-time at which this night's clock shows `time`: before noon means the next calendar day.
    #[must_use]
    pub fn wall(self, time: Time) -> DateTime {
        if time.hour() >= 12 {
            self.0.to_datetime(time)
        } else {
            self.0.tomorrow().unwrap_or(Date::MAX).to_datetime(time)
        }
    }

    /// When this night begins (noon) and ends (the next noon), on the wall.
    #[must_use]
    pub fn bounds(self) -> (DateTime, DateTime) {
        (self.0.at(12, 0, 0, 0), self.plus(1).0.at(12, 0, 0, 0))
    }
}

impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Minutes that a night's clock shows: noon to noon on the wall.
pub const MINUTES_PER_NIGHT: u16 = 1440;

/// Minutes after noon at which a night's clock shows `time`: 12:00 is 0, 19:30 is 450, 01:30 is 810; 0 to 1439.
#[must_use]
pub fn minutes_after_noon(time: Time) -> u16 {
    let minutes =
        u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
    (minutes + MINUTES_PER_NIGHT / 2) % MINUTES_PER_NIGHT
}

/// The clock time that many minutes after noon; the inverse of [`minutes_after_noon`], wrapping at a day.
#[must_use]
pub fn time_after_noon(minutes: u16) -> Time {
    let minutes = (minutes + MINUTES_PER_NIGHT / 2) % MINUTES_PER_NIGHT;
    // both fit: hour is below 24, minute below 60
    Time::constant((minutes / 60) as i8, (minutes % 60) as i8, 0, 0)
}

/// The instant at which a local time happens in a zone.
///
/// A time inside a gap (clocks go forward) happens at the gap's end; one inside a fold (clocks go back) happens once,
/// at the first of the two.
#[must_use]
pub fn instant_of(wall: DateTime, zone: &TimeZone) -> Timestamp {
    let clamp = |ts: Result<Timestamp, jiff::Error>| {
        ts.unwrap_or(if wall.year() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    };
    match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => clamp(offset.to_timestamp(wall)),
        AmbiguousOffset::Fold { before, .. } => clamp(before.to_timestamp(wall)),
        AmbiguousOffset::Gap { before, .. } => {
            // Read with the old offset the time lies just after the change, so the change is the last one before it.
            let inside = clamp(before.to_timestamp(wall));
            let probe = inside
                .saturating_add(jiff::SignedDuration::from_nanos(1))
                .unwrap_or(inside);
            zone.preceding(probe)
                .next()
                .map_or(inside, |change| change.timestamp())
        }
    }
}

/// The first whole minute at or after `at`; instants of reminders have no seconds.
#[must_use]
pub fn up_to_the_minute(at: Timestamp) -> Timestamp {
    let round = jiff::TimestampRound::new()
        .smallest(jiff::Unit::Minute)
        .mode(jiff::RoundMode::Ceil);
    // fails only in the calendar's last minute
    at.round(round).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn half_past_one_belongs_to_the_evening_before() {
        assert_eq!(
            Night::of(date(2026, 11, 22).at(1, 30, 0, 0)),
            Night::new(date(2026, 11, 21))
        );
        assert_eq!(
            Night::of(date(2026, 11, 22).at(11, 59, 59, 0)),
            Night::new(date(2026, 11, 21))
        );
        assert_eq!(
            Night::of(date(2026, 11, 22).at(12, 0, 0, 0)),
            Night::new(date(2026, 11, 22))
        );
    }

    #[test]
    fn a_nights_early_hours_are_on_the_next_date() {
        let night = Night::new(date(2026, 11, 21));
        assert_eq!(
            night.wall(time(21, 10, 0, 0)),
            date(2026, 11, 21).at(21, 10, 0, 0)
        );
        assert_eq!(
            night.wall(time(0, 10, 0, 0)),
            date(2026, 11, 22).at(0, 10, 0, 0)
        );
    }

    #[test]
    fn a_time_in_a_gap_happens_at_the_gaps_end() {
        let berlin = TimeZone::get("Europe/Berlin").expect("bundled");
        let at = instant_of(date(2026, 3, 29).at(2, 30, 0, 0), &berlin);
        assert_eq!(berlin.to_datetime(at), date(2026, 3, 29).at(3, 0, 0, 0));
        let start = instant_of(date(2026, 3, 29).at(2, 0, 0, 0), &berlin);
        assert_eq!(berlin.to_datetime(start), date(2026, 3, 29).at(3, 0, 0, 0));
    }

    #[test]
    fn a_time_in_a_fold_happens_at_the_first_of_the_two() {
        let berlin = TimeZone::get("Europe/Berlin").expect("bundled");
        let at = instant_of(date(2026, 10, 25).at(2, 30, 0, 0), &berlin);
        assert_eq!(at.to_string(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn seconds_are_rounded_up_to_the_next_minute_and_whole_minutes_stay() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
        assert_eq!(
            up_to_the_minute(at("2026-11-21T19:00:00.000000001Z")),
            at("2026-11-21T19:01:00Z")
        );
        assert_eq!(
            up_to_the_minute(at("2026-11-21T19:01:00Z")),
            at("2026-11-21T19:01:00Z")
        );
        assert_eq!(
            up_to_the_minute(at("1969-12-31T23:58:30Z")),
            at("1969-12-31T23:59:00Z")
        );
        assert_eq!(up_to_the_minute(Timestamp::MAX), Timestamp::MAX);
    }

    #[test]
    fn minutes_after_noon_round_trips_every_minute() {
        for minute in 0..1440 {
            assert_eq!(minutes_after_noon(time_after_noon(minute)), minute);
        }
    }
}
