//! A running massage in plain words: steps, levels, link, what happened, how it ended.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::app::SessionRecord;
use lull_core::device::link::LinkFault;
use lull_core::device::mains::Milliwatts;
use lull_core::device::{DeviceChoice, FailSafe, Level, Motion, Refusal, StopCause};
use lull_core::session::level::{HoldLevel, HoldReason};
use lull_core::session::program::StepKind;
use lull_core::session::view::{LinkState, MotorSeen, Stage};
use lull_core::session::{EndReason, ProgramKind, SessionId, SessionView, Stopped};

use super::{by_time, count, duration, stretches, time_at};

pub(crate) const KEYS: &str = "+ stronger   - softer   p pause   r resume   q stop";
pub(crate) const STOP_ASKED: &str =
    "Stopping. Waiting until the massager is seen to stand still; Ctrl-C again leaves at once.";
pub(crate) const NO_STOP_NEEDED: &str = "No session is running.";
pub(crate) const STOP_REQUESTED: &str = "Asked the lull that runs the session to stop.";

pub(crate) const STOP_NOT_SEEN: &str = "The stop was asked for and has not been seen yet; the lull that runs the session goes on trying. If the massager \
     still runs, switch it off or pull the plug.";
pub(crate) const NO_OWNER: &str =
    "No lull runs a session, so the massager itself was asked to stop.";
pub(crate) const CUT_OFF: &str = "The lull that ran it is gone. lull session stop asks the massager to stop; lull wake records what became of it.";

/// What the journal tells of a session that is not closed.
#[derive(Clone, Debug)]
pub(crate) struct Journalled {
    pub(crate) id: SessionId,
    pub(crate) program: ProgramKind,
    pub(crate) device: DeviceChoice,
    pub(crate) massager: String,
    pub(crate) began: Timestamp,
    pub(crate) latest_end: Timestamp,
    pub(crate) wanted: Option<Level>,
    pub(crate) observed: Option<Level>,
}

pub(crate) fn journalled(open: &Journalled, zone: &TimeZone) -> Vec<(&'static str, String)> {
    let percent = |level: Option<Level>| level.map_or("not yet".to_owned(), self::level);
    vec![
        ("Session", super::plan::program(open.program).to_owned()),
        ("Started", time_at(open.began, zone)),
        ("Massager", open.massager.clone()),
        ("Level wanted", percent(open.wanted)),
        ("Seen running at", percent(open.observed)),
        (
            "Ends by itself",
            format!("by {}", by_time(open.latest_end, zone)),
        ),
    ]
}

/// What a start drives; `name` is that of a kept device.
pub(crate) fn device(choice: &DeviceChoice, name: Option<&str>) -> String {
    match choice {
        DeviceChoice::Kept { .. } => name.unwrap_or("a massager you have forgotten").to_owned(),
        DeviceChoice::Simulated => "simulated massager".to_owned(),
        DeviceChoice::SimulatedAt { socket } => format!("simulated massager at {socket}"),
        DeviceChoice::Manual => "a massager you switch yourself".to_owned(),
    }
}

pub(crate) fn level(level: Level) -> String {
    format!("{} %", level.percent())
}

pub(crate) fn step(step: StepKind) -> String {
    match step {
        StepKind::WarmUp { level } => format!("warm-up at {} %", level.percent()),
        StepKind::Hold { level } => format!("hold at {} %", level.percent()),
        StepKind::RampDown => "ramp down".to_owned(),
        StepKind::Stretch { exercise } => stretches::stretch(exercise).name.to_owned(),
    }
}

pub(crate) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Connecting => "connecting",
        Stage::Starting => "starting",
        Stage::Running => "running",
        Stage::Paused => "paused",
        Stage::Stopping => "stopping",
        Stage::Ended { .. } => "ended",
    }
}

pub(crate) fn link(link: LinkState) -> &'static str {
    match link {
        LinkState::NoRadio => "no radio",
        LinkState::Connecting => "connecting",
        LinkState::Up => "connected",
        LinkState::Lost => "link lost, reconnecting",
    }
}

pub(crate) fn motion(motion: Motion) -> &'static str {
    match motion {
        Motion::Still => "standing still",
        Motion::Running => "running",
        Motion::Paused => "paused",
        Motion::Fault => "fault",
    }
}

/// The level's way: wanted, sent, acknowledged, observed; what has not come yet is a dash.
pub(crate) fn level_progress(view: &SessionView) -> String {
    let percent = |level: Option<Level>| level.map_or("-".to_owned(), self::level);
    let progress = &view.level;
    format!(
        "wanted {} · sent {} · acknowledged {} · observed {}",
        percent(progress.wanted),
        percent(progress.sent),
        percent(progress.acknowledged),
        percent(progress.observed)
    )
}

