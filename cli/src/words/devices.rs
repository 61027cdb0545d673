//! Kept devices in words: what was heard, what each is, what stops it, what the test is about.

use std::fmt::Write as _;
use std::io;

use console::{Alignment, pad_str};
use lull_core::device::hearing::Heard;
use lull_core::device::kept::{DeviceError, DeviceKind, DeviceName, KeptDevice, Reach, TestResult};
use lull_core::device::link::LinkFault;
use lull_core::device::mains::Learned;
use lull_core::device::sighting::Verdict;
use lull_core::device::{Evidence, FailSafe, Match};

use super::session;
use crate::output::{COLUMNS, accent, quiet, wrapped};

/// The kinds by their words on the command line. A described one comes with its file.
pub(crate) const KINDS: [(&str, DeviceKind); 5] = [
    ("open-massager", DeviceKind::OpenMassager),
    ("shelly", DeviceKind::ShellyPlug),
    ("plug-mini", DeviceKind::PlugMini),
    ("bot", DeviceKind::Bot),
    ("sem6000", DeviceKind::Sem6000),
];

pub(crate) const NONE_YET: &str = "No devices yet. lull devices scan shows what is near, lull devices add keeps one. \
     To try it without a device: lull massager --socket /tmp/feet.sock in another terminal, then \
     lull devices add --simulated-at /tmp/feet.sock --name Feet.";
pub(crate) const LISTENING: &str = "Listening on Bluetooth. Ctrl-C ends it.";
pub(crate) const HOW_TO_ADD: &str =
    "Keep one with lull devices add ADDRESS --name NAME; what it is can be given with --family.";
pub(crate) const ADDRESS_NEEDED: &str =
    "address: say which device, as lull devices scan shows it; or --simulated-at PATH.";
pub(crate) const ASK_WHICH: &str = "Which one?";
pub(crate) const ASK_NAME: &str = "What do you call it?";
pub(crate) const ASK_EXPERIMENTAL: &str = "Add it all the same?";
pub(crate) const ASK_FORGET: &str = "Forget it?";
pub(crate) const NOTHING_FORGOTTEN: &str = "Nothing was forgotten.";
pub(crate) const WAS_CHOSEN: &str = "It was the massager of your evenings. Until you choose another (lull setup --device NAME), Lull keeps the time \
     and you switch your massager yourself.";
pub(crate) const TEST_INTRODUCTION: &str = "The massager runs at its lowest level for ten seconds and stops. Stay beside it, with its plug within reach, \
     and look whether it really starts and stops. Behind a plug, turn its own knob to low first.";
pub(crate) const ASK_READY: &str = "Ready?";
pub(crate) const NOTHING_STARTED: &str = "Nothing was started.";
pub(crate) const ASK_WHAT_HAPPENED: &str = "What did you see?";
pub(crate) const SAW_BOTH: &str = "it started and stopped";
pub(crate) const SAW_NO_START: &str = "it did not start";
pub(crate) const SAW_NO_STOP: &str = "it started and did not stop";
pub(crate) const SOMEBODY_MUST_SEE: &str = "answer: somebody must see whether it starts and stops; run it on a terminal, or give --answer passed, \
     did-not-start or did-not-stop.";
pub(crate) const ASK_NO_FAIL_SAFE: &str = "Start it all the same, and stay beside it?";
pub(crate) const TEST_NOT_FINISHED: &str =
    "the test did not run to its end, so nothing was recorded; run it again.";
pub(crate) const LEARNED_NOTHING: &str = "The plug's meter saw nothing that could be told from an idle plug, so Lull will see the plug and not the \
     massager. If it did run, test again with its knob turned up.";

pub(crate) fn kind(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::OpenMassager => "Open Massager",
        DeviceKind::ShellyPlug => "Shelly plug",
        DeviceKind::Sem6000 => "Voltcraft SEM6000 plug",
        DeviceKind::PlugMini => "SwitchBot Plug Mini",
        DeviceKind::Bot => "SwitchBot Bot",
        DeviceKind::Described => "described by you",
    }
}

