//! Moments and clock times. Shells never calculate with them; they show them and hand them back.

use std::time::{Duration, SystemTime};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use lull_core::invalid::{Invalid, Reason};
use lull_core::time::{Night, Now};

use crate::error::ApiError;

uniffi::custom_type!(
    /// An instant: `java.time.Instant` in Kotlin, `Date` in Swift. Whole milliseconds, because Swift's `Date` is a
    /// floating-point number of seconds and an instant that went out must come back the same.
    Timestamp, SystemTime, {
        remote,
        lower: |timestamp| SystemTime::from(whole_milliseconds(timestamp)),
        try_lift: |time| Timestamp::try_from(time)
            .map(whole_milliseconds)
            .map_err(|_| out_of_calendar("at").into()),
    }
);

uniffi::custom_type!(
    /// A clock time without a date and a zone. The same as [`ClockTime`].
    Time, ClockTime, {
        remote,
        lower: |time| ClockTime::from(time),
        try_lift: |clock| Ok(Time::try_from(clock)?),
    }
);

uniffi::custom_type!(
    /// A date and time on the wall, without a zone. The same as [`WallTime`].
    DateTime, WallTime, {
        remote,
        lower: |wall| WallTime::from(wall),
        try_lift: |wall| Ok(DateTime::try_from(wall)?),
    }
);

uniffi::custom_type!(
    /// The local date of an evening as `YYYY-MM-DD`; a night runs from noon to noon.
    Night, String, {
        remote,
        lower: |night| night.to_string(),
        try_lift: |text| Ok(night(&text)?),
    }
);

/// A calendar day. Not called `Date`: that is an instant in Swift.
pub type Day = Date;

uniffi::custom_type!(
    /// A calendar day as `YYYY-MM-DD`.
    Day, String, {
        remote,
        lower: |day| day.to_string(),
        try_lift: |text| text
            .parse::<Day>()
            .map_err(|_| ApiError::from(Invalid::new("date", Reason::NotADate { got: text })).into()),
    }
);

/// The moment a call is made, as the phone's clocks show it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Moment {
    /// The phone's clock.
    pub at: Timestamp,
    /// The phone's zone as named in the tz database, such as `Europe/Berlin`.
    pub zone: String,
    /// A clock that never goes back and counts time asleep: `SystemClock.elapsedRealtime` on Android,
    /// `ContinuousClock` on iOS.
    pub monotonic_ms: u64,
}

/// A clock time, 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    #[uniffi(default = 0)]
    pub second: u8,
}

/// A date and time on the wall, in the parts a phone's own date type is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WallTime {
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl TryFrom<Moment> for Now {
    type Error = ApiError;

    fn try_from(moment: Moment) -> Result<Self, ApiError> {
        let Moment {
            at,
            zone,
            monotonic_ms,
        } = moment;
        let zone = TimeZone::get(&zone)
            .map_err(|_| Invalid::new("zone", Reason::UnknownZone { got: zone }))?;
        Ok(Self::new(at, zone, Duration::from_millis(monotonic_ms)))
    }
}

impl From<Time> for ClockTime {
    fn from(time: Time) -> Self {
        Self {
            hour: time.hour().unsigned_abs(),
            minute: time.minute().unsigned_abs(),
            second: time.second().unsigned_abs(),
        }
    }
}

impl TryFrom<ClockTime> for Time {
    type Error = ApiError;

    fn try_from(clock: ClockTime) -> Result<Self, ApiError> {
        let ClockTime {
            hour,
            minute,
            second,
        } = clock;
        let time = |hour: u8, minute: u8, second: u8| {
            let part = |number: u8| i8::try_from(number).ok();
            Self::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
        };
        time(hour, minute, second).ok_or_else(|| {
            let got = format!("{hour:02}:{minute:02}:{second:02}");
            Invalid::new("time", Reason::NotATime { got }).into()
        })
    }
}

