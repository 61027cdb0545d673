//! A link under observation: what its owner, radio, device and clock may do, and the promises that hold whatever they do.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "every test takes what it needs, and fails by panicking"
)]

use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::link::{Input, Link, LinkFault, News, OpId, Request};
use lull_core::device::{Fact, Intent, Level, LinkLossRule, Motion, Terms};
use lull_core::time::Now;

use crate::link_devices::{Device, Effect, Kind};

pub(crate) const SESSION: u32 = 0x1122_3344;
/// A longer history only repeats itself.
const MOST_HAPPENINGS: usize = 400;

/// Judges the history that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let first: u8 = told.arbitrary().unwrap_or(0);
    let stops_at_last = first & 1 == 1;
    let kind = Kind::ALL[usize::from(first >> 1) % Kind::ALL.len()];
    let mut watched = Watched::new(kind);
    watched.tell(Input::Open);
    for _ in 0..MOST_HAPPENINGS {
        if told.is_empty() {
            break;
        }
        let Ok(happening) = Happening::arbitrary(&mut told) else {
            break;
        };
        watched.happens(happening);
    }
    if stops_at_last {
        watched.is_stopped_at_last();
    }
}

/// Something that happens to the machine.
#[derive(Clone, Debug)]
pub(crate) enum Happening {
    Open,
    Close,
    Run(u8),
    Stop,
    /// The request under way is answered as a good device would; its own words follow.
    Served,
    /// The request under way ends so.
    Fails(LinkFault),
    /// The request under way is answered with these bytes.
    Answered(Vec<u8>),
    /// An answer to some other request, old or never made.
    Late(u64),
    /// On the device's first, second or third channel.
    Notified(u8, Vec<u8>),
    /// The device tells a state of this session or another one's.
    State(u8, u32),
    Dropped,
    /// A timeout that nobody asked for.
    TooEarly,
    /// Milliseconds pass, and every deadline in them.
    Passes(u32),
    /// The runtime oversleeps all deadlines in that many milliseconds.
    Oversleeps(u32),
    /// The runtime takes in the next happening before it polls again.
    Hurries,
}

impl<'a> Arbitrary<'a> for Happening {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        const FAULTS: [LinkFault; 11] = [
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
        ];
        const IDS: [u32; 4] = [0, SESSION, SESSION + 1, u32::MAX];
        // Most of the range is a device that serves: without it no history gets far.
        Ok(match u.arbitrary::<u8>()? {
            0 => Self::Open,
            1 => Self::Close,
            2 => Self::Run(u.int_in_range(0..=100)?),
            3 => Self::Stop,
            4 => Self::Fails(*u.choose(&FAULTS)?),
            5 => Self::Answered(value(u)?),
            6 => Self::Late(u.arbitrary::<u8>()?.into()),
            7 => Self::Notified(u.int_in_range(0..=2)?, value(u)?),
            // an answer of the profile
            8 => Self::Notified(1, vec![0x80, u.int_in_range(0..=9)?, u.arbitrary()?]),
            9 => Self::State(u.int_in_range(0..=7)?, *u.choose(&IDS)?),
            10 => Self::Dropped,
            11 => Self::TooEarly,
            12 => Self::Passes(u.int_in_range(0..=20_000)?),
            13 => Self::Oversleeps(u.int_in_range(0..=1_000_000)?),
            14 => Self::Hurries,
            15.. => Self::Served,
        })
    }
}

/// Up to one Bluetooth packet of anything.
fn value(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let length = u.int_in_range(0..=24)?;
    Ok(u.bytes(length)?.to_vec())
}

/// A link under observation.
pub(crate) struct Watched {
    pub(crate) link: Link,
    now: Now,
    under_way: Option<(OpId, Request)>,
    /// A request that was polled counts until then at the latest.
    its_deadline: Duration,
    last_op: u64,
    wanted: Option<Intent>,
    pub(crate) stop_acknowledged: bool,
    /// The device said that this session is over.
    pub(crate) over: bool,
    pub(crate) device: Device,
    /// The highest "lowest level" it ever claimed.
    least: u8,
    pub(crate) hurries: bool,
    /// What the write under way does.
    effect: Effect,
    story: Vec<String>,
}

