//! `lull setup`: what Lull must know of ordinary evenings, by flags or by questions, and the safety check.

pub(crate) mod questions;
mod reminders;

use clap::Args;
use lull_core::invalid::{Invalid, Reason};
use lull_core::session::safety::{Gate, SafetyCheck};
use lull_core::settings::{LEAD_MINUTES, Settings};
use lull_core::time::Now;

use super::plan;
use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::stage::Stage;
use crate::words::{safety, setup};

/// Without any of these it asks; with some, the others stay as they are.
#[derive(Debug, Args, Default)]
pub(crate) struct Setup {
    /// Lights out on an ordinary evening
    #[arg(long, value_name = "HH:MM")]
    bedtime: Option<String>,
    /// Getting up on an ordinary morning
    #[arg(long, value_name = "HH:MM")]
    rising: Option<String>,
    /// When your legs usually start, or unknown
    #[arg(long, value_name = "HH:MM")]
    onset: Option<String>,
    /// Minutes between the reminder and the expected start, 5 to 180
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    lead: Option<String>,
    /// How strongly to massage, in percent
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    level: Option<String>,
    /// No reminder before this time
    #[arg(long, value_name = "HH:MM")]
    window_earliest: Option<String>,
    /// No reminder after this time
    #[arg(long, value_name = "HH:MM")]
    window_latest: Option<String>,
    /// The same reminder time every evening, or plan to follow the plan
    #[arg(long, value_name = "HH:MM")]
    remind_at: Option<String>,
    /// What to drive: a device you added, simulated, manual or socket:PATH
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
    /// The safety check: none, or what applies of pregnancy, blood-clots, active-implant, broken-skin, neuropathy,
    /// recent-surgery-or-fracture, epilepsy, bleeding-or-heart, separated by commas
    #[arg(long, value_name = "A,B")]
    safety: Option<String>,
    /// Your doctor agreed although something of it applies
    #[arg(long)]
    doctor_agreed: bool,
    #[command(flatten)]
    reminders: reminders::ReminderFlags,
}

impl Setup {
    pub(crate) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let now = stage.now();
        // read once before the diary is opened: a flag that cannot be used changes nothing, not even an empty folder
        self.change(answered(&now), &now)?;
        let named = self.device.as_deref().map(input::device).transpose()?;
        let app = stage.open()?;
        let kept = app.settings()?;
        let out = stage.out;
        let mut settings = if self.any() {
            self.change(kept.clone(), &now)?
        } else {
            questions::ask(out.as_text(), stage.prompter, kept.clone(), &app, &now)?
        };
        if let Some(word) = named {
            settings.device = word.resolve(&app)?;
        }
        app.save_settings(&settings)?;
        if out.is_json() {
            return out.json(&settings);
        }
        let massager = device::called(&app, &settings.device)?;
        let gate = app.safety_gate(&settings.device)?;
        show(out, &settings, &massager, &gate)?;
        if gate == Gate::NotAnswered && settings.safety.is_some() {
            out.blank()?;
            out.say(safety::ASKED_ANEW)?;
        }
        let plan = app.plan(&now)?;
        let zone = app.clock_that_counts(&now)?.zone;
        plan::show(out, "Tonight", &plan, &settings, &massager, &zone)
    }

    fn any(&self) -> bool {
        self.doctor_agreed
            || self.reminders.any()
            || [
                &self.bedtime,
                &self.rising,
                &self.onset,
                &self.lead,
                &self.level,
                &self.window_earliest,
                &self.window_latest,
                &self.remind_at,
                &self.device,
                &self.safety,
            ]
            .into_iter()
            .any(Option::is_some)
    }

    /// The settings with what the flags say.
    fn change(&self, mut settings: Settings, now: &Now) -> Result<Settings, Failure> {
        if let Some(text) = &self.bedtime {
            settings.usual_bedtime = input::time("bedtime", text)?;
        }
        if let Some(text) = &self.rising {
            settings.usual_rising = input::time("rising", text)?;
        }
        if let Some(text) = &self.onset {
            settings.usual_onset = usual_onset(text)?;
        }
        if let Some(text) = &self.lead {
            settings.lead_minutes = lead(text)?;
        }
        if let Some(text) = &self.level {
            settings.hold_level = input::level(text)?;
        }
        if let Some(text) = &self.window_earliest {
            settings.window.earliest = input::time("window.earliest", text)?;
        }
        if let Some(text) = &self.window_latest {
            settings.window.latest = input::time("window.latest", text)?;
        }
        if let Some(text) = &self.remind_at {
            settings.pinned = match text.as_str() {
                "plan" => None,
                text => Some(input::time("pinned", text)?),
            };
        }
        self.reminders.change(&mut settings)?;
        if let Some(text) = &self.safety {
            settings.safety = Some(SafetyCheck {
                answered_at: now.at,
                conditions: input::conditions(text)?.into_iter().collect(),
                doctor_agreed: self.doctor_agreed,
                rehearsal: false,
            });
        } else if self.doctor_agreed {
            let check = settings
                .safety
                .take()
                .ok_or_else(|| Invalid::new("safety", Reason::Missing))?;
            settings.safety = Some(SafetyCheck {
                answered_at: now.at,
                doctor_agreed: true,
                ..check
            });
        }
        Ok(settings)
    }
}

