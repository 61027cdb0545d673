//! Set-up in words: its questions, and what was kept.

use lull_core::session::safety::{Gate, gate};
use lull_core::settings::Settings;

use super::time;

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

/// What is set, label and value; `device`: what the settings name, in words.
pub(crate) fn facts(settings: &Settings, device: &str) -> Vec<(&'static str, String)> {
    let onset = settings.usual_onset.map_or("don't know".to_owned(), time);
    let safety = match gate(settings.safety.as_ref()) {
        Gate::Open => "answered; a massage may start",
        Gate::NotAnswered => "not answered yet; it comes before the first massage",
        Gate::AskDoctorFirst { .. } => "ask your doctor first; no massage until then",
    };
    vec![
        ("Lights out", time(settings.usual_bedtime)),
        ("Getting up", time(settings.usual_rising)),
        ("Legs start", onset),
        ("Reminder", format!("{} min before", settings.lead_minutes)),
        (
            "Reminders",
            format!(
                "only from {} to {}",
                time(settings.window.earliest),
                time(settings.window.latest)
            ),
        ),
        ("Level", format!("{} %", settings.hold_level.percent())),
        ("Massager", device.to_owned()),
        ("Safety check", safety.to_owned()),
    ]
}
