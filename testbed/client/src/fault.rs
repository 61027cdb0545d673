//! What a row of the fault matrix is: what goes wrong, when, for whom, and what must be seen of it. The rows themselves
//! are in [`crate::rows`].

use lull_core::session::{Command, ProgramKind};
use serde_json::{Value, json};

use crate::device::Device;

/// A row's session: its program, when the fault comes after the motor began to run, and when the person taps Stop if the
/// session is still alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// The supervised test of 10 s, whose timer ends it soon: for what lasts for ever.
    Short,
    /// The top-up of 12 minutes: for what comes back.
    Long,
}

impl Length {
    pub(crate) const fn program(self) -> ProgramKind {
        match self {
            Self::Short => ProgramKind::DeviceTest,
            Self::Long => ProgramKind::TopUp,
        }
    }

    pub(crate) const fn fault_s(self) -> u64 {
        match self {
            Self::Short => 4,
            Self::Long => 20,
        }
    }

    pub(crate) const fn stop_s(self) -> u64 {
        match self {
            Self::Short => 8,
            Self::Long => 60,
        }
    }
}

/// Seconds: longer than any session.
pub(crate) const NEVER: u64 = 1_000_000;

/// One thing that is done to the phone, the air or the device.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Act {
    /// A command of the lab to this device.
    Lab(Value),
    Wait {
        seconds: u64,
    },
    Tap(Command),
    PowerOff,
    PowerOn,
    KillService,
    StartService,
    Unplug,
    PlugIn,
    /// The phone forgets the device and its bond.
    ForgetHere,
    /// The device reports a longer session than it was asked for.
    Stretch,
    /// Another device with the same address takes its place before the start.
    Impostor,
}

/// When it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// The device was seen and kept; then it happens, then the person taps Start.
    BeforeStart,
    /// Some time after the motor began to run.
    MidSession,
    /// At the moment at which the person taps Stop.
    AtStop,
    /// At each step of the handshake in turn, one session for each.
    EachOperation(Cut),
    /// The app dies at each line of its journal in turn, one session for each; the device goes on.
    EachJournalLine,
}

/// How the link ends at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The device never sees the step.
    Before,
    /// The device obeys, and its answer is lost.
    After,
    /// As `After`, and the device stays out of reach.
    ForGood,
}

/// What the motor must have done in a session of a row, whatever was told: a row in which nothing ever moved has shown
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turned {
    /// It turned for a while.
    Surely,
    /// The fault leaves nothing that could make it turn.
    Never,
    /// Either is right.
    Perhaps,
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The word on the command line.
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) when: When,
    pub(crate) acts: Vec<Act>,
    /// What is put right after the session, so that the next row begins on a healthy phone.
    pub(crate) healed_by: Vec<Act>,
}

/// Rows whose fault passes, or whose session must be long for it to be met.
const LONG: &[&str] = &[
    "none",
    "drop-20s",
    "timeout-20s",
    "adapter-off-on",
    "replugged",
    "service-restarted",
    "slow",
    "slower",
    "bond-lost-there",
    "bond-lost-naive",
    "bond-lost-here",
    "new-layout",
    "authentication",
    "longer-than-asked",
];

/// Rows whose fault is there before the start and does not prevent it.
const TURNS_ALL_THE_SAME: &[&str] = &["slow-before", "longer-from-the-start"];

impl Fault {
    pub(crate) fn length(&self) -> Length {
        if LONG.contains(&self.key) {
            Length::Long
        } else {
            Length::Short
        }
    }

    /// What the device of the row is made with.
    pub(crate) fn options(&self) -> Value {
        match self.key {
            "bond-lost-naive" => json!({"naive": true}),
            _ => json!({}),
        }
    }

    /// What the motor must have done.
    pub(crate) fn turned(&self, device: Device) -> Turned {
        match self.when {
            // its timer is read back before it is switched on, and a wrong one is a reason not to
            When::BeforeStart
                if self.key == "longer-from-the-start" && device == Device::Sem6000 =>
            {
                Turned::Never
            }
            When::BeforeStart if !TURNS_ALL_THE_SAME.contains(&self.key) => Turned::Never,
            When::BeforeStart
            | When::MidSession
            | When::AtStop
            | When::EachOperation(Cut::Before | Cut::After) => Turned::Surely,
            // the last session, which meets no cut, and the last life are judged apart
            When::EachOperation(Cut::ForGood) | When::EachJournalLine => Turned::Perhaps,
        }
    }

    /// Whether the row makes sense for that device.
    pub(crate) fn concerns(&self, device: Device) -> bool {
        match self.key {
            "bond-lost-there" | "bond-lost-naive" | "bond-lost-here" | "pairing-refused" => {
                device.bonds()
            }
            "values-empty" | "values-garbage" | "values-oversized" | "flood" => device.notifies(),
            // it runs on a battery
            "power-cut" => device != Device::Bot,
            "longer-than-asked" | "longer-from-the-start" => device.reports_its_timer(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rows::all;

    #[test]
    fn no_two_rows_share_a_word_and_every_device_has_rows() {
        let rows = all();
        let words: BTreeSet<_> = rows.iter().map(|row| row.key).collect();
        assert_eq!(words.len(), rows.len());
        for key in LONG.iter().chain(TURNS_ALL_THE_SAME) {
            assert!(words.contains(key), "{key}");
        }
        for device in Device::ALL {
            assert!(rows.iter().filter(|row| row.concerns(device)).count() > 30);
        }
    }
}
