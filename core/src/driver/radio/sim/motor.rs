//! What the motor really does, and the record of it.

use core::fmt;
use std::collections::VecDeque;
use std::time::Duration;

/// The longest record kept; a night fills a few hundred.
const CHANGES_KEPT: usize = 4096;

/// A motor behind a driver stage. Below its lowest level it stands still.
#[derive(Clone, Debug)]
pub(super) struct Motor {
    lowest_percent: u8,
    commanded_percent: u8,
    turning_percent: u8,
    strength_percent: u8,
    stuck: bool,
    log: MotorLog,
}

impl Motor {
    pub(super) fn new(lowest_percent: u8) -> Self {
        Self {
            lowest_percent,
            commanded_percent: 0,
            turning_percent: 0,
            strength_percent: 100,
            stuck: false,
            log: MotorLog::default(),
        }
    }

    pub(super) fn command(&mut self, percent: u8, now: Duration) {
        self.commanded_percent = percent.min(100);
        self.follow(now);
    }

    /// No power, no motion, whatever is broken.
    pub(super) fn cut_power(&mut self, now: Duration) {
        self.commanded_percent = 0;
        self.turn(0, now);
    }

    /// The share of the commanded level that the motor reaches.
    pub(super) fn set_strength(&mut self, percent: u8, now: Duration) {
        self.strength_percent = percent.min(100);
        self.follow(now);
    }

    pub(super) fn set_stuck(&mut self, stuck: bool, now: Duration) {
        self.stuck = stuck;
        self.follow(now);
    }

    pub(super) const fn commanded_percent(&self) -> u8 {
        self.commanded_percent
    }

    /// Below this it does not turn.
    pub(super) const fn lowest_percent(&self) -> u8 {
        self.lowest_percent
    }

    pub(super) const fn turning_percent(&self) -> u8 {
        self.turning_percent
    }

    pub(super) const fn log(&self) -> &MotorLog {
        &self.log
    }

    fn follow(&mut self, now: Duration) {
        if self.stuck {
            return;
        }
        let driven = if self.commanded_percent < self.lowest_percent {
            0
        } else {
            self.commanded_percent
        };
        let reached = u16::from(driven) * u16::from(self.strength_percent) / 100;
        self.turn(u8::try_from(reached).unwrap_or(driven), now);
    }

    fn turn(&mut self, percent: u8, now: Duration) {
        if percent != self.turning_percent {
            self.turning_percent = percent;
            self.log.add(MotorChange { at: now, percent });
        }
    }
}

/// From this moment on the motor turned at this level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MotorChange {
    /// On the massager's clock.
    pub at: Duration,
    /// 0 is still.
    pub percent: u8,
}

/// What the motor did, oldest first; very old changes are forgotten. Prints as a short table, one line per movement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MotorLog {
    changes: VecDeque<MotorChange>,
}

impl MotorLog {
    pub fn changes(&self) -> impl Iterator<Item = MotorChange> + '_ {
        self.changes.iter().copied()
    }

    /// The highest level reached.
    #[must_use]
    pub fn highest_percent(&self) -> u8 {
        self.changes()
            .map(|change| change.percent)
            .max()
            .unwrap_or(0)
    }

    fn add(&mut self, change: MotorChange) {
        if self.changes.len() == CHANGES_KEPT {
            self.changes.pop_front();
        }
        self.changes.push_back(change);
    }
}

impl fmt::Display for MotorLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return writeln!(f, "the motor never turned");
        }
        let mut before = 0;
        let mut changes = self.changes().peekable();
        while let Some(first) = changes.next() {
            let rising = first.percent > before;
            let mut last = first;
            // a slow ramp over a small range changes every few seconds
            while let Some(next) = changes.next_if(|next| {
                (next.percent > last.percent) == rising && next.at <= last.at + SAME_MOVEMENT
            }) {
                last = next;
            }
            write!(f, "{}", Stamp(first.at))?;
            if last.at > first.at {
                write!(f, " to {}", Stamp(last.at))?;
            }
            writeln!(f, "  {before} -> {} %", last.percent)?;
            before = last.percent;
        }
        Ok(())
    }
}

const SAME_MOVEMENT: Duration = Duration::from_secs(5);

/// Hours, minutes, seconds and tenths on the massager's clock.
pub(super) struct Stamp(pub(super) Duration);

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        write!(
            f,
            "{}:{:02}:{:02}.{}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            self.0.subsec_millis() / 100
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_motor_below_its_lowest_level_stands_still() {
        let mut motor = Motor::new(20);
        motor.command(19, at(0));
        assert_eq!(motor.turning_percent(), 0);
        motor.command(20, at(1));
        assert_eq!(motor.turning_percent(), 20);
    }

    #[test]
    fn a_stuck_motor_stays_as_it_is_until_it_is_freed_or_unplugged() {
        let mut motor = Motor::new(20);
        motor.command(60, at(0));
        motor.set_stuck(true, at(1));
        motor.command(0, at(2));
        assert_eq!(motor.turning_percent(), 60);
        motor.set_stuck(false, at(3));
        assert_eq!(motor.turning_percent(), 0);
    }

    #[test]
    fn the_log_tells_each_movement_in_one_line() {
        let mut motor = Motor::new(20);
        for percent in 1..=60 {
            motor.command(percent, Duration::from_millis(u64::from(percent) * 100));
        }
        motor.command(0, at(90));
        assert_eq!(
            motor.log().to_string(),
            "0:00:02.0 to 0:00:06.0  0 -> 60 %\n0:01:30.0  60 -> 0 %\n"
        );
    }
}
