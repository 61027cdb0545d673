//! What a naive reading of the rules expects of a phone: the same facts, no code of the core.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lull_core::reminder::{APART_MINUTES, Action, Alarm, AlarmKind, HORIZON_NIGHTS, NoticeKind};
use lull_core::time::{Night, Now};

use super::Life;

/// The reminder of a person of whom nothing was learnt: bedtime 22:30, onset 19:30, lead 40 minutes.
const REMINDER: Time = Time::constant(18, 50, 0, 0);
const ONSET: Time = Time::constant(19, 30, 0, 0);
/// A swipe snoozes as often as a reminder is repeated.
const SWIPES: u32 = 3;

/// What the phone and the person told, as a naive reader keeps it.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) wishes: BTreeMap<Night, Wish>,
    /// Of each alarm that rang: what it was wanted for, and when it rang first.
    pub(super) fired: BTreeMap<String, (Timestamp, Timestamp)>,
    pub(super) acted: BTreeMap<String, (Timestamp, Action)>,
    /// How often a night's reminder was swiped away.
    swipes: BTreeMap<Night, u32>,
    pub(super) nights: BTreeMap<String, (AlarmKind, Night)>,
    pub(super) home: Option<String>,
    pub(super) kept_in: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    Quiet,
    At(Time),
    Snoozed(Timestamp),
}

impl Life {
    /// The first wake makes a home; a journey home ends what was kept elsewhere.
    pub(super) fn settle_home(&mut self) {
        let here = zone_name(&self.now.zone);
        let home = self.facts.home.get_or_insert_with(|| here.clone()).clone();
        if same_clock(&home, &self.now) || self.facts.kept_in.as_ref() != Some(&here) {
            self.facts.kept_in = None;
        }
    }

    /// Now, on the clock that counts.
    pub(super) fn planned(&self) -> Now {
        match (&self.facts.kept_in, &self.facts.home) {
            (Some(_), Some(home)) => Now {
                zone: TimeZone::get(home).expect("bundled"),
                ..self.now.clone()
            },
            _ => self.now.clone(),
        }
    }

    pub(super) fn check(&self) {
        let planned = self.planned();
        let schedule = &self.held;
        let mut ids = BTreeSet::new();
        for alarm in &schedule.alarms {
            self.holds(ids.insert(&alarm.id), "an id twice", schedule);
            self.holds(alarm.at > planned.at, "an alarm in the past", schedule);
            self.holds(alarm.expires > alarm.at, "it expires first", schedule);
            let zone = zone_name(&planned.zone);
            self.holds(alarm.zone == zone, "by another clock", schedule);
        }
        let fits = schedule.alarms.len() <= usize::from(self.capabilities.slots);
        self.holds(fits, "more alarms than slots", schedule);
        for two in schedule.alarms.windows(2) {
            let apart = two[1].at.duration_since(two[0].at);
            let close = apart < SignedDuration::from_mins(APART_MINUTES.into());
            let same = two.iter().all(|alarm| is_of_the_evening(alarm.kind));
            self.holds(!close || same, "two reminders too close", schedule);
        }
        let home = self.facts.home.as_deref().unwrap_or_default();
        let asks = !same_clock(home, &self.now) && self.facts.kept_in.is_none();
        self.holds(
            asks == self.says(NoticeKind::ZoneChanged),
            "the question about the zone",
            schedule,
        );
        let tonight = planned.night();
        for days in 0..HORIZON_NIGHTS {
            let night = tonight.plus(days);
            let alarm = schedule
                .alarms
                .iter()
                .find(|alarm| alarm.kind == AlarmKind::Evening && alarm.night == night);
            let expected = self.expected(night, &planned);
            let what = format!("the evening of {night} is expected to be {expected:?}");
            match (expected, alarm) {
                (Expected::Ahead(wanted), Some(alarm)) => {
                    let exact = self.capabilities.exact_alarms;
                    let in_time = alarm.at == wanted || (!exact && alarm.at < wanted);
                    self.holds(alarm.wanted == wanted && in_time, &what, schedule);
                }
                (Expected::Late(wanted), Some(alarm)) => {
                    let soon = alarm.at.duration_since(planned.at) <= SignedDuration::from_mins(1);
                    self.holds(alarm.wanted == wanted && soon, &what, schedule);
                    let told = night != tonight || self.says(NoticeKind::ReminderMissed);
                    self.holds(told, &what, schedule);
                }
                (Expected::Nothing, None) => {}
                (Expected::Ahead(_) | Expected::Late(_), None) | (Expected::Nothing, Some(_)) => {
                    self.holds(false, &what, schedule);
                }
            }
        }
        // whoever wanted quiet has it
        for alarm in &schedule.alarms {
            let quiet = self.facts.wishes.get(&alarm.night) == Some(&Wish::Quiet);
            let calls = is_of_the_evening(alarm.kind) && alarm.kind != AlarmKind::SafetyNet;
            self.holds(!(quiet && calls), "a call in a quiet night", schedule);
        }
    }

