//! A driver of the Open Massager Profile that hears anything on any channel, and what it may make of it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::omp::{
    CONTROL_POINT, FEATURE, Frame, MAJOR, OpenMassager, SERVICE, SESSION_STATUS,
};
use lull_core::device::{
    Capabilities, Channel, Driver, Fact, FailSafe, Intent, Level, LinkLossRule, Motion, Step, Terms,
};
use lull_core::time::Now;

/// The longest time two bytes of seconds can tell.
const LONGEST: Duration = Duration::from_secs(u16::MAX as u64);

/// Judges the talk that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(terms) = terms(&mut told) else {
        return;
    };
    let mut driver = OpenMassager::new();
    driver.assigned(&terms);
    driver.connected();
    while !told.is_empty() {
        let Ok((channel, bytes)) = value(&mut told, &terms) else {
            break;
        };
        let facts = driver.decode(channel, &bytes);
        let talk = format!("{channel:?} {bytes:02x?} -> {facts:?}");
        assert!(!facts.is_empty(), "nothing learnt, not even that: {talk}");
        for fact in &facts {
            judge(fact, channel, &bytes, &talk);
        }
        judge_promise(&facts, &bytes, &terms, driver.fail_safe(&terms), &talk);
        frames_are_its_own(&bytes);
        judge_capabilities(&driver.capabilities(), &talk);
        judge_steps(&driver, &terms, &talk);
    }
}

fn terms(u: &mut Unstructured<'_>) -> Result<Terms> {
    Ok(Terms {
        session_id: u.arbitrary()?,
        device_timer: Duration::from_secs(u.arbitrary::<u16>()?.into()),
        link_loss: if u.arbitrary()? {
            LinkLossRule::Detached
        } else {
            LinkLossRule::StopAfter {
                seconds: u.arbitrary()?,
            }
        },
    })
}

/// Anything on any channel; most often a state that could be, of the session in question or of another.
fn value(u: &mut Unstructured<'_>, terms: &Terms) -> Result<(Channel, Vec<u8>)> {
    if u.arbitrary()? {
        let mut status = u.arbitrary::<[u8; 24]>()?.to_vec();
        status.truncate(u.int_in_range(19..=24)?);
        status[1] %= 8;
        if u.ratio(3, 4)? {
            status[4..8].copy_from_slice(&terms.session_id.to_le_bytes());
        }
        for level in &mut status[12..15] {
            *level = if *level > 200 { 0xff } else { *level / 2 };
        }
        status[15] %= 4;
        return Ok((SESSION_STATUS, status));
    }
    let channel = *u.choose(&[FEATURE, CONTROL_POINT, SESSION_STATUS, Channel(SERVICE)])?;
    let length = u.int_in_range(0..=40)?;
    Ok((channel, u.bytes(length)?.to_vec()))
}

fn judge(fact: &Fact, channel: Channel, bytes: &[u8], talk: &str) {
    match fact {
        Fact::Capable { capabilities } => {
            // with a state, when its own word changed what stops it
            assert!(channel == FEATURE || channel == SESSION_STATUS, "{talk}");
            judge_capabilities(capabilities, talk);
        }
        Fact::Unsupported { major } => {
            assert_eq!(channel, FEATURE, "{talk}");
            assert_ne!(*major, MAJOR, "{talk}");
        }
        Fact::Accepted { command } | Fact::Refused { command, .. } => {
            assert_eq!(channel, CONTROL_POINT, "{talk}");
            assert_eq!(bytes.get(..2), Some(&[0x80, *command][..]), "{talk}");
            let accepted = bytes.get(2) == Some(&0x01);
            assert_eq!(accepted, matches!(fact, Fact::Accepted { .. }), "{talk}");
        }
        Fact::State(state) => {
            assert_eq!(channel, SESSION_STATUS, "{talk}");
            assert!(bytes.len() >= 20, "read beyond its end: {talk}");
            assert!(state.level.percent() <= 100, "{talk}");
            assert!(
                state.measured.is_none_or(|level| level.percent() <= 100),
                "{talk}"
            );
            assert!(
                state.remaining <= LONGEST && state.rest <= LONGEST,
                "{talk}"
            );
        }
        Fact::Unreadable { length } => assert_eq!(*length, bytes.len(), "{talk}"),
        Fact::Unusable { .. } | Fact::Power { .. } => {
            panic!("the profile knows no such thing: {talk}")
        }
    }
}

fn judge_capabilities(capable: &Capabilities, talk: &str) {
    if let Some(levels) = capable.levels {
        assert!(levels.min > Level::OFF, "{levels:?}: {talk}");
        assert!(levels.min <= levels.max, "{levels:?}: {talk}");
        assert!(levels.max.percent() <= 100, "{levels:?}: {talk}");
        assert!(levels.step >= 1, "{levels:?}: {talk}");
    }
    let longest = capable.longest.expect("its own timer is always there");
    assert!(!longest.is_zero() && longest <= LONGEST, "{talk}");
    assert!(capable.rest <= LONGEST, "{talk}");
    assert!(capable.pause, "{talk}");
    judge_fail_safe(capable.fail_safe, talk);
}

