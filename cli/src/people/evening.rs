//! One evening of a simulated person: the untreated onset, what a session makes of it, and what is logged.

use std::collections::BTreeMap;

use jiff::civil::{Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use lull_core::diary::{Clocks, HistoryNight, OnsetSource, PastSession, Symptoms};
use lull_core::settings::{Settings, Window};
use lull_core::time::{Night, time_after_noon};

use super::chance::{Chance, Subject};
use super::worlds::{FreeEvenings, Sessions, World};

/// A person of a world.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) settings: Settings,
    pub(crate) first_night: Night,
    chance: Chance,
    /// Minutes after noon.
    bedtime: f64,
    level: f64,
}

/// What is true of one night before anyone does anything about it. Minutes after noon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evening {
    pub(crate) number: u32,
    pub(crate) night: Night,
    pub(crate) symptoms: bool,
    pub(crate) untreated: f64,
    /// What `untreated` is spread around.
    pub(crate) centre: f64,
    bedtime: f64,
}

impl World {
    /// How far the body's clock is behind the one on the wall, in minutes; negative when it is ahead.
    fn body_behind(&self, number: u32) -> f64 {
        let (mut behind, mut clock) = (0.0_f64, 0.0);
        for night in 1..=number {
            behind = (behind.abs() - self.body_follows).max(0.0).copysign(behind);
            for (_, ahead) in self.journeys.iter().filter(|(from, _)| *from == night) {
                behind += ahead - clock;
                clock = *ahead;
            }
        }
        behind
    }

    /// By which clocks nights are lived, as a diary knows it.
    pub(crate) fn clocks(&self, first_night: Night) -> BTreeMap<Night, Clocks> {
        let from_home = std::iter::once(&(1, 0.0)).chain(&self.journeys);
        from_home
            .map(|(from, ahead)| {
                let night = first_night.plus(i32::try_from(*from).unwrap_or(i32::MAX) - 1);
                let zone = minutes_ahead(*ahead);
                let (told, counted) = (zone.clone(), zone);
                (night, Clocks { told, counted })
            })
            .collect()
    }
}

/// A clock that is so far ahead of the one at home, which shows UTC.
#[expect(clippy::cast_possible_truncation, reason = "at most a day")]
fn minutes_ahead(minutes: f64) -> TimeZone {
    let seconds = (minutes * 60.0) as i32;
    Offset::from_seconds(seconds).map_or(TimeZone::UTC, TimeZone::fixed)
}

impl Person {
    pub(crate) fn new(world: &World, seed: u64, first_night: Night) -> Self {
        let chance = Chance(seed);
        let bedtime = 630.0 + 15.0 * (6.0 * chance.share(0, Subject::Habit)).floor();
        let level = bedtime - 180.0 + world.people_spread * chance.normal(0, Subject::Level);
        let settings = Settings {
            usual_bedtime: clock(bedtime),
            usual_onset: world.own_onset_error.map(|error| {
                let said = level + error * chance.normal(0, Subject::Recall);
                clock((said / 15.0).round() * 15.0)
            }),
            // every hour is allowed: what is measured is the plan, not the window
            window: Window {
                earliest: Time::constant(12, 0, 0, 0),
                latest: Time::constant(11, 59, 0, 0),
            },
            ..Settings::default()
        };
        Self {
            settings,
            first_night,
            chance,
            bedtime,
            level,
        }
    }