impl From<DateTime> for WallTime {
    fn from(wall: DateTime) -> Self {
        Self {
            year: wall.year(),
            month: wall.month().unsigned_abs(),
            day: wall.day().unsigned_abs(),
            hour: wall.hour().unsigned_abs(),
            minute: wall.minute().unsigned_abs(),
            second: wall.second().unsigned_abs(),
        }
    }
}

impl TryFrom<WallTime> for DateTime {
    type Error = ApiError;

    fn try_from(wall: WallTime) -> Result<Self, ApiError> {
        let WallTime {
            year,
            month,
            day,
            hour,
            minute,
            second,
        } = wall;
        let date = |month: u8, day: u8| {
            let part = |number: u8| i8::try_from(number).ok();
            Date::new(year, part(month)?, part(day)?).ok()
        };
        let date = date(month, day).ok_or_else(|| {
            let got = format!("{year:04}-{month:02}-{day:02}");
            Invalid::new("date", Reason::NotADate { got })
        })?;
        let time = Time::try_from(ClockTime {
            hour,
            minute,
            second,
        })?;
        Ok(date.to_datetime(time))
    }
}

fn night(text: &str) -> Result<Night, ApiError> {
    text.parse().map(Night::new).map_err(|_| {
        let got = text.to_owned();
        Invalid::new("night", Reason::NotADate { got }).into()
    })
}

fn whole_milliseconds(timestamp: Timestamp) -> Timestamp {
    let nearest = TimestampRound::new()
        .smallest(Unit::Millisecond)
        .mode(RoundMode::HalfExpand);
    timestamp.round(nearest).unwrap_or(timestamp)
}

fn out_of_calendar(field: &str) -> ApiError {
    Invalid::new(
        field,
        Reason::OutOfRange {
            min: Timestamp::MIN.as_second(),
            max: Timestamp::MAX.as_second(),
            got: i64::MAX,
        },
    )
    .into()
}

#[cfg(test)]
mod tests {
    use uniffi::{Lift, Lower};

    use super::*;
    use crate::UniFfiTag;

    #[test]
    fn an_instant_that_went_out_comes_back_the_same() {
        let at: Timestamp = "2026-11-21T17:00:00.123456789Z".parse().unwrap();
        let once = across(at);
        assert_eq!(once.to_string(), "2026-11-21T17:00:00.123Z");
        assert_eq!(across(once), once);
    }

    #[test]
    fn an_instant_before_1970_comes_back_the_same() {
        let at: Timestamp = "1969-07-20T20:17:40.25Z".parse().unwrap();
        assert_eq!(across(at), at);
    }

    #[test]
    fn every_minute_of_a_day_crosses_and_comes_back() {
        for minute in 0..1440_u16 {
            let time = lull_core::time::time_after_noon(minute);
            assert_eq!(Time::try_from(ClockTime::from(time)).unwrap(), time);
        }
    }

    #[test]
    fn a_time_that_no_clock_shows_is_refused_with_what_was_given() {
        let clock = ClockTime {
            hour: 25,
            minute: 61,
            second: 200,
        };
        let ApiError::InvalidInput { field, reason, .. } = Time::try_from(clock).unwrap_err()
        else {
            panic!("wrong error");
        };
        assert_eq!(field, "time");
        let got = "25:61:200".to_owned();
        assert_eq!(reason, Reason::NotATime { got });
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(night("2026-02-29").is_err());
        assert!(night("tonight").is_err());
        assert_eq!(night("2026-11-21").unwrap().to_string(), "2026-11-21");
    }

    #[test]
    fn an_unknown_zone_is_refused_by_its_name() {
        let moment = Moment {
            at: Timestamp::UNIX_EPOCH,
            zone: "Mars/Olympus".into(),
            monotonic_ms: 0,
        };
        let error = Now::try_from(moment).unwrap_err();
        assert!(
            matches!(&error, ApiError::InvalidInput { field, .. } if field == "zone"),
            "{error}"
        );
    }

    fn across(at: Timestamp) -> Timestamp {
        let out = <Timestamp as Lower<UniFfiTag>>::lower(at);
        <Timestamp as Lift<UniFfiTag>>::try_lift(out).unwrap()
    }
}