/// Nobody is promised a timer or a rule that the device itself says is not in force.
fn judge_promise(facts: &[Fact], bytes: &[u8], terms: &Terms, told: FailSafe, talk: &str) {
    let Some(Fact::State(state)) = facts.last() else {
        return;
    };
    let alive = matches!(state.motion, Motion::Running | Motion::Paused);
    let ours = alive && state.session_id == Some(terms.session_id);
    let longer = state.remaining > terms.device_timer + Duration::from_secs(2);
    assert_eq!(told == FailSafe::None, ours && longer, "{told:?}: {talk}");
    let rules = matches!(told, FailSafe::DeviceTimerAndLinkLoss { .. });
    assert!(!(ours && rules) || bytes[15] == 0, "{told:?}: {talk}");
}

fn judge_fail_safe(fail_safe: FailSafe, talk: &str) {
    match fail_safe {
        // None: it told a longer time than the one that was set
        FailSafe::DeviceTimer | FailSafe::None => {}
        FailSafe::DeviceTimerAndLinkLoss { after } => {
            let range = Duration::from_secs(1)..=Duration::from_secs(255);
            assert!(range.contains(&after), "{after:?}: {talk}");
        }
    }
}

/// Whatever the device said, only frames of the closed list follow, within its limits and below what is wanted.
fn judge_steps(driver: &OpenMassager, terms: &Terms, talk: &str) {
    let now = Now::new(Timestamp::UNIX_EPOCH, TimeZone::UTC, Duration::ZERO);
    judge_fail_safe(driver.fail_safe(terms), talk);
    let stop = driver.encode(Intent::Stop, terms, &now);
    assert_eq!(frames(&stop, talk), [Frame::Stop], "{talk}");
    if let Some((period, steps)) = driver.keep_alive(terms) {
        assert!(!period.is_zero(), "{talk}");
        assert_eq!(frames(&steps, talk), [Frame::KeepAlive], "{talk}");
    }
    let capable = driver.capabilities();
    let least = capable.levels.map_or(100, |levels| levels.min.percent());
    for percent in [0, 1, 20, 57, 100] {
        let level = Level::from_percent_clamped(percent);
        let until = Duration::from_secs(60);
        let steps = driver.encode(Intent::Run { level, until }, terms, &now);
        let mut armed = false;
        for frame in frames(&steps, talk) {
            match frame {
                Frame::SetLevel { level } => {
                    assert!(level > Level::OFF, "{talk}");
                    assert!(level.percent() <= percent.max(least), "{frame:?}: {talk}");
                }
                Frame::SetSession {
                    duration_seconds, ..
                } => {
                    let timer = Duration::from_secs(duration_seconds.into());
                    let longest = capable.longest.unwrap_or(LONGEST);
                    assert!(!timer.is_zero() && timer <= longest, "{frame:?}: {talk}");
                    armed = true;
                }
                Frame::SetLinkLoss { rule } => {
                    let none = LinkLossRule::StopAfter { seconds: 0 };
                    assert_ne!(rule, none, "{talk}");
                    let asked = terms.link_loss == LinkLossRule::Detached;
                    assert!(asked || rule != LinkLossRule::Detached, "{talk}");
                }
                Frame::Start { session_id } => {
                    assert_eq!(session_id, terms.session_id, "{talk}");
                    assert!(percent > 0, "a start for a pause: {talk}");
                    let resumes = steps.len() < 8;
                    assert!(armed || resumes, "a start without its timer: {talk}");
                }
                Frame::Pause => assert_eq!(percent, 0, "{talk}"),
                Frame::RequestControl => {}
                Frame::Stop | Frame::KeepAlive => panic!("{frame:?} nobody wanted: {talk}"),
            }
        }
    }
}

fn frames(steps: &[Step], talk: &str) -> Vec<Frame> {
    let frame = |step: &Step| match step {
        Step::Write { channel, bytes, .. } => {
            assert_eq!(*channel, CONTROL_POINT, "{talk}");
            Some(Frame::parse(bytes).unwrap_or_else(|| panic!("{bytes:02x?} is no frame: {talk}")))
        }
        Step::Bond | Step::Read(_) | Step::Subscribe(_) | Step::WaitFor { .. } | Step::Delay(_) => {
            None
        }
    };
    steps.iter().filter_map(frame).collect()
}

/// Bytes that are a frame are that frame's only form.
fn frames_are_its_own(bytes: &[u8]) {
    if let Some(frame) = Frame::parse(bytes) {
        assert_eq!(frame.encode(), bytes, "{frame:?}");
    }
}
