//! What the person should know about reminders and can act on: keys and typed arguments, most urgent first.

use super::budget::Fitted;
use super::evening::{INEXACT_EARLY_MINUTES, Missed};
use super::schedule::Wake;
use super::{Alarm, Arg, Message, Notice, NoticeKind};

pub(super) fn notices(missed: Option<Missed>, fitted: &Fitted, wake: &Wake<'_>) -> Vec<Notice> {
    let allowed = wake.capabilities;
    let missed = missed.map(|missed| {
        let args = [
            ("time", Arg::Time(missed.time)),
            ("night", Arg::Night(missed.night)),
            ("onset", Arg::Time(missed.onset)),
        ];
        notice(NoticeKind::ReminderMissed, "notice.reminder_missed", args)
    });
    let stopped = allowed
        .force_stopped
        .then(|| notice(NoticeKind::ForceStopped, "notice.force_stopped", []));
    let silent = (!allowed.notifications).then(|| {
        let args = [fix("notification_settings")];
        notice(
            NoticeKind::NotificationsOff,
            "notice.notifications_off",
            args,
        )
    });
    let restricted = allowed.background_restricted.then(|| {
        let args = [fix("battery_settings")];
        let key = "notice.background_restricted";
        notice(NoticeKind::BackgroundRestricted, key, args)
    });
    let inexact = (!allowed.exact_alarms).then(|| {
        let args = [
            ("early", Arg::Minutes(INEXACT_EARLY_MINUTES)),
            fix("exact_alarm_settings"),
        ];
        notice(NoticeKind::ExactAlarmsOff, "notice.exact_alarms_off", args)
    });
    let nights = ("nights", Arg::Count(fitted.nights));
    let dropped = fitted.nights_dropped.saturating_add(fitted.extras_dropped);
    let dropped = ("dropped", Arg::Count(dropped));
    let short = if fitted.nights_dropped > 0 {
        let args = [nights, dropped, fix("open_app")];
        Some(notice(
            NoticeKind::HorizonShort,
            "notice.horizon_short",
            args,
        ))
    } else if fitted.extras_dropped > 0 {
        let args = [nights, dropped, fix("open_app")];
        Some(notice(NoticeKind::ExtrasShort, "notice.extras_short", args))
    } else {
        None
    };
    [
        missed,
        stopped,
        silent,
        restricted,
        inexact,
        refused(&fitted.alarms, wake),
        short,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The screen on which the person can mend it.
fn fix(screen: &str) -> (&'static str, Arg) {
    ("fix", Arg::Word(screen.to_owned()))
}

/// One notice for all refused alarms: what to do about it is the same. It names the nearest.
fn refused(wanted: &[Alarm], wake: &Wake<'_>) -> Option<Notice> {
    let refused: Vec<&Alarm> = wanted
        .iter()
        .filter(|alarm| {
            wake.deliveries
                .iter()
                .any(|delivery| delivery.refused && delivery.id == alarm.id)
        })
        .collect();
    let nearest = refused.first()?;
    let args = [
        (
            "count",
            Arg::Count(u32::try_from(refused.len()).unwrap_or(u32::MAX)),
        ),
        ("kind", Arg::Word(nearest.kind.word().to_owned())),
        ("night", Arg::Night(nearest.night)),
        fix("open_app"),
    ];
    Some(notice(
        NoticeKind::AlarmRefused,
        "notice.alarm_refused",
        args,
    ))
}

fn notice(
    kind: NoticeKind,
    key: &str,
    args: impl IntoIterator<Item = (&'static str, Arg)>,
) -> Notice {
    Notice {
        kind,
        message: message(key, args),
    }
}

pub(super) fn message(key: &str, args: impl IntoIterator<Item = (&'static str, Arg)>) -> Message {
    Message {
        key: key.to_owned(),
        args: args
            .into_iter()
            .map(|(name, arg)| (name.to_owned(), arg))
            .collect(),
    }
}