    /// The evening of night `number`, which counts from 1.
    pub(crate) fn evening(&self, world: &World, number: u32) -> Evening {
        let night = self
            .first_night
            .plus(i32::try_from(number).unwrap_or(i32::MAX) - 1);
        let shift = if is_free(world.free_evenings, night) {
            world.weekend_shift
        } else {
            0.0
        };
        let odd = world.bedtime_spread * self.chance.normal(number, Subject::Bedtime);
        let jump = match world.jump {
            Some((from, minutes)) if number >= from => minutes,
            Some(_) | None => 0.0,
        };
        let centre = self.level
            + world.drift * f64::from(number)
            + jump
            + world.coupling * shift
            + world.body_behind(number);
        let noise = if world.skewed {
            // an exponential, moved so that its mean is nought
            world.spread * (self.chance.waiting(number, Subject::Onset) - 1.0)
        } else {
            world.spread * self.chance.normal(number, Subject::Onset)
        };
        Evening {
            number,
            night,
            symptoms: self
                .chance
                .happens(number, Subject::Symptoms, world.symptom_share),
            untreated: centre + world.coupling * odd + noise,
            centre,
            bedtime: self.bedtime + shift + odd,
        }
    }

    /// What the diary knows the next morning, after a reminder at that minute after noon; `None` when nothing was logged
    /// and no session ran.
    pub(crate) fn lives(
        &self,
        world: &World,
        evening: &Evening,
        reminder: f64,
    ) -> Option<HistoryNight> {
        let luck = |subject, share| self.chance.happens(evening.number, subject, share);
        let session = luck(Subject::Session, world.adherence).then(|| match world.sessions {
            Sessions::AfterReminder(most) => {
                reminder
                    + most * self.chance.share(evening.number, Subject::Session) / world.adherence
            }
            Sessions::BeforeBed(minutes) => self.bedtime - minutes,
        });
        let felt = self.felt(world, evening, session);
        let logged = !luck(Subject::Missing, world.missing);
        if !logged && session.is_none() {
            return None;
        }
        let unknown = luck(Subject::Unknown, world.unknown);
        let (symptoms, onset) = match felt {
            Some(_) | None if unknown => (Symptoms::Unknown, None),
            Some(onset) => (Symptoms::Yes, Some(self.told(world, evening, onset))),
            None => (Symptoms::None, None),
        };
        Some(HistoryNight {
            night: evening.night,
            symptoms: logged.then_some(symptoms),
            onset: onset.filter(|_| logged),
            bedtime: logged.then(|| clock((evening.bedtime / 5.0).round() * 5.0)),
            sessions: session
                .map(|start| PastSession {
                    start: clock(start),
                    minutes: 30,
                })
                .into_iter()
                .collect(),
            answered: logged,
        })
    }

    /// The onset the person felt, if any.
    fn felt(&self, world: &World, evening: &Evening, session: Option<f64>) -> Option<f64> {
        if !evening.symptoms {
            return None;
        }
        let in_time = session.is_some_and(|start| start < evening.untreated);
        let effect = world.effect;
        if !in_time
            || !self
                .chance
                .happens(evening.number, Subject::Effect, effect.works)
        {
            return Some(evening.untreated);
        }
        let luck = self.chance.share(evening.number, Subject::Delay);
        if luck < effect.removes {
            return None;
        }
        let wait = 0.5 + 0.5 * self.chance.waiting(evening.number, Subject::Delay);
        Some(evening.untreated + effect.delay * wait)
    }

    fn told(&self, world: &World, evening: &Evening, onset: f64) -> (Time, OnsetSource) {
        if self
            .chance
            .happens(evening.number, Subject::Live, world.live)
        {
            return (clock(onset), OnsetSource::Live);
        }
        let recalled =
            onset + world.recall_noise * self.chance.normal(evening.number, Subject::Recall);
        let told = (recalled / world.heaping).round() * world.heaping;
        (clock(told), OnsetSource::Recalled)
    }
}

fn is_free(evenings: FreeEvenings, night: Night) -> bool {
    let weekday = night.date().weekday();
    match evenings {
        FreeEvenings::Before => matches!(weekday, Weekday::Friday | Weekday::Saturday),
        FreeEvenings::On => matches!(weekday, Weekday::Saturday | Weekday::Sunday),
    }
}

/// The clock time of a minute after noon, kept within the night.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a night's minutes"
)]
pub(crate) fn clock(minutes_after_noon: f64) -> Time {
    time_after_noon(minutes_after_noon.round().clamp(0.0, 1439.0) as u16)
}
