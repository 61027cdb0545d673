//! How strongly a session holds: what the person chose, moved by how the legs feel now and by what helped before.
//!
//! That stronger symptoms may want a stronger stimulus is the makers' advice to "match the level"; by how much is known
//! to nobody, so the steps here are Lull's own choice, and small. Whatever comes out, a session starts low.

use serde::{Deserialize, Serialize};

use super::limits;
use crate::device::Level;
use crate::diary::{Helped, Score};

/// What was held in an earlier session, and whether it helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// How the legs felt when it began, 0-10.
    pub legs_now: Score,
    pub held: Level,
    pub helped: Helped,
}

/// How strongly to hold, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldLevel {
    pub level: Level,
    pub reason: HoldReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum HoldReason {
    /// The person's own level.
    Chosen,
    /// Theirs, a little more or less because of how the legs feel.
    LegsNow,
    /// It helped in so many earlier sessions that began with legs like now.
    HelpedBefore { sessions: u32 },
}

/// The level the person chose is for legs that feel like this.
const ORDINARY: i16 = 5;
/// Each point more or less moves the level by so much (percentage points).
const PERCENT_A_POINT: i16 = 4;
/// Nothing is suggested above this unless the person chose more, or more helped before.
const HIGHEST_PERCENT: u8 = 80;
/// Legs felt alike when they differ by at most so many points.
const ALIKE_POINTS: u8 = 2;
/// So many sessions that helped are worth more than the rule of thumb.
const ENOUGH_SESSIONS: usize = 3;

/// Decides from the level the person chose, how the legs feel now where they said, and earlier sessions.
#[must_use]
pub fn hold_level(chosen: Level, legs_now: Option<Score>, tried: &[Tried]) -> HoldLevel {
    let Some(legs_now) = legs_now else {
        return HoldLevel {
            level: chosen,
            reason: HoldReason::Chosen,
        };
    };
    let alike = |tried: &&Tried| {
        tried.helped == Helped::Yes
            && tried.legs_now.value().abs_diff(legs_now.value()) <= ALIKE_POINTS
    };
    let mut held: Vec<Level> = tried.iter().filter(alike).map(|tried| tried.held).collect();
    held.sort_unstable();
    // of two in the middle the lower one
    let middle = held.get(held.len().saturating_sub(1) / 2).copied();
    if let Some(level) = middle.filter(|_| held.len() >= ENOUGH_SESSIONS) {
        let sessions = u32::try_from(held.len()).unwrap_or(u32::MAX);
        return HoldLevel {
            level,
            reason: HoldReason::HelpedBefore { sessions },
        };
    }
    let moved = i16::from(chosen.percent())
        + (i16::from(legs_now.value()) - ORDINARY).saturating_mul(PERCENT_A_POINT);
    let highest = chosen.percent().max(HIGHEST_PERCENT);
    let lowest = limits::START_LEVEL.percent().min(chosen.percent());
    let percent = u8::try_from(moved.clamp(lowest.into(), highest.into())).unwrap_or(lowest);
    let level = Level::from_percent_clamped(percent);
    HoldLevel {
        level,
        reason: if level == chosen {
            HoldReason::Chosen
        } else {
            HoldReason::LegsNow
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(percent: u8) -> Level {
        Level::from_percent_clamped(percent)
    }

    fn legs(points: i64) -> Score {
        Score::new("legs_now", points).expect("a score")
    }

    fn tried(points: i64, percent: u8, helped: Helped) -> Tried {
        Tried {
            legs_now: legs(points),
            held: level(percent),
            helped,
        }
    }

    fn chosen_50(points: i64, tried: &[Tried]) -> (u8, HoldReason) {
        let hold = hold_level(level(50), Some(legs(points)), tried);
        (hold.level.percent(), hold.reason)
    }

    #[test]
    fn who_says_nothing_gets_what_they_chose() {
        let history = vec![tried(5, 80, Helped::Yes); 9];
        let hold = hold_level(level(50), None, &history);
        assert_eq!((hold.level, hold.reason), (level(50), HoldReason::Chosen));
    }

    #[test]
    fn worse_legs_get_a_little_more_and_calm_ones_a_little_less() {
        assert_eq!(chosen_50(5, &[]), (50, HoldReason::Chosen));
        assert_eq!(chosen_50(8, &[]), (62, HoldReason::LegsNow));
        assert_eq!(chosen_50(0, &[]), (30, HoldReason::LegsNow));
    }

    #[test]
    fn nothing_is_suggested_above_the_highest_or_below_the_start() {
        for chosen in 1..=100 {
            for points in 0..=10 {
                let hold = hold_level(level(chosen), Some(legs(points)), &[]);
                let most = chosen.max(HIGHEST_PERCENT);
                let least = limits::START_LEVEL.percent().min(chosen);
                let percent = hold.level.percent();
                assert!(
                    (least..=most).contains(&percent),
                    "{chosen} at {points}: {percent}"
                );
            }
        }
    }

    #[test]
    fn what_helped_with_legs_like_now_goes_before_the_rule_of_thumb() {
        let mut history = vec![
            tried(7, 40, Helped::Yes),
            tried(8, 45, Helped::Yes),
            tried(9, 70, Helped::No),
            tried(2, 20, Helped::Yes),
        ];
        // two that helped are not enough
        assert_eq!(chosen_50(8, &history).1, HoldReason::LegsNow);
        history.push(tried(6, 60, Helped::Yes));
        let sessions = 3;
        assert_eq!(
            chosen_50(8, &history),
            (45, HoldReason::HelpedBefore { sessions })
        );
        history.push(tried(8, 44, Helped::Yes));
        let sessions = 4;
        assert_eq!(
            chosen_50(8, &history),
            (44, HoldReason::HelpedBefore { sessions })
        );
    }
}
