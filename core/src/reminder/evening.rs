//! One night's evening reminder: whether it is still to come, comes late, or is settled; its repetitions, and the notice
//! before it.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::audit::{Delivery, ON_TIME_WITHIN_MINUTES};
use super::schedule::Wake;
use super::{Action, Alarm, AlarmId, AlarmKind, Arg, notices};
use crate::diary::Change;
use crate::plan::{self, Plan};
use crate::time::{Night, instant_of, up_to_the_minute};

/// How much earlier an inexact evening alarm is armed: Android delivers it within an hour (product facts b1), and late
/// is worse than early.
pub const INEXACT_EARLY_MINUTES: u16 = 60;
/// Nights for which repetitions are laid out, tonight's first: they fill slots, and whoever is there to be reminded
/// wakes Lull every few nights.
pub const REPEAT_NIGHTS: i32 = 3;

/// A reminder stays useful until this long after the expected onset.
const USEFUL_AFTER_ONSET: SignedDuration = SignedDuration::from_hours(2);
/// A reminder that itself comes late, because the person chose so, stays at least this long.
const USEFUL_AFTER_REMINDER: SignedDuration = SignedDuration::from_mins(30);
/// How far before its time an exact alarm may be seen to fire: two clocks that disagree.
const CLOCK_DOUBT: SignedDuration = SignedDuration::from_secs(30);

const SNOOZES_MINUTES: [u16; 3] = [10, 20, 30];

/// What the phone must hold of a night's reminder, and what else there is to know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Evening {
    /// The reminder, its repetitions, the notice before it.
    pub(super) alarms: Vec<Alarm>,
    /// Its time passed, nobody saw it come, and it would still be of use.
    pub(super) missed: Option<Missed>,
    /// When the reminder comes or came; other prompts keep their distance.
    pub(super) reminder: Option<Timestamp>,
    /// When its repetitions come or came, also those of nights for which none are laid out yet.
    pub(super) repeats: Vec<Timestamp>,
}

/// A reminder nobody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub(super) night: Night,
    pub(super) time: Time,
    pub(super) onset: Time,
}

pub(super) fn evening(plan: &Plan, wake: &Wake<'_>) -> Evening {
    let change = wake.history.changes.get(&plan.night);
    let Some(wanted) = plan.remind_at else {
        return Evening::default();
    };
    let called = Called {
        plan,
        change,
        wanted,
        expires: expires(plan, wanted, wake),
        wake,
    };
    let came = called.came();
    let mut evening = Evening::default();
    // From here repetitions are counted.
    let mut base = wanted;
    if wanted > wake.now.at {
        // Once an evening. Without this a reminder delivered early would ring again at its proper time.
        if !came || change.is_some() {
            evening.alarms.extend(called.pre_notice());
            evening.alarms.push(called.alarm(called.armed_at(came)));
        }
    } else if let Some(seen) = called.seen() {
        base = called.late_base(seen);
    } else if called.is_missed() {
        base = wake.soonest();
        evening.missed = Some(Missed {
            night: plan.night,
            time: wake.now.zone.to_datetime(wanted).time(),
            onset: plan.onset,
        });
        if base < called.expires {
            evening.alarms.push(called.alarm(base));
        }
    }
    evening.reminder = Some(base);
    for (number, at) in called.repeats(base) {
        evening.repeats.push(at);
        if at > wake.now.at && called.is_near() {
            evening.alarms.push(called.repeat(number, at));
        }
    }
    evening
}

fn expires(plan: &Plan, wanted: Timestamp, wake: &Wake<'_>) -> Timestamp {
    let onset = instant_of(plan.night.wall(plan.onset), &wake.now.zone);
    plus(onset, USEFUL_AFTER_ONSET).max(plus(wanted, USEFUL_AFTER_REMINDER))
}

/// A night on which the person is to be reminded.
struct Called<'a> {
    plan: &'a Plan,
    change: Option<&'a Change>,
    wanted: Timestamp,
    expires: Timestamp,
    wake: &'a Wake<'a>,
}

