//! Tonight: its plan, what the person asks for this one night, and whose clock counts.

use jiff::SignedDuration;
use jiff::civil::Time;
use rusqlite::Connection;

use super::{App, AppError, Changes};
use crate::diary::Change;
use crate::driver::store::{clocks, diary, settings};
use crate::invalid::{Invalid, Reason};
use crate::plan::{self, Plan};
use crate::reminder::whereabouts::{self, Residence, Whereabouts, ZoneAnswer};
use crate::settings::Travel;
use crate::time::{Night, Now, instant_of};

/// Most minutes a reminder can be moved by at once: from one end of a night to the other.
pub const MOVE_MOST_MINUTES: i16 = 720;

impl App {
    /// Tonight's plan; in the morning, of the evening to come.
    ///
    /// # Errors
    /// The storage's own.
    pub fn plan(&self, now: &Now) -> Result<Plan, AppError> {
        self.plan_for(self.tonight(now)?, now)
    }

    /// The night that "tonight" means now.
    ///
    /// # Errors
    /// The storage's own.
    pub fn tonight(&self, now: &Now) -> Result<Night, AppError> {
        self.read(|connection| {
            let settings = settings::load(connection)?.unwrap_or_default();
            let planned = clocks::look(connection, now)?.now;
            Ok(plan::night_meant(&settings, &planned))
        })
    }

    /// The same moment on the clock that counts: the one on the wall, or the one at home while the person keeps its time
    /// somewhere else. Plans and reminders are in its zone.
    ///
    /// # Errors
    /// The storage's own.
    pub fn clock_that_counts(&self, now: &Now) -> Result<Now, AppError> {
        self.read(|connection| Ok(clocks::look(connection, now)?.now))
    }

    /// Where the person is, whose clock counts, and whether that is still to be answered.
    ///
    /// # Errors
    /// The storage's own.
    pub fn whereabouts(&self, now: &Now) -> Result<Whereabouts, AppError> {
        self.read(|connection| Ok(clocks::look(connection, now)?))
    }

    /// The zone the person lives by, and the one they keep its time in; `None` before the first wake.
    ///
    /// # Errors
    /// The storage's own.
    pub fn residence(&self) -> Result<Option<Residence>, AppError> {
        self.read(|connection| Ok(clocks::residence(connection)?))
    }

    /// The answer to the question whose clock counts in the zone of `now`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field `zone` when the settings say that the clock here always counts; else the
    /// storage's own.
    pub fn answer_zone(&self, answer: ZoneAnswer, now: &Now) -> Result<Changes, AppError> {
        self.write(|connection| {
            let settings = settings::load(connection)?.unwrap_or_default();
            if (settings.reminders.travel, answer) == (Travel::FollowLocal, ZoneAnswer::KeepHome) {
                let other = "reminders.travel".to_owned();
                return Err(Invalid::new("zone", Reason::Contradicts { other }).into());
            }
            let before = clocks::residence(connection)?;
            let residence = whereabouts::answered(answer, before.clone(), now);
            if before == residence {
                return Ok(Changes::default());
            }
            if let Some(residence) = &residence {
                clocks::put_residence(connection, residence)?;
            }
            clocks::note(connection, &clocks::look(connection, now)?, now)?;
            Ok(planned_anew(true))
        })
    }

    /// The plan of any night.
    ///
    /// # Errors
    /// The storage's own.
    pub fn plan_for(&self, night: Night, now: &Now) -> Result<Plan, AppError> {
        self.read(|connection| {
            let settings = settings::load(connection)?.unwrap_or_default();
            let whereabouts = clocks::look(connection, now)?;
            let planned = &whereabouts.now;
            let from = night.min(planned.night());
            let history = diary::history(connection, from, &whereabouts, now)?;
            Ok(plan::for_night(night, &history, &settings, planned))
        })
    }

    /// No reminder tonight.
    ///
    /// # Errors
    /// The storage's own.
    pub fn skip_tonight(&self, now: &Now) -> Result<Changes, AppError> {
        let night = self.tonight(now)?;
        self.write(|connection| put_change(connection, night, Change::Skip, now))
    }

