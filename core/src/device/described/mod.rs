//! A device that the person describes in a JSON file: which bytes it gets, and what a description must have to be taken.
//!
//! [`reading`] takes the file apart and names every field that is wrong, [`frame`] knows templates and checksums,
//! [`driver`] drives. The format is published in `docs/devices/described.schema.json`.
//!
//! Every frame that can ever be sent is in the file: levels within its range, the stop frame, the frames of a new
//! connection and of the keep-alive. What the file says of the device's own safety is not believed, so it has no
//! fail-safe.

pub mod driver;
mod fields;
pub mod frame;
pub mod reading;

use std::time::Duration;

use uuid::Uuid;

use self::frame::{Checksum, Template};
use super::{Advertisement, Channel, Level, LevelRange, Match, WriteMode};

pub use driver::Described;

/// A description that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// How the person calls it.
    pub name: String,
    identify: Identify,
    service: Uuid,
    characteristic: Channel,
    write: WriteMode,
    /// Notifications some devices want switched on; what they say is not understood.
    subscribe: Option<Channel>,
    run: Template,
    /// `None` for on and off only.
    levels: Option<Levels>,
    stop: Vec<u8>,
    init: Vec<Vec<u8>>,
    keep_alive: Option<KeepAlive>,
    checksum: Option<Checksum>,
}

/// What the advertisement must have; everything given must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Identify {
    name: Option<NamePattern>,
    manufacturer: Option<(u16, Vec<u8>)>,
    services: Vec<Uuid>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum NamePattern {
    Exactly(String),
    StartsWith(String),
}

/// The numbers that go into a template's level slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The lowest that turns the motor; at least 1.
    min: u16,
    max: u16,
    step: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct KeepAlive {
    every: Duration,
    /// `None` repeats whatever was sent last.
    frame: Option<Vec<u8>>,
}

impl Levels {
    /// The number for a level: never above it in proportion to the greatest number, except that the lowest one is
    /// the lowest there is.
    fn number(self, level: Level) -> u16 {
        let raw = u32::from(self.max) * u32::from(level.percent()) / 100;
        let above = u16::try_from(raw)
            .unwrap_or(u16::MAX)
            .min(self.max)
            .saturating_sub(self.min);
        self.min + above / self.step * self.step
    }

    fn numbers(self) -> impl Iterator<Item = u16> {
        (self.min..=self.max).step_by(self.step.into())
    }

    fn range(self) -> LevelRange {
        let top = self.min + (self.max - self.min) / self.step * self.step;
        LevelRange {
            min: self.percent(self.min),
            max: self.percent(top),
            step: self.percent(self.step).percent().max(1),
        }
    }

    /// Rounded up, so that this level gives the number back.
    fn percent(self, number: u16) -> Level {
        let percent = (u32::from(number) * 100).div_ceil(self.max.max(1).into());
        Level::from_percent_clamped(u8::try_from(percent).unwrap_or(100))
    }
}

impl Description {
    /// The frame for a level above 0.
    fn run_frame(&self, level: Level) -> Vec<u8> {
        let number = self.levels.map_or(0, |levels| levels.number(level));
        self.run.render(number, self.checksum)
    }

    /// Every frame that can ever be sent to this device.
    #[must_use]
    pub fn frames(&self) -> Vec<Vec<u8>> {
        let alive = self
            .keep_alive
            .as_ref()
            .and_then(|alive| alive.frame.clone());
        let mut frames = self.init.clone();
        frames.extend(self.run_frames());
        frames.extend(alive);
        frames.push(self.stop.clone());
        frames
    }

    fn run_frames(&self) -> impl Iterator<Item = Vec<u8>> {
        let numbers = self.levels.into_iter().flat_map(Levels::numbers);
        let alone = self.levels.is_none().then_some(0);
        numbers
            .chain(alone)
            .map(|number| self.run.render(number, self.checksum))
    }

    #[must_use]
    pub fn stop_frame(&self) -> &[u8] {
        &self.stop
    }

    /// Whether an advertisement is this device's. Services alone never say so: many kinds of devices share them.
    #[must_use]
    pub fn identify(&self, advertisement: &Advertisement) -> Match {
        let listed = |service: &Uuid| {
            let mut carried = advertisement.service_data.iter();
            advertisement.services.contains(service)
                || carried.any(|(carried, _)| carried == service)
        };
        let Identify {
            name,
            manufacturer,
            services,
        } = &self.identify;
        let named = name.as_ref().is_none_or(|pattern| {
            let heard = advertisement.name.as_deref();
            heard.is_some_and(|heard| pattern.fits(heard))
        });
        let made = manufacturer.as_ref().is_none_or(|(company, begin)| {
            let mut data = advertisement.manufacturer_data.iter();
            data.any(|(found, data)| found == company && data.starts_with(begin))
        });
        let ruled = name.is_some() || manufacturer.is_some();
        if !(ruled && named && made && services.iter().all(listed)) {
            Match::No
        } else if listed(&self.service) || !services.is_empty() {
            Match::Sure
        } else {
            Match::Maybe
        }
    }
}

impl NamePattern {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Exactly(whole) => name == whole,
            Self::StartsWith(begin) => name.starts_with(begin.as_str()),
        }
    }
}