impl Called<'_> {
    /// The instant at which the system shall fire so that the person is reminded in time; always in the future.
    fn armed_at(&self, came: bool) -> Timestamp {
        // Ringing a snoozed reminder early would undo the snooze; likewise one that already came once this evening.
        if self.wake.capabilities.exact_alarms || came || self.is_snoozed() {
            return self.wanted;
        }
        plus(self.wanted, -early())
            .max(self.wake.soonest())
            .min(self.wanted)
    }

    /// Whether the system, or the person's answer, shows that the reminder wanted for that instant was given.
    ///
    /// Only signs close enough before the instant count: an earlier one belongs to a time that was since moved. One
    /// later than now comes from a clock that was wrong and proves nothing.
    fn came(&self) -> bool {
        self.signs(AlarmKind::Evening).next().is_some()
    }

    /// The first sign of life of the reminder, of one of its repetitions, or of the net that rang in its stead.
    fn seen(&self) -> Option<Timestamp> {
        self.signs(AlarmKind::Evening)
            .chain(self.signs(AlarmKind::Repeat))
            .chain(self.signs(AlarmKind::SafetyNet))
            .min()
    }

    /// Whether the system took the alarm, its moment has passed, and nobody is told when it rings: then silence is no sign
    /// of a miss. A late one that is still ahead has not rung.
    fn rang_untold(&self) -> bool {
        !self.wake.capabilities.reports_firing
            && self
                .deliveries(AlarmKind::Evening)
                .any(|delivery| !delivery.refused && delivery.armed <= self.wake.now.at)
    }

    fn signs(&self, kind: AlarmKind) -> impl Iterator<Item = Timestamp> {
        let close = match self.change {
            // Also when exact alarms are allowed by now: they may not have been when it was armed.
            None => early(),
            Some(Change::At { .. }) if !self.wake.capabilities.exact_alarms => early(),
            Some(Change::At { .. } | Change::Snoozed { .. } | Change::Skip | Change::Done) => {
                CLOCK_DOUBT
            }
        };
        let (from, to) = (plus(self.wanted, -close), self.wake.now.at);
        self.deliveries(kind)
            .flat_map(|delivery| {
                let acted = delivery.acted.map(|(at, _)| at);
                [delivery.fired, delivery.shown, acted]
            })
            .flatten()
            .filter(move |sign| from <= *sign && *sign <= to)
    }

    /// Whether the person gave an answer after which no reminder is missed.
    fn answered(&self) -> bool {
        self.deliveries(AlarmKind::Evening)
            .chain(self.deliveries(AlarmKind::Repeat))
            .any(|delivery| match delivery.acted {
                Some((_, Action::Start | Action::SkipTonight | Action::AlreadyStarted)) => true,
                Some((
                    _,
                    Action::Snooze { .. } | Action::Dismiss | Action::Log | Action::OpenApp,
                ))
                | None => false,
            })
    }

    fn deliveries(&self, kind: AlarmKind) -> impl Iterator<Item = &Delivery> {
        let night = self.plan.night;
        // the net has one id for many nights: which of them it rang in, its signs tell
        let any_night = kind == AlarmKind::SafetyNet;
        self.wake
            .deliveries
            .iter()
            .filter(move |delivery| delivery.kind == kind && (any_night || delivery.night == night))
    }

    /// Whether its time passed unseen, and it would still be of use.
    fn is_missed(&self) -> bool {
        let is_of_use = self.wake.now.at < self.expires;
        self.overdue() && is_of_use && !self.answered() && !self.rang_untold()
    }

    /// Whether so much time has passed that the system is not just about to deliver.
    fn overdue(&self) -> bool {
        self.wake.now.at > plus(self.wanted, on_time_within())
    }

    /// Where repetitions are counted from when the reminder was first seen at `seen`.
    fn late_base(&self, seen: Timestamp) -> Timestamp {
        if seen > plus(self.wanted, on_time_within()) {
            up_to_the_minute(seen)
        } else {
            self.wanted
        }
    }

    /// Number and instant of every repetition, also of those gone by. A swipe takes the place of one.
    fn repeats(&self, base: Timestamp) -> Vec<(u8, Timestamp)> {
        let repeat = self.wake.settings.reminders.repeat;
        if self.answered() {
            return Vec::new();
        }
        let every = SignedDuration::from_mins(repeat.every_minutes.into());
        let most = repeat.most.saturating_sub(self.swipes());
        (1..=most)
            .map(|number| (number, plus(base, every * i32::from(number))))
            .take_while(|(_, at)| *at < self.expires)
            .collect()
    }

    /// Whether the night's repetitions are laid out.
    fn is_near(&self) -> bool {
        self.plan.night.since(self.wake.now.night()) < REPEAT_NIGHTS
    }

    fn swipes(&self) -> u8 {
        let of = |kind| self.deliveries(kind).map(|delivery| delivery.swipes);
        of(AlarmKind::Evening)
            .chain(of(AlarmKind::Repeat))
            .fold(0, u8::saturating_add)
    }

    fn alarm(&self, at: Timestamp) -> Alarm {
        let late = at > self.wanted;
        let mut args = self.args();
        let key = if late {
            args.push(("original", Arg::Time(self.wall(self.wanted))));
            "reminder.evening_late"
        } else {
            if self.is_snoozed() {
                args.push(("original", Arg::Time(self.original())));
            }
            "reminder.evening"
        };
        Alarm {
            id: AlarmId::new(AlarmKind::Evening, self.plan.night),
            kind: AlarmKind::Evening,
            wanted: self.wanted,
            message: notices::message(key, args),
            ..self.call(at)
        }
    }

    fn repeat(&self, number: u8, at: Timestamp) -> Alarm {
        let mut args = self.args();
        args.push(("original", Arg::Time(self.original())));
        args.push(("number", Arg::Count(number.into())));
        Alarm {
            id: AlarmId::repeat(number, self.plan.night),
            kind: AlarmKind::Repeat,
            message: notices::message("reminder.repeat", args),
            ..self.call(at)
        }
    }

    /// Announces a reminder that is laid out for its exact time; one that comes somewhere within an hour cannot be.
    fn pre_notice(&self) -> Option<Alarm> {
        let minutes = self.wake.settings.reminders.pre_notice_minutes?;
        let before = SignedDuration::from_mins(minutes.into());
        let at = plus(self.wanted, -before);
        if at <= self.wake.now.at || self.is_snoozed() || !self.wake.capabilities.exact_alarms {
            return None;
        }
        let args = [
            ("minutes", Arg::Minutes(minutes)),
            ("time", Arg::Time(self.wall(self.wanted))),
        ];
        Some(Alarm {
            id: AlarmId::new(AlarmKind::PreNotice, self.plan.night),
            kind: AlarmKind::PreNotice,
            message: notices::message("reminder.pre_notice", args),
            actions: vec![
                Action::Start,
                Action::SkipTonight,
                Action::AlreadyStarted,
                Action::Dismiss,
            ],
            // the reminder itself takes its place
            expires: self.wanted,
            ..self.call(at)
        })
    }

    fn call(&self, at: Timestamp) -> Alarm {
        let mut actions = vec![Action::Start];
        actions.extend(SNOOZES_MINUTES.map(|minutes| Action::Snooze { minutes }));
        actions.extend([Action::SkipTonight, Action::AlreadyStarted]);
        Alarm {
            actions,
            expires: self.expires,
            ..self.wake.alarm(AlarmKind::Evening, self.plan.night, at)
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("onset", Arg::Time(self.plan.onset)),
            ("lead", Arg::Minutes(self.wake.settings.lead_minutes)),
        ]
    }

    fn is_snoozed(&self) -> bool {
        matches!(self.change, Some(Change::Snoozed { .. }))
    }

    /// When a snoozed or repeated reminder came first, as far as known; else when it should have come.
    fn original(&self) -> Time {
        let seen = self
            .deliveries(AlarmKind::Evening)
            .filter_map(|delivery| delivery.fired.or(delivery.shown))
            .filter(|fired| *fired <= self.wake.now.at)
            .min();
        match seen {
            Some(fired) => self.wall(fired),
            None if self.is_snoozed() => {
                plan::usual_reminder(self.plan.onset, self.wake.settings).0
            }
            None => self.wall(self.wanted),
        }
    }

    fn wall(&self, at: Timestamp) -> Time {
        let wall = self.wake.now.zone.to_datetime(at);
        Time::constant(wall.hour(), wall.minute(), 0, 0)
    }
}

fn early() -> SignedDuration {
    SignedDuration::from_mins(INEXACT_EARLY_MINUTES.into())
}

fn on_time_within() -> SignedDuration {
    SignedDuration::from_mins(ON_TIME_WITHIN_MINUTES.into())
}

fn plus(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}
