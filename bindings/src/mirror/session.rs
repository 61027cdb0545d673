//! What a screen shows of a session, and what the person is told.

use std::time::Duration;

use jiff::Timestamp;
use lull_core::device::Level;
pub use lull_core::session::level::{HoldLevel, HoldReason};
pub use lull_core::session::program::{ProgramKind, StepKind};
use lull_core::session::stretches;
pub use lull_core::session::stretches::{Point, ShapeOf};
pub use lull_core::session::view::{LevelProgress, LinkState, MotorSeen, SessionView, Stage};
pub use lull_core::session::{Command, EndReason, SessionEvent, SessionId, Stopped};

use super::{FailSafe, Learned, Milliwatts, Motion, RadioFault, Refusal, StopCause};

uniffi::custom_type!(
    /// A random number, chosen once per session; the device recognises a repeated start by it.
    SessionId, u32, {
        remote,
        lower: |id| id.0,
        try_lift: |number| Ok(SessionId(number)),
    }
);

/// A small number of things.
pub type Count = usize;

uniffi::custom_type!(
    /// A small number of things.
    Count, u32, {
        remote,
        lower: |count| u32::try_from(count).unwrap_or(u32::MAX),
        try_lift: |number| Ok(number as usize),
    }
);

/// Which program a session follows.
#[uniffi::remote(Enum)]
pub enum ProgramKind {
    /// Before symptoms: warm-up, hold to minute 25, ramp down.
    Evening,
    /// At lights-out, 12 minutes.
    TopUp,
    /// Three calf stretches, no device.
    Stretch,
    /// In the night, when the legs wake: a quarter of an hour, without a sound.
    Acute,
    /// Setting up a device: lowest level for 10 seconds, then stop.
    DeviceTest,
}

/// How strongly to hold, and why.
#[uniffi::remote(Record)]
pub struct HoldLevel {
    pub level: Level,
    pub reason: HoldReason,
}

#[uniffi::remote(Enum)]
pub enum HoldReason {
    /// The person's own level.
    Chosen,
    /// Theirs, a little more or less because of how the legs feel.
    LegsNow,
    /// It helped in so many earlier sessions that began with legs like now.
    HelpedBefore { sessions: u32 },
}

/// A step of a program.
#[uniffi::remote(Enum)]
pub enum StepKind {
    /// A low level first, whatever the person chose.
    WarmUp { level: Level },
    /// The person's level; louder and softer work here.
    Hold { level: Level },
    /// From the level held down to still.
    RampDown,
    /// A calf stretch, by its number in the guide; the motor is off.
    Stretch { exercise: u8 },
}

/// What the person does during a session.
#[uniffi::remote(Enum)]
pub enum Command {
    Pause,
    Resume,
    LevelUp,
    LevelDown,
    Stop,
}

/// How a session ended.
#[uniffi::remote(Enum)]
pub enum EndReason {
    /// The program ran to its end.
    Complete,
    /// The person stopped it in the app.
    StoppedByPerson,
    /// The device stopped by itself; the cause is its own word.
    StoppedByDevice { cause: StopCause },
    /// The link was lost and did not come back before the device's fail-safe time.
    LinkLost,
    /// The device could not be reached at all; nothing was switched on.
    NotReached { fault: RadioFault },
    /// The device refused to start.
    Refused { refusal: Refusal },
    /// Paused longer than the limit.
    PausedTooLong,
    /// The cap on a session's length, reached by pauses.
    HardCap,
    /// The diary could not record the session, so it was not continued.
    StorageFailed,
    /// The app was cut off; found out at a later wake.
    Interrupted,
    /// Not driven by Lull: told by the person or an imported diary.
    NotDriven,
}

/// What is known of the motor at the session's end.
#[uniffi::remote(Enum)]
pub enum Stopped {
    /// Seen to stand still.
    Observed,
    /// The switch before it was seen to be off; the motor itself is not seen.
    SwitchedOff,
    /// It accepted the stop; it cannot tell more.
    Acknowledged,
    /// Not seen; its own fail-safe has had its time.
    ByFailSafe,
    /// Not seen, and nothing stops it: the person was told to pull the plug.
    Unknown,
    /// It was never switched on.
    NeverRan,
}

/// Something the person is told, in order, none lost.
#[uniffi::remote(Enum)]
pub enum SessionEvent {
    Connecting,
    Connected,
    /// Nothing stops this device without the phone. Told before every start and whenever a lost link came back.
    NothingStopsIt,
    /// The motor runs, or as much of it as the device can tell; again after `OnButNothingRuns`.
    Running,
    /// The plug is on and nothing draws power behind it: the knob is at zero, or the massager is not plugged in.
    OnButNothingRuns,
    StepBegan {
        index: Count,
    },
    LevelChanged {
        level: Level,
    },
    Paused,
    Resumed,
    /// The link is gone; the device stops by itself at `stops_by`, when it has a fail-safe.
    LinkLost {
        stops_by: Option<Timestamp>,
    },
    LinkBack,
    /// The motor turns less than commanded.
    Sagging {
        commanded: Level,
        measured: Level,
    },
    /// The device refused a command that does not end the session.
    CommandRefused {
        refusal: Refusal,
    },
    Stopping,
    /// The stop was not confirmed yet and goes on being asked for; the device stops by itself at `stops_by`.
    StopNotConfirmed {
        stops_by: Option<Timestamp>,
    },
    /// It says that it is off, and its motor is measured to run: the person should pull the plug.
    StillRuns,
    Ended {
        reason: EndReason,
        stopped: Stopped,
    },
}

