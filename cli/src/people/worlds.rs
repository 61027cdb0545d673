//! The worlds simulated people live in: every trait that could fool a plan, one at a time and together.

/// How one kind of person's evenings go. Minutes throughout.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) name: String,
    /// Standard deviation of the untreated onset from night to night.
    pub(crate) spread: f64,
    /// A long tail to later onsets instead of an even spread.
    pub(crate) skewed: bool,
    /// Later by this much every night.
    pub(crate) drift: f64,
    /// From that night on, later by so much.
    pub(crate) jump: Option<(u32, f64)>,
    /// How much of a bedtime's shift the onset follows, 0 to 1.
    pub(crate) coupling: f64,
    pub(crate) bedtime_spread: f64,
    /// How much later bedtime is on the nights before Saturday and Sunday.
    pub(crate) weekend_shift: f64,
    pub(crate) symptom_share: f64,
    /// Share of nights nothing is logged about.
    pub(crate) missing: f64,
    /// Share of logs that say "don't know".
    pub(crate) unknown: f64,
    /// Remembered times are told in steps of this; 1 is exact.
    pub(crate) heaping: f64,
    /// Standard deviation of memory.
    pub(crate) recall_noise: f64,
    /// Share of onsets tapped at once.
    pub(crate) live: f64,
    /// Share of reminders followed by a session.
    pub(crate) adherence: f64,
    pub(crate) effect: Effect,
    /// Standard deviation between people of the onset around bedtime minus three hours.
    pub(crate) people_spread: f64,
    pub(crate) free_evenings: FreeEvenings,
    /// How far off people are who say when their legs usually start; `None` where nobody says.
    pub(crate) own_onset_error: Option<f64>,
    pub(crate) sessions: Sessions,
    /// From each of these nights on, the clock is that many minutes ahead of the one at home.
    pub(crate) journeys: Vec<(u32, f64)>,
    /// Minutes by which the body's clock follows in a day.
    pub(crate) body_follows: f64,
}

/// The two evenings of the week that go on for longer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FreeEvenings {
    /// The evenings before Saturday and Sunday.
    Before,
    /// Those of Saturday and Sunday.
    On,
}

/// When sessions begin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sessions {
    /// Up to so many minutes after the reminder.
    AfterReminder(f64),
    /// So many minutes before the usual bedtime, whatever was planned.
    BeforeBed(f64),
}

/// What a session that begins before the onset does to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effect {
    /// Share of nights on which it does anything.
    pub(crate) works: f64,
    /// Of those, the share on which symptoms do not come at all.
    pub(crate) removes: f64,
    /// Else the mean delay.
    pub(crate) delay: f64,
}

impl Effect {
    pub(crate) const NONE: Self = Self {
        works: 0.0,
        removes: 0.0,
        delay: 0.0,
    };
    pub(crate) const STRONG: Self = Self {
        works: 0.8,
        removes: 0.4,
        delay: 75.0,
    };
}

