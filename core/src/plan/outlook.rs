//! What one moment knows of all nights: the diary is looked at once, then any night is planned from it.

use super::Plan;
use super::tonight;
use crate::diary::History;
use crate::settings::Settings;
use crate::time::{Night, Now};

/// The plans of as many nights as are wanted, seen from one moment. A wake asks for a fortnight of them.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    history: &'a History,
    settings: &'a Settings,
    now: &'a Now,
}

impl<'a> Outlook<'a> {
    #[must_use]
    pub fn new(history: &'a History, settings: &'a Settings, now: &'a Now) -> Self {
        Self {
            history,
            settings,
            now,
        }
    }

    /// The plan of a night; the same as [`super::for_night`]'s.
    #[must_use]
    pub fn night(&self, night: Night) -> Plan {
        tonight::for_night(night, self.history, self.settings, self.now)
    }
}