impl Watched {
    pub(crate) fn new(kind: Kind) -> Self {
        let terms = Terms {
            session_id: SESSION,
            device_timer: Duration::from_secs(1500),
            link_loss: LinkLossRule::StopAfter { seconds: 10 },
        };
        Self {
            link: Link::new(kind.driver(), terms),
            now: Now::new(
                Timestamp::from_second(1_795_293_000).expect("an evening in 2026"),
                TimeZone::UTC,
                Duration::from_secs(50),
            ),
            under_way: None,
            its_deadline: Duration::ZERO,
            last_op: 0,
            wanted: None,
            stop_acknowledged: false,
            over: false,
            device: Device::new(kind),
            least: 1,
            hurries: false,
            effect: Effect::None,
            story: Vec::new(),
        }
    }

    fn note(&mut self, line: &str) {
        let at = self.now.monotonic.as_secs_f64();
        self.story.push(format!("{at:10.3} {line}"));
    }

    pub(crate) fn check(&self, holds: bool, promise: &str) {
        assert!(holds, "{promise}\n{}", self.story.join("\n"));
    }

    pub(crate) fn tell(&mut self, input: Input) {
        self.note(&format!("> {input:02x?}"));
        match &input {
            Input::Want(intent) if self.wanted != Some(Intent::Stop) => self.wanted = Some(*intent),
            Input::Dropped => self.under_way = None,
            Input::Done { op, .. } => {
                self.under_way.take_if(|(under_way, _)| under_way == op);
            }
            Input::Want(_)
            | Input::Open
            | Input::Close
            | Input::Notified { .. }
            | Input::Timeout => {}
        }
        self.link.handle(input, &self.now);
        if self.under_way.is_some() && self.its_deadline <= self.now.monotonic {
            self.under_way = None;
        }
        if std::mem::take(&mut self.hurries) {
            return;
        }
        self.poll();
    }

    fn poll(&mut self) {
        if let Some(levels) = self.link.driver().capabilities().levels {
            self.least = self.least.max(levels.min.percent());
        }
        while let Some(news) = self.link.poll_news() {
            self.note(&format!("  {news:?}"));
            self.stop_acknowledged |= news == News::Acknowledged(Intent::Stop);
            if let News::Fact(Fact::State(state)) = news {
                let ended = matches!(state.motion, Motion::Still | Motion::Fault);
                self.over |= ended && state.session_id == Some(SESSION);
            }
        }
        while let Some((op, request)) = self.link.poll_request() {
            self.note(&format!("< {op:?} {request:02x?}"));
            self.check(self.under_way.is_none(), "two requests under way");
            self.check(op.0 > self.last_op, "an id used twice");
            if let Request::Write { channel, bytes, .. } = &request {
                self.effect = self.device.effect(*channel, bytes);
                self.judge(self.effect);
            }
            self.last_op = op.0;
            self.under_way = Some((op, request));
            self.its_deadline = self.link.poll_deadline().unwrap_or(Duration::MAX);
        }
        let deadline = self.link.poll_deadline();
        let passed = deadline.is_some_and(|deadline| deadline <= self.now.monotonic);
        self.check(!passed, "a deadline that has already passed");
        let owes = self.wanted == Some(Intent::Stop) && !self.stop_acknowledged;
        let busy = self.under_way.is_some() || !self.link.is_up() || owes;
        let starves = deadline.is_none() && busy && !self.link.is_at_rest();
        self.check(!starves, "something to do, and no deadline");
    }

    fn judge(&self, effect: Effect) {
        self.check(effect != Effect::Foreign, "a frame outside the list");
        let profile = self.device.kind == Kind::OpenMassager;
        match self.wanted {
            None => self.check(effect == Effect::None, "a frame nobody wanted"),
            Some(Intent::Stop) => self.check(
                matches!(effect, Effect::Stops | Effect::None),
                "something other than a stop after a stop",
            ),
            Some(Intent::Run { level, .. }) => match effect {
                Effect::Starts => {
                    self.check(level > Level::OFF, "a start for a pause");
                    self.check(!self.over, "a start of a session that is over");
                }
                Effect::Level(percent) => {
                    let most = level.percent().max(self.least);
                    self.check(percent <= most, "a level above the one wanted");
                    self.check(profile || level > Level::OFF, "a level for a pause");
                }
                Effect::Pauses => self.check(level == Level::OFF, "a pause nobody wanted"),
                // what knows no pause is switched off for it
                Effect::Stops => {
                    self.check(!profile && level == Level::OFF, "a stop nobody wanted");
                }
                Effect::Prepares | Effect::None | Effect::Foreign => {}
            },
        }
    }

