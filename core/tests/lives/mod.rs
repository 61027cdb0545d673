//! A simulated phone with a person who carries it through the year, and what a naive reading of the rules expects of it.
//!
//! The diary, the store and the schedule are the real ones; the phone's alarms are a list, and its clock is a number.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use lull_core::app::{App, AppError};
use lull_core::reminder::whereabouts::ZoneAnswer;
use lull_core::reminder::{
    APART_MINUTES, Action, Alarm, AlarmKind, Capabilities, HORIZON_NIGHTS, NoticeKind, Schedule,
    WakeReason,
};
use lull_core::settings::{Settings, Travel};
use lull_core::time::{Night, Now};
use tempfile::TempDir;

/// The reminder of a person of whom nothing was learnt: bedtime 22:30, onset 19:30, lead 40 minutes.
const REMINDER: Time = Time::constant(18, 50, 0, 0);
const ONSET: Time = Time::constant(19, 30, 0, 0);

/// Something that happens in a life.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    Wait {
        minutes: u16,
    },
    Open,
    /// An answer to the newest reminder on the screen.
    Answer(Action),
    Skip,
    AsUsual,
    RemindAt {
        hour: i8,
    },
    Move {
        minutes: i16,
    },
    Symptoms,
    /// The person sets the clock, forward or back.
    SetClock {
        minutes: i32,
    },
    Fly {
        zone: &'static str,
    },
    AnswerZone(ZoneAnswer),
    Exact(bool),
    /// The phone is off for so long, and its alarms are gone.
    Off {
        minutes: u16,
    },
    ForceStop,
}

/// The phone, the person, and all that was told to the core.
pub(crate) struct Life {
    _folder: TempDir,
    app: App,
    now: Now,
    capabilities: Capabilities,
    held: Schedule,
    /// On the screen, newest last.
    shown: Vec<Alarm>,
    facts: Facts,
    /// Evening reminders that rang, by night.
    pub(crate) rang: BTreeMap<Night, u32>,
    pub(crate) wakes: u32,
    transcript: String,
}

/// What the phone and the person told, as a naive reader keeps it.
#[derive(Default)]
struct Facts {
    wishes: BTreeMap<Night, Wish>,
    /// Of each alarm that rang: what it was wanted for, and when it rang first.
    fired: BTreeMap<String, (Timestamp, Timestamp)>,
    acted: BTreeMap<String, (Timestamp, Action)>,
    nights: BTreeMap<String, (AlarmKind, Night)>,
    home: Option<String>,
    kept_in: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Wish {
    Quiet,
    At(Time),
    Snoozed(Timestamp),
}

impl Life {
    pub(crate) fn begin(at: &str, zone: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::open(folder.path()).expect("opens");
        let settings = Settings::default();
        assert_eq!(settings.reminders.travel, Travel::Ask);
        app.save_settings(&settings).expect("saves");
        let zone = TimeZone::get(zone).expect("bundled");
        let now = Now::new(at.parse().expect("a timestamp"), zone, Duration::ZERO);
        let mut life = Self {
            _folder: folder,
            app,
            now,
            capabilities: Capabilities::default(),
            held: Schedule {
                generation: 0,
                alarms: Vec::new(),
                notices: Vec::new(),
            },
            shown: Vec::new(),
            facts: Facts::default(),
            rang: BTreeMap::new(),
            wakes: 0,
            transcript: String::new(),
        };
        life.wake(WakeReason::Launch);
        life
    }

    pub(crate) fn at(&self) -> Timestamp {
        self.now.at
    }

