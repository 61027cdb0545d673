//! Set-up in words: its questions, and what was kept.

use std::collections::BTreeSet;

use lull_core::session::safety::Gate;
use lull_core::settings::{Settings, Swipe, Travel, Weekday};

use super::{count, time};

pub(crate) const HEADING: &str = "Your ordinary evenings · Enter keeps what is in brackets";
pub(crate) const KEPT: &str = "Set up";
pub(crate) const ASK_BEDTIME: &str = "Lights out, usually?";
pub(crate) const ASK_RISING: &str = "Getting up, usually?";
pub(crate) const ASK_ONSET: &str = "When do your legs usually start? (empty: don't know)";
pub(crate) const ASK_LEAD: &str = "How many minutes before that shall the reminder come?";
pub(crate) const ASK_LEVEL: &str = "How strongly to massage, in percent?";
pub(crate) const ASK_DEVICE: &str = "Which massager?";
pub(crate) const DEVICE_SIMULATED: &str = "a simulated one, to try Lull";
pub(crate) const DEVICE_MANUAL: &str = "my own; I switch it, Lull keeps the time";

/// What is set, label and value; `device`: what the settings name, in words; `gate`: whether it may start.
pub(crate) fn facts(settings: &Settings, device: &str, gate: &Gate) -> Vec<(&'static str, String)> {
    let onset = settings.usual_onset.map_or("don't know".to_owned(), time);
    let safety = match gate {
        Gate::Open => "answered; a massage may start",
        Gate::NotAnswered => "not answered yet; it comes before the first massage",
        Gate::AskDoctorFirst { .. } => "ask your doctor first; no massage until then",
    };
    let mut facts = vec![
        ("Lights out", time(settings.usual_bedtime)),
        ("Getting up", time(settings.usual_rising)),
        ("Legs start", onset),
        (
            "Reminder",
            settings.pinned.map_or_else(
                || format!("{} min before", settings.lead_minutes),
                |pinned| format!("at {} every evening", time(pinned)),
            ),
        ),
        (
            "Reminders",
            format!(
                "only from {} to {}",
                time(settings.window.earliest),
                time(settings.window.latest)
            ),
        ),
        ("Unanswered", repeat(settings)),
        ("Level", format!("{} %", settings.hold_level.percent())),
        ("Massager", device.to_owned()),
        ("Safety check", safety.to_owned()),
    ];
    facts.extend(unusual(settings));
    facts
}

fn repeat(settings: &Settings) -> String {
    let repeat = settings.reminders.repeat;
    match repeat.most {
        0 => "comes once".to_owned(),
        most => format!(
            "again every {} min, at most {}",
            repeat.every_minutes,
            count(most, "time", "times")
        ),
    }
}

/// What is set otherwise than for most.
fn unusual(settings: &Settings) -> Vec<(&'static str, String)> {
    let reminders = &settings.reminders;
    let mut facts = Vec::new();
    if !reminders.evening {
        facts.push(("Evening", "no reminder".to_owned()));
    }
    if let Some(minutes) = reminders.pre_notice_minutes {
        facts.push(("Announced", format!("{minutes} min before the reminder")));
    }
    if reminders.top_up {
        facts.push(("Lights-out", "a reminder for a short session".to_owned()));
    }
    if !settings.morning_log {
        facts.push(("Morning log", "not asked for".to_owned()));
    }
    if !reminders.safety_net {
        facts.push(("Safety net", "none".to_owned()));
    } else if let Some(fallback) = reminders.fallback {
        facts.push(("Safety net", format!("daily at {}", time(fallback))));
    }
    if !reminders.open_app {
        facts.push(("Running out", "not told".to_owned()));
    }
    match reminders.swipe {
        Swipe::Snooze => {}
        Swipe::Quiet => facts.push(("Swiped away", "quiet for the evening".to_owned())),
    }
    if !reminders.quiet_evenings.is_empty() {
        facts.push(("Quiet", days(&reminders.quiet_evenings)));
    }
    match reminders.travel {
        Travel::Ask => {}
        Travel::FollowLocal => facts.push(("On a journey", "the clock there".to_owned())),
        Travel::KeepHome => facts.push(("On a journey", "the clock at home".to_owned())),
    }
    if let Some(free) = &settings.free_evenings {
        let onset = free.onset.map_or(String::new(), |onset| {
            format!(", legs start {}", time(onset))
        });
        facts.push((
            "Free evenings",
            format!(
                "{}: lights out {}, up {}{onset}",
                days(&free.evenings),
                time(free.bedtime),
                time(free.rising)
            ),
        ));
    }
    facts
}

fn days(days: &BTreeSet<Weekday>) -> String {
    let names: Vec<&str> = days
        .iter()
        .map(|day| match day {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        })
        .collect();
    names.join(", ")
}
