//! The devices beside a link under observation: how each answers when it is honest, and what a frame does to its motor.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use lull_core::device::bot::{self, Bot};
use lull_core::device::described::{Described, Description};
use lull_core::device::manual::Manual;
use lull_core::device::omp::{self, OpenMassager};
use lull_core::device::plug_mini::{self, PlugMini};
use lull_core::device::sem6000::{self, Sem6000};
use lull_core::device::shelly::{self, ShellyPlug};
use lull_core::device::{Channel, Driver, switchbot};
use uuid::Uuid;

/// Which driver and which device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    OpenMassager,
    Shelly,
    /// With a password that its driver knows.
    LockedShelly,
    Sem6000,
    PlugMini,
    Bot,
    /// Levels, and the last frame repeated while it runs.
    Described,
    /// On and off, written without an answer.
    DescribedOnOff,
    Manual,
}

/// What a write does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Asks, logs in, or is only a part of something.
    None,
    /// Needed before a start or while it runs: control, limits, clocks, timers, a sign of life.
    Prepares,
    Starts,
    /// Sets a level, in percent; where there is no start of its own, it starts too.
    Level(u8),
    Pauses,
    Stops,
    /// No frame of this device.
    Foreign,
}

const PAD: &[u8] = br#"{"lull_device": 1, "name": "Pad", "identify": {"name": "FootPad*"}, "service": "ffe5",
    "characteristic": "ffe9", "write": "with_response", "run": "aa 04 {level}", "stop": "aa 04 00",
    "levels": {"min": 2, "max": 20, "step": 2}, "init": ["aa 01"], "keep_alive": {"every_ms": 3000}}"#;
const LAMP: &[u8] =
    br#"{"lull_device": 1, "name": "Mat", "identify": {"name": "Mat 3"}, "service": "ffe5",
    "characteristic": "ffe9", "write": "without_response", "run": "aa 04 01", "stop": "aa 04 00"}"#;
const PAD_CHANNEL: Channel = Channel(Uuid::from_u128(0x0000_ffe9_0000_1000_8000_0080_5f9b_34fb));

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::OpenMassager,
        Self::Shelly,
        Self::LockedShelly,
        Self::Sem6000,
        Self::PlugMini,
        Self::Bot,
        Self::Described,
        Self::DescribedOnOff,
        Self::Manual,
    ];

    pub(crate) fn driver(self) -> Box<dyn Driver> {
        let described = |file| Described::new(Description::from_json(file).expect("described"));
        match self {
            Self::OpenMassager => Box::new(OpenMassager::new()),
            Self::Shelly => Box::new(ShellyPlug::new()),
            Self::LockedShelly => {
                let password = shelly::Password::of("secret").expect("a password");
                Box::new(ShellyPlug::with(Some(password), None))
            }
            Self::Sem6000 => Box::new(Sem6000::new()),
            Self::PlugMini => Box::new(PlugMini::new()),
            Self::Bot => Box::new(Bot::new(None)),
            Self::Described => Box::new(described(PAD)),
            Self::DescribedOnOff => Box::new(described(LAMP)),
            Self::Manual => Box::new(Manual),
        }
    }

    /// On which values come from the device.
    pub(crate) fn channels(self) -> [Channel; 3] {
        match self {
            Self::OpenMassager => [omp::FEATURE, omp::CONTROL_POINT, omp::SESSION_STATUS],
            Self::Shelly | Self::LockedShelly => {
                [shelly::DATA, shelly::RX_CONTROL, shelly::TX_CONTROL]
            }
            Self::Sem6000 => [sem6000::VENDOR, sem6000::ANSWER, sem6000::COMMAND],
            Self::PlugMini | Self::Bot => [switchbot::NOTIFY, switchbot::NOTIFY, switchbot::WRITE],
            Self::Described | Self::DescribedOnOff | Self::Manual => [PAD_CHANNEL; 3],
        }
    }
}

/// The device's side of the story, when it behaves.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) kind: Kind,
    /// The profile's state; of the others only 0 off, 2 running, 4 paused and 5 stopped.
    pub(crate) state: u8,
    /// A request that comes in pieces.
    request: Vec<u8>,
    reply: Vec<u8>,
    timer: [u8; 6],
    logged_in: bool,
}

impl Device {
    pub(crate) const fn new(kind: Kind) -> Self {
        Self {
            kind,
            state: 0,
            request: Vec::new(),
            reply: Vec::new(),
            timer: [0; 6],
            logged_in: false,
        }
    }

    pub(crate) const fn has_stopped(&self) -> bool {
        self.state == 5
    }

    const fn is_on(&self) -> bool {
        self.state == 2
    }