    /// Lets it happen, and wakes the core as a phone would.
    pub(crate) fn happen(&mut self, event: &Event) {
        self.tell(&format!("{event:?}"));
        let now = self.now.clone();
        match event {
            Event::Wait { minutes } => self.wait(*minutes),
            Event::Open => self.wake(WakeReason::Launch),
            Event::Answer(action) => self.answer(*action),
            Event::Skip => {
                let night = self.app.tonight(&now).expect("a night");
                self.app.skip_tonight(&now).expect("skips");
                self.facts.wishes.insert(night, Wish::Quiet);
                self.wake(WakeReason::Tap);
            }
            Event::AsUsual => {
                let night = self.app.tonight(&now).expect("a night");
                self.app.tonight_as_usual(&now).expect("takes back");
                self.facts.wishes.remove(&night);
                self.wake(WakeReason::Tap);
            }
            Event::RemindAt { hour } => {
                let time = Time::constant(*hour, 20, 0, 0);
                let asked = self.app.remind_tonight_at(time, &now);
                self.wished(asked.map(drop));
            }
            Event::Move { minutes } => {
                let asked = self.app.move_tonight(*minutes, &now);
                self.wished(asked.map(drop));
            }
            Event::Symptoms => {
                self.app.symptoms_started(&now).expect("notes");
                self.learns_nothing();
                let night = self.planned().night();
                self.facts.wishes.insert(night, Wish::Quiet);
                self.wake(WakeReason::Tap);
            }
            Event::SetClock { minutes } => {
                self.now.at += SignedDuration::from_mins((*minutes).into());
                self.wake(WakeReason::TimeChanged);
            }
            Event::Fly { zone } => {
                self.now.zone = TimeZone::get(zone).expect("bundled");
                self.wake(WakeReason::ZoneChanged);
            }
            Event::AnswerZone(answer) => {
                self.app.answer_zone(*answer, &now).expect("answers");
                let here = zone_name(&now.zone);
                match answer {
                    ZoneAnswer::KeepHome => self.facts.kept_in = Some(here),
                    ZoneAnswer::FollowLocal => {
                        self.facts.home = Some(here);
                        self.facts.kept_in = None;
                    }
                }
                self.wake(WakeReason::Tap);
            }
            Event::Exact(allowed) => {
                self.capabilities.exact_alarms = *allowed;
                self.wake(WakeReason::PermissionChanged);
            }
            Event::Off { minutes } => {
                self.held.alarms.clear();
                self.shown.clear();
                self.now = self
                    .now
                    .later(Duration::from_secs(u64::from(*minutes) * 60));
                self.wake(WakeReason::Boot);
            }
            Event::ForceStop => {
                self.held.alarms.clear();
                self.capabilities.force_stopped = true;
                self.wake(WakeReason::Launch);
                self.capabilities.force_stopped = false;
            }
        }
    }

    /// Time passes; what is due rings, and each ringing wakes the core.
    fn wait(&mut self, minutes: u16) {
        let until = self
            .now
            .later(Duration::from_secs(u64::from(minutes) * 60))
            .at;
        while let Some(due) = self.held.alarms.first().cloned() {
            // an inexact alarm comes somewhere within its hour
            let late = if self.capabilities.exact_alarms {
                0
            } else {
                17
            };
            let rings = due.at + SignedDuration::from_mins(late);
            if rings > until {
                break;
            }
            let by = rings.duration_since(self.now.at);
            self.now = self.now.later(Duration::try_from(by).unwrap_or_default());
            self.ring(due);
            self.wake(WakeReason::Alarm);
        }
        let by = until.duration_since(self.now.at);
        self.now = self.now.later(Duration::try_from(by).unwrap_or_default());
    }

    fn ring(&mut self, alarm: Alarm) {
        let local = self.now.local();
        self.tell(&format!("  {local} rings {}", alarm.id));
        self.app.alarm_fired(&alarm.id, &self.now).expect("reports");
        self.app.alarm_shown(&alarm.id, &self.now).expect("reports");
        let id = alarm.id.as_str().to_owned();
        let known = self.facts.fired.get(&id);
        if known.is_none_or(|(wanted, _)| *wanted != alarm.wanted) {
            self.facts
                .fired
                .insert(id.clone(), (alarm.wanted, self.now.at));
        }
        self.facts.nights.insert(id, (alarm.kind, alarm.night));
        if alarm.kind == AlarmKind::Evening {
            *self.rang.entry(alarm.night).or_default() += 1;
        }
        self.held.alarms.retain(|held| held.id != alarm.id);
        self.shown.push(alarm);
    }