/// Settings in which every flag makes sense, to read flags against.
fn answered(now: &Now) -> Settings {
    let safety = Some(SafetyCheck {
        answered_at: now.at,
        conditions: [].into(),
        doctor_agreed: false,
        rehearsal: false,
    });
    Settings {
        safety,
        ..Settings::default()
    }
}

fn usual_onset(text: &str) -> Result<Option<jiff::civil::Time>, Invalid> {
    match text {
        "" | "-" | "?" | "unknown" => Ok(None),
        text => input::time("onset", text).map(Some),
    }
}

fn lead(text: &str) -> Result<u16, Invalid> {
    let (min, max) = LEAD_MINUTES;
    input::small("lead", text, min, max)
}

fn show(out: Out, settings: &Settings, device: &str, gate: &Gate) -> Result<(), Failure> {
    out.heading(setup::KEPT)?;
    for (label, value) in setup::facts(settings, device, gate) {
        out.fact(label, &value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use lull_core::device::kept::Touch;
    use lull_core::session::safety::{Condition, Gate, gate};

    use super::*;

    fn now() -> Now {
        Now::new(Timestamp::UNIX_EPOCH, TimeZone::UTC, Duration::ZERO)
    }

    #[test]
    fn flags_change_what_they_name_and_nothing_else() {
        let flags = Setup {
            lead: Some("45".into()),
            level: Some("60 %".into()),
            ..Setup::default()
        };
        let settings = flags
            .change(Settings::default(), &now())
            .expect("good flags");
        assert_eq!(settings.lead_minutes, 45);
        assert_eq!(settings.hold_level.percent(), 60);
        assert_eq!(settings.usual_bedtime, Settings::default().usual_bedtime);
        assert_eq!(settings.safety, None);
    }

    #[test]
    fn a_condition_closes_the_gate_until_a_doctor_agreed() {
        let asked = Setup {
            safety: Some("pregnancy,epilepsy".into()),
            ..Setup::default()
        };
        let settings = asked
            .change(Settings::default(), &now())
            .expect("good flags");
        let conditions = [Condition::Pregnancy, Condition::Epilepsy].into();
        assert_eq!(
            gate(settings.safety.as_ref(), Touch::ByHand),
            Gate::AskDoctorFirst { conditions }
        );
        let agreed = Setup {
            doctor_agreed: true,
            ..Setup::default()
        };
        let settings = agreed.change(settings, &now()).expect("good flags");
        assert_eq!(gate(settings.safety.as_ref(), Touch::ByHand), Gate::Open);
    }

    #[test]
    fn a_doctor_cannot_have_agreed_to_a_check_that_was_never_answered() {
        let agreed = Setup {
            doctor_agreed: true,
            ..Setup::default()
        };
        match agreed.change(Settings::default(), &now()) {
            Err(Failure::Invalid { field, .. }) => assert_eq!(field, "safety"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_bad_flag_names_its_field() {
        for (flags, field) in [
            (
                Setup {
                    bedtime: Some("25:00".into()),
                    ..Setup::default()
                },
                "bedtime",
            ),
            (
                Setup {
                    lead: Some("4".into()),
                    ..Setup::default()
                },
                "lead",
            ),
            (
                Setup {
                    level: Some("101".into()),
                    ..Setup::default()
                },
                "level",
            ),
            (
                Setup {
                    safety: Some("gout".into()),
                    ..Setup::default()
                },
                "safety",
            ),
        ] {
            match flags.change(Settings::default(), &now()) {
                Err(Failure::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}
