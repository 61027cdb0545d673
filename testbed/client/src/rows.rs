//! Every row of the fault matrix.

use serde_json::{Value, json};

use lull_core::session::Command;

use crate::fault::{Act, Cut, Fault, NEVER, When};

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
                // switched off as a search ends, bluetoothd itself dies
                vec![wait(1), Act::PowerOff],
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
