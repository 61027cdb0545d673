//! The learning rule, on trial: what the diary makes believe of the untreated onset, night by night.
//!
//! No shell plans with it yet. `lull simulate` and `lull replay` measure it beside the rule in use, [`super::for_night`];
//! it takes that rule's place when it is quick enough and its interval is calibrated (ADR 0010). Until enough onsets were
//! observed it says what the person said, like the rule in use.

mod belief;
mod habits;
mod past;
mod shape;

use jiff::civil::Time;

use self::belief::{Belief, Tonight};
use self::habits::Habits;
use self::past::{Past, PastNight};
use super::onset::{Estimate, OBSERVED_NEEDED, from_settings};
use super::tonight::put_together;
use super::{Basis, Interval, Plan, Reason, night_meant};
use crate::diary::History;
use crate::settings::Settings;
use crate::time::{Night, Now, minutes_after_noon, time_after_noon};

/// The quantile planned with. Below the median because a reminder after the onset is worse than an early one.
const PLANNED_SHARE: f64 = 0.2;
/// How far off the first guess may be: standard deviations in minutes.
const BEDTIME_ERROR: f64 = 90.0;
const OWN_ONSET_ERROR: f64 = 60.0;
/// Levels considered reach this far beyond the onsets seen. More on the early side: a session may hide early ones only
/// for so long, but it can hide what lies behind it for ever.
const ROOM_BEFORE: f64 = 100.0;
const ROOM_AFTER: f64 = 60.0;
/// Most minutes a plan may move from one night to the next.
const EARLIER_MOST: f64 = 45.0;
const LATER_MOST: f64 = 25.0;
/// Nights over which these limits are followed back; a plan that was held back has caught up long before.
const STEPS_BACK: i32 = 21;
/// A smaller move needs no explanation.
const WORTH_SAYING_MINUTES: i32 = 5;
/// Newest onsets that explain a move.
const NEWEST: usize = 4;

/// Tonight's plan by this rule; see [`super::tonight`].
#[must_use]
pub fn tonight(history: &History, settings: &Settings, now: &Now) -> Plan {
    for_night(night_meant(settings, now), history, settings, now)
}

/// The plan of any night by this rule; see [`super::for_night`].
#[must_use]
pub fn for_night(night: Night, history: &History, settings: &Settings, now: &Now) -> Plan {
    let estimate = estimate(night, history, settings, now);
    put_together(night, estimate, history, settings, now)
}

fn estimate(night: Night, history: &History, settings: &Settings, now: &Now) -> Estimate {
    let past = Past::before(night, history, now);
    let observed = u16::try_from(past.onsets().count()).unwrap_or(u16::MAX);
    if observed < OBSERVED_NEEDED {
        let mut estimate = from_settings(night, settings);
        estimate.reasons.push(Reason::NotEnoughNights {
            observed,
            needed: OBSERVED_NEEDED,
        });
        return estimate;
    }
    let mut learner = Learner::new(night, &past, settings);
    let first = past.nights.keys().next().copied().unwrap_or(night);
    for number in 0..night.since(first) {
        let passing = first.plus(number);
        let nights_ahead = night.since(passing);
        if nights_ahead <= STEPS_BACK {
            learner.plan(passing, nights_ahead == STEPS_BACK);
        }
        if let Some(seen) = past.nights.get(&passing) {
            learner.learn(&past, seen);
        }
        learner.belief.night_passes();
    }
    learner.estimate(night, &past, observed)
}

/// What is known after so many nights, and what was planned with on the last of them.
struct Learner {
    belief: Belief,
    habits: Habits,
    /// Onsets seen so far.
    onsets: u16,
    /// Nights with a session before the onset, or with a session and no symptoms.
    treated: u16,
    /// The onset planned with last, in minutes after noon.
    planned: f64,
}

impl Learner {
    fn new(night: Night, past: &Past, settings: &Settings) -> Self {
        let bedtime = f64::from(minutes_after_noon(settings.usual_bedtime));
        let guess = f64::from(minutes_after_noon(from_settings(night, settings).onset));
        let error = match settings.usual_onset {
            Some(_) => OWN_ONSET_ERROR,
            None => BEDTIME_ERROR,
        };
        let (mut least, mut most) = (guess, guess);
        for onset in past.onsets() {
            least = least.min(f64::from(onset));
            most = most.max(f64::from(onset));
        }
        Self {
            belief: Belief::new(guess, error, least - ROOM_BEFORE, most + ROOM_AFTER),
            habits: Habits::new(past.median_bedtime().map_or(bedtime, f64::from)),
            onsets: 0,
            treated: 0,
            planned: guess,
        }
    }

