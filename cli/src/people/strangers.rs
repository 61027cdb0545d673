//! People nobody designed: all traits but the one a world is about are left to chance.

use super::chance::{Chance, Subject};
use super::worlds::{Effect, FreeEvenings, Sessions, World};

impl World {
    /// A world of its own for one person.
    pub(crate) fn stranger(&self, seed: u64) -> Self {
        let mut traits = Traits::of(seed);
        let mut world = self.clone();
        world.spread *= traits.from(0.7, 1.3);
        world.skewed = traits.happens(0.3);
        if traits.happens(0.5) {
            world.drift = -world.drift;
        }
        let night = traits.one_of(&[25, 30, 35, 40, 45, 50, 55, 60]);
        world.jump = world.jump.map(|(_, minutes)| (night, minutes));
        world.coupling = traits.from(0.0, 0.8);
        world.bedtime_spread = traits.from(10.0, 45.0);
        world.weekend_shift = traits.one_of(&[0.0, 30.0, 60.0, 90.0]);
        world.free_evenings = traits.one_of(&[FreeEvenings::Before, FreeEvenings::On]);
        world.symptom_share = traits.from(0.5, 1.0);
        world.missing = traits.from(0.0, 0.35);
        world.unknown = traits.from(0.0, 0.2);
        world.heaping = traits.one_of(&[1.0, 5.0, 15.0, 30.0]);
        world.recall_noise = traits.from(0.0, 15.0);
        world.live = traits.one_of(&[0.0, 0.0, 0.3, 0.9]);
        world.adherence = traits.from(0.4, 1.0);
        let works = traits.from(0.4, 1.0);
        let removes = traits.from(0.0, 0.7);
        let delay = traits.one_of(&[30.0, 60.0, 90.0, 120.0]);
        if world.effect.works > 0.0 {
            world.effect = Effect {
                works,
                removes,
                delay,
            };
        }
        world.own_onset_error = traits.happens(0.4).then_some(45.0);
        let before_bed = traits.from(120.0, 240.0);
        world.sessions = traits.one_of(&[
            Sessions::AfterReminder(0.0),
            Sessions::AfterReminder(30.0),
            Sessions::BeforeBed(before_bed),
        ]);
        world
    }
}

/// One person's traits, drawn one after the other.
struct Traits {
    chance: Chance,
    drawn: u32,
}

impl Traits {
    fn of(seed: u64) -> Self {
        Self {
            chance: Chance(seed),
            drawn: 0,
        }
    }

    fn share(&mut self) -> f64 {
        self.drawn += 1;
        self.chance.share(self.drawn, Subject::Trait)
    }

    fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }

    fn from(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.share()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a short list"
    )]
    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let place = (self.share() * all.len() as f64) as usize;
        all[place.min(all.len() - 1)]
    }
}