    /// What a write does. Pieces of a request do what the whole does, once it is whole.
    pub(crate) fn effect(&mut self, channel: Channel, bytes: &[u8]) -> Effect {
        match self.kind {
            Kind::OpenMassager => match omp::Frame::parse(bytes) {
                None => Effect::Foreign,
                Some(omp::Frame::Start { .. }) => Effect::Starts,
                Some(omp::Frame::SetLevel { level }) => Effect::Level(level.percent()),
                Some(omp::Frame::Pause) => Effect::Pauses,
                Some(omp::Frame::Stop) => Effect::Stops,
                Some(
                    omp::Frame::RequestControl
                    | omp::Frame::SetSession { .. }
                    | omp::Frame::SetLinkLoss { .. }
                    | omp::Frame::KeepAlive,
                ) => Effect::Prepares,
            },
            Kind::Shelly | Kind::LockedShelly => {
                if channel == shelly::TX_CONTROL {
                    self.request.clear();
                    return Effect::None;
                }
                self.request.extend(bytes);
                match shelly::Request::parse(&self.request).map(|request| request.frame) {
                    Some(shelly::Frame::On { .. }) => Effect::Starts,
                    Some(shelly::Frame::Off { .. }) => Effect::Stops,
                    Some(shelly::Frame::Read { .. }) | None => Effect::None,
                }
            }
            Kind::Sem6000 => match sem6000::Frame::parse(bytes) {
                None => Effect::Foreign,
                Some(sem6000::Frame::On) => Effect::Starts,
                Some(sem6000::Frame::Off) => Effect::Stops,
                Some(sem6000::Frame::SetClock { .. } | sem6000::Frame::ArmOffTimer { .. }) => {
                    Effect::Prepares
                }
                Some(
                    sem6000::Frame::Login { .. }
                    | sem6000::Frame::ReadTimer
                    | sem6000::Frame::Measure,
                ) => Effect::None,
            },
            Kind::PlugMini => match plug_mini::Frame::parse(bytes) {
                None => Effect::Foreign,
                Some(plug_mini::Frame::On) => Effect::Starts,
                Some(plug_mini::Frame::Off) => Effect::Stops,
                Some(plug_mini::Frame::Read) => Effect::None,
            },
            Kind::Bot => match bot::Frame::parse(bytes, None) {
                None => Effect::Foreign,
                Some(bot::Frame::On) => Effect::Starts,
                Some(bot::Frame::Off) => Effect::Stops,
                Some(bot::Frame::Info) => Effect::None,
            },
            Kind::Described => match *bytes {
                [0xaa, 0x01] => Effect::None,
                [0xaa, 0x04, 0x00] => Effect::Stops,
                [0xaa, 0x04, number @ 2..=20] if number % 2 == 0 => Effect::Level(number * 5),
                _ => Effect::Foreign,
            },
            Kind::DescribedOnOff => match *bytes {
                [0xaa, 0x04, 0x00] => Effect::Stops,
                [0xaa, 0x04, 0x01] => Effect::Starts,
                _ => Effect::Foreign,
            },
            Kind::Manual => Effect::Foreign,
        }
    }

    /// It takes a write that was judged by [`Device::effect`], and says these values.
    pub(crate) fn takes(&mut self, bytes: &[u8], effect: Effect) -> Vec<(Channel, Vec<u8>)> {
        match effect {
            Effect::Starts => self.state = 2,
            Effect::Pauses => self.state = 4,
            Effect::Stops => self.state = 5,
            // nothing starts it but its level
            Effect::Level(_) if self.kind == Kind::Described => self.state = 2,
            Effect::Level(_) | Effect::Prepares | Effect::None | Effect::Foreign => {}
        }
        let mut said = Vec::new();
        match self.kind {
            Kind::OpenMassager => {
                let opcode = bytes.first().copied().unwrap_or_default();
                said.push((omp::CONTROL_POINT, vec![0x80, opcode, 1]));
                said.push((
                    omp::SESSION_STATUS,
                    self.status(crate::link_inputs::SESSION),
                ));
            }
            Kind::Shelly | Kind::LockedShelly => self.call(),
            Kind::Sem6000 => said.extend(self.socket(bytes).map(|bytes| (sem6000::ANSWER, bytes))),
            Kind::PlugMini => {
                let state = if self.is_on() { 0x80 } else { 0x00 };
                said.push((switchbot::NOTIFY, vec![0x01, state]));
            }
            Kind::Bot => {
                let answer = if effect == Effect::None {
                    vec![1, 80, 0x2c, 100, 0, 0, 0, 0xa1, 0, 0x10, 0, 0x48, 0]
                } else {
                    vec![0x01, 0xff, 0x00]
                };
                said.push((switchbot::NOTIFY, answer));
            }
            Kind::Described | Kind::DescribedOnOff | Kind::Manual => {}
        }
        said
    }