/// The device in one line: what it does, the link, and what stops it without us.
pub(crate) fn device_state(view: &SessionView, zone: &TimeZone) -> String {
    let mut parts = vec![link(view.link).to_owned()];
    parts.extend(view.motion.map(|motion| self::motion(motion).to_owned()));
    match (view.power, view.level.measured) {
        (Some(power), _) => parts.push(watts(power)),
        (None, Some(level)) => parts.push(format!("motor at {}", self::level(level))),
        (None, None) => {}
    }
    match view.motor {
        MotorSeen::OnButStill => parts.push("nothing runs behind the plug".to_owned()),
        MotorSeen::OffButRuns => parts.push("the massager still runs".to_owned()),
        MotorSeen::Unseen | MotorSeen::Runs | MotorSeen::Still => {}
    }
    if let Some(stops_by) = view.stops_by {
        parts.push(format!("stops by itself by {}", by_time(stops_by, zone)));
    } else if view.fail_safe == Some(FailSafe::None) {
        parts.push("nothing stops it but you".to_owned());
    }
    parts.join(" · ")
}

/// Power as a person reads it, such as `20.4 W`.
pub(crate) fn watts(power: Milliwatts) -> String {
    format!("{:.1} W", f64::from(power.get()) / 1000.0)
}

/// What stops the device when nobody waits for it any more.
pub(crate) fn left_running(view: &SessionView, zone: &TimeZone) -> String {
    match (view.stops_by, view.fail_safe) {
        (Some(stops_by), _) => format!(
            "Left before the stop was seen. The massager stops by itself by {}; lull session stop asks it again.",
            by_time(stops_by, zone)
        ),
        (None, Some(FailSafe::DeviceTimer | FailSafe::DeviceTimerAndLinkLoss { .. })) => {
            "Left before the stop was seen. The massager's own timer stops it; lull session stop asks it again."
                .to_owned()
        }
        (None, Some(FailSafe::None) | None) => {
            "Left before the stop was seen, and nothing is known to stop the massager: switch it off or pull the plug."
                .to_owned()
        }
    }
}

pub(crate) fn end_reason(reason: EndReason) -> String {
    match reason {
        EndReason::Complete => "The program ran to its end.".to_owned(),
        EndReason::StoppedByPerson => "You stopped it.".to_owned(),
        EndReason::StoppedByDevice { cause } => {
            format!("The massager stopped by itself: {}.", stop_cause(cause))
        }
        EndReason::LinkLost => "The link was lost and did not come back in time.".to_owned(),
        EndReason::NotReached { fault } => {
            format!("The massager was not reached: {}.", link_fault_short(fault))
        }
        EndReason::Refused { refusal } => {
            format!("The massager refused to start: {}.", self::refusal(refusal))
        }
        EndReason::PausedTooLong => "Paused for too long, so it was ended.".to_owned(),
        EndReason::HardCap => "The longest time allowed for one session was reached.".to_owned(),
        EndReason::StorageFailed => {
            "The diary could not record the session, so it was not continued.".to_owned()
        }
        EndReason::Interrupted => "Lull was cut off in mid-session.".to_owned(),
        EndReason::NotDriven => "Not driven by Lull.".to_owned(),
    }
}

pub(crate) fn stopped(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped::Observed => "The motor was seen to stand still.",
        Stopped::SwitchedOff => {
            "The plug was seen to be off; Lull cannot see the massager behind it."
        }
        Stopped::Acknowledged => "The massager accepted the stop; it cannot tell more.",
        Stopped::ByFailSafe => "The stop was not seen, but its own fail-safe has had its time.",
        Stopped::Unknown => "It was not seen to stop: switch it off or pull the plug.",
        Stopped::NeverRan => "It was never switched on.",
    }
}

/// The short word of lists and JSON.
pub(crate) fn end_word(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Complete => "complete",
        EndReason::StoppedByPerson => "stopped_by_person",
        EndReason::StoppedByDevice { .. } => "stopped_by_device",
        EndReason::LinkLost => "link_lost",
        EndReason::NotReached { .. } => "not_reached",
        EndReason::Refused { .. } => "refused",
        EndReason::PausedTooLong => "paused_too_long",
        EndReason::HardCap => "hard_cap",
        EndReason::StorageFailed => "storage_failed",
        EndReason::Interrupted => "interrupted",
        EndReason::NotDriven => "not_driven",
    }
}

/// Why it holds another level than the one that was chosen; nothing when it does not.
pub(crate) fn hold(hold: HoldLevel) -> Option<String> {
    let percent = hold.level.percent();
    match hold.reason {
        HoldReason::Chosen => None,
        HoldReason::LegsNow => Some(format!(
            "Because of how your legs feel, this one holds {percent} %."
        )),
        HoldReason::HelpedBefore { sessions } => Some(format!(
            "This one holds {percent} %, which helped {} with legs like now.",
            count(sessions, "time", "times")
        )),
    }
}

