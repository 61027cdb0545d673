//! A simulated phone with a person who carries it through the year, and what a naive reading of the rules expects of it.
//!
//! The diary, the store and the schedule are the real ones; the phone's alarms are a list, and its clock is a number.

mod reader;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use lull_core::app::{App, AppError};
use lull_core::reminder::whereabouts::ZoneAnswer;
use lull_core::reminder::{
    Action, Alarm, AlarmKind, Capabilities, NoticeKind, Schedule, WakeReason,
};
use lull_core::settings::{Settings, Travel};
use lull_core::time::{Night, Now};
use reader::{Facts, Wish, is_of_the_evening, zone_name};
use tempfile::TempDir;

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
        self.app
            .alarm_acted(&alarm.id, action, &self.now)
            .expect("answers");
        self.learns_nothing();
        let id = alarm.id.as_str().to_owned();
        if action == Action::Dismiss && self.is_answered(&id) {
            self.wake(WakeReason::Tap);
            return;
        }
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
                Action::Dismiss => self.swiped(&alarm, night),
                Action::Log | Action::OpenApp => None,
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