/// A session at one moment. A screen may miss snapshots, never events.
#[uniffi::remote(Record)]
pub struct SessionView {
    pub id: SessionId,
    pub program: ProgramKind,
    /// The shell stays dark and silent.
    pub is_quiet: bool,
    pub stage: Stage,
    /// The step under way and how many there are.
    pub step: StepKind,
    pub step_index: Count,
    pub step_count: Count,
    pub step_remaining: Duration,
    /// Program time so far, pauses left out.
    pub elapsed: Duration,
    pub remaining: Duration,
    /// When the program ends by the clock on the wall, if nothing is paused.
    pub ends_at: Timestamp,
    pub level: LevelProgress,
    pub link: LinkState,
    /// What the device last said it does; absent before it spoke or when it cannot.
    pub motion: Option<Motion>,
    pub motor: MotorSeen,
    /// What flows through the plug before it, in milliwatts; absent where there is no meter.
    pub power: Option<Milliwatts>,
    /// What this session's watts teach of the massager behind the plug, to be recorded with its test.
    pub learned: Option<Learned>,
    pub fail_safe: Option<FailSafe>,
    /// When the device stops without us, as far as known.
    pub stops_by: Option<Timestamp>,
    pub can_pause: bool,
    pub can_resume: bool,
    pub can_change_level: bool,
}

/// What is known of the motor itself, from what the device says and what is measured at it together.
#[uniffi::remote(Enum)]
pub enum MotorSeen {
    /// Nothing shows it: no answer yet, a lost link, or a device that cannot tell.
    Unseen,
    Runs,
    /// It is on and the motor does not turn: the knob is at zero, or the massager is not plugged in.
    OnButStill,
    Still,
    /// It is off and the motor turns.
    OffButRuns,
}

/// How far the wanted level has come: wanted, sent, acknowledged, observed; and what the motor really does.
#[uniffi::remote(Record)]
pub struct LevelProgress {
    pub wanted: Option<Level>,
    pub sent: Option<Level>,
    pub acknowledged: Option<Level>,
    pub observed: Option<Level>,
    /// Where the device measures it.
    pub measured: Option<Level>,
}

/// Where a session stands.
#[uniffi::remote(Enum)]
pub enum Stage {
    Connecting,
    Starting,
    Running,
    Paused,
    Stopping,
    Ended { reason: EndReason, stopped: Stopped },
}

/// Where the link stands.
#[uniffi::remote(Enum)]
pub enum LinkState {
    /// A manual massager has no link.
    NoRadio,
    Connecting,
    Up,
    Lost,
}

/// A calf stretch: how long it is held, and how it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Stretch {
    /// Its number in the guide, from 1.
    pub exercise: u8,
    pub hold: Duration,
    /// The sheet's size; right and down from its upper left corner.
    pub sheet: Point,
    /// From back to front.
    pub drawing: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Shape {
    pub of: ShapeOf,
    pub form: Form,
}

/// What a shape shows.
#[uniffi::remote(Enum)]
pub enum ShapeOf {
    /// Floor, wall, towel.
    Surroundings,
    Body,
    /// Where the stretch is felt: a dotted line, not told by its colour alone.
    Stretched,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Form {
    /// A pen of that width along straight lines, with round ends and corners.
    Line { points: Vec<Point>, width: u16 },
    /// A filled circle.
    Disc { centre: Point, radius: u16 },
}

/// Right and down.
#[uniffi::remote(Record)]
pub struct Point {
    pub x: u16,
    pub y: u16,
}

impl From<stretches::Stretch> for Stretch {
    fn from(stretch: stretches::Stretch) -> Self {
        let stretches::Stretch {
            exercise,
            hold,
            drawing,
        } = stretch;
        Self {
            exercise,
            hold,
            sheet: stretches::SHEET,
            drawing: drawing.iter().copied().map(Shape::from).collect(),
        }
    }
}

impl From<stretches::Shape> for Shape {
    fn from(shape: stretches::Shape) -> Self {
        let stretches::Shape { of, form } = shape;
        let form = match form {
            stretches::Form::Line { points, width } => Form::Line {
                points: points.to_vec(),
                width,
            },
            stretches::Form::Disc { centre, radius } => Form::Disc { centre, radius },
        };
        Self { of, form }
    }
}
