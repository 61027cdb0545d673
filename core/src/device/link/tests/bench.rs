//! A bench for stories about a link: a small massager that answers as devices.md 5.2 says, a clock that jumps from
//! event to event, and a transcript of everything.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::device::link::{Input, Link, LinkFault, News, OpId, Request};
use crate::device::omp::{CONTROL_POINT, FEATURE, OpenMassager, SESSION_STATUS};
use crate::device::{Channel, Fact, Intent, Level, LinkLossRule, Motion, Terms};
use crate::time::Now;

pub(super) const ID: u32 = 0x1122_3344;
/// The level below which the massager does not turn.
const LOWEST: u8 = 20;
const LATENCY: Duration = Duration::from_millis(20);

pub(super) fn terms() -> Terms {
    Terms {
        session_id: ID,
        device_timer: Duration::from_secs(1700),
        link_loss: LinkLossRule::StopAfter { seconds: 10 },
    }
}

pub(super) fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(100_000),
    }
}

/// What the massager does wrong.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Result (and extra) bytes instead of success, by opcode; `n` times.
    pub(super) refuse: BTreeMap<u8, (Vec<u8>, u32)>,
    /// Takes the frame but never indicates, by opcode; `n` times.
    pub(super) silent: BTreeMap<u8, u32>,
    /// The radio calls the write busy, by opcode; `n` times.
    pub(super) busy: BTreeMap<u8, u32>,
    /// Cuts the link instead of answering, by opcode; `n` times.
    pub(super) drop: BTreeMap<u8, u32>,
    /// Connection attempts that end so.
    pub(super) unreachable: VecDeque<LinkFault>,
    /// How long the next bond takes.
    pub(super) slow_bond: Option<Duration>,
    /// Attempts to bond that end so.
    pub(super) unbonded: VecDeque<LinkFault>,
    /// Requests that are never answered at all.
    pub(super) hang: u32,
    pub(super) garbage_reads: u32,
    pub(super) major: Option<u8>,
    /// Tells its state only when asked.
    pub(super) tardy: bool,
    /// Answers on the control point come this much after the radio's.
    pub(super) answers_late: Duration,
}

#[derive(Debug)]
pub(super) struct Massager {
    pub(super) state: u8,
    pub(super) reason: u8,
    pub(super) id: u32,
    pub(super) level: u8,
    pub(super) starts: u32,
    control: bool,
    prepared: bool,
    sequence: u8,
}

#[derive(Debug)]
pub(super) struct Bench {
    pub(super) link: Link,
    pub(super) massager: Massager,
    pub(super) faults: Faults,
    pub(super) now: Now,
    pub(super) frames: Vec<Vec<u8>>,
    pub(super) news: Vec<News>,
    wanted: Option<Intent>,
    connected: bool,
    subscribed: Vec<Channel>,
    due: VecDeque<(Duration, Input)>,
    last_status: Duration,
    transcript: Vec<String>,
}

fn takes(faults: &mut BTreeMap<u8, u32>, opcode: u8) -> bool {
    let left = faults.entry(opcode).or_default();
    let hit = *left > 0;
    *left = left.saturating_sub(1);
    hit
}

impl Bench {
    pub(super) fn new() -> Self {
        Self {
            link: Link::new(Box::new(OpenMassager::new()), terms()),
            massager: Massager {
                state: 0,
                reason: 0,
                id: 0,
                level: 0,
                starts: 0,
                control: false,
                prepared: false,
                sequence: 0,
            },
            faults: Faults::default(),
            now: Now::new(
                Timestamp::UNIX_EPOCH,
                TimeZone::UTC,
                Duration::from_secs(1000),
            ),
            frames: Vec::new(),
            news: Vec::new(),
            wanted: None,
            connected: false,
            subscribed: Vec::new(),
            due: VecDeque::new(),
            last_status: Duration::ZERO,
            transcript: Vec::new(),
        }
    }

    /// Open, set up, and turning at 20 %.
    pub(super) fn running() -> Self {
        let mut bench = Self::new();
        bench.tell(Input::Open);
        bench.tell(Input::Want(run(20)));
        bench.pass(2.0);
        assert_eq!(bench.massager.state, 2, "{}", bench.story());
        bench
    }

    pub(super) fn story(&self) -> String {
        self.transcript.join("\n")
    }

