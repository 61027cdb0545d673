//! What happens in a session, said to the person: it differs with who moves the motor.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::session::program::StepKind;
use lull_core::session::view::LinkState;
use lull_core::session::{EndReason, SessionEvent, SessionView, Stopped};

use super::{by_time, duration, session};

/// Who moves the motor in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Motor {
    /// Lull does, over a link.
    Driven,
    /// The person does, as Lull says.
    ByHand,
    /// There is none: stretches.
    Absent,
}

pub(crate) fn motor(view: &SessionView) -> Motor {
    if !view.program.drives_device() {
        Motor::Absent
    } else if view.link == LinkState::NoRadio {
        Motor::ByHand
    } else {
        Motor::Driven
    }
}

/// A step, what the person does in it, and how long the session still takes from there.
pub(crate) fn step_began(view: &SessionView) -> String {
    let step = format!(
        "Step {} of {}: {}, {} left",
        view.step_index + 1,
        view.step_count,
        session::step(view.step),
        duration(view.remaining)
    );
    match (motor(view), view.step) {
        (Motor::ByHand, StepKind::WarmUp { level } | StepKind::Hold { level }) => {
            format!("{step}. Set your massager to about {} %", level.percent())
        }
        (Motor::ByHand, StepKind::RampDown) => {
            format!("{step}. Turn your massager down bit by bit")
        }
        (Motor::ByHand, StepKind::Stretch { .. }) | (Motor::Driven | Motor::Absent, _) => step,
    }
}

/// Something that happened, as one line; `None` where it means nothing to the person.
pub(crate) fn event(event: &SessionEvent, view: &SessionView, zone: &TimeZone) -> Option<String> {
    let motor = motor(view);
    let said = |driven: &str, by_hand: &str| match motor {
        Motor::Driven => Some(driven.to_owned()),
        Motor::ByHand => Some(by_hand.to_owned()),
        Motor::Absent => None,
    };
    match event {
        SessionEvent::Connecting => (motor == Motor::Driven).then(|| CONNECTING.to_owned()),
        SessionEvent::Connected => said("Connected", "Ready: you switch your massager yourself"),
        SessionEvent::Running => said(
            "The massager runs",
            "Switch your massager on now, at its lowest level",
        ),
        SessionEvent::NothingStopsIt => Some(NOTHING_STOPS_IT.to_owned()),
        SessionEvent::OnButNothingRuns => Some(ON_BUT_NOTHING_RUNS.to_owned()),
        SessionEvent::StillRuns => Some(STILL_RUNS.to_owned()),
        SessionEvent::StepBegan { index } => {
            Some(format!("Step {} of {}", index + 1, view.step_count))
        }
        SessionEvent::LevelChanged { level } => said(
            &format!("Level {} %", level.percent()),
            &format!("Set your massager to about {} %", level.percent()),
        ),
        SessionEvent::Paused => match motor {
            Motor::ByHand => Some("Paused: switch your massager off for now".to_owned()),
            Motor::Driven | Motor::Absent => Some("Paused".to_owned()),
        },
        SessionEvent::Resumed => match motor {
            Motor::ByHand => Some("Resumed: switch your massager on again".to_owned()),
            Motor::Driven | Motor::Absent => Some("Resumed".to_owned()),
        },
        SessionEvent::LinkLost { stops_by } => Some(link_lost(*stops_by, zone)),
        SessionEvent::LinkBack => Some("Link is back".to_owned()),
        SessionEvent::Sagging {
            commanded,
            measured,
        } => Some(format!(
            "The motor turns at {} % instead of {} %: a weak supply or something holds it",
            measured.percent(),
            commanded.percent()
        )),
        SessionEvent::CommandRefused { refusal } => Some(format!(
            "The massager refused: {}",
            session::refusal(*refusal)
        )),
        SessionEvent::Stopping => said("Stopping", "Switch your massager off now"),
        SessionEvent::StopNotConfirmed { stops_by } => match motor {
            Motor::Driven => Some(stop_not_confirmed(*stops_by, zone)),
            Motor::ByHand | Motor::Absent => None,
        },
        SessionEvent::Ended { reason, stopped } => Some(ended(*reason, *stopped, motor)),
    }
}

const CONNECTING: &str = "Connecting to the massager";
const NOTHING_STOPS_IT: &str = "Nothing stops this massager by itself: if Lull or the link fails, only you can. Keep its plug within reach";
const ON_BUT_NOTHING_RUNS: &str =
    "The plug is on but nothing runs behind it: turn the massager's knob up, or plug it in";
const STILL_RUNS: &str =
    "THE MASSAGER STILL RUNS although its plug says off; asking again. Pull the plug";

fn link_lost(stops_by: Option<Timestamp>, zone: &TimeZone) -> String {
    match stops_by {
        Some(at) => format!(
            "Link lost; the massager stops by itself by {}. Reconnecting",
            by_time(at, zone)
        ),
        None => "LINK LOST and nothing stops the massager by itself. Reconnecting; if it goes on, pull the plug"
            .to_owned(),
    }
}

fn stop_not_confirmed(stops_by: Option<Timestamp>, zone: &TimeZone) -> String {
    match stops_by {
        Some(at) => format!(
            "The stop is not confirmed yet; asking again. The massager stops by itself by {}. If it goes on then, pull \
             the plug",
            by_time(at, zone)
        ),
        None => "THE STOP IS NOT CONFIRMED; asking again. If the massager goes on, pull the plug"
            .to_owned(),
    }
}

/// How a session ended and what is known of the motor.
pub(crate) fn ended(reason: EndReason, stopped: Stopped, motor: Motor) -> String {
    let reason = session::end_reason(reason);
    match (motor, stopped) {
        (Motor::Absent, _) => reason,
        (Motor::ByHand, Stopped::Unknown) => {
            format!("{reason} Make sure that your massager is off.")
        }
        (Motor::ByHand | Motor::Driven, stopped) => {
            format!("{reason} {}", session::stopped(stopped))
        }
    }
}
