//! A plug and an arm that answer as devices.md 1.1 and 1.2 say, with faults to switch on, in a world whose clock jumps
//! from event to event. Written from the device's side; shares no byte with the drivers.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::tz::TimeZone;
use lull_core::device::link::{self, LinkFault, OpId, Request};
use lull_core::device::{Channel, DeviceChoice, Driver, Level};
use lull_core::engine::{Effect, Engine, Input};
use lull_core::session::machine::Order;
use lull_core::session::program::Program;
use lull_core::session::{Command, EndReason, ProgramKind, SessionId, Stopped};
use lull_core::time::{Night, Now};
use uuid::uuid;

const NOTIFY: Channel = Channel(uuid!("cba20003-224d-11e6-9fb8-0002a5d5c51b"));
const LATENCY: Duration = Duration::from_millis(20);

pub(crate) trait Gadget {
    /// The answer to a frame and how long it takes.
    fn take(&mut self, frame: &[u8], at: Duration) -> Option<(Duration, Vec<u8>)>;
}

/// A plug's relay.
#[derive(Debug, Default)]
pub(crate) struct Plug {
    pub(crate) on: bool,
    /// Answers off as if it had obeyed.
    pub(crate) sticks: bool,
    /// The state byte of its answer to off.
    pub(crate) off_answer: u8,
    /// So many answers are not sent.
    pub(crate) lose: u32,
    pub(crate) slow: Duration,
    pub(crate) frames: Vec<Vec<u8>>,
}

impl Plug {
    pub(crate) fn frames_like(&self, hex: &str) -> usize {
        let text = |frame: &Vec<u8>| frame.iter().map(|byte| format!("{byte:02x}")).collect();
        let frames = self.frames.iter().map(text);
        frames.filter(|frame: &String| frame == hex).count()
    }
}

impl Gadget for Plug {
    fn take(&mut self, frame: &[u8], _at: Duration) -> Option<(Duration, Vec<u8>)> {
        self.frames.push(frame.to_vec());
        let state = |on: bool| if on { 0x80 } else { 0x00 };
        let answer = match *frame {
            [0x57, 0x0f, 0x50, 0x01, 0x01, 0x80] => {
                self.on = true;
                vec![0x01, 0x80]
            }
            [0x57, 0x0f, 0x50, 0x01, 0x01, 0x00] => {
                self.on &= self.sticks;
                vec![0x01, self.off_answer]
            }
            [0x57, 0x0f, 0x51, 0x01] => vec![0x01, state(self.on)],
            _ => panic!("a plug was sent {frame:02x?}"),
        };
        if self.lose > 0 {
            self.lose -= 1;
            return None;
        }
        Some((LATENCY + self.slow, answer))
    }
}

/// An arm on a rocker switch, and the switch.
#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) on: bool,
    pub(crate) press_mode: bool,
    pub(crate) battery: u8,
    pub(crate) moves: u32,
    pub(crate) moves_for: Duration,
    /// A password is set.
    pub(crate) locked: bool,
    pub(crate) busy_until: Duration,
}

impl Default for Arm {
    fn default() -> Self {
        Self {
            on: false,
            press_mode: false,
            battery: 80,
            moves: 0,
            moves_for: Duration::from_millis(100),
            locked: false,
            busy_until: Duration::ZERO,
        }
    }
}

impl Gadget for Arm {
    fn take(&mut self, frame: &[u8], at: Duration) -> Option<(Duration, Vec<u8>)> {
        let to = match *frame {
            _ if self.locked => return Some((LATENCY, vec![0x07])),
            [0x57, 0x02] => {
                let mode = if self.press_mode { 0x00 } else { 0x10 };
                let info = [
                    1,
                    self.battery,
                    0x2c,
                    100,
                    0,
                    0,
                    0,
                    0xa1,
                    0,
                    mode,
                    0,
                    0x48,
                    0,
                ];
                return Some((LATENCY, info.to_vec()));
            }
            [0x57, 0x01, 0x01] => true,
            [0x57, 0x01, 0x02] => false,
            _ => panic!("an arm was sent {frame:02x?}"),
        };
        if at < self.busy_until {
            return Some((self.busy_until - at + LATENCY, vec![0x03, 0xff, 0x00]));
        }
        self.moves += 1;
        // In press mode nobody knows what the massager makes of it.
        self.on = if self.press_mode { !self.on } else { to };
        self.busy_until = at + self.moves_for;
        Some((self.moves_for + LATENCY, vec![0x01, 0xff, 0x00]))
    }
}

