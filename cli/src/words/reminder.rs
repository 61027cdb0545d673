//! Reminders, notices and how reminders fared, in words.

use jiff::Timestamp;
use lull_core::reminder::audit::{Audit, Audited, Cause, CauseCount, Fate};
use lull_core::reminder::whereabouts::Whereabouts;
use lull_core::reminder::{Action, AlarmKind, Arg, Message, Notice, NoticeKind};
use lull_core::time::Now;

use super::{count, night, time, time_at};

pub(crate) const BANNER: &str = "Your legs may start soon.";
pub(crate) const TAP: &str = "Start the massage?";
pub(crate) const NOTHING_TO_AUDIT: &str = "No reminder was due in these nights yet.";

pub(crate) fn alarm(kind: AlarmKind) -> &'static str {
    match kind {
        AlarmKind::Evening => "evening reminder",
        AlarmKind::Repeat => "repeated",
        AlarmKind::PreNotice => "announcement",
        AlarmKind::TopUp => "lights-out",
        AlarmKind::MorningLog => "morning log",
        AlarmKind::SafetyNet => "safety net",
        AlarmKind::OpenApp => "open Lull",
    }
}

pub(crate) fn action(action: Action) -> String {
    match action {
        Action::Start => "started".to_owned(),
        Action::Snooze { minutes } => format!("snoozed {minutes} min"),
        Action::SkipTonight => "skipped".to_owned(),
        Action::AlreadyStarted => "symptoms had started".to_owned(),
        Action::Log => "logged".to_owned(),
        Action::OpenApp => "opened Lull".to_owned(),
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
        NoticeKind::BackgroundRestricted => {
            "The system keeps Lull from running in the background: reminders may never come. Allow it in the system's \
             battery settings."
                .to_owned()
        }
        NoticeKind::ForceStopped => {
            "Lull was stopped by force, which took its reminders away. They are set again now.".to_owned()
        }
        NoticeKind::ExtrasShort => format!(
            "The system holds fewer reminders than wanted. Every evening of the next {} has its reminder; {} of the rest \
             must wait until Lull is opened again.",
            count_of(&notice.message, "nights", "night", "nights"),
            said("dropped")
        ),
        NoticeKind::ZoneChanged => format!(
            "The clock in {} is not the one you live by ({}). Reminders go by the clock here until you choose: lull zone \
             keep, or lull zone follow.",
            said("here"),
            said("home")
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

/// The words for a journey on which the time of home is kept.
pub(crate) fn home_time(zone: &str) -> String {
    format!("Times are those of {zone}, which you keep.")
}

/// Whose clock counts, and why.
pub(crate) fn clock_that_counts(whereabouts: &Whereabouts, now: &Now) -> String {
    let (counted, here) = (whereabouts.now.zone_name(), now.zone_name());
    match &whereabouts.residence {
        Some(_) if whereabouts.now.zone != now.zone => format!(
            "You are in {here} and keep the time of {counted}. To go by the clock here: lull zone follow."
        ),
        Some(residence) if whereabouts.asks => format!(
            "Reminders go by the clock here, {here}. You live by that of {}. To keep that one: lull zone keep.",
            residence.home
        ),
        Some(_) | None => format!("Reminders go by the clock of {counted}."),
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

/// A count among the arguments, with its noun.
fn count_of(message: &Message, name: &str, one: &str, many: &str) -> String {
    match message.args.get(name) {
        Some(Arg::Count(number)) => count(*number, one, many),
        Some(Arg::Time(_) | Arg::Minutes(_) | Arg::Night(_) | Arg::Word(_)) | None => {
            argument(message, name)
        }
    }
}

/// What became of one reminder.
pub(crate) fn delivery(audited: &Audited, now: &Now) -> String {
    let Audited { delivery, fate, .. } = audited;
    let zone = &now.zone;
    let after = |at: Timestamp| {
        let minutes = at.duration_since(delivery.planned).as_mins();
        match minutes {
            1.. => format!(" (+{minutes} min)"),
            _ => String::new(),
        }
    };
    let came = match (delivery.came(), fate) {
        (Some(came), _) => format!("came {}{}", time_at(came, zone), after(came)),
        (None, Fate::Open) => "still to come".to_owned(),
        (None, Fate::Answered) => "was not seen to come".to_owned(),
        (None, Fate::Replaced) => "refused by the system, which took another".to_owned(),
        (None, Fate::Untold) => "the system does not tell whether it came".to_owned(),
        (None, Fate::OnTime | Fate::Late { .. }) => "came again when repeated".to_owned(),
        (None, Fate::Missed) if delivery.refused => "refused by the system".to_owned(),
        (None, Fate::Missed) => "did not come".to_owned(),
    };
    let acted = match delivery.acted {
        Some((at, done)) => format!(", {} {}{}", action(done), time_at(at, zone), after(at)),
        None => String::new(),
    };
    let shown = match (delivery.fired, delivery.shown) {
        (Some(_), Some(shown)) => format!(", shown {}{}", time_at(shown, zone), after(shown)),
        (Some(_) | None, None) | (None, Some(_)) => String::new(),
    };
    format!(
        "planned {}, {came}{shown}{acted}",
        time_at(delivery.planned, zone)
    )
}

/// The sum of it in one line: "last 14: 13 on time, 1 late 22 min".
pub(crate) fn audit(audit: &Audit) -> String {
    let all = audit.on_time + audit.late + audit.missed;
    let mut text = format!("Last {all}: {} on time", audit.on_time);
    match (audit.late, audit.worst_delay_minutes) {
        (0, _) => text.push_str(", 0 late"),
        (1, minutes) => text.push_str(&format!(", 1 late {minutes} min")),
        (late, worst) => text.push_str(&format!(", {late} late, at worst {worst} min")),
    }
    text.push_str(&format!(", {} missed", audit.missed));
    text
}

/// What one cause did to how many reminders, and what to do about it.
pub(crate) fn cause(count: &CauseCount) -> String {
    let mut spoilt = Vec::new();
    if count.late > 0 {
        spoilt.push(format!("{} late", count.late));
    }
    if count.missed > 0 {
        spoilt.push(format!("{} missed", count.missed));
    }
    let why = match count.cause {
        Cause::NotificationsOff => "notifications were off",
        Cause::BackgroundRestricted => "Lull may not run in the background",
        Cause::ExactAlarmsOff => "exact alarms are not allowed",
        Cause::ForceStopped => "Lull was stopped by force",
        Cause::PhoneOff => "the phone was off",
        Cause::Updated => "Lull was updated",
        Cause::ClockChanged => "the clock was changed",
        Cause::Refused => "the system refused the alarm",
        Cause::Unknown => "why is not known",
    };
    format!("{}: {why}", spoilt.join(", "))
}