    fn expected(&self, night: Night, planned: &Now) -> Expected {
        let wish = self.facts.wishes.get(&night);
        let wanted = match wish {
            Some(Wish::Quiet) => return Expected::Nothing,
            Some(Wish::Snoozed(until)) => up_to_the_minute(*until),
            Some(Wish::At(time)) => first_showing(night, *time, &planned.zone),
            None => first_showing(night, REMINDER, &planned.zone),
        };
        let minutes = SignedDuration::from_mins;
        let close = match wish {
            None => minutes(60),
            Some(Wish::At(_)) if !self.capabilities.exact_alarms => minutes(60),
            Some(_) => SignedDuration::from_secs(30),
        };
        let came = |kind| {
            let signs = self.signs(night, kind);
            signs
                .into_iter()
                .any(|sign| wanted - close <= sign && sign <= planned.at)
        };
        if wanted > planned.at {
            return if wish.is_none() && came(AlarmKind::Evening) {
                Expected::Nothing
            } else {
                Expected::Ahead(wanted)
            };
        }
        let onset = first_showing(night, ONSET, &planned.zone);
        let expires = (onset + minutes(120)).max(wanted + minutes(30));
        let soonest = up_to_the_minute(planned.at + SignedDuration::from_nanos(1));
        let seen = came(AlarmKind::Evening) || came(AlarmKind::Repeat);
        let overdue = planned.at > wanted + minutes(2);
        if !seen && !self.answered(night) && overdue && soonest < expires {
            Expected::Late(wanted)
        } else {
            Expected::Nothing
        }
    }

    fn signs(&self, night: Night, kind: AlarmKind) -> Vec<Timestamp> {
        let of_night = self
            .facts
            .nights
            .iter()
            .filter(|(_, of)| **of == (kind, night));
        of_night
            .flat_map(|(id, _)| {
                let fired = self.facts.fired.get(id).map(|(_, fired)| *fired);
                let acted = self.facts.acted.get(id).map(|(acted, _)| *acted);
                [fired, acted]
            })
            .flatten()
            .collect()
    }

    fn answered(&self, night: Night) -> bool {
        self.facts.acted.iter().any(|(id, (_, action))| {
            let of = self.facts.nights.get(id);
            let evening = of == Some(&(AlarmKind::Evening, night));
            let repeat = of == Some(&(AlarmKind::Repeat, night));
            let final_word = matches!(
                action,
                Action::Start | Action::SkipTonight | Action::AlreadyStarted
            );
            (evening || repeat) && final_word
        })
    }

    /// What a swipe asks for: ten minutes' peace as often as a reminder is repeated, then a quiet night. A swipe of what
    /// was answered already, or of one more notification of a night that was answered, is none.
    pub(super) fn swiped(&mut self, alarm: &Alarm, night: Night) -> Option<Wish> {
        let before = self.facts.swipes.get(&night).copied().unwrap_or(0);
        if matches!(alarm.kind, AlarmKind::Evening | AlarmKind::Repeat) {
            self.facts.swipes.insert(night, before + 1);
        }
        match self.facts.wishes.get(&night) {
            _ if alarm.kind == AlarmKind::PreNotice => None,
            Some(Wish::Quiet) => None,
            Some(Wish::Snoozed(until)) if *until > self.now.at => None,
            Some(Wish::Snoozed(_) | Wish::At(_)) | None if before < SWIPES => {
                Some(Wish::Snoozed(self.now.at + SignedDuration::from_mins(10)))
            }
            Some(Wish::Snoozed(_) | Wish::At(_)) | None => Some(Wish::Quiet),
        }
    }

    /// Whether the alarm was answered since it last rang.
    pub(super) fn is_answered(&self, id: &str) -> bool {
        let rang = self.facts.fired.get(id).map(|(_, at)| *at);
        let acted = self.facts.acted.get(id).map(|(at, _)| *at);
        acted.is_some_and(|acted| rang.is_none_or(|rang| acted >= rang))
    }
}

pub(super) fn is_of_the_evening(kind: AlarmKind) -> bool {
    match kind {
        AlarmKind::Evening | AlarmKind::Repeat | AlarmKind::PreNotice | AlarmKind::SafetyNet => {
            true
        }
        AlarmKind::TopUp | AlarmKind::MorningLog | AlarmKind::OpenApp => false,
    }
}

#[derive(Clone, Copy, Debug)]
enum Expected {
    Ahead(Timestamp),
    Late(Timestamp),
    Nothing,
}

/// The first moment at which a clock that is looked at every five minutes shows `time` or more on that night.
fn first_showing(night: Night, time: Time, zone: &TimeZone) -> Timestamp {
    let wall = night.wall(time);
    let as_if_utc = TimeZone::UTC.to_timestamp(wall).expect("in range");
    let five_minutes = SignedDuration::from_mins(5);
    let mut at = as_if_utc - SignedDuration::from_hours(15);
    while zone.to_datetime(at) < wall {
        at += five_minutes;
    }
    at
}

fn same_clock(home: &str, now: &Now) -> bool {
    let home = TimeZone::get(home).expect("bundled");
    (0..=i64::from(HORIZON_NIGHTS) + 1).all(|days| {
        let at = now.at + SignedDuration::from_hours(24 * days);
        home.to_offset(at) == now.zone.to_offset(at)
    })
}

fn up_to_the_minute(at: Timestamp) -> Timestamp {
    let seconds = at.as_second() + i64::from(at.subsec_nanosecond() > 0);
    let minutes = seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0);
    Timestamp::from_second(minutes * 60).expect("in range")
}

pub(super) fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().expect("a name").to_owned()
}
