//! What sessions may do to an onset that would have come after their start.

/// What sessions may do, in families: levels and spreads are learnt for each family by itself, because the same log means
/// another level when sessions delay and when they do not.
pub(super) const FAMILIES: [(f64, &[Effect]); 3] = [
    (0.7, &[Effect::new(1.0, 0.0, 0.0, 0)]),
    (
        0.15,
        &[
            Effect::new(0.55, 0.9, 0.0, 0),
            Effect::new(0.45, 0.85, 0.1, 1),
        ],
    ),
    (
        0.15,
        &[
            Effect::new(0.5, 0.8, 0.5, 1),
            Effect::new(0.5, 0.9, 0.95, 1),
        ],
    ),
];

/// Delays considered, evenly between the two, in minutes.
pub(super) const DELAYS: [(f64, f64); 2] = [(10.0, 100.0), (20.0, 200.0)];

/// How fast old nights fade in the share of nights with symptoms.
const FADING: f64 = 0.99;

/// One way in which sessions may act, and how far it is believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effect {
    pub(super) weight: f64,
    /// Share of treated nights on which it does anything.
    pub(super) works: f64,
    /// Of those, the share on which no symptoms come.
    pub(super) removes: f64,
    /// Which of the delays there is else.
    pub(super) delay: usize,
    /// Nights with and without symptoms, as if no session had been; older ones fade.
    symptoms: f64,
    quiet: f64,
}

impl Effect {
    const fn new(weight: f64, works: f64, removes: f64, delay: usize) -> Self {
        Self {
            weight,
            works,
            removes,
            delay,
            symptoms: 4.0,
            quiet: 1.0,
        }
    }

    /// The share of nights on which symptoms come unless a session takes them away.
    pub(super) fn come(&self) -> f64 {
        self.symptoms / (self.symptoms + self.quiet)
    }

    /// One night more, which was quiet to that share.
    pub(super) fn count(&mut self, quiet: f64) {
        self.symptoms = self.symptoms * FADING + 1.0 - quiet;
        self.quiet = self.quiet * FADING + quiet;
    }
}
