//! A wake as a value, and how to look into the schedule it gives.

pub(crate) mod berlin;

use std::collections::BTreeMap;

use lull_core::diary::History;
use lull_core::reminder::audit::Delivery;
use lull_core::reminder::{Alarm, AlarmKind, Capabilities, Notice, NoticeKind, Schedule, schedule};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now};

pub(crate) const ALL_ALLOWED: Capabilities = Capabilities {
    exact_alarms: true,
    notifications: true,
    slots: 40,
    background_restricted: false,
    force_stopped: false,
    repeating_alarms: true,
    reports_firing: true,
};

/// More alarms than are ever wanted.
#[allow(dead_code, reason = "single evenings do without")]
pub(crate) const ROOMY: Capabilities = Capabilities {
    slots: 500,
    ..ALL_ALLOWED
};

/// Everything a wake decides from.
#[derive(Clone, Debug)]
pub(crate) struct Wake {
    pub(crate) history: History,
    pub(crate) settings: Settings,
    pub(crate) deliveries: Vec<Delivery>,
    pub(crate) capabilities: Capabilities,
    pub(crate) now: Now,
}

impl Wake {
    pub(crate) fn schedule(&self) -> Schedule {
        schedule(
            &self.history,
            &self.settings,
            &self.deliveries,
            &self.capabilities,
            &self.now,
        )
    }

    #[allow(
        dead_code,
        reason = "some evenings are what the phone allows by itself"
    )]
    pub(crate) fn with(&self, capabilities: Capabilities) -> Self {
        Self {
            capabilities,
            ..self.clone()
        }
    }
}

pub(crate) fn evenings_by_night(schedule: &Schedule) -> BTreeMap<Night, &Alarm> {
    schedule
        .alarms
        .iter()
        .filter(|alarm| alarm.kind == AlarmKind::Evening)
        .map(|alarm| (alarm.night, alarm))
        .collect()
}

pub(crate) fn notice(schedule: &Schedule, kind: NoticeKind) -> Option<&Notice> {
    schedule.notices.iter().find(|notice| notice.kind == kind)
}