/// Text that came over the air, without what would write on the terminal by itself, and not endless.
pub(crate) fn readable(text: &str) -> String {
    const LONGEST: usize = 40;
    text.chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// A device that was heard: one line, and what is to be said of it below.
pub(crate) fn heard(heard: &Heard) -> Vec<String> {
    let signal = heard
        .signal_dbm
        .map_or("-".to_owned(), |dbm| dbm.to_string());
    let name = called(heard);
    let (what, remark) = match &heard.verdict {
        Verdict::Drivable {
            family,
            sureness,
            obstacle,
        } => {
            let mut what = DeviceKind::of(*family).map_or("", kind).to_owned();
            if *sureness != Match::Sure {
                what.push_str(", perhaps");
            }
            let obstacle =
                obstacle.map(|refusal| format!("not yet: {}", session::refusal(refusal)));
            (what, obstacle)
        }
        Verdict::Refused(refused) => ("not supported".to_owned(), Some(refused.to_string())),
        Verdict::Contradictory { families } => {
            let kinds: Vec<&str> = families
                .iter()
                .filter_map(|family| DeviceKind::of(*family))
                .map(kind)
                .collect();
            ("not offered".to_owned(), Some(contradiction(&kinds)))
        }
        Verdict::Stranger if heard.kept.is_some() => ("described by you".to_owned(), None),
        Verdict::Stranger => ("unknown to Lull".to_owned(), None),
    };
    let what = match &heard.kept {
        Some((_, kept)) => format!("{what} · kept as {kept}"),
        None => what,
    };
    let mut lines = vec![format!(
        "  {:>4} {}  {}  {}  {}",
        signal,
        quiet(strength(heard.signal_dbm)),
        pad_str(&name, 20, Alignment::Left, Some("…")),
        accent(what),
        quiet(&heard.address)
    )];
    if let Some(remark) = remark {
        let remark = wrapped(&remark, COLUMNS - 13);
        lines.extend(remark.into_iter().map(|line| format!("{:13}{line}", "")));
    }
    lines
}

fn called(heard: &Heard) -> String {
    let name = heard.name.as_deref().map(readable);
    name.unwrap_or_else(|| "(no name)".to_owned())
}

/// Nearer than about -60 dBm is usually the same room, weaker than -80 at the edge of reach.
fn strength(signal_dbm: Option<i16>) -> &'static str {
    match signal_dbm {
        Some(dbm) if dbm >= -60 => "▮▮▮",
        Some(dbm) if dbm >= -80 => "▮▮▯",
        Some(_) => "▮▯▯",
        None => "   ",
    }
}

/// A device to choose, in one line.
pub(crate) fn choice(heard: &Heard) -> String {
    let name = called(heard);
    let kind = match &heard.verdict {
        Verdict::Drivable { family, .. } => DeviceKind::of(*family).map_or("", kind),
        Verdict::Refused(_) | Verdict::Contradictory { .. } | Verdict::Stranger => "unknown",
    };
    format!("{name} · {kind} · {}", heard.address)
}

pub(crate) fn contradiction(kinds: &[&str]) -> String {
    format!(
        "it says that it is several things at once ({}), so no driver is let near it",
        kinds.join(", ")
    )
}

pub(crate) fn nothing_heard(seconds: u32, strangers: usize) -> String {
    let mut text = format!("Nothing that Lull can drive was heard in {seconds} s.");
    if strangers > 0 {
        let _ = write!(text, " {strangers} other devices were (--all shows them).");
    }
    text.push_str(
        " Switch the massager or plug on, bring it near, and close its maker's app: what another phone holds is not \
         heard.",
    );
    text
}

pub(crate) fn not_heard(address: &str) -> String {
    format!(
        "{} was not heard; switch it on and bring it near, or say what it is with --family.",
        readable(address)
    )
}

/// Why a device that was heard is not added by itself.
pub(crate) fn why_not(heard: &Heard) -> String {
    match &heard.verdict {
        Verdict::Refused(refused) => format!("{refused}."),
        Verdict::Contradictory { families } => {
            let kinds: Vec<&str> = families
                .iter()
                .filter_map(|family| DeviceKind::of(*family))
                .map(kind)
                .collect();
            format!("{}.", contradiction(&kinds))
        }
        Verdict::Stranger | Verdict::Drivable { .. } => {
            "no driver knows this device; if you do, say what it is with --family, or describe it with --describe FILE."
                .to_owned()
        }
    }
}

pub(crate) fn heading(device: &KeptDevice, is_chosen: bool) -> String {
    if is_chosen {
        format!("{} · your evening's massager", device.name)
    } else {
        device.name.to_string()
    }
}

pub(crate) fn facts(device: &KeptDevice) -> Vec<(&'static str, String)> {
    let found = match &device.reach {
        Reach::Bluetooth { address } => address.clone(),
        Reach::Socket { path } => format!("simulated, at {path}"),
    };
    let mut facts = vec![
        ("What", what(device)),
        ("Where", found),
        ("Stops without us", fail_safe(device.fail_safe())),
        ("Test", test(device)),
    ];
    if let Some(learned) = device.learned {
        facts.push(("Draws", draws(learned)));
    }
    facts
}