impl World {
    fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            spread: 35.0,
            skewed: false,
            drift: 0.0,
            jump: None,
            coupling: 0.4,
            bedtime_spread: 25.0,
            weekend_shift: 40.0,
            symptom_share: 0.85,
            missing: 0.1,
            unknown: 0.05,
            heaping: 15.0,
            recall_noise: 10.0,
            live: 0.2,
            adherence: 0.9,
            effect: Effect::NONE,
            people_spread: 50.0,
            free_evenings: FreeEvenings::Before,
            own_onset_error: None,
            sessions: Sessions::AfterReminder(0.0),
            journeys: Vec::new(),
            body_follows: 60.0,
        }
    }

    fn but(name: &str, change: impl FnOnce(&mut Self)) -> Self {
        let mut world = Self::plain(name);
        change(&mut world);
        world
    }

    /// Half of the sessions help, and from night 45 on everything is 70 minutes earlier.
    pub(crate) fn for_the_picture() -> Self {
        Self::but("picture", |w| {
            w.spread = 25.0;
            w.jump = Some((45, -70.0));
            w.effect = Effect {
                works: 0.5,
                removes: 0.3,
                delay: 60.0,
            };
        })
    }

    /// The worlds of the bar.
    pub(crate) fn bar() -> Vec<Self> {
        vec![
            Self::plain("no effect of sessions"),
            Self::but("effective sessions", |w| w.effect = Effect::STRONG),
            Self::but("little spread", |w| w.spread = 15.0),
            Self::but("much spread", |w| w.spread = 75.0),
            Self::but("drift of 3 min a night", |w| w.drift = 3.0),
            Self::but("jump of an hour later", |w| w.jump = Some((40, 60.0))),
            Self::but("jump of an hour earlier", |w| w.jump = Some((40, -60.0))),
        ]
    }

    /// Three weeks somewhere else: how far, and how quickly the body follows.
    pub(crate) fn travel() -> Vec<Self> {
        [
            ("6 h west and back", -360.0, 60.0),
            ("6 h east and back", 360.0, 60.0),
            ("3 h west and back", -180.0, 60.0),
            ("8 h east and back", 480.0, 60.0),
            ("6 h west, quick body", -360.0, 90.0),
            ("6 h west, slow body", -360.0, 40.0),
            ("6 h east, quick body", 360.0, 90.0),
            ("6 h east, slow body", 360.0, 40.0),
            ("2 h east and back", 120.0, 60.0),
        ]
        .map(|(name, ahead, follows)| {
            Self::but(name, |w| {
                w.journeys = vec![(30, ahead), (51, 0.0)];
                w.body_follows = follows;
            })
        })
        .into()
    }

    /// One trait at a time, from nothing to much, and a few together.
    pub(crate) fn sweep() -> Vec<Self> {
        let mut worlds = Vec::new();
        for (name, coupling) in [("0", 0.0), ("0.5", 0.5), ("1", 1.0)] {
            worlds.push(Self::but(&format!("bedtime coupling {name}"), |w| {
                w.coupling = coupling;
            }));
        }
        for shift in [0.0, 60.0, 120.0] {
            worlds.push(Self::but(&format!("weekend shift {shift}"), |w| {
                w.weekend_shift = shift;
                w.coupling = 0.8;
            }));
        }
        for share in [0.2, 0.5, 1.0] {
            worlds.push(Self::but(&format!("symptom share {share}"), |w| {
                w.symptom_share = share;
            }));
        }
        for missing in [0.0, 0.3, 0.6] {
            worlds.push(Self::but(&format!("missing logs {missing}"), |w| {
                w.missing = missing;
            }));
        }
        worlds.push(Self::but("unknown 0.4", |w| w.unknown = 0.4));
        for heaping in [1.0, 30.0] {
            worlds.push(Self::but(&format!("heaping {heaping}"), |w| {
                w.heaping = heaping;
            }));
        }
        for noise in [0.0, 25.0] {
            worlds.push(Self::but(&format!("recall noise {noise}"), |w| {
                w.recall_noise = noise;
            }));
        }
        for (name, works, removes, delay, adherence) in [
            ("always delay 40", 1.0, 0.0, 40.0, 1.0),
            ("always delay 90", 1.0, 0.0, 90.0, 1.0),
            ("always remove", 1.0, 1.0, 0.0, 1.0),
            ("half work", 0.5, 0.5, 60.0, 1.0),
            ("work, half adherence", 0.8, 0.4, 75.0, 0.5),
            ("work, little adherence", 0.9, 0.4, 75.0, 0.2),
        ] {
            worlds.push(Self::but(&format!("sessions {name}"), |w| {
                w.effect = Effect {
                    works,
                    removes,
                    delay,
                };
                w.adherence = adherence;
            }));
        }
        for drift in [-3.0, -1.0, 1.0] {
            worlds.push(Self::but(&format!("drift {drift}"), |w| w.drift = drift));
        }
        worlds.push(Self::but("drift 3, little spread", |w| {
            w.drift = 3.0;
            w.spread = 15.0;
        }));
        for (name, jump) in [("2 h earlier", -120.0), ("2 h later", 120.0)] {
            worlds.push(Self::but(&format!("jump {name}"), |w| {
                w.jump = Some((55, jump));
            }));
        }
        worlds.push(Self::but("skewed", |w| w.skewed = true));
        worlds.push(Self::but("skewed, much spread", |w| {
            w.skewed = true;
            w.spread = 75.0;
        }));
        worlds.push(Self::but("far from the prior", |w| w.people_spread = 120.0));
        worlds.push(Self::but("effective, drift 3", |w| {
            w.effect = Effect::STRONG;
            w.drift = 3.0;
        }));
        worlds.push(Self::but("effective, hour earlier", |w| {
            w.effect = Effect::STRONG;
            w.jump = Some((40, -60.0));
        }));
        worlds.push(Self::but("effective, much spread", |w| {
            w.effect = Effect::STRONG;
            w.spread = 75.0;
        }));
        worlds.push(Self::but("effective, little spread", |w| {
            w.effect = Effect::STRONG;
            w.spread = 15.0;
        }));
        worlds
    }
}