    pub(crate) fn read(&mut self, channel: Channel) -> Vec<u8> {
        match self.kind {
            Kind::OpenMassager if channel == omp::FEATURE => vec![
                1, 0, 0x0b, 2, 0, 0, 1, 20, 5, 0, 8, 7, 0, 0, 0, 0, 5, 0x3c, 0, 0,
            ],
            Kind::OpenMassager => self.status(crate::link_inputs::SESSION),
            Kind::Shelly | Kind::LockedShelly if channel == shelly::RX_CONTROL => {
                let length = u32::try_from(self.reply.len()).expect("short");
                length.to_be_bytes().to_vec()
            }
            Kind::Shelly | Kind::LockedShelly => {
                let rest = self.reply.split_off(self.reply.len().min(100));
                std::mem::replace(&mut self.reply, rest)
            }
            Kind::Sem6000 => b"VOLCFT\0\0\0\0\0\x01\x06\0\x03".to_vec(),
            Kind::PlugMini | Kind::Bot | Kind::Described | Kind::DescribedOnOff | Kind::Manual => {
                Vec::new()
            }
        }
    }

    /// A state it tells by itself, right or wrong, of this session or another.
    pub(crate) fn rumour(&self, state: u8, id: u32) -> (Channel, Vec<u8>) {
        let [channel, answers, told] = self.kind.channels();
        match self.kind {
            Kind::OpenMassager => {
                let mut bytes = self.status(id);
                bytes[1] = state;
                bytes[4..8].copy_from_slice(&id.to_le_bytes());
                (told, bytes)
            }
            Kind::Sem6000 => (answers, framed(&measured(state % 2 == 1))),
            Kind::PlugMini => (
                channel,
                vec![0x01, if state % 2 == 1 { 0x80 } else { 0x00 }],
            ),
            Kind::Bot => (
                channel,
                vec![1, id.to_le_bytes()[0], 0, 0, 0, 0, 0, 0, 0, state * 8, 0],
            ),
            Kind::Shelly
            | Kind::LockedShelly
            | Kind::Described
            | Kind::DescribedOnOff
            | Kind::Manual => (channel, vec![state]),
        }
    }

    /// Before its first start the massager knows no session.
    fn status(&self, id: u32) -> Vec<u8> {
        let id = if self.state == 0 { 0 } else { id };
        let mut status = vec![0, self.state, 0, 0];
        status.extend(id.to_le_bytes());
        status.extend([0; 6]);
        status.extend([0xff, 0, 0, 0, 0, 0]);
        status
    }

    fn call(&mut self) {
        let Some(request) = shelly::Request::parse(&self.request) else {
            return;
        };
        let id = request.frame.id();
        let on = self.is_on();
        let text = if self.kind == Kind::LockedShelly && request.proof.is_none() {
            format!(
                r#"{{"id":{id},"error":{{"code":401,"message":"{{\"auth_type\":\"digest\",\"nonce\":{id},\"nc\":1,\"realm\":\"plug\",\"algorithm\":\"SHA-256\"}}"}}}}"#
            )
        } else {
            match request.frame {
                shelly::Frame::Read { .. } if on => format!(
                    r#"{{"id":{id},"result":{{"id":0,"output":true,"timer_duration":1500}}}}"#
                ),
                shelly::Frame::Read { .. } => {
                    format!(r#"{{"id":{id},"result":{{"id":0,"output":false}}}}"#)
                }
                shelly::Frame::On { .. } | shelly::Frame::Off { .. } => {
                    format!(r#"{{"id":{id},"result":{{"was_on":{on}}}}}"#)
                }
            }
        };
        self.reply = text.into_bytes();
    }

    fn socket(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let frame = sem6000::Frame::parse(bytes)?;
        self.logged_in |= matches!(frame, sem6000::Frame::Login { .. });
        let payload = match frame {
            _ if !self.logged_in => return None,
            sem6000::Frame::Login { .. } => vec![0x17, 0, 0, 0, 0],
            sem6000::Frame::SetClock { .. } => vec![0x01, 0, 0],
            sem6000::Frame::ArmOffTimer { at } => {
                self.timer = at.bytes();
                vec![0x08, 0, 0]
            }
            sem6000::Frame::ReadTimer => {
                let armed = if self.timer == [0; 6] { 0 } else { 2 };
                [&[0x09, 0, armed], self.timer.as_slice(), &[0, 5, 0xdc, 0]].concat()
            }
            sem6000::Frame::On | sem6000::Frame::Off => vec![0x03, 0, 0],
            sem6000::Frame::Measure => measured(self.is_on()),
        };
        Some(framed(&payload))
    }
}

/// A measurement of 20 W, or of nothing.
fn measured(on: bool) -> Vec<u8> {
    let watts = if on { [0x00, 0x4e, 0x20] } else { [0; 3] };
    [
        &[0x04, 0, u8::from(on)],
        &watts[..],
        &[230, 0, 87, 50, 0, 0, 0, 0, 0, 0],
    ]
    .concat()
}

/// A payload as the plug frames it.
fn framed(payload: &[u8]) -> Vec<u8> {
    let sum = payload
        .iter()
        .fold(1_u8, |sum, byte| sum.wrapping_add(*byte));
    let length = u8::try_from(payload.len() + 1).expect("short");
    [&[0x0f, length], payload, &[sum, 0xff, 0xff]].concat()
}
