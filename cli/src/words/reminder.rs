//! Reminders, notices and how reminders fared, in words.

use lull_core::reminder::audit::{Audit, Delivery};
use lull_core::reminder::{Action, AlarmKind, Arg, Message, Notice, NoticeKind};
use lull_core::time::Now;

use super::{count, night, time, time_at};

pub(crate) const BANNER: &str = "Your legs may start soon.";
pub(crate) const TAP: &str = "Start the massage?";
pub(crate) const NOTHING_TO_AUDIT: &str = "No reminder was due in these nights yet.";

pub(crate) fn alarm(kind: AlarmKind) -> &'static str {
    match kind {
        AlarmKind::Evening => "evening reminder",
        AlarmKind::MorningLog => "morning log",
    }
}

pub(crate) fn action(action: Action) -> String {
    match action {
        Action::Start => "started".to_owned(),
        Action::Snooze { minutes } => format!("snoozed {minutes} min"),
        Action::SkipTonight => "skipped".to_owned(),
        Action::AlreadyStarted => "symptoms had started".to_owned(),
        Action::Log => "logged".to_owned(),
        Action::Dismiss => "dismissed".to_owned(),
    }
}

/// What the person should know, and what to do about it.
pub(crate) fn notice(notice: &Notice) -> String {
    let said = |name: &str| argument(&notice.message, name);
    match notice.kind {
        NoticeKind::NotificationsOff => {
            "Notifications are off: no reminder can be shown. Allow them in the system's settings."
                .to_owned()
        }
        NoticeKind::ExactAlarmsOff => format!(
            "Exact alarms are not allowed: reminders are armed {} earlier and may still come late. Allow them in the \
             system's settings.",
            said("early")
        ),
        NoticeKind::HorizonShort => format!(
            "The system holds fewer reminders than wanted, enough for {} nights: open Lull again before they run out.",
            said("nights")
        ),
        NoticeKind::ReminderMissed => format!(
            "The reminder of {} for {} was not seen to come. lull evening waits for it in this terminal.",
            said("night"),
            said("time")
        ),
        NoticeKind::SessionInterrupted => interrupted(&notice.message),
        NoticeKind::AlarmRefused => format!(
            "The system refused {} of the reminders, the nearest for {}; it may not come.",
            said("count"),
            said("night")
        ),
        NoticeKind::DiaryDamaged => format!(
            "The diary's file was damaged. {} nights and {} sessions are in the diary now, {} places could not be \
             read. Nothing was deleted; lull backup list shows what was set aside and the backups.",
            said("nights"),
            said("sessions"),
            said("lost")
        ),
    }
}

/// What became of a session that was cut off.
fn interrupted(message: &Message) -> String {
    let said = |name: &str| argument(message, name);
    let massager = match said("stopped").as_str() {
        "never ran" => "The massager was never switched on.".to_owned(),
        "by fail safe" => format!("The massager stops by itself by {} at the latest.", said("stops_by")),
        "observed" | "acknowledged" => "The massager was told to stop before.".to_owned(),
        _ => "Nothing is known to stop the massager: look whether it stands still, else pull the plug.".to_owned(),
    };
    format!(
        "A session was interrupted: Lull was cut off in mid-session on {}, started at {}. {massager}",
        said("night"),
        said("started"),
    )
}

/// One typed argument as words; a dash where it is missing.
fn argument(message: &Message, name: &str) -> String {
    match message.args.get(name) {
        None => "-".to_owned(),
        Some(Arg::Time(at)) => time(*at),
        Some(Arg::Minutes(minutes)) => format!("{minutes} min"),
        Some(Arg::Count(number)) => number.to_string(),
        Some(Arg::Night(date)) => night(*date),
        Some(Arg::Word(word)) => word.replace('_', " "),
    }
}

/// What became of one reminder.
pub(crate) fn delivery(delivery: &Delivery, now: &Now) -> String {
    let zone = &now.zone;
    let came = match (delivery.fired, delivery.refused) {
        (Some(fired), _) => format!("came {}", time_at(fired, zone)),
        (None, true) => "refused by the system".to_owned(),
        (None, false) if delivery.planned > now.at => "still to come".to_owned(),
        (None, false) => "did not come".to_owned(),
    };
    let acted = match delivery.acted {
        Some((at, done)) => format!(", {} {}", action(done), time_at(at, zone)),
        None => String::new(),
    };
    format!("planned {}, {came}{acted}", time_at(delivery.planned, zone))
}

/// The sum of it in one line.
pub(crate) fn audit(audit: &Audit) -> String {
    let mut text = format!(
        "{} on time, {} late, {} missed",
        audit.on_time, audit.late, audit.missed
    );
    if audit.late > 0 {
        text.push_str(&format!(
            "; the latest by {}",
            count(audit.worst_delay_minutes, "minute", "minutes")
        ));
    }
    text
}