    fn answer(&mut self, action: Action) {
        let Some(alarm) = self.shown.pop() else {
            return;
        };
        let change_before = self.app.plan_for(alarm.night, &self.now).expect("plans");
        self.app
            .alarm_acted(&alarm.id, action, &self.now)
            .expect("answers");
        self.learns_nothing();
        let change_after = self.app.plan_for(alarm.night, &self.now).expect("plans");
        let id = alarm.id.as_str().to_owned();
        self.facts
            .nights
            .insert(id.clone(), (alarm.kind, alarm.night));
        if is_of_the_evening(alarm.kind) {
            let night = if alarm.kind == AlarmKind::SafetyNet {
                self.planned().night()
            } else {
                alarm.night
            };
            let wish = match action {
                Action::Snooze { minutes } => {
                    let by = SignedDuration::from_mins(minutes.into());
                    Some(Wish::Snoozed(self.now.at + by))
                }
                Action::Start | Action::SkipTonight | Action::AlreadyStarted => Some(Wish::Quiet),
                // what a swipe means depends on how many came before it: read what was made of it
                Action::Dismiss if change_before.remind != change_after.remind => {
                    Some(match change_after.remind {
                        None => Wish::Quiet,
                        Some(_) => Wish::Snoozed(self.now.at + SignedDuration::from_mins(10)),
                    })
                }
                Action::Dismiss | Action::Log | Action::OpenApp => None,
            };
            if let Some(wish) = wish {
                self.facts.wishes.insert(night, wish);
            }
        }
        self.facts.acted.insert(id, (self.now.at, action));
        self.wake(WakeReason::Tap);
    }

    /// What was noted of symptoms would move the plan, which is another test's subject.
    fn learns_nothing(&self) {
        let noted = self.app.delete_night(self.now.night());
        noted.expect("forgets");
    }

    /// After a wish for a time tonight: the core may have refused it.
    fn wished(&mut self, asked: Result<(), AppError>) {
        match asked {
            Ok(()) => {
                let planned = self.planned();
                for days in -1..=1 {
                    let night = planned.night().plus(days);
                    let plan = self.app.plan_for(night, &self.now).expect("plans");
                    let chosen = plan.reasons.iter().find_map(|reason| match reason {
                        lull_core::plan::Reason::ChosenByPerson { time } => Some(*time),
                        _ => None,
                    });
                    if let Some(time) = chosen {
                        self.facts.wishes.insert(night, Wish::At(time));
                    }
                }
                self.wake(WakeReason::Tap);
            }
            Err(AppError::Invalid(refused)) => self.tell(&format!("  refused: {refused}")),
            Err(other) => panic!("{other}\n{}", self.transcript),
        }
    }

    fn wake(&mut self, reason: WakeReason) {
        self.wakes += 1;
        self.settle_home();
        let woken = |life: &Self| {
            life.app
                .wake(reason, &life.now, &life.capabilities)
                .expect("wakes")
        };
        let schedule = woken(self);
        // now and then, because every wake is written down and synced
        if self.wakes.is_multiple_of(8) {
            let again = woken(self);
            self.holds(schedule == again, "woken twice, two schedules", &again);
        }
        self.app
            .schedule_applied(schedule.generation, &[], &self.now)
            .expect("applies");
        self.shown.retain(|alarm| alarm.expires > self.now.at);
        self.held = schedule;
        self.check();
    }

    // --- what a naive reader expects

    /// The first wake makes a home; a journey home ends what was kept elsewhere.
    fn settle_home(&mut self) {
        let here = zone_name(&self.now.zone);
        let home = self.facts.home.get_or_insert_with(|| here.clone()).clone();
        if same_clock(&home, &self.now) || self.facts.kept_in.as_ref() != Some(&here) {
            self.facts.kept_in = None;
        }
    }

    /// Now, on the clock that counts.
    fn planned(&self) -> Now {
        match (&self.facts.kept_in, &self.facts.home) {
            (Some(_), Some(home)) => Now {
                zone: TimeZone::get(home).expect("bundled"),
                ..self.now.clone()
            },
            _ => self.now.clone(),
        }
    }

    fn check(&self) {
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

    fn says(&self, kind: NoticeKind) -> bool {
        self.held.notices.iter().any(|notice| notice.kind == kind)
    }

    fn tell(&mut self, what: &str) {
        let _ = writeln!(self.transcript, "{} {what}", self.now.local());
    }

    /// # Panics
    /// With the life's transcript when it does not hold.
    fn holds(&self, holds: bool, what: &str, schedule: &Schedule) {
        if holds {
            return;
        }
        let mut text = format!("{what}\n\nthe life so far\n{}", self.transcript);
        let (at, zone) = (self.now.local(), zone_name(&self.now.zone));
        let _ = writeln!(text, "\nnow {at} in {zone}; the phone is to hold");
        for alarm in &schedule.alarms {
            let _ = writeln!(text, "  {} at {} in {}", alarm.id, alarm.wall, alarm.zone);
        }
        for notice in &schedule.notices {
            let _ = writeln!(text, "  notice {}", notice.message.key);
        }
        panic!("{text}");
    }
}

fn is_of_the_evening(kind: AlarmKind) -> bool {
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

fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().expect("a name").to_owned()
}
