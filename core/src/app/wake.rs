//! Waking: what became of a cut-off session, what shall ring, what became of what rang, and what was answered.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Time;

use super::tonight::put_change;
use super::{App, AppError, Changes};
use crate::diary::Change;
use crate::driver::store::backup;
use crate::driver::store::columns::word;
use crate::driver::store::journal::{self, Interruption};
use crate::driver::store::ownership::Vacancy;
use crate::driver::store::{Damage, clocks, damage, diary, reminders, rest, settings};
use crate::invalid::{Invalid, Reason};
use crate::reminder::audit::{self, Audit, Cause};
use crate::reminder::{
    self, Action, AlarmId, AlarmKind, Answered, Arg, Capabilities, Message, Notice, NoticeKind,
    Schedule, WakeReason,
};
use crate::session::Stopped;
use crate::settings::Settings;
use crate::time::{Night, Now, up_to_the_minute};

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
            // once a day is enough for what looks at every session
            if backup::is_due(self.data(), now) {
                rest::drop_outlived(connection, now)?;
            }
            let settings = settings::load(connection)?.unwrap_or_default();
            let whereabouts = clocks::look(connection, now)?;
            if let Some(residence) = &whereabouts.residence {
                clocks::put_residence(connection, residence)?;
            }
            clocks::note(connection, &whereabouts, now)?;
            let planned = &whereabouts.now;
            let tonight = planned.night();
            let first = tonight.plus(-DELIVERIES_BACK);
            let explained = if capabilities.force_stopped {
                Some(Cause::ForceStopped)
            } else {
                reason.explains()
            };
            if let Some(cause) = explained {
                reminders::explain_overdue(connection, first, cause, now.at)?;
            }
            let history = diary::history(connection, tonight.plus(-1), &whereabouts, now)?;
            let last = tonight.plus(reminder::HORIZON_NIGHTS);
            let deliveries = reminders::deliveries(connection, first, last)?;
            let mut schedule =
                reminder::schedule(&history, &settings, &deliveries, capabilities, planned);
            schedule.generation = reminders::keep_schedule(
                connection,
                &schedule.alarms,
                capabilities,
                first,
                now.at,
            )?;
            let interrupted = journal::interruptions(connection)?;
            let damaged = damage::untold(self.data());
            let told_first = damaged.iter().map(|damage| damage_notice(damage, now));
            let told_next = interrupted.iter().map(|cut_off| notice(cut_off, now));
            schedule.notices = told_first
                .chain(told_next)
                .chain(whereabouts.question())
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
    /// into the allowed minutes; "already started" also notes the moment in the diary; swiping away a reminder that was
    /// answered changes nothing.
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
        self.write(|connection| {
            let settings = settings::load(connection)?.unwrap_or_default();
            let night = match kind {
                // it rings on many nights, this one among them
                AlarmKind::SafetyNet => clocks::look(connection, now)?.now.night(),
                AlarmKind::Evening
                | AlarmKind::Repeat
                | AlarmKind::PreNotice
                | AlarmKind::TopUp
                | AlarmKind::MorningLog
                | AlarmKind::OpenApp => night,
            };
            let before = Answered {
                change: diary::change(connection, night)?,
                swipes: reminders::swipes(connection, night)?,
            };
            if !reminders::acted(connection, id, action, now.at)? {
                return Ok(Changes::default());
            }
            let mut changes = Changes::default();
            if action == Action::AlreadyStarted && kind != AlarmKind::MorningLog {
                super::diary::note_symptoms(connection, now)?;
                changes.diary = true;
            }
            if let Some(change) = means(kind, action, before, &settings, now) {
                let planned = put_change(connection, night, change, now)?;
                changes.plan = planned.plan;
                changes.schedule = planned.schedule;
            }
            Ok(changes)
        })
    }

    /// How reminders of the last `nights` nights fared.
    ///
    /// # Errors
    /// The storage's own.
    pub fn audit(&self, nights: u16, now: &Now) -> Result<Audit, AppError> {
        let deliveries = self.read(|connection| {
            let tonight = clocks::look(connection, now)?.now.night();
            let first = tonight.plus(1 - i32::from(nights));
            Ok(reminders::deliveries(connection, first, tonight)?)
        })?;
        Ok(audit::summarise(&deliveries, now.at))
    }
}

/// What an answer changes for its night. Only the evening's reminders speak of the evening.
fn means(
    kind: AlarmKind,
    action: Action,
    before: Answered,
    settings: &Settings,
    now: &Now,
) -> Option<Change> {
    match (kind, action) {
        // After an announcement the reminder itself is still to come.
        (AlarmKind::PreNotice, Action::Dismiss)
        | (AlarmKind::TopUp | AlarmKind::MorningLog | AlarmKind::OpenApp, _) => None,
        (
            AlarmKind::Evening | AlarmKind::Repeat | AlarmKind::SafetyNet | AlarmKind::PreNotice,
            action,
        ) => reminder::change_for(action, before, &settings.reminders, now),
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
