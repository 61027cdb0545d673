//! What is asked of a plug, and plugs in a known state.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::Channel;
use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Step;
use lull_core::device::Terms;
use lull_core::device::mains::Learned;
use lull_core::device::mains::Milliwatts;
use lull_core::device::sem6000;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::sem6000::frames as sem_frames;
use lull_core::device::shelly;
use lull_core::device::shelly::ShellyPlug;
use lull_core::time::Now;
use serde::Deserialize;
use serde_json::Value;

pub(crate) const SESSION: u32 = 0x1122_3344;

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    assert!(digits.len().is_multiple_of(2), "odd hex: {text}");
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    digits
        .chunks(2)
        .map(|pair| byte(pair).expect("hex"))
        .collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn at(seconds: u64) -> Now {
    let start: Timestamp = "2026-11-21T20:30:00.25Z".parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(start, zone, Duration::ZERO).later(Duration::from_secs(seconds))
}

pub(crate) fn terms(seconds: u64) -> Terms {
    Terms {
        session_id: SESSION,
        device_timer: Duration::from_secs(seconds),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

pub(crate) fn run(percent: u8, until: u64) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(until),
    }
}

pub(crate) fn learned() -> Learned {
    let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
    Learned::new(watts(0.5), watts(20.0)).expect("far apart")
}

pub(crate) fn writes(steps: &[Step]) -> Vec<(Channel, Vec<u8>)> {
    let write = |step: &Step| match step {
        Step::Write { channel, bytes, .. } => Some((*channel, bytes.clone())),
        Step::Bond | Step::Read(_) | Step::Subscribe(_) | Step::WaitFor { .. } | Step::Delay(_) => {
            None
        }
    };
    steps.iter().filter_map(write).collect()
}

/// The measured power, and what else was told with it.
pub(crate) fn watts_and_rest(facts: Vec<Fact>) -> (Option<u32>, Vec<Fact>) {
    let (watts, rest): (Vec<Fact>, Vec<Fact>) = facts
        .into_iter()
        .partition(|fact| matches!(fact, Fact::Power { .. }));
    let told = watts.first().and_then(|fact| {
        let Fact::Power { milliwatts } = fact else {
            return None;
        };
        Some(milliwatts.get())
    });
    (told, rest)
}

/// The requests that a recipe puts together from chunks, each with the length announced for it.
pub(crate) fn requests(steps: &[Step]) -> Vec<(u32, String)> {
    let mut requests: Vec<(u32, Vec<u8>)> = Vec::new();
    for (channel, bytes) in writes(steps) {
        if channel == shelly::TX_CONTROL {
            let length: [u8; 4] = bytes.try_into().expect("four bytes");
            requests.push((u32::from_be_bytes(length), Vec::new()));
        } else {
            assert_eq!(channel, shelly::DATA);
            assert!(bytes.len() <= 20, "does not fit the smallest link");
            requests
                .last_mut()
                .expect("announced before")
                .1
                .extend(bytes);
        }
    }
    let text = |(length, bytes)| (length, String::from_utf8(bytes).expect("text"));
    requests.into_iter().map(text).collect()
}

/// Says a request to the driver as the link does, and lets the plug answer it in chunks of `size`.
pub(crate) fn ask(
    driver: &mut ShellyPlug,
    frame: shelly::Frame,
    answer: &[u8],
    size: usize,
) -> Vec<Fact> {
    for (channel, bytes) in writes(&frame.exchange()) {
        driver.sending(channel, &bytes);
    }
    let length = u32::try_from(answer.len()).expect("short");
    let mut facts = driver.decode(shelly::RX_CONTROL, &length.to_be_bytes());
    let mut chunks = answer.chunks(size);
    loop {
        facts.extend(driver.decode(shelly::DATA, chunks.next().unwrap_or_default()));
        if driver.read_again(shelly::DATA).is_none() {
            return facts;
        }
    }
}

pub(crate) fn plug() -> ShellyPlug {
    let mut plug = ShellyPlug::new();
    plug.assigned(&terms(1500));
    plug.connected();
    plug
}

/// A plug that runs because we said so, with its timer pending.
pub(crate) fn running_plug(learned: Option<Learned>) -> ShellyPlug {
    let mut plug = ShellyPlug::with(None, learned);
    plug.assigned(&terms(1500));
    plug.connected();
    ask(
        &mut plug,
        shelly::Frame::On {
            id: 1,
            seconds: 1500,
        },
        br#"{"id":1,"result":{"was_on":false}}"#,
        512,
    );
    plug
}

pub(crate) fn socket() -> Sem6000 {
    let mut socket = Sem6000::new();
    socket.assigned(&terms(1500));
    socket.connected();
    socket
}

/// "On" comes right after waiting for the very timer that was armed before it.
pub(crate) fn judge_sem(steps: &[Step]) {
    let mut armed = None;
    let mut proof = None;
    for step in steps {
        match step {
            Step::Write { bytes, .. } => match sem6000::Frame::parse(bytes) {
                Some(sem6000::Frame::ArmOffTimer { at }) => armed = Some(at),
                Some(sem6000::Frame::On) => {
                    let armed = armed.expect("on without a timer");
                    assert_eq!(
                        proof,
                        Some(sem_frames::armed(armed)),
                        "on without its proof"
                    );
                }
                Some(_) | None => {}
            },
            Step::WaitFor { starts_with, .. } => proof = Some(starts_with.clone()),
            Step::Bond | Step::Read(_) | Step::Subscribe(_) | Step::Delay(_) => {}
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Shelly {
    pub(crate) requests: Vec<Request>,
    pub(crate) signed: Vec<Signed>,
    pub(crate) no_challenges: Vec<NoChallenge>,
    pub(crate) never_sent: Vec<NeverSaid>,
    pub(crate) adverts: Vec<Advertised>,
    pub(crate) answers: Vec<Answered>,
}

#[derive(Deserialize)]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) frame: shelly::Frame,
    pub(crate) text: String,
    pub(crate) announced: String,
}

#[derive(Deserialize)]
pub(crate) struct Signed {
    pub(crate) name: String,
    pub(crate) message: String,
    pub(crate) password: String,
    pub(crate) cnonce: u32,
    pub(crate) frame: shelly::Frame,
    pub(crate) text: String,
    pub(crate) announced: String,
}

#[derive(Deserialize)]
pub(crate) struct NoChallenge {
    pub(crate) name: String,
    pub(crate) message: String,
}

#[derive(Deserialize)]
pub(crate) struct NeverSaid {
    pub(crate) name: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct Advertised {
    pub(crate) name: String,
    pub(crate) data: String,
    pub(crate) model: Option<String>,
    pub(crate) obstacle: Option<String>,
    pub(crate) address: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Answered {
    pub(crate) name: String,
    pub(crate) history: Vec<(shelly::Frame, String)>,
    pub(crate) asked: shelly::Frame,
    pub(crate) answer: String,
    /// What it means depends on its being read at once.
    #[serde(default)]
    pub(crate) in_one_read: bool,
    pub(crate) facts: Value,
    pub(crate) milliwatts: Option<u32>,
}

pub(crate) fn shelly_golden() -> Shelly {
    serde_json::from_str(include_str!("../frames/shelly.json")).expect("shelly.json")
}