    pub(super) fn tell(&mut self, input: Input) {
        let at = self.now.monotonic.as_secs_f64();
        self.transcript.push(format!("{at:10.3} > {input:02x?}"));
        if let Input::Want(intent) = input
            && self.wanted != Some(Intent::Stop)
        {
            self.wanted = Some(intent);
        }
        self.link.handle(input, &self.now);
        while let Some((op, request)) = self.link.poll_request() {
            self.transcript.push(format!("{at:10.3} < {request:02x?}"));
            self.serve(op, request);
        }
        while let Some(news) = self.link.poll_news() {
            self.transcript.push(format!("{at:10.3}   {news:?}"));
            self.news.push(news);
        }
        let deadline = self.link.poll_deadline();
        assert!(
            deadline.is_none_or(|deadline| deadline > self.now.monotonic),
            "a deadline that already passed\n{}",
            self.story()
        );
    }

    /// Lets `seconds` go by, with everything that happens in them.
    pub(super) fn pass(&mut self, seconds: f64) {
        let end = self.now.monotonic + Duration::from_secs_f64(seconds);
        loop {
            let tick = (self.massager.turns() && self.connected)
                .then(|| self.last_status + Duration::from_secs(1));
            let event = self.due.front().map(|(at, _)| *at);
            let next = [event, self.link.poll_deadline(), tick]
                .into_iter()
                .flatten()
                .min();
            let Some(at) = next.filter(|at| *at <= end) else {
                break;
            };
            let at = at.max(self.now.monotonic);
            self.now = self.now.later(at - self.now.monotonic);
            if event.is_some_and(|event| event <= at) {
                let (_, input) = self.due.pop_front().expect("just seen");
                self.tell(input);
            } else if tick.is_some_and(|tick| tick <= at) {
                self.notify_status();
            } else {
                self.tell(Input::Timeout);
            }
        }
        self.now = self.now.later(end - self.now.monotonic);
    }

    pub(super) fn drop_link(&mut self) {
        self.connected = false;
        self.subscribed.clear();
        self.massager.control = false;
        self.due.clear();
        self.tell(Input::Dropped);
    }

    /// The person presses the massager's own button.
    pub(super) fn press_button(&mut self) {
        self.massager.halt(0, 2);
        self.notify_status();
    }

    pub(super) fn notify_status(&mut self) {
        self.last_status = self.now.monotonic;
        if self.subscribed.contains(&SESSION_STATUS) && !self.faults.tardy {
            let bytes = self.massager.status();
            self.later(Input::Notified {
                channel: SESSION_STATUS,
                bytes,
            });
        }
    }

    pub(super) fn opcodes(&self) -> Vec<u8> {
        self.frames.iter().map(|frame| frame[0]).collect()
    }

    pub(super) fn has(&self, news: &News) -> bool {
        self.news.contains(news)
    }

    /// How often the link was there without being of use.
    pub(super) fn touched_in_vain(&self) -> usize {
        let gone = News::Touched { gone: true };
        self.news.iter().filter(|news| **news == gone).count()
    }

    pub(super) fn last_motion(&self) -> Option<Motion> {
        self.news.iter().rev().find_map(|news| match news {
            News::Fact(Fact::State(state)) => Some(state.motion),
            News::Up(_)
            | News::Down { .. }
            | News::Touched { .. }
            | News::Sent(_)
            | News::Acknowledged(_)
            | News::Failed { .. }
            | News::Fact(_) => None,
        })
    }

    fn later(&mut self, input: Input) {
        self.after(LATENCY, input);
    }

    fn after(&mut self, delay: Duration, input: Input) {
        let at = self.now.monotonic + delay;
        let place = self.due.partition_point(|(due, _)| *due <= at);
        self.due.insert(place, (at, input));
    }

    fn serve(&mut self, op: OpId, request: Request) {
        if self.faults.hang > 0 && request != Request::Disconnect {
            self.faults.hang -= 1;
            return;
        }
        let result = match request {
            Request::Connect => match self.faults.unreachable.pop_front() {
                Some(fault) => Err(fault),
                None => {
                    self.connected = true;
                    Ok(Vec::new())
                }
            },
            Request::Disconnect => {
                self.connected = false;
                self.subscribed.clear();
                self.massager.control = false;
                Ok(Vec::new())
            }
            _ if !self.connected => Err(LinkFault::Disconnected),
            Request::Read(channel) => {
                let value = if self.faults.garbage_reads > 0 {
                    self.faults.garbage_reads -= 1;
                    vec![0xee; 7]
                } else if channel == FEATURE {
                    let mut feature = vec![
                        1, 0, 0x0b, 2, 0, 0, 1, LOWEST, 5, 0, 8, 7, 0x84, 3, 0x2c, 1, 5, 0x3c, 0, 0,
                    ];
                    feature[0] = self.faults.major.unwrap_or(1);
                    feature
                } else {
                    self.massager.status()
                };
                Ok(value)
            }
            Request::Bond => match self.faults.unbonded.pop_front() {
                Some(fault) => Err(fault),
                None => {
                    let result = Ok(Vec::new());
                    let takes = self.faults.slow_bond.take().unwrap_or(LATENCY);
                    return self.after(takes, Input::Done { op, result });
                }
            },
            Request::Subscribe(channel) => {
                self.subscribed.push(channel);
                Ok(Vec::new())
            }
            Request::Write { bytes, .. } => return self.serve_write(op, bytes),
        };
        self.later(Input::Done { op, result });
    }