    /// What was planned with on a night gone by. `anew` forgets what was planned before it.
    fn plan(&mut self, night: Night, anew: bool) {
        if self.onsets >= OBSERVED_NEEDED {
            let wanted = self.wanted(night, &self.tonight());
            self.planned = if anew {
                wanted
            } else {
                in_steps(wanted, self.planned)
            };
        }
    }

    fn learn(&mut self, past: &Past, seen: &PastNight) {
        let explained = self.habits.known(seen);
        if let Some((onset, _)) = seen.onset {
            self.onsets += 1;
            // a delayed onset would teach that late evenings are later than they are
            if !seen.is_treated() || self.belief.sessions_matter() < 0.5 {
                let before = self.tonight();
                self.habits.learn_onset(seen, f64::from(onset), &before);
            }
        }
        if let Some(evidence) = past.evidence(seen, explained) {
            self.belief.learn(evidence);
        }
        self.treated += u16::from(seen.may_be_moved());
        self.habits.learn_bedtime(seen);
    }

    fn tonight(&self) -> Tonight {
        self.belief.tonight(self.habits.scatter())
    }

    fn wanted(&self, night: Night, tonight: &Tonight) -> f64 {
        tonight.quantile(PLANNED_SHARE) + self.habits.expected(night)
    }

    fn estimate(&self, night: Night, past: &Past, observed: u16) -> Estimate {
        let tonight = self.tonight();
        let usual = self.habits.expected(night);
        let at = |share| tonight.quantile(share) + usual;
        let wanted = at(PLANNED_SHARE);
        let planned = in_steps(wanted, self.planned);
        let onset = minute(planned);
        let mut reasons = Vec::new();
        reasons.extend(moved(past, minute(self.planned), onset));
        if minute(wanted) != onset {
            reasons.push(Reason::StepLimited {
                wanted: minute(wanted),
                to: onset,
            });
        }
        let (earliest, latest) = (past.onsets().min(), past.onsets().max());
        reasons.push(Reason::FromDiary {
            nights: observed,
            earliest: time_after_noon(earliest.unwrap_or_default()),
            latest: time_after_noon(latest.unwrap_or_default()),
        });
        if self.treated > 0 && self.belief.sessions_matter() > 0.5 {
            reasons.push(Reason::SessionsMoveOnset {
                nights: self.treated,
            });
        }
        let minutes = whole(usual);
        if minutes.abs() >= WORTH_SAYING_MINUTES {
            reasons.push(Reason::Weekday {
                minutes_later: i16::try_from(minutes).unwrap_or_default(),
            });
        }
        Estimate {
            onset,
            // The ends are rounded outwards: never narrower than what is known.
            interval: Some(Interval {
                p10: minute(at(0.1)),
                p50: minute(at(0.5) + 0.5),
                p90: minute(at(0.9) + 1.0),
                nights: observed,
            }),
            basis: Basis::Diary,
            reasons,
        }
    }
}

/// A plan moves from one night to the next only so far: a person plans their evening around it. Earlier goes faster,
/// because late is worse than early.
fn in_steps(wanted: f64, yesterday: f64) -> f64 {
    wanted
        .max(yesterday - EARLIER_MOST)
        .min(yesterday + LATER_MOST)
}

/// Why tonight counts with another onset than last night did.
fn moved(past: &Past, yesterday: Time, today: Time) -> Option<Reason> {
    let minutes = |time| i32::from(minutes_after_noon(time));
    let by = minutes(today) - minutes(yesterday);
    let newest: Vec<u16> = past.onsets().rev().take(NEWEST).collect();
    let onsets = u16::try_from(newest.len()).unwrap_or(u16::MAX);
    if by >= WORTH_SAYING_MINUTES {
        let after = time_after_noon(newest.iter().copied().min()?);
        Some(Reason::LaterThanYesterday {
            yesterday,
            onsets,
            after,
        })
    } else if by <= -WORTH_SAYING_MINUTES {
        let before = time_after_noon(newest.iter().copied().max()?);
        Some(Reason::EarlierThanYesterday {
            yesterday,
            onsets,
            before,
        })
    } else {
        None
    }
}

/// The clock time of a minute after noon, rounded down and kept within the night.
fn minute(minutes_after_noon: f64) -> Time {
    let minutes = whole(minutes_after_noon.clamp(0.0, 1439.0));
    time_after_noon(u16::try_from(minutes).unwrap_or_default())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates; minutes of a night are small"
)]
fn whole(minutes: f64) -> i32 {
    minutes.floor() as i32
}