fn what(device: &KeptDevice) -> String {
    let mut what = kind(device.configuration.kind()).to_owned();
    match device.evidence() {
        Evidence::C | Evidence::D => what.push_str(", experimental"),
        Evidence::A | Evidence::B | Evidence::OwnDesign | Evidence::Human => {}
    }
    if let (true, Some(field)) = (
        device.configuration.has_secret(),
        device.configuration.kind().secret_field(),
    ) {
        let _ = write!(what, ", {field} kept");
    }
    what
}

fn fail_safe(fail_safe: FailSafe) -> String {
    match fail_safe {
        FailSafe::DeviceTimer => "its own timer, armed before every start".to_owned(),
        FailSafe::DeviceTimerAndLinkLoss { after } => format!(
            "its own timer, and {} after the link is lost",
            super::duration(after)
        ),
        FailSafe::None => "NOTHING: if Lull or the link fails, only you can".to_owned(),
    }
}

fn test(device: &KeptDevice) -> String {
    match device.test.map(|test| test.result) {
        None => format!(
            "not yet: lull devices test {}",
            quoted(device.name.as_str())
        ),
        Some(TestResult::Passed) => "passed".to_owned(),
        Some(TestResult::DidNotStart) => {
            "it did not start; no massage until a test is passed".to_owned()
        }
        Some(TestResult::DidNotStop) => {
            "IT DID NOT STOP; no massage until a test is passed".to_owned()
        }
    }
}

fn draws(learned: Learned) -> String {
    format!(
        "{} idle, {} running",
        session::watts(learned.idle()),
        session::watts(learned.running())
    )
}

/// As a shell takes it.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

pub(crate) fn test_comes_next(device: &KeptDevice) -> String {
    format!(
        "Kept. Nothing was sent to it. Its supervised test comes before the first massage: lull devices test {}",
        quoted(device.name.as_str())
    )
}

pub(crate) fn experimental(kind: DeviceKind) -> String {
    format!(
        "{}: what Lull sends to this kind of device is known from one source and was never tried on hardware here. It may \
         do nothing, or not stop.",
        self::kind(kind)
    )
}

pub(crate) fn name_taken(taken: &str, wanted: &DeviceName) -> String {
    if taken == wanted.as_str() {
        format!("name: another device is called {taken}; choose another --name.")
    } else {
        format!(
            "name: another device is called {taken}, which is the same but for capitals; choose another --name."
        )
    }
}

pub(crate) fn no_such_secret(kind: DeviceKind, field: &str) -> String {
    format!("{field}: a {} takes none.", self::kind(kind))
}

pub(crate) fn ask_secret(field: &str) -> String {
    format!("  Its {field} (not shown as you type):")
}

pub(crate) fn no_secret(field: &str, error: &io::Error) -> String {
    format!("{field}: it could not be read ({error}).")
}

pub(crate) fn renamed(before: &DeviceName, after: &DeviceName) -> String {
    format!("{before} is now called {after}.")
}

pub(crate) fn what_is_lost(device: &KeptDevice) -> String {
    let mut lost = vec!["its address", "its test"];
    if device.configuration.has_secret() {
        lost.push("its password or PIN");
    }
    if device.learned.is_some() {
        lost.push("what its massager draws");
    }
    format!(
        "Forgetting {} loses {}. The diary keeps its sessions.",
        device.name,
        lost.join(", ")
    )
}

pub(crate) fn forgotten(device: &KeptDevice) -> String {
    format!(
        "{} was forgotten. The diary keeps its sessions.",
        device.name
    )
}

pub(crate) fn paired(device: &KeptDevice) -> String {
    format!("{} is paired with this computer.", device.name)
}

pub(crate) fn never_paired(device: &KeptDevice) -> String {
    format!(
        "{} needs no pairing: its kind ({}) takes none.",
        device.name,
        kind(device.configuration.kind())
    )
}

/// What comes after a pairing.
pub(crate) fn test_it(device: &KeptDevice) -> String {
    format!(
        "Now its supervised test: lull devices test {}",
        quoted(device.name.as_str())
    )
}

/// The pairing that the system keeps of a forgotten device, and what to do about it.
pub(crate) fn still_paired(fault: LinkFault) -> String {
    format!(
        "This system may still keep its pairing ({}): remove it in the system's Bluetooth settings.",
        session::link_fault_short(fault)
    )
}