    fn serve_write(&mut self, op: OpId, bytes: Vec<u8>) {
        let opcode = bytes[0];
        self.judge(&bytes);
        let mut result = Ok(Vec::new());
        if takes(&mut self.faults.drop, opcode) {
            self.frames.push(bytes);
            return self.drop_link_later();
        }
        if takes(&mut self.faults.busy, opcode) {
            result = Err(LinkFault::Busy);
            return self.later(Input::Done { op, result });
        }
        self.frames.push(bytes.clone());
        let refusal = self.faults.refuse.get_mut(&opcode);
        let answer = match refusal.filter(|(_, left)| *left > 0) {
            Some((result, left)) => {
                *left -= 1;
                result.clone()
            }
            None => vec![self.massager.take(&bytes)],
        };
        if !takes(&mut self.faults.silent, opcode) {
            // the indication overtakes the answer to the write
            let bytes = [vec![0x80, opcode], answer].concat();
            let answer = Input::Notified {
                channel: CONTROL_POINT,
                bytes,
            };
            self.after(LATENCY + self.faults.answers_late, answer);
        }
        self.later(Input::Done { op, result });
        if opcode == 7 || opcode == 8 {
            self.notify_status();
        }
    }

    /// The promises that hold for every frame, whatever happened before it.
    fn judge(&self, frame: &[u8]) {
        let allowed = match self.wanted {
            Some(Intent::Run { level, .. }) => {
                frame[0] != 2 || frame[2] <= level.percent().max(LOWEST)
            }
            Some(Intent::Stop) => *frame == [8, 1],
            None => false,
        };
        let story = self.story();
        let answers = |(_, input): &(Duration, Input)| matches!(input, Input::Notified { channel, .. } if *channel == CONTROL_POINT);
        let in_peace = frame == [8, 1] || !self.due.iter().any(answers);
        assert!(
            in_peace,
            "{frame:02x?} before the answer to another\n{story}"
        );
        assert!(allowed, "{frame:02x?} against {:?}\n{story}", self.wanted);
    }

    fn drop_link_later(&mut self) {
        self.connected = false;
        self.subscribed.clear();
        self.massager.control = false;
        self.later(Input::Dropped);
    }
}

impl Massager {
    fn turns(&self) -> bool {
        (1..=4).contains(&self.state)
    }

    pub(super) fn halt(&mut self, state: u8, reason: u8) {
        self.state = state;
        self.reason = reason;
        self.level = 0;
    }

    /// The result byte.
    fn take(&mut self, frame: &[u8]) -> u8 {
        match *frame {
            [0] => self.control = true,
            [8, 1] => self.halt(0, 1),
            [9] => {}
            _ if !self.control => return 5,
            [2, 0xff, level] => {
                if level < LOWEST || level % 5 != 0 {
                    return 3;
                }
                self.level = level;
            }
            [3, ..] | [4, ..] if self.turns() => return 0x85,
            [3, ..] => self.prepared = true,
            [4, ..] => {}
            [7, a, b, c, d] => {
                let id = u32::from_le_bytes([a, b, c, d]);
                if self.turns() && id == self.id {
                    self.state = 2;
                } else if !self.prepared || id == self.id {
                    return 0x85;
                } else {
                    self.id = id;
                    self.state = 2;
                    self.starts += 1;
                    self.prepared = false;
                }
            }
            [8, 2] if self.turns() => self.state = 4,
            _ => return 0x85,
        }
        1
    }

    fn status(&mut self) -> Vec<u8> {
        self.sequence = self.sequence.wrapping_add(1);
        let mut bytes = vec![self.sequence, self.state, self.reason, 0];
        bytes.extend(self.id.to_le_bytes());
        bytes.extend([0, 0, 0, 0, self.level, self.level, 0xff, 0, 0, 0, 0, 0]);
        bytes
    }
}
