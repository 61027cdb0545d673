//! The person being replayed: their profile and the nights told so far. A line that is refused changes neither.

use std::time::Duration;

use jiff::civil::{Time, time};
use jiff::tz::TimeZone;
use lull_core::diary::{
    Entry, History, HistoryNight, Onset, OnsetSource, PastSession, Score, Symptoms,
};
use lull_core::invalid::{Invalid, Reason};
use lull_core::plan;
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, Now, instant_of, minutes_after_noon};

use super::lines::{self, Line, Log, Planned, Profile};
use crate::input;
use crate::words;

/// Longest session a log may tell of, in minutes.
const SESSION_MOST: i64 = 180;

#[derive(Debug, Default)]
pub(super) struct Replayed {
    profile: Option<(Settings, TimeZone)>,
    history: History,
}

impl Replayed {
    /// Takes one line; a plan has an answer.
    pub(super) fn take(&mut self, line: Line) -> Result<Option<Planned>, String> {
        match line {
            Line::Profile(profile) => {
                if self.profile.is_some() {
                    return Err("the profile was given already".to_owned());
                }
                self.profile = Some(read_profile(&profile)?);
                Ok(None)
            }
            Line::Plan(night) => self.plan(&night).map(Some),
            Line::Log(log) => {
                self.log(&log)?;
                Ok(None)
            }
        }
    }

    fn plan(&self, night: &str) -> Result<Planned, String> {
        let (settings, zone) = self.profile()?;
        let night = input::night("plan", night).map_err(|invalid| told(&invalid))?;
        let plan = plan::for_night(night, &self.history, settings, &noon(night, zone));
        Ok(Planned {
            night: night.to_string(),
            remind_at: plan.remind.map(|remind| words::time(remind.time())),
            onset: plan.interval.map(|interval| lines::Onset {
                p10: words::time(interval.p10),
                p50: words::time(interval.p50),
                p90: words::time(interval.p90),
            }),
            reasons: plan.reasons,
        })
    }

    fn log(&mut self, log: &Log) -> Result<(), String> {
        let (_, zone) = self.profile()?;
        let night = read_log(log, zone).map_err(|invalid| told(&invalid))?;
        // A night told again is corrected, as in a diary.
        self.history
            .nights
            .retain(|known| known.night != night.night);
        self.history.nights.push(night);
        Ok(())
    }

    fn profile(&self) -> Result<&(Settings, TimeZone), String> {
        self.profile
            .as_ref()
            .ok_or_else(|| "the profile comes first".to_owned())
    }
}

fn read_profile(profile: &Profile) -> Result<(Settings, TimeZone), String> {
    let zone = TimeZone::get(&profile.zone).map_err(|_| {
        format!(
            "profile.zone: \"{}\" is no time zone, such as Europe/Berlin",
            profile.zone
        )
    })?;
    let settings = read_settings(profile).map_err(|invalid| told(&invalid))?;
    Ok((settings, zone))
}

fn read_settings(profile: &Profile) -> Result<Settings, Invalid> {
    let usual_bedtime = input::time("profile.usual_bedtime", &profile.usual_bedtime)?;
    let usual_onset = profile
        .usual_onset
        .as_deref()
        .map(|text| input::time("profile.usual_onset", text))
        .transpose()?;
    if let Some(minutes) = profile.session_minutes {
        within("profile.session_minutes", minutes, 1, SESSION_MOST)?;
    }
    let lead_minutes = within(
        "profile.lead_minutes",
        profile.lead_minutes,
        0,
        i64::from(u16::MAX),
    )?;
    let ordinary = Settings::default();
    // Nobody told when this person rises; only that they go to bed before.
    let rises_later =
        minutes_after_noon(usual_bedtime) >= minutes_after_noon(ordinary.usual_rising);
    let settings = Settings {
        usual_bedtime,
        usual_onset,
        lead_minutes: u16::try_from(lead_minutes).unwrap_or(u16::MAX),
        usual_rising: if rises_later {
            time(11, 59, 0, 0)
        } else {
            ordinary.usual_rising
        },
        // nobody told which hours this person allows
        window: Window {
            earliest: time(12, 0, 0, 0),
            latest: time(11, 59, 0, 0),
        },
        ..ordinary
    };
    settings.validate()?;
    Ok(settings)
}

fn read_log(log: &Log, zone: &TimeZone) -> Result<HistoryNight, Invalid> {
    let clock = |field, text: &Option<String>| -> Result<Option<Time>, Invalid> {
        text.as_deref()
            .map(|text| input::time(field, text))
            .transpose()
    };
    let night = input::night("log.night", &log.night)?;
    let source = match log.source.as_deref() {
        None => OnsetSource::Recalled,
        Some(text) => input::word(
            "log.source",
            text,
            &[
                ("live", OnsetSource::Live),
                ("recalled", OnsetSource::Recalled),
            ],
        )?,
    };
    let entry = Entry {
        symptoms: log.symptoms.as_deref().map(read_symptoms).transpose()?,
        onset: clock("log.onset", &log.onset)?.map(|time| Onset::At { time, source }),
        severity: log
            .severity
            .map(|severity| Score::new("log.severity", severity))
            .transpose()?,
        bedtime: clock("log.bedtime", &log.bedtime)?,
        ..Entry::empty(night)
    };
    entry.validate(&noon(night.plus(1), zone))?;
    let session = log
        .session
        .as_ref()
        .map(|session| {
            let minutes = within("log.session.minutes", session.minutes, 0, SESSION_MOST)?;
            Ok::<_, Invalid>(PastSession {
                start: input::time("log.session.start", &session.start)?,
                minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
            })
        })
        .transpose()?;
    Ok(HistoryNight::new(&entry, session.into_iter().collect()))
}

fn read_symptoms(text: &str) -> Result<Symptoms, Invalid> {
    let words = [
        ("yes", Symptoms::Yes),
        ("none", Symptoms::None),
        ("unknown", Symptoms::Unknown),
    ];
    input::word("log.symptoms", text, &words)
}

fn within(field: &str, got: i64, min: i64, max: i64) -> Result<i64, Invalid> {
    if (min..=max).contains(&got) {
        Ok(got)
    } else {
        Err(Invalid::new(field, Reason::OutOfRange { min, max, got }))
    }
}

fn told(invalid: &Invalid) -> String {
    words::failure::invalid(invalid)
}

/// The noon a night begins with: all nights before it can be known.
fn noon(night: Night, zone: &TimeZone) -> Now {
    let at = instant_of(night.wall(time(12, 0, 0, 0)), zone);
    Now::new(at, zone.clone(), Duration::ZERO)
}
