//! Devices: which bytes a massager gets and what its answers mean. No clock, no input or output.
//!
//! One file per device family implements [`Driver`]; [`link`] is the connection machine that runs a driver's steps over
//! some radio; [`registry`] knows which drivers there are.

pub mod bot;
pub mod described;
pub mod hearing;
pub mod kept;
pub mod link;
pub mod mains;
pub mod manual;
pub mod omp;
pub mod plug_mini;
pub mod registry;
pub mod sem6000;
pub mod shelly;
pub mod sighting;
pub mod switchbot;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::invalid::{Invalid, Reason};
use crate::time::Now;

/// How strongly the motor turns, in percent of the device's range; 0 is still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// The motor stands still; the session may still be alive (a pause).
    pub const OFF: Self = Self(0);

    /// # Errors
    /// [`Invalid`] when `percent` is above 100.
    pub fn from_percent(percent: u8) -> Result<Self, Invalid> {
        if percent <= 100 {
            Ok(Self(percent))
        } else {
            Err(Invalid::new(
                "level",
                Reason::OutOfRange {
                    min: 0,
                    max: 100,
                    got: percent.into(),
                },
            ))
        }
    }

    #[must_use]
    pub const fn from_percent_clamped(percent: u8) -> Self {
        Self(if percent > 100 { 100 } else { percent })
    }

    #[must_use]
    pub const fn percent(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = Invalid;

    fn try_from(percent: u8) -> Result<Self, Invalid> {
        Self::from_percent(percent)
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// What a tap on Start drives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeviceChoice {
    /// A simulated massager inside this program.
    Simulated,
    /// A simulated massager in a process of its own, at this socket.
    SimulatedAt { socket: String },
    /// A massager without a radio: the person switches it, Lull keeps the time.
    Manual,
    /// A device the person has added.
    Kept { id: kept::DeviceId },
}

/// What the session wants of the device: absolute and repeatable, never a toggle.
///
/// A pause is `Run` at [`Level::OFF`]: the motor stands still and the session stays alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "want", rename_all = "snake_case")]
pub enum Intent {
    /// Turn at `level` until the monotonic clock shows `until` (whole session end, not this step's).
    Run {
        level: Level,
        until: Duration,
    },
    Stop,
}

/// What a device must know of a session before it starts; the same for the whole session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Chosen once per session, so that a repeated start can never give a second session.
    pub session_id: u32,
    /// The device's own off-timer, armed before switching on. Longer than the program by a margin, never above the cap.
    pub device_timer: Duration,
    pub link_loss: LinkLossRule,
}

/// What the device shall do by itself when the phone is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum LinkLossRule {
    StopAfter {
        seconds: u8,
    },
    /// Go on to the device timer's end.
    Detached,
}

/// What a device can do, told truthfully by its driver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// `None` for on/off devices.
    pub levels: Option<LevelRange>,
    pub feedback: Feedback,
    pub fail_safe: FailSafe,
    pub pause: bool,
    /// Least rest the device enforces between sessions.
    pub rest: Duration,
    /// Longest session the device's own timer allows.
    pub longest: Option<Duration>,
    pub evidence: Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRange {
    /// The lowest level that really turns the motor.
    pub min: Level,
    pub max: Level,
    pub step: u8,
}

/// What we learn of a command: nothing, that it was accepted, what the switch before the motor does, or what the motor
/// itself really does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    None,
    Acknowledged,
    /// The switch was read back; the motor behind it is not seen. A plug whose watts were not learnt.
    Switched,
    /// The motor: it tells its own motion, or learnt watts show it.
    Observed,
}

/// What stops the device without the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FailSafe {
    /// Its own timer, armed before every start.
    DeviceTimer,
    /// Its own timer, and sooner: it stops this long after the link is gone.
    DeviceTimerAndLinkLoss { after: Duration },
    /// Nothing. The person must pull the plug.
    None,
}

/// A device may notice the loss of the link later than we do (BLE supervision timeout); this much is added to its promise,
/// in what the person is told and in what is waited for.
pub const FAIL_SAFE_GRACE: Duration = Duration::from_secs(10);

/// How well the bytes are known (devices.md grades; `OwnDesign` for the Open Massager Profile, `Human` for no bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    A,
    B,
    C,
    D,
    OwnDesign,
    Human,
}

/// A characteristic of the device's GATT table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Channel(pub Uuid);

/// One thing to do on the link. A driver's answer to "what must happen for this intent".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Bond with the device, or make sure that it is done. Comes before the first thing that needs it: a device must
    /// never have to ask for it in the middle of a frame.
    Bond,
    Read(Channel),
    Subscribe(Channel),
    Write {
        channel: Channel,
        bytes: Vec<u8>,
        mode: WriteMode,
    },
    /// Go on only when a value that starts so arrived on this channel since the step before, else the sequence failed.
    WaitFor {
        channel: Channel,
        starts_with: Vec<u8>,
        within: Duration,
    },
    Delay(Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteMode {
    WithResponse,
    WithoutResponse,
}

/// An advertisement as a radio reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advertisement {
    pub name: Option<String>,
    pub services: Vec<Uuid>,
    pub manufacturer_data: Vec<(u16, Vec<u8>)>,
    pub service_data: Vec<(Uuid, Vec<u8>)>,
    pub rssi_dbm: Option<i16>,
}

/// How sure a driver is that an advertisement is its device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    No,
    Maybe,
    Sure,
}

