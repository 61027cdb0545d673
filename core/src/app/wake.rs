//! Waking: what became of a cut-off session, what shall ring, and what became of what rang.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Time;
use rusqlite::Connection;

use super::{App, AppError, Changes};
use crate::diary::Change;
use crate::driver::store::columns::word;
use crate::driver::store::journal::{self, Interruption};
use crate::driver::store::ownership::Vacancy;
use crate::driver::store::{Damage, damage, diary, reminders, settings};
use crate::invalid::{Invalid, Reason};
use crate::plan::{self, Plan};
use crate::reminder::audit::{self, Audit};
use crate::reminder::{
    self, Action, AlarmId, AlarmKind, Arg, Capabilities, Message, Notice, NoticeKind, Schedule,
    WakeReason,
};
use crate::session::Stopped;
use crate::time::{Night, Now, instant_of, up_to_the_minute};

/// How far back the scheduler sees what became of its alarms, in nights.
const DELIVERIES_BACK: i32 = 7;

impl App {
    /// The one call of every wake: finds out what became of a cut-off session, plans, and returns the whole schedule.
    /// The first one of a day also makes the day's backup.
    ///
    /// # Errors
    /// The storage's own; nothing is changed then.
    pub fn wake(
        &self,
        reason: WakeReason,
        now: &Now,
        capabilities: &Capabilities,
    ) -> Result<Schedule, AppError> {
        tracing::debug!(?reason, "wake");
        // held to the end: no session may begin between looking and closing what was cut off
        let vacancy = Vacancy::look(self.data())?;
        let schedule = self.write(|connection| {
            journal::settle_cut_off(connection, vacancy.is_none(), now)?;
            let tonight = now.night();
            let history = diary::history(connection)?;
            let settings = settings::load(connection)?.unwrap_or_default();
            let deliveries = reminders::deliveries(
                connection,
                tonight.plus(-DELIVERIES_BACK),
                tonight.plus(reminder::HORIZON_NIGHTS),
            )?;
            let mut schedule =
                reminder::schedule(&history, &settings, &deliveries, capabilities, now);
            schedule.generation = reminders::keep_schedule(connection, &schedule.alarms, now.at)?;
            let interrupted = journal::interruptions(connection)?;
            let damaged = damage::untold(self.data());
            let told_first = damaged.iter().map(|damage| damage_notice(damage, now));
            let told_next = interrupted.iter().map(|cut_off| notice(cut_off, now));
            schedule.notices = told_first
                .chain(told_next)
                .chain(schedule.notices)
                .collect();
            Ok(schedule)
        })?;
        self.keep_safe(now);
        Ok(schedule)
    }

    /// The person has seen the notices about cut-off sessions and about damage; they do not come again.
    ///
    /// # Errors
    /// The storage's own.
    pub fn acknowledge_notices(&self) -> Result<Changes, AppError> {
        let damage = damage::acknowledge(self.data())?;
        self.write(|connection| {
            let schedule = journal::acknowledge_interruptions(connection)? || damage;
            Ok(Changes {
                schedule,
                ..Changes::default()
            })
        })
    }

    /// The shell made the system match that generation; `refused` are alarms the system would not take. An answer to
    /// an older generation is ignored.
    ///
    /// # Errors
    /// The storage's own.
    pub fn schedule_applied(
        &self,
        generation: u64,
        refused: &[AlarmId],
        _now: &Now,
    ) -> Result<(), AppError> {
        self.write(|connection| Ok(reminders::applied(connection, generation, refused)?))
    }

    /// The system fired the alarm. Repeated reports change nothing.
    ///
    /// # Errors
    /// The storage's own.
    pub fn alarm_fired(&self, id: &AlarmId, now: &Now) -> Result<(), AppError> {
        self.write(|connection| Ok(reminders::fired(connection, id, now.at)?))
    }

    /// The person could see it from now on. Repeated reports change nothing.
    ///
    /// # Errors
    /// The storage's own.
    pub fn alarm_shown(&self, id: &AlarmId, now: &Now) -> Result<(), AppError> {
        self.write(|connection| Ok(reminders::shown(connection, id, now.at)?))
    }

