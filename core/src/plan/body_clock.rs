//! How far the body's clock is behind or ahead of the clock that counts, after a journey.
//!
//! Legs start by the body's clock, and a diary is written by the one on the wall. The body follows a new zone by about an
//! hour a day (Aschoff et al. 1975 found 57 minutes a day eastward and 92 westward; the lower figure is the careful one
//! after a flight east, and a flight west then errs on the early side). A zone's own change to or from summer time is no
//! journey: all habits move with it at once, and an hour is gone within a day.

use jiff::civil::Time;

use crate::diary::{Clocks, History};
use crate::time::{Night, instant_of};

/// Minutes by which the body's clock follows in one night.
const FOLLOWS_MINUTES: f64 = 60.0;
/// How unsure the body's clock is meanwhile: a standard deviation, as a share of what is left to follow.
const DOUBT: f64 = 0.25;
const DAY: f64 = 1440.0;
/// The moment of a night at which two zones' clocks are compared.
const EVENING: Time = Time::constant(21, 0, 0, 0);

/// Every journey the history knows of, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct BodyClock {
    /// From each night on: how far the clock that counts was put ahead of the body's, in minutes.
    ahead: Vec<(Night, f64)>,
}

impl BodyClock {
    pub(super) fn new(history: &History) -> Self {
        let mut ahead: Vec<(Night, f64)> = Vec::new();
        let mut before: Option<&Clocks> = None;
        for (night, clocks) in &history.clocks {
            let put = before.map_or(0.0, |before| {
                minutes_ahead(*night, &clocks.counted, &before.counted)
            });
            before = Some(clocks);
            if put != 0.0 {
                let left = Self {
                    ahead: ahead.clone(),
                }
                .ahead(*night);
                ahead.push((*night, the_short_way_round(left + put)));
            }
        }
        Self { ahead }
    }

    /// Minutes by which onsets come later than usual on the clock that counts; earlier when negative.
    pub(super) fn ahead(&self, night: Night) -> f64 {
        let last = self.ahead.iter().rev().find(|(since, _)| *since <= night);
        last.map_or(0.0, |(since, put)| {
            let followed = FOLLOWS_MINUTES * f64::from(night.since(*since));
            (put.abs() - followed).max(0.0).copysign(*put)
        })
    }

    /// How far off that may be: a standard deviation in minutes.
    pub(super) fn doubt(&self, night: Night) -> f64 {
        doubt(self.ahead(night))
    }
}

pub(super) fn doubt(ahead: f64) -> f64 {
    DOUBT * ahead.abs()
}

/// Minutes by which the clock a night was told by was ahead of the one that counted.
pub(super) fn told_ahead(night: Night, history: &History) -> f64 {
    let last = history.clocks.range(..=night).next_back();
    last.map_or(0.0, |(_, clocks)| {
        the_short_way_round(minutes_ahead(night, &clocks.told, &clocks.counted))
    })
}

fn minutes_ahead(night: Night, one: &jiff::tz::TimeZone, other: &jiff::tz::TimeZone) -> f64 {
    let at = instant_of(night.wall(EVENING), other);
    let seconds = one.to_offset(at).seconds() - other.to_offset(at).seconds();
    f64::from(seconds) / 60.0
}

/// Over the date line a clock may be a whole day ahead, which no body notices.
fn the_short_way_round(minutes: f64) -> f64 {
    if minutes > DAY / 2.0 {
        minutes - DAY
    } else if minutes <= -DAY / 2.0 {
        minutes + DAY
    } else {
        minutes
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;

    fn night(days: i32) -> Night {
        Night::new(date(2026, 11, 1)).plus(days)
    }

    fn clocks(told: &str, counted: &str) -> Clocks {
        let zone = |name| TimeZone::get(name).expect("bundled");
        Clocks {
            told: zone(told),
            counted: zone(counted),
        }
    }

    fn journeys(all: &[(i32, &str)]) -> BodyClock {
        let clocks = all
            .iter()
            .map(|(days, zone)| (night(*days), clocks(zone, zone)));
        BodyClock::new(&History {
            clocks: clocks.collect(),
            ..History::default()
        })
    }

    fn minutes(body: &BodyClock, days: impl Iterator<Item = i32>) -> Vec<i32> {
        #[expect(clippy::cast_possible_truncation, reason = "whole minutes of a day")]
        days.map(|day| body.ahead(night(day)) as i32).collect()
    }

    #[test]
    fn after_a_flight_west_legs_start_early_and_an_hour_later_every_night() {
        let body = journeys(&[(0, "Europe/Berlin"), (10, "America/New_York")]);
        assert_eq!(
            minutes(&body, 9..18),
            [0, -360, -300, -240, -180, -120, -60, 0, 0]
        );
    }

    #[test]
    fn whoever_turns_back_at_once_has_little_to_make_up() {
        let body = journeys(&[
            (0, "Europe/Berlin"),
            (10, "America/New_York"),
            (12, "Europe/Berlin"),
        ]);
        assert_eq!(minutes(&body, 10..15), [-360, -300, 120, 60, 0]);
    }

    #[test]
    fn the_date_line_moves_no_body_by_a_day() {
        // 24 hours apart
        let body = journeys(&[(0, "Pacific/Kiritimati"), (10, "Pacific/Honolulu")]);
        assert_eq!(minutes(&body, 9..12), [0, 0, 0]);
        let body = journeys(&[(0, "Pacific/Auckland"), (10, "America/Los_Angeles")]);
        // 21 hours back are 3 hours ahead
        assert_eq!(minutes(&body, 10..12), [180, 120]);
    }

    #[test]
    fn summer_time_is_no_journey() {
        let body = journeys(&[(-20, "Europe/Berlin"), (20, "Europe/Vienna")]);
        assert!((-30..40).all(|day| body.ahead(night(day)) == 0.0));
    }

    #[test]
    fn times_told_by_another_clock_are_read_by_the_one_that_counts() {
        let history = History {
            clocks: [
                (night(0), clocks("Europe/Berlin", "Europe/Berlin")),
                (night(5), clocks("America/New_York", "Europe/Berlin")),
            ]
            .into(),
            ..History::default()
        };
        let told = [-3, 4, 5, 9].map(|day| told_ahead(night(day), &history));
        assert_eq!(told, [0.0, 0.0, -360.0, -360.0]);
        assert_eq!(minutes(&BodyClock::new(&history), 0..10), [0; 10]);
    }
}