/// A session of the diary in a few words.
pub(crate) fn record(record: &SessionRecord) -> String {
    let what = match record.program {
        Some(ProgramKind::Stretch) => "stretches".to_owned(),
        Some(
            ProgramKind::Evening
            | ProgramKind::TopUp
            | ProgramKind::Acute
            | ProgramKind::DeviceTest,
        )
        | None => {
            format!("{} min", record.minutes)
        }
    };
    let end = match record.end {
        None => ", running".to_owned(),
        Some(EndReason::Complete | EndReason::NotDriven) => String::new(),
        Some(end) => format!(", {}", end_word(end).replace('_', " ")),
    };
    format!("{} {what}{end}", super::time(record.start_wall))
}

pub(crate) fn stop_cause(cause: StopCause) -> &'static str {
    match cause {
        StopCause::Client => "it was told to",
        StopCause::DeviceButton => "its own button was pressed",
        StopCause::Interlock => "its safety contact opened",
        StopCause::Complete => "its own timer had run out",
        StopCause::LinkLost => "it lost the link",
        StopCause::KeepAliveMissed => "it heard nothing from Lull",
        StopCause::OverTemperature => "it got too warm",
        StopCause::MotorFault => "its motor has a fault",
        StopCause::LowSupply => "its supply is too low",
        StopCause::PowerWasLost => "its power was gone",
        StopCause::HardLimit => "its longest time was reached",
        StopCause::Reset => "it was reset",
        StopCause::Other => "it gave no known cause",
    }
}

/// Whether a stop by the device means that something is wrong with it or its link.
pub(crate) fn is_trouble(cause: StopCause) -> bool {
    match cause {
        StopCause::Client
        | StopCause::DeviceButton
        | StopCause::Interlock
        | StopCause::Complete
        | StopCause::HardLimit => false,
        StopCause::LinkLost
        | StopCause::KeepAliveMissed
        | StopCause::OverTemperature
        | StopCause::MotorFault
        | StopCause::LowSupply
        | StopCause::PowerWasLost
        | StopCause::Reset
        | StopCause::Other => true,
    }
}

pub(crate) fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotSupported => "it does not know the command".to_owned(),
        Refusal::InvalidParameter => "it does not accept the value".to_owned(),
        Refusal::Failed => "it failed".to_owned(),
        Refusal::Busy => "it is busy".to_owned(),
        Refusal::PressMode => {
            "it is in press mode, where a press may start what it should stop: set it to switch mode in its maker's app"
                .to_owned()
        }
        Refusal::NotPermitted => "another phone holds it".to_owned(),
        Refusal::Resting { wait } => format!("it rests for another {}", duration(wait)),
        Refusal::InterlockOpen => "its safety contact is open".to_owned(),
        Refusal::OverTemperature => "it is too warm".to_owned(),
        Refusal::LowSupply => "its supply is too low".to_owned(),
        Refusal::MotorFault => "its motor has a fault".to_owned(),
        Refusal::WrongState => "it is in another state".to_owned(),
        Refusal::LockedAtDevice => "it is locked at its own button".to_owned(),
        Refusal::PasswordNeeded => "it wants a password or PIN that Lull does not have".to_owned(),
        Refusal::ControlOff => {
            "its control over Bluetooth is switched off in its maker's app".to_owned()
        }
        Refusal::Other { code } => format!("code {code:#04x}"),
    }
}

pub(crate) fn link_fault_short(fault: LinkFault) -> &'static str {
    match fault {
        LinkFault::NotFound => "it was not found",
        LinkFault::Busy => "another phone or program holds it",
        LinkFault::TimedOut => "it did not answer in time",
        LinkFault::Disconnected => "it broke the link",
        LinkFault::Rejected => "it answered with an error",
        LinkFault::BluetoothOff => "Bluetooth is off",
        LinkFault::NoAdapter => "this computer has no Bluetooth adapter, or it was unplugged",
        LinkFault::ServiceMissing => "the system's Bluetooth service does not run",
        LinkFault::PermissionMissing => "the permission is missing",
        LinkFault::BondLost => "it and this computer no longer know each other",
        LinkFault::PairingRefused => "it did not let itself be paired",
    }
}

/// A fault with what to do about it.
pub(crate) fn link_fault(fault: LinkFault) -> String {
    let advice = match fault {
        LinkFault::NotFound => "switch it on and bring it near",
        LinkFault::Busy => "end its use there and try again",
        LinkFault::TimedOut | LinkFault::Disconnected => "bring it nearer and try again",
        LinkFault::Rejected => "switch it off and on and try again",
        LinkFault::BluetoothOff => "switch Bluetooth on",
        LinkFault::NoAdapter => "plug one in",
        LinkFault::ServiceMissing => "start it (on Linux: systemctl start bluetooth)",
        LinkFault::PermissionMissing => "allow it in the system's settings",
        LinkFault::BondLost => "forget it and pair it again",
        LinkFault::PairingRefused => {
            "put it into pairing mode as its manual says (often a button held for some seconds) and try again"
        }
    };
    format!("massager: {}; {advice}.", link_fault_short(fault))
}
