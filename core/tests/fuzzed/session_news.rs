//! Anything a link could tell a session, within what the types promise.

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use lull_core::device::link::{LinkFault, News};
use lull_core::device::{
    Capabilities, DeviceState, Evidence, Fact, FailSafe, Feedback, Intent, Level, LevelRange,
    Motion, Refusal, StopCause,
};

pub(crate) fn news(u: &mut Unstructured<'_>) -> Result<News> {
    Ok(match u.int_in_range(0..=7)? {
        0 => News::Up(Box::new(capabilities(u)?)),
        1 => News::Down {
            fault: fault(u)?,
            gave_up: u.arbitrary()?,
        },
        2 => News::Sent(intent(u)?),
        3 => News::Acknowledged(intent(u)?),
        4 => News::Failed {
            intent: intent(u)?,
            fact: if u.arbitrary()? { Some(fact(u)?) } else { None },
        },
        5 => News::Touched {
            gone: u.arbitrary()?,
        },
        _ => News::Fact(fact(u)?),
    })
}

/// Levels never cross: every driver promises that.
pub(crate) fn capabilities(u: &mut Unstructured<'_>) -> Result<Capabilities> {
    let least = u.int_in_range(0..=100)?;
    let most = u.int_in_range(least..=100)?;
    let levels = LevelRange {
        min: Level::from_percent_clamped(least),
        max: Level::from_percent_clamped(most),
        step: u.int_in_range(1..=100)?,
    };
    Ok(Capabilities {
        levels: u.arbitrary::<bool>()?.then_some(levels),
        feedback: *u.choose(&[
            Feedback::None,
            Feedback::Acknowledged,
            Feedback::Switched,
            Feedback::Observed,
        ])?,
        fail_safe: match u.int_in_range(0..=2)? {
            0 => FailSafe::None,
            1 => FailSafe::DeviceTimer,
            _ => FailSafe::DeviceTimerAndLinkLoss {
                after: Duration::from_secs(u.int_in_range(1..=255)?),
            },
        },
        pause: u.arbitrary()?,
        rest: seconds(u)?,
        longest: if u.arbitrary()? {
            Some(seconds(u)?)
        } else {
            None
        },
        evidence: Evidence::OwnDesign,
    })
}

pub(crate) fn stop_cause(u: &mut Unstructured<'_>) -> Result<StopCause> {
    Ok(*u.choose(&[
        StopCause::Client,
        StopCause::DeviceButton,
        StopCause::Complete,
        StopCause::LinkLost,
        StopCause::OverTemperature,
        StopCause::PowerWasLost,
        StopCause::HardLimit,
        StopCause::Other,
    ])?)
}

fn fact(u: &mut Unstructured<'_>) -> Result<Fact> {
    let command = u.int_in_range(0..=10)?;
    Ok(match u.int_in_range(0..=7)? {
        0 => Fact::Capable {
            capabilities: Box::new(capabilities(u)?),
        },
        1 => Fact::Accepted { command },
        2 => Fact::Refused {
            command,
            refusal: refusal(u)?,
        },
        3 => Fact::Unsupported { major: command },
        4 => Fact::Unreadable {
            length: command.into(),
        },
        _ => Fact::State(state(u)?),
    })
}

/// Of the test's session, 7, or of another one.
fn state(u: &mut Unstructured<'_>) -> Result<DeviceState> {
    Ok(DeviceState {
        motion: *u.choose(&[
            Motion::Still,
            Motion::Running,
            Motion::Paused,
            Motion::Fault,
        ])?,
        session_id: *u.choose(&[Some(7), Some(7), Some(8), None])?,
        level: level(u)?,
        measured: if u.arbitrary()? {
            Some(level(u)?)
        } else {
            None
        },
        remaining: seconds(u)?,
        stopped_by: if u.arbitrary()? {
            Some(stop_cause(u)?)
        } else {
            None
        },
        rest: seconds(u)?,
    })
}

fn refusal(u: &mut Unstructured<'_>) -> Result<Refusal> {
    Ok(match u.int_in_range(0..=5)? {
        0 => Refusal::Resting { wait: seconds(u)? },
        1 => Refusal::WrongState,
        2 => Refusal::NotPermitted,
        3 => Refusal::InvalidParameter,
        4 => Refusal::MotorFault,
        _ => Refusal::Other {
            code: u.arbitrary()?,
        },
    })
}

fn intent(u: &mut Unstructured<'_>) -> Result<Intent> {
    if u.arbitrary()? {
        return Ok(Intent::Stop);
    }
    Ok(Intent::Run {
        level: level(u)?,
        until: seconds(u)?,
    })
}

fn fault(u: &mut Unstructured<'_>) -> Result<LinkFault> {
    Ok(*u.choose(&[
        LinkFault::NotFound,
        LinkFault::Busy,
        LinkFault::TimedOut,
        LinkFault::Disconnected,
        LinkFault::Rejected,
        LinkFault::BluetoothOff,
        LinkFault::PermissionMissing,
        LinkFault::NoAdapter,
        LinkFault::ServiceMissing,
        LinkFault::BondLost,
        LinkFault::PairingRefused,
    ])?)
}

fn level(u: &mut Unstructured<'_>) -> Result<Level> {
    Ok(Level::from_percent_clamped(u.int_in_range(0..=100)?))
}

/// As far as two bytes count.
fn seconds(u: &mut Unstructured<'_>) -> Result<Duration> {
    Ok(Duration::from_secs(u.arbitrary::<u16>()?.into()))
}