/// Something learnt from the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The device told what it can do.
    Capable { capabilities: Box<Capabilities> },
    /// It accepted a command; `command` is the first byte of the frame it answers.
    Accepted { command: u8 },
    /// It refused a command; `command` is the first byte of the frame it answers, so that a late answer to an older
    /// frame is not taken for the newest one's.
    Refused { command: u8, refusal: Refusal },
    /// What it really does.
    State(DeviceState),
    /// Bytes that mean nothing. Counted and ignored.
    Unreadable { length: usize },
    /// This device must not be driven: its profile version is unknown to us.
    Unsupported { major: u8 },
    /// It must not be started as it is now; unlike `Unsupported`, the person can do something about the reason.
    Unusable { refusal: Refusal },
    /// What flows through it: the one observation of a motor behind a plug.
    Power { milliwatts: mains::Milliwatts },
}

/// What the device really does, as it says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceState {
    pub motion: Motion,
    /// The session the device believes in; `None` when it never had one.
    pub session_id: Option<u32>,
    /// Commanded now, after the device's own ramp.
    pub level: Level,
    /// Measured at the motor, where the device can.
    pub measured: Option<Level>,
    /// Until the device's own timer ends the session.
    pub remaining: Duration,
    /// Why it last stopped; `None` while it never did.
    pub stopped_by: Option<StopCause>,
    /// Until it accepts a new session.
    pub rest: Duration,
}

impl DeviceState {
    /// What its word and its measurement together say of the motor: a word is not believed against a measurement.
    #[must_use]
    pub fn at_rest(&self) -> Rest {
        let measured = self.measured.is_some_and(|measured| measured > Level::OFF);
        match self.motion {
            Motion::Running => Rest::Turning,
            Motion::Still if measured => Rest::TurnsThoughStopped,
            Motion::Still => Rest::Still,
            Motion::Paused => Rest::Paused,
            Motion::Fault => Rest::Fault,
        }
    }
}

/// Whether a motor is at rest; see [`DeviceState::at_rest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    Turning,
    /// It says that it stopped, and measures motion.
    TurnsThoughStopped,
    Still,
    Paused,
    Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    Still,
    Running,
    Paused,
    Fault,
}

/// Why a device stopped, in the Open Massager Profile's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopCause {
    Client,
    DeviceButton,
    Interlock,
    Complete,
    LinkLost,
    KeepAliveMissed,
    OverTemperature,
    MotorFault,
    LowSupply,
    PowerWasLost,
    HardLimit,
    Reset,
    Other,
}

/// Why a device refused a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Refusal {
    NotSupported,
    InvalidParameter,
    Failed,
    /// It is doing something else at this moment.
    Busy,
    /// A button pusher that is not set to push for on and pull for off: nobody can know what its next press does.
    PressMode,
    NotPermitted,
    Resting {
        wait: Duration,
    },
    InterlockOpen,
    OverTemperature,
    LowSupply,
    MotorFault,
    WrongState,
    LockedAtDevice,
    /// It wants a password or PIN, or another one than it got.
    PasswordNeeded,
    /// It takes no orders over Bluetooth until that is switched on in its maker's app.
    ControlOff,
    Other {
        code: u8,
    },
}

/// The bytes of one device family. Pure: no clock, no input or output; its own state is what the device last said.
pub trait Driver: Send + core::fmt::Debug {
    /// What is known before the device spoke, refined by what it said since.
    fn capabilities(&self) -> Capabilities;

    /// Which session this driver works for from now on, told once before the first connection. Devices that carry the
    /// session's id in their own bytes need not listen.
    fn assigned(&mut self, _terms: &Terms) {}

    /// Forgets what belonged to the last connection and says how a new one begins: read, subscribe.
    fn connected(&mut self) -> Vec<Step>;

    /// The steps that bring the device from where it last said it was to `intent`. Repeating them is harmless.
    fn encode(&self, intent: Intent, terms: &Terms, now: &Now) -> Vec<Step>;

    /// What keeps the device believing that the phone is there, and how often; `None` when nothing is needed.
    fn keep_alive(&self, terms: &Terms) -> Option<(Duration, Vec<Step>)>;

    /// Steps that ask the device what it does now, run before a command whose fate is unknown is repeated.
    fn refresh(&self) -> Vec<Step> {
        Vec::new()
    }

    /// What stops the device without the phone once it was started under `terms`.
    fn fail_safe(&self, _terms: &Terms) -> FailSafe {
        self.capabilities().fail_safe
    }

    /// What a value read, notified or indicated means. Never panics, whatever the bytes.
    fn decode(&mut self, channel: Channel, bytes: &[u8]) -> Vec<Fact>;

    /// These bytes go out now. For drivers of devices whose answers do not say which question they answer.
    fn sending(&mut self, _channel: Channel, _bytes: &[u8]) {}

    /// Whether the value just read from this channel was only a part of an answer, or none yet: the same read is asked
    /// again after this pause. A driver says so a bounded number of times in a row.
    fn read_again(&self, _channel: Channel) -> Option<Duration> {
        None
    }

    /// What the value just read asks for before the recipe goes on, such as the same request with a password's proof.
    /// Taken once, and a bounded number of times for one recipe.
    fn interlude(&mut self) -> Vec<Step> {
        Vec::new()
    }

    /// What an advertisement of this device says of it. Never panics, whatever the bytes.
    fn decode_advertisement(&mut self, _advertisement: &Advertisement) -> Vec<Fact> {
        Vec::new()
    }

    /// Whether the link is a radio at all. A manual massager has none and is always "connected".
    fn has_radio(&self) -> bool {
        true
    }
}