    pub(crate) fn serve(&mut self) {
        let Some((op, request)) = self.under_way.clone() else {
            return;
        };
        let mut said = Vec::new();
        let result = Ok(match request {
            Request::Read(channel) => self.device.read(channel),
            Request::Write { bytes, .. } => {
                said = self.device.takes(&bytes, self.effect);
                Vec::new()
            }
            Request::Connect | Request::Disconnect | Request::Bond | Request::Subscribe(_) => {
                Vec::new()
            }
        });
        self.tell(Input::Done { op, result });
        for (channel, bytes) in said {
            self.tell(Input::Notified { channel, bytes });
        }
    }

    /// Time passes with every deadline met.
    pub(crate) fn pass(&mut self, length: Duration) {
        let end = self.now.monotonic.saturating_add(length);
        let mut steps = 0_u64;
        while let Some(at) = self.link.poll_deadline().filter(|at| *at <= end) {
            self.now = self.now.later(at.saturating_sub(self.now.monotonic));
            self.tell(Input::Timeout);
            steps += 1;
            // The shortest pause of all is far above 20 ms.
            let most = 10 + 50 * length.as_secs();
            self.check(steps < most, "busy without getting anywhere");
        }
        self.now = self.now.later(end.saturating_sub(self.now.monotonic));
    }

    pub(crate) fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Open => self.tell(Input::Open),
            Happening::Close => self.tell(Input::Close),
            Happening::Run(percent) => self.tell(Input::Want(Intent::Run {
                level: Level::from_percent_clamped(percent),
                until: Duration::from_secs(1_000_000),
            })),
            Happening::Stop => self.tell(Input::Want(Intent::Stop)),
            Happening::Served => self.serve(),
            Happening::Fails(fault) => {
                if let Some((op, _)) = self.under_way.clone() {
                    let result = Err(fault);
                    self.tell(Input::Done { op, result });
                }
            }
            Happening::Answered(bytes) => {
                if let Some((op, _)) = self.under_way.clone() {
                    let result = Ok(bytes);
                    self.tell(Input::Done { op, result });
                }
            }
            Happening::Late(op) => {
                let op = OpId(op);
                if self
                    .under_way
                    .as_ref()
                    .is_some_and(|(other, _)| *other == op)
                {
                    return;
                }
                let result = Ok(Vec::new());
                self.tell(Input::Done { op, result });
            }
            Happening::Notified(at, bytes) => {
                let channel = self.device.kind.channels()[usize::from(at) % 3];
                self.tell(Input::Notified { channel, bytes });
            }
            Happening::State(state, id) => {
                let (channel, bytes) = self.device.rumour(state, id);
                self.tell(Input::Notified { channel, bytes });
            }
            Happening::Dropped => self.tell(Input::Dropped),
            Happening::TooEarly => self.tell(Input::Timeout),
            Happening::Passes(ms) => self.pass(Duration::from_millis(ms.into())),
            Happening::Oversleeps(ms) => {
                self.now = self.now.later(Duration::from_millis(ms.into()));
                self.tell(Input::Timeout);
            }
            Happening::Hurries => {
                self.hurries = true;
            }
        }
    }

    /// Once its owner wants a stop and the device answers again, the stop gets through.
    pub(crate) fn is_stopped_at_last(&mut self) {
        self.hurries = false;
        self.tell(Input::Want(Intent::Stop));
        self.tell(Input::Open);
        let mut stopped = false;
        for _ in 0..400 {
            // a request in pieces takes many
            for _ in 0..20 {
                self.serve();
            }
            self.pass(Duration::from_millis(100));
            // It may have given up between two openings.
            if self.link.is_at_rest() {
                self.tell(Input::Open);
            }
            stopped |= self.device.has_stopped() || self.stop_acknowledged;
        }
        self.check(self.link.is_up(), "not up again");
        self.check(stopped || self.over, "the stop never got through");
    }
}