/// One session with one gadget.
pub(crate) struct World<G> {
    pub(crate) gadget: G,
    engine: Engine,
    now: Now,
    due: VecDeque<(Duration, link::Input)>,
    connected: bool,
    transcript: Vec<String>,
}

impl<G: Gadget> World<G> {
    pub(crate) fn new(driver: Box<dyn Driver>, gadget: G) -> Self {
        let night = Night::new(jiff::civil::date(2026, 11, 21));
        let order = Order {
            id: SessionId(7),
            night,
            program: Program::new(ProgramKind::Evening, Level::from_percent_clamped(60)),
            // only written into the journal
            device: DeviceChoice::Simulated,
            legs_now: None,
        };
        let at = jiff::Timestamp::UNIX_EPOCH;
        Self {
            gadget,
            engine: Engine::new(order, driver),
            now: Now::new(at, TimeZone::UTC, Duration::from_secs(1000)),
            due: VecDeque::new(),
            connected: false,
            transcript: Vec::new(),
        }
    }

    pub(crate) fn story(&self) -> String {
        self.transcript.join("\n")
    }

    pub(crate) fn ended(&self) -> Option<(EndReason, Stopped)> {
        self.engine.ended()
    }

    pub(crate) fn start(&mut self) {
        self.tell(Input::Start);
    }

    pub(crate) fn command(&mut self, command: Command) {
        self.tell(Input::Command(command));
    }

    pub(crate) fn drop_link(&mut self) {
        self.connected = false;
        self.due.clear();
        self.tell(Input::Link(link::Input::Dropped));
    }

    pub(crate) fn pass(&mut self, seconds: f64) {
        let end = self.now.monotonic + Duration::from_secs_f64(seconds);
        loop {
            let event = self.due.front().map(|(at, _)| *at);
            let next = event.into_iter().chain(self.engine.poll_deadline()).min();
            let Some(at) = next.filter(|at| *at <= end) else {
                break;
            };
            self.now = self.now.later(at.saturating_sub(self.now.monotonic));
            if event.is_some_and(|event| event <= at) {
                let (_, input) = self.due.pop_front().expect("just seen");
                self.tell(Input::Link(input));
            } else {
                self.tell(Input::Timeout);
            }
        }
        self.now = self.now.later(end - self.now.monotonic);
    }

    fn tell(&mut self, input: Input) {
        self.note('>', &input);
        self.engine.handle(input, &self.now);
        while let Some(effect) = self.engine.poll_effect() {
            self.note('<', &effect);
            match effect {
                Effect::Radio { op, request } => self.serve(op, request),
                Effect::Persist(_) | Effect::Event(_) => {}
            }
        }
    }

    fn note(&mut self, way: char, what: &impl std::fmt::Debug) {
        let at = self.now.monotonic.as_secs_f64();
        self.transcript.push(format!("{at:10.3} {way} {what:02x?}"));
    }

    fn serve(&mut self, op: OpId, request: Request) {
        let mut result = Ok(Vec::new());
        match request {
            Request::Connect => self.connected = true,
            Request::Disconnect => {
                self.connected = false;
                self.due.clear();
            }
            _ if !self.connected => result = Err(LinkFault::Disconnected),
            Request::Subscribe(channel) => assert_eq!(channel, NOTIFY),
            Request::Bond => panic!("no driver here bonds"),
            Request::Read(channel) => panic!("nothing can be read here: {channel:?}"),
            Request::Write { bytes, .. } => {
                let answer = self.gadget.take(&bytes, self.now.monotonic);
                if let Some((delay, bytes)) = answer {
                    let channel = NOTIFY;
                    self.later(delay, link::Input::Notified { channel, bytes });
                }
            }
        }
        self.later(LATENCY / 2, link::Input::Done { op, result });
    }

    fn later(&mut self, delay: Duration, input: link::Input) {
        let at = self.now.monotonic + delay;
        let place = self.due.partition_point(|(due, _)| *due <= at);
        self.due.insert(place, (at, input));
    }
}