    /// The person answered a reminder. Start is only recorded: the shell starts the session itself. A snooze is brought
    /// into the allowed minutes; swiping away a reminder that was answered changes nothing.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when the id is no alarm's; else the storage's own.
    pub fn alarm_acted(
        &self,
        id: &AlarmId,
        action: Action,
        now: &Now,
    ) -> Result<Changes, AppError> {
        let (_, kind, night) = AlarmId::parse(id.as_str()).ok_or_else(|| {
            let got = id.as_str().to_owned();
            Invalid::new("alarm", Reason::Unknown { got })
        })?;
        // a morning's answer says nothing about the evening before it
        let change = match kind {
            AlarmKind::Evening => reminder::change_for(action, now),
            AlarmKind::MorningLog => None,
        };
        self.write(|connection| {
            let counts = reminders::acted(connection, id, action, now.at)?;
            match change.filter(|_| counts) {
                Some(change) => put_change(connection, night, change, now),
                None => Ok(Changes::default()),
            }
        })
    }

    /// How reminders of the last `nights` nights fared.
    ///
    /// # Errors
    /// The storage's own.
    pub fn audit(&self, nights: u16, now: &Now) -> Result<Audit, AppError> {
        let tonight = now.night();
        let first = tonight.plus(1 - i32::from(nights));
        let deliveries =
            self.read(|connection| Ok(reminders::deliveries(connection, first, tonight)?))?;
        Ok(audit::summarise(&deliveries, now.at))
    }

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
        Ok(plan::night_meant(&self.settings()?, now))
    }

    /// The plan of any night.
    ///
    /// # Errors
    /// The storage's own.
    pub fn plan_for(&self, night: Night, now: &Now) -> Result<Plan, AppError> {
        self.read(|connection| {
            let history = diary::history(connection)?;
            let settings = settings::load(connection)?.unwrap_or_default();
            Ok(plan::for_night(night, &history, &settings, now))
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

    /// Remind at this time instead, tonight only. Before noon means the next date.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when that time has passed; else the storage's own.
    pub fn remind_tonight_at(&self, time: Time, now: &Now) -> Result<Changes, AppError> {
        let night = self.tonight(now)?;
        if instant_of(night.wall(time), &now.zone) <= now.at {
            let other = "the time it is now".to_owned();
            return Err(Invalid::new("at", Reason::Contradicts { other }).into());
        }
        self.write(|connection| put_change(connection, night, Change::At { time }, now))
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

fn put_change(
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

/// Says what was wrong with the diary and what was saved.
fn damage_notice(damage: &Damage, now: &Now) -> Notice {
    let noticed = now.zone.to_datetime(damage.noticed);
    let args = BTreeMap::from([
        ("kind".to_owned(), Arg::Word(word(damage.kind))),
        ("noticed".to_owned(), Arg::Night(Night::new(noticed.date()))),
        ("nights".to_owned(), Arg::Count(damage.saved.nights())),
        ("sessions".to_owned(), Arg::Count(damage.saved.sessions())),
        (
            "lost".to_owned(),
            Arg::Count(damage.saved.unreadable + damage.saved.mended),
        ),
        (
            "backup".to_owned(),
            Arg::Word(file_name(damage.newest_backup.as_deref())),
        ),
        (
            "set_aside".to_owned(),
            Arg::Word(file_name(damage.set_aside.as_deref())),
        ),
    ]);
    Notice {
        kind: NoticeKind::DiaryDamaged,
        message: Message {
            key: "notice.diary_damaged".to_owned(),
            args,
        },
    }
}

/// The last part of a path; empty when there is none.
fn file_name(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name);
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Says which session was cut off and what is known of the massager.
fn notice(cut_off: &Interruption, now: &Now) -> Notice {
    let stops_by = cut_off.stops_by.map(|at| {
        // rounded up: nobody is told that it stands still while it may turn
        Arg::Time(now.zone.to_datetime(up_to_the_minute(at)).time())
    });
    let started = cut_off.start_wall;
    let started = Time::constant(started.hour(), started.minute(), 0, 0);
    let known = match cut_off.stopped {
        Stopped::NeverRan => "never_ran",
        Stopped::Observed
        | Stopped::SwitchedOff
        | Stopped::Acknowledged
        | Stopped::ByFailSafe
        | Stopped::Unknown => "unknown",
    };
    let args = BTreeMap::from([
        ("program".to_owned(), Arg::Word(word(cut_off.program))),
        ("night".to_owned(), Arg::Night(cut_off.night)),
        ("started".to_owned(), Arg::Time(started)),
        ("stopped".to_owned(), Arg::Word(word(cut_off.stopped))),
        (
            "stops_by".to_owned(),
            stops_by.unwrap_or_else(|| Arg::Word(known.to_owned())),
        ),
    ]);
    Notice {
        kind: NoticeKind::SessionInterrupted,
        message: Message {
            key: "notice.session_interrupted".to_owned(),
            args,
        },
    }
}
