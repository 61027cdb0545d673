//! `lull wake`: the one call of every wake, as a phone's shell makes it; prints the whole schedule as JSON.

use clap::Args;
use jiff::Timestamp;
use jiff::civil::DateTime;
use lull_core::reminder::{
    Action, Alarm, AlarmId, AlarmKind, Capabilities, Exactness, Message, Notice, Recurrence,
    Schedule, WakeReason,
};
use serde::Serialize;

use crate::exit::Failure;
use crate::input;
use crate::output::remark;
use crate::stage::Stage;
use crate::words;

#[derive(Debug, Args)]
pub(crate) struct Wake {
    /// Whether the system allows exact alarms: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "yes")]
    exact_alarms: String,
    /// Whether the system allows notifications: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "yes")]
    notifications: String,
    /// How many alarms the system will hold
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    slots: Option<String>,
    /// Whether the system keeps Lull from running in the background: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "no")]
    background_restricted: String,
    /// Whether Lull was stopped by force since the last wake: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "no")]
    force_stopped: String,
    /// Whether the system repeats an alarm daily from a chosen day on: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "yes")]
    repeating_alarms: String,
    /// Whether the system runs Lull when an alarm rings: yes or no
    #[arg(long, value_name = "YES/NO", default_value = "yes")]
    reports_firing: String,
    /// Why the core got to run: launch, tap, boot, time-changed, zone-changed, permission-changed, alarm, update
    #[arg(long, value_name = "WORD", default_value = "launch")]
    reason: String,
}

const REASONS: [(&str, WakeReason); 10] = [
    ("launch", WakeReason::Launch),
    ("tap", WakeReason::Tap),
    ("boot", WakeReason::Boot),
    ("time-changed", WakeReason::TimeChanged),
    ("zone-changed", WakeReason::ZoneChanged),
    ("permission-changed", WakeReason::PermissionChanged),
    ("alarm", WakeReason::Alarm),
    ("update", WakeReason::Update),
    ("refresh", WakeReason::Refresh),
    ("bluetooth", WakeReason::Bluetooth),
];

impl Wake {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let capabilities = Capabilities {
            exact_alarms: input::yes_no("exact_alarms", &self.exact_alarms)?,
            notifications: input::yes_no("notifications", &self.notifications)?,
            slots: match &self.slots {
                Some(text) => slots(text)?,
                None => Capabilities::default().slots,
            },
            background_restricted: input::yes_no(
                "background_restricted",
                &self.background_restricted,
            )?,
            force_stopped: input::yes_no("force_stopped", &self.force_stopped)?,
            repeating_alarms: input::yes_no("repeating_alarms", &self.repeating_alarms)?,
            reports_firing: input::yes_no("reports_firing", &self.reports_firing)?,
        };
        let reason = input::word("reason", &self.reason, &REASONS)?;
        let schedule = stage
            .open_silently()?
            .wake(reason, &stage.now(), &capabilities)?;
        stage.out.json(&shown(&schedule))?;
        for notice in &schedule.notices {
            remark(&format!("lull: {}", words::reminder::notice(notice)));
        }
        Ok(())
    }
}

fn slots(text: &str) -> Result<u16, Failure> {
    let slots = input::number("slots", text, 0, u16::MAX.into())?;
    Ok(u16::try_from(slots).unwrap_or(u16::MAX))
}

/// The schedule in the shape every shell reads, its fields in reading order.
#[derive(Serialize)]
struct Shown<'a> {
    generation: u64,
    alarms: Vec<ShownAlarm<'a>>,
    notices: &'a [Notice],
}

#[derive(Serialize)]
struct ShownAlarm<'a> {
    id: &'a AlarmId,
    kind: AlarmKind,
    at: Timestamp,
    wall: DateTime,
    zone: &'a str,
    exactness: Exactness,
    /// Only where it is not once.
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<Recurrence>,
    message: &'a Message,
    actions: &'a [Action],
    expires: Timestamp,
}

fn shown(schedule: &Schedule) -> Shown<'_> {
    Shown {
        generation: schedule.generation,
        alarms: schedule.alarms.iter().map(shown_alarm).collect(),
        notices: &schedule.notices,
    }
}

fn shown_alarm(alarm: &Alarm) -> ShownAlarm<'_> {
    ShownAlarm {
        id: &alarm.id,
        kind: alarm.kind,
        at: alarm.at,
        wall: alarm.wall,
        zone: &alarm.zone,
        exactness: alarm.exactness,
        recurrence: match alarm.recurrence {
            Recurrence::Once => None,
            daily @ Recurrence::Daily => Some(daily),
        },
        message: &alarm.message,
        actions: &alarm.actions,
        expires: alarm.expires,
    }
}
