//! One evening in Berlin: onset 19:30, reminder 18:50, of use until 21:30.
#![allow(dead_code, reason = "every test file takes what it needs")]

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::diary::{Change, History};
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{Action, Alarm, AlarmId, AlarmKind, Answered, Schedule, change_for};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, instant_of};

use super::{ALL_ALLOWED, Wake, evenings_by_night};

pub(crate) fn at(text: &str) -> Timestamp {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    let wall = text.parse().expect("a local date-time");
    instant_of(wall, &zone)
}

pub(crate) fn now_at(at: Timestamp) -> Now {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, std::time::Duration::ZERO)
}

pub(crate) fn evening_at(clock: &str) -> Wake {
    Wake {
        history: History::default(),
        settings: Settings::default(),
        deliveries: Vec::new(),
        capabilities: ALL_ALLOWED,
        now: now_at(at(&format!("2026-11-21T{clock}"))),
    }
}

pub(crate) fn tonight() -> Night {
    Night::of("2026-11-21T18:00".parse().expect("a local date-time"))
}

pub(crate) fn tonights_delivery(planned: &str) -> Delivery {
    Delivery::planned(
        AlarmId::new(AlarmKind::Evening, tonight()),
        AlarmKind::Evening,
        tonight(),
        at(&format!("2026-11-21T{planned}")),
    )
}

pub(crate) fn named<'a>(schedule: &'a Schedule, id: &str) -> Option<&'a Alarm> {
    schedule.alarms.iter().find(|alarm| alarm.id.as_str() == id)
}

/// The times on the clock at which tonight's alarms with such ids come.
pub(crate) fn clocks(schedule: &Schedule, id: &str) -> Vec<String> {
    schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.night == tonight() && alarm.id.as_str().starts_with(id))
        .map(|alarm| alarm.wall.strftime("%H:%M").to_string())
        .collect()
}

pub(crate) fn snoozed(action: Action, wake: &Wake) -> Change {
    let reminders = &wake.settings.reminders;
    change_for(action, Answered::default(), reminders, &wake.now).expect("a change")
}

pub(crate) fn tonights_alarm(schedule: &Schedule) -> Option<&Alarm> {
    evenings_by_night(schedule).get(&tonight()).copied()
}
