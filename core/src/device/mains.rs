//! What the watts behind a switched socket say of the massager that is plugged into it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Feedback, Level};
use crate::invalid::{Invalid, Reason};

/// No household plug carries more than this; a larger figure is not believed.
pub const MOST_MILLIWATTS: u32 = 5_000_000;
/// Idle and running must differ by this much to be told apart (a plug's meter is good to about a watt).
const LEAST_GAP_MILLIWATTS: u32 = 2_000;
/// The longest time a plug is ever switched on for, whatever was asked.
pub const LONGEST_ON: Duration = Duration::from_secs(3600);
/// How often a running plug is asked for its state, since it does not tell by itself.
pub const LOOK_EVERY: Duration = Duration::from_secs(5);
/// A meter shows a change of load this much later, so a judgement by watts waits for it.
pub const METER_LAG: Duration = Duration::from_secs(2);

/// Electric power as a plug measured it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Milliwatts(u32);

impl Milliwatts {
    /// `None` for more than any household plug carries.
    #[must_use]
    pub fn believable(milliwatts: u32) -> Option<Self> {
        (milliwatts <= MOST_MILLIWATTS).then_some(Self(milliwatts))
    }

    /// From watts with a fraction, as JSON has them. `None` for a figure that is no number or too large; a meter's
    /// noise below zero is zero.
    #[must_use]
    pub fn from_watts(watts: f64) -> Option<Self> {
        let milliwatts = (watts.max(0.0) * 1000.0).round();
        if watts.is_nan() || milliwatts > f64::from(MOST_MILLIWATTS) {
            return None;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, not negative and below five million"
        )]
        Some(Self(milliwatts as u32))
    }

    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// What this massager draws behind this plug, learnt in a supervised test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    idle: Milliwatts,
    running: Milliwatts,
}

/// Watts seen in a session, to be learnt from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WattsSeen {
    idle: Option<Milliwatts>,
    running: Option<Milliwatts>,
}

impl WattsSeen {
    /// Measured while the plug was off.
    pub fn while_off(&mut self, power: Milliwatts) {
        self.idle = Some(power);
    }

    /// Measured while the plug was on, later than [`METER_LAG`].
    pub fn while_on(&mut self, power: Milliwatts) {
        self.running = self.running.max(Some(power));
    }

    /// What these watts teach; `None` when the massager drew nothing that could be told from an idle plug. A plug that
    /// is off lets nothing flow, whether its meter said so or not.
    #[must_use]
    pub fn learned(self) -> Option<Learned> {
        let idle = self.idle.unwrap_or(Milliwatts(0));
        Learned::new(idle, self.running?).ok()
    }
}

/// What the watts say of the motor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// No more than when nothing runs: the knob is at zero, or the massager is not plugged in.
    Nothing,
    Runs,
    /// Between the two.
    Unclear,
}

impl Learned {
    /// # Errors
    /// [`Invalid`] when the two are too close to be told apart.
    pub fn new(idle: Milliwatts, running: Milliwatts) -> Result<Self, Invalid> {
        let least = idle.0.saturating_add(LEAST_GAP_MILLIWATTS);
        if running.0 < least {
            return Err(Invalid::new(
                "running_milliwatts",
                Reason::OutOfRange {
                    min: least.into(),
                    max: MOST_MILLIWATTS.into(),
                    got: running.0.into(),
                },
            ));
        }
        Ok(Self { idle, running })
    }

    /// What flows while nothing runs.
    #[must_use]
    pub const fn idle(self) -> Milliwatts {
        self.idle
    }

    /// What flows while the massager runs.
    #[must_use]
    pub const fn running(self) -> Milliwatts {
        self.running
    }

    /// The lowest quarter between idle and running is nothing, the upper half runs: a massager at a low knob draws
    /// less than the one that was learnt.
    #[must_use]
    pub fn judge(self, power: Milliwatts) -> Draw {
        let gap = self.running.0.saturating_sub(self.idle.0);
        let above = power.0.saturating_sub(self.idle.0);
        if above >= gap / 2 {
            Draw::Runs
        } else if above <= gap / 4 {
            Draw::Nothing
        } else {
            Draw::Unclear
        }
    }

    /// The judgement as a level measured at the motor; a plug knows only all or nothing.
    #[must_use]
    pub fn measured(self, power: Milliwatts) -> Option<Level> {
        match self.judge(power) {
            Draw::Nothing => Some(Level::OFF),
            Draw::Runs => Some(FULL),
            Draw::Unclear => None,
        }
    }
}

/// What a plug can tell: with learnt watts what the motor does, without them only what the relay does.
#[must_use]
pub const fn feedback(learned: Option<Learned>) -> Feedback {
    match learned {
        Some(_) => Feedback::Observed,
        None => Feedback::Switched,
    }
}

/// What a plug's "on" is called in levels.
pub const FULL: Level = Level::from_percent_clamped(100);

/// Whole seconds a plug shall stay on: up to `until`, rounded up, never longer than `longest` or [`LONGEST_ON`].
/// `None` when the time is over.
#[must_use]
pub fn on_seconds(until: Duration, now: Duration, longest: Duration) -> Option<u16> {
    let left = until.checked_sub(now).filter(|left| !left.is_zero())?;
    let left = left.min(longest).min(LONGEST_ON);
    let whole = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    u16::try_from(whole).ok().filter(|seconds| *seconds > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watts(watts: f64) -> Milliwatts {
        Milliwatts::from_watts(watts).expect("believable")
    }

    #[test]
    fn a_massager_is_told_from_an_idle_plug_and_from_neither() {
        let learned = Learned::new(watts(0.5), watts(20.5)).expect("far apart");
        assert_eq!(learned.judge(watts(0.0)), Draw::Nothing);
        assert_eq!(learned.judge(watts(5.5)), Draw::Nothing);
        assert_eq!(learned.judge(watts(8.0)), Draw::Unclear);
        assert_eq!(learned.judge(watts(10.5)), Draw::Runs);
        assert_eq!(learned.judge(watts(300.0)), Draw::Runs);
    }

    #[test]
    fn idle_and_running_too_close_together_are_refused_with_the_field() {
        let refused = Learned::new(watts(3.0), watts(4.0)).expect_err("a watt apart");
        assert_eq!(refused.field, "running_milliwatts");
    }

    #[test]
    fn impossible_watts_are_not_believed() {
        for impossible in [f64::NAN, f64::INFINITY, 5000.1, 1e300] {
            assert_eq!(Milliwatts::from_watts(impossible), None, "{impossible}");
        }
        assert_eq!(watts(-0.3).get(), 0);
        assert_eq!(watts(20.4).get(), 20_400);
    }

    #[test]
    fn a_plug_is_on_until_the_end_and_never_beyond_the_cap() {
        let second = Duration::from_secs;
        let half = Duration::from_millis(500);
        assert_eq!(on_seconds(second(100), second(40), second(1700)), Some(60));
        assert_eq!(
            on_seconds(second(100) + half, second(40), second(1700)),
            Some(61)
        );
        assert_eq!(
            on_seconds(second(9000), second(40), second(1700)),
            Some(1700)
        );
        assert_eq!(
            on_seconds(Duration::MAX, second(40), Duration::MAX),
            Some(3600)
        );
        assert_eq!(on_seconds(second(40), second(40), second(1700)), None);
        assert_eq!(on_seconds(second(39), second(40), second(1700)), None);
        assert_eq!(on_seconds(second(50), second(40), Duration::ZERO), None);
    }
}
