//! The rows of the fault matrix: what goes wrong, and when.

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

const NEVER: u64 = 1_000_000;

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

fn row(key: &'static str, title: &'static str, when: When, acts: Vec<Act>) -> Fault {
    Fault {
        key,
        title,
        when,
        acts,
        healed_by: vec![],
    }
}

fn lab(command: Value) -> Act {
    Act::Lab(command)
}

fn wait(seconds: u64) -> Act {
    Act::Wait { seconds }
}

/// Every row there is.
pub(crate) fn all() -> Vec<Fault> {
    use When::{AtStop, BeforeStart, EachJournalLine, EachOperation, MidSession};
    let cmd = |name: &str| json!({"cmd": name});
    let mut rows = vec![
        row("none", "nothing goes wrong", MidSession, vec![]),
        row(
            "absent",
            "absent",
            BeforeStart,
            vec![lab(json!({"cmd": "hide", "on": true}))],
        ),
        row(
            "out-of-range",
            "out of range at connect",
            BeforeStart,
            vec![lab(json!({"cmd": "vanish", "for": NEVER}))],
        ),
        row(
            "cut-before",
            "link lost before each step of the handshake",
            EachOperation(Cut::Before),
            vec![],
        ),
        row(
            "cut-after",
            "link lost after each step, its answer with it",
            EachOperation(Cut::After),
            vec![],
        ),
        row(
            "cut-for-good",
            "link lost after each step, and the device stays away",
            EachOperation(Cut::ForGood),
            vec![],
        ),
        row(
            "drop-1s",
            "link lost for 1 s",
            MidSession,
            vec![lab(json!({"cmd": "drop", "for": 1}))],
        ),
        row(
            "drop-20s",
            "link lost for 20 s",
            MidSession,
            vec![lab(json!({"cmd": "drop", "for": 20}))],
        ),
        row(
            "drop-ever",
            "link lost for ever",
            MidSession,
            vec![lab(json!({"cmd": "drop", "for": NEVER}))],
        ),
        row(
            "drop-at-stop",
            "link lost for ever at the tap on Stop",
            AtStop,
            vec![lab(json!({"cmd": "drop", "for": NEVER}))],
        ),
        row(
            "timeout-20s",
            "out of range for 20 s (supervision timeout)",
            MidSession,
            vec![lab(json!({"cmd": "vanish", "for": 20}))],
        ),
        row(
            "timeout-ever",
            "out of range for ever",
            MidSession,
            vec![lab(json!({"cmd": "vanish", "for": NEVER}))],
        ),
        Fault {
            healed_by: vec![Act::PowerOn],
            ..row(
                "adapter-off",
                "adapter off for ever",
                MidSession,
                vec![Act::PowerOff],
            )
        },
        row(
            "adapter-off-on",
            "adapter off for 10 s",
            MidSession,
            vec![Act::PowerOff, wait(10), Act::PowerOn],
        ),
        Fault {
            healed_by: vec![Act::PowerOn],
            ..row(
                "adapter-off-before",
                "adapter off before Start",
                BeforeStart,
                vec![Act::PowerOff],
            )
        },
        Fault {
            healed_by: vec![Act::PlugIn, wait(2)],
            ..row(
                "unplugged",
                "adapter unplugged for ever",
                MidSession,
                vec![Act::Unplug],
            )
        },
        row(
            "replugged",
            "adapter unplugged for 10 s",
            MidSession,
            vec![Act::Unplug, wait(10), Act::PlugIn],
        ),
        Fault {
            healed_by: vec![Act::StartService],
            ..row(
                "service-killed",
                "bluetoothd kill -9",
                MidSession,
                vec![Act::KillService],
            )
        },
        row(
            "service-restarted",
            "bluetoothd kill -9, back after 5 s",
            MidSession,
            vec![Act::KillService, wait(5), Act::StartService],
        ),
        row(
            "silent",
            "silent on a link that is up",
            MidSession,
            vec![lab(json!({"cmd": "mute", "on": true}))],
        ),
        row(
            "silent-at-stop",
            "silent from the tap on Stop",
            AtStop,
            vec![lab(json!({"cmd": "mute", "on": true}))],
        ),
        row(
            "silent-before",
            "silent from the start",
            BeforeStart,
            vec![lab(json!({"cmd": "mute", "on": true}))],
        ),
        row(
            "slow",
            "slow: 2 s for every answer",
            MidSession,
            vec![lab(json!({"cmd": "fault", "slow": 2}))],
        ),
        row(
            "slow-before",
            "slow from the start",
            BeforeStart,
            vec![lab(json!({"cmd": "fault", "slow": 2}))],
        ),
        row(
            "slower",
            "slower than any patience: 20 s",
            MidSession,
            vec![lab(json!({"cmd": "fault", "slow": 20}))],
        ),
        row(
            "att-error",
            "ATT error 0x80 to everything",
            MidSession,
            vec![lab(json!({"cmd": "fault", "error": 0x80}))],
        ),
        row(
            "att-error-before",
            "ATT error 0x80 from the start",
            BeforeStart,
            vec![lab(json!({"cmd": "fault", "error": 0x80}))],
        ),
        row(
            "att-error-at-stop",
            "ATT error 0x80 from the tap on Stop",
            AtStop,
            vec![lab(json!({"cmd": "fault", "error": 0x80}))],
        ),
        row(
            "authentication",
            "insufficient authentication (0x05)",
            MidSession,
            vec![lab(json!({"cmd": "fault", "error": 0x05}))],
        ),
        row(
            "authentication-before",
            "insufficient authentication from the start",
            BeforeStart,
            vec![lab(json!({"cmd": "fault", "error": 0x05}))],
        ),
        row(
            "pairing-refused",
            "the device refuses to pair",
            BeforeStart,
            vec![lab(json!({"cmd": "pairing", "accept": false}))],
        ),
        row(
            "bond-lost-there",
            "the device loses its bond, then the link",
            MidSession,
            vec![
                lab(cmd("forget_bonds")),
                lab(json!({"cmd": "drop", "for": 1})),
            ],
        ),
        row(
            "bond-lost-naive",
            "the device loses its bond, then the link; each connection starts its clock anew",
            MidSession,
            vec![
                lab(cmd("forget_bonds")),
                lab(json!({"cmd": "drop", "for": 1})),
            ],
        ),
        row(
            "bond-lost-here",
            "the phone loses the bond and the link",
            MidSession,
            vec![Act::ForgetHere],
        ),
        row(
            "values-empty",
            "every value it sends is empty",
            MidSession,
            vec![lab(json!({"cmd": "fault", "values": ""}))],
        ),
        row(
            "values-garbage",
            "every value it sends is garbage",
            MidSession,
            vec![lab(
                json!({"cmd": "fault", "values": "80ff0203a55a00112233445566778899"}),
            )],
        ),
        row(
            "values-oversized",
            "every value it sends is 244 bytes",
            MidSession,
            vec![lab(json!({"cmd": "fault", "values": "42".repeat(244)}))],
        ),
        row(
            "flood",
            "500 values at once",
            MidSession,
            vec![lab(json!({"cmd": "notify", "count": 500, "hex": "ff00"}))],
        ),
        row(
            "unsolicited",
            "a write response nobody asked for",
            MidSession,
            vec![lab(json!({"cmd": "raw_att", "hex": "13"}))],
        ),
        row(
            "garbage-pdu",
            "truncated and unknown ATT packets",
            MidSession,
            vec![
                lab(json!({"cmd": "raw_att", "hex": "1b"})),
                lab(json!({"cmd": "raw_att", "hex": "ee0102"})),
            ],
        ),
        row(
            "new-layout",
            "restarts with another GATT layout",
            MidSession,
            vec![lab(cmd("reflash"))],
        ),
        row(
            "commands-at-once",
            "louder, softer, pause, stop in one moment",
            MidSession,
            vec![
                Act::Tap(Command::LevelUp),
                Act::Tap(Command::LevelDown),
                Act::Tap(Command::Pause),
                Act::Tap(Command::Stop),
                Act::Tap(Command::Resume),
            ],
        ),
        row(
            "button",
            "its own button is pressed",
            MidSession,
            vec![lab(cmd("press"))],
        ),
        row(
            "power-cut",
            "a power cut",
            MidSession,
            vec![
                lab(json!({"cmd": "device", "do": "power_cut"})),
                lab(json!({"cmd": "drop", "for": 3})),
            ],
        ),
        row(
            "longer-than-asked",
            "reports a session 5 min longer than asked",
            MidSession,
            vec![
                Act::Stretch,
                wait(20),
                lab(json!({"cmd": "drop", "for": NEVER})),
            ],
        ),
        row(
            "longer-from-the-start",
            "its timer is 5 min longer than asked, from the start",
            BeforeStart,
            vec![Act::Stretch],
        ),
        row(
            "impostor",
            "another device answers in its place",
            BeforeStart,
            vec![Act::Impostor],
        ),
        row(
            "app-killed",
            "the app dies at each line of its journal",
            EachJournalLine,
            vec![],
        ),
    ];
    rows.sort_by_key(|row| matches!(row.when, EachJournalLine));
    rows
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

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
