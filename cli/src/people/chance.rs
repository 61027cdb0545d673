//! Chance that can be repeated: one number per seed, night and subject, whatever else was asked before.

/// What a random number decides. Each subject has a stream of its own, so that two rules meet the same evenings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    Level = 1,
    Onset,
    Bedtime,
    Symptoms,
    Missing,
    Unknown,
    Recall,
    Session,
    Effect,
    Delay,
    Live,
    Habit,
    Trait,
}

/// A person's luck.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Evenly between 0 and 1, both excluded.
    pub(crate) fn share(self, night: u32, subject: Subject) -> f64 {
        let mixed =
            mix(mix(self.0 ^ 0x9e37_79b9_7f4a_7c15) ^ (u64::from(night) << 8) ^ subject as u64);
        let high = u32::try_from(mix(mixed) >> 32).unwrap_or_default();
        (f64::from(high) + 0.5) / 4_294_967_296.0
    }

    pub(crate) fn happens(self, night: u32, subject: Subject, share: f64) -> bool {
        self.share(night, subject) < share
    }

    /// Normal with mean 0 and standard deviation 1.
    pub(crate) fn normal(self, night: u32, subject: Subject) -> f64 {
        let radius = (-2.0 * self.share(night, subject).ln()).sqrt();
        radius * (std::f64::consts::TAU * Self(mix(self.0 ^ 0x51)).share(night, subject)).cos()
    }

    /// Exponential with mean 1.
    pub(crate) fn waiting(self, night: u32, subject: Subject) -> f64 {
        -self.share(night, subject).ln()
    }
}

/// One step of SplitMix64.
fn mix(state: u64) -> u64 {
    let mut mixed = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_luck_and_another_seed_another() {
        let draw = |seed| Chance(seed).share(7, Subject::Onset);
        assert!((draw(1) - draw(1)).abs() < f64::EPSILON);
        assert!((draw(1) - draw(2)).abs() > 1e-6);
    }

    #[test]
    fn normal_numbers_have_mean_nought_and_spread_one() {
        let many = 20_000_u32;
        let draws: Vec<f64> = (0..many)
            .map(|night| Chance(3).normal(night, Subject::Recall))
            .collect();
        let mean = draws.iter().sum::<f64>() / f64::from(many);
        let square = draws.iter().map(|draw| draw * draw).sum::<f64>() / f64::from(many);
        assert!(mean.abs() < 0.03, "{mean}");
        assert!((square - 1.0).abs() < 0.05, "{square}");
    }
}