/// The command that undoes a forgetting, but for the test, the secret and the watts.
pub(crate) fn how_to_add_again(device: &KeptDevice) -> String {
    let kind = device.configuration.kind();
    let word = KINDS.iter().find(|(_, known)| *known == kind);
    let family = word.map_or("--describe FILE".to_owned(), |(word, _)| {
        format!("--family {word}")
    });
    let secret = match kind
        .secret_field()
        .filter(|_| device.configuration.has_secret())
    {
        Some(field) => format!(" --{field}"),
        None => String::new(),
    };
    let experimental = if device.configuration.is_experimental() {
        " --experimental"
    } else {
        ""
    };
    let place = match &device.reach {
        Reach::Bluetooth { address } => format!("{address} {family}{secret}{experimental}"),
        Reach::Socket { path } => format!("--simulated-at {path}"),
    };
    format!(
        "Add it again with lull devices add {place} --name {}; its test has to be done again.",
        quoted(device.name.as_str())
    )
}

pub(crate) fn test_heading(device: &KeptDevice) -> String {
    format!("Testing {}", device.name)
}

pub(crate) fn no_fail_safe(name: &str) -> String {
    format!(
        "Nothing stops {name} by itself. If Lull, this computer or the link fails, it goes on until you switch it off or \
         pull the plug. Do not fall asleep with it."
    )
}

pub(crate) fn passed(device: &KeptDevice) -> String {
    format!(
        "{} passed. Make it your evening's massager with lull setup --device {}.",
        device.name,
        quoted(device.name.as_str())
    )
}

pub(crate) fn learned(learned: Learned) -> String {
    format!(
        "Learned: {}. Lull now sees whether the massager really runs and stops.",
        draws(learned)
    )
}

pub(crate) fn did_not_start(device: &KeptDevice) -> String {
    let advice = match device.configuration.kind() {
        DeviceKind::ShellyPlug | DeviceKind::Sem6000 | DeviceKind::PlugMini => {
            "A massager with soft buttons stays in standby when its mains comes back; one with a knob or rocker switch \
             runs. Turn its knob up and test again."
        }
        DeviceKind::Bot => "Check that its arm reaches the switch, and test again.",
        DeviceKind::OpenMassager | DeviceKind::Described => "Check its supply and test again.",
    };
    format!(
        "{} did not start, so no massage will start on it. {advice}",
        device.name
    )
}

pub(crate) fn did_not_stop(device: &KeptDevice) -> String {
    format!(
        "switch {} off by hand or pull its plug now. It did not stop, so Lull will start no massage on it.",
        device.name
    )
}

/// The field a person would correct; `None` where the device itself stands in the way.
pub(crate) fn wrong_field(error: &DeviceError) -> Option<&'static str> {
    match error {
        DeviceError::Unknown { .. } | DeviceError::Ambiguous { .. } | DeviceError::Forgotten => {
            Some("device")
        }
        DeviceError::NameTaken { .. } => Some("name"),
        DeviceError::AlreadyKept { .. } => Some("address"),
        DeviceError::Experimental { .. } => Some("experimental"),
        DeviceError::NotTested { .. }
        | DeviceError::NoFailSafe { .. }
        | DeviceError::InUse { .. } => None,
    }
}

pub(crate) fn error(error: &DeviceError) -> String {
    match error {
        DeviceError::Unknown { name, known } if known.is_empty() => format!(
            "device: no device is called “{}”; you have added none yet. lull devices add keeps one.",
            readable(name)
        ),
        DeviceError::Unknown { name, known } => format!(
            "device: no device is called “{}”; you have {}.",
            readable(name),
            known.join(", ")
        ),
        DeviceError::Ambiguous { name, names } => format!(
            "device: “{}” may be {}; write more of its name.",
            readable(name),
            names.join(" or ")
        ),
        DeviceError::Forgotten => {
            "device: the massager was forgotten; choose another with lull setup --device NAME."
                .to_owned()
        }
        DeviceError::NameTaken { name } => {
            format!("name: another device is called {name}; choose another.")
        }
        DeviceError::AlreadyKept { name } => {
            format!(
                "address: this device is kept already, as {name}; lull devices rename calls it something else."
            )
        }
        DeviceError::Experimental { kind } => {
            format!(
                "experimental: {} Add it with --experimental.",
                experimental(*kind)
            )
        }
        DeviceError::NotTested {
            name,
            failed: false,
        } => format!(
            "{name} has not been tested, and its supervised test comes before the first massage: lull devices test {}",
            quoted(name)
        ),
        DeviceError::NotTested { name, failed: true } => format!(
            "{name} did not pass its last test, so no massage starts on it: lull devices test {}",
            quoted(name)
        ),
        DeviceError::NoFailSafe { name } => format!(
            "nothing stops {name} by itself. Take note of that with lull devices test {} --accept-no-fail-safe, and stay beside it.",
            quoted(name)
        ),
        DeviceError::InUse { name } => format!(
            "a session runs on {name}, or was cut off on it; end it with lull session stop, then lull wake."
        ),
    }
}