    /// Remind at this time instead, tonight only. It is a time on the wall here; before noon means the next date.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when that time has passed; else the storage's own.
    pub fn remind_tonight_at(&self, time: Time, now: &Now) -> Result<Changes, AppError> {
        self.write(|connection| {
            let settings = settings::load(connection)?.unwrap_or_default();
            let planned = clocks::look(connection, now)?.now;
            let tonight = plan::night_meant(&settings, &planned);
            // Tonight is a night of the clock that counts. The clock here shows each time once in it.
            let shown = (-1..=1).find_map(|days| {
                let at = instant_of(tonight.plus(days).wall(time), &now.zone);
                let wall = planned.zone.to_datetime(at);
                (Night::of(wall) == tonight).then_some((at, wall.time()))
            });
            let (at, time) = shown
                .filter(|_| planned.zone != now.zone)
                .unwrap_or((instant_of(tonight.wall(time), &planned.zone), time));
            if at <= now.at {
                let other = "the time it is now".to_owned();
                return Err(Invalid::new("at", Reason::Contradicts { other }).into());
            }
            put_change(connection, tonight, Change::At { time }, now)
        })
    }

    /// Tonight's reminder so many minutes later, or earlier when negative; tonight only.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field `tonight` when there is none to move, with `by` when it would come in the
    /// past or in another night; else the storage's own.
    pub fn move_tonight(&self, minutes_later: i16, now: &Now) -> Result<Changes, AppError> {
        if minutes_later.unsigned_abs() > MOVE_MOST_MINUTES.unsigned_abs() {
            let reason = Reason::OutOfRange {
                min: (-MOVE_MOST_MINUTES).into(),
                max: MOVE_MOST_MINUTES.into(),
                got: minutes_later.into(),
            };
            return Err(Invalid::new("by", reason).into());
        }
        let plan = self.plan(now)?;
        let planned = self.clock_that_counts(now)?;
        let Some(remind) = plan.remind else {
            let other = "an evening without a reminder".to_owned();
            return Err(Invalid::new("tonight", Reason::Contradicts { other }).into());
        };
        let by = SignedDuration::from_mins(minutes_later.into());
        let at = instant_of(remind, &planned.zone);
        let at = at.saturating_add(by).unwrap_or(at);
        let wall = planned.zone.to_datetime(at);
        if at <= now.at {
            let other = "the time it is now".to_owned();
            return Err(Invalid::new("by", Reason::Contradicts { other }).into());
        }
        if Night::of(wall) != plan.night {
            let other = "the night, which ends at noon".to_owned();
            return Err(Invalid::new("by", Reason::Contradicts { other }).into());
        }
        let time = wall.time();
        // a clock set back shows the hour twice, and a time on the wall means its first showing
        if instant_of(plan.night.wall(time), &planned.zone) != at {
            let other = "an hour that the clock shows twice tonight".to_owned();
            return Err(Invalid::new("by", Reason::Contradicts { other }).into());
        }
        self.write(|connection| put_change(connection, plan.night, Change::At { time }, now))
    }

    /// Takes back, for tonight, what the plan learnt since the night before: the reminder comes when it would have come then.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field `tonight` when the plan moved nothing or that time has passed; else the
    /// storage's own.
    pub fn remind_tonight_as_yesterday(&self, now: &Now) -> Result<Changes, AppError> {
        let plan = self.plan(now)?;
        let contradicts = |other: &str| {
            let other = other.to_owned();
            AppError::from(Invalid::new("tonight", Reason::Contradicts { other }))
        };
        let Some(time) = plan::as_yesterday(&plan, &self.settings()?) else {
            return Err(contradicts(
                "a plan that learnt nothing new since the night before",
            ));
        };
        let zone = self.clock_that_counts(now)?.zone;
        if instant_of(plan.night.wall(time), &zone) <= now.at {
            return Err(contradicts("the time it is now"));
        }
        self.write(|connection| put_change(connection, plan.night, Change::At { time }, now))
    }

    /// Takes back what was asked for tonight only.
    ///
    /// # Errors
    /// The storage's own.
    pub fn tonight_as_usual(&self, now: &Now) -> Result<Changes, AppError> {
        let night = self.tonight(now)?;
        self.write(|connection| {
            let changed = diary::delete_change(connection, night)?;
            Ok(planned_anew(changed))
        })
    }
}

pub(super) fn put_change(
    connection: &Connection,
    night: Night,
    change: Change,
    now: &Now,
) -> Result<Changes, AppError> {
    if diary::change(connection, night)? == Some(change) {
        return Ok(Changes::default());
    }
    diary::put_change(connection, night, change, now.at)?;
    Ok(planned_anew(true))
}

fn planned_anew(changed: bool) -> Changes {
    Changes {
        diary: false,
        plan: changed,
        schedule: changed,
    }
}
