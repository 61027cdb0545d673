//! What the person should know about reminders and can act on: keys and typed arguments, most urgent first.

use jiff::civil::Time;

use super::budget::Fitted;
use super::evening::INEXACT_EARLY_MINUTES;
use super::schedule::Wake;
use super::{Alarm, Arg, Message, Notice, NoticeKind};
use crate::time::Night;

/// A reminder nobody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub(super) night: Night,
    pub(super) time: Time,
    pub(super) onset: Time,
}

pub(super) fn notices(missed: Option<Missed>, fitted: &Fitted, wake: &Wake<'_>) -> Vec<Notice> {
    let missed = missed.map(|missed| {
        let args = [
            ("time", Arg::Time(missed.time)),
            ("night", Arg::Night(missed.night)),
            ("onset", Arg::Time(missed.onset)),
        ];
        notice(NoticeKind::ReminderMissed, "notice.reminder_missed", args)
    });
    let silent = (!wake.capabilities.notifications)
        .then(|| notice(NoticeKind::NotificationsOff, "notice.notifications_off", []));
    let inexact = (!wake.capabilities.exact_alarms).then(|| {
        let args = [("early", Arg::Minutes(INEXACT_EARLY_MINUTES))];
        notice(NoticeKind::ExactAlarmsOff, "notice.exact_alarms_off", args)
    });
    let short = (fitted.dropped > 0).then(|| {
        let args = [
            ("nights", Arg::Count(fitted.nights)),
            ("dropped", Arg::Count(fitted.dropped)),
        ];
        notice(NoticeKind::HorizonShort, "notice.horizon_short", args)
    });
    [
        missed,
        silent,
        inexact,
        refused(&fitted.alarms, wake),
        short,
    ]
    .into_iter()
    .flatten()
    .collect()
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
